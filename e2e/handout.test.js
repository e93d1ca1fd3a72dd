// @ts-check
// The page on paper: one clean page, whatever is on the screen.

import assert from 'node:assert/strict';
import { pageTest } from './harness.js';
import { linkShown } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** What is on the screen when it is printed: sizes, draws, looks, a long link. */
const PRINTED = [
  'lang=ko',
  'lang=en&panel=weights&weights=pytorch&t=7&unit=3',
  'lang=en&timesteps=200&input-size=64&hidden-size=128&weights=normal&gain=2&t=150&unit=100&terms=all',
  'lang=ko&compare=pytorch&drawing=folded&mode=projector&inputs=characters&text=안녕,+세계',
  'lang=en&weights=keras&code=go&terms=digits&inputs=words&text=to+be+or+not+to+be&drawing=folded',
  `lang=ko&timesteps=100000&hidden-size=64&edits=${Array.from({ length: 60 }, (_, i) => `Wh:${i}:0:0.125`).join(',')}`,
  'lang=en&timesteps=1&input-size=1&hidden-size=1&tour=3',
];

/** How many pages a PDF has, by its page objects. @param {Uint8Array} pdf */
const pages = (pdf) => Buffer.from(pdf).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;

/** @param {Page} page @param {'dark' | 'light'} theme */
const inTheme = (page, theme) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);

pageTest('one page of A4 or Letter, from any state, theme and width', async (visit) => {
  for (const [i, link] of PRINTED.slice(0, 4).entries()) {
    const page = await visit.open(link, { size: i % 2 ? [390, 844] : [1280, 800], prepare: (page) => inTheme(page, i % 2 ? 'light' : 'dark') });
    for (const format of /** @type {const} */ (['a4', 'letter'])) {
      const pdf = await page.pdf({ format, margin: { top: '12mm', right: '12mm', bottom: '12mm', left: '12mm' }, printBackground: true });
      assert.equal(pages(pdf), 1, `${link} on ${format}`);
    }
    await page.close();
  }
});

pageTest('on paper nothing is cut, nothing lies over anything, and nothing waits to be pressed', async (visit) => {
  for (const link of PRINTED) {
    const page = await visit.open(link, { prepare: (page) => inTheme(page, 'dark') });
    await page.evaluate(() => { dispatchEvent(new Event('beforeprint')); });
    await page.emulateMediaType('print');
    await page.setViewport({ width: 703, height: 964 }); // A4 is the narrower, Letter the shorter
    const wrong = await page.evaluate(() => {
      const wrong = [];
      const { scrollWidth, scrollHeight } = document.documentElement;
      if (scrollWidth > 703 || scrollHeight > 964) wrong.push(`${scrollWidth} × ${scrollHeight}`);
      const shown = (/** @type {Element} */ e) => e.checkVisibility() && e.getBoundingClientRect().width > 1;
      for (const e of els('button, input, select, textarea, [role="tab"], dialog').filter(shown)) {
        if (!e.closest('.terms')) wrong.push(`to be pressed: ${e.outerHTML.slice(0, 80)}`);
      }
      const parts = ['header', '.handout-setting', '.equation', '.stage', '#inspector', '.saturation', '.handout-code', '.handout-states', '.handout-link']
        .map((s) => [s, el(s)]).filter(([, e]) => e && shown(e)).map(([s, e]) => [s, e.getBoundingClientRect()]);
      for (const [i, [a, p]] of parts.entries()) {
        if (p.left < -0.5 || p.right > 703.5) wrong.push(`${a} sticks out: ${p.left} … ${p.right}`);
        for (const [b, q] of parts.slice(i + 1)) {
          if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) wrong.push(`${a} over ${b}`);
        }
      }
      for (const e of els('.handout-setting, .handout-code, .handout-states td, #summary').filter(shown)) {
        if (e.scrollWidth > e.clientWidth + 1) wrong.push(`cut: ${e.textContent.slice(0, 40)}`);
      }
      return wrong;
    });
    assert.deepEqual(wrong, [], link);
    await page.close();
  }
});

pageTest('paper is light, has the numbers, the program and the link; the screen is as before', async (visit) => {
  const page = await visit.open('lang=en&t=9&unit=2&seed=7&drawing=folded&terms=digits', { prepare: (page) => inTheme(page, 'dark') });
  await page.evaluate(() => {
    /** The colour of h_1[0]; of a copy, so that the page's canvas stays one that is only drawn to. */
    globalThis.pixel = () => {
      const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      copy.drawImage(el('#heatmap-canvas'), 0, 0);
      return [...copy.getImageData(0, 0, 1, 1).data];
    };
  });
  const screen = () => page.evaluate(() => ({
    pixel: pixel().join(),
    paper: getComputedStyle(document.body).backgroundColor,
    inspector: el('#inspector').textContent,
    drawing: el('#plots').dataset.drawing,
    axis: el('#time-axis').innerHTML,
  }));
  const before = await screen();
  await page.evaluate(() => {
    addEventListener('beforeprint', () => {
      kept = {
        pixel: pixel(),
        states: els('.handout-states td').map((td) => td.textContent),
        program: el('.handout-code').textContent,
        link: el('.handout-link').textContent,
        drawing: el('#plots').dataset.drawing,
        sum: els('#inspector .terms tbody tr').length,
      };
    });
  });
  await page.pdf();
  const paper = await page.evaluate(() => kept);
  const [table, listing] = await page.evaluate(() => {
    const table = els('#table-body td').map((td) => td.textContent);
    el('#tab-code').click();
    return [table, el('#listing').textContent];
  });
  assert.deepEqual(paper.states, table);
  assert.equal(paper.program, listing);
  assert.equal(paper.drawing, 'unrolled');
  assert.equal(paper.sum, 13, 'b, four inputs and eight states');
  assert.ok(paper.link.endsWith(`#${(await linkShown(page)).replace('&panel=code', '')}`), paper.link);
  // Nearly 1: on paper the red of a light screen.
  assert.ok(paper.pixel[0] > 150 && paper.pixel[1] < 80, `${paper.pixel}`);
  await page.evaluate(() => { el('#tab-table').click(); });
  assert.deepEqual(await screen(), before);
});
