// @ts-check
// What is pressed is at least 24 px wide and high, whatever is open, and what has the
// keyboard is to be seen: nothing that sticks to the window lies over it.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { frames } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** A state: a link, and what is done then. @type {[name: string, link: string, act?: (page: Page) => Promise<unknown>][]} */
const STATES = [
  ['table', 'panel=table&t=3'],
  ['weights', 'panel=weights&edits=Wx:0:0:2&t=3', async (page) => {
    await page.focus('#matrices');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await until(page, 'the editor', () => el('#editor').checkVisibility());
  }],
  ['memory', 'panel=memory', (page) => until(page, 'its words', () => el('#influence-words').textContent !== '')],
  ['cells', 'panel=cells&t=4', (page) => until(page, 'their words', () => el('#cells-now').textContent !== '')],
  ['printout', 'panel=printout&t=4'],
  ['code', 'panel=code'],
  ['files', 'panel=files', (page) => until(page, 'the list', () => els('#files li').length > 10)],
  ['every field', 'weights=radius&bias=constant&inputs=sine&cell=RNN_RELU&num-layers=2&batch=2&bidirectional=true&terms=all'],
  ['A and B', 'compare=LSTM'],
  ['backward', 'view=backward&target=pattern&t=3'],
  ['folded', 'drawing=folded&t=3'],
  ['a sentence', 'inputs=words&text=a+b+c'],
  ['a gate opened', 'cell=GRU&t=3&gate=z'],
  ['own numbers', 'given=Wx:1x2:AAAAAAAA8D8AAAAAAAAAQA&hidden-size=1&input-size=2'],
  ['the tour', 'tour=5', (page) => until(page, 'the card', () => el('#tour').checkVisibility())],
  ['a notice', 'timesteps=0', (page) => until(page, 'a notice', () => els('#notices .notice').length === 1)],
  ['projector', 'mode=projector', (page) => page.click('#unfold')],
  ['help', '', (page) => page.click('#help-open')],
  ['embed', '', (page) => page.click('#embed-open')],
  ['bring', '', (page) => page.click('#bring-open')],
  ['what was found', '', async (page) => {
    await page.click('#bring-open');
    await page.evaluate(() => { el('#bring-text').value = '{"Wx": [[1, 2]], "Wh": [[0.5]], "b": [0], "more": [[[[1]]]]}'; });
    await page.click('#bring-read');
    await until(page, 'the arrays', () => el('#bring').matches('.found'));
  }],
];

/**
 * What of the controls that are shown is smaller than 24 × 24 px. A box or a button of a
 * group is as large as its label, which is pressed as well.
 * @param {Page} page @returns {Promise<string[]>}
 */
const small = (page) => page.evaluate(() => {
  const open = el('dialog:modal') ?? document;
  return [...open.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"]), [role="tab"]')].flatMap((/** @type {any} */ control) => {
    if (!control.checkVisibility() || control.closest('.spoken')) return [];
    const target = ['checkbox', 'radio'].includes(control.type) ? control.closest('label') : control;
    const { width, height } = target.getBoundingClientRect();
    const name = control.id || `${control.tagName} ${control.dataset.place ?? control.textContent.trim().slice(0, 20)}`;
    return width >= 23.99 && height >= 23.99 ? [] : [`${name}: ${width.toFixed(1)} × ${height.toFixed(1)}`];
  });
});

for (const size of /** @type {[number, number][]} */ ([[1280, 800], [390, 844]])) {
  pageTest(`every control of every panel and dialog is at least 24 px wide and high at ${size[0]} × ${size[1]}`, async (visit) => {
    for (const [name, link, act] of STATES) {
      const page = await visit.open(`${link}&lang=en`, { size });
      await act?.(page);
      await frames(page);
      assert.deepEqual(await small(page), [], name);
      await page.close();
    }
  });
}

/**
 * Goes on with Tab to the end of the page, and tells where the keyboard is not to be seen:
 * of a stop at least one of nine places has to be its own, or that of what it is in.
 * @param {Page} page @returns {Promise<{ stops: number, covered: string[] }>}
 */
async function walk(page) {
  /** @type {string[]} */
  const covered = [];
  await page.evaluate(() => { kept = new Set(); el('h1').tabIndex = -1; (el('dialog:modal') ? document.activeElement : el('h1')).focus(); });
  for (let stops = 0; stops < 150; stops++) {
    await page.keyboard.press('Tab');
    await frames(page);
    const at = await page.evaluate(() => {
      const element = /** @type {HTMLElement} */ (document.activeElement);
      if (element === document.body || kept.has(element)) return null;
      kept.add(element);
      const target = element.matches('[type="radio"], [type="checkbox"]') ? element.closest('label') : element;
      const { left, top, right, bottom } = target.getBoundingClientRect();
      const seen = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => document.elementFromPoint(left + x * (right - left), top + y * (bottom - top))))
        .filter((hit) => hit && (target.contains(hit) || hit.contains(target) && hit !== document.body && hit !== document.documentElement));
      return { id: element.id || element.dataset.place || element.tagName, seen: seen.length };
    });
    if (at === null) return { stops, covered };
    if (at.seen === 0) covered.push(at.id);
  }
  return { stops: 150, covered };
}

for (const size of /** @type {[number, number][]} */ ([[1280, 800], [390, 844]])) {
  pageTest(`what has the keyboard is never covered at ${size[0]} × ${size[1]}`, async (visit) => {
    for (const [name, link, act, least] of /** @type {[string, string, (page: Page) => Promise<unknown>, number][]} */ ([
      ['the page with the card of the tour', 'tour=5', (page) => until(page, 'the card', () => el('#tour').checkVisibility()), 30],
      ['weights under a notice', 'panel=weights&timesteps=0&t=3', (page) => until(page, 'a notice', () => els('#notices .notice').length > 0), 30],
      ['a long table', 'panel=table&timesteps=200&hidden-size=40', async () => {}, 30],
      ['memory in projector mode', 'panel=memory&mode=projector', (page) => page.click('#unfold'), 20],
      ['files', 'panel=files', (page) => until(page, 'the list', () => els('#files li').length > 10), 40],
      ['the markup for a lesson', '', (page) => page.click('#embed-open'), 30],
      ['the list of keys', '', (page) => page.click('#help-open'), 2],
    ])) {
      const page = await visit.open(`${link}&lang=en`, { size });
      await act(page);
      const { stops, covered } = await walk(page);
      assert.deepEqual(covered, [], name);
      assert.ok(stops >= least, `${name}: only ${stops} stops`);
      await page.close();
    }
  });
}
