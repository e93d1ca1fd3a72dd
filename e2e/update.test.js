// @ts-check
// Another build of the site while pages of the one before are open: each page is
// served wholly from one build, and is told of the other.

import assert from 'node:assert/strict';
import { before } from 'node:test';
import { anotherBuild } from './builds.js';
import { isReady, pageTest, until } from './harness.js';
import { dist, servePlainly } from './hosts.js';
import { buildOf, isKept, keptCaches } from './kept.js';
import { boxOf, countWorkers, fill, notices, settings, textOf, valueOf, workersBegun } from './look.js';
import { objections } from './objections.js';

const NEWER = /There is a new version/;

/** The folder of another build. @type {string} */
let next;
before(() => { next = anotherBuild(); }, { timeout: 120_000 });

/** The page, kept, on a host that can have another build. @param {any} visit @param {string} [link] */
async function keptPage(visit, link = 'lang=en') {
  const host = await servePlainly({ path: '/p/' });
  visit.atEnd(host.stop);
  const page = await visit.open(link, { url: host.url });
  await isKept(page);
  return { host, page };
}

/** Has the browser look for another build, as it does by itself when a page is opened. @param {import('./look.js').Page} page */
const look = (page) => page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => {}, () => {}));

/** The same, to the end of it: what became of the build that it found. @param {import('./look.js').Page} page @returns {Promise<ServiceWorkerState>} */
const outcome = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  const ended = new Promise((done) => {
    const watch = () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => done(installing.state));
    };
    watch(); // one may be on its way, since the page was opened
    registration.addEventListener('updatefound', watch);
  });
  await registration.update().catch(() => {});
  return ended;
});

/**
 * The notice. The browser is asked again meanwhile: a look of its own that is on its way
 * answers for one that is asked for, and may have seen the build before.
 * @param {import('./look.js').Page} page
 */
const isOffered = (page) => until(page, 'the notice', async () => {
  if (els('#notices .act').length === 1) return true;
  await new Promise((done) => { setTimeout(done, 300); });
  await (await navigator.serviceWorker.ready).update().catch(() => {});
  return false;
});

/** @param {import('./look.js').Page} page @returns {Promise<boolean>} */
const isNext = (page) => page.evaluate(() => /** @type {any} */ (globalThis).secondBuild === true);

/** A run that needs a worker, whose script is asked for now. @param {import('./look.js').Page} page @param {number} steps */
async function longRun(page, steps) {
  await countWorkers(page);
  await page.evaluate((n) => { location.hash = `#timesteps=${n}&input-size=9&hidden-size=257&lang=en`; }, steps);
  await until(page, `the run of ${steps} steps`, (n) => el('#hidden-states').getAttribute('aria-rowcount') === String(n + 1), steps);
  assert.equal(await workersBegun(page), 1, 'a worker computed it');
}

pageTest('another build is told of and opened by a button, and nothing is lost', async (visit) => {
  const { host, page } = await keptPage(visit, 'timesteps=300&hidden-size=6&seed=4&panel=weights&t=3&unit=2&lang=en');
  const before = await buildOf(page);
  // Something to undo, a place in the table, and the keyboard somewhere.
  for (const value of ['0.25', '0.5']) {
    await page.focus('#matrices');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  }
  await until(page, 'two values are set', () => /2/.test(el('#edit-count').textContent));
  await page.click('#tab-table');
  await page.evaluate(() => el('#table-scroll').scrollTo(0, 2000));
  await page.focus('#seed');
  const edits = await page.evaluate(() => /edits=([^&]*)/.exec(location.hash)[1]);
  const summary = await textOf(page, '#summary');

  host.folder = next;
  await look(page);
  await isOffered(page);
  assert.equal(await buildOf(page), before, 'the page itself is as it was');
  assert.equal(await isNext(page), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'seed', 'the notice takes no focus');
  // Written at the last moment, so that the address is behind.
  await fill(page, '#seed', '7');
  await Promise.all([page.waitForNavigation(), page.evaluate(() => el('#notices .act').click())]);
  await isReady(page);
  assert.equal(await isNext(page), true);
  assert.notEqual(await buildOf(page), before);
  assert.deepEqual(await notices(page), []);
  assert.deepEqual((await settings(page)).fields, [300, 4, 6, 7]);
  assert.equal(await page.evaluate(() => /edits=([^&]*)/.exec(location.hash)[1]), edits);
  assert.deepEqual(await page.evaluate(() => [/[#&]t=(\d+)/.exec(location.hash)[1], /unit=(\d+)/.exec(location.hash)[1]]), ['3', '2']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'seed');
  assert.equal(await page.evaluate(() => Math.round(el('#table-scroll').scrollTop)), 2000);
  await until(page, 'the rows there are drawn', () => els('#table-body td').some((cell) => cell.getBoundingClientRect().top > el('#table-scroll').getBoundingClientRect().top + 50));
  await fill(page, '#seed', '4');
  assert.equal(await textOf(page, '#summary'), summary);
  await page.click('#tab-weights');
  await page.click('#undo');
  await until(page, 'one value is left', () => /1/.test(el('#edit-count').textContent));
  await page.click('#undo');
  await until(page, 'none is left', () => !/edits=/.test(location.hash));

  await host.stop();
  await page.reload();
  await isReady(page);
  assert.equal(await isNext(page), true, 'it is kept as the one before was');
});

pageTest('a value that is chosen stays chosen', async (visit) => {
  const { host, page } = await keptPage(visit, 'panel=weights&lang=en');
  await page.focus('#matrices');
  for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  const chosen = await textOf(page, '#matrix-now');
  await page.focus('#seed');
  host.folder = next;
  await look(page);
  await isOffered(page);
  await Promise.all([page.waitForNavigation(), page.evaluate(() => el('#notices .act').click())]);
  await isReady(page);
  assert.equal(await isNext(page), true);
  assert.equal(await textOf(page, '#matrix-now'), chosen);
  assert.equal(await page.evaluate(() => el('#edit-chosen').disabled), false);
});

pageTest('a plain reload opens it as well, and a closed notice stays closed', async (visit) => {
  const { host, page } = await keptPage(visit);
  host.folder = next;
  await look(page);
  await isOffered(page);
  await page.click('#notices .quiet');
  assert.deepEqual(await notices(page), []);
  await look(page);
  assert.deepEqual(await notices(page), []);
  const before = await buildOf(page);
  await page.reload();
  await isReady(page);
  assert.equal(await isNext(page), true);
  // What a page may need that is on its way, and is none yet, stays for a minute.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal((await cachedBuilds(page)).length, 2);
  await aMinutePasses(page);
  await page.reload();
  await until(page, 'the cache of the build before is gone', async (old) => !(await caches.keys()).some((name) => name.includes(old)), before);
});

pageTest('two tabs: the one that stays has all of its own build, and what it needs is kept as long', async (visit) => {
  const { host, page: stays } = await keptPage(visit);
  const goes = await visit.open('lang=en', { url: host.url });
  const before = await buildOf(stays);
  host.folder = next; // and the files of the build before are gone from the server
  await look(goes);
  await isOffered(goes);
  await isOffered(stays);
  await goes.click('#notices .act');
  await until(goes, 'the next build', () => /** @type {any} */ (globalThis).secondBuild && document.documentElement.dataset.ready === 'true');

  assert.equal(await buildOf(stays), before);
  await stays.bringToFront();
  await longRun(stays, 3000);
  await host.stop();
  await longRun(stays, 2999);
  await goes.bringToFront();
  await longRun(goes, 3000);
  await host.start();
  assert.deepEqual(await cachedBuilds(goes), [before, await buildOf(goes)].sort());

  // A page that asks lets the worker see what can go. It waits a minute after it has taken over, for pages on their way.
  const third = await visit.open('lang=en', { url: host.url });
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal((await cachedBuilds(third)).length, 2);
  await aMinutePasses(third);
  await third.reload();
  await isReady(third);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal((await cachedBuilds(third)).length, 2, 'one page is still of the build before');
  await stays.bringToFront();
  await longRun(stays, 2998);
  await stays.reload();
  await isReady(stays);
  await until(stays, 'the cache of the build before is gone', async (old) => !(await caches.keys()).some((name) => name.includes(old)), before);
  assert.deepEqual(await cachedBuilds(stays), [await buildOf(stays)]);
});

pageTest('a page that does not answer may be of any build: nothing is thrown away', async (visit) => {
  const { host, page: asleep } = await keptPage(visit);
  const before = await buildOf(asleep);
  const session = await asleep.createCDPSession();
  host.folder = next;
  const page = await visit.open('lang=en', { url: host.url });
  await look(page);
  await isOffered(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await page.click('#notices .act');
  await until(page, 'the next build', () => /** @type {any} */ (globalThis).secondBuild && document.documentElement.dataset.ready === 'true');
  await aMinutePasses(page);
  await page.reload();
  await isReady(page);
  await new Promise((resolve) => setTimeout(resolve, 4000)); // longer than it is waited for an answer
  assert.ok((await cachedBuilds(page)).includes(before));
});

pageTest('a build that is half there is not taken, and one that is broken on its way neither', async (visit) => {
  const { host, page } = await keptPage(visit);
  const before = await buildOf(page);
  const { readFileSync, readdirSync } = await import('node:fs');
  const program = readdirSync(next).find((name) => /^app-\w{8}\.js$/.test(name));
  /** @type {[string, () => void][]} */
  const halves = [
    ['the new worker beside the old page', () => {
      host.folder = dist;
      host.answers = { 'sw.js': (response) => response.end(readFileSync(`${next}/sw.js`)) };
    }],
    ['a file is missing yet', () => { host.answers = { [program]: (response) => response.writeHead(404).end() }; host.folder = next; }],
    ['a file is another one', () => { host.answers = { [program]: (response, content) => response.end(`${content} `) }; host.folder = next; }],
    ['a file breaks off', () => {
      host.answers = { [program]: (response, content) => { response.setHeader('Content-Length', content.length); response.write(content.subarray(0, 5000), () => response.destroy()); } };
      host.folder = next;
    }],
  ];
  const isAlone = (/** @type {string} */ name) => until(page, `${name}: nothing else is kept`, async (build) => (
    !(await navigator.serviceWorker.ready).installing && (await caches.keys()).every((cache) => cache.includes(build))), before);
  for (const [name, half] of halves) {
    half();
    assert.equal(await outcome(page), 'redundant', name);
    await isAlone(name);
    assert.deepEqual(await notices(page), [], name);
    await page.reload();
    await isReady(page);
    assert.equal(await buildOf(page), before, `${name}: the page is the old one, wholly`);
    assert.equal(await isNext(page), false, name);
  }
  await isAlone('what the last reload made the browser look for has ended');
  host.answers = {};
  await look(page);
  await isOffered(page);
  await page.reload();
  await isReady(page);
  assert.equal(await isNext(page), true);
});

pageTest('while it arrives, everything comes from the build before', async (visit) => {
  const { host, page } = await keptPage(visit);
  const before = await buildOf(page);
  const { readdirSync } = await import('node:fs');
  const program = readdirSync(next).find((name) => /^app-\w{8}\.js$/.test(name));
  let release = () => {};
  host.folder = next;
  host.answers[program] = (response, content) => { release = () => response.end(content); };
  await page.evaluate(() => { navigator.serviceWorker.ready.then((registration) => registration.update()); });
  await until(page, 'it is on its way', async () => Boolean((await navigator.serviceWorker.ready).installing));
  await aMinutePasses(page);
  await page.reload(); // the worker of the build before looks for what can go
  await isReady(page);
  assert.equal(await buildOf(page), before);
  await longRun(page, 3000);
  assert.deepEqual(await notices(page), []);
  release();
  await isOffered(page);
  for (const seed of ['x', 'y', 'z']) {
    await page.evaluate((seed) => { location.hash = `seed=${seed}&lang=en`; }, seed);
    await until(page, seed, (seed) => els('#notices p').at(-1).textContent.includes(`seed=${seed}`), seed);
  }
  assert.deepEqual(await page.evaluate(() => [els('#notices .notice').length, els('#notices .act').length]), [3, 1], 'no other notice takes its place');
  await host.stop();
  await page.reload();
  await isReady(page);
  assert.equal(await isNext(page), true, 'all of it is kept');
});

pageTest('a disk that becomes full keeps the build before', async (visit) => {
  const { host, page } = await keptPage(visit);
  const before = await buildOf(page);
  // Room for a part of the next build: to delete, Firefox needs some too.
  await visit.limitStorage(host.url, await page.evaluate(() => navigator.storage.estimate().then(({ usage }) => 1.2 * usage)));
  host.folder = next;
  assert.equal(await outcome(page), 'redundant', 'the next build could not be kept');
  assert.deepEqual(await notices(page), []);
  assert.deepEqual(await cachedBuilds(page), [before]);
  await host.stop();
  await page.reload();
  await isReady(page);
  assert.equal(await buildOf(page), before);
});

pageTest('the build before comes back as any other', async (visit) => {
  const { host, page } = await keptPage(visit);
  const before = await buildOf(page);
  for (const [folder, second] of /** @type {[string, boolean][]} */ ([[next, true], [dist, false]])) {
    host.folder = folder;
    await look(page);
    await isOffered(page);
    await page.reload();
    await isReady(page);
    assert.equal(await isNext(page), second);
  }
  assert.equal(await buildOf(page), before);
});

pageTest('bench.html that was kept is kept of the next build too', async (visit) => {
  const { host, page } = await keptPage(visit);
  const bench = await visit.open('', { url: `${host.url}bench.html`, ready: false });
  await until(bench, 'it is kept', async (url) => Boolean(await caches.match(`${url}bench.html`)), host.url);
  await until(bench, 'its program has come', () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))); // Firefox complains of what is left on its way
  await bench.reload();
  host.folder = next;
  await look(page);
  await isOffered(page);
  await page.reload();
  await isReady(page);
  await aMinutePasses(page);
  await page.reload();
  await isReady(page);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal((await cachedBuilds(page)).length, 2, 'bench.html of the build before is open');
  await host.stop();
  await bench.reload();
  assert.equal(await buildOf(bench), await buildOf(page));
});

pageTest('the notice speaks both languages, can be done by keyboard, and axe finds nothing', async (visit) => {
  for (const [lang, other, says] of /** @type {[string, string, RegExp][]} */ ([['en', 'ko', NEWER], ['ko', 'en', /새 버전이 나왔습니다/]])) {
    for (const size of /** @type {[number, number][]} */ ([[1280, 800], [390, 844]])) {
      const host = await servePlainly({ path: `/${lang}${size[0]}/` });
      visit.atEnd(host.stop);
      const page = await visit.open(`lang=${lang}`, { url: host.url, size });
      await isKept(page);
      host.folder = next;
      await look(page);
      await isOffered(page);
      assert.match((await notices(page))[0], says);
      assert.deepEqual(await objections(page), []);
      const { right, bottom } = await boxOf(page, '#notices .notice');
      assert.ok(right <= size[0] && bottom <= size[1]);
      await page.click('#language');
      await until(page, 'the other language', (to) => document.documentElement.lang === to && els('#notices .notice').length === 1, other);
      assert.doesNotMatch((await notices(page))[0], says);
      await page.focus('#notices .act');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await isReady(page);
      assert.equal(await isNext(page), true);
      assert.equal(await valueOf(page, '#seed'), '0');
      await page.close();
    }
  }
});

/** The builds that something is kept of. @param {import('./look.js').Page} page */
async function cachedBuilds(page) {
  return [...new Set((await keptCaches(page)).map(({ name }) => name.split(' ')[2]))].sort();
}

/** As if the worker had taken over long ago. @param {import('./look.js').Page} page */
function aMinutePasses(page) {
  return page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      if (await cache.match('since')) await cache.put('since', new Response('0'));
    }
  });
}
