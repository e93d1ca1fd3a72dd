// @ts-check
// Fuzzes the page for MINUTES, or until there were SESSIONS, from SEED on, a session of
// GESTURES at a time; REPLAY names a file that a failure left in build/fuzz. See `make fuzz-ui`.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { engine } from '../engines/capabilities.js';
import { browserVersion } from '../harness.js';
import { fuzz } from './fuzz.js';
import { without } from './gestures.js';
import { shrink } from './session.js';

const { MINUTES = '10', SEED = String(Date.now() % 1e6), GESTURES = '200', SESSIONS = 'Infinity', REPLAY, SHRINK } = process.env;

/** What `make trust` counts: a line for each session. */
const RECORD = 'build/fuzz/sessions.jsonl';

/** @param {number} seed @param {import('./session.js').Outcome} outcome @param {number} ms that it took */
async function record(seed, { gestures, wrong, pauses, slow, figures }, ms) {
  /** @type {Record<string, number>} */
  const kinds = {};
  for (const { do: kind } of gestures) kinds[kind] = (kinds[kind] ?? 0) + 1;
  mkdirSync('build/fuzz', { recursive: true });
  appendFileSync(RECORD, `${JSON.stringify({
    engine, browser: await browserVersion(), version: readFileSync('build/version', 'utf8').trim(), date: new Date().toISOString(),
    seed, gestures: gestures.length, chose: createHash('sha256').update(JSON.stringify(gestures)).digest('hex').slice(0, 12), wrong, ms: Math.round(ms), pause: pauses.length > 0 ? Math.round(Math.max(...pauses)) : null, slow: slow.size, kinds, without, figures,
  })}\n`);
}

/** @param {number} seed @param {import('./session.js').Outcome} outcome */
async function report(seed, outcome) {
  console.log(`seed ${seed}: after ${outcome.gestures.length} gestures, at ${outcome.link}\n  ${outcome.wrong.join('\n  ')}`);
  mkdirSync('build/fuzz', { recursive: true });
  const file = `build/fuzz/${engine}-${seed}.json`;
  let { gestures } = outcome;
  if (SHRINK) {
    const kind = (/** @type {string[]} */ [first]) => first?.replace(/[\d.]+/g, '#').slice(0, 40);
    gestures = await shrink(gestures, async (fewer) => kind((await fuzz(seed, 0, fewer)).wrong) === kind(outcome.wrong));
    console.log(`  ${gestures.length} of them are enough`);
  }
  writeFileSync(file, JSON.stringify({ seed, wrong: outcome.wrong, link: outcome.link, gestures }, null, 1));
  console.log(`  ${engine === 'chromium' ? '' : `BROWSER=${engine} `}REPLAY=${file} make fuzz-ui`);
}

/** Fuzzes until the time is over, and tells how many sessions failed. */
async function sessions() {
  const began = Date.now();
  const end = began + Number(MINUTES) * 60_000;
  /** @type {number[]} */
  const pauses = [];
  /** @type {Record<string, number>} */
  const spent = {};
  let [count, all, failures] = [0, 0, 0];
  for (let seed = Number(SEED); Date.now() < end && all < Number(SESSIONS); seed++) {
    const start = Date.now();
    const outcome = await fuzz(seed, Number(GESTURES));
    await record(seed, outcome, Date.now() - start);
    count += outcome.gestures.length;
    all++;
    pauses.push(...outcome.pauses);
    for (const [what, ms] of Object.entries(outcome.spent)) spent[what] = (spent[what] ?? 0) + ms;
    if (outcome.wrong.length > 0) {
      failures++;
      await report(seed, outcome);
    } else console.log(`seed ${seed}: ${outcome.gestures.length} gestures; ${Object.entries(outcome.figures).map(([name, n]) => `${name} ${n}`).join(', ')}`);
  }
  pauses.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => Math.round(pauses[Math.floor(share * (pauses.length - 1))] ?? 0);
  const seconds = (Date.now() - began) / 1000;
  console.log(`${count} gestures in ${all} sessions, ${failures} of which failed; ${(count / seconds).toFixed(1)} a second`);
  if (pauses.length === 0) console.log("pauses of the page's own: this machine does not tell them from others");
  else console.log(`pauses of the page's own: ${at(0.5)} ms (median), ${at(0.99)} ms (99 %), ${at(1)} ms (longest)`);
  console.log(`seconds spent: ${Object.entries(spent).map(([what, ms]) => `${what} ${Math.round(ms / 1000)}`).join(', ')}, of ${Math.round(seconds)}`);
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
