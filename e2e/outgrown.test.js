// @ts-check
// A tab that can hold little: no memory of WebAssembly gets more than 130 MiB.

import assert from 'node:assert/strict';
import { captureGo } from './faults.js';
import { browserFlags, pageTest, until } from './harness.js';
import { arrived, go, large } from './large.js';
import { disagreements, fill, isVisible, notices, settings, textOf } from './look.js';

browserFlags('--js-flags=--wasm-max-mem-pages=2080');

const FITS = large(60_000, 16, 40);
const TOO_LARGE = large(100_000, 64, 128);
/** The worker can have this much, the page with all else that it has cannot. */
const TIGHT = large(100_000, 64, 40);

const NO_ROOM = (/** @type {number} */ mb) => new RegExp(`^This browser has no room for the ${mb} MB that this run takes\\. Make one of the sizes smaller`);

for (const [name, prepare] of /** @type {const} */ ([
  ['in a worker', undefined],
  ['on a page without workers', (/** @type {import('./look.js').Page} */ page) => page.evaluateOnNewDocument(() => { Reflect.deleteProperty(globalThis, 'Worker'); })],
])) {
  pageTest(`more than the tab can hold is refused in words, ${name}; the page goes on`, async (visit) => {
    const page = await visit.open('lang=en', { prepare });
    await go(page, `${FITS.link}&seed=1`);
    await arrived(page, 60_000, 1);
    const before = await textOf(page, '#table-body td');
    for (const [run, mb] of /** @type {const} */ ([[TOO_LARGE, 257], [TIGHT, 116]])) {
      await go(page, `${run.link}&seed=1`);
      await until(page, 'the notice', (mb) => els('#notices .notice').some((n) => n.textContent.includes(`${mb} MB`)), mb);
      assert.match((await notices(page)).at(-1), NO_ROOM(mb));
      assert.equal(await isVisible(page, '#running'), false);
      assert.deepEqual((await settings(page)).fields, [60_000, 16, 40, 1]);
      assert.equal(await textOf(page, '#table-body td'), before);
    }
    const refused = await page.evaluate(/** @returns {any} */ () => {
      try {
        return runRNN(100_000, 64, 128, 1);
      } catch (error) {
        return `${error}`;
      }
    });
    assert.equal(refused, 'RangeError: runRNN: not enough memory for 257 MB');
    const layer = await page.evaluate(/** @returns {any} */ () => {
      try {
        return runLayer({ cell: 'LSTM', timesteps: 20_000, inputSize: 64, hiddenSize: 128 });
      } catch (error) {
        return `${error}`;
      }
    });
    assert.equal(layer, 'RangeError: runLayer: not enough memory for 156 MB');
    await page.click('#reset');
    await fill(page, '#seed', '3');
    assert.deepEqual(await disagreements(page), []);
  });
}

pageTest('a page that is promised memory and does not get it goes back to the run before, and says so', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open('timesteps=12&input-size=3&hidden-size=5&seed=7&lang=en', { prepare: captureGo });
  await page.evaluate(() => { WebAssembly.Memory = /** @type {any} */ (class { grow() {} }); });
  await go(page, `${TIGHT.link}&seed=1`);
  await until(page, 'another instance', () => goes.length === 2);
  await until(page, 'the run before', () => document.documentElement.dataset.ready === 'true');
  assert.match((await notices(page)).at(-1), /no room for so large a run/);
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 7]);
  await fill(page, '#seed', '8');
  assert.deepEqual(await disagreements(page), []);
});
