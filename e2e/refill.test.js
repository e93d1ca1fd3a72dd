// @ts-check
// The service worker by itself, with a host and caches that do as they are told: what no
// browser lets a test hold up at the right moment.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { dist } from './hosts.js';

const SCOPE = 'http://host/';

/** Caches that keep names. */
function fakeCaches() {
  /** @type {Map<string, Set<string>>} */
  const all = new Map();
  return {
    all,
    keys: async () => [...all.keys()],
    delete: async (/** @type {string} */ name) => all.delete(name),
    match: async (/** @type {string} */ file, /** @type {{ cacheName: string }} */ { cacheName }) => (all.get(cacheName)?.has(file) ? {} : undefined),
    async open(/** @type {string} */ name) {
      const files = all.get(name) ?? new Set();
      all.set(name, files);
      return { put: async (/** @type {string} */ file) => { files.add(file); } };
    },
  };
}

test('a visit that fails throws nothing away of one that follows it', async () => {
  /** @type {Record<string, (event: any) => void>} */
  const on = {};
  const caches = fakeCaches();
  let down = true;
  const fetch = async (/** @type {any} */ asked) => {
    const failing = down;
    if (typeof asked === 'string') await sleep(failing ? 20 : 1); // a host that is gone is noticed late
    if (failing) throw new TypeError('no answer');
    return { ok: true };
  };
  runInNewContext(readFileSync(`${dist}/sw.js`, 'utf8'), {
    self: { registration: { scope: SCOPE }, addEventListener: (/** @type {string} */ type, /** @type {any} */ listener) => { on[type] = listener; } },
    caches, fetch, URL, Response, setTimeout, TypeError,
  });
  /** @type {Promise<unknown>[]} */
  const going = [];
  const visit = () => {
    const note = (/** @type {Promise<unknown>} */ promise) => going.push(promise.catch(() => {}));
    on.fetch({ request: { method: 'GET', mode: 'navigate', url: `${SCOPE}bench.html` }, respondWith: note, waitUntil: note });
  };
  visit();
  await sleep(25); // the first try of the first visit is over, its second one under way
  down = false;
  visit();
  for (let count = 0; count < going.length;) {
    count = going.length;
    await Promise.all(going);
  }
  const kept = [...caches.all].filter(([name]) => name.endsWith(' bench')).map(([, files]) => files.has('bench.html'));
  assert.deepEqual(kept, [true], 'the second visit has kept it');
});
