// @ts-check
// Any recurrent layer in the place of the tutorial's: cells, layers, directions, batches, and
// the way back.

import assert from 'node:assert/strict';
import { stream } from './draws.js';
import { pageTest, until } from './harness.js';
import { boxOf, cells, followed, frames, isVisible, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {{ cell: string, T: number, N: number, I: number, H: number, L: number, both: boolean, seed: number }} Network */

const GATES = /** @type {Record<string, number>} */ ({ RNN_TANH: 1, RNN_RELU: 1, LSTM: 4, GRU: 3 });

/**
 * The output (T, N, D·H) of a network of the tutorial's weights and inputs, from the raw numbers
 * of NumPy's stream, by runLayer.
 * @param {Page} page @param {Network} network
 * @returns {Promise<number[]>}
 */
async function reference(page, { cell, T, N, I, H, L, both, seed }) {
  const D = both ? 2 : 1;
  const rows = GATES[cell] * H;
  let values = T * N * I;
  for (let l = 0; l < L; l++) values += D * rows * ((l === 0 ? I : D * H) + H + 1);
  const numbers = await stream(page, values, seed);
  return page.evaluate((numbers, { cell, T, N, I, H, L, both }, rows) => {
    const take = (/** @type {number} */ n) => Float64Array.from(numbers.splice(0, n));
    const input = take(T * N * I);
    const weights = /** @type {Record<string, Float64Array>} */ ({});
    for (let l = 0; l < L; l++) {
      for (const direction of both ? ['', '_reverse'] : ['']) {
        weights[`weight_ih_l${l}${direction}`] = take(rows * (l === 0 ? I : (both ? 2 : 1) * H));
        weights[`weight_hh_l${l}${direction}`] = take(rows * H);
        weights[`bias_ih_l${l}${direction}`] = take(rows);
        weights[`bias_hh_l${l}${direction}`] = new Float64Array(rows);
      }
    }
    const spec = { cell: /** @type {any} */ (cell), timesteps: T, batch: N, inputSize: I, hiddenSize: H, numLayers: L, bidirectional: both, weights, input };
    return [...runLayer(spec).output];
  }, numbers, { cell, T, N, I, H, L, both }, rows);
}

/** Clicks a cell of a plot that has so many bands of H rows. @param {Page} page @param {string} plot @param {number} t @param {number} band @param {number} unit @param {{ T: number, H: number, bands: number }} of */
async function clickBand(page, plot, t, band, unit, { T, H, bands }) {
  const { left, top, width, height } = await boxOf(page, plot);
  const gap = Math.ceil(H / 8);
  const rows = bands * (H + gap) - gap;
  await page.mouse.click(left + ((t - 0.5) / T) * width, top + ((band * (H + gap) + unit + 0.5) / rows) * height);
}

const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) <= 1e-13 * Math.max(1, Math.abs(b));

pageTest('the cell, layers, batch and directions are chosen; the states are runLayer’s', async (visit) => {
  const page = await visit.open('timesteps=6&input-size=3&hidden-size=4&seed=5&lang=en');
  await page.select('#cell-kind', 'GRU');
  await page.click('#bidirectional');
  for (const [field, value] of [['#num-layers', '2'], ['#batch', '3']]) {
    await page.click(field, { count: 3 });
    await page.keyboard.type(value);
  }
  await until(page, 'the link', () => /cell=GRU&num-layers=2&batch=3&bidirectional=true/.test(location.hash));
  const network = { cell: 'GRU', T: 6, N: 3, I: 3, H: 4, L: 2, both: true, seed: 5 };
  const output = await reference(page, network);
  for (const [pass, sequence] of [[2, 0], [3, 0], [3, 2], [2, 1]]) {
    await page.select('#part', String(pass));
    await page.select('#sequence', String(sequence));
    const shown = await cells(page);
    assert.equal(shown.length, 24);
    for (const [i, { value }] of shown.entries()) {
      const want = output[(Math.floor(i / 4) * 3 + sequence) * 8 + (pass - 2) * 4 + (i % 4)];
      assert.ok(near(value, want), `state ${i} of pass ${pass}, sequence ${sequence}: ${value}, want ${want}`);
    }
  }
  assert.match(await textOf(page, '#shapes'), /^\(12,\) = \(12, 8\)\(8,\) \+ \(12, 4\)\(4,\) \+ \(12,\) · x \(6, 3, 3\) → h \(6, 3, 8\) · 504 weights$/);
  assert.equal(await textOf(page, '#unit-axis'), 'h¹→h¹←h²→h²←');
  assert.equal(await textOf(page, '#sums-axis'), 'rzn');
  await until(page, 'what is shown in the link', () => /layer=2&sequence=2/.test(location.hash));
  await page.reload();
  await until(page, 'the same again', () => el('#part').value === '2' && el('#sequence').value === '1' && el('#num-layers').value === '2');
  // What is wrong stays in its field, with the reason.
  await page.click('#num-layers', { count: 3 });
  await page.keyboard.type('9');
  assert.match(await textOf(page, '#num-layers-error'), /from 1 to 4/);
  assert.ok(await page.evaluate(() => location.hash.includes('num-layers=2')));
  await page.click('#reset');
  await until(page, 'the tutorial', () => el('#cell-kind').value === 'RNN_TANH' && el('#num-layers').value === '1' && !location.hash.includes('cell='));
  assert.equal(await isVisible(page, '#part-field'), false);
});

pageTest('a gate is opened in its picture and from the state; a layer in the stack', async (visit) => {
  const page = await visit.open('cell=LSTM&num-layers=2&weights=pytorch&lang=en');
  const of = { T: 10, H: 8 };
  await clickBand(page, '#sums', 4, 1, 3, { ...of, bands: 5 });
  await until(page, 'the gate f', () => location.hash.includes('gate=f') && el('.result').textContent.includes('= f₄[3]'));
  assert.match(await textOf(page, '#now'), /f₄\[3\] = /);
  const sum = await page.evaluate(() => ({
    terms: els('#inspector tbody [data-value]').map((cell) => Number(cell.dataset.value)),
    sum: Number(el('#inspected-sum').dataset.value),
    value: Number(el('#inspected').dataset.value),
  }));
  assert.equal(sum.terms.length, 1 + 4 + 8);
  assert.ok(Math.abs(sum.terms.reduce((a, b) => a + b) - sum.sum) < 1e-14);
  assert.ok(Math.abs(1 / (1 + Math.exp(-sum.sum)) - sum.value) < 1e-15, 'σ of the sum');
  // The state of layer 2, and from it its gate o.
  await clickBand(page, '#heatmap', 6, 1, 2, { ...of, bands: 2 });
  await until(page, 'layer 2', () => location.hash.includes('layer=2') && el('.result').textContent.includes('= h²₆[2]') && el('#part').value === '1');
  assert.equal(await textOf(page, '#inputs-name'), 'h¹');
  assert.match(await page.evaluate(() => ['#inputs', '#sums', '#heatmap'].map((s) => el(s).getAttribute('aria-label')).join()), /layer below.*gates.*each layer/);
  await page.click('#inspector [data-gate="o"]');
  await until(page, 'its gate o', () => el('.result').textContent.includes('= o²₆[2]'));
  // What it reads is a state of layer 1, which opens.
  await page.click('#inspector tr.x .source');
  await until(page, 'layer 1', () => el('.result').textContent.includes('= h₆[0]') && el('#part').value === '0');
});

pageTest('a weight of the second layer is set by hand, is in the link, and is taken back', async (visit) => {
  const page = await visit.open('cell=GRU&num-layers=2&layer=2&weights=pytorch&t=5&unit=1&gate=z&lang=en');
  const before = (await cells(page)).map(({ value }) => value);
  const place = await page.evaluate(() => /** @type {HTMLElement} */ (el('#inspector [data-place*="Wh"]')).dataset.place ?? '');
  assert.equal(place, '2.Wh:9:0');
  await page.click(`#inspector [data-place="${place}"]`);
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await until(page, 'the edit', (place) => location.hash.includes(`edits=${place}:0.5`), place);
  assert.notDeepEqual((await cells(page)).map(({ value }) => value), before);
  await page.click('#undo');
  await until(page, 'no edit', () => !location.hash.includes('edits='));
  assert.deepEqual((await cells(page)).map(({ value }) => value), before);
});

pageTest('backward: gradients in the places of the values, from the last step to the first', async (visit) => {
  const page = await visit.open('timesteps=6&input-size=3&hidden-size=4&seed=5&cell=LSTM&lang=en&t=6&unit=0');
  const inputs = () => page.evaluate(() => /** @type {HTMLCanvasElement} */ (el('#inputs-canvas')).toDataURL());
  const values = await inputs();
  await page.click('label:has(#drawing-backward)');
  await until(page, 'the view in the link', () => location.hash.includes('view=backward'));
  assert.deepEqual(await page.evaluate(() => ['#inputs-name', '#sums-name', '#state-name'].map((s) => el(s).textContent)), ['∂x', '∂a', '∂h']);
  assert.notEqual(await inputs(), values);
  assert.match(await textOf(page, '.result'), /^1\.\s* = ∂L\/∂h₆\[0\]$/);
  assert.match(await textOf(page, '#inspector'), /Back from L = Σ h₆ = /);
  assert.ok(await isVisible(page, '#target'));

  // ∂L is what finite differences of the states on the page say.
  const loss = async (/** @type {string} */ edits) => {
    await page.evaluate((edits) => { location.hash = `#v=1&timesteps=6&input-size=3&hidden-size=4&seed=5&cell=LSTM&lang=en&view=backward&t=2&unit=1${edits}`; }, edits);
    await followed(page);
    return page.evaluate(() => els('#table-body tr:last-child td').map((cell) => Number(cell.dataset.value)).reduce((a, b) => a + b));
  };
  const x = 0.25;
  const step = 1e-4;
  const up = await loss(`&edits=x:3:1:${x + step}`);
  const down = await loss(`&edits=x:3:1:${x - step}`);
  await loss(`&edits=x:3:1:${x}`);
  const box = await boxOf(page, '#inputs');
  await page.mouse.move(box.left + (2.5 / 6) * box.width, box.top + (1.5 / 3) * box.height);
  await until(page, 'the gradient of the input', () => /∂x₃\[1\] = /.test(el('#now').textContent));
  const read = Number((await textOf(page, '#now')).replace(/.*= /, '').replaceAll('\u2007', '').replace('−', '-'));
  const want = (up - down) / (2 * step);
  assert.ok(Math.abs(read - want) < 2e-7 * Math.max(1, Math.abs(want)) + 1e-8, `∂x₃[1] is ${read}, want ${want}`);

  // Played, it goes to the left.
  await page.mouse.move(5, 5);
  await page.focus('#plots');
  await page.keyboard.press('End');
  await page.click('#play');
  const seen = new Set();
  for (let playing = true; playing;) {
    const at = await page.evaluate(() => ({ step: el('#scrub').value, playing: document.documentElement.matches('.playing') }));
    seen.add(at.step);
    ({ playing } = at);
  }
  const steps = [...seen].map(Number);
  assert.ok(steps.length > 2 && steps.at(-1) === 1 && steps.every((t, i) => i === 0 || t < steps[i - 1]), steps.join());
});

pageTest('an LSTM beside the RNN, with their difference, and how far the cells remember', async (visit) => {
  const page = await visit.open('weights=pytorch&lang=en');
  const rnn = (await cells(page)).map(({ value }) => value);
  await page.click('#compare');
  await page.select('#compare-weights', 'LSTM');
  await until(page, 'B in the link', () => location.hash.includes('compare=LSTM'));
  assert.equal(await textOf(page, '#compare-note'), 'A: RNN, tanh · B: LSTM · same seed, same inputs');
  assert.deepEqual((await cells(page)).map(({ value }) => value), rnn);
  await page.click('#tab-cells');
  await until(page, 'the memories', () => ['rnn', 'lstm', 'gru'].every((cell) => {
    const canvas = /** @type {HTMLCanvasElement} */ (el(`#memory-${cell}-canvas`));
    return canvas.width > 1 && canvas.toDataURL().length > 200;
  }));
  await page.evaluate(() => el('#memory-lstm').scrollIntoView({ block: 'center' }));
  await frames(page);
  const box = await boxOf(page, '#memory-lstm');
  await page.mouse.move(box.left + box.width * 0.95, box.top + box.height * 0.04);
  await until(page, 'what is pointed at', () => /^LSTM/.test(el('#cells-now').textContent));
  assert.match(await textOf(page, '#cells-now'), /^LSTM: ‖∂\(h,c\)₁₀\/∂\(h,c\)₀‖ = /);
  await frames(page);
  assert.deepEqual(await boxOf(page, '#memory-lstm'), box, 'it stays where it is pointed at');
});

pageTest('a link that asks for too much of a network says so, and one that is wrong is corrected', async (visit) => {
  const page = await visit.open('timesteps=2000&input-size=64&hidden-size=512&cell=LSTM&num-layers=4&lang=en');
  await until(page, 'a notice', () => els('.notice').length === 1);
  assert.match(await textOf(page, '.notice'), /4,194,304/);
  const other = await visit.open('cell=LSTX&num-layers=7&batch=0&bidirectional=yes&layer=5&sequence=-1&reverse=true&lang=en');
  await until(other, 'the notices', () => els('.notice').length > 0);
  assert.deepEqual(await other.evaluate(() => [el('#cell-kind').value, el('#num-layers').value, el('#batch').value, el('#part').value]), ['RNN_TANH', '4', '1', '3']);
});
