// @ts-check
// runLayer in the console: its answer, and how it refuses.

import assert from 'node:assert/strict';
import { pageTest } from './harness.js';
import { layered } from './goldens.js';

const TENSORS = ['input', 'h0', 'c0', 'gradOutput'];

/** Calls runLayer on the page, tensors as Float64Arrays, and brings the answer over with its Float64Arrays as {values}. @param {import('./look.js').Page} page @param {any} spec */
const run = (page, spec) => page.evaluate((spec, tensors) => {
  const array = (values) => new Float64Array(values);
  const given = Object.fromEntries(Object.entries(spec).map(([name, v]) => {
    if (tensors.includes(name)) return [name, array(v)];
    return [name, name === 'weights' ? Object.fromEntries(Object.entries(v).map(([n, w]) => [n, array(w)])) : v];
  }));
  return JSON.parse(JSON.stringify(runLayer(/** @type {any} */ (given)),
    (_, v) => (v instanceof Float64Array ? { values: [...v] } : v)));
}, spec, TENSORS);

/** To 1e-12 of the largest value. @param {{ values: number[] }} got @param {number[]} want @param {string} what */
function close(got, want, what) {
  assert.equal(got.values.length, want.length, what);
  const largest = Math.max(...want.map(Math.abs));
  want.forEach((v, i) => assert.ok(Math.abs(got.values[i] - v) <= 1e-12 * largest, `${what}[${i}]: ${got.values[i]}, want ${v}`));
}

/** @param {Record<string, { values: number[] }>} named */
const plain = (named) => Object.fromEntries(Object.entries(named).map(([name, { values }]) => [name, values]));

pageTest('runLayer draws what NumPy draws, and gives what PyTorch gives to 1e-12', async (visit) => {
  const page = await visit.open();
  for (const golden of layered) {
    const { spec, given, drawn, wanted, grad } = golden;
    const name = JSON.stringify(spec);
    const got = await run(page, { ...spec, ...given });
    const states = spec.cell === 'LSTM';
    assert.deepEqual(Object.keys(got), ['output', 'outputShape', 'hN', ...(states ? ['cN'] : []), 'weights', 'input',
      'grad', 'gradInput', 'gradH0', ...(states ? ['gradC0'] : [])]);
    assert.deepEqual(got.outputShape, [spec.timesteps, spec.batch, spec.hiddenSize * (spec.bidirectional ? 2 : 1)]);
    assert.deepEqual(got.input.values, drawn.input, `the input of ${name}`);
    assert.deepEqual(Object.keys(got.weights), Object.keys(drawn.weights));
    assert.deepEqual(Object.keys(got.grad), Object.keys(drawn.weights));
    assert.deepEqual(plain(got.weights), drawn.weights, `the weights of ${name}`);
    for (const tensor of Object.keys(wanted)) close(got[tensor], wanted[tensor], `${tensor} of ${name}`);
    for (const weight of Object.keys(grad)) close(got.grad[weight], grad[weight], `the gradient of ${weight} of ${name}`);

    // What was drawn can be given, and is the same.
    const again = await run(page, { ...spec, ...given, seed: 1, input: drawn.input, weights: drawn.weights });
    assert.deepEqual(again, got);
  }
});

pageTest('runLayer is runRNN, for what they share', async (visit) => {
  const page = await visit.open();
  const wrong = await page.evaluate(() => {
    const flat = (rows) => rows.flatMap((row) => [...row]).join();
    const r = /** @type {any} */ (runRNN(10, 4, 8, 5));
    const l = runLayer({ cell: 'RNN_TANH', timesteps: 10, inputSize: 4, hiddenSize: 8, seed: 5, init: 'tutorial' });
    const { weight_ih_l0: Wx, weight_hh_l0: Wh, bias_ih_l0: b } = l.weights;
    return [[flat(r.inputs), l.input], [flat(r.Wx), Wx], [flat(r.Wh), Wh], [r.b.join(), b]]
      .filter(([runs, layers]) => runs !== layers.join());
  });
  assert.deepEqual(wrong, []);
});

pageTest('the answer has what belongs to the cell, in arrays of its own, and nothing given is changed', async (visit) => {
  const page = await visit.open();
  const found = await page.evaluate(() => {
    const input = new Float64Array(6).fill(0.5);
    const spec = { cell: 'GRU', timesteps: 3, inputSize: 2, hiddenSize: 4, input, h0: undefined, numLayers: undefined };
    const r = runLayer(/** @type {any} */ (spec));
    const before = r.output.join();
    runLayer({ cell: 'LSTM', timesteps: 20000, inputSize: 8, hiddenSize: 32, gradOutput: new Float64Array(640000) });
    const view = runLayer(/** @type {any} */ ({ ...spec, input: new Float64Array(new Float64Array(10).fill(0.5).buffer, 16, 6) }));
    const buffers = [r.output, r.hN, r.input, ...Object.values(r.weights)].map((a) => a.buffer);
    return {
      keys: Object.keys(r), same: before === r.output.join(), view: view.output.join() === before,
      given: input.join(), own: r.input !== input, buffers: new Set(buffers).size === buffers.length,
      lengths: [r.output.length, r.hN.length],
    };
  });
  assert.deepEqual(found, {
    keys: ['output', 'outputShape', 'hN', 'weights', 'input'], same: true, view: true,
    given: '0.5,0.5,0.5,0.5,0.5,0.5', own: true, buffers: true, lengths: [12, 4],
  });
});

const FIELDS = 'cell, timesteps, batch = 1, inputSize, hiddenSize, numLayers = 1, bidirectional = false, bias = true, ' +
  'seed = 0, init = pytorch, weights, input, h0, c0, gradOutput';
const CELLS = 'want one of "RNN_TANH", "RNN_RELU", "LSTM", "GRU"';
const good = 'cell: "LSTM", timesteps: 5, batch: 2, inputSize: 3, hiddenSize: 4, numLayers: 2';
const zeros = (n) => `new Float64Array(${n})`;
const WEIGHTS = [0, 1].flatMap((l) => ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'].map((name) => `${name}_l${l}`));
const all = [48, 64, 16, 16, 64, 64, 16, 16].map((n, i) => `${WEIGHTS[i]}: ${zeros(n)}`);
const shape = 'want a Float64Array of shape';

/** [the argument as source, class, message] */
const REFUSED = [
  ['', 'TypeError', `spec is missing: want an object of ${FIELDS}`],
  ['null', 'TypeError', `spec is null: want an object of ${FIELDS}`],
  ['"LSTM"', 'TypeError', `spec is "LSTM": want an object of ${FIELDS}`],
  ['[1]', 'TypeError', `spec is an array: want an object of ${FIELDS}`],
  [zeros(3), 'TypeError', `spec is a Float64Array: want an object of ${FIELDS}`],
  [`{ ${good}, hidden: 3 }`, 'TypeError', `hidden is no field: want ${FIELDS}`],
  [`{ ${good}, ["x".repeat(1e6)]: 3 }`, 'TypeError', `${'x'.repeat(40)}… is no field: want ${FIELDS}`],
  ['{}', 'TypeError', `cell is missing: ${CELLS}`],
  ['{ cell: 3 }', 'TypeError', `cell is 3: ${CELLS}`],
  ['{ cell: "lstm" }', 'RangeError', `cell is "lstm": ${CELLS}`],
  ['{ cell: "GRU" }', 'TypeError', 'timesteps is missing: want an integer from 1 to 100000'],
  [`{ ${good}, timesteps: "5" }`, 'TypeError', 'timesteps is "5", not a number: want an integer from 1 to 100000'],
  [`{ ${good}, timesteps: 100001 }`, 'RangeError', 'timesteps is 100001: want an integer from 1 to 100000'],
  [`{ ${good}, batch: 0 }`, 'RangeError', 'batch is 0: want an integer from 1 to 4096'],
  [`{ ${good}, batch: null }`, 'TypeError', 'batch is null, not a number: want an integer from 1 to 4096'],
  [`{ ${good}, inputSize: 2.5 }`, 'RangeError', 'inputSize is 2.5: want an integer from 1 to 4096'],
  [`{ ${good}, hiddenSize: NaN }`, 'RangeError', 'hiddenSize is NaN: want an integer from 1 to 4096'],
  [`{ ${good}, numLayers: 65 }`, 'RangeError', 'numLayers is 65: want an integer from 1 to 64'],
  [`{ ${good}, seed: -1 }`, 'RangeError', 'seed is -1: want an integer from 0 to 4294967295'],
  [`{ ${good}, seed: 1n }`, 'TypeError', 'seed is a BigInt, not a number: want an integer from 0 to 4294967295'],
  [`{ ${good}, bias: 1 }`, 'TypeError', 'bias is 1: want true or false'],
  [`{ ${good}, bidirectional: "yes" }`, 'TypeError', 'bidirectional is "yes": want true or false'],
  [`{ ${good}, init: "keras" }`, 'RangeError', 'init is "keras": want one of "pytorch", "tutorial", "normal"'],
  [`{ ${good}, init: {} }`, 'TypeError', 'init is an object: want one of "pytorch", "tutorial", "normal"'],
  [`{ ${good}, input: [1, 2] }`, 'TypeError', `input is an array: ${shape} (5, 2, 3), 30 values`],
  [`{ ${good}, input: new Float32Array(30) }`, 'TypeError', `input is a Float32Array: ${shape} (5, 2, 3), 30 values`],
  [`{ ${good}, input: new Proxy(${zeros(30)}, {}) }`, 'TypeError', `input is an object: ${shape} (5, 2, 3), 30 values`],
  [`{ ${good}, input: ${zeros(31)} }`, 'RangeError', `input has 31 values: ${shape} (5, 2, 3), 30 values`],
  [`{ ${good}, h0: ${zeros(0)} }`, 'RangeError', `h0 has 0 values: ${shape} (2, 2, 4), 16 values`],
  [`{ ${good}, c0: null }`, 'TypeError', `c0 is null: ${shape} (2, 2, 4), 16 values`],
  [`{ ${good}, cell: "GRU", c0: ${zeros(16)} }`, 'TypeError', 'c0 is a Float64Array: want none, as only LSTM has a c'],
  [`{ ${good}, gradOutput: ${zeros(1)} }`, 'RangeError', `gradOutput has 1 value: ${shape} (5, 2, 4), 40 values`],
  [`{ ${good}, weights: [] }`, 'TypeError', `weights is an array: want an object of ${WEIGHTS.join(', ')}`],
  [`{ ${good}, weights: {} }`, 'TypeError', `weights.weight_ih_l0 is missing: ${shape} (16, 3), 48 values`],
  [`{ ${good}, weights: { ${all}, weight_hh_l1: ${zeros(63)} } }`, 'RangeError',
    `weights.weight_hh_l1 has 63 values: ${shape} (16, 4), 64 values`],
  [`{ ${good}, weights: { ${all}, bias_hh_l1: 3 } }`, 'TypeError', `weights.bias_hh_l1 is 3: ${shape} (16,), 16 values`],
  [`{ ${good}, weights: { ${all}, bias_hh_l2: ${zeros(16)} } }`, 'TypeError',
    `weights.bias_hh_l2 is no weight of this layer: want ${WEIGHTS.join(', ')}`],
  ['{ cell: "GRU", timesteps: 100000, inputSize: 4, hiddenSize: 4096 }', 'RangeError',
    'timesteps 100000, batch 1, inputSize 4, hiddenSize 4096, numLayers 1 make 2508421760 values: ' +
    'want at most 33554432 in all tensors together'],
];

pageTest(`runLayer refuses ${REFUSED.length} kinds of bad fields and goes on working`, async (visit) => {
  const page = await visit.open();
  for (const [argument, kind, message] of REFUSED) {
    // As text: the page's policy allows no eval.
    const thrown = await page.evaluate(`(() => {
      try {
        return { answer: String(runLayer(${argument})) };
      } catch (error) {
        return { kind: [TypeError, RangeError].find((c) => error instanceof c)?.name, message: error.message };
      }
    })()`);
    assert.deepEqual(thrown, { kind, message: `runLayer: ${message}` }, `runLayer(${argument})`);
  }
  assert.equal(await page.evaluate(`runLayer({ ${good} }).output.length`), 40);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), 'true');
});
