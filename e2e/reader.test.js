// @ts-check
// The program that reads files is one of its own: what becomes of its memory, and when it dies.

import assert from 'node:assert/strict';
import { captureGo } from './faults.js';
import { pageTest, until } from './harness.js';
import { cells, isVisible, settings } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** Drops an array of float64 that is made in the page, as NumPy would write it. @param {Page} page @param {number} rows @param {number} columns */
const dropArray = (page, rows, columns) => page.evaluate((rows, columns) => {
  const head = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`.padEnd(117) + '\n';
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array([0x93]), 'NUMPY', new Uint8Array([1, 0, 118, 0]), head, new Float64Array(rows * columns).fill(0.5)], 'x.npy'));
  for (const type of ['dragenter', 'dragover', 'drop']) el('#plots').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}, rows, columns);

/** Waits until the dialog shows what is in a file. @param {Page} page */
const found = (page) => until(page, 'something is found', () => el('#bring').matches('.found') && el('#bring-found').textContent);

/** Whether a reader is kept for the next file. @param {Page} page @returns {Promise<boolean>} */
const isKept = (page) => page.evaluate(() => Boolean(/** @type {any} */ (globalThis).playgroundReader));

/** Bytes of memory of the newest program. @param {Page} page @returns {Promise<number>} */
const memoryOf = (page) => page.evaluate(() => goes.at(-1)?.deref()?._inst.exports.mem.buffer.byteLength);

pageTest('the reader of a small file is kept for the next one, that of a large file is not', async (visit) => {
  const page = await visit.open('lang=en', { prepare: captureGo });
  await dropArray(page, 5, 3);
  await found(page);
  await page.keyboard.press('Escape');
  await until(page, 'the dialog is closed', () => !el('#bring').open);
  assert.equal(await isKept(page), true);
  const programs = await page.evaluate(() => goes.length);
  assert.equal(programs, 2, 'the page has one, and the reader');

  await dropArray(page, 160_000, 60);
  await found(page);
  assert.equal(await page.evaluate(() => goes.length), 2, 'the same one reads the next file');
  assert.ok(await memoryOf(page) > 128 * 2 ** 20, 'and has become large');
  await page.keyboard.press('Escape');
  await until(page, 'the dialog is closed', () => !el('#bring').open);
  await until(page, 'it is let go of, once the dialog has said that it is closed', () => !(/** @type {any} */ (globalThis).playgroundReader));

  await dropArray(page, 6, 2);
  await found(page);
  assert.equal(await page.evaluate(() => goes.length), 3);
  await page.evaluate(() => els('#bring-found [data-take]')[0].click());
  await until(page, 'six steps', () => el('#timesteps-value').value === '6');
  assert.deepEqual((await settings(page)).fields.slice(0, 2), [6, 2]);
});

pageTest('the browser has a turn between the start of the reader and what it reads', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => {
    let reader;
    Object.defineProperty(globalThis, 'playgroundReader', {
      get: () => reader,
      set(value) {
        reader = value;
        const { open } = reader;
        let turns = 0;
        reader.open = (/** @type {unknown[]} */ ...what) => {
          globalThis.kept = turns;
          return open(...what);
        };
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { turns++; };
        port2.postMessage(null);
      },
    });
  }) });
  await dropArray(page, 5, 3);
  await found(page);
  assert.equal(await page.evaluate(() => kept), 1);
});

/** @type {[what: string, open: string, said: RegExp][]} */
const DEATHS = [
  ['panics', '(...what) => open(undefined, ...what.slice(1))', /syscall\/js/],
  // As a program does that can have no more memory: what was called gives nothing.
  ['ends', "() => { goes.at(-1).deref().importObject.gojs['runtime.wasmExit'](4096); }", /no room for the 1 MB that it takes to read this file/],
];
for (const [what, instead, said] of DEATHS) {
  pageTest(`a reader that ${what} over a file says so; nothing is lost, and the next file is read`, async (visit) => {
    const page = await visit.open('lang=en&seed=7&hidden-size=3', { prepare: captureGo });
    await dropArray(page, 5, 3);
    await found(page);
    await page.keyboard.press('Escape');
    await until(page, 'the dialog is closed', () => !el('#bring').open);
    const before = await cells(page);
    await page.evaluate(`{
      const reader = globalThis.playgroundReader;
      const { open } = reader;
      reader.open = (...what) => {
        reader.open = open;
        return (${instead})(...what);
      };
    }`);
    await dropArray(page, 4, 2);
    await until(page, 'what was not read', (said) => new RegExp(said).test(el('#notices').textContent), said.source);
    assert.equal(await isVisible(page, '#bring'), false);
    assert.deepEqual(await cells(page), before);
    await dropArray(page, 4, 2);
    await found(page);
    await page.evaluate(() => els('#bring-found [data-take]')[0].click());
    await until(page, 'four steps', () => el('#timesteps-value').value === '4');
    assert.deepEqual((await settings(page)).fields, [4, 2, 3, 7]);
  });
}
