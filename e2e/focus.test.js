// @ts-check
// By keys alone: the keyboard is never left without a place, whatever is done with
// it, and what has no key of its own has a button that keys reach.

import assert from 'node:assert/strict';
import { assertRun, control, editor, focus, SMALL } from './editing.js';
import { pageTest, until } from './harness.js';
import { fill, frames, isVisible, textOf, valueOf } from './look.js';
import { tensors } from './reference.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('puppeteer-core').KeyInput} KeyInput */

/** Where the keyboard is, once the browser has taken it from what is hidden or turned off. @param {Page} page */
async function settledFocus(page) {
  await frames(page);
  return focus(page);
}

/** Goes on with Tab until the element has the keyboard. @param {Page} page @param {string} id */
async function tabTo(page, id) {
  for (let i = 0; i < 60; i++) {
    if (await focus(page) === id) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not come to ${id}`);
}

pageTest('undo, redo and reset hand the keyboard on when they are turned off', async (visit) => {
  const page = await visit.open(`${SMALL}&t=2&unit=1`);
  const drawn = await tensors(page);
  await tabTo(page, 'b:1:0');
  for (const v of ['1', '2']) {
    await page.keyboard.press('Enter');
    await page.keyboard.type(v);
    await page.keyboard.press('Enter');
    assert.equal(await settledFocus(page), 'b:1:0');
  }
  await page.focus('#undo');
  for (const [key, at, b] of /** @type {[KeyInput, string, number][]} */ ([['Enter', 'undo', 1], ['Space', 'redo', drawn['b:1:0']], ['Enter', 'redo', 1], ['Enter', 'undo', 2]])) {
    await page.keyboard.press(key);
    assert.equal(await settledFocus(page), at);
    await assertRun(page, { ...drawn, 'b:1:0': b });
  }
  await page.keyboard.press('Tab');
  assert.equal(await focus(page), 'unedit');
  await page.keyboard.press('Enter');
  assert.equal(await settledFocus(page), 'undo');
  await assertRun(page, drawn);
});

pageTest('Ctrl+Z and its companions work wherever the keyboard is, and leave it there', async (visit) => {
  const page = await visit.open(`${SMALL}&t=2&unit=1&edits=Wx:1:1:0.5`);
  const before = await tensors(page);
  await tabTo(page, 'b:1:0');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  const after = { ...before, 'b:1:0': 3 };
  for (const place of ['#plots', '#scrub', '#timesteps', '#weights', '#compare', '#tab-table', '#table-scroll', '#inspector [tabindex="0"]', '#drawing-unrolled', '#help-open', '#terms']) {
    await page.focus(place);
    const at = await focus(page);
    for (const [key, shift, want] of /** @type {[KeyInput, boolean, typeof before][]} */ ([['z', false, before], ['z', true, after], ['z', false, before], ['y', false, after]])) {
      await control(page, key, shift);
      assert.equal(await textOf(page, '#edit-count'), `${want === after ? 2 : 1} changed by hand`, `${key} at ${place}`);
      assert.equal(await settledFocus(page), at);
    }
  }
  await assertRun(page, after);
});

pageTest('panels are turned by the arrow keys, each with what it has, and the keyboard stays on the tabs', async (visit) => {
  const page = await visit.open('lang=en');
  await tabTo(page, 'tab-table');
  for (const [tab, next] of [['tab-weights', 'matrices'], ['tab-memory', 'panel-memory'], ['tab-cells', 'panel-cells'], ['tab-printout', 'copy'], ['tab-code', 'code'], ['tab-files', 'panel-files'], ['tab-table', 'find-step']]) {
    await page.keyboard.press('ArrowRight');
    assert.equal(await settledFocus(page), tab);
    await page.keyboard.press('Tab');
    assert.equal(await settledFocus(page), next, `after ${tab}`);
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    assert.equal(await focus(page), tab);
  }
});

pageTest('the terms are listed by keys; a state before is opened and the keyboard goes along', async (visit) => {
  const page = await visit.open('input-size=12&hidden-size=20&t=5&unit=3&lang=en');
  await tabTo(page, 'terms');
  await page.keyboard.press('ArrowDown');
  assert.equal(await valueOf(page, '#terms'), 'size');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  assert.equal(await focus(page), 'b:3:0');
  for (let i = 0; i < 80 && await focus(page) !== 'all-terms'; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await valueOf(page, '#terms'), 'all');
  assert.notEqual(await settledFocus(page), 'BODY', 'the button is gone');
  for (let i = 0; i < 80 && !(await focus(page)).startsWith('h:'); i++) await page.keyboard.press('ArrowDown');
  const [, t, unit] = (await focus(page)).split(':');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => `${el('#inspected').dataset.t},${el('#inspected').dataset.unit}`), `${t},${unit}`);
  assert.notEqual(await settledFocus(page), 'BODY', 'it opens another cell');
  assert.equal(await page.evaluate(() => document.activeElement.closest('#inspector') !== null), true);
});

pageTest('tour and help give the keyboard back to where it was', async (visit) => {
  const page = await visit.open('lang=en');
  await tabTo(page, 'tour-start');
  await page.keyboard.press('Enter');
  assert.equal(await settledFocus(page), 'tour-title');
  await tabTo(page, 'tour-next');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal(await textOf(page, '#tour-place'), '3 / 9');
  await page.focus('#tour-back');
  await page.keyboard.press('Enter');
  assert.equal(await settledFocus(page), 'tour-back');
  await page.keyboard.press('Enter');
  assert.equal(await textOf(page, '#tour-place'), '1 / 9');
  assert.equal(await settledFocus(page), 'tour-next', 'before the first stop there is none to go back to');
  await page.keyboard.press('Escape');
  assert.equal(await settledFocus(page), 'tour-start');
  await page.keyboard.press('Enter');
  await page.focus('#tour-close');
  await page.keyboard.press('Enter');
  assert.equal(await settledFocus(page), 'tour-start');
  await page.keyboard.press('Enter');
  await page.focus('#tour-next');
  for (let i = 0; i < 9; i++) await page.keyboard.press('Enter');
  assert.equal(await isVisible(page, '#tour'), false);
  assert.equal(await settledFocus(page), 'tour-start', 'after the last stop');

  for (const place of ['#plots', '#tab-table', '#help-open']) {
    await page.focus(place);
    if (place === '#help-open') await page.keyboard.press('Enter');
    else await page.keyboard.press('?');
    assert.equal(await isVisible(page, '#help'), true);
    assert.equal(await page.evaluate(() => document.activeElement.closest('#help') !== null), true);
    await page.keyboard.press('Escape');
    await until(page, 'help is closed', () => !el('#help').open);
    assert.equal(`#${await settledFocus(page)}`, place);
  }
});

pageTest('what goes away under the keyboard gives it to what is near', async (visit) => {
  const page = await visit.open('lang=en');
  // Projector mode folds the controls away.
  await page.focus('#dice');
  await page.keyboard.press('p');
  await until(page, 'projector mode', () => document.documentElement.matches('.projector'));
  assert.equal(await settledFocus(page), 'unfold', 'with its controls folded away');
  await page.keyboard.press('Enter');
  assert.equal(await isVisible(page, '#dice'), true);
  await page.focus('#unfold');
  await page.keyboard.press('p');
  assert.equal(await settledFocus(page), 'projector', 'without the button that unfolds');

  // A notice is closed.
  await fill(page, '#find-step', '99');
  await page.keyboard.press('Enter');
  await until(page, 'a notice', () => els('#notices .notice button').length === 1);
  await page.focus('#notices .notice button');
  await page.keyboard.press('Enter');
  await until(page, 'it is gone', () => els('#notices .notice').length === 0);
  assert.notEqual(await settledFocus(page), 'BODY');

  // A run is cancelled.
  await page.keyboard.press('Escape');
  await page.evaluate(() => { location.hash = 'timesteps=100000&input-size=4&hidden-size=200&lang=en'; });
  await until(page, 'a run that can be cancelled', () => el('#cancel').checkVisibility());
  await page.focus('#cancel');
  await page.keyboard.press('Enter');
  await until(page, 'it is cancelled', () => !el('#cancel').checkVisibility());
  assert.notEqual(await settledFocus(page), 'BODY');
});

pageTest('a value is given back to the seed by its field’s button', async (visit) => {
  const page = await visit.open(`${SMALL}&t=2&unit=1&edits=b:1:0:0.5`);
  await tabTo(page, 'b:1:0');
  await page.keyboard.press('Enter');
  await tabTo(page, 'editor-unset');
  await page.keyboard.press('Enter');
  assert.equal(await editor(page), null);
  assert.equal(await settledFocus(page), 'b:1:0');
  assert.equal(await textOf(page, '#edit-count'), '0 changed by hand');
});

/** What is redrawn while something has the keyboard: a link, which part of the page is gone through, and what opens it. @type {[link: string, part: string, act?: string][]} */
const REDRAWN = [
  ['panel=table&t=2', 'body'],
  ['panel=weights&t=2', '.panels'], ['panel=memory&t=2', '.panels'], ['panel=cells&t=2', '.panels'], ['panel=printout&t=2', '.panels'],
  ['panel=code&t=2', '.panels'], ['panel=files&t=2', '.panels'],
  ['view=backward&t=2', '.stage, .inspector'], ['drawing=folded&t=2', '.stage, .inspector'], ['compare=pytorch&t=2', '.stage, .inspector'],
  ['cell=LSTM&t=2&gate=f', '.inspector'], ['mode=projector&t=2', 'header'], ['tour=2', '#tour'],
  ['t=2', '#help', '#help-open'], ['t=2', '#embedding', '#embed-open'], ['t=2', '#bring', '#bring-open'],
];

for (const [link, part, act] of REDRAWN) {
  pageTest(`a redraw never takes the keyboard from a control: ${link}, ${part}`, async (visit) => {
    const page = await visit.open(`${link}&lang=en`);
    if (act) await page.click(act);
    await frames(page);
    const stops = await page.evaluate((part) => {
      kept = els(part).flatMap((e) => [...e.querySelectorAll('a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex="0"]')]).filter((e) => e.checkVisibility());
      return kept.length;
    }, part);
    assert.ok(stops > 0);
    /** @type {string[]} */
    const lost = [];
    for (let i = 0; i < stops; i++) {
      const before = await page.evaluate((i) => {
        const { id, dataset: { place, step, unit } } = kept[i];
        const stop = kept[i].isConnected ? kept[i] : el(id ? `#${id}` : place ? `[data-place="${place}"]` : `[data-step="${step}"][data-unit="${unit}"]`);
        stop?.focus();
        return stop && document.activeElement === stop ? id || place || step || stop.textContent : '';
      }, i);
      if (before === '') continue; // a redraw before has taken it away, with nobody on it
      // Numbers, words or both are others after each of these.
      await page.evaluate((hash) => { location.hash = hash; }, `${link}&seed=${[1, 1, 2, 0][i % 4]}&lang=${['en', 'ko', 'ko', 'en'][i % 4]}`);
      await frames(page);
      if (await focus(page) === 'BODY') lost.push(before);
    }
    assert.deepEqual(lost, []);
  });
}
