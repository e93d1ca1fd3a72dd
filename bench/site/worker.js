// @ts-check
// Does the measuring, so that the page stays free. Asked {type: 'run', program},
// it answers with {type: 'progress', share, at}, {type: 'timed', at, timings} for
// each of the cases, and {type: 'done'} or {type: 'failed', message}.

import kernelBytes from '../../build/kernel.wasm';
import { SIZES, products } from '../cases.js';
import { check, ours } from '../ours.js';
import { Program } from '../program.js';
import { race } from '../race.js';
import { tanhContestants } from '../tanh.js';

/**
 * @typedef {{ type: 'progress', share: number, at: number }
 *   | { type: 'timed', at: number, timings: import('../race.js').Timing[] }
 *   | { type: 'done' } | { type: 'failed', message: string }} Answer
 */

const RULES = { rounds: 9, sample: 12, budget: 400 };

/** About how long each case takes, in parts of the whole; tanh is the last. */
const SHARES = [...SIZES.map((size) => 1 + products(size) / 8e7), 1];

/** @param {Answer} answer */
const tell = (answer) => postMessage(answer);

addEventListener('message', async ({ data }) => {
  if (data.type !== 'run') throw new Error(`the worker was asked ${data.type}`);
  try {
    await run(data.program);
    tell({ type: 'done' });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {string} url of build/bench.wasm */
async function run(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const program = await Program.start(await WebAssembly.compile(await response.arrayBuffer()), kernelBytes);
  for (const at of SHARES.keys()) {
    const before = SHARES.slice(0, at).reduce((sum, share) => sum + share, 0);
    const all = SHARES.reduce((sum, share) => sum + share, 0);
    const progress = (/** @type {number} */ share) => {
      tell({ type: 'progress', share: (before + share * SHARES[at]) / all, at });
      return new Promise((resolve) => { setTimeout(resolve); }); // what is told leaves between two tasks
    };
    await progress(0);
    tell({ type: 'timed', at, timings: await race(await contestants(program, at), { ...RULES, progress }) });
  }
}

/** @param {Program} program @param {number} at */
async function contestants(program, at) {
  if (at === SIZES.length) return tanhContestants(program);
  const all = ours(program, program.prepare(SIZES[at], 'unsaturated'));
  await check(all);
  return all;
}
