// @ts-check
// The page with scripts turned off: the tutorial's result, to read.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pageTest } from './harness.js';
import { printed } from './goldens.js';

pageTest('without scripts the tutorial\'s result is there', async (visit) => {
  const page = await visit.open('', { ready: false, prepare: (page) => page.setJavaScriptEnabled(false) });
  // Evaluating still works; only the page's own scripts do not run.
  while (await page.evaluate(() => document.readyState) !== 'complete') await sleep(50); // nothing waits for the styles
  const seen = await page.evaluate(() => {
    const visible = (s) => document.querySelector(s)?.checkVisibility() ?? false;
    const all = (s) => [...document.querySelectorAll(s)];
    return {
      states: all('#hidden-states td').map((td) => [Number(td.dataset.value), td.textContent]),
      cells: all('#heatmap-cells rect').length,
      lines: all('#lines path').length,
      printout: document.querySelector('#printout').textContent,
      visible: ['math', '#hidden-states', '#printout', '#summary', 'noscript p'].filter(visible),
      hidden: ['#boot', '#running', '[role="tablist"]', '#find'].filter(visible),
      disabled: document.querySelector('fieldset').disabled,
      note: document.querySelector('noscript p').textContent,
      sideways: document.documentElement.scrollWidth > innerWidth,
    };
  });
  const [tutorial] = printed;
  assert.equal(seen.states.length, 80);
  seen.states.forEach(([value], i) => assert.ok(Math.abs(value - Number(tutorial.states[i])) <= 1e-13));
  assert.equal(seen.cells, 80);
  assert.equal(seen.lines, 8);
  assert.equal(seen.printout, tutorial.printout);
  assert.deepEqual(seen.visible, ['math', '#hidden-states', '#printout', '#summary', 'noscript p']);
  assert.deepEqual(seen.hidden, []);
  assert.equal(seen.disabled, true);
  assert.match(seen.note, /자바스크립트/);
  assert.equal(seen.sideways, false);
});

pageTest('the first paint and the live page look the same', async (visit) => {
  const still = await visit.open('', { ready: false, browserLanguage: 'ko', prepare: (page) => page.setJavaScriptEnabled(false) });
  const live = await visit.open('', { browserLanguage: 'ko' });
  const boxes = (/** @type {import('./look.js').Page} */ page) => page.evaluate(() =>
    ['h1', 'math', '#shapes', '#summary', '#heatmap', '#lines', '#timesteps', '#seed', '#hidden-states td', '#lines-note'].map((s) => {
      const { left, top, width, height } = document.querySelector(s).getBoundingClientRect();
      // The note on scripts moves what stands under it in the side column, and
      // without scripts there are no tabs above the table.
      return ['#timesteps', '#seed', '#hidden-states td'].includes(s) ? [s, left, width, height] : [s, left, top, width, height].map((v) => (typeof v === 'number' ? Math.round(v) : v));
    }));
  assert.deepEqual(await boxes(live), await boxes(still));
});
