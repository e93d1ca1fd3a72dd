// @ts-check
// A beside B: the same seed, other weights, and their difference.

import assert from 'node:assert/strict';
import { drawn } from './draws.js';
import { pageTest, until } from './harness.js';
import { boxOf, isVisible, lift, linkShown, textOf, valueOf } from './look.js';
import { assertColours } from './pixels.js';
import { farFrom, run, table } from './reference.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('./draws.js').Draw} Draw */
/** @typedef {import('./reference.js').Tensors} Tensors */

/** @type {Draw} */
const TUTORIAL = { T: 10, I: 4, H: 8, seed: 0 };
const WEIGHTS = ['tutorial', 'pytorch', 'keras', 'normal', 'identity', 'radius'];

/** Rows of units, as the pictures have them. @param {number[][]} states */
const byUnit = (states) => states[0].map((_, unit) => states.map((row) => row[unit]));

/** Digits as the page writes them, as a number. @param {string} text */
const numberIn = (text) => Number(text.replaceAll('\u2007', '').replace('−', '-'));

/** What is pointed at. @param {Page} page @returns {Promise<string>} */
const reading = (page) => page.evaluate(() => el('#now .reading').textContent);

/** The middle of a cell. @param {Page} page @param {string} plot @param {number} t @param {number} unit @returns {Promise<[number, number]>} */
async function cell(page, plot, t, unit) {
  const { left, top, width, height } = await boxOf(page, plot);
  const [T, H] = await page.evaluate(() => ['aria-rowcount', 'aria-colcount'].map((name) => Number(el('#hidden-states').getAttribute(name)) - 1));
  return [left + ((t - 0.5) / T) * width, top + ((unit + 0.5) / H) * height];
}

/** The end of the scale of the difference. @param {Page} page */
const scaleOf = (page) => page.evaluate(() => Number(el('#difference-scale text').textContent));

/** A, B and their difference are in the three pictures. @param {Page} page @param {Tensors} a @param {Tensors} b */
async function assertCompared(page, a, b) {
  const [A, B] = [run(a).h, run(b).h];
  assert.equal(farFrom(await table(page), A, 1e-12), '', 'the table is that of A');
  const difference = B.map((row, t) => row.map((v, j) => v - A[t][j]));
  const largest = Math.max(...difference.flat().map(Math.abs));
  const scale = await scaleOf(page);
  assert.ok(scale >= largest && scale <= 2.51 * largest, `a scale to ${scale} for ${largest}`);
  await assertColours(page, '#heatmap-canvas', byUnit(A));
  await assertColours(page, '#other-canvas', byUnit(B));
  await assertColours(page, '#difference-canvas', byUnit(difference.map((row) => row.map((v) => v / scale))));
  return { A, B };
}

/** @param {Page} page */
async function assertAlone(page) {
  await until(page, 'A alone', () => el('#inputs').checkVisibility());
  for (const plot of ['#inputs', '#sums', '#heatmap']) assert.equal(await isVisible(page, plot), true, plot);
  for (const gone of ['#other', '#difference', '#compared', '#compare-note']) assert.equal(await isVisible(page, gone), false, gone);
  assert.equal(await page.evaluate(() => el('#compare').getAttribute('aria-pressed')), 'false');
  assert.equal(await page.evaluate(() => els('#lines path.line').length), 8);
  await until(page, 'no B in the link', () => location.hash.includes('seed=') && !location.hash.includes('compare='));
}

pageTest('one click shows the tutorial’s weights and PyTorch’s on the same seed, and another one leaves', async (visit) => {
  const page = await visit.open('t=4&unit=2&lang=en');
  await page.click('#compare');
  assert.equal(await page.evaluate(() => el('#compare').getAttribute('aria-pressed')), 'true');
  for (const plot of ['#heatmap', '#other', '#difference']) assert.equal(await isVisible(page, plot), true, plot);
  for (const plot of ['#inputs', '#sums']) assert.equal(await isVisible(page, plot), false, plot);
  const [a, b] = [await drawn(page, TUTORIAL), await drawn(page, { ...TUTORIAL, weights: 'pytorch' })];
  const { A, B } = await assertCompared(page, a, b);

  const wide = await page.evaluate(() => ['#heatmap', '#other', '#difference', '#lines-plot'].map((s) => [el(s).getBoundingClientRect().left, el(s).clientWidth].join()));
  assert.equal(new Set(wide).size, 1, 'over one time axis');
  assert.equal(await textOf(page, '#compare-note'), 'A: Tutorial · B: PyTorch · same seed, same inputs');
  const pinned = B.flat().filter((h) => Math.abs(h) > 0.99).length;
  const slope = B.flat().reduce((sum, h) => sum + 1 - h * h, 0) / 80;
  const said = /^B \(PyTorch\): (None|\d+) of 80 states.* mean slope (0\.\d+)/.exec(await textOf(page, '#compare-summary'));
  assert.deepEqual([Number(said?.[1].replace('None', '0')), Math.abs(Number(said?.[2]) - slope) < 0.0006], [pinned, true], await textOf(page, '#compare-summary'));
  assert.deepEqual(await page.evaluate(() => ['.a', '.b'].map((group) => els(`#lines ${group} path.line`).length)), [8, 8], 'a line for each unit of both');

  // The numbers under the pointer are those of the two runs.
  for (const [t, unit] of [[1, 0], [3, 5], [7, 7], [10, 2]]) {
    for (const [plot, name, want] of /** @type {[string, string, number][]} */ ([
      ['#heatmap', 'A: h', A[t - 1][unit]], ['#other', 'B: h', B[t - 1][unit]], ['#difference', 'B−A: h', B[t - 1][unit] - A[t - 1][unit]],
    ])) {
      await page.mouse.move(...await cell(page, plot, t, unit));
      const [left, right] = (await reading(page)).split(' = ');
      assert.equal(left, `${name}${[...String(t)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]).join('')}[${unit}]`);
      assert.ok(Math.abs(numberIn(right) - want) <= 5.1e-9, `${left} is ${right}, not ${want}`);
      assert.equal(await page.evaluate(() => `${el('#inspected').dataset.t} ${el('#inspected').dataset.unit}`), `${t} ${unit}`, 'the inspector opens A');
      // In both rows of lines the unit stands out.
      assert.deepEqual(await page.evaluate(() => els('#lines .line.chosen').map((line) => els('#lines .line').indexOf(line) % 8)), [unit, unit]);
    }
  }
  await page.mouse.move(5, 5);
  for (const plot of ['heatmap', 'other', 'difference']) {
    assert.deepEqual(await page.evaluate((plot) => [parseFloat(el(`#${plot}-frame`).style.insetInlineStart), parseFloat(el(`#${plot}-cell`).style.insetBlockStart)], plot), [30, 25], `${plot} has the pinned cell`);
  }
  assert.equal(await page.evaluate(() => el('#flow').innerHTML), '', 'between A and B nothing flows');

  await until(page, 'B in the link', () => location.hash.includes('&compare=pytorch'));
  const link = await linkShown(page);
  await page.reload();
  await until(page, 'both again', () => document.documentElement.dataset.ready === 'true' && el('#other').checkVisibility());
  await assertCompared(page, a, b);
  assert.equal(await linkShown(page), link);

  await page.click('#compare');
  await assertAlone(page);
  assert.equal(await page.evaluate(() => `${el('#inspected').dataset.t} ${el('#inspected').dataset.unit}`), '4 2');
  await page.goBack();
  await until(page, 'both again by Back', () => el('#other').checkVisibility());
  assert.match(await linkShown(page), /compare=pytorch/);
});

pageTest('B draws as is chosen, with the gain, the bias and what enters of A', async (visit) => {
  const page = await visit.open('timesteps=10&input-size=4&hidden-size=8&seed=6&weights=pytorch&gain=0.7&bias=constant&bias-value=0.2&inputs=sine&compare=tutorial&lang=en');
  /** @type {Draw} */
  const draw = { T: 10, I: 4, H: 8, seed: 6, gain: 0.7, bias: 'constant', biasValue: 0.2, inputs: 'sine' };
  const a = await drawn(page, { ...draw, weights: 'pytorch' });
  assert.deepEqual(await page.evaluate(() => [...el('#compare-weights').options].map((option) => option.value)), [...WEIGHTS, 'RNN_TANH', 'RNN_RELU', 'LSTM', 'GRU']);
  await page.focus('#compare-weights');
  for (const [at, weights] of WEIGHTS.entries()) {
    if (at > 0) await page.keyboard.press('ArrowDown');
    await until(page, weights, (weights) => el('#compare-weights').value === weights && (weights === 'pytorch' || location.hash.includes(`compare=${weights}`)), weights);
    if (weights === 'pytorch') {
      assert.ok(await page.evaluate(() => el('#difference-canvas').width === 10), 'A beside itself is no error');
      continue;
    }
    await assertCompared(page, a, await drawn(page, { ...draw, weights }));
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-weights');
  // What is set by hand in the weights is of A, in x and h₀ of both.
  await page.evaluate(() => { location.hash = `${location.hash}&edits=Wh:0:0:2,b:3:0:-1,x:2:1:5,h0:4:0:0.5`; });
  await until(page, 'the edits', () => el('#edit-count').textContent.startsWith('4'));
  const common = { 'x:2:1': 5, 'h0:4:0': 0.5 };
  await assertCompared(page, { ...a, ...common, 'Wh:0:0': 2, 'b:3:0': -1 }, { ...await drawn(page, { ...draw, weights: 'radius' }), ...common });
});

pageTest('on the logarithmic scale the colours are 1 − |h|, for A and B, and for one alone', async (visit) => {
  const page = await visit.open('compare=pytorch&lang=en');
  const [a, b] = [run(await drawn(page, TUTORIAL)), run(await drawn(page, { ...TUTORIAL, weights: 'pytorch' }))];
  // 1 − |tanh a| = 2 / (e^2|a| + 1), of which the logarithm is taken in decades, 16 for the whole scale.
  const near = (/** @type {number} */ sum) => -Math.sign(sum) * Math.log10(2 / (Math.exp(2 * Math.abs(sum)) + 1)) / 16;
  const places = (/** @type {number[][]} */ sums) => byUnit(sums).map((row) => row.map(near));
  await page.focus('#colors');
  await page.keyboard.press('ArrowDown');
  assert.equal(await valueOf(page, '#colors'), 'log');
  await assertColours(page, '#heatmap-canvas', places(a.a));
  await assertColours(page, '#other-canvas', places(b.a));
  const scale = await scaleOf(page);
  await assertColours(page, '#difference-canvas', byUnit(b.h.map((row, t) => row.map((v, j) => (v - a.h[t][j]) / scale))));
  const labels = () => page.evaluate(() => els('#heatmap-scale text').map((text) => text.textContent));
  assert.deepEqual(await labels(), ['10⁻¹⁶', '10⁻⁸', '1', '10⁻⁸', '10⁻¹⁶'], 'the legend says 1 − |h|');
  assert.equal(await page.evaluate(() => el('#other-scale').innerHTML === el('#heatmap-scale').innerHTML), true);
  await page.click('#compare');
  await assertColours(page, '#heatmap-canvas', places(a.a));
  await until(page, 'the colours in the link', () => location.hash.includes('&colors=log') && !location.hash.includes('compare'));
  await page.click('#try-weights');
  await assertColours(page, '#heatmap-canvas', places(b.a));
  await page.focus('#colors');
  await page.keyboard.press('ArrowUp');
  await assertColours(page, '#heatmap-canvas', byUnit(b.h));
  assert.equal((await labels())[0], '1');
});

pageTest('by keys: A | B is switched on and off where the keyboard stays, and the cursor walks through both', async (visit) => {
  const page = await visit.open('t=5&unit=3&lang=en');
  await page.focus('#compare');
  for (const [key, pressed] of /** @type {[import('puppeteer-core').KeyInput, string][]} */ ([['Space', 'true'], ['Enter', 'false'], ['Enter', 'true']])) {
    await page.keyboard.press(key);
    assert.deepEqual(await page.evaluate(() => [document.activeElement.id, el('#compare').getAttribute('aria-pressed')]), ['compare', pressed], key);
  }
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-weights', 'what B draws comes next');
  await page.focus('#plots');
  for (const [key, t, unit] of /** @type {[import('puppeteer-core').KeyInput, number, number][]} */ ([['ArrowRight', 6, 3], ['ArrowDown', 6, 4], ['End', 10, 4], ['Home', 1, 4]])) {
    await page.keyboard.press(key);
    assert.deepEqual(await page.evaluate(() => ['#heatmap', '#other', '#difference'].map((plot) =>
      [1 + Math.round(parseFloat(el(`${plot}-frame`).style.insetInlineStart) / 10), Math.round(parseFloat(el(`${plot}-cell`).style.insetBlockStart) / 12.5)].join())), Array(3).fill(`${t},${unit}`), key);
  }
  // The folded cell shows one network: it ends the comparison.
  await page.focus('#drawing-unrolled');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => el('#cell').checkVisibility()), true);
  assert.equal(await page.evaluate(() => el('#compare').getAttribute('aria-pressed')), 'false');
  await page.focus('#compare');
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.evaluate(() => [el('#cell').checkVisibility(), el('#other').checkVisibility(), el('#drawing-unrolled').checked]), [false, true, true], 'and a comparison unfolds');
});

pageTest('by finger: a tap shows both, a finger goes along the difference, a tap leaves', async (visit) => {
  const page = await visit.open('lang=en', { size: [390, 844] });
  await page.tap('#compare');
  await until(page, 'both', () => el('#other').checkVisibility());
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, 'nothing is wider than the phone');
  const [A, B] = [run(await drawn(page, TUTORIAL)).h, run(await drawn(page, { ...TUTORIAL, weights: 'pytorch' })).h];
  for (const [plot, from, to] of /** @type {[string, number[], number[]][]} */ ([['#difference', [2, 1], [9, 6]], ['#other', [10, 7], [3, 4]]])) {
    await page.evaluate((plot) => el(plot).scrollIntoView({ block: 'center' }), plot);
    const finger = await page.touchscreen.touchStart(...await cell(page, plot, from[0], from[1]));
    for (const share of [0.3, 0.6, 1]) {
      const [x0, y0] = await cell(page, plot, from[0], from[1]);
      const [x1, y1] = await cell(page, plot, to[0], to[1]);
      await finger.move(x0 + share * (x1 - x0), y0 + share * (y1 - y0));
    }
    const [t, unit] = to;
    await until(page, `the finger at ${to}`, (to) => `${el('#inspected').dataset.t},${el('#inspected').dataset.unit}` === to, to.join());
    const want = plot === '#other' ? B[t - 1][unit] : B[t - 1][unit] - A[t - 1][unit];
    assert.ok(Math.abs(numberIn((await reading(page)).split(' = ')[1]) - want) <= 5.1e-9, `${plot}: ${await reading(page)}`);
    await lift(finger);
    assert.equal(await page.evaluate(() => `${el('#inspected').dataset.t},${el('#inspected').dataset.unit}`), to.join());
  }
  await page.tap('#compare');
  await assertAlone(page);
});
