// @ts-check
// A phone in the hand: every gesture by a finger.

import assert from 'node:assert/strict';
import { assertRun, editor } from './editing.js';
import { pageTest, until } from './harness.js';
import { boxOf, frames, isVisible, lift, textOf, valueOf } from './look.js';
import { run, tensors } from './reference.js';

/** @typedef {import('./look.js').Page} Page */

/** @type {import('./harness.js').Opening} */
const PHONE = {
  size: [390, 844],
  prepare: (page) => page.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
};

/** The cell that is opened. @param {Page} page @returns {Promise<string>} */
const opened = (page) => page.evaluate(() => `${el('#inspected').dataset.t},${el('#inspected').dataset.unit}`);

/** @param {Page} page */
const scrolled = (page) => page.evaluate(() => [Math.round(scrollX), Math.round(scrollY)]);

/** Brings an element into the middle of the window. @param {Page} page @param {string} selector */
async function show(page, selector) {
  await page.evaluate((s) => el(s).scrollIntoView({ block: 'center', behavior: 'instant' }), selector);
  await frames(page);
}

/** A place in an element, by shares. @param {Page} page @param {string} selector @param {number} across @param {number} down @returns {Promise<[number, number]>} */
async function at(page, selector, across, down) {
  const { left, top, width, height } = await boxOf(page, selector);
  return [left + across * width, top + down * height];
}

/** Taps the middle of an element, which is brought into view. @param {Page} page @param {string} selector */
async function tap(page, selector) {
  await show(page, selector);
  await page.touchscreen.tap(...await at(page, selector, 0.5, 0.5));
}

/** @param {Page} page @param {string} want */
const untilOpened = (page, want) => until(page, `${want} is opened`, (want) => `${el('#inspected').dataset.t},${el('#inspected').dataset.unit}` === want, want);

pageTest('a finger goes along every picture, and nothing scrolls', async (visit) => {
  const page = await visit.open('weights=pytorch&lang=en', PHONE);
  for (const [plot, down, unit] of /** @type {[string, number, number | null][]} */ ([['#inputs', 2.5 / 4, null], ['#sums', 2.5 / 8, 2], ['#heatmap', 6.5 / 8, 6], ['#lines-plot', 0.5, null]])) {
    await show(page, plot);
    const before = await scrolled(page);
    const finger = await page.touchscreen.touchStart(...await at(page, plot, 0.15, down));
    for (const step of [3, 6, 8]) {
      await finger.move(...await at(page, plot, (step - 0.5) / 10, down));
      await until(page, `step ${step} under the finger on ${plot}`, (step) => el('#inspected').dataset.t === String(step), step);
      if (unit !== null) assert.equal(await opened(page), `${step},${unit}`);
      assert.equal(await page.evaluate(() => Math.round(parseFloat(el('#heatmap-frame').style.insetInlineStart) / 10) + 1), step, 'the frame goes along');
    }
    if (plot === '#inputs') assert.match(await textOf(page, '#now .reading'), /^x₈\[2\] = /);
    if (plot === '#sums') assert.match(await textOf(page, '#now .reading'), /^a₈\[2\] = /);
    await lift(finger);
    assert.deepEqual(await scrolled(page), before, `${plot} scrolled`);
    await until(page, 'it stays', () => location.hash.includes('&t=8') && !el('#plots').matches('.loose'));
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});

pageTest('a swipe up or down over a picture scrolls the page', async (visit) => {
  const page = await visit.open('lang=en', PHONE);
  assert.deepEqual(await page.evaluate(() => [...new Set(els('.plot, .folded-cell, .terms [data-place]').map((e) => getComputedStyle(e).touchAction))]), ['pan-y pinch-zoom'], 'two fingers zoom');
  for (const plot of ['#heatmap', '#sums', '#lines-plot']) {
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await frames(page);
    const [x, y] = await at(page, plot, 0.5, 0.5);
    const finger = await page.touchscreen.touchStart(x, y);
    for (let by = 20; by <= 200; by += 20) {
      await finger.move(x, y - by);
      await frames(page);
    }
    await lift(finger);
    await until(page, `the page is scrolled by a swipe over ${plot}`, () => scrollY > 80);
    assert.equal((await scrolled(page))[0], 0);
    assert.equal(await isVisible(page, '#plots.loose'), true, 'a swipe keeps no cell');
    assert.doesNotMatch(await page.evaluate(() => location.hash), /&t=/);
  }
});

pageTest('a tap keeps a cell, in the pictures, the table and the printout', async (visit) => {
  const page = await visit.open('lang=en', PHONE);
  for (const [plot, across, down, want] of /** @type {[string, number, number, string][]} */ ([['#heatmap', 0.65, 2.5 / 8, '7,2'], ['#heatmap', 0.65, 2.5 / 8, '7,2'], ['#sums', 0.25, 4.5 / 8, '3,4'], ['#inputs', 0.95, 0.5, '10,4']])) {
    await show(page, plot);
    await page.touchscreen.tap(...await at(page, plot, across, down));
    await untilOpened(page, want);
    assert.equal(await isVisible(page, '#plots:not(.loose)'), true, 'the finger has gone, the cell is kept');
  }
  await tap(page, 'td[data-t="6"][data-unit="1"]');
  await untilOpened(page, '6,1');
  await tap(page, '#tab-printout');
  assert.equal(await isVisible(page, '#printout'), true);
  await tap(page, '#printout .row[data-t="2"] [data-unit="3"]');
  await untilOpened(page, '2,3');
  await until(page, 'the cell in the link', () => location.hash.includes('&t=2&unit=3'));
});

pageTest('a factor of the inspector is tapped, and set with the field’s buttons', async (visit) => {
  const page = await visit.open('timesteps=6&input-size=3&hidden-size=5&seed=4&t=3&unit=2&lang=en', PHONE);
  const values = await tensors(page);
  await page.evaluate(() => {
    const { focus } = HTMLElement.prototype;
    el('#editor-value').focus = function (/** @type {FocusOptions} */ options) {
      kept = options.preventScroll;
      focus.call(this, options);
    };
  });
  for (const place of ['Wx:2:1', 'x:3:0', 'Wh:2:4', 'b:2:0']) {
    await tap(page, `#inspector [data-place="${place}"]`);
    assert.equal(await page.evaluate(() => kept), false, 'a browser may bring it out from under its keyboard');
    assert.equal((await editor(page))?.value, String(values[place]), place);
    const { left, right, top, bottom } = await boxOf(page, '#editor');
    assert.ok(left >= 0 && right <= 390 && top >= 0 && bottom <= 844, `the field of ${place} is in the window: ${JSON.stringify({ left, right, top, bottom })}`);
    const { width, height } = await boxOf(page, '#editor-more');
    assert.ok(Math.min(width, height) >= 24, 'buttons for a finger');
    for (const [button, by] of /** @type {[string, number][]} */ ([['#editor-more', 0.01], ['#editor-more', 0.01], ['#editor-less', -0.01], ['#editor-less', -0.01], ['#editor-less', -0.01]])) {
      const before = values[place];
      await page.touchscreen.tap(...await at(page, button, 0.5, 0.5));
      values[place] = Math.round((before + by) * 1e8) / 1e8;
      await until(page, `${button} of ${place}`, (want) => el('#editor-value').value === want, String(values[place]));
      assert.equal(await editor(page) !== null, true, 'the field stays');
    }
    // A tap beside it keeps what was set.
    await tap(page, '#shapes');
    await until(page, 'the field closes', () => el('#editor').hidden);
    assert.equal(await opened(page), '3,2');
    await assertRun(page, values);
  }
  // A state before leads to its own; undo is a button.
  await tap(page, '#inspector [data-step="2"][data-unit="4"]');
  await untilOpened(page, '2,4');
  const { h } = run(values);
  assert.ok(Math.abs(Number(await page.evaluate(() => el('#inspected').dataset.value)) - h[1][4]) < 1e-12);
  await tap(page, '#undo');
  await until(page, 'one is taken back', () => el('#edit-count').textContent.startsWith('3'));
  await tap(page, '#redo');
  await until(page, 'and comes again', () => el('#edit-count').textContent.startsWith('4'));
  await tap(page, '#unedit');
  await until(page, 'all are taken back', () => el('#edit-count').textContent.startsWith('0'));
});

pageTest('a weight is tapped: it is named, its unit is opened, and Change opens its field', async (visit) => {
  const page = await visit.open('timesteps=6&input-size=3&hidden-size=5&seed=4&lang=en', PHONE);
  const values = await tensors(page);
  await tap(page, '#tab-weights');
  for (const [plot, across, down, place, name] of /** @type {[string, number, number, string, string][]} */ ([
    ['#Wx', 1.5 / 3, 3.5 / 5, 'Wx:3:1', 'Wx[3,1]'], ['#Wh', 4.5 / 5, 0.5 / 5, 'Wh:0:4', 'Wh[0,4]'], ['#b', 0.5, 2.5 / 5, 'b:2:0', 'b[2]'], ['#h0', 0.5, 4.5 / 5, 'h0:4:0', 'h₀[4]'],
  ])) {
    await show(page, plot);
    await page.touchscreen.tap(...await at(page, plot, across, down));
    await until(page, `${name} is named`, (name) => el('#matrix-now').textContent.startsWith(`${name} = `), name);
    assert.equal((await textOf(page, '#matrix-now')).split(' · ')[0], `${name} = ${String(values[place]).replace('-', '−')}`);
    assert.equal((await opened(page)).split(',')[1], place.split(':')[1]);
    await tap(page, '#edit-chosen');
    assert.equal((await editor(page))?.name, name);
    await page.touchscreen.tap(...await at(page, '#editor-more', 0.5, 0.5));
    values[place] = Math.round((values[place] + 0.01) * 1e8) / 1e8;
    await until(page, 'one step more', (want) => el('#editor-value').value === want, String(values[place]));
    await tap(page, '#matrix-now');
    await until(page, 'the field closes', () => el('#editor').hidden);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  }
  await assertRun(page, values);
});

pageTest('play, pause, a step on and back, the scrubber and the two drawings', async (visit) => {
  const page = await visit.open('t=4&unit=2&speed=0.5&lang=en', PHONE);
  // The click that a tap becomes comes after it.
  await tap(page, '#forward');
  await untilOpened(page, '5,2');
  await tap(page, '#back');
  await untilOpened(page, '4,2');
  await tap(page, '#back');
  await untilOpened(page, '3,2');
  await tap(page, '#play');
  await until(page, 'it plays', () => document.documentElement.matches('.playing') && el('#plots').dataset.phase !== '');
  await tap(page, '#play');
  await until(page, 'it stands', () => !document.documentElement.matches('.playing'));
  const finger = await page.touchscreen.touchStart(...await at(page, '#scrub', 2.5 / 10, 0.5));
  for (const share of [0.5, 0.8, 1.1]) await finger.move(...await at(page, '#scrub', share, 0.5));
  await lift(finger);
  await until(page, 'the end', () => el('#scrub').value === '10' && el('#inspected').dataset.t === '10');
  assert.equal(await opened(page), '10,2', 'the unit stays');
  await tap(page, '.switch label:nth-child(2)');
  await until(page, 'the folded cell', () => el('#cell').checkVisibility());
  await page.touchscreen.tap(...await at(page, '#cell [data-unit="6"]', 0.5, 0.5));
  await untilOpened(page, '10,6');
  await tap(page, '.switch label:nth-child(1)');
  await until(page, 'unrolled again', () => !el('#cell').checkVisibility());
});

pageTest('sizes, seed, language, help and tour', async (visit) => {
  const page = await visit.open('lang=en', PHONE);
  await show(page, '#hidden-size');
  const finger = await page.touchscreen.touchStart(...await at(page, '#hidden-size', 0.25, 0.5));
  await finger.move(...await at(page, '#hidden-size', 0.1, 0.5));
  await finger.move(...await at(page, '#hidden-size', -0.1, 0.5));
  await lift(finger);
  await until(page, 'one unit', () => el('#hidden-size-value').value === '1' && el('#hidden-states').getAttribute('aria-colcount') === '2');
  const seed = await valueOf(page, '#seed');
  await tap(page, '#dice');
  await until(page, 'another seed', (seed) => el('#seed').value !== seed, seed);
  await tap(page, '#reset');
  await until(page, 'the tutorial', () => el('#hidden-size-value').value === '8' && el('#seed').value === '0');
  await tap(page, '#try-weights');
  await until(page, 'PyTorch’s weights', () => el('#weights').value === 'pytorch');
  await tap(page, '#language');
  await until(page, 'Korean', () => document.documentElement.lang === 'ko' && el('#tab-table').textContent !== 'Table');
  await tap(page, '#help-open');
  assert.equal(await isVisible(page, '#help'), true);
  await page.touchscreen.tap(...await at(page, '#help form button', 0.5, 0.5));
  await until(page, 'help is closed', () => !el('#help').open);
  await tap(page, '#tour-start');
  for (let stop = 1; stop <= 9; stop++) {
    await until(page, `stop ${stop}`, (stop) => el('#tour-place').textContent === `${stop} / 9` && el('#tour').checkVisibility(), stop);
    const { left, right, bottom } = await boxOf(page, '#tour');
    assert.ok(left >= 0 && right <= 390 && bottom <= 844.5, `the card of stop ${stop} is in the window`);
    await page.touchscreen.tap(...await at(page, '#tour-next', 0.5, 0.5));
  }
  await until(page, 'the end of the tour', () => !el('#tour').checkVisibility());
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});

pageTest('what is typed into has letters of 16 pixels, for which iOS does not enlarge the page', async (visit) => {
  for (const link of ['weights=normal&bias=constant&inputs=words&cell=GRU&num-layers=2&batch=2&lang=en', 'inputs=sine&view=backward&compare=LSTM&panel=weights&lang=ko', 'embed=1&lang=ko']) {
    const page = await visit.open(link, PHONE);
    assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches), 'a finger');
    const fields = await page.evaluate(() => els('input:not([type="range"], [type="radio"], [type="checkbox"]), select, textarea').map((e) => `${e.id} ${getComputedStyle(e).fontSize}`));
    assert.ok(fields.length >= 10, `${fields.length} fields`);
    assert.deepEqual(fields.filter((field) => !field.endsWith(' 16px')), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  }
});
