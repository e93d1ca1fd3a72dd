// @ts-check
// Panics and deaths of the Go program: the page goes on, with its state.

import assert from 'node:assert/strict';
import { isReady, pageTest, until } from './harness.js';
import { fill, notices, settings } from './look.js';

const LINK = 'timesteps=12&input-size=3&hidden-size=5&seed=7&lang=en';

/** Keeps each instance of Go's glue in `goes`. @param {import('./look.js').Page} page */
const captureGo = (page) => page.evaluateOnNewDocument(() => {
  globalThis.goes = [];
  let Original;
  Object.defineProperty(globalThis, 'Go', {
    configurable: true,
    get: () => Original,
    set: (Go) => {
      Original = class extends Go {
        constructor() {
          super();
          goes.push(this);
        }
      };
    },
  });
});

/** The page works: a field changes everything, and runRNN answers. @param {import('./look.js').Page} page */
async function assertWorks(page) {
  await fill(page, '#hidden-size-value', '4');
  assert.deepEqual((await settings(page)).fields, [12, 3, 4, 7]);
  const [want, got] = await page.evaluate(() => [
    /** @type {any} */ (runRNN(12, 3, 4, 7)).hiddenStates[11][3],
    Number(el('td[data-t="12"][data-unit="3"]').dataset.value),
  ]);
  assert.equal(got, want);
  await fill(page, '#hidden-size-value', '5');
}

pageTest('a panic in an event is caught; the picture before it comes back', async (visit) => {
  visit.allow(/caught in Go/);
  const page = await visit.open(LINK);
  const before = await page.evaluate(() => el('#table-body').innerHTML);
  await page.evaluate(() => {
    kept = playgroundHost.blit;
    playgroundHost.blit = () => { throw new Error('the canvas is gone'); };
  });
  await fill(page, '#seed', '8');
  await until(page, 'a notice', () => els('#notices p').some((p) => p.textContent.includes('The page still works')));
  await page.evaluate(() => { playgroundHost.blit = kept; });
  await page.keyboard.press('Escape');
  assert.equal((await settings(page)).fields[3], 7, 'the state is the last good one');
  await assertWorks(page);
  assert.equal(await page.evaluate(() => el('#table-body').innerHTML), before);
});

pageTest('a panic in runRNN is an error to its caller only', async (visit) => {
  visit.allow(/caught in Go/);
  const page = await visit.open(LINK);
  const thrown = await page.evaluate(() => {
    const { Float64Array: original } = globalThis;
    globalThis.Float64Array = /** @type {any} */ (function () { throw new Error('no arrays today'); });
    try {
      return String(runRNN(2, 2, 2, 2));
    } catch (error) {
      return error.message;
    } finally {
      globalThis.Float64Array = original;
    }
  });
  assert.match(thrown, /^runRNN: /);
  await assertWorks(page);
});

/** @type {Record<string, (page: import('./look.js').Page) => unknown>} */
const DEATHS = {
  'exits': (page) => page.evaluate(() => {
    const go = goes.at(-1);
    go.importObject.gojs['runtime.wasmExit'](4096); // wherever that points: some exit code
  }),
  'traps in an event': (page) => page.evaluate(() => {
    const go = goes.at(-1);
    const { exports } = go._inst;
    go._inst = { exports: { ...exports, mem: exports.mem, resume() { throw new WebAssembly.RuntimeError('unreachable'); } } };
    el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
  }),
};

for (const [name, die] of Object.entries(DEATHS)) {
  pageTest(`a program that ${name} is started again, with its state and without a reload`, async (visit) => {
    visit.allow(/The Go program ended|exit code/);
    const page = await visit.open(LINK, { prepare: captureGo });
    await page.evaluate(() => { kept = document.body; });
    await fill(page, '#timesteps-value', '14');
    await until(page, 'the link', () => location.hash.includes('timesteps=14'));
    await fill(page, '#timesteps-value', '12');
    await until(page, 'the link', () => location.hash.includes('timesteps=12'));
    await die(page);
    await until(page, 'another instance', () => goes.length === 2);
    await isReady(page);
    assert.equal(await page.evaluate(() => kept === document.body), true);
    assert.deepEqual((await settings(page)).fields, [12, 3, 5, 7]);
    assert.ok((await notices(page)).some((text) => /was started again/.test(text)));
    await assertWorks(page);
  });
}

pageTest('a program that keeps dying is given up, until the user wants it again', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open(LINK, { prepare: captureGo });
  for (let n = 1; n <= 4; n++) {
    await until(page, `instance ${n}`, (n) => goes.length === n && document.documentElement.dataset.ready === 'true', n);
    await DEATHS.exits(page);
  }
  await until(page, 'the page gives up', () => els('#notices p').some((p) => /again and again/.test(p.textContent)));
  assert.equal(await page.evaluate(() => goes.length), 4);
  assert.equal(await page.evaluate(() => els('td[data-t]').length), 60, 'the last result stays');
  await page.click('#notices .act');
  await isReady(page);
  await assertWorks(page);
});
