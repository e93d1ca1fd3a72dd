// @ts-check
// The first visit: how long the page takes from navigation until it is ready, and
// how many bytes it loads.

import { statSync } from 'node:fs';
import { median } from './race.js';

/**
 * Visits the page in fresh profiles.
 * @param {import('puppeteer-core').Browser} browser @param {string} url @param {number} times
 */
export async function coldStart(browser, url, times) {
  const visits = [];
  for (let i = 0; i < times; i++) visits.push(await visit(browser, url));
  const of = (/** @type {'painted' | 'program' | 'ready'} */ what) => median(visits.map((v) => v[what]));
  return { painted: of('painted'), ready: of('ready'), program: of('program'), files: visits[0].files };
}

/** @param {import('puppeteer-core').Browser} browser @param {string} url */
async function visit(browser, url) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.evaluateOnNewDocument(() => {
      globalThis.becameReady = new Promise((ready) => {
        new MutationObserver((_, observer) => {
          if (document.documentElement?.dataset.ready !== 'true') return;
          observer.disconnect();
          ready(performance.now());
        }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
      });
    });
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return await page.evaluate(async () => {
      const ready = await becameReady;
      const resources = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'));
      const program = resources.find(({ name }) => name.endsWith('.wasm'));
      const painted = () => performance.getEntriesByName('first-contentful-paint')[0];
      while (!painted()) await new Promise((done) => { setTimeout(done, 10); }); // it is told of later than it was
      const paint = painted();
      return {
        painted: paint.startTime,
        ready,
        program: ready - program.responseEnd, // what is left to compile, and the start
        files: ['index.html', ...resources.map(({ name }) => new URL(name).pathname.slice(1))],
      };
    });
  } finally {
    await context.close();
  }
}

/** Bytes of files in a folder as they are sent with brotli. @param {string} folder @param {string[]} files */
export function brotliBytes(folder, files) {
  return [...new Set(files)].map((name) => ({ name: name.replace(/-[0-9A-Z]{8}\./, '.'), bytes: statSync(`${folder}/${name}.br`).size }));
}
