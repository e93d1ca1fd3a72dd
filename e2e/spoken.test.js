// @ts-check
// Each picture in words, for who listens: of the numbers that are shown, in the language
// of the page, and without talking into every change.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { fill } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** What describes a picture, once it has been quiet for as long as that takes. @param {Page} page @param {string} picture @returns {Promise<string>} */
async function said(page, picture) {
  await until(page, `words of ${picture}`, (s) => document.getElementById(el(s).getAttribute('aria-describedby'))?.textContent !== '', picture);
  return page.evaluate((s) => document.getElementById(el(s).getAttribute('aria-describedby')).textContent, picture);
}

/** Every picture that is on the page, by its id, with its role, name and words. @param {Page} page @returns {Promise<[id: string, role: string, name: string, words: string][]>} */
const pictures = (page) => /** @type {any} */ (page.evaluate(() => els('[role="img"], .plot[role="application"]').filter((e) => e.checkVisibility() && e.id && !e.closest('.scale')).map((e) => [
  e.id, e.getAttribute('role'), e.getAttribute('aria-label') ?? '', document.getElementById(e.getAttribute('aria-describedby'))?.textContent ?? '',
])));

/** The states of runRNN for what is in the fields. @param {Page} page @returns {Promise<number[][]>} */
const states = (page) => page.evaluate(() => {
  const [T, I, H, seed] = ['#timesteps-value', '#input-size-value', '#hidden-size-value', '#seed'].map((s) => Number(el(s).value));
  return /** @type {any} */ (runRNN(T, I, H, seed)).hiddenStates.map((/** @type {Float64Array} */ row) => [...row]);
});

/** Least and largest of all states, with their unit and step. @param {number[][]} h */
function ends(h) {
  const all = h.flatMap((row, t) => row.map((v, unit) => ({ v, unit, t: t + 1 })));
  return { least: all.reduce((a, b) => (b.v < a.v ? b : a)), most: all.reduce((a, b) => (b.v > a.v ? b : a)) };
}

pageTest('the words of the states are those of their numbers, and follow a change', async (visit) => {
  const page = await visit.open('lang=en&t=3&unit=5');
  for (const seed of [0, 7]) {
    await fill(page, '#seed', String(seed));
    const h = await states(page);
    const pinned = h.flat().filter((v) => Math.abs(v) > 0.99).length;
    await until(page, `the words of seed ${seed}`, (pinned) => el('#heatmap-said').textContent.startsWith(`${pinned} of 80 states`) && el('#lines-said').textContent.includes('Unit 5, which is chosen'), pinned);
    const [, least, unit, t] = /Lowest is ([\d.]+) \(unit (\d+), t = (\d+)\), highest/.exec(await said(page, '#heatmap')) ?? [];
    const want = ends(h).least;
    assert.deepEqual([Number(unit), Number(t)], [want.unit, want.t]);
    assert.ok(Math.abs(Number(least) - want.v) < 0.0051, `${least} for ${want.v}`);
    const line = /Unit 5, which is chosen, goes from ([\d.]+) at t = 1 to ([\d.]+) at t = 10/.exec(await said(page, '#lines-plot'));
    assert.ok(Math.abs(Number(line?.[1]) - h[0][5]) < 0.0051 && Math.abs(Number(line?.[2]) - h[9][5]) < 0.0051, `${line} for ${h[0][5]} and ${h[9][5]}`);
  }
});

pageTest('every picture of every panel and view has a role, a name and words, in both languages', async (visit) => {
  const page = await visit.open('lang=en');
  for (const [link, ids] of /** @type {[string, string[]][]} */ ([
    ['', ['inputs', 'sums', 'heatmap', 'lines-plot']],
    ['panel=weights&edits=Wx:0:0:2', ['inputs', 'sums', 'heatmap', 'lines-plot', 'Wx', 'Wh', 'b', 'h0']],
    ['panel=memory', ['inputs', 'sums', 'heatmap', 'lines-plot', 'influence', 'step-saturation', 'unit-saturation']],
    ['panel=cells', ['inputs', 'sums', 'heatmap', 'lines-plot', 'gradient-plot', 'bands', 'memory-rnn', 'memory-lstm', 'memory-gru']],
    ['compare=pytorch', ['heatmap', 'other', 'difference', 'lines-plot']],
    ['view=backward&panel=weights', ['inputs', 'sums', 'heatmap', 'lines-plot', 'Wx', 'Wh', 'b', 'h0']],
    ['cell=LSTM&num-layers=2', ['inputs', 'sums', 'heatmap', 'lines-plot']],
    ['cell=GRU&view=backward&target=pattern', ['inputs', 'sums', 'heatmap', 'lines-plot']],
    ['hidden-size=50&timesteps=300', ['inputs', 'sums', 'heatmap', 'lines-plot']],
  ])) {
    for (const lang of ['en', 'ko']) {
      await page.evaluate((hash) => { location.hash = hash; }, `${link}&lang=${lang}`);
      await until(page, `words for ${ids} at ${link} in ${lang}`, (ids, lang) => document.documentElement.lang === lang
        && ids.every((id) => el(`#${id}`).checkVisibility() && /[가-힣]/.test(document.getElementById(el(`#${id}`).getAttribute('aria-describedby')).textContent) === (lang === 'ko')
          && document.getElementById(el(`#${id}`).getAttribute('aria-describedby')).textContent !== ''), ids, lang);
      const shown = await pictures(page);
      assert.deepEqual(shown.map(([id]) => id), ids, link);
      for (const [id, role, name, words] of shown) {
        assert.ok(['img', 'application'].includes(role) && name !== '', id);
        assert.equal(/[가-힣]/.test(name), lang === 'ko', `${id}: ${name}`);
        assert.ok(words.length > 10 && words.length < 500 && !/NaN|undefined|\{/.test(words), `${id}: ${words}`);
      }
    }
  }
});

pageTest('numbers of the other pictures are in their words', async (visit) => {
  const page = await visit.open('lang=en&panel=memory');
  const memory = /On the diagonal, s = t, it is 2\.83\. .*Of a change before the first step less than 1 % is left after (\d+) steps/.exec(await said(page, '#influence'));
  assert.ok(memory, await said(page, '#influence'));
  const bars = await said(page, '#step-saturation');
  const h = await states(page);
  const shares = h.map((row) => row.filter((v) => Math.abs(v) > 0.99).length / 8);
  const fewest = shares.indexOf(Math.min(...shares)) + 1;
  assert.match(bars, new RegExp(`past 0\\.99 at t = ${fewest}, the fewest`));
  await page.evaluate(() => { location.hash = 'lang=en&t=3&unit=2&compare=pytorch'; });
  await until(page, 'the words of B - A', () => el('#difference-said').textContent.includes('apart'));
  assert.match(await said(page, '#difference'), /^Lowest is −[\d.]+ \(unit \d, t = \d+\), highest .* \d+ of 80 are more than 0\.5 apart/);
  const [sum, slope] = await page.evaluate(() => [el('#inspected-sum').dataset.value, el('#inspected-slope').dataset.value].map(Number));
  const curve = /At ([\d.]+) tanh gives ([\d.]+), with slope ([\d.]+)/.exec(await page.evaluate(() => el('.curve').getAttribute('aria-label')));
  assert.ok(Math.abs(Number(curve?.[1]) - sum) < 0.0051 && Math.abs(Number(curve?.[3]) - slope) < 0.0051, `${curve}`);
  await page.evaluate(() => { location.hash = 'lang=en&view=backward&target=last'; });
  await until(page, 'the words of gradients', () => /^Largest is 1 \(row 0, t = 10\)\. .* smallest at t = 1,/.test(el('#heatmap-said').textContent));
});

pageTest('words are no live region, and stay as they are while the pointer and keys move', async (visit) => {
  const page = await visit.open('lang=en');
  await said(page, '#sound'); // which the page did not come with: by now the others were written as well
  assert.deepEqual(await page.evaluate(() => els('[id$="-said"]').filter((e) => e.closest('[aria-live], [role="status"], [role="alert"]')).map((e) => e.id)), []);
  await page.evaluate(() => {
    kept = 0;
    for (const e of els('[id$="-said"]')) new MutationObserver(() => { kept++; }).observe(e, { childList: true, characterData: true, subtree: true });
  });
  const { left, top, width, height } = await page.evaluate(() => el('#heatmap').getBoundingClientRect().toJSON());
  for (let i = 1; i < 10; i++) await page.mouse.move(left + width * i / 10, top + height * i / 10);
  await page.mouse.move(0, 0);
  await page.focus('#plots');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => new Promise((done) => setTimeout(() => done(kept), 400))), 0, 'steps are not what they are about');
  // A slider on its way is described once, where it stops.
  await page.focus('#hidden-size');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  await until(page, 'the words of the last size', () => el('#heatmap-said').textContent.includes(' of 30 '));
  assert.ok(await page.evaluate(() => kept) < 60, 'not for each of them');
});

pageTest('the tree that a screen reader gets has them', async (visit) => {
  const page = await visit.open('lang=en');
  const words = await said(page, '#heatmap');
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  /** @type {any[]} */
  const found = [];
  const walk = (/** @type {any} */ node) => {
    if (node.description === words || node.name === words) found.push(node.role);
    node.children?.forEach(walk);
  };
  walk(tree);
  assert.ok(found.some((role) => /image|img/i.test(role)), `described: ${found}`);
  assert.ok(found.some((role) => /text/i.test(role)), 'and to be read by itself, outside the application');
});
