// @ts-check
// Fingerprints of numbers: what runRNN and runLayer return, and what the table shows.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { layered } from './goldens.js';
import { until } from './harness.js';
import { notices } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** Sizes that end anywhere in a vector. */
const RUNS = [[10, 4, 8, 0], [1, 1, 1, 1], [7, 3, 5, 2], [20, 9, 17, 3], [33, 40, 63, 4], [1000, 16, 32, 5], [50, 300, 257, 4294967295]];

/** Pages whose every cell is looked at. */
const LINKS = [
  'seed=0', 'weights=pytorch&seed=7', 'weights=normal&gain=1.5&inputs=sine&seed=3', 'weights=keras&inputs=characters&text=hello',
  'weights=radius&gain=0.9&timesteps=20&input-size=9', 'edits=b:3:0:-1,Wx:0:0:0.1234567', 'weights=pytorch&view=backward',
  'cell=LSTM&weights=pytorch', 'cell=GRU&weights=pytorch&num-layers=2&bidirectional=true', 'cell=RNN_RELU&weights=identity&timesteps=20&hidden-size=12',
];

/** SHA-256 of the bits of all numbers of each run, in their order. @param {Page} page @returns {Promise<Record<string, string>>} */
export const bitsOfRuns = (page) => page.evaluate(async (runs) => {
  const hash = async (/** @type {Float64Array[]} */ arrays) => {
    const digest = await crypto.subtle.digest('SHA-256', await new Blob(/** @type {any} */ (arrays)).arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  /** @type {Record<string, string>} */
  const bits = {};
  for (const sizes of runs) {
    const { inputs, Wx, Wh, b, hiddenStates } = /** @type {any} */ (runRNN)(...sizes);
    bits[`runRNN(${sizes})`] = await hash([...inputs, ...Wx, ...Wh, b, ...hiddenStates]);
  }
  return bits;
}, RUNS);

/** The same of layers, of every cell, with their gradients. @param {Page} page @returns {Promise<Record<string, string>>} */
export const bitsOfLayers = (page) => page.evaluate(async (goldens) => {
  const array = (/** @type {number[]} */ values) => new Float64Array(values);
  /** @type {Float64Array[]} */
  let all = [];
  const collect = (/** @type {any} */ value) => {
    if (value instanceof Float64Array) all.push(value);
    else if (value && typeof value === 'object') for (const name of Object.keys(value).sort()) collect(value[name]);
  };
  /** @type {Record<string, string>} */
  const bits = {};
  for (const { spec, given } of goldens) {
    const tensors = Object.fromEntries(Object.entries(given).map(([name, values]) => [name, array(values)]));
    all = [];
    collect(runLayer(/** @type {any} */ ({ ...spec, ...tensors })));
    const digest = await crypto.subtle.digest('SHA-256', await new Blob(/** @type {any} */ (all)).arrayBuffer());
    bits[`runLayer(${JSON.stringify(spec)})`] = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return bits;
}, layered);

/** SHA-256 of what the cells of the table have, t, unit, data-value and text, for each link. @param {Page} page @returns {Promise<Record<string, string>>} */
export async function bitsOfCells(page) {
  /** @type {Record<string, string>} */
  const bits = {};
  for (const link of LINKS) {
    await page.evaluate((hash) => { location.hash = hash; }, `${link}&lang=en`);
    await until(page, link, (link) => {
      const [wanted, painted] = [playgroundHost.wanted(), playgroundHost.painted()];
      const keys = new URLSearchParams(wanted);
      const sorted = (/** @type {string | null} */ list) => list?.split(',').sort().join();
      return wanted === painted && [...new URLSearchParams(link)].every(([key, value]) => sorted(keys.get(key)) === sorted(value));
    }, link);
    assert.deepEqual(await notices(page), [], `${link} is taken as it is`);
    const cells = await page.evaluate(() => els('table#hidden-states td[data-value]').map((cell) =>
      [cell.dataset.t, cell.dataset.unit, cell.dataset.value, cell.textContent].join(' ')));
    bits[`${cells.length} cells of ${link}`] = createHash('sha256').update(cells.join('\n')).digest('hex');
  }
  return bits;
}
