// @ts-check
// How the time of a pass grows with each of its three sizes.
//
//   products = T H (I + H)
//
// says: linear in T, linear in I where I is large beside H, quadratic in H where H
// is large beside I.

/** @typedef {import('./cases.js').Size} Size */

/** @param {number} from @param {number} to @returns {number[]} doubled from one to the next */
const doubled = (from, to) => (from > to ? [] : [from, ...doubled(2 * from, to)]);

/**
 * One size grows, the others stay. `fit` is where the law is looked for: below it
 * what is not products shows (calls, tanh, the other size).
 * @type {Record<'timesteps' | 'input' | 'hidden', { label: string, of: (size: Size) => number, sizes: Size[], fit: number, law: number }>}
 */
export const GROWTH = {
  timesteps: {
    label: 'timesteps', of: ([T]) => T, law: 1, fit: 32,
    sizes: doubled(8, 2048).map((T) => /** @type {Size} */ ([T, 64, 128])),
  },
  input: {
    label: 'input size', of: ([, I]) => I, law: 1, fit: 512,
    sizes: doubled(16, 4096).map((I) => /** @type {Size} */ ([100, I, 64])),
  },
  hidden: {
    label: 'hidden size', of: ([, , H]) => H, law: 2, fit: 64,
    sizes: doubled(8, 2048).map((H) => /** @type {Size} */ ([20, 4, H])),
  },
};

/**
 * The exponent p of the law time ~ size^p: the slope of the line through the
 * logarithms, by least squares.
 * @param {number[]} sizes @param {number[]} times
 */
export function exponent(sizes, times) {
  const x = sizes.map(Math.log), y = times.map(Math.log);
  const mean = (/** @type {number[]} */ v) => v.reduce((sum, value) => sum + value, 0) / v.length;
  const mx = mean(x), my = mean(y);
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

/** Bytes of Wh when it is packed: panels of 8 rows of doubles. @param {number} H */
export function packedBytes(H) {
  return Math.ceil(H / 8) * 8 * H * 8;
}
