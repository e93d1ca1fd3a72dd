// @ts-check
// make lighthouse: the built page before Lighthouse, as a phone and as a desktop. Prints
// the scores, keeps the reports in build/lighthouse, and fails below what is wanted.
//
// The network and the processor are really slowed down (throttlingMethod devtools). What
// Lighthouse would work out instead, from a load at full speed, is no use here: on the
// loopback the program is there before the first paint, and then counts as what it waited
// for. Performance needs a quiet machine; the middle one of RUNS (3) counts.
//
// What has come of the network DevTools keeps as text, for those who ask for it: for each who
// listens, in the page's thread, when a response has ended. For the 3 MB of the program, twice,
// that was a task of 240 to 320 ms which no visit has, and more than half of what was blocked.
// Lighthouse asks for no response so large; it is told to keep none (LARGEST).

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import lighthouse, { desktopConfig } from 'lighthouse';
import { launch } from '../e2e/browser.js';
import { serve } from '../e2e/server.js';

/** @typedef {import('lighthouse').Result} Result */
/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {Record<string, number>} Scores of 100, by category */

const WANTED = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const CATEGORIES = Object.keys(WANTED);
const RUNS = Number(process.env.RUNS || 3);
/** Bytes of a response. */
const LARGEST = 1_000_000;
const folder = fileURLToPath(new URL('../build/lighthouse/', import.meta.url));

/** @param {Result} result @returns {Scores} */
const scores = ({ categories }) => Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(100 * (categories[name].score ?? 0))]));

/** What a report objects to, in what is scored. @param {Result} result @param {string} category */
const objections = ({ audits, categories }, category) => categories[category].auditRefs
  .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
  .map(({ id }) => `${id}: ${audits[id].title}${audits[id].displayValue ? `, ${audits[id].displayValue}` : ''}`);

/** Has whatever listens to the network, in any page of any browser, keep nothing that is larger than LARGEST. @param {Browser} browser */
async function keepLess(browser) {
  const session = await browser.target().createCDPSession();
  const every = Object.getPrototypeOf(session);
  const { send } = every;
  /** @this {typeof session} @param {string} method @param {object} [params] @param {...unknown} more */
  every.send = function (method, params, ...more) {
    return send.call(this, method, method === 'Network.enable' ? { ...params, maxResourceBufferSize: LARGEST } : params, ...more);
  };
  await session.detach();
}

const site = await serve();
/** @type {Record<string, Scores>} */
const summary = {};
let failed = false;
let told = false;
try {
  mkdirSync(folder, { recursive: true });
  for (const device of ['mobile', 'desktop']) {
    /** @type {Result[]} */
    const results = [];
    for (let i = 0; i < RUNS; i++) {
      const browser = await launch([], { defaultViewport: null }); // a visit is the first
      try {
        if (!told) await keepLess(browser);
        told = true;
        const page = /** @type {any} */ (await browser.newPage()); // of another version than Lighthouse's own
        const run = await lighthouse(site.url, { output: 'json', logLevel: 'error', throttlingMethod: 'devtools', onlyCategories: CATEGORIES }, device === 'desktop' ? desktopConfig : undefined, page);
        if (!run) throw new Error('no report');
        if (run.lhr.runtimeError) throw new Error(run.lhr.runtimeError.message);
        results.push(run.lhr);
      } finally {
        await browser.close();
      }
    }
    results.sort((a, b) => scores(a).performance - scores(b).performance);
    const middle = results[results.length >> 1];
    writeFileSync(`${folder}${device}.json`, JSON.stringify(middle));
    summary[device] = scores(middle);
    const of = (/** @type {string} */ id) => middle.audits[id]?.displayValue ?? '–';
    console.log(`${device}: ${CATEGORIES.map((name) => `${name} ${summary[device][name]}`).join(', ')} (performance ${results.map((result) => scores(result).performance).join(', ')})`);
    console.log(`  first paint ${of('first-contentful-paint')}, largest ${of('largest-contentful-paint')}, blocked ${of('total-blocking-time')}, shifted ${of('cumulative-layout-shift')}, speed index ${of('speed-index')}`);
    for (const [name, least] of Object.entries(WANTED)) {
      for (const objection of objections(middle, name)) console.log(`  ${name}: ${objection}`);
      if (summary[device][name] < least) {
        failed = true;
        console.log(`  ${name} is below ${least}`);
      }
    }
    if (device === 'desktop') {
      writeFileSync(`${folder}summary.json`, `${JSON.stringify({ ...summary, version: middle.lighthouseVersion, date: middle.fetchTime.slice(0, 10) }, null, 2)}\n`);
    }
  }
} finally {
  await site.close();
}
process.exitCode = failed ? 1 : 0;
