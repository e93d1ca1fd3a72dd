// @ts-check
// Runs that take longer than a frame: the page lives, and the user decides.

import assert from 'node:assert/strict';
import { isReady, pageTest, until } from './harness.js';
import { boxOf, disagreements, fill, isVisible, notices, paste, settings, textOf, valueOf } from './look.js';

const LONG = '#timesteps=40000&hidden-size=800'; // 26 thousand million multiply-adds

/** A browser without workers: the page computes in slices. */
const SLICED = {
  prepare: (/** @type {import('./look.js').Page} */ page) => page.evaluateOnNewDocument(() => { Reflect.deleteProperty(globalThis, 'Worker'); }),
};

/** @param {import('./look.js').Page} page */
const startLong = (page) => page.evaluate((link) => { location.hash = link; }, LONG);

pageTest('a long run shows real progress while the page goes on, and can be cancelled', async (visit) => {
  const page = await visit.open('lang=en');
  const before = await textOf(page, '#table-body');
  await page.evaluate(() => {
    kept = [];
    const tick = () => { // frames go on
      if (el('#running').checkVisibility()) kept.push(el('#run-progress').value);
      requestAnimationFrame(tick);
    };
    tick();
  });
  await startLong(page);
  await until(page, 'progress', () => new Set(kept).size >= 8);
  const values = await page.evaluate(() => kept);
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

pageTest('during a long run the page can be read in every way', async (visit) => {
  const page = await visit.open('timesteps=300&hidden-size=6&lang=en');
  await startLong(page);
  await until(page, 'progress', () => el('#running').checkVisibility());
  await page.click('#tab-printout');
  assert.equal(await isVisible(page, '#printout'), true);
  await page.click('#tab-table');
  await page.click('#language');
  assert.match(await textOf(page, 'h1'), /놀이터/);
  assert.match(await textOf(page, '#running'), /계산하는 중/);
  await fill(page, '#find-step', '250');
  assert.equal(await page.evaluate(() => el('#table-body .marked td').dataset.t), '250');
  assert.equal(await isVisible(page, '#plots:not(.loose)'), true);
  assert.equal(await isVisible(page, '#running'), true, 'the run goes on');
  assert.equal((await settings(page)).fields[0], 40000);
  await until(page, 'the address of what is wanted', () => location.hash === '#v=1&timesteps=40000&input-size=4&hidden-size=800&seed=0&t=250&lang=ko');
  await fill(page, '#find-step', '30000'); // a step of the run to come
  assert.equal(await page.evaluate(() => el('#find-step').getAttribute('aria-invalid')), 'false');
  assert.equal(await isVisible(page, '#plots:not(.loose)'), false);
  await page.click('#cancel');
  assert.deepEqual((await settings(page)).fields, [300, 4, 6, 0]);
  assert.equal(await valueOf(page, '#find-step'), '', 'there is no such step here');
  assert.match((await notices(page)).at(-1), /멈췄습니다/);
  await until(page, 'the address of what is shown', () => location.hash === '#v=1&timesteps=300&input-size=4&hidden-size=6&seed=0&lang=ko');
});

pageTest('a step that is asked for during a run is in view when the run is there', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => { location.hash = '#timesteps=60000&hidden-size=64&lang=en'; });
  await until(page, 'the run is wanted', () => el('#find-step').max === '60000');
  await fill(page, '#find-step', '45678');
  await until(page, 'the run', () => el('#hidden-states').getAttribute('aria-rowcount') === '60001');
  assert.equal(await page.evaluate(() => el('#table-body .marked td').dataset.t), '45678');
  assert.equal(await valueOf(page, '#find-step'), '45678');
  const [row, view] = [await boxOf(page, '#table-body .marked'), await boxOf(page, '#table-scroll')];
  assert.ok(row.top >= view.top && row.bottom <= view.bottom, 'in view');
});

pageTest('a link to a long run opens at once, in its language, with the run under way', async (visit) => {
  const page = await visit.open(`${LONG.slice(1)}&lang=en`, {
    ready: false,
    browserLanguage: 'ko',
    prepare: (page) => page.evaluateOnNewDocument(() => {
      kept = new Set();
      new MutationObserver(() => kept.add(document.documentElement.lang)).observe(document, { subtree: true, attributeFilter: ['lang'] });
    }),
  });
  await until(page, 'the run', () => el('#running').checkVisibility());
  assert.equal(await isVisible(page, '#boot'), false, 'the calculator has started');
  assert.match(await textOf(page, 'h1'), /Playground/);
  assert.deepEqual(await page.evaluate(() => [...kept]), ['en'], 'it has spoken nothing else');
  assert.deepEqual((await settings(page)).fields, [40000, 4, 800, 0]);
  assert.equal((await settings(page)).rows, 10, 'the tutorial\'s result stands there meanwhile');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), undefined);
  await page.click('#cancel');
  await isReady(page);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.deepEqual(await disagreements(page), []);
});

pageTest('without workers, many changes during a long run ask for one slice at a time', async (visit) => {
  const page = await visit.open('lang=en', SLICED);
  await startLong(page);
  await until(page, 'progress', () => el('#running').checkVisibility());
  const most = await page.evaluate(async () => {
    const { nextSlice } = playgroundHost;
    let asked = 0;
    playgroundHost.nextSlice = () => {
      asked++;
      nextSlice();
    };
    for (let i = 0; i < 20; i++) {
      el('#seed').value = String(i);
      el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
    }
    const inOneTask = asked;
    playgroundHost.nextSlice = nextSlice;
    return inOneTask;
  });
  assert.ok(most <= 1, `${most} slices asked for in one task`);
  await until(page, 'progress by slices', () => el('#run-progress').value > 0);
  await page.click('#cancel');
  assert.deepEqual(await disagreements(page), []);
});

pageTest('a run in slices gives the numbers of a run at once', async (visit) => {
  const page = await visit.open('timesteps=2000&input-size=9&hidden-size=257&seed=11', SLICED);
  const [want, got] = await page.evaluate(() => {
    const { hiddenStates } = /** @type {any} */ (runRNN(2000, 9, 257, 11));
    const cells = els('td[data-t]');
    return [cells.map((c) => hiddenStates[c.dataset.t - 1][c.dataset.unit]), cells.map((c) => Number(c.dataset.value))];
  });
  assert.ok(want.length > 100);
  assert.deepEqual(got, want);
});
