// @ts-check
// Places to keep things in that are denied or full: the page does without, and says so
// where something is lost by it.

import assert from 'node:assert/strict';
import { isReady, pageTest, until } from './harness.js';
import { cells, disagreements, dropFile, fill, notices, settings } from './look.js';

const LINK = 'timesteps=12&input-size=3&hidden-size=5&seed=7&lang=en';

/** A file of more numbers than a link has room for. */
const LARGE = Array.from({ length: 60 }, (_, t) => Array.from({ length: 40 }, (_, i) => Math.sin(40 * t + i)).join(',')).join('\n');

/** @type {Record<string, () => void>} run on the page before anything of it */
const STORES = {
  'is denied': () => { Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } }); },
  'does not open': () => {
    IDBFactory.prototype.open = /** @type {any} */ (() => {
      const request = /** @type {any} */ ({ error: new DOMException('broken', 'UnknownError') });
      setTimeout(() => request.onerror());
      return request;
    });
  },
  'is full': () => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; },
};

for (const [name, take] of Object.entries(STORES)) {
  pageTest(`a store for numbers that ${name}: they are on the page, and that they are not kept is said`, async (visit) => {
    const page = await visit.open(LINK, { prepare: (page) => page.evaluateOnNewDocument(take) });
    await dropFile(page, 'large.csv', LARGE);
    await until(page, 'it is offered', () => els('#bring-found [data-take]').some((button) => /^x, with/.test(button.textContent)));
    await page.evaluate(() => els('#bring-found [data-take]').find((button) => /^x, with/.test(button.textContent)).click());
    await until(page, 'it is x, and what is lost is said', () => el('#inputs-kind').value === 'given' && /does not keep the numbers/.test(el('#notices').textContent));
    const [T, I] = (await settings(page)).fields;
    assert.deepEqual([T, I], [60, 40]);
    assert.equal(new Set((await cells(page)).map(({ t }) => t)).has(1), true);
    // The page goes on.
    await page.click('#reset');
    await until(page, 'the tutorial', () => el('#inputs-kind').value === 'random' && el('#timesteps-value').value === '10');
    assert.deepEqual(await disagreements(page), []);
  });
}

pageTest('nothing may be kept at all: the page opens, changes, and comes again with its link', async (visit) => {
  visit.allow(/denied/);
  const page = await visit.open(LINK, { prepare: (page) => page.evaluateOnNewDocument(() => {
    for (const name of ['sessionStorage', 'localStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(globalThis, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }
    Object.defineProperty(navigator, 'serviceWorker', { value: { register: () => Promise.reject(new DOMException('denied', 'SecurityError')), addEventListener() {}, getRegistration: () => Promise.reject(new DOMException('denied', 'SecurityError')), controller: null, ready: new Promise(() => {}) } });
  }) });
  await fill(page, '#seed', '9');
  assert.deepEqual(await disagreements(page), []);
  await until(page, 'the link', () => /seed=9/.test(location.hash));
  await page.reload();
  await isReady(page);
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 9]);
  assert.deepEqual(await notices(page), []);
});
