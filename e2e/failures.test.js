// @ts-check
// Each way in which the program may fail to arrive or to start.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReady, pageTest, until } from './harness.js';
import { serveFaulty, whole } from './faulty.js';
import { cells, isVisible, notices, settings } from './look.js';

/** The 80 values are there, the failure is said, and so is what stays. @param {import('./look.js').Page} page @param {RegExp} message */
async function assertFailed(page, message) {
  await until(page, `the message ${message}`, (source) => els('#notices p').some((p) => new RegExp(source).test(p.textContent)), message.source);
  assert.match((await notices(page))[0], /The tutorial's result below stays readable\.$/);
  const shown = await cells(page);
  assert.equal(shown.length, 80);
  assert.match(shown[0].text, /^0\.91170118/);
  assert.equal(await page.evaluate(() => els('#heatmap-cells rect').length), 80);
  assert.equal(await isVisible(page, '#boot'), false);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), undefined);
}

/** @typedef {import('./faulty.js').Response} Response */
/** @type {Record<string, [answer: (response: Response, content: Buffer) => unknown, message: RegExp]>} */
const DOWNLOADS = {
  'the file is missing': [(response) => response.writeHead(404).end('not found'), /file was not found \(404\)/],
  'the server breaks down': [(response) => response.writeHead(500).end(), /file was not found \(500\)/],
  'the file is cut short': [(response, content) => response.end(content.subarray(0, content.length / 2)), /broke off at (49|50) %/],
  'the file is empty': [(response) => response.end(), /broke off at 0 %/],
  'the connection breaks': [
    (response, content) => {
      response.setHeader('Content-Length', content.length);
      response.write(content.subarray(0, content.length / 4), () => setTimeout(() => response.destroy(), 1000));
    },
    /broke off at \d+ %/,
  ],
  'a page comes in its place': [
    (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html>${'<p>Welcome</p>'.repeat(5000)}`),
    /Something else arrived .*\(text\/html\)/,
  ],
  'the file is damaged': [
    (response, content) => response.end(Buffer.from(content).fill(0xff, content.length >> 3, content.length >> 2)),
    /could not be started \(.+\)/,
  ],
  'the connection is refused': [(response) => response.destroy(), /could not be reached/],
};

for (const [name, [answer, message]] of Object.entries(DOWNLOADS)) {
  pageTest(`${name}: said, with a retry that works`, async (visit) => {
    visit.allow(/Failed to load resource|boot\.|preload/);
    const server = await serveFaulty(answer);
    visit.atEnd(server.close);
    const page = await visit.open('lang=en', { url: server.url, ready: false });
    await assertFailed(page, message);
    // Once more in vain, then it works.
    await page.click('#notices .act');
    await assertFailed(page, message);
    server.state.answer = whole;
    await page.click('#notices .act');
    await isReady(page);
    assert.deepEqual(await notices(page), []);
    assert.equal(await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates.length), 10);
  });
}

pageTest('what breaks off because the page is being left is not told', async (visit) => {
  const server = await serveFaulty((response, content) => { response.write(content.subarray(0, content.length / 4)); });
  visit.atEnd(server.close);
  const page = await visit.open('lang=en', { url: server.url, ready: false });
  for (let asked = 1; asked <= 3; asked++) {
    while (server.state.asked < asked) await sleep(20);
    await sleep(300);
    await page.reload({ waitUntil: 'domcontentloaded' });
  }
  assert.deepEqual(await notices(page), []);
});

pageTest('what breaks off because the page is being left is told if it stays', async (visit) => {
  visit.allow(/Failed to load resource|boot\./);
  /** @type {() => void} */
  let breakOff = () => {};
  const server = await serveFaulty((response, content) => {
    response.write(content.subarray(0, content.length / 4));
    breakOff = () => response.destroy();
  });
  visit.atEnd(server.close);
  const page = await visit.open('lang=en', { url: server.url, ready: false });
  await until(page, 'some of the program', () => el('#boot-progress').value > 0.05);
  await page.evaluate(() => { dispatchEvent(new Event('beforeunload')); });
  breakOff();
  await sleep(1500);
  assert.deepEqual(await notices(page), []);
  await assertFailed(page, /broke off at \d+ %/);
});

pageTest('another content type is no reason to fail', async (visit) => {
  for (const type of ['text/plain', 'application/octet-stream', '']) {
    const server = await serveFaulty((response, content) => {
      if (type) response.setHeader('Content-Type', type);
      else response.removeHeader('Content-Type');
      whole(response, content);
    });
    visit.atEnd(server.close);
    const page = await visit.open('', { url: server.url });
    assert.deepEqual(await notices(page), []);
    await page.close();
  }
});

pageTest('a browser without WebAssembly says so; a retry is a new page, where it may be turned on', async (visit) => {
  visit.allow(/boot\.unsupported|preload/);
  /** @type {import('puppeteer-core').NewDocumentScriptEvaluation} */
  let without;
  const page = await visit.open('lang=en&timesteps=7', {
    ready: false,
    prepare: async (page) => { without = await page.evaluateOnNewDocument(() => { delete globalThis.WebAssembly; }); },
  });
  await assertFailed(page, /has no WebAssembly/);
  await Promise.all([page.waitForNavigation(), page.click('#notices .act')]);
  await assertFailed(page, /has no WebAssembly/);
  await page.removeScriptToEvaluateOnNewDocument(without.identifier);
  await page.click('#notices .act');
  await isReady(page);
  assert.deepEqual(await notices(page), []);
  assert.equal((await settings(page)).rows, 7, 'the link is still there');
});

pageTest('too little memory has its own message', async (visit) => {
  visit.allow(/RangeError/);
  const page = await visit.open('lang=en', {
    ready: false,
    prepare: (page) => page.evaluateOnNewDocument(() => {
      const instantiate = WebAssembly.instantiate;
      globalThis.makeRoom = () => { WebAssembly.instantiate = instantiate; };
      WebAssembly.instantiate = /** @type {any} */ (async () => {
        throw new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance');
      });
    }),
  });
  await assertFailed(page, /not enough memory/);
  await page.evaluate(() => { globalThis.makeRoom(); });
  await page.click('#notices .act');
  await isReady(page);
});

pageTest('progress is what has arrived', async (visit) => {
  const server = await serveFaulty((response, content) => {
    response.setHeader('Content-Length', content.length);
    const parts = 12;
    let sent = 0;
    const send = () => {
      if (sent === parts) return void response.end();
      response.write(content.subarray((sent * content.length) / parts, (++sent * content.length) / parts));
      setTimeout(send, 400);
    };
    send();
  });
  visit.atEnd(server.close);
  const page = await visit.open('lang=en', {
    url: server.url,
    ready: false,
    prepare: (page) => page.evaluateOnNewDocument(() => {
      // It would ask again, as this server has forbidden the browser to keep anything.
      Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
      kept = [];
      document.addEventListener('DOMContentLoaded', () => {
        new MutationObserver(() => kept.push([el('#boot-text').textContent, el('#boot-progress').value, el('#boot-percent').textContent]))
          .observe(el('#boot'), { subtree: true, childList: true, attributes: true, characterData: true });
      });
    }),
  });
  await isReady(page);
  const seen = (await page.evaluate(() => kept)).filter(([text]) => text === 'Downloading the calculator');
  const shares = seen.map(([, share]) => share);
  assert.ok(new Set(shares).size >= 5, `${shares}`);
  assert.deepEqual(shares, [...shares].sort((a, b) => a - b), 'it never goes back');
  for (const [, share, percent] of seen) assert.equal(percent, `${Math.floor(share * 100)} %`);
  assert.equal(server.state.asked, 1, 'the program is downloaded once');
  assert.equal(await isVisible(page, '#boot'), false);
});
