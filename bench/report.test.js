// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exponent, GROWTH, packedBytes } from './growth.js';
import { median, race } from './race.js';
import { report, table } from './report.js';
import { digits, times } from './units.js';

test('a number has three digits that count', () => {
  const cases = /** @type {[number, string][]} */ ([
    [0, '0'], [0.00087, '0.000870'], [0.195, '0.195'], [6.1, '6.10'], [10.14, '10.1'], [58, '58.0'], [123.4, '123'], [4567, '4567'], [NaN, 'NaN'],
  ]);
  for (const [value, want] of cases) assert.equal(digits(value), want);
});

test('a ratio has as many digits as can be told', () => {
  assert.deepEqual([1.4444, 2.345, 21.6, 153.2].map(times), ['1.44×', '2.3×', '22×', '153×']);
});

test('the columns of a table are as wide as what is in them', () => {
  assert.equal(table(['size', 'ms'], [['10, 4, 8', '0.0009'], ['1', '58']]), [
    '| size     |     ms |',
    '|----------|-------:|',
    '| 10, 4, 8 | 0.0009 |',
    '| 1        |     58 |',
  ].join('\n'));
});

test('the exponent of a law is found', () => {
  const sizes = [8, 16, 32, 64];
  assert.ok(Math.abs(exponent(sizes, sizes.map((n) => 3 * n ** 2)) - 2) < 1e-12);
  assert.ok(Math.abs(exponent(sizes, sizes.map((n) => 5 * n)) - 1) < 1e-12);
  assert.equal(packedBytes(9), 16 * 9 * 8);
});

test('a median is in the middle, and leaves the order alone', () => {
  const values = [3, 1, 2];
  assert.equal(median(values), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.deepEqual(values, [3, 1, 2]);
});

test('a race times each, in turns', async () => {
  /** @type {string[]} */
  const order = [];
  const busy = (/** @type {string} */ name, /** @type {number} */ ms) => ({
    name,
    run(/** @type {number} */ count) {
      order.push(name);
      for (let i = 0; i < count; i++) for (const start = performance.now(); performance.now() - start < ms;);
    },
  });
  const [slow, fast] = await race([busy('slow', 4), busy('fast', 1)], { rounds: 3, sample: 0 });
  assert.deepEqual(order, ['slow', 'fast', 'slow', 'fast', 'fast', 'slow', 'slow', 'fast'], 'once to see how long each takes, then in turns');
  assert.ok(slow.ms >= 4 && fast.ms >= 1, `${slow.ms} ms and ${fast.ms} ms`);
  assert.deepEqual([slow.samples, fast.samples], [3, 3]);
});

test('a timing is long enough though the first one was interrupted', async () => {
  /** @type {number[]} */
  const counts = [];
  const interrupted = {
    name: 'quick',
    run(/** @type {number} */ count) {
      counts.push(count);
      const ms = counts.length === 1 ? 20 : count * 0.01;
      for (const start = performance.now(); performance.now() - start < ms;);
    },
  };
  await race([interrupted], { rounds: 5, sample: 4 });
  assert.ok((counts.at(-1) ?? 0) > 100, `runs that often, 0.01 ms each, for 4 ms: ${counts}`);
});

test('the report has the ratios, the exponents and the bytes', () => {
  const names = { kernel: 2, plain: 6, naive: 40, javascript: 20, javascript4: 9, onnx: 2.88, 'tf-wasm': 30, 'tf-cpu': 50 };
  const pass = (/** @type {any} */ weights) => ({
    size: /** @type {const} */ ([100, 64, 128]), weights, meanAbs: 0.5,
    timings: Object.entries(names).map(([name, ms]) => ({ name, ms, least: name === 'kernel' ? 1 : ms, samples: 3 })),
    differences: Object.fromEntries(Object.keys(names).map((name) => [name, 1e-7])),
    ways: { 'tf-wasm': 'a way', 'tf-cpu': 'another' },
  });
  const text = report({
    date: '2026-01-02', machine: { cpu: 'A processor', cores: 2, l1: 49152, l2: 1 << 20, system: 'linux x64' }, load: 1.5,
    versions: { go: '1', node: '2', browser: 'Chrome/3', onnx: '4', tensorflow: '5', assemblyscript: '6' },
    passes: [pass('unsaturated'), pass('tutorial')],
    gated: /** @type {any} */ ([{ ...pass('unsaturated'), cell: 'LSTM', gates: 4 }]),
    tanh: { kernel: 5, plain: 35, javascript: 10 }, draws: { ours: 8, javascript: 5 },
    growth: Object.fromEntries(Object.entries(GROWTH).map(([series, { of, sizes, law }]) => [series, sizes.map((s) => of(s) ** law)])),
    start: { painted: 30, ready: 300, program: 100, bytes: [{ name: 'index.html', bytes: 1500 }, { name: 'app.js', bytes: 2500 }] },
    redraws: [{ setting: 'large', busy: 8, busy95: 9, elapsed: 16, elapsed95: 17 }],
    numpy: { version: '7', python: '8', blas: 'a BLAS', tanh: 6, draws: 4, passes: Array(2).fill({ loop: { ms: 5, least: 4 }, hoisted: { ms: 3, least: 2 } }) },
  });
  const row = text.split('\n').find((line) => line.startsWith('| 100, 64, 128'))?.split('|').map((cell) => cell.trim());
  assert.deepEqual(row?.slice(1, -1), ['100, 64, 128', '2.00 ms', '1.23', '1.44×', '15.0×', '25×', '4.5×', '10.0×', '3.0×', '20×', '1.50×', '2.5×']);
  assert.match(text, /by the fastest[^|]*\|[^\n]*\n[^\n]*\n\| 100, 64, 128 +\| 1\.00 ms \| 2\.46 \| +2\.9× \|.*\| +2\.0× \| +4\.0× \|/);
  assert.match(text, /\| LSTM 100, 64, 128 \| 2\.00 ms \| +4\.92 \| +1\.44× \| +15\.0× /);
  assert.match(text, /\| hidden size \|.*\| +2\.00 \|/);
  assert.match(text, /\| 128 +\| +128 KiB \| +L2 \|/);
  assert.match(text, /\| together +\| +4\.00 \|/);
  assert.doesNotMatch(text, /undefined|NaN/);
});
