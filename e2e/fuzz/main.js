// @ts-check
// Fuzzes the page for MINUTES, from SEED on, a session of GESTURES at a time; REPLAY names a
// file that a failure left in build/fuzz. See `make fuzz-ui`.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fuzz } from './fuzz.js';
import { shrink } from './session.js';

const { MINUTES = '10', SEED = String(Date.now() % 1e6), GESTURES = '200', REPLAY, SHRINK } = process.env;

/** @param {number} seed @param {import('./session.js').Outcome} outcome */
async function report(seed, outcome) {
  console.log(`seed ${seed}: after ${outcome.gestures.length} gestures, at ${outcome.link}\n  ${outcome.wrong.join('\n  ')}`);
  mkdirSync('build/fuzz', { recursive: true });
  const file = `build/fuzz/${seed}.json`;
  let { gestures } = outcome;
  if (SHRINK) {
    const kind = (/** @type {string[]} */ [first]) => first?.replace(/[\d.]+/g, '#').slice(0, 40);
    gestures = await shrink(gestures, async (fewer) => kind((await fuzz(seed, 0, fewer)).wrong) === kind(outcome.wrong));
    console.log(`  ${gestures.length} of them are enough`);
  }
  writeFileSync(file, JSON.stringify({ seed, wrong: outcome.wrong, link: outcome.link, gestures }, null, 1));
  console.log(`  REPLAY=${file} make fuzz-ui`);
}

/** Fuzzes until the time is over, and tells how many sessions failed. */
async function sessions() {
  const end = Date.now() + Number(MINUTES) * 60_000;
  /** @type {number[]} */
  const latencies = [];
  let [count, all, failures] = [0, 0, 0];
  for (let seed = Number(SEED); Date.now() < end; seed++) {
    const outcome = await fuzz(seed, Number(GESTURES));
    count += outcome.gestures.length;
    all++;
    latencies.push(...outcome.latencies);
    if (outcome.wrong.length > 0) {
      failures++;
      await report(seed, outcome);
    } else console.log(`seed ${seed}: ${outcome.gestures.length} gestures; ${Object.entries(outcome.figures).map(([name, n]) => `${name} ${n}`).join(', ')}`);
  }
  latencies.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => Math.round(latencies[Math.floor(share * (latencies.length - 1))]);
  console.log(`${count} gestures in ${all} sessions, ${failures} of which failed; the page answered after ${at(0.5)} ms (median), ${at(0.99)} ms (99 %), ${at(1)} ms (longest); ${latencies.filter((ms) => ms > 100).length} times after more than 100 ms`);
  return failures;
}

test('gestures by chance', { timeout: 2 ** 31 - 1 }, async () => {
  if (!REPLAY) {
    assert.equal(await sessions(), 0, 'sessions that failed');
    return;
  }
  const { seed, gestures } = JSON.parse(readFileSync(REPLAY, 'utf8'));
  const outcome = await fuzz(seed, 0, gestures);
  if (outcome.wrong.length > 0) await report(seed, outcome);
  assert.deepEqual(outcome.wrong, []);
});
