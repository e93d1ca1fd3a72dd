// @ts-check
// How the Go program may end, in more ways than one, and what the page keeps.

import assert from 'node:assert/strict';
import { isReady, pageTest, until } from './harness.js';
import { disagreements, isVisible, notices, settings } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const LINK = 'v=1&timesteps=12&input-size=3&hidden-size=5&seed=7&lang=en';

/** What the glue and the page log about the end of a program. */
const LAST_WORDS = /The Go program ended|caught in Go/;

/**
 * Keeps each instance of Go's glue in `goes`. While `trap` is set, a program traps
 * once, in the middle of its work, when it next reads a property in JavaScript; a
 * number spares that many reads.
 * @param {Page} page
 */
const breakable = (page) => page.evaluateOnNewDocument(() => {
  globalThis.goes = [];
  globalThis.trap = false;
  /** @type {any} */
  let Wrapped;
  Object.defineProperty(globalThis, 'Go', {
    configurable: true,
    get: () => Wrapped,
    set: (Go) => {
      Wrapped = class extends Go {
        constructor() {
          super();
          goes.push(this);
          const imports = this.importObject.gojs;
          const get = imports['syscall/js.valueGet'];
          imports['syscall/js.valueGet'] = (/** @type {number} */ sp) => {
            if (typeof trap === 'number' ? trap-- <= 0 : trap) {
              globalThis.trap = false;
              throw new WebAssembly.RuntimeError('unreachable');
            }
            get(sp);
          };
        }
      };
    },
  });
});

/** Types a digit at the end of the seed. @param {Page} page @param {string} digit */
async function typeSeed(page, digit) {
  await page.focus('#seed');
  await page.keyboard.press('End');
  await page.keyboard.press(/** @type {any} */ (digit));
}

/** @param {Page} page @param {number} instances */
async function assertRestarted(page, instances) {
  await until(page, `instance ${instances}`, (n) => goes.length === n, instances);
  await isReady(page);
  assert.ok((await notices(page)).some((text) => /was started again/.test(text)), 'the page says so');
  assert.equal(await isVisible(page, '#boot'), false);
  assert.deepEqual(await disagreements(page), []);
}

pageTest('what was changed a moment before the program ends is kept', async (visit) => {
  visit.allow(LAST_WORDS);
  const page = await visit.open(LINK, { prepare: breakable });
  await until(page, 'a settled page', () => location.hash.includes('seed=7'));
  await page.evaluate(() => {
    el('#hidden-size').value = 9;
    el('#hidden-size').dispatchEvent(new Event('input', { bubbles: true }));
    if (!el('#shapes').textContent.startsWith('(9,)')) throw new Error('not painted');
    goes.at(-1).importObject.gojs['runtime.wasmExit'](4096);
  });
  await assertRestarted(page, 2);
  assert.deepEqual((await settings(page)).fields, [12, 3, 9, 7]);
});

pageTest('a trap in the middle of an event leaves a page that agrees with itself', async (visit) => {
  visit.allow(LAST_WORDS);
  const page = await visit.open(LINK, { prepare: breakable });
  let instances = 1;
  for (const reads of [0, 12, 40]) {
    await page.evaluate((reads) => { trap = reads; }, reads);
    await typeSeed(page, '1');
    instances++;
    await assertRestarted(page, instances);
    const [t, i, h, seed] = (await settings(page)).fields;
    assert.deepEqual([t, i, h], [12, 3, 5], `after ${reads} reads`);
    assert.ok(String(seed).startsWith('7'), `seed ${seed} after ${reads} reads`);
  }
});

pageTest('listeners of a dead program do nothing: a key is one step, a click one notice', async (visit) => {
  visit.allow(LAST_WORDS);
  const page = await visit.open(LINK, { prepare: breakable });
  for (let n = 2; n <= 3; n++) {
    await page.evaluate(() => { trap = true; });
    await typeSeed(page, '1');
    await assertRestarted(page, n);
  }
  const [t] = (await settings(page)).fields;
  await page.focus('#timesteps');
  await page.keyboard.press('ArrowLeft');
  assert.equal(t, 12);
  assert.equal((await settings(page)).fields[0], 10, 'one notch');
  assert.deepEqual(await disagreements(page), []);
  await page.click('#tab-printout');
  assert.equal(await isVisible(page, '#printout'), true);
  await page.click('#language');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ko', 'switched once');
});

pageTest('a panic in the handling of a panic ends the program for real, and it is started again', async (visit) => {
  visit.allow(LAST_WORDS);
  const page = await visit.open(LINK, { prepare: breakable });
  await page.evaluate(() => {
    const host = playgroundHost;
    const { blit, notice } = host;
    host.blit = () => { throw new Error('the canvas is gone'); };
    host.notice = () => {
      Object.assign(host, { blit, notice });
      throw new Error('and so are the notices');
    };
  });
  await typeSeed(page, '3');
  await assertRestarted(page, 2);
});

pageTest('a program that dies at every start is given up, and starts when it can', async (visit) => {
  visit.allow(LAST_WORDS);
  const page = await visit.open(LINK, { prepare: breakable });
  await page.evaluate(() => { trap = true; });
  await page.evaluate(() => { el('#dice').click(); });
  await page.evaluate(() => {
    // From now on at every start, too.
    Object.defineProperty(globalThis, 'trap', { configurable: true, get: () => true, set: () => {} });
  });
  await until(page, 'the page gives up', () => els('#notices p').some((p) => /again and again/.test(p.textContent)));
  const instances = await page.evaluate(() => goes.length);
  assert.ok(instances <= 5, `${instances} instances`);
  assert.equal(await isVisible(page, '#boot'), false, 'nothing claims to be starting');
  assert.equal(await page.evaluate(() => els('td[data-t]').length), 60, 'the last result stays');
  const message = await page.evaluate(() => {
    try {
      return String(runRNN(1, 1, 1, 1));
    } catch (error) {
      return error.message;
    }
  });
  assert.match(message, /^runRNN: /, 'runRNN says that it cannot');
  await page.evaluate(() => { Object.defineProperty(globalThis, 'trap', { configurable: true, writable: true, value: false }); });
  await page.click('#notices .act');
  await isReady(page);
  assert.equal(await isVisible(page, '#boot'), false);
  assert.deepEqual((await settings(page)).fields.slice(0, 3), [12, 3, 5]);
  assert.deepEqual(await disagreements(page), []);
});
