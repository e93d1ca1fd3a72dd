// @ts-check
// The list of faults, of which docs/trust.md counts those that were survived, names tests
// that there are.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @typedef {[fault: string, tests: [file: string, name: string][]]} Fault */

/** @param {string} text */
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * Whether a file has a test of that name. What is put into a name begins a row of a table
 * in the file, or is the key of one.
 * @param {string} file @param {string} name
 */
function hasTest(file, name) {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  const begins = (/** @type {string} */ text) => new RegExp(`(?:^ *|\\[)'${escaped(text.replaceAll("'", "\\'"))}'[,:]`, 'm').test(source);
  return [...source.matchAll(/\b(?:pageTest|numpyTest|test)\((?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`)/g)].some(([, single, double, template]) => {
    const literal = (single ?? double ?? template).replace(/\\(.)/g, '$1');
    if (template === undefined) return literal === name;
    const [, ...put] = new RegExp(`^${literal.split(/\$\{[^}]*\}/).map(escaped).join('(.+)')}$`).exec(name) ?? [];
    return put.length > 0 && put.every(begins);
  });
}

test('each fault is that of a test', () => {
  /** @type {Fault[]} */
  const faults = JSON.parse(readFileSync(new URL('faults.json', import.meta.url), 'utf8'));
  assert.equal(new Set(faults.map(([fault]) => fault)).size, faults.length, 'each once');
  for (const [fault, tests] of faults) {
    assert.ok(tests.length > 0, fault);
    for (const [file, name] of tests) assert.ok(hasTest(file, name), `${fault}: ${file} has no test ${name}`);
  }
  assert.ok(!hasTest('failures.test.js', 'the moon is missing: said, with a retry that works'), 'of what no row is about');
});
