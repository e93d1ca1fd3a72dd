// @ts-check
// Runs that take longer than a frame: the page lives, and the user decides.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { isVisible, notices, paste, settings, textOf } from './look.js';

const LONG = '#timesteps=40000&hidden-size=800'; // 26 thousand million multiply-adds

/** @param {import('./look.js').Page} page */
const startLong = (page) => page.evaluate((link) => { location.hash = link; }, LONG);

pageTest('a long run shows real progress while the page goes on, and can be cancelled', async (visit) => {
  const page = await visit.open('lang=en');
  const before = await textOf(page, '#table-body');
  await page.evaluate(() => {
    kept = { frames: 0, values: [] };
    const tick = () => {
      kept.frames++;
      if (el('#running').checkVisibility()) kept.values.push(el('#run-progress').value);
      requestAnimationFrame(tick);
    };
    tick();
  });
  await startLong(page);
  await until(page, 'progress', () => new Set(kept.values).size >= 8);
  const { frames, values } = await page.evaluate(() => kept);
  assert.ok(frames >= 8, 'frames go on');
  assert.deepEqual(values, [...values].sort((a, b) => a - b), 'progress only grows');
  assert.equal((await settings(page)).fields[0], 40000, 'the controls show what is wanted');
  assert.equal(await textOf(page, '#table-body'), before, 'the picture is the last result');
  await page.click('#cancel');
  assert.equal(await isVisible(page, '#running'), false);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.match((await notices(page)).at(-1), /^Stopped/);
  assert.equal(await textOf(page, '#table-body'), before);
});

pageTest('a newer value drops a run under way', async (visit) => {
  const page = await visit.open('lang=en');
  await startLong(page);
  await until(page, 'progress', () => el('#running').checkVisibility());
  await paste(page, '#timesteps-value', '30');
  await paste(page, '#hidden-size-value', '6');
  await until(page, 'the newest value', () => el('#hidden-states').getAttribute('aria-rowcount') === '31');
  assert.deepEqual((await settings(page)).fields, [30, 4, 6, 0]);
  assert.equal(await isVisible(page, '#running'), false);
});

pageTest('a run in slices gives the numbers of a run at once', async (visit) => {
  const page = await visit.open('timesteps=2000&input-size=9&hidden-size=257&seed=11');
  const [want, got] = await page.evaluate(() => {
    const { hiddenStates } = /** @type {any} */ (runRNN(2000, 9, 257, 11));
    const cells = els('td[data-t]');
    return [cells.map((c) => hiddenStates[c.dataset.t - 1][c.dataset.unit]), cells.map((c) => Number(c.dataset.value))];
  });
  assert.ok(want.length > 100);
  assert.deepEqual(got, want);
});
