// @ts-check
// runRNN in the console: its answer, and how it refuses.

import assert from 'node:assert/strict';
import { pageTest } from './harness.js';
import { drawn, nameOf } from './goldens.js';

/** Calls runRNN on the page and brings the answer over as plain arrays. @param {import('./look.js').Page} page @param {unknown[]} args */
const run = (page, ...args) => page.evaluate((args) => {
  const answer = /** @type {any} */ (runRNN(.../** @type {[number, number, number, number]} */ (args)));
  return JSON.parse(JSON.stringify(answer, (_, v) => (v instanceof Float64Array ? [...v] : v)));
}, args);

pageTest('runRNN gives NumPy\'s draws exactly and its states to 1e-13', async (visit) => {
  const page = await visit.open();
  for (const golden of drawn) {
    const { timesteps, inputSize, hiddenSize, seed } = golden;
    const got = await run(page, timesteps, inputSize, hiddenSize, seed);
    assert.deepEqual(Object.keys(got),
      ['timesteps', 'inputSize', 'hiddenSize', 'seed', 'inputs', 'Wx', 'Wh', 'b', 'hiddenStates']);
    for (const name of ['timesteps', 'inputSize', 'hiddenSize', 'seed', 'inputs', 'Wx', 'Wh', 'b']) {
      assert.deepEqual(got[name], golden[name], `${name} of ${nameOf(golden)}`);
    }
    golden.hiddenStates.forEach((row, t) => row.forEach((want, j) => {
      assert.ok(Math.abs(got.hiddenStates[t][j] - want) <= 1e-13, `h_${t + 1}[${j}] of ${nameOf(golden)}`);
    }));
  }
});

pageTest('the tutorial\'s first state is 0.91170118…', async (visit) => {
  const page = await visit.open();
  const first = await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates[0][0]);
  assert.match(String(first), /^0\.91170118/);
});

pageTest('rows are Float64Arrays, and views of one buffer of their matrix', async (visit) => {
  const page = await visit.open();
  const wrong = await page.evaluate(() => {
    const r = /** @type {any} */ (runRNN(10, 4, 8, 3));
    const found = [];
    const lengths = { inputs: [10, 4], Wx: [8, 4], Wh: [8, 8], hiddenStates: [10, 8] };
    const buffers = new Set();
    for (const [name, [rows, width]] of Object.entries(lengths)) {
      if (!Array.isArray(r[name]) || r[name].length !== rows) found.push(`${name} has ${r[name].length} rows`);
      const [{ buffer }] = r[name];
      buffers.add(buffer);
      if (buffer.byteLength !== 8 * rows * width) found.push(`${name}'s buffer has ${buffer.byteLength} bytes`);
      r[name].forEach((row, i) => {
        if (!(row instanceof Float64Array) || row.length !== width) found.push(`${name}[${i}]`);
        if (row.buffer !== buffer || row.byteOffset !== 8 * i * width) found.push(`${name}[${i}] is elsewhere`);
      });
    }
    if (!(r.b instanceof Float64Array) || r.b.length !== 8) found.push('b');
    if (buffers.size !== 4) found.push('two matrices share a buffer');
    return found;
  });
  assert.deepEqual(wrong, []);
});

pageTest('an answer stays what it was when the program\'s memory grows', async (visit) => {
  const page = await visit.open();
  const same = await page.evaluate(() => {
    const r = /** @type {any} */ (runRNN(10, 4, 8, 0));
    const before = JSON.stringify(r.hiddenStates.map((row) => [...row]));
    const big = /** @type {any} */ (runRNN(100000, 4, 8, 1)); // the most steps there are
    runRNN(10, 1000, 1000, 1);
    return [before === JSON.stringify(r.hiddenStates.map((row) => [...row])), big.hiddenStates.length,
      big.hiddenStates[99999].every((v) => v > 0.9 && v <= 1)];
  });
  assert.deepEqual(same, [true, 100000, true]);
});

pageTest('runRNN leaves the page alone, and does not look at further arguments', async (visit) => {
  const page = await visit.open();
  const before = await page.evaluate(() => [location.hash, el('#printout').textContent]);
  await page.evaluate(() => /** @type {any} */ (runRNN)(3, 2, 1, 9, 'more', null));
  assert.deepEqual(await page.evaluate(() => [location.hash, el('#printout').textContent]), before);
});

const RANGES = {
  timesteps: 'want an integer from 1 to 100000',
  inputSize: 'want an integer from 1 to 4096',
  hiddenSize: 'want an integer from 1 to 4096',
  seed: 'want an integer from 0 to 4294967295',
};

/** [arguments as source, class, argument, what is said of the value] */
const REFUSED = [
  ['', 'TypeError', 'timesteps', 'is missing'],
  ['10', 'TypeError', 'inputSize', 'is missing'],
  ['10, 4', 'TypeError', 'hiddenSize', 'is missing'],
  ['10, 4, 8', 'TypeError', 'seed', 'is missing'],
  ['undefined, 4, 8, 0', 'TypeError', 'timesteps', 'is missing'],
  ['10, undefined, 8, 0', 'TypeError', 'inputSize', 'is missing'],
  ['null, 4, 8, 0', 'TypeError', 'timesteps', 'is null'],
  ['"10", 4, 8, 0', 'TypeError', 'timesteps', 'is "10"'],
  ['"ten", 4, 8, 0', 'TypeError', 'timesteps', 'is "ten"'],
  ['"", 4, 8, 0', 'TypeError', 'timesteps', 'is ""'],
  ['"x".repeat(1e6), 4, 8, 0', 'TypeError', 'timesteps', 'is "xxx'],
  ['10, true, 8, 0', 'TypeError', 'inputSize', 'is true'],
  ['10, {}, 8, 0', 'TypeError', 'inputSize', 'is an object'],
  ['10, [4], 8, 0', 'TypeError', 'inputSize', 'is an array'],
  ['10, 4, () => 8, 0', 'TypeError', 'hiddenSize', 'is a function'],
  ['10, 4, Symbol("8"), 0', 'TypeError', 'hiddenSize', 'is a symbol'],
  ['10, 4, 8n, 0', 'TypeError', 'hiddenSize', 'is a BigInt'],
  ['10, 4, new Number(8), 0', 'TypeError', 'hiddenSize', 'is an object'],
  ['10, 4, 8, { valueOf() { throw new Error("no") }, toString() { throw new Error("no") } }', 'TypeError', 'seed', 'is an object'],
  ['10, 4, 8, new Proxy({}, { get() { throw new Error("no") } })', 'TypeError', 'seed', 'is an object'],
  ['10, 4, 8, new Date(0)', 'TypeError', 'seed', 'is an object'],
  ['NaN, 4, 8, 0', 'RangeError', 'timesteps', 'is NaN'],
  ['Infinity, 4, 8, 0', 'RangeError', 'timesteps', 'is Infinity'],
  ['-Infinity, 4, 8, 0', 'RangeError', 'timesteps', 'is -Infinity'],
  ['3.9, 4, 8, 0', 'RangeError', 'timesteps', 'is 3.9'],
  ['0, 4, 8, 0', 'RangeError', 'timesteps', 'is 0'],
  ['-0, 4, 8, 0', 'RangeError', 'timesteps', 'is 0'],
  ['-1, 4, 8, 0', 'RangeError', 'timesteps', 'is -1'],
  ['100001, 4, 8, 0', 'RangeError', 'timesteps', 'is 100001'],
  ['1e300, 4, 8, 0', 'RangeError', 'timesteps', 'is 1e+300'],
  ['10, 4097, 8, 0', 'RangeError', 'inputSize', 'is 4097'],
  ['10, 4, 4097, 0', 'RangeError', 'hiddenSize', 'is 4097'],
  ['10, 4, Number.MIN_VALUE, 0', 'RangeError', 'hiddenSize', 'is 5e-324'],
  ['10, 4, 8, -1', 'RangeError', 'seed', 'is -1'],
  ['10, 4, 8, 2 ** 32', 'RangeError', 'seed', 'is 4294967296'],
  ['10, 4, 8, 1.5', 'RangeError', 'seed', 'is 1.5'],
];

pageTest(`runRNN refuses ${REFUSED.length} kinds of bad arguments and goes on working`, async (visit) => {
  const page = await visit.open();
  for (const [args, kind, name, value] of REFUSED) {
    // As text: the page's policy allows no eval.
    const thrown = /** @type {any} */ (await page.evaluate(`(() => {
      try {
        return { answer: String(runRNN(${args})) };
      } catch (error) {
        return { kind: [TypeError, RangeError].find((c) => error instanceof c)?.name, message: error.message };
      }
    })()`));
    assert.equal(thrown.kind, kind, `runRNN(${args}): ${JSON.stringify(thrown).slice(0, 200)}`);
    assert.ok(thrown.message.startsWith(`runRNN: ${name} ${value}`), `runRNN(${args}): ${thrown.message}`);
    assert.ok(thrown.message.endsWith(RANGES[name]), `runRNN(${args}): ${thrown.message}`);
    assert.ok(thrown.message.length < 200, `runRNN(${args}): a message of ${thrown.message.length} characters`);
  }
  assert.equal(await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates.length), 10);
});

pageTest('sizes that are too large together are refused by name', async (visit) => {
  const page = await visit.open();
  const message = await page.evaluate(() => {
    try {
      return String(runRNN(100000, 4, 4096, 0));
    } catch (error) {
      return `${error instanceof RangeError} ${error.message}`;
    }
  });
  assert.equal(message, 'true runRNN: timesteps 100000, inputSize 4, hiddenSize 4096 make 426797696 values: ' +
    'want at most 33554432 in all tensors together');
});
