// @ts-check
// The list of faults, of which docs/trust.md counts those that were survived, names tests
// that there are.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @typedef {[fault: string, tests: [file: string, name: string][]]} Fault */

/** A pattern for the name of each test of a file: what is put into a name may be anything. @param {string} file */
function namesIn(file) {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  return [...source.matchAll(/\b(?:pageTest|numpyTest|test)\((?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`)/g)].map(([, single, double, template]) => {
    const literal = (single ?? double ?? template).replace(/\\(.)/g, '$1');
    const parts = (template === undefined ? [literal] : literal.split(/\$\{[^}]*\}/)).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`);
  });
}

test('each fault is that of a test', () => {
  /** @type {Fault[]} */
  const faults = JSON.parse(readFileSync(new URL('faults.json', import.meta.url), 'utf8'));
  assert.equal(new Set(faults.map(([fault]) => fault)).size, faults.length, 'each once');
  for (const [fault, tests] of faults) {
    assert.ok(tests.length > 0, fault);
    for (const [file, name] of tests) assert.ok(namesIn(file).some((pattern) => pattern.test(name)), `${fault}: ${file} has no test ${name}`);
  }
});
