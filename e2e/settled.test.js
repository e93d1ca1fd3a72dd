// @ts-check
// The fuzzer compares a page that has settled: one at which nothing is under way, nor about to be.

import assert from 'node:assert/strict';
import { settle } from './fuzz/invariants.js';
import { pageTest } from './harness.js';

pageTest('a page that is at work when it is first looked at has settled when it no longer is', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    document.documentElement.classList.add('away');
    setTimeout(() => document.documentElement.classList.remove('away'), 300);
  });
  await settle(page, 200);
  assert.equal(await page.evaluate(() => document.documentElement.matches('.away')), false);
});

pageTest('a page that was too busy to be looked at has not settled for its being the same before and after', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    const note = el('#lines-note');
    const { textContent } = note;
    // After the first look it is at work for longer than settling takes, and more is to come.
    Object.defineProperty(note, 'textContent', { configurable: true, get() {
      Reflect.deleteProperty(note, 'textContent');
      setTimeout(() => {
        const end = performance.now() + 700;
        while (performance.now() < end);
        setTimeout(() => { note.textContent = `${textContent} and more`; }, 70);
      });
      return textContent;
    } });
  });
  await settle(page, 200);
  assert.equal(await page.evaluate(() => el('#lines-note').textContent.endsWith(' and more')), true);
});
