// @ts-check
// RNN, LSTM and GRU beside each other.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, isVisible, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const LINK = 'panel=cells&weights=pytorch&lang=en';

/**
 * What runLayer gives for a cell of the page, with the weights that the seed draws
 * and no second bias: a state, and how long its gradient is at the state of the first step.
 * @param {Page} page @param {'LSTM' | 'GRU' | 'RNN_TANH'} cell @param {number} step @param {number} unit
 */
const layer = (page, cell, step, unit) => page.evaluate((cell, step, unit) => {
  const spec = { cell, timesteps: 10, inputSize: 4, hiddenSize: 8, seed: 0, init: /** @type {const} */ ('pytorch') };
  const { weights, input } = runLayer(spec);
  weights.bias_hh_l0.fill(0);
  // From the first step on, whose state is what the others begin with.
  const { hN: h0, cN } = runLayer({ ...spec, weights, timesteps: 1, input: input.subarray(0, 4) });
  const gradOutput = new Float64Array((step - 1) * 8);
  gradOutput[(step - 2) * 8 + unit] = 1;
  const { output, gradH0 = [] } = runLayer({ ...spec, weights, timesteps: step - 1, input: input.subarray(4, 4 * step), h0, ...cN && { c0: cN }, gradOutput });
  return { h: output[(step - 2) * 8 + unit], back: Math.hypot(...gradH0) };
}, cell, step, unit);

const four = (/** @type {number} */ v) => v.toFixed(4).replace('-', '−');

pageTest('each cell says how its state comes about, with the numbers of runLayer', async (visit) => {
  const page = await visit.open(`${LINK}&t=8&unit=3`);
  await until(page, 'the cells', () => el('#cells-now').textContent !== '');
  for (const [gates, cell, names] of /** @type {const} */ ([['lstm', 'LSTM', 'ifgoch∂L/∂h'], ['gru', 'GRU', 'rznh∂L/∂h'], ['rnn', 'RNN_TANH', 'h∂L/∂h']])) {
    await page.click(`label:has(#gates-${gates})`);
    await until(page, `${cell} is shown`, (names) => el('#bands-names').textContent === names, names);
    const { h, back } = await layer(page, cell, 8, 3);
    const now = await textOf(page, '#cells-now');
    assert.ok(now.includes(`h₈[3] = `) && now.includes(` = ${four(h)}`), `${four(h)} in ${now}`);
    const [, shown = ''] = new RegExp(`${cell.slice(0, 4).replace('_', '')} × (\\d[\\d.]*\\d)`).exec(await textOf(page, '#cells-words')) ?? [];
    assert.equal(shown, back.toPrecision(shown.replace(/^0\.0*|\./, '').length), `the gradient of ${cell} at the first step`);
    assert.ok(now.endsWith('∂L/∂h₈[3] = 1.00'), now);
    assert.equal(await page.evaluate(() => els('#gradient-lines path').length), 4);
    assert.equal(await page.evaluate(() => els('#gradient-names .picked').map((name) => name.textContent).join()), { lstm: 'c,LSTM', gru: 'GRU', rnn: 'RNN' }[gates]);
    await until(page, 'the cell in the link', (gates) => location.hash.includes('gates=') === (gates !== 'lstm'), gates);
  }
  // The pictures are there, and something is drawn in them.
  const colours = await page.evaluate(() => {
    const canvas = el('#bands-canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  assert.ok(colours > 20, `${colours} colours`);
  assert.match(await textOf(page, '#cells-words'), /^Back from L = h₈\[3\] to the first step, ∂L\/∂h becomes: RNN × [\d.]+, LSTM × [\d.]+, GRU × [\d.]+\. Nothing is kept/);
});

pageTest('by mouse and keys: the cell, the step and the unit', async (visit) => {
  const page = await visit.open(LINK);
  await until(page, 'the cells', () => el('#cells-now').textContent !== '');
  assert.match(await textOf(page, '#cells-words'), /L = Σh₁₀/);
  // LSTM has seven bands of eight rows, and a row between two.
  const { left, top, width, height } = await boxOf(page, '#bands');
  const rows = 7 * 8 + 6;
  await page.evaluate(() => el('#bands').scrollIntoView({ block: 'center' }));
  const at = async (/** @type {number} */ step, /** @type {number} */ row) => {
    const box = await boxOf(page, '#bands');
    return /** @type {[number, number]} */ ([box.left + ((step - 0.5) / 10) * width, box.top + ((row + 0.5) / rows) * height]);
  };
  assert.ok(left > 0 && top > 0);
  await page.mouse.move(...await at(4, 9 + 6));
  await until(page, 'f of unit 6', () => `${el('#inspected').dataset.t},${el('#inspected').dataset.unit}` === '4,6');
  assert.match(await textOf(page, '#cells-now'), /^c₄\[6\] = f·c₃ \+ i·g = /);
  await page.mouse.click(...await at(6, 5 * 9 + 2));
  await until(page, 'the target', () => el('#cells-words').textContent.includes('L = h₆[2]'));
  await page.mouse.move(...await at(9, 0));
  await until(page, 'what lies behind', () => el('#cells-now').textContent.endsWith('later than L = h₆[2]'));
  await page.mouse.move(2, 2);
  await page.focus('#gates-lstm');
  await page.keyboard.press('ArrowRight');
  await until(page, 'GRU', () => el('#bands-names').textContent.startsWith('rzn'));
  assert.match(await textOf(page, '#cells-words'), /The update gate z is 0\.\d+ on average.*312 parameters/);
  await page.focus('#plots');
  await page.keyboard.press('ArrowLeft');
  await until(page, 'the step before', () => el('#cells-words').textContent.includes('L = h₅[2]'));
  await page.keyboard.press('Escape');
  await until(page, 'the sum', () => el('#cells-words').textContent.includes('L = Σh₁₀'));
  await page.click('#language');
  await until(page, 'Korean', () => /업데이트 게이트 z는 평균 0\.\d+/.test(el('#cells-words').textContent));
});

pageTest('other numbers are followed; what is too large is said, and comes back when it is not', async (visit) => {
  const page = await visit.open(`${LINK}&hidden-size=600`);
  await until(page, 'why not', () => /1,449,600 weights.*1,048,576 weights and 524,288 states/.test(el('#cells-words').textContent));
  assert.equal(await isVisible(page, '#cell-bands'), false);
  await page.click('#reset');
  await until(page, 'the tutorial’s', () => /RNN × \d\.\d+ × 10⁻\S+, LSTM × /.test(el('#cells-words').textContent) && el('#cell-bands').checkVisibility());
  const before = await textOf(page, '#cells-words');
  await page.click('#dice');
  await until(page, 'another seed', (before) => el('#cells-words').textContent !== before, before);
  // Long enough for several slices.
  await page.evaluate(() => { location.hash = 'timesteps=2000&hidden-size=64&weights=pytorch&panel=cells&lang=en'; });
  await until(page, 'a long one', () => /^Back from L = Σh₂₀₀₀.*17,664 parameters/.test(el('#cells-words').textContent));
});
