// @ts-check
// How long the page answers nobody. A timer of the page shows when it could not run. What
// users do comes before timers: that it is heard is an answer too, and so is the end of a
// task, where the browser tells how long that was. Of a pause, what the machine had the
// browser's processes wait for others is not the page's, nor is that a machine computes more
// slowly than it can, or than the one on which the limit was set.

import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Of the timer, in milliseconds. */
const BEAT = 10;

/** From when on a browser that tells of long tasks does so, in milliseconds. */
const LONG = 50;

/** Has each document of a page watch itself from when its first run is there. @param {Page} page */
export const watchPauses = (page) => page.evaluateOnNewDocument((beat, long) => {
  let [last, longest, forgotten, task] = [performance.now(), 0, 0, 0];
  const note = (/** @type {{ getEntries: () => PerformanceEntryList }} */ list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime >= forgotten && document.documentElement?.dataset.ready) task = Math.max(task, duration);
    }
  };
  const tells = PerformanceObserver.supportedEntryTypes.includes('longtask');
  const observer = new PerformanceObserver(note);
  if (tells) observer.observe({ type: 'longtask' });
  const look = () => {
    const now = performance.now();
    if (!document.hidden && document.documentElement?.dataset.ready) longest = Math.max(longest, now - last - beat);
    last = now;
  };
  const tick = () => { look(); setTimeout(tick, beat); };
  tick();
  for (const type of ['keydown', 'pointerdown', 'pointermove', 'pointerup', 'wheel']) addEventListener(type, look, { capture: true, passive: true });
  document.addEventListener('visibilitychange', () => { last = performance.now(); });
  // WebKit on Linux starts a device of sound in the task that asks for it: 50 to 160 ms on an empty page.
  const { resume } = AudioContext.prototype;
  AudioContext.prototype.resume = function () {
    const began = performance.now();
    const resumed = resume.call(this);
    last += performance.now() - began;
    return resumed;
  };
  globalThis.pauses = {
    take: () => {
      look();
      note({ getEntries: () => observer.takeRecords() });
      const pause = tells ? Math.max(task, Math.min(longest, long)) : longest;
      [longest, task] = [0, 0];
      return pause;
    },
    forget: () => {
      observer.takeRecords();
      [last, longest, forgotten, task] = [performance.now(), 0, performance.now(), 0];
    },
  };
}, BEAT, LONG);

/** The longest pause since the last look, in milliseconds. @param {Page} page */
export const takePause = (page) => page.evaluate(() => globalThis.pauses?.take() ?? 0);

/** What was asked of the page since is not its own doing. @param {Page} page */
export const forgetPauses = (page) => page.evaluate(() => { globalThis.pauses?.forget(); });

/** @param {string} path */
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch { // it has ended, or this is no Linux
    return '';
  }
};

let [known, since] = [/** @type {number[]} */ ([]), -Infinity];

/** Has the processes be looked up once more: a page was opened or loaded anew, which may have begun one. */
export function expectProcesses() { since = -Infinity; }

/** All processes below this one, whichever of their threads has started them, as they were a few seconds ago: to look takes longer than a gesture may. */
function below() {
  if (performance.now() - since < 5000) return known;
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    const parent = Number(/\) \S (\d+)/.exec(read(`/proc/${Number(name) || 0}/stat`))?.[1]);
    if (parent) children.set(parent, [...children.get(parent) ?? [], Number(name)]);
  }
  const family = (/** @type {number} */ pid) => /** @type {number[]} */ ((children.get(pid) ?? []).flatMap((child) => [child, ...family(child)]));
  [known, since] = [family(process.pid), performance.now()];
  return known;
}

/** What the first threads of all processes below this one, which run the pages, have computed and have waited for a processor, in nanoseconds. */
function clocks() {
  /** @type {Map<number, number[]>} */
  const all = new Map();
  for (const pid of below()) {
    const clock = read(`/proc/${pid}/schedstat`);
    if (clock) all.set(pid, clock.split(' ').map(Number));
  }
  return all;
}

/** As Firefox and WebKit start a process that runs pages; that of the browser itself grows with all profiles there were. */
const RUNS_PAGES = /-isForBrowser|WebKitWebProcess/;

/** The memory of the largest process below this one that runs pages, in MB. */
export const largestProcess = () => Math.max(0, ...below().filter((pid) => RUNS_PAGES.test(read(`/proc/${pid}/cmdline`))).map((pid) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1000)));

/** How often this machine waited for a processor of its own, in milliseconds. */
const stolen = () => 10 * Number(/^cpu +(?:\d+ +){7}(\d+)/.exec(read('/proc/stat'))?.[1] ?? 0);

/** The processor time that the same work takes each time, in milliseconds. */
function yardstick() {
  const before = process.cpuUsage().user;
  for (let i = 0, x = 0.5; i < 200_000; i++) x = Math.tanh(3 * x - 0.1);
  return (process.cpuUsage().user - before) / 1000;
}

/** What it takes on a machine on which a page that answers within the limit feels prompt. */
const REFERENCE = 9;

let quickest = Math.min(REFERENCE, ...Array.from({ length: 20 }, yardstick));

/** How many times as long as there, or as at its best, this machine takes for the same work now: 1 and more. */
export function slowness() {
  const now = Math.min(...Array.from({ length: 5 }, yardstick));
  quickest = Math.min(quickest, now);
  return now / quickest;
}

/**
 * Begins to measure. What it gives says how much of a pause since then was a process's own:
 * no longer than its first thread computed, and without what that waited for a processor.
 * @returns {(pause: number) => number | null} milliseconds; null where the machine does not say
 */
export function startClock() {
  const [began, before] = [clocks(), stolen()];
  return (pause) => {
    let own = 0;
    const ended = clocks();
    if (ended.size === 0) return null;
    for (const [pid, [ran, queued]] of ended) {
      const [ranBefore, queuedBefore] = began.get(pid) ?? [0, 0];
      own = Math.max(own, Math.min((ran - ranBefore) / 1e6, pause - (queued - queuedBefore) / 1e6 - (stolen() - before)));
    }
    return own;
  };
}
