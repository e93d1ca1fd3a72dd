// @ts-check
// Panics and deaths of the Go program: the page goes on, with its state.

import assert from 'node:assert/strict';
import { captureGo, dieOfProperty, exit } from './faults.js';
import { isReady, pageTest, until } from './harness.js';
import { fill, followed, isVisible, notices, settings } from './look.js';

const LONG = '#timesteps=40000&hidden-size=800&lang=en';
const LINK = 'timesteps=12&input-size=3&hidden-size=5&seed=7&lang=en';

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
  const page = await visit.open(LINK);
  const thrown = await page.evaluate(/** @returns {any} */ () => {
    const { Float64Array: original } = globalThis;
    globalThis.Float64Array = /** @type {any} */ (function () { throw new Error('no arrays today'); });
    try {
      return runRNN(2, 2, 2, 2);
    } catch (error) {
      return { name: error.name, message: error.message };
    } finally {
      globalThis.Float64Array = original;
    }
  });
  assert.equal(thrown.name, 'Error');
  assert.match(thrown.message, /^runRNN: .*no arrays today/);
  assert.deepEqual(await notices(page), [], 'it does not concern the page');
  await assertWorks(page);
});

pageTest('a panic during a long run ends that run, not the page', async (visit) => {
  visit.allow(/caught in Go/);
  const page = await visit.open(LINK);
  await page.evaluate((long) => { location.hash = long; }, LONG);
  await until(page, 'the run', () => el('#running').checkVisibility());
  await page.evaluate(() => {
    const nextSlice = playgroundHost.nextSlice;
    playgroundHost.nextSlice = () => {
      playgroundHost.nextSlice = nextSlice;
      throw new Error('no time left');
    };
  });
  await until(page, 'a notice', () => els('#notices p').some((p) => p.textContent.includes('no time left')));
  assert.equal(await isVisible(page, '#running'), false);
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 7]);
  await until(page, 'the address of what is shown', (link) => location.hash === `#v=1&${link}`, LINK);
  await page.evaluate((long) => { location.hash = long; }, LONG);
  await until(page, 'another long run', () => el('#running').checkVisibility());
  await page.click('#cancel');
  await assertWorks(page);
});

/** @type {Record<string, (page: import('./look.js').Page) => unknown>} */
const DEATHS = {
  'exits': exit,
  'traps in an event': (page) => page.evaluate(() => {
    const go = goes.at(-1)?.deref();
    const { exports } = go._inst;
    go._inst = { exports: { ...exports, mem: exports.mem, resume() { throw new WebAssembly.RuntimeError('unreachable'); } } };
    el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
  }),
  'sets what cannot be set': dieOfProperty,
};

for (const [name, die] of Object.entries(DEATHS)) {
  pageTest(`a program that ${name} is started again, with its state and without a reload`, async (visit) => {
    visit.allow(/The Go program ended|exit code/);
    const page = await visit.open(LINK, { prepare: captureGo });
    await page.evaluate(() => { kept = document.body; });
    await fill(page, '#timesteps-value', '14');
    await fill(page, '#timesteps-value', '12');
    await fill(page, '#seed', '7');
    await die(page);
    await until(page, 'another instance', () => goes.length === 2);
    await isReady(page);
    assert.equal(await page.evaluate(() => kept === document.body), true);
    assert.deepEqual((await settings(page)).fields, [12, 3, 5, 7]);
    assert.ok((await notices(page)).some((text) => /was started again/.test(text)));
    await assertWorks(page);
  });
}

pageTest('a change is kept though the program dies right after it', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open(LINK, { prepare: captureGo });
  await page.evaluate(() => {
    el('#seed').value = '41';
    el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
    goes.at(-1)?.deref().importObject.gojs['runtime.wasmExit'](4096);
  });
  await until(page, 'another instance', () => goes.length === 2 && document.documentElement.dataset.ready === 'true');
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 41]);
});

pageTest('a change is kept though the page is loaded again right after it', async (visit) => {
  const page = await visit.open(`v=1&${LINK}`);
  await page.evaluate(() => {
    el('#seed').value = '42';
    el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
    location.reload();
  });
  await until(page, 'the page again', () => document.documentElement.dataset.ready === 'true' && location.hash.includes('seed=42'));
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 42]);
});

pageTest('a program that dies of a long run begins with it once more, then without it', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open(LINK, { prepare: captureGo });
  await page.evaluate((long) => { location.hash = long; }, LONG);
  for (const wanted of [[40000, 4, 800, 0], [12, 3, 5, 7]]) {
    await until(page, 'the run', () => el('#running').checkVisibility());
    const n = await page.evaluate(() => goes.length);
    await DEATHS.exits(page);
    await until(page, 'another instance', (n) => goes.length > n && el('#boot').hidden && location.hash !== '', n);
    await until(page, `${wanted}`, (wanted) => `${['#timesteps-value', '#input-size-value', '#hidden-size-value', '#seed'].map((s) => el(s).value)}` === wanted, `${wanted}`);
    assert.equal(await page.evaluate(() => els('td[data-t]').length), 60, 'the last result stays');
  }
  assert.equal(await isVisible(page, '#running'), false);
  await isReady(page);
  await assertWorks(page);
});

pageTest('a long run that has ended is what a program that dies twice begins with', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open(LINK, { prepare: captureGo });
  await page.evaluate(() => { location.hash = 'timesteps=3000&hidden-size=257&lang=en'; });
  await followed(page);
  for (let death = 1; death <= 2; death++) {
    await DEATHS.exits(page);
    await until(page, `instance ${death + 1}`, (n) => goes.length > n && document.documentElement.dataset.ready === 'true', death);
    await followed(page);
    assert.deepEqual((await settings(page)).fields, [3000, 4, 257, 0]);
    assert.equal(await page.evaluate(() => el('#hidden-states').getAttribute('aria-rowcount')), '3001');
  }
});

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
