// @ts-check
// Long runs are computed in a worker, one at a time; where there is none, on the page.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { disagreements, fill, isVisible, notices, settings, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const LONG = '#timesteps=40000&hidden-size=800'; // 26 thousand million multiply-adds
const MEDIUM = { link: '#timesteps=3000&input-size=9&hidden-size=257&seed=11&edits=Wx:1:2:0.5,x:5:1:-3&weights=pytorch&lang=en', steps: 3000 };

/** @param {Page} page @param {string} link */
const go = (page, link) => page.evaluate((hash) => { location.hash = hash; }, link);

/** @param {Page} page @param {number} steps */
const painted = (page, steps) => until(page, `the run of ${steps} steps`, (n) => el('#hidden-states').getAttribute('aria-rowcount') === String(n + 1), steps);

/** What the page shows of a run. @param {Page} page */
const shown = (page) => page.evaluate(() => ({
  cells: els('td[data-t]').filter(({ dataset: { t, unit } }) => t <= 4 && unit <= 4).map((cell) => cell.dataset.value),
  inspector: el('#inspector').textContent, summary: el('#summary').textContent, edits: el('#edit-count').textContent,
}));

/** Waits until the last worker has ended: the driver hears of it a little later. @param {Page} page */
async function noWorker(page) {
  for (let i = 0; page.workers().length > 0; i++) {
    assert.ok(i < 200, 'the worker has ended');
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

pageTest('a long run has a worker of its own, which ends with it; the numbers are those of the page', async (visit) => {
  const page = await visit.open('lang=en');
  await noWorker(page); // the one that the program begins with
  let begun = 0;
  page.on('workercreated', () => begun++);
  await go(page, MEDIUM.link);
  await painted(page, MEDIUM.steps);
  assert.equal(begun, 1);
  await noWorker(page); // its memory is free
  const there = await shown(page);

  const here = await visit.open('lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => { Reflect.deleteProperty(globalThis, 'Worker'); }) });
  await go(here, MEDIUM.link);
  await painted(here, MEDIUM.steps);
  assert.deepEqual(await shown(here), there, 'a browser without workers computes the same on the page');
  assert.match(there.edits, /2/);
});

pageTest('a worker that cannot start leaves the run to the page', async (visit) => {
  const page = await visit.open('lang=en', {
    prepare: (page) => page.evaluateOnNewDocument(() => {
      const Plain = Worker;
      globalThis.Worker = /** @type {any} */ (class extends Plain {
        /** @param {string} address @param {WorkerOptions} options */
        constructor(address, options) {
          super(address, options);
          this.terminate();
          setTimeout(() => this.dispatchEvent(new Event('error')));
        }
      });
    }),
  });
  await go(page, MEDIUM.link);
  await painted(page, MEDIUM.steps);
  assert.deepEqual(await notices(page), []);
});

pageTest('Cancel ends the worker at once, and the page has gone on meanwhile', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    kept = [];
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      /** @param {string | URL} url @param {WorkerOptions} [options] */
      constructor(url, options) {
        super(url, options);
        kept.push(this);
      }
    };
  });
  await go(page, `${LONG}&seed=1`);
  await until(page, 'progress', () => el('#run-progress').value > 0);
  await go(page, LONG);
  await until(page, 'progress of the next one', () => kept.length === 2 && el('#run-progress').value > 0);
  await page.evaluate(() => kept[0].dispatchEvent(new ErrorEvent('error', { message: 'for the test' })));
  assert.deepEqual(await notices(page), [], 'what a worker says that was ended is not of the one that runs');
  assert.ok(page.workers().length > 0);
  assert.equal(await page.evaluate(() => {
    el('#cancel').click();
    return el('#running').checkVisibility();
  }), false, 'it is over when the click is');
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  await noWorker(page);
});

pageTest('of many changes only the last is computed, in one worker', async (visit) => {
  const page = await visit.open('timesteps=3000&hidden-size=200&lang=en');
  let begun = 0;
  page.on('workercreated', () => begun++);
  await page.evaluate(() => {
    for (let i = 1; i <= 20; i++) {
      el('#seed').value = String(i);
      el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await until(page, 'the last', () => new URLSearchParams(location.hash.slice(1)).get('seed') === '20' && !el('#running').checkVisibility());
  await until(page, 'the table of the last', () => {
    const first = /** @type {any} */ (runRNN(3000, 4, 200, 20)).hiddenStates[0][0];
    return Number(el('td[data-t="1"][data-unit="0"]').dataset.value) === first;
  });
  assert.ok(begun === 1 || begun === 2, `${begun} workers`);
});

pageTest('a run that the tab has no memory for is refused in words, and the page goes on', async (visit) => {
  const page = await visit.open('lang=en');
  const before = await textOf(page, '#table-body');
  await page.evaluate(() => {
    const Plain = WebAssembly.Memory;
    WebAssembly.Memory = /** @type {any} */ (class extends Plain {
      constructor(/** @type {WebAssembly.MemoryDescriptor} */ wanted) {
        if (wanted.initial > 1000) throw new RangeError('could not allocate memory');
        super(wanted);
      }
    });
  });
  await go(page, `${LONG}&lang=en`);
  await until(page, 'the notice', () => els('#notices .notice').length > 0);
  assert.match((await notices(page)).at(-1), /^This browser has no room for the 5\d\d MB that this run takes\. Make one of the sizes smaller/);
  assert.equal(await isVisible(page, '#running'), false);
  assert.equal(await textOf(page, '#table-body'), before);
  await fill(page, '#seed', '3');
  await until(page, 'another run', (text) => el('#table-body').textContent !== text, before);
  assert.deepEqual(await disagreements(page), []);
});
