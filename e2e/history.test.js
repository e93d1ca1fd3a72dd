// @ts-check
// Back and Forward, through everything that is chosen.

import assert from 'node:assert/strict';
import { captureGo, exit } from './faults.js';
import { isReady, pageTest, until } from './harness.js';
import { boxOf, disagreements, dropFile, fill, followed, isVisible, linkShown, paste, settings, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const LONG = '#timesteps=40000&hidden-size=800&lang=en';

/** How many entries the tab's history has. @param {Page} page */
const entries = (page) => page.evaluate(() => history.length);

/** Waits out what is one gesture, and what is written later. @param {Page} page */
const pause = (page) => page.evaluate(() => new Promise((done) => { setTimeout(done, 1100); }));

/** Goes through the history as the browser's buttons do, and waits for the address. @param {Page} page @param {number} by @param {string} link */
async function go(page, by, link) {
  await page.evaluate((by) => history.go(by), by);
  await until(page, `${by > 0 ? 'forward' : 'back'} to ${link}`, (link) => location.hash === `#${link}`, link);
  await followed(page);
}

/** Everything on the page that says what is chosen. @param {Page} page */
const shown = async (page) => ({
  ...await settings(page),
  table: await textOf(page, '#table-body'),
  summary: await textOf(page, '#summary'),
  language: await page.evaluate(() => document.documentElement.lang),
  panel: await page.evaluate(() => el('[role="tab"][aria-selected="true"]').id),
  weights: await page.evaluate(() => el('#weights').value),
});

/** @type {Record<string, (page: Page) => unknown>} */
const CHANGES = {
  size: (page) => fill(page, '#hidden-size-value', '5'),
  seed: (page) => page.click('#dice'),
  weights: (page) => page.click('#try-weights'),
  panel: (page) => page.click('#tab-printout'),
  language: (page) => page.click('#language'),
};

pageTest('each change is a step back, and a step forward again', async (visit) => {
  const page = await visit.open('lang=en');
  const first = await entries(page);
  const stations = [await shown(page)];
  for (const change of Object.values(CHANGES)) {
    await change(page);
    stations.push(await shown(page));
  }
  const links = stations.map((station) => station.link);
  assert.equal(new Set(links).size, links.length, 'all in the address at once');
  assert.equal(await entries(page), first + stations.length - 1);
  const agree = async (/** @type {number} */ at) => {
    assert.deepEqual(await shown(page), stations[at], `station ${at}`);
    if (stations[at].weights === 'tutorial') assert.deepEqual(await disagreements(page), []);
  };
  for (let at = stations.length - 2; at >= 0; at--) {
    await go(page, -1, links[at]);
    await agree(at);
  }
  for (let at = 1; at < stations.length; at++) {
    await go(page, 1, links[at]);
    await agree(at);
  }
  await go(page, -3, links[stations.length - 4]);
  await agree(stations.length - 4);
  assert.equal(await entries(page), first + stations.length - 1, 'following makes no history');
});

pageTest('forward is there until something else is chosen', async (visit) => {
  const page = await visit.open('lang=en');
  const start = await linkShown(page);
  await page.click('#dice');
  await page.click('#tab-printout');
  const length = await entries(page);
  const seeded = (await linkShown(page)).replace('&panel=printout', '');
  await go(page, -1, seeded);
  await go(page, -1, start);
  await page.click('#try-weights'); // at once: this is no part of a gesture before
  assert.equal(await entries(page), length - 1, 'what was forward is gone');
  await go(page, -1, start);
  assert.equal(await page.evaluate(() => el('#weights').value), 'tutorial');
});

pageTest('a drag is one entry', async (visit) => {
  const page = await visit.open('lang=en');
  const [first, start] = [await entries(page), await linkShown(page)];
  const { left, top, width, height } = await boxOf(page, '#timesteps');
  await page.mouse.move(left + width * 0.3, top + height / 2);
  await page.mouse.down();
  for (let share = 0.3; share < 0.8; share += 0.02) {
    await page.mouse.move(left + width * share, top + height / 2);
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 30); }));
  }
  await pause(page); // still holding
  await page.mouse.move(left + width * 0.82, top + height / 2);
  await page.mouse.up();
  const end = (await settings(page)).fields[0];
  assert.ok(end > 50, `${end}`);
  await until(page, 'the end in the address', (end) => location.hash.includes(`timesteps=${end}&`), end);
  assert.equal(await entries(page), first + 1);
  await go(page, -1, start);
  assert.equal((await settings(page)).fields[0], 10);
});

pageTest('what is typed, and keys that follow one another, are one entry; a pause begins another', async (visit) => {
  const page = await visit.open('lang=en');
  const first = await entries(page);
  await page.focus('#seed');
  await page.evaluate(() => {
    for (const typed of ['1', '12', '123']) {
      el('#seed').value = typed;
      el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  assert.equal(await entries(page), first + 1);
  await page.focus('#hidden-size');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  assert.equal(await entries(page), first + 2);
  await pause(page);
  await page.keyboard.press('ArrowRight');
  assert.equal(await entries(page), first + 3);
});

pageTest('going back ends a gesture', async (visit) => {
  const page = await visit.open('lang=en');
  const [first, start] = [await entries(page), await linkShown(page)];
  await page.focus('#hidden-size');
  await page.keyboard.press('ArrowRight');
  await go(page, -1, start);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await entries(page), first + 1);
  await go(page, -1, start);
  assert.equal((await settings(page)).fields[2], 8);
});

pageTest('moving the cursor and playing leave the history alone', async (visit) => {
  const page = await visit.open('lang=en&timesteps=4');
  const first = await entries(page);
  await page.focus('#plots');
  for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home']) {
    await page.keyboard.press(/** @type {any} */ (key));
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 350); }));
  }
  await page.keyboard.press(' ');
  await until(page, 'the last step in the address', () => location.hash.includes('&t=4'));
  assert.equal(await entries(page), first);
});

pageTest('back leads out of a long run', async (visit) => {
  const page = await visit.open('lang=en');
  const start = await linkShown(page);
  const before = await shown(page);
  await paste(page, '#timesteps-value', '40000');
  await paste(page, '#hidden-size-value', '800');
  await until(page, 'progress', () => el('#running').checkVisibility());
  await go(page, -1, start.replace('timesteps=10', 'timesteps=40000'));
  await go(page, -1, start);
  assert.equal(await isVisible(page, '#running'), false);
  assert.deepEqual(await shown(page), before);
  assert.deepEqual(await disagreements(page), []);
});

pageTest('a run that is cancelled leaves no entry that does nothing', async (visit) => {
  const page = await visit.open('timesteps=40000&lang=en');
  const [first, start] = [await entries(page), await linkShown(page)];
  await page.click('#tab-weights');
  const before = await linkShown(page);
  await paste(page, '#hidden-size-value', '800');
  await until(page, 'progress', () => el('#running').checkVisibility());
  await page.click('#cancel');
  await until(page, 'the address of what is shown', (link) => location.hash === `#${link}`, before);
  await page.click('#tab-printout');
  assert.equal(await entries(page), first + 2);
  await go(page, -1, before);
  await go(page, -1, start);
});

pageTest('an address that was edited by hand can be left again', async (visit) => {
  const page = await visit.open('lang=en');
  const start = await linkShown(page);
  const before = await shown(page);
  await page.evaluate(() => { location.hash = 'timesteps=5&hidden-size=2&seed=1&lang=en'; });
  const edited = 'v=1&timesteps=5&input-size=4&hidden-size=2&seed=1&lang=en';
  await until(page, 'the address in full', (link) => location.hash === `#${link}`, edited);
  await go(page, -1, start);
  assert.deepEqual(await shown(page), before);
  await go(page, 1, edited);
  assert.deepEqual((await settings(page)).fields, [5, 4, 2, 1]);
  await page.evaluate(() => { location.hash = 'timesteps=0&lang=en'; });
  await until(page, 'the corrected address', () => location.hash.startsWith('#v=1&timesteps=1&'));
  await go(page, -1, edited);
  assert.deepEqual((await settings(page)).fields, [5, 4, 2, 1]);
});

pageTest('the first page replaces, so that back leaves it', async (visit) => {
  const page = await visit.open('seed=3&lang=en');
  const opened = await entries(page); // about:blank is one of them, but not in all engines
  await page.click('#dice');
  await page.evaluate(() => history.go(-1));
  await until(page, 'the seed of the link', () => el('#seed').value === '3');
  assert.equal(await entries(page), opened + 1, 'the change is one entry more, the first page none');
  if (opened > 1) {
    await page.goBack();
    assert.equal(await page.evaluate(() => location.href), 'about:blank');
    await page.goForward();
    await isReady(page);
  }
  assert.equal((await settings(page)).fields[3], 3);
});

pageTest('the history outlives the program', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open('lang=en', { prepare: captureGo });
  const start = await linkShown(page);
  await fill(page, '#seed', '7');
  await page.click('#tab-printout');
  const [length, last] = [await entries(page), await linkShown(page)];
  await exit(page);
  await until(page, 'another program', () => goes.length === 2 && document.documentElement.dataset.ready === 'true');
  assert.equal(await entries(page), length);
  await go(page, -1, last.replace('&panel=printout', ''));
  assert.equal(await isVisible(page, '#printout'), false);
  await go(page, -1, start);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  await go(page, 2, last);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 7]);
  assert.equal(await isVisible(page, '#printout'), true);
});

pageTest('no more is written than browsers allow, and the last change stands in the address', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    kept = 0;
    for (const name of /** @type {const} */ (['pushState', 'replaceState'])) {
      const original = history[name].bind(history);
      history[name] = (...all) => {
        kept++;
        original(...all);
      };
    }
  });
  const took = await page.evaluate(() => {
    const start = performance.now();
    for (let i = 0; i < 121; i++) (i % 2 ? el('#tab-table') : el('#tab-printout')).click();
    return performance.now() - start;
  });
  const written = await page.evaluate(() => kept);
  assert.ok(written <= 20 + took / 400 + 2, `${written} writes in ${took} ms`);
  await until(page, 'the last change', () => location.hash.includes('panel=printout'));
});

pageTest('back during a long run from a link goes to what was before', async (visit) => {
  const page = await visit.open('seed=4&lang=en');
  const start = await linkShown(page);
  await page.evaluate((long) => { location.hash = long; }, LONG);
  await until(page, 'progress', () => el('#running').checkVisibility());
  await go(page, -1, start);
  assert.equal(await isVisible(page, '#running'), false);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 4]);
});

pageTest('a link is followed in several tasks, as a file is, and what happens between them finds all of it', async (visit) => {
  const page = await visit.open('panel=code&lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => {
    let host;
    Object.defineProperty(globalThis, 'playgroundHost', {
      get: () => host,
      set(value) {
        host = value;
        const { on } = host;
        host.on = (/** @type {string} */ name, /** @type {Function} */ handler) => on(name, (/** @type {unknown[]} */ ...what) => {
          handler(...what);
          globalThis.heard?.(name);
        });
      },
    });
  }) });
  /** Goes to another state, and says what was painted after each task of it. @param {() => Promise<unknown>} go @param {string} [between] */
  const follow = async (go, between = '') => {
    await page.evaluate((between) => {
      kept = [];
      const [lines, listing] = ['#lines', '#listing'].map((id) => el(id).innerHTML);
      globalThis.heard = (name) => {
        if (!['linked', 'bring-took', 'slice'].includes(name)) return;
        const now = [el('#lines').innerHTML !== lines && 'pictures', el('#listing').innerHTML !== listing && 'program'].filter(Boolean).join(' and ');
        if (now === kept.at(-1)) return;
        kept.push(now);
        if (between && now === 'pictures') el(between).click();
      };
    }, between);
    await go();
    await followed(page);
    assert.deepEqual(await disagreements(page), []);
    return page.evaluate(() => kept);
  };
  const link = (/** @type {string} */ link) => () => page.evaluate((link) => { location.hash = link; }, link);
  const parts = ['', 'pictures', 'pictures and program'];
  assert.deepEqual(await follow(link('hidden-size=5&seed=3&panel=code&lang=en')), parts);
  // A click between two of them is heard of a page that is whole.
  assert.deepEqual(await follow(link('hidden-size=6&seed=4&panel=code&lang=en'), '#tab-weights'), parts);
  await page.waitForFunction(() => el('#panel-weights').checkVisibility() && location.hash.includes('panel=weights'));
  assert.equal((await settings(page)).columns, 6);
  const saved = Buffer.from('{"rnn-playground": 1, "link": "#v=1&hidden-size=7&seed=5&panel=code"}');
  await page.click('#tab-code');
  assert.deepEqual(await follow(async () => {
    await dropFile(page, 'page.json', saved);
    await until(page, 'what the file says', () => location.hash.includes('hidden-size=7'));
  }), parts);
});
