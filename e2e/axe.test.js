// @ts-check
// axe finds nothing to object to: every rule of WCAG 2.2 AA that it can check,
// targets of 24 px and its best practices, in both themes and languages, at
// three widths, and in every state that the page can be in.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { fill, frames, notices } from './look.js';
import { objections } from './objections.js';

/** @typedef {import('./look.js').Page} Page */

const THEMES = ['light', 'dark'];
const LANGUAGES = ['ko', 'en'];
/** @type {[number, number][]} */
const SIZES = [[1280, 800], [768, 1024], [390, 844]];

/** @param {string} theme @returns {(page: Page) => unknown} */
const inTheme = (theme) => (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);

for (const size of SIZES) {
  pageTest(`the page itself at ${size[0]} × ${size[1]}, in both themes and languages`, async (visit) => {
    for (const theme of THEMES) {
      for (const lang of LANGUAGES) {
        const page = await visit.open(`lang=${lang}`, { size, prepare: inTheme(theme) });
        assert.deepEqual(await objections(page), [], `${theme} ${lang}`);
        await page.close();
      }
    }
  });
}

/** A state of the page: a link, and what is done then. @type {[name: string, link: string, act?: (page: Page) => Promise<unknown>][]} */
const STATES = [
  ['the weights with the editor open', 'panel=weights', async (page) => {
    await page.focus('#matrices');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await until(page, 'the editor', () => el('#editor').checkVisibility());
  }],
  ['the editor over a refused value', 'panel=weights&edits=Wx:0:1:2', async (page) => {
    await page.focus('#matrices');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1e99');
    await until(page, 'why it is refused', () => el('#editor-error').textContent !== '');
  }],
  ['the memory', 'panel=memory', (page) => until(page, 'its words', () => el('#influence-words').textContent !== '')],
  ['the cells', 'panel=cells&t=4&unit=2', (page) => until(page, 'their words', () => el('#cells-now').textContent !== '')],
  ['the printout', 'panel=printout&t=4&unit=2'],
  ...['numpy', 'pytorch', 'keras', 'go'].map((code) => /** @type {[string, string]} */ ([`the program in ${code}`, `panel=code&code=${code}`])),
  ['what can be taken along', 'panel=files', (page) => until(page, 'the list', () => els('#files li').length > 10)],
  ['A and B to be taken along', 'panel=files&compare=LSTM', (page) => until(page, 'the list', () => els('#files li').length > 15)],
  ['the network folded', 'drawing=folded&t=3&unit=1'],
  ['A beside B', 'compare=pytorch'],
  ['an error under a field', '', async (page) => {
    for (const field of ['#timesteps-value', '#seed']) await fill(page, field, '-1');
    await until(page, 'the error', () => el('#seed-error').textContent !== '');
  }],
  ['the list of keys', '', (page) => page.click('#help-open')],
  ['a notice', 'timesteps=0', async (page) => assert.equal((await notices(page)).length, 1)],
  ['a sentence of characters', 'inputs=characters&text=hello+world'],
  ['a sentence of words', 'inputs=words&text=나는+학교에+간다&panel=weights'],
  ['values set by hand', 'edits=Wx:0:1:2,b:3:0:-1&terms=digits&t=2', async (page) => {
    assert.equal(await page.evaluate(() => el('#edits').checkVisibility()), true);
  }],
  ['every field there is', 'weights=radius&gain=0.9&bias=constant&bias-value=0.5&inputs=sine&level=2&terms=size&colors=log&t=5'],
  ['every term of a large unit', 'hidden-size=40&terms=all&t=2'],
  ['a large run', 'timesteps=200&hidden-size=64&t=150'],
  ['a step that is played', 'speed=0.5', async (page) => {
    await page.click('#play');
    await until(page, 'the phase of the sum', () => el('#plots').dataset.phase === 'sum');
    await page.click('#play');
  }],
];

for (const [name, link, act] of STATES) {
  pageTest(name, async (visit) => {
    for (const [theme, lang, size] of /** @type {[string, string, [number, number]][]} */ ([['light', 'en', SIZES[0]], ['dark', 'ko', SIZES[2]]])) {
      const page = await visit.open(`${link}&lang=${lang}`, { size, prepare: inTheme(theme) });
      await act?.(page);
      await frames(page);
      assert.deepEqual(await objections(page), [], `${theme} ${lang}`);
      await page.close();
    }
  });
}
