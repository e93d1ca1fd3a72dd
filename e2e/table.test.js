// @ts-check
// The table holds only what is in view, and shows everything.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, fill, notices, paste } from './look.js';

const BIG = 'timesteps=100000&hidden-size=64&seed=1';

/** Keeps the run on the page to compare with. @param {import('./look.js').Page} page @param {[number, number, number, number]} args */
const keep = (page, ...args) => page.evaluate((args) => { kept = /** @type {any} */ (runRNN(.../** @type {[number, number, number, number]} */ (args))).hiddenStates; }, args);

/** Scrolls the table to a share of its way and waits until what is in view is filled. @param {import('./look.js').Page} page */
async function scrollTo(page, down, across) {
  await page.evaluate((down, across) => {
    const s = el('#table-scroll');
    s.scrollTop = down * (s.scrollHeight - s.clientHeight);
    s.scrollLeft = across * (s.scrollWidth - s.clientWidth);
  }, down, across);
  await assertFilled(page, `${down} ${across}`);
}

/** What is in view is all cells, in their places, with the run's values, under heads that stay. @param {import('./look.js').Page} page @param {string} where */
async function assertFilled(page, where) {
  await until(page, `the view at ${where} is filled`, () => {
    const s = el('#table-scroll');
    const { left, top } = s.getBoundingClientRect();
    const head = el('#table-head th').getBoundingClientRect();
    const steps = el('#table-head th').getBoundingClientRect();
    const right = left + s.clientWidth;
    const bottom = top + s.clientHeight;
    for (const [x, y] of [[steps.right + 4, head.bottom + 4], [right - 4, head.bottom + 4], [steps.right + 4, bottom - 4], [right - 4, bottom - 4]]) {
      if (document.elementFromPoint(x, y)?.tagName !== 'TD') return false;
    }
    return true;
  });
  const wrong = await page.evaluate(() => {
    const found = [];
    const s = el('#table-scroll').getBoundingClientRect();
    const heads = [...el('#table-head tr').cells].map((h) => h.textContent);
    const near = (a, b) => Math.abs(a - b) <= 1.5;
    if (!near(el('#table-head th').getBoundingClientRect().top, s.top)) found.push('the heads are not on top');
    for (const row of els('#table-body tr')) {
      const t = Number(row.cells[0].textContent);
      if (!near(row.cells[0].getBoundingClientRect().left, s.left)) found.push(`step ${t} is not at the left`);
      [...row.cells].slice(1).forEach((cell, i) => {
        const { t: step, unit, value } = cell.dataset;
        if (Number(step) !== t || heads[i + 1] !== `h[${unit}]`) found.push(`${cell.outerHTML} is in the wrong place`);
        if (Number(value) !== kept[t - 1][unit]) found.push(`h_${t}[${unit}] is ${value}`);
      });
    }
    if (els('*').length > 4000) found.push(`${els('*').length} elements`);
    return found.slice(0, 5);
  });
  assert.deepEqual(wrong, [], where);
}

pageTest('100,000 steps of 64 units, everywhere', async (visit) => {
  const page = await visit.open(BIG);
  await keep(page, 100000, 4, 64, 1);
  for (const [down, across] of [[0, 0], [0.001, 0], [0.5, 0.5], [0.73, 1], [1, 1], [1, 0], [0.2, 0.3], [0, 1]]) {
    await scrollTo(page, down, across);
  }
  const last = await page.evaluate(() => { const s = el('#table-scroll'); s.scrollTop = s.scrollHeight; return s.scrollTop; });
  assert.ok(last > 2_000_000);
  await until(page, 'the last step', () => el('#table-body tr:last-child th').textContent === '100000');
});

pageTest('turning the wheel scrolls without holes', async (visit) => {
  const page = await visit.open(BIG);
  await keep(page, 100000, 4, 64, 1);
  const { left, top } = await boxOf(page, '#table-scroll');
  await page.mouse.move(left + 300, top + 100);
  for (let i = 0; i < 12; i++) {
    await page.mouse.wheel({ deltaY: 700 });
    await assertFilled(page, `turn ${i}`);
  }
  const times = await page.evaluate(async () => {
    const s = el('#table-scroll');
    const times = [];
    for (let i = 0; i < 40; i++) {
      const start = performance.now();
      s.scrollTop += 20_000;
      s.dispatchEvent(new Event('scroll'));
      times.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
    return times.sort((a, b) => a - b);
  });
  console.log(`a jump redraws in ${times[20].toFixed(1)} ms (median), ${times[38].toFixed(1)} ms (95 %)`);
});

pageTest('4,096 units: columns come and go as rows do', async (visit) => {
  const page = await visit.open('timesteps=30&hidden-size=4096');
  await keep(page, 30, 4, 4096, 0);
  for (const [down, across] of [[0, 0], [0, 0.5], [1, 1], [0.5, 0.01]]) await scrollTo(page, down, across);
});

pageTest('a step is found by its number', async (visit) => {
  const page = await visit.open(`${BIG}&lang=en`);
  await keep(page, 100000, 4, 64, 1);
  for (const step of ['54321', '1', '100000']) {
    await fill(page, '#find-step', step);
    await page.keyboard.press('Enter');
    await assertFilled(page, step);
    assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((th) => th.textContent)), [step]);
    const row = await boxOf(page, 'tr.marked');
    const view = await boxOf(page, '#table-scroll');
    assert.ok(row.top >= view.top && row.bottom <= view.bottom, `step ${step} is in view`);
    assert.equal(await page.evaluate(() => el('#heatmap-frame').hidden), false);
  }
  for (const wrong of ['0', '100001', '1.5', '-3']) {
    await paste(page, '#find-step', wrong);
    assert.equal(await page.evaluate(() => el('#find-step').getAttribute('aria-invalid')), 'true');
    await page.keyboard.press('Enter');
    await until(page, `a notice about ${wrong}`, (wrong) => els('#notices p').some((p) => p.textContent.includes(`this is ${wrong}`)), wrong);
  }
  assert.match((await notices(page))[0], /^Step t: only whole numbers from 1 to 100,000/);
  await fill(page, '#find-step', '');
  assert.equal(await page.evaluate(() => els('tr.marked').length), 0);
  assert.equal(await page.evaluate(() => el('#heatmap-frame').hidden), true);
});

pageTest('a table that becomes smaller while it is scrolled stays whole', async (visit) => {
  const page = await visit.open(BIG);
  await keep(page, 100000, 4, 64, 1);
  await scrollTo(page, 1, 1);
  await page.evaluate(() => { location.hash = '#timesteps=60&hidden-size=12&seed=2'; });
  await until(page, 'the smaller table', () => el('#hidden-states').getAttribute('aria-rowcount') === '61');
  await keep(page, 60, 4, 12, 2);
  await assertFilled(page, 'the smaller table');
  await page.evaluate(() => { location.hash = '#timesteps=10'; });
  await until(page, 'the default table', () => els('td[data-t]').length === 80);
  assert.equal(await page.evaluate(() => el('#table-scroll').scrollTop), 0);
});

pageTest('a window of another size shows as much as fits', async (visit) => {
  const page = await visit.open(BIG);
  await keep(page, 100000, 4, 64, 1);
  for (const [width, height] of [[1920, 1400], [390, 844], [1280, 800]]) {
    await page.setViewport({ width, height });
    await page.evaluate(() => el('#table-scroll').scrollIntoView({ block: 'center' }));
    await scrollTo(page, 0.4, 0.6);
  }
});
