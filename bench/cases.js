// @ts-check
// What is timed: the sizes at which the layer is compared, and how its weights are
// drawn (bench/wasm draws them).

/** @typedef {readonly [timesteps: number, inputSize: number, hiddenSize: number]} Size */

/** @type {readonly Size[]} */
export const SIZES = [[10, 4, 8], [100, 64, 128], [200, 128, 512], [1000, 256, 256], [500, 256, 1024]];

/** Milliseconds that each has for an LSTM or a GRU: whose pass takes longer is timed once. */
export const SLOW = 1500;

/** By their numbers in bench/wasm. */
export const WEIGHTS = /** @type {const} */ ({ tutorial: 0, unsaturated: 1 });

/** @typedef {keyof typeof WEIGHTS} Weights */

/** How many products one pass takes. @param {Size} size */
export function products([timesteps, inputSize, hiddenSize]) {
  return timesteps * hiddenSize * (inputSize + hiddenSize);
}
