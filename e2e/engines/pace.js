// @ts-check
// What drivers have no word for: the processes that run an engine's pages are stopped and
// go on, as a slow or a sleeping machine would have them. Under Linux, which tells of
// processes in files.

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The names of processes in which Firefox and WebKit run pages, as the system cuts them. */
const PAGES = /^(WebKitWebProces|Web Content|Isolated Web Co|Isolated Servic)/;

/** Milliseconds of a stop and the run after it, together: too short for a hand to notice. */
const TURN = 48;

/** The processes of pages that a process has begun. @param {number} ancestor its number */
function pages(ancestor) {
  /** @type {Map<number, { name: string, parent: number }>} */
  const all = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? [];
      all.set(Number(entry), { name, parent: Number(parent) });
    } catch {
      // it has ended
    }
  }
  const descends = (/** @type {number} */ process) => {
    for (let at = all.get(process); at; at = all.get(at.parent)) if (at.parent === ancestor) return true;
    return false;
  };
  return [...all].filter(([process, { name }]) => PAGES.test(name) && descends(process)).map(([process]) => process);
}

/** The same; without any it would run on as it does. @param {number} browser */
function found(browser) {
  const processes = pages(browser);
  if (!processes.length) throw new Error('no page to stop was found');
  return processes;
}

/** What is stopped now. @type {Set<number>} */
const stopped = new Set();
/** @param {number} process_ */
function go(process_) {
  stopped.delete(process_);
  try {
    process.kill(process_, 'SIGCONT');
  } catch {
    // it has ended
  }
}
/** @param {number} process_ */
function stop(process_) {
  try {
    process.kill(process_, 'SIGSTOP');
    stopped.add(process_);
  } catch {
    // it has ended
  }
}
process.once('exit', () => stopped.forEach(go));

/**
 * Lets the pages of a browser run for 1/rate of the time, until what it returns is called.
 * @param {number} browser the number of its process
 * @param {number} rate
 */
export function throttle(browser, rate) {
  let on = true;
  let processes = found(browser);
  (async () => {
    for (; on; processes = pages(browser)) {
      for (let turn = 0; turn < 10 && on; turn++) { // then there may be others
        processes.forEach(stop);
        await sleep(TURN * (1 - 1 / rate));
        processes.forEach(go);
        await sleep(TURN / rate);
      }
    }
  })();
  return () => { on = false; };
}

/** Stops the pages of a browser for a while. @param {number} browser the number of its process @param {number} ms */
export async function stopFor(browser, ms) {
  const processes = found(browser);
  processes.forEach(stop);
  await sleep(ms);
  processes.forEach(go);
}
