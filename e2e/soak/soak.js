// @ts-check
// Plays with a page for long, always the same round that ends where it began, and looks at
// what there is of everything that could be left behind.

import { FILES } from '../fuzz/files.js';
import { perform } from '../fuzz/gestures.js';
import { settle } from '../fuzz/invariants.js';
import { memory } from '../large.js';
import { grown, heapOf } from './snapshot.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Record<'listeners' | 'nodes' | 'functions' | 'values' | 'buffers' | 'bufferMB' | 'heapMB' | 'wasmMB', number>} Sample */

const click = (/** @type {string} */ selector) => ({ do: 'click', selector, at: [0.5, 0.5], times: 1 });
const select = (/** @type {string} */ selector, /** @type {string} */ value) => ({ do: 'select', selector, value });
const file = (/** @type {string} */ name) => ({ do: 'drop', file: FILES.findIndex((one) => one.name === name) });

/** A round of the page: sliders, values, panels, undo, language, files, play. @type {import('../fuzz/gestures.js').Gesture[]} */
const ROUND = [
  { do: 'keys', selector: '#timesteps', keys: ['ArrowRight', 'ArrowRight', 'PageUp', 'ArrowLeft'] },
  { do: 'keys', selector: '#hidden-size', keys: ['ArrowRight', 'PageUp', 'PageUp', 'ArrowLeft'] },
  { do: 'type', selector: '#seed', text: '41', then: 'Enter' },
  { do: 'drag', from: ['#input-size', 0.1, 0.5], to: ['#input-size', 0.4, 0.5], steps: 6 },
  { do: 'hover', over: [['#heatmap', 0.2, 0.3], ['#sums', 0.6, 0.4], ['#inputs', 0.8, 0.7], ['#lines-plot', 0.4, 0.4]] },
  { do: 'click', selector: '#heatmap', at: [0.3, 0.6], times: 1 },
  click('#inspector [data-place^="Wx:"]'),
  { do: 'type', selector: '#editor-value', text: '0.5', then: 'Enter' },
  { do: 'drag', from: ['#inspector [data-place^="b:"]', 0.5, 0.5], to: ['#heatmap', 0.5, 0.5], steps: 5 },
  click('#undo'), click('#undo'), click('#redo'),
  click('#tab-weights'),
  { do: 'hover', over: [['#matrices', 0.4, 0.4], ['#matrices', 0.7, 0.6]] },
  click('#tab-memory'), click('#tab-cells'), click('#tab-printout'), click('#tab-code'),
  select('#code', 'go'), select('#code', 'numpy'), click('#tab-files'), click('#tab-table'),
  select('#cell-kind', 'LSTM'), select('#weights', 'pytorch'), select('#inputs-kind', 'words'),
  click('#drawing-backward'), click('#drawing-unrolled'),
  click('#compare'), click('#compare'),
  click('#play'), { do: 'wait', ms: 700 }, click('#play'),
  click('#language'), click('#language'),
  { do: 'media', feature: ['prefers-color-scheme', 'dark'] }, { do: 'media', feature: ['prefers-color-scheme', 'light'] },
  { do: 'resize', size: [390, 844] }, { do: 'resize', size: [1280, 800] },
  file('b.npy'), { do: 'wait', ms: 300 }, file('table.csv'), { do: 'wait', ms: 300 }, file('noise.npz'), { do: 'wait', ms: 300 },
  { do: 'chord', keys: ['Control', 'z'] },
  { do: 'link', link: 'timesteps=2500&hidden-size=200&weights=pytorch&lang=en' }, { do: 'wait', ms: 1200 },
  { do: 'call', call: ['runRNN', [20, 4, 8, 1]] }, { do: 'call', call: ['runLayer', [{ cell: 'GRU', timesteps: 5, inputSize: 2, hiddenSize: 3 }]] },
  { do: 'link', link: 'lang=en' },
];

/** What is not on the page, gestures pass over; a round that does less than it says would be of no use. Nothing is held of it, which would stay. @param {Page} page @param {import('../fuzz/gestures.js').Gesture} gesture */
async function assertThere(page, { selector, from, over = [] }) {
  for (const wanted of [selector, from?.[0], ...over.map((/** @type {[string, number, number]} */ [where]) => where)]) {
    if (wanted && !await page.evaluate((wanted) => Boolean(document.querySelector(wanted)), wanted)) throw new Error(`the page has no ${wanted}`);
  }
}

/** @param {Page} page */
async function round(page) {
  for (const gesture of ROUND) {
    await assertThere(page, gesture);
    await perform(page, gesture);
  }
  await page.evaluate(() => { for (const close of els('#notices .notice button:last-of-type')) close.click(); });
  await page.mouse.move(2, 2);
  await settle(page);
}

/** So many changes that were typed a browser can take back. */
const UNDO = 1000;

/**
 * Types so often that every further change has the browser forget one: for each it keeps the
 * text that was there before, of a field that stays in the page, when a script has set its
 * value since. That is so on any page; without this the texts would be counted as left
 * behind by this one. Of five changes two have such a text, as they do in a round.
 * @param {Page} page
 */
async function fillUndo(page) {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { id: 'typed' })));
  for (let i = 0; i < UNDO; i++) {
    await page.evaluate((set) => {
      const field = /** @type {HTMLInputElement} */ (el('#typed'));
      if (set) field.value = '';
      if (set) field.value = '1';
      field.select();
    }, i % 5 < 2);
    await page.keyboard.press('4');
  }
}

/** @param {Page} page @param {import('puppeteer-core').CDPSession} session @returns {Promise<Sample>} */
async function sample(page, session) {
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage'); // what finalizers let go of goes with the second
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? NaN;
  const { backingStorageSize } = /** @type {any} */ (await session.send('Runtime.getHeapUsage'));
  const [functions, values] = await page.evaluate(() => {
    const held = goes.flatMap((go) => go.deref()?._values ?? []).filter((/** @type {unknown} */ value) => value !== null && value !== undefined);
    return [held.filter((/** @type {unknown} */ value) => typeof value === 'function' && String(value).includes('_pendingEvent')).length, held.length]; // js.FuncOf makes these
  });
  const megabytes = (/** @type {number} */ n) => Math.round(n / 1e4) / 100;
  const wasm = await memory(page) * 2 ** 20;
  return {
    listeners: metric('JSEventListeners'), nodes: metric('Nodes'), functions, values, buffers: metric('ArrayBufferContents'),
    bufferMB: megabytes(backingStorageSize), heapMB: megabytes(metric('JSHeapUsedSize')), wasmMB: megabytes(wasm),
  };
}

/**
 * How much more the last fifth may have than the second: a share, or so much at all. What
 * Go holds of the page goes when Go collects its garbage, and so comes in waves, of a
 * hundred rounds for what reads files.
 * @type {Record<keyof Sample, [share: number, least: number]>}
 */
const MORE = {
  listeners: [0, 2], nodes: [0.01, 20], functions: [0, 0], values: [0.5, 500], buffers: [0.5, 20], bufferMB: [0.05, 0.5], heapMB: [0.03, 0.15], wasmMB: [0.02, 0],
};

/** @param {number[]} all */
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

/** What grew, by comparing the medians of the second and of the last fifth. @param {Sample[]} samples */
export function growth(samples) {
  const fifth = Math.floor(samples.length / 5);
  return /** @type {(keyof Sample)[]} */ (Object.keys(MORE)).map((name) => {
    const [from, to] = [samples.slice(fifth, 2 * fifth), samples.slice(-fifth)].map((some) => median(some.map((one) => one[name])));
    const [share, least] = MORE[name];
    return { name, from, to, flat: to - from <= Math.max(share * from, least) };
  });
}

/**
 * @param {Page} page opened with captureGo
 * @param {(rounds: number) => boolean} over whether it is enough
 * @param {{ heap?: boolean, tell?: (round: number, sample: Sample) => void }} [options]
 */
export async function soak(page, over, { heap = false, tell } = {}) {
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  /** @type {Sample[]} */
  const samples = [];
  /** @type {import('./snapshot.js').Heap | undefined} */
  let before;
  await fillUndo(page);
  for (let n = 1; n === 1 || !over(n - 1); n++) {
    await round(page);
    const now = await sample(page, session);
    samples.push(now);
    tell?.(n, now);
    if (heap && n === 5) before = await heapOf(session); // everything has been there by then
  }
  const more = before ? grown(before, await heapOf(session)) : [];
  await session.detach();
  return { samples, growth: growth(samples), grown: more, gestures: samples.length * ROUND.length };
}
