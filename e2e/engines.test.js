// @ts-check
// The same numbers in every engine, bit for bit, with the SIMD kernel and without: what
// runRNN and runLayer return, and what stands in the cells of the table, is held against
// testdata/bits.json. UPDATE_BITS=1 in Chromium writes that anew, when the numbers of
// all engines were meant to change.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { bitsOfCells, bitsOfLayers, bitsOfRuns } from './bits.js';
import { pageTest } from './harness.js';

const file = new URL('testdata/bits.json', import.meta.url);

for (const [kernel, plain] of /** @type {[string, boolean][]} */ ([['with SIMD', false], ['without SIMD', true]])) {
  pageTest(`the same bits in every engine, ${kernel}`, async (visit) => {
    const page = await visit.open('lang=en', { prepare: (page) => page.evaluateOnNewDocument((plain) => { globalThis.playgroundPlain = plain; }, plain) });
    const bits = { ...await bitsOfRuns(page), ...await bitsOfLayers(page), ...await bitsOfCells(page) };
    if (process.env.UPDATE_BITS && !plain) writeFileSync(file, `${JSON.stringify(bits, null, 1)}\n`);
    assert.deepEqual(bits, JSON.parse(readFileSync(file, 'utf8')));
  });
}
