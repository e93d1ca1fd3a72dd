// @ts-check
// A packed program that arrives damaged: whatever it is taken for, that ends.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs in a process of its own, which can be ended where it does not end by itself. */
const PROGRAM = `
import { readFileSync, readdirSync } from 'node:fs';
import { createUnpacker } from './web/unpack.js';
const unpacker = readFileSync('build/unpack.wasm');
const packed = readFileSync('dist/' + readdirSync('dist').find((name) => /^playground-.*\\.wasm$/.test(name)));
let seed = 12345;
const next = (below) => ((seed = (seed * 1103515245 + 12345) >>> 0) >>> 8) % below;
const one = async (damaged) => {
  try {
    (await createUnpacker(unpacker, damaged.length))(damaged);
    return 'ended';
  } catch {
    return 'refused';
  }
};
const outcomes = [];
for (let i = 0; i < 60; i++) { // most of it where the phrases are
  const damaged = new Uint8Array(packed);
  for (let j = 0; j < 4; j++) damaged[8 + next(i < 40 ? 3000 : damaged.length - 8)] = next(256);
  outcomes.push(await one(damaged));
}
// A phrase that is itself: it stands in its own place for ever.
let at = 8;
const number = () => { let value = 0, shift = 0, byte; do { byte = packed[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127); return value; };
const itself = new Uint8Array(packed);
number(); number();
for (let count = number(); count > 0; count--) {
  itself.fill(packed[at], at + 2, at + 2 + packed[at + 1]);
  at += 2 + packed[at + 1];
}
outcomes.push(await one(itself));
console.log(JSON.stringify(outcomes));
`;

test('a packed program that is damaged comes to an end', () => {
  const outcomes = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], { cwd: root, encoding: 'utf8', timeout: 60_000 }));
  assert.equal(outcomes.length, 61);
  assert.equal(outcomes.at(-1), 'refused');
  assert.ok(outcomes.includes('ended') && outcomes.slice(0, -1).includes('refused'), `${outcomes}`);
});
