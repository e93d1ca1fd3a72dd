// @ts-check
// The table of what was tried says what ran, and of what did not that it did not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { page, renewed } from './engines/table.js';
import { countRefused, countSessions, countSuites, table } from './trust.js';

const session = { engine: 'webkit', browser: 'WebKitGTK/2.50', version: 'v1', date: '2026-01-02T03:04:05Z', pause: 20, kinds: { click: 3 }, without: ['touch'] };

test('sessions of the fuzzer: all of them, and those since the last failure', () => {
  const counted = countSessions([{ ...session, gestures: 200, wrong: [] }, { ...session, gestures: 50, wrong: ['x'], slow: 9, kinds: { type: 1 } }, { ...session, gestures: 200, wrong: [], pause: 70, slow: 2 }, { ...session, gestures: 100, wrong: [], slow: 1 }]);
  assert.deepEqual([counted?.sessions, counted?.gestures, counted?.failures, counted?.inARow, counted?.pause, counted?.slow, counted?.kinds], [4, 550, 1, 300, 70, 3, 2]);
});

test('gestures in a row, and the longest pause among them, are those of one build', () => {
  const clean = { ...session, gestures: 200, wrong: [] };
  const counted = countSessions([{ ...clean, pause: 300 }, clean, { ...clean, version: 'v2' }]);
  assert.deepEqual([counted?.inARow, counted?.pause], [200, 20]);
});

test('a pause that no machine could tell is none, and is said to be that', () => {
  const [blind, clean] = [{ ...session, gestures: 200, wrong: [], pause: null }, { ...session, gestures: 200, wrong: [] }];
  assert.deepEqual([countSessions([blind]), countSessions([blind, clean]), countSessions([{ ...blind, wrong: ['x'] }])].map((counted) => counted?.pause), [null, 20, null]);
  const fuzzed = { chromium: countSessions([blind]), firefox: countSessions([clean]), webkit: null };
  const text = table({ version: 'dev', faults: 0, suites: { chromium: null, firefox: null, webkit: null }, fuzzed, refused: null, lighthouse: null, soak: null });
  assert.ok(text.includes('in that row | *could not be told from the machine’s* | 20 ms | *has not run* |'), text);
});

test('sessions are added to those that are known, each once', () => {
  const clean = { ...session, gestures: 200, wrong: [] };
  const then = { ...clean, date: '2026-01-03T00:00:00Z' };
  const before = countSessions([clean, { ...clean, wrong: ['x'] }, clean]);
  assert.deepEqual(countSessions([clean, clean], before), before);
  const more = countSessions([clean, then, { ...then, slow: 1 }], before && { ...before, slow: 1 });
  assert.deepEqual([more?.sessions, more?.gestures, more?.failures, more?.inARow, more?.slow], [5, 1000, 1, 600, 2]);
  assert.equal(countSessions([{ ...then, version: 'v2' }], before)?.inARow, 200, 'of another build');
  assert.equal(countSessions([{ ...then, wrong: ['x'] }], before)?.inARow, 0, 'that failed');
  assert.equal(countSessions([], null), null);
});

test('a fault is survived where all of its tests passed', () => {
  const { version } = session;
  const { faults, notTried, passed, skipped, refused } = countSuites([
    { file: 'a.test.js', name: 'one', result: 'passed', version }, { file: 'a.test.js', name: 'two', result: 'skipped', version },
    { file: 'a.test.js', name: 'a.test.js', result: 'passed', again: true, version }, // as a whole, the second time
    { file: 'b.test.js', name: 'runRNN refuses 21 kinds of bad arguments and goes on working', result: 'passed', version },
  ], session.date, [['first', [['a.test.js', 'one']]], ['second', [['a.test.js', 'one'], ['a.test.js', 'two']]], ['third', [['c.test.js', 'one']]]]);
  assert.deepEqual([faults, notTried, passed, skipped, refused], [1, 1, 2, 1, { 'arguments in the console': 21 }]);
});

test('inputs that Go tests refuse are counted from what they say', () => {
  const line = (/** @type {object} */ event) => JSON.stringify(event);
  const text = [line({ Action: 'output', Test: 'TestA', Output: '    a_test.go:9: refused: 12 links\n' }), line({ Action: 'output', Test: 'TestB', Output: '    refused: 3 links\n' }), line({ Action: 'fail', Test: 'TestC' }), line({ Action: 'fail' }), line({ Action: 'fail', FailedBuild: 'b' }), line({ Action: 'pass' })].join('\n');
  assert.deepEqual(countRefused(text), { of: { links: 15 }, failed: 2 });
});

test('what has not run is missing, and what failed is seen', () => {
  const none = { chromium: null, firefox: null, webkit: null };
  const nothing = table({ version: 'dev', faults: 2, suites: none, fuzzed: none, refused: null, lighthouse: null, soak: null });
  assert.equal(nothing.match(/has not run/g)?.length, 16);
  const some = table({
    version: 'dev', faults: 2, suites: { ...none, firefox: { suites: 3, passed: 30, failed: 1, skipped: 2, faults: 1, notTried: 1, refused: {}, date: session.date, version: 'v1' } },
    fuzzed: { ...none, webkit: countSessions([{ ...session, gestures: 1200, wrong: [], slow: 2 }]) },
    refused: { date: session.date, of: { links: 1500 }, failed: 0 }, lighthouse: { desktop: { performance: 100 }, mobile: { performance: 97 }, version: '13.0', date: session.date },
    soak: { date: session.date, version: 'v1', browser: 'Chrome/1', minutes: 30, rounds: 9, gestures: 400, growth: [{ name: 'nodes', from: 10, to: 90, flat: false }] },
  });
  for (const part of ['30 passed, **1 failed**, 2 not applicable, in 3 suites (2026-01-02, v1)', '1 of 2, 1 in part not applicable', '1,200 of 1 kinds', '20 ms; 2 too slow at first, and not when made again', '1,500: 1500 links', 'performance 97 (13.0', '**not flat** over 30 minutes', 'nodes 10 → 90 (**grows**)', 'In WebKit the fuzzer has no touch.']) {
    assert.ok(some.includes(part), `${part} in ${some}`);
  }
});

test('suite by suite: what passed, failed, was not applicable and passed the second time, in which build', () => {
  const of = (/** @type {'passed' | 'failed' | 'skipped'} */ result, more = {}) => ({ file: 'a.test.js', name: 'one', result, version: 'v1', ...more });
  const text = page([
    { engine: 'firefox', results: [of('passed'), of('failed', { name: 'two' }), of('skipped', { name: 'three', why: 'it has no fingers' })] },
    { engine: 'webkit', results: [of('passed', { again: true, version: 'v2' }), of('passed', { file: 'b.test.js', version: 'v2' })], seconds: 90 },
  ]);
  for (const line of ['| a | 1 (1 n/a) **1 failed** | 1 |', '| b | – | 1 |', '| **all** | 1 (1 n/a) **1 failed** | 2 |', '| minutes, two files at a time | 0.0 | 1.5 |', '| build | v1 | v2 |', '- 1 × it has no fingers', '- a.test.js, one, webkit']) {
    assert.ok(text.includes(`${line}\n`), `${line} in ${text}`);
  }
});

test('suites that have run again take the place of the same ones, and the build of each is told', () => {
  const of = (/** @type {string} */ file, version = '') => ({ file, name: 'one', result: /** @type {const} */ ('passed'), version });
  const known = renewed([of('a.test.js', 'v1'), of('b.test.js', 'v1')], ['b.test.js'], [of('b.test.js')], 'v2');
  assert.deepEqual(known, [of('a.test.js', 'v1'), of('b.test.js', 'v2')]);
  assert.equal(countSuites(known, session.date, []).version, 'v1, v2');
});

test('the table that is kept is that of the records that are kept', () => {
  const kept = (/** @type {string} */ name) => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
  assert.equal(kept('trust.md'), table(JSON.parse(kept('trust.json'))));
});
