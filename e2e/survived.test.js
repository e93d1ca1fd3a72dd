// @ts-check
// Faults from outside the program: none costs the user the state of the page, and what
// can be seen of one is said plainly.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { can } from './engines/capabilities.js';
import { captureGo, trapInKernel } from './faults.js';
import { serveFaulty, whole } from './faulty.js';
import { isReady, pageTest, until } from './harness.js';
import { disagreements, fill, frames, notices, settings } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const LINK = 'timesteps=12&input-size=3&hidden-size=5&seed=7&lang=en';
const MEDIUM = 'timesteps=3000&input-size=9&hidden-size=257&seed=11&weights=pytorch&lang=en';

/** @param {Page} page */
const assertWorks = async (page) => {
  await fill(page, '#seed', '9');
  /** @type {string[]} */
  let wrong = [];
  for (let i = 0; i < 40; i++) { // what is long is written later
    wrong = await disagreements(page);
    if (wrong.length === 0) break;
    await sleep(100);
  }
  assert.deepEqual(wrong, []);
};

pageTest('a trap in the kernel: the program is started again with what was wanted', async (visit) => {
  visit.allow(/The Go program ended|exit code|caught in Go/);
  const page = await visit.open(LINK, { prepare: async (page) => { await captureGo(page); await trapInKernel(page); } });
  await page.evaluate(() => { // at once, so that the run that traps is the one of this seed
    globalThis.trap = true;
    el('#seed').value = '21';
    el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
  });
  await until(page, 'the run of the new seed', () => goes.length === 2 && document.documentElement.dataset.ready === 'true' && el('#seed').value === '21');
  await isReady(page);
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 21]);
  assert.deepEqual(await disagreements(page), []);
  await assertWorks(page);
});

pageTest('a worker that is ended without a word: the page computes the run itself', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => {
    const [Plain, plain] = [Worker, setInterval];
    // A minute in a second and a half, from when it is ended: until then it may be as slow as it is.
    globalThis.setInterval = /** @type {any} */ ((/** @type {() => void} */ f, /** @type {number} */ ms) => plain(() => { if (ms !== 1000 || globalThis.kept) f(); }, ms / 40));
    globalThis.Worker = /** @type {any} */ (class extends Plain {
      constructor(/** @type {[string, WorkerOptions]} */ ...args) {
        super(...args);
        this.addEventListener('message', ({ data }) => {
          if (data.type !== 'progress' && data.type !== 'values') return; // of the one that the program begins with
          globalThis.kept = true;
          this.terminate();
        });
      }
    });
  }) });
  await page.evaluate((hash) => { location.hash = hash; }, MEDIUM);
  await until(page, 'the run', () => el('#hidden-states').getAttribute('aria-rowcount') === '3001' && !el('#running').checkVisibility());
  assert.equal(await page.evaluate(() => globalThis.kept), true, 'there was a worker');
  assert.deepEqual(await notices(page), []);
  assert.equal(await page.evaluate(() => Number(el('td[data-t="1"][data-unit="0"]').dataset.value)),
    (await visit.open(MEDIUM).then((other) => other.evaluate(() => Number(el('td[data-t="1"][data-unit="0"]').dataset.value)))));
});

pageTest('a download cut at every tenth of its length: said each time, and a retry works', async (visit) => {
  visit.allow(/Failed to load resource|boot\.|preload/);
  let tenth = 0;
  const server = await serveFaulty((response, content) => response.end(content.subarray(0, Math.floor((content.length * tenth) / 10))));
  visit.atEnd(server.close);
  const page = await visit.open(LINK, { url: server.url, ready: false });
  for (; tenth < 10; tenth++) {
    if (tenth > 0) await page.click('#notices .act');
    await until(page, `the message of ${tenth} tenths`, (tenth) => els('#notices p').some((p) => Math.abs(Number(/broke off at (\d+) %/.exec(p.textContent)?.[1]) - 10 * tenth) <= 1), tenth);
    assert.equal(await page.evaluate(() => els('#table-body td').length), 80, 'the tutorial stays readable');
  }
  server.state.answer = whole;
  await page.click('#notices .act');
  await isReady(page);
  assert.deepEqual(await notices(page), []);
  assert.deepEqual((await settings(page)).fields, [12, 3, 5, 7], 'what the link asked for');
});

pageTest('canvases that lose what was drawn are drawn again, their numbers too', async (visit) => {
  const page = await visit.open(`${LINK}&panel=weights`);
  const drawn = () => page.evaluate(() => els('canvas').filter((c) => c.checkVisibility()).map((c) => [c.id, c.toDataURL()]));
  const before = await drawn();
  assert.ok(before.length >= 4);
  await page.evaluate(() => {
    for (const canvas of els('canvas')) {
      canvas.dispatchEvent(new Event('contextlost'));
      canvas.getContext('2d').reset();
      canvas.dispatchEvent(new Event('contextrestored'));
    }
  });
  await frames(page);
  await frames(page);
  assert.deepEqual(await drawn(), before);
});

pageTest('a clock that jumps, by a day or back by a year, changes nothing', async (visit) => {
  const page = await visit.open(LINK, { prepare: (page) => page.evaluateOnNewDocument(() => {
    kept = { jump: 0, looks: 0 };
    const Plain = Date;
    const now = () => {
      kept.looks++;
      return Plain.now() + kept.jump;
    };
    globalThis.Date = /** @type {any} */ (class extends Plain {
      static now = now;
      constructor(/** @type {[any]} */ ...of) {
        super(...(of.length ? of : /** @type {[any]} */ ([now()])));
      }
    });
  }) });
  for (const jump of [86_400_000, -365 * 86_400_000]) {
    await page.evaluate((jump) => { kept = { jump, looks: 0 }; }, jump);
    await page.click('#play');
    await until(page, 'steps played', () => Number(new URLSearchParams(location.hash.slice(1)).get('t')) > 1);
    await page.click('#play');
    await page.keyboard.press('Escape');
    await assertWorks(page);
    assert.ok(await page.evaluate(() => kept.looks) > 0, 'the clock was looked at');
  }
});

/** As the engine has it: frozen and active again in Chromium, its process stopped in the others. @param {Page} page @param {number} ms */
async function asleep(page, ms) {
  if (!can('frozen pages')) return /** @type {any} */ (page).stopFor(ms);
  const session = await page.createCDPSession();
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await sleep(ms);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
}

pageTest('a tab that slept for hours plays on where it was', async (visit) => {
  const page = await visit.open('timesteps=5000&hidden-size=8&speed=16&lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => {
    const now = performance.now.bind(performance);
    kept = 0;
    performance.now = () => now() + kept;
  }) });
  const step = () => page.evaluate(() => Number(el('#inspected').dataset.t));
  await page.click('#play');
  await until(page, 'some steps', () => Number(el('#inspected').dataset.t) > 3);
  const before = await step();
  await asleep(page, 300);
  await page.evaluate(() => { kept = 5 * 3_600_000; });
  await until(page, 'a further step', (before) => Number(el('#inspected').dataset.t) > before, before);
  assert.ok(await step() < 4000, `at step ${await step()}, ${before} before`);
  await page.evaluate(() => { el('#play').click(); });
  await assertWorks(page);
});

pageTest('an address that cannot be written leaves the page at work', async (visit) => {
  const page = await visit.open(LINK, { prepare: (page) => page.evaluateOnNewDocument(() => {
    for (const name of /** @type {const} */ (['pushState', 'replaceState'])) {
      history[name] = () => { throw new DOMException('too many calls', 'SecurityError'); };
    }
  }) });
  await assertWorks(page);
  await page.click('#tab-weights');
  await page.click('#tab-table');
  await assertWorks(page);
});
