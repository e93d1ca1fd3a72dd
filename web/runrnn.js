// @ts-check
// The console's runRNN. Go computes; this wrapper throws what Go refuses, and cuts
// the flat tensors into rows.

import { ask, describe } from './ask.js';

/**
 * @typedef {{ timesteps: number, inputSize: number, hiddenSize: number, seed: number,
 *   inputs: Float64Array, Wx: Float64Array, Wh: Float64Array, b: Float64Array, hiddenStates: Float64Array }} Flat
 */

/**
 * The rows of a matrix, as views of its one buffer.
 * @param {Float64Array} flat
 * @param {number} width
 */
function rows(flat, width) {
  return Array.from({ length: flat.length / width }, (_, i) => flat.subarray(i * width, (i + 1) * width));
}

/**
 * h_t = tanh(Wx x_t + Wh h_{t-1} + b) from a zero state. Inputs, Wx, Wh and b are
 * drawn in this order from NumPy's legacy stream, np.random.seed(seed) and
 * np.random.random.
 * @param {number} timesteps
 * @param {number} inputSize
 * @param {number} hiddenSize
 * @param {number} seed
 * @throws {TypeError} for an argument that is missing or no number
 * @throws {RangeError} for a number that is not allowed
 */
function runRNN(timesteps, inputSize, hiddenSize, seed) {
  const values = [timesteps, inputSize, hiddenSize, seed].map((value) =>
    (typeof value === 'number' || value === undefined ? value : describe(value)));
  const answer = /** @type {Flat} */ (ask('runRNN', globalThis.playgroundRunRNN, ...values));
  return {
    timesteps: answer.timesteps,
    inputSize: answer.inputSize,
    hiddenSize: answer.hiddenSize,
    seed: answer.seed,
    inputs: rows(answer.inputs, answer.inputSize),
    Wx: rows(answer.Wx, answer.inputSize),
    Wh: rows(answer.Wh, answer.hiddenSize),
    b: answer.b,
    hiddenStates: rows(answer.hiddenStates, answer.hiddenSize),
  };
}

export function installRunRNN() {
  globalThis.runRNN = runRNN;
}
