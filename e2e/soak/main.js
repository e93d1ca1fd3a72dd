// @ts-check
// Plays with the page for MINUTES and says whether anything was left behind. See `make soak`.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { captureGo } from '../faults.js';
import { browserVersion, visiting } from '../harness.js';
import { soak } from './soak.js';

const minutes = Number(process.env.MINUTES ?? 30);

test(`${minutes} minutes of play and edits leave nothing behind`, { timeout: 2 ** 31 - 1 }, () => visiting(async (visit) => {
  visit.allow(/^console /); // this is about memory; what may stand in the console, the other tests say
  const page = await visit.open('lang=en', { prepare: captureGo });
  const began = Date.now();
  const { samples, growth, grown, gestures } = await soak(page, () => Date.now() - began > minutes * 60_000, {
    heap: true, tell: (round, sample) => console.log(`${Math.round((Date.now() - began) / 1000)} s, round ${round}: ${JSON.stringify(sample)}`),
  });
  console.log('On the heap there is more of, since the fifth round:');
  for (const { name, count, more, bytes } of grown.slice(0, 20)) console.log(`  ${name}: ${more} of ${count}, ${Math.round(bytes / 1000)} kB`);
  console.log('Medians of the second and the last fifth:');
  for (const { name, from, to, flat } of growth) console.log(`  ${name}: ${from}, ${to}${flat ? '' : ' NOT FLAT'}`);
  mkdirSync('build/soak', { recursive: true });
  writeFileSync('build/soak/soak.json', JSON.stringify({
    date: new Date().toISOString(), version: readFileSync('build/version', 'utf8').trim(), browser: await browserVersion(),
    minutes: Math.round((Date.now() - began) / 6000) / 10, rounds: samples.length, gestures, growth, grown: grown.slice(0, 40), samples,
  }, null, 1));
  assert.deepEqual(growth.filter(({ flat }) => !flat), []);
  assert.deepEqual(visit.complaints.filter((complaint) => complaint.startsWith('uncaught')), []);
}));
