// @ts-check
// The contestants that need no one else: ours with the kernel, in plain Go and
// naive, and plain JavaScript. All take the same tensors.

import { BY } from './program.js';
import { fourRows, gatedLoop, simpleLoop } from './loops.js';

/**
 * @typedef {import('./race.js').Contestant & { states: () => Float64Array | Float32Array | Promise<Float32Array>, within: number }} Checked
 * a contestant with the states of its last run, and how far they may be from the naive ones, 0 for the same bits
 */

/**
 * @param {import('./program.js').Program} program in which the case is prepared
 * @param {import('./program.js').Tensors} tensors of that case
 * @returns {Checked[]} the naive one, which the others are held against, is the first
 */
export function ours(program, tensors) {
  const H = tensors.b.length;
  const h0 = new Float64Array(H);
  const h = new Float64Array((tensors.x.length / (tensors.Wx.length / H)) * H);
  /** @param {string} name @param {number} by @returns {Checked} */
  const inGo = (name, by) => ({
    name, run: (times) => program.exports.forward(by, times), states: () => program.states(), within: 0,
  });
  /** @param {string} name @param {typeof simpleLoop} loop @returns {Checked} */
  const inJavaScript = (name, loop) => ({
    name,
    run: (times) => { for (let i = 0; i < times; i++) loop(h, tensors, h0); },
    states: () => h,
    within: 1e-12, // tanh of another library
  });
  return [
    inGo('naive', BY.naive),
    ...(program.hasKernel ? [inGo('kernel', BY.kernel)] : []),
    inGo('plain', BY.plain),
    inJavaScript('javascript', simpleLoop),
    inJavaScript('javascript4', fourRows),
  ];
}

/**
 * The same for an LSTM or a GRU, where the loop in JavaScript is the naive one.
 * @param {import('./program.js').Program} program @param {import('./program.js').Tensors} tensors
 * @param {import('./cases.js').Size} size
 * @returns {Checked[]}
 */
export function oursGated(program, tensors, [T, , H]) {
  const h0 = new Float64Array(H);
  const h = new Float64Array(T * H);
  /** @param {string} name @param {number} by @returns {Checked} */
  const inGo = (name, by) => ({
    name, run: (times) => program.exports.gatedForward(by, times), states: () => program.gatedStates(), within: 0,
  });
  return [
    inGo('plain', BY.plain),
    ...(program.hasKernel ? [inGo('kernel', BY.kernel)] : []),
    {
      name: 'javascript',
      run: (times) => { for (let i = 0; i < times; i++) gatedLoop(h, tensors, h0); },
      states: () => h,
      within: 1e-12, // other functions, and another order of the sums
    },
  ];
}

/**
 * Runs each once and throws if its states are not those of the first.
 * @param {Checked[]} contestants
 * @returns {Promise<Record<string, number>>} the largest difference of each
 */
export async function check(contestants) {
  /** @type {Record<string, number>} */
  const largest = {};
  /** @type {ArrayLike<number> | undefined} */
  let expected;
  for (const { name, run, states, within } of contestants) {
    await run(1);
    const got = await states();
    expected ??= Float64Array.from(got);
    largest[name] = compare(name, got, expected, within);
  }
  return largest;
}

/** @param {string} name @param {ArrayLike<number>} got @param {ArrayLike<number>} expected @param {number} within */
function compare(name, got, expected, within) {
  if (got.length !== expected.length) throw new Error(`${name}: ${got.length} states, want ${expected.length}`);
  let largest = 0;
  for (let i = 0; i < got.length; i++) {
    const difference = Math.abs(got[i] - expected[i]);
    // Object.is tells -0 from 0, and NaN is equal to itself.
    if (within === 0 ? !Object.is(got[i], expected[i]) : !(difference <= within)) {
      throw new Error(`${name}: state ${i} is ${got[i]}, want ${expected[i]}`);
    }
    largest = Math.max(largest, difference);
  }
  return largest;
}
