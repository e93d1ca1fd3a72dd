// @ts-check
// make lighthouse: the built page before Lighthouse, as a phone and as a desktop. Prints
// the scores, keeps the reports in build/lighthouse, and fails below what is wanted.
//
// The network and the processor are really slowed down (throttlingMethod devtools). What
// Lighthouse would work out instead, from a load at full speed, is no use here: on the
// loopback the program is there before the first paint, and then counts as what it waited
// for. Performance needs a quiet machine; the middle one of RUNS (3) counts.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import lighthouse, { desktopConfig } from 'lighthouse';
import { launch } from '../e2e/browser.js';
import { serve } from '../e2e/server.js';

/** @typedef {import('lighthouse').Result} Result */
/** @typedef {Record<string, number>} Scores of 100, by category */

const WANTED = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const CATEGORIES = Object.keys(WANTED);
const RUNS = Number(process.env.RUNS || 3);
const folder = fileURLToPath(new URL('../build/lighthouse/', import.meta.url));

/** @param {Result} result @returns {Scores} */
const scores = ({ categories }) => Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(100 * (categories[name].score ?? 0))]));

/** What a report objects to, in what is scored. @param {Result} result @param {string} category */
const objections = ({ audits, categories }, category) => categories[category].auditRefs
  .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
  .map(({ id }) => `${id}: ${audits[id].title}${audits[id].displayValue ? `, ${audits[id].displayValue}` : ''}`);

const site = await serve();
/** @type {Record<string, Scores>} */
const summary = {};
let failed = false;
try {
  mkdirSync(folder, { recursive: true });
  for (const device of ['mobile', 'desktop']) {
    /** @type {Result[]} */
    const results = [];
    for (let i = 0; i < RUNS; i++) {
      const browser = await launch(); // a visit is the first
      try {
        const port = Number(new URL(browser.wsEndpoint()).port);
        const run = await lighthouse(site.url, { port, output: 'json', logLevel: 'error', throttlingMethod: 'devtools', onlyCategories: CATEGORIES }, device === 'desktop' ? desktopConfig : undefined);
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
