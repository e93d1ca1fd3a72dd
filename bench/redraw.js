// @ts-check
// How long the page takes to redraw after a gesture, in a real browser over the
// built site: node bench/redraw.js [words]. Of several words all have to be in the
// name of what is measured: "default table seed"; it fails where nothing has, and where
// something takes longer than it may. What is measured, and what is not, is said in
// stopwatch.js. SAMPLES is how often each gesture is made.
//
// Each redraw is timed by two clocks. That of the processor counts what the main
// thread does; the elapsed time is the same where it has a core of its own, and
// longer where others want that too. What a redraw may take is held against the
// first. The ratio is that to the yardstick, a plain repaint in the same run.

import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../e2e/browser.js';
import { serve } from '../e2e/server.js';
import { GESTURES } from './gestures.js';
import { installStopwatch } from './stopwatch.js';

/**
 * @typedef {{ busy: number, elapsed: number }} Time of the main thread's processor, and of the clock, in milliseconds
 * @typedef {{ script: Time, rest: Time, all: Time }} Redraw from start to end, from there to done, and the two together
 * @typedef {{ name: string, ph: string, ts: number, tts: number }} Mark in the browser's trace, with both clocks in microseconds
 */
/** @typedef {import('./gestures.js').Gesture} Gesture */
/** @typedef {import('puppeteer-core').Page} Page */

const SAMPLES = Number(process.env.SAMPLES ?? 40);
const WARMUP = 8;
const FRAME = 1000 / 60;
const PANELS = ['table', 'weights', 'memory', 'cells', 'printout', 'code', 'files'];

/** The settings, and what a redraw may take there, 95 of 100 times. */
const SETTINGS = [
  { name: 'default', link: 'timesteps=10&input-size=4&hidden-size=8', most: FRAME },
  { name: 'large', link: 'timesteps=200&input-size=64&hidden-size=128&weights=pytorch', most: 2 * FRAME },
];

const words = process.argv.slice(2);
/** @param {...string} names */
const wanted = (...names) => words.every((word) => names.join(' ').includes(word));

const server = await serve();
const browser = await launch();
try {
  console.log(`${await browser.version()}, ${SAMPLES} times each; load ${load()}`);
  let [all, over] = [0, 0];
  for (const setting of SETTINGS) {
    const some = PANELS.flatMap((panel) => GESTURES.filter((gesture) => (gesture.panel ?? panel) === panel && wanted(setting.name, panel, gesture.name)).map((gesture) => ({ panel, gesture })));
    all += some.length;
    if (some.length > 0) over += await measure(setting, some);
  }
  if (all === 0) console.log(`\nNothing has all of these words in its name: ${words.join(' ')}.`);
  else console.log(over === 0 ? '\nAll are within what they may take.' : `\n${over} take longer than they may: marked with >.`);
  process.exitCode = Number(all === 0 || over > 0);
} finally {
  await browser.close();
  await server.close();
}

/**
 * @param {typeof SETTINGS[number]} setting
 * @param {{ panel: string, gesture: Gesture }[]} some what is measured there
 * @returns {Promise<number>} how many gestures take too long
 */
async function measure({ name, link, most }, some) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(() => {
    globalThis.el = (selector) => document.querySelector(selector);
  });
  await page.evaluateOnNewDocument(installStopwatch);
  await page.goto(`${server.url}#${link}&lang=en`);
  await page.waitForSelector('html[data-ready="true"]');
  await page.bringToFront();

  /** @type {{ panel: string, gesture: Gesture, redraws: Redraw[], shown: number[] }[]} */
  const rows = [];
  const yardsticks = [];
  for (const { panel, gesture } of some) {
    await page.click(`#tab-${panel}`);
    await sleep(300);
    rows.push({ panel, gesture, ...await make(page, gesture) });
    yardsticks.push(...await traced(page, async () => {
      for (let i = 0; i < 8; i++) await page.evaluate(() => stopwatch.yardstick());
    }));
  }
  await page.close();

  const unit = quantile(yardsticks.map(({ all }) => all.busy), 0.5);
  console.log(`\n${name}: ${link.replace(/[a-z-]+=/g, '').replaceAll('&', ', ')}; may take ${most.toFixed(1)} ms; yardstick ${unit.toFixed(2)} ms; load ${load()}`);
  console.log('           processor time in ms                        ratio  elapsed        on screen');
  console.log('           script        layout, paint  all');
  console.log('           p50    p95   p50    p95   p50    p95    max   p95    p50    p95   p95');
  let over = 0;
  for (const [i, { panel, gesture, redraws, shown }] of rows.entries()) {
    if (rows[i - 1]?.panel !== panel) console.log(panel);
    const column = (/** @type {(redraw: Redraw) => number} */ of, /** @type {number} */ share) => quantile(redraws.map(of), share);
    const p95 = column(({ all }) => all.busy, 0.95);
    const late = p95 > most;
    over += Number(late);
    const format = (/** @type {number[]} */ ...values) => values.map((v) => v.toFixed(1).padStart(6)).join(' ');
    console.log([
      `  ${late ? '>' : ' '}    ${format(column(({ script }) => script.busy, 0.5), column(({ script }) => script.busy, 0.95))}`,
      format(column(({ rest }) => rest.busy, 0.5), column(({ rest }) => rest.busy, 0.95)),
      format(column(({ all }) => all.busy, 0.5), p95, column(({ all }) => all.busy, 1), p95 / unit),
      format(column(({ all }) => all.elapsed, 0.5), column(({ all }) => all.elapsed, 0.95)),
      onScreen(gesture, shown, redraws.length),
      ` ${gesture.name}`,
    ].join(' '));
  }
  return over;
}

/** Makes a gesture some times, at any moment between two frames. @param {Page} page @param {Gesture} gesture */
async function make(page, gesture) {
  await gesture.begin?.(page);
  const redraw = async (/** @type {number} */ i) => {
    await page.evaluate((type) => (type ? stopwatch.arm(type) : stopwatch.armPlaying()), gesture.event);
    await gesture.act(page, i);
    const changed = await page.evaluate(() => stopwatch.redrawn);
    if (changed !== (gesture.redraws ?? true)) throw new Error(`${gesture.name}: the page ${changed ? 'changed' : 'did not change'}`);
    await sleep(Math.random() * 2 * FRAME);
  };
  for (let i = 0; i < WARMUP; i++) await redraw(i);
  await page.evaluate(() => stopwatch.shown());
  const redraws = await traced(page, async () => {
    for (let i = 0; i < SAMPLES; i++) await redraw(WARMUP + i);
  });
  await sleep(100); // what was measured of the last is told
  const shown = await page.evaluate(() => stopwatch.shown());
  await gesture.end?.(page);
  return { redraws, shown };
}

/**
 * The redraws that are marked while something is done.
 * @param {Page} page @param {() => Promise<unknown>} act
 * @returns {Promise<Redraw[]>}
 */
async function traced(page, act) {
  await page.tracing.start({ categories: ['blink.user_timing'] });
  await act();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const marks = traceEvents.filter((/** @type {Mark} */ { name, ph }) => name.startsWith('redraw-') && /^[RIin]$/.test(ph))
    .sort((/** @type {Mark} */ a, /** @type {Mark} */ b) => a.ts - b.ts);
  /** @type {Redraw[]} */
  const redraws = [];
  /** @type {Record<string, Mark>} */
  let at = {};
  const between = (/** @type {Mark} */ from, /** @type {Mark} */ to) => ({ busy: (to.tts - from.tts) / 1000, elapsed: (to.ts - from.ts) / 1000 });
  for (const mark of marks) {
    const place = mark.name.replace('redraw-', '');
    if (place === 'start') at = {};
    at[place] = mark;
    if (place === 'done') redraws.push({ script: between(at.start, at.end), rest: between(at.end, at.done), all: between(at.start, at.done) });
  }
  return redraws;
}

/** @param {Gesture} gesture @param {number[]} shown those of 16 ms and more @param {number} count of all */
function onScreen(gesture, shown, count) {
  if (!gesture.keyed) return '   –';
  const p95 = quantile([...shown, ...Array(Math.max(count - shown.length, 0)).fill(0)], 0.95);
  return (p95 > 0 ? String(p95) : '<16').padStart(4);
}

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
}

function load() {
  return loadavg()[0].toFixed(1);
}
