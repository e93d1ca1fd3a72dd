// @ts-check
// The page with its SIMD kernel, and without: the same numbers.

import assert from 'node:assert/strict';
import { captureGo, trapInKernel } from './faults.js';
import { pageTest } from './harness.js';

/** @typedef {import('./look.js').Page} Page */

/** Counts in `kept` how often the program calls the kernel. @param {Page} page */
const countCalls = (page) => page.evaluateOnNewDocument(() => {
  kept = 0;
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = /** @type {any} */ ((module, imports) => {
    for (const name of ['product', 'recurrence', 'tanh', 'lstm', 'gru']) {
      const f = imports.kernel?.[name];
      if (f) imports.kernel[name] = (...args) => { kept++; f(...args); };
    }
    return instantiate(module, imports);
  });
});

/** Every state and sum of runs whose sizes end anywhere in a vector. @param {Page} page */
const states = (page) => page.evaluate(() => {
  const all = [];
  for (const [t, i, h] of [[10, 4, 8], [1, 1, 1], [7, 3, 5], [20, 9, 17], [33, 40, 63]]) {
    all.push(.../** @type {any} */ (runRNN(t, i, h, 0)).hiddenStates.flatMap((row) => [...row]));
  }
  return all;
});

pageTest('a browser with SIMD uses the kernel; one without gets the same numbers', async (visit) => {
  const fast = await visit.open('', { prepare: countCalls });
  assert.ok(await fast.evaluate(() => kept) > 0, 'the kernel was never called');
  const want = await states(fast);

  const withoutSIMD = await visit.open('', {
    prepare: async (page) => {
      await countCalls(page);
      await page.evaluateOnNewDocument(() => { WebAssembly.validate = () => false; });
    },
  });
  assert.deepEqual(await states(withoutSIMD), want);
  assert.equal(await withoutSIMD.evaluate(() => kept), 0);
});

pageTest('playgroundPlain keeps the kernel away', async (visit) => {
  const page = await visit.open('', {
    prepare: async (page) => {
      await countCalls(page);
      await page.evaluateOnNewDocument(() => { globalThis.playgroundPlain = true; });
    },
  });
  assert.equal(await page.evaluate(() => kept), 0);
});

pageTest('a program that is started again has a kernel of its own', async (visit) => {
  visit.allow(/The Go program ended|caught in Go/);
  const page = await visit.open('', { prepare: async (page) => { await captureGo(page); await trapInKernel(page); } });
  const want = await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates.flatMap((row) => [...row]));
  await page.evaluate(() => {
    globalThis.trap = true;
    const seed = el('#seed');
    seed.value = '1';
    seed.dispatchEvent(new Event('input', { bubbles: true }));
    seed.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForFunction(() => goes.length === 2 && document.documentElement.dataset.ready === 'true');
  const got = await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates.flatMap((row) => [...row]));
  assert.deepEqual(got, want);
});
