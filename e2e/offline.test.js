// @ts-check
// After the first visit the page needs no server, and online it is as good without
// what keeps it.

import assert from 'node:assert/strict';
import { isReady, pageTest, until } from './harness.js';
import { servePlainly } from './hosts.js';
import { isKept, keptCaches } from './kept.js';
import { openAround, within } from './lesson.js';
import { cells, countWorkers, fill, notices, settings, textOf, workersBegun } from './look.js';
import { printed } from './goldens.js';
import { serve } from './server.js';

const LONG = '#timesteps=3000&input-size=9&hidden-size=257&lang=en';

/** @param {import('./look.js').Page} page */
async function assertTutorial(page) {
  const [tutorial] = printed;
  const shown = await cells(page);
  assert.equal(shown.length, 80);
  shown.forEach(({ value }, i) => assert.ok(Math.abs(value - Number(tutorial.states[i])) <= 1e-13));
  assert.equal(await textOf(page, '#printout'), tutorial.printout);
}

pageTest('after one visit the server may be gone: the page, a link, a long run, another tab', async (visit) => {
  const server = await serve();
  visit.atEnd(server.close);
  const page = await visit.open('', { url: server.url });
  await isKept(page);
  await server.close();
  await assert.rejects(fetch(server.url), 'the server is stopped');

  await page.reload();
  await isReady(page);
  await assertTutorial(page);
  await fill(page, '#hidden-size-value', '5');
  assert.deepEqual((await settings(page)).fields, [10, 4, 5, 0]);

  const other = await visit.open('timesteps=7&input-size=3&hidden-size=5&seed=2&lang=en', { url: `${server.url}index.html?from=a-lesson` });
  assert.deepEqual((await settings(other)).fields, [7, 3, 5, 2]);
  await countWorkers(other);
  await other.evaluate((link) => { location.hash = link; }, LONG);
  await until(other, 'the run of 3000 steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '3001');
  assert.equal(await workersBegun(other), 1, 'by a worker, whose script is kept too');
  assert.deepEqual(await notices(other), []);
  assert.equal(await other.evaluate(() => document.fonts.status === 'loaded' && getComputedStyle(el('h1')).fontSize !== '32px'), true, 'the style sheet is there');
});

pageTest('under a path of its own, on a host that knows no type and sends no header, and nothing else is touched', async (visit) => {
  visit.allow(/status of 404|ERR_CONNECTION_REFUSED.*api|Failed to load.*api/);
  const host = await servePlainly({ path: '/a/b/' });
  visit.atEnd(host.stop);
  const page = await visit.open('', { url: host.url });
  await assertTutorial(page);
  await isKept(page);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope), host.url);
  assert.deepEqual(host.asked.filter((asked) => !asked.startsWith('GET /a/b/')), [], 'nothing is asked for outside of its folder');

  // What is not the page's goes to the server, with its method and its answer, and is not kept.
  host.asked.length = 0;
  const answers = await page.evaluate(async () => {
    /** @type {[string, RequestInit?][]} */
    const asked = [['/a/other.html'], ['/a/b/api/run?seed=1'], ['/a/b/api/layer', { method: 'POST', body: '{}' }], ['/a/b/api/run-AAAAAAAA.js'], ['rnn-playground.html', { method: 'HEAD' }]];
    return Promise.all([...asked, ...asked].map(([url, options]) => fetch(url, options).then(({ status }) => status)));
  });
  assert.deepEqual(answers, [404, 404, 404, 404, 200, 404, 404, 404, 404, 200]);
  assert.deepEqual(host.asked.sort(), ['GET /a/b/api/run', 'GET /a/b/api/run', 'GET /a/b/api/run-AAAAAAAA.js', 'GET /a/b/api/run-AAAAAAAA.js',
    'GET /a/other.html', 'GET /a/other.html', 'HEAD /a/b/rnn-playground.html', 'HEAD /a/b/rnn-playground.html', 'POST /a/b/api/layer', 'POST /a/b/api/layer']);

  await host.stop();
  await page.reload();
  await isReady(page);
  await assertTutorial(page);
  assert.equal(await page.evaluate(() => fetch('/a/b/api/run').then(() => 'an answer', (error) => error.name)), 'TypeError', 'the API fails as it does without');
  await host.start();
  assert.equal(await page.evaluate(() => fetch('/a/b/api/run').then(({ status }) => status)), 404, 'and is asked again');
});

pageTest('the API answers as it does without a service worker', async (visit) => {
  const page = await visit.open();
  const ask = () => page.evaluate(async () => {
    const run = await fetch('api/run?timesteps=3&seed=5');
    const layer = await fetch('api/layer', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"cell":"GRU","timesteps":2,"inputSize":1,"hiddenSize":1}' });
    return [run.status, run.headers.get('etag'), await run.text(), layer.status, await layer.text()];
  });
  const before = await ask();
  await isKept(page);
  assert.deepEqual(await ask(), before);
  assert.equal(before[0], 200);
  assert.deepEqual((await keptCaches(page)).flatMap(({ files }) => files).filter((name) => name.includes('api')), []);
});

pageTest('nothing of it begins before the first run is painted', async (visit) => {
  const host = await servePlainly();
  visit.atEnd(host.stop);
  const page = await visit.open('', {
    url: host.url,
    prepare: (page) => page.evaluateOnNewDocument(() => {
      const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
      navigator.serviceWorker.register = (...what) => {
        kept = document.documentElement.dataset.ready;
        return register(...what);
      };
    }),
  });
  await isKept(page);
  assert.equal(await page.evaluate(() => kept), 'true');
  const first = host.asked.findIndex((asked) => asked.endsWith('/sw.js'));
  assert.ok(first > host.asked.findIndex((asked) => asked.endsWith('.wasm')), host.asked.join('\n'));
});

pageTest('what the browser has already is not loaded again for it', async (visit) => {
  const host = await servePlainly({ keep: true });
  visit.atEnd(host.stop);
  const page = await visit.open('', { url: host.url });
  await isKept(page);
  for (const part of [/\/playground-.*\.wasm$/, /\/app-.*\.js$/]) assert.equal(host.asked.filter((asked) => part.test(asked)).length, 1, `${part}`);
});

pageTest('bench.html is kept when it has been opened, and not before', async (visit) => {
  visit.allow(/ERR_CONNECTION_REFUSED|Failed to load|FetchEvent/);
  const host = await servePlainly();
  visit.atEnd(host.stop);
  const page = await visit.open('', { url: host.url });
  await isKept(page);
  assert.deepEqual(host.asked.filter((asked) => asked.includes('bench')), []);
  await host.stop();
  await assert.rejects(page.goto(`${host.url}bench.html`), /ERR_|NS_ERROR|connect|Load failed/i);
  await host.start();
  await page.goto(`${host.url}bench.html`);
  await until(page, 'it is kept whole', async (url) => Boolean(await globalThis.caches?.match(`${url}bench.html`)), host.url); // WebKit may still be at the page that says it failed
  await host.stop();
  await page.reload();
  await until(page, 'the page', () => !el('#run').disabled);
  await page.click('#run');
  await until(page, 'a time', () => Number(els('table')[0].tBodies[0].rows[0].cells[2].textContent) > 0);
});

pageTest('slides.html is kept when it has been opened, with the playgrounds on it', async (visit) => {
  visit.allow(/ERR_CONNECTION_REFUSED|Failed to load|FetchEvent/);
  const host = await servePlainly();
  visit.atEnd(host.stop);
  const page = await visit.open('', { url: host.url });
  await isKept(page);
  assert.deepEqual(host.asked.filter((asked) => /slides|rnn-playground/.test(asked)), []);
  await page.goto(`${host.url}slides.html`);
  await until(page, 'it is kept whole', async (url) => Boolean(await caches.match(`${url}slides.html`)), host.url);
  await host.stop();
  await page.reload();
  assert.equal(await textOf(page, '#place'), '1 / 5');
  await page.keyboard.press('ArrowRight');
  const frame = await within(page, 'section.shown rnn-playground');
  assert.equal(await frame.$eval('#heatmap', (e) => e.checkVisibility()), true);
  // Online it is the server's again, whatever was kept.
  await host.start();
  host.asked.length = 0;
  await page.reload();
  await until(page, 'the slide', () => el('#place').textContent === '2 / 5');
  assert.equal(host.asked.filter((asked) => asked.endsWith('/rnn-playground.js')).length, 1);
});

pageTest('a disk that is full leaves the page working online, and nothing half kept', async (visit) => {
  const host = await servePlainly();
  visit.atEnd(host.stop);
  await visit.limitStorage(host.url, 400_000);
  const page = await visit.open('lang=en', {
    url: host.url,
    prepare: (page) => page.evaluateOnNewDocument(() => {
      const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
      navigator.serviceWorker.register = (...what) => {
        attempts = { workers: [], last: Infinity, again: () => navigator.serviceWorker.register(...what), ...globalThis.attempts };
        attempts.last = performance.now();
        const registering = register(...what); // to an address that the page trusts
        registering.then(({ installing, waiting, active }) => attempts.workers.push(installing ?? waiting ?? active), () => {});
        return registering;
      };
    }),
  });
  // Firefox does not say of each attempt how it ended: then another one is made.
  await until(page, 'it cannot be kept', () => {
    const { workers, last, again } = globalThis.attempts ?? { workers: [], last: Infinity };
    if (workers.some((/** @type {ServiceWorker?} */ worker) => worker?.state === 'redundant')) return true;
    if (performance.now() > last + 3000) again().catch(() => {});
    return false;
  });
  assert.deepEqual(await keptCaches(page), []);
  await page.reload();
  await isReady(page);
  await assertTutorial(page);
  assert.deepEqual(await notices(page), []);
});

pageTest('what is kept may go: the page comes from the server again', async (visit) => {
  const host = await servePlainly();
  visit.atEnd(host.stop);
  const page = await visit.open('', { url: host.url });
  await isKept(page);
  for (const lose of [
    async () => { for (const name of await caches.keys()) await caches.delete(name); },
    async () => { for (const name of await caches.keys()) for (const key of await (await caches.open(name)).keys()) if (/app-/.test(key.url)) await (await caches.open(name)).delete(key); },
  ]) {
    await page.evaluate(lose);
    await page.reload();
    await isReady(page);
    await assertTutorial(page);
  }
});

pageTest('where nothing may be kept the page says nothing of it', async (visit) => {
  for (const deny of [
    () => { Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'); },
    () => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('no', 'SecurityError'); } }),
    () => { ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError')); },
  ]) {
    const page = await visit.open('', { prepare: (page) => page.evaluateOnNewDocument(deny) });
    await assertTutorial(page);
    assert.deepEqual(await notices(page), []);
    await page.close();
  }
});

pageTest('in a frame of another page nothing is kept', async (visit) => {
  const frame = await openAround(visit);
  assert.equal(await frame.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});
