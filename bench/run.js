// @ts-check
// make bench: ours and the peers, timed in one page and one run; then NumPy, the
// first visit, and a redraw. Prints the report and writes it to bench/results.md.
//
//   node bench/run.js          everything, about 9 minutes
//   node bench/run.js small    the two smallest sizes and a few rounds; writes nothing
//   node bench/run.js gated    LSTM and GRU alone, at all sizes; writes nothing. With small too
//
// PYTHON is the Python with NumPy, python3 unless it is set.

import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/browser.js';
import { serve } from '../e2e/server.js';
import { SIZES, SLOW } from './cases.js';
import { GROWTH } from './growth.js';
import { machine, versions } from './machine.js';
import { gated, report } from './report.js';
import { brotliBytes, coldStart } from './start.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const small = process.argv.includes('small');
const onlyGated = process.argv.includes('gated');
const sizes = small ? SIZES.slice(0, 2) : SIZES;
const rules = small ? { rounds: 5, budget: 200 } : { rounds: 11, budget: 700 };

/** Says what is being measured, where someone looks on. @param {string} what */
function say(what) {
  if (process.stderr.isTTY || !small) console.error(`${new Date().toTimeString().slice(0, 8)}  ${what}`);
}

const site = await serve();
const stage = await serve('build/bench');
const browser = await launch([], { protocolTimeout: 0 }); // a race may take minutes
/** @type {import('./report.js').Results} */
const results = /** @type {any} */ ({
  date: new Date().toISOString().slice(0, 10), machine: machine(), load: loadavg()[0],
  versions: { ...versions(), browser: await browser.version() },
});
try {
  if (!onlyGated) {
    say('the first visit');
    const cold = await coldStart(browser, site.url, small ? 3 : 5);
    results.start = { ...cold, bytes: brotliBytes(process.env.DIST ?? 'dist', cold.files) };
  }

  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(stage.url);
  await page.waitForFunction(() => globalThis.bench);
  results.passes = [];
  for (const size of onlyGated ? [] : sizes) {
    for (const weights of /** @type {const} */ (['unsaturated', 'tutorial'])) {
      say(`${size.join(', ')}: ${weights} weights`);
      results.passes.push({ size, weights, ...await page.evaluate((...args) => bench.passes(...args), size, weights, rules) });
    }
  }
  results.gated = [];
  for (const [cell, gates] of /** @type {const} */ ([['LSTM', 4], ['GRU', 3]])) {
    for (const size of sizes) {
      say(`${size.join(', ')}: ${cell}`);
      const once = { ...rules, budget: SLOW, fewest: 1 }; // some take 10 s at the largest size
      results.gated.push({ cell, gates, size, ...await page.evaluate((...args) => bench.gated(...args), gates, size, once) });
    }
  }
  if (!onlyGated) {
    say('tanh, draws');
    results.tanh = await page.evaluate((r) => bench.tanh(r), rules);
    results.draws = await page.evaluate((r) => bench.draws(r), rules);
  }
  results.growth = {};
  for (const series of small || onlyGated ? [] : /** @type {(keyof typeof GROWTH)[]} */ (Object.keys(GROWTH))) {
    say(`growth with the ${series}`);
    results.growth[series] = await page.evaluate((...args) => bench.growth(...args), series, { rounds: 7, sample: 20 });
  }
  await page.close();
} finally {
  await browser.close();
  await stage.close();
  await site.close();
}
if (onlyGated) {
  console.log(`${gated(results)}\n\nLoad ${results.load.toFixed(1)} when the run began.`);
  process.exit();
}
say('NumPy');
results.numpy = numpy();
if (!small) {
  say('redraws');
  results.redraws = ['default', 'large'].map(redraw);
}

const text = report(results);
console.log(text);
if (!small) writeFileSync(new URL('results.md', import.meta.url), text);

/** The same with NumPy, where there is one. -I: the folder numpy/ here would be taken for a module of that name. */
function numpy() {
  const python = (process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3']).find((program) => {
    return spawnSync(program, ['-I', '-c', 'import numpy; numpy.array']).status === 0;
  });
  if (!python) return undefined;
  const answer = JSON.parse(execFileSync(python, ['-I', 'bench/peer_numpy.py'], {
    cwd: root,
    encoding: 'utf8',
    input: JSON.stringify({ rounds: small ? 3 : 5, cases: results.passes.map(({ size, weights }) => [...size, weights]) }),
  }));
  for (const [i, { meanAbs }] of answer.passes.entries()) {
    if (!(Math.abs(meanAbs - results.passes[i].meanAbs) < 1e-12)) {
      throw new Error(`NumPy: mean |h| is ${meanAbs}, ours ${results.passes[i].meanAbs}`);
    }
  }
  return answer;
}

/** What bench/redraw.js prints of the slider of the hidden size beside the table, in milliseconds. @param {string} setting */
function redraw(setting) {
  const printed = execFileSync('node', ['bench/redraw.js', setting, 'table', 'slider of the hidden size'], { cwd: root, encoding: 'utf8', env: { ...process.env, SAMPLES: '15' } });
  const row = printed.split('\n').find((line) => line.includes('slider of the hidden size'));
  const numbers = (row ?? '').match(/\d+\.\d/g)?.map(Number) ?? [];
  const [, , , , busy, busy95, , , elapsed, elapsed95] = numbers;
  return { setting, busy, busy95, elapsed, elapsed95 };
}
