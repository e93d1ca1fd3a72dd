// @ts-check
// What holds after every gesture, whatever it was. Each check gives what is wrong, in
// lines; nothing when all is well.

import { setTimeout as sleep } from 'node:timers/promises';
import { can } from '../engines/capabilities.js';
import { until } from '../harness.js';
import { largestProcess } from './pauses.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** More than a page of the largest tables, pictures and programs has. */
const MOST = { elements: 15_000, nodes: 120_000, listeners: 4_000, heapMB: 200, processMB: 1_200 };

/**
 * What the page never is, at any moment, and its longest pause until then.
 * @param {Page} page
 * @returns {Promise<{ wrong: string[], pause: number }>}
 */
export const always = (page) => page.evaluate(async (most) => {
  if (document.readyState === 'loading') await new Promise((done) => { document.addEventListener('DOMContentLoaded', done, { once: true }); });
  const pause = globalThis.pauses?.take() ?? 0;
  const wrong = [];
  // What follows a new size of the window is laid out in the frame after it.
  for (let i = 0; i < 10 && document.documentElement.scrollWidth > innerWidth + 1; i++) await new Promise((done) => { setTimeout(done, 50); });
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth + 1) {
    const scrolled = (/** @type {Element} */ e) => { for (let of = e.parentElement; of; of = of.parentElement) if (of !== document.body && getComputedStyle(of).overflowX !== 'visible') return of !== document.documentElement; return false; };
    const wide = [...document.body.querySelectorAll('*')].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right + scrollX > innerWidth + 1 && !scrolled(e)).at(-1);
    wrong.push(`${scrollWidth} px wide in a window of ${innerWidth}: ${wide?.closest('[id]')?.id} ${wide?.outerHTML.slice(0, 120)}`);
  }
  const elements = document.getElementsByTagName('*').length;
  if (elements > most) wrong.push(`${elements} elements`);
  if (!document.querySelector('h1, #picture-title')?.textContent?.trim()) wrong.push('the page is blank');
  const typed = [...document.querySelectorAll('input')].map(({ value }) => value).filter((value) => /undefined|\[object /.test(value)); // is said again where it is refused
  // Notices, which stand in a dialog that is open, say what a link has said.
  const quoted = [...typed, document.getElementById('notices')?.textContent ?? ''];
  for (const { id, textContent } of document.querySelectorAll('[id]')) {
    const said = quoted.reduce((text, value) => text.replaceAll(value, ''), textContent ?? '');
    if (!['listing', 'printout', 'text', 'notices', 'announce'].includes(id) && /undefined|\[object |%!|<nil>/.test(said) && !/undefined|\[object/.test(location.hash)) {
      wrong.push(`#${id} says ${said.replace(/\s+/g, ' ').slice(0, 200)}`);
      break;
    }
  }
  if (document.activeElement && !document.activeElement.isConnected) wrong.push('the focus is on what is gone');
  globalThis.pauses?.forget();
  return { wrong, pause };
}, MOST.elements);

/** For how long, in milliseconds, an address that is not that of what is wanted has to stay so: the page writes it late, when it has written often (address.js). */
const LATE = 1500;

/**
 * Waits until nothing is under way: the run that is wanted is painted and in the
 * address, no step is played and no line heard.
 * @param {Page} page @param {number} [quiet] milliseconds in which nothing changes, once the address is that of what is wanted
 */
export async function settle(page, quiet = 500) {
  await page.evaluate(() => {
    if (document.documentElement.matches('.playing')) document.getElementById('play')?.click();
    const sound = document.getElementById('sound');
    if (sound?.dataset.heard === 'true') sound.click();
    // Not forever: a run under way for so long is cancelled, as a user would.
    /** @type {any} */ (globalThis).cancelling = setTimeout(() => { if (document.getElementById('cancel')?.checkVisibility()) document.getElementById('cancel')?.click(); }, 4000);
  });
  await until(page, 'the page to settle', (quiet, late) => {
    const host = /** @type {any} */ (globalThis).playgroundHost;
    // A run that is under way is shown to be so a while after it has begun, or later where the machine is slow.
    const waiting = host?.painted() && host.painted() !== host.wanted();
    const busy = waiting || !document.documentElement.dataset.ready || !document.getElementById('running')?.hidden || document.documentElement.matches('.away, .playing') || document.getElementById('sound')?.dataset.heard === 'true';
    const now = busy ? undefined : `${location.hash} ${document.getElementById('inspector')?.textContent} ${document.getElementById('lines-note')?.textContent}`;
    const { kept: before } = /** @type {any} */ (globalThis);
    // Several looks: of one that was at work in between it was seen only before and after.
    kept = before && before.seen === now ? { ...before, looks: before.looks + 1 } : { seen: now, since: performance.now(), looks: 1 };
    const written = location.hash === `#${host?.wanted()}`;
    return now !== undefined && kept.looks > 3 && performance.now() - kept.since > (written ? quiet : late);
  }, quiet, LATE);
  await page.evaluate(() => { clearTimeout(/** @type {any} */ (globalThis).cancelling); });
}

/** The page's link as keys and values. @param {Page} page */
const fields = async (page) => new URLSearchParams((await page.evaluate(() => location.hash)).slice(1));

/** Controls and the keys of the link that they show, with what stands for a missing one. */
const SHOWN = [
  ['#timesteps-value', 'timesteps', ''], ['#input-size-value', 'input-size', ''], ['#hidden-size-value', 'hidden-size', ''], ['#seed', 'seed', ''],
  ['#cell-kind', 'cell', 'RNN_TANH'], ['#num-layers', 'num-layers', '1'], ['#batch', 'batch', '1'], ['#weights', 'weights', 'tutorial'], ['#bias', 'bias', 'same'], ['#inputs-kind', 'inputs', 'random'],
  ['#terms', 'terms', 'given'],
];

/** What stands on "given" while tensors that were brought in take the place of what it chooses. */
const GIVES_WAY = ['#weights', '#bias', '#inputs-kind'];

/** What a control says that the link does not; a field that is being typed in may. @param {Page} page @returns {Promise<string[]>} */
export async function stateIsLink(page) {
  const link = await fields(page);
  const controls = await page.evaluate((shown) => shown.map(([selector]) => {
    const control = /** @type {any} */ (document.querySelector(selector));
    return !control || control === document.activeElement || control.getAttribute('aria-invalid') === 'true' || !control.checkVisibility() ? null : control.value;
  }), SHOWN);
  if (!link.has('v')) return []; // as it was opened, or followed
  return SHOWN.flatMap(([selector, key, usual], i) => {
    const want = link.get(key) ?? usual;
    return [null, want, ...GIVES_WAY.includes(selector) ? ['given'] : []].includes(controls[i]) ? [] : [`${selector} is ${controls[i]}, the link has ${key}=${want}`];
  });
}

/** The parameters that decide numbers, as the API documents them. @type {Promise<Set<string>> | undefined} */
let deciding;

/**
 * The tensors that the API takes, each asked for on its own: it names the first that it refuses as the page writes it.
 * @param {string[]} all @param {URLSearchParams} question @param {(question: URLSearchParams) => Promise<Response>} ask
 */
async function fitting(all, question, ask) {
  const fewer = [];
  for (const given of all) {
    const one = new URLSearchParams(question);
    one.set('given', given);
    one.delete('edits');
    const answer = await ask(one);
    if (answer.status !== 400 || (await answer.json()).parameter !== 'given') fewer.push(given);
  }
  return fewer;
}

/**
 * The numbers in the table that are not those of a native run of the link.
 * @param {Page} page @param {string} url of the site
 * @returns {Promise<string[]>}
 */
export async function numbersAreNative(page, url) {
  deciding ??= fetch(`${url}api/openapi.json`).then((answer) => answer.json()).then(({ paths }) =>
    new Set(paths['/api/run'].get.parameters.map((/** @type {{ name: string }} */ { name }) => name).filter((/** @type {string} */ name) => name !== 'format')));
  const link = await fields(page);
  if (!link.has('v')) return [];
  const keys = await deciding;
  const question = new URLSearchParams([...link].filter(([key]) => keys.has(key)));
  if (question.get('given')?.includes(':~')) return []; // values that this browser keeps, which the API has not
  const ask = (/** @type {URLSearchParams} */ question) => fetch(`${url}api/run?${question}`);
  let answer = await ask(question);
  // Of tensors that do not fit, and values set by hand at places that there are not now, the page keeps still; the API does not.
  while (answer.status === 400) {
    const { parameter, value } = await answer.json();
    const all = question.get(parameter)?.split(',') ?? [];
    const fewer = parameter === 'edits' ? all.filter((edit) => !edit.startsWith(`${value}:`)) : parameter === 'given' ? await fitting(all, question, ask) : all;
    if (fewer.length === all.length) return [`the API refuses the link: ${parameter} ${value}`];
    if (fewer.length > 0) question.set(parameter, fewer.join());
    else question.delete(parameter);
    answer = await ask(question);
  }
  if ([413, 414, 422].includes(answer.status)) return []; // more than the server computes for anyone
  if (!answer.ok) return [`the API refuses the link: ${await answer.text()}`];
  const { hiddenStates } = await answer.json();
  const shown = await page.evaluate(() => [...document.querySelectorAll('#table-body td[data-value]')].map((cell) =>
    [cell.getAttribute('data-t'), cell.getAttribute('data-unit'), cell.getAttribute('data-value')].map(Number)));
  const table = await page.evaluate(() => ['aria-rowcount', 'aria-colcount'].map((name) => Number(document.getElementById('hidden-states')?.getAttribute(name)) - 1));
  /** @type {string[]} */
  const wrong = [];
  if (table[0] !== hiddenStates.length || table[1] !== hiddenStates[0].length) wrong.push(`a table of ${table}, not ${hiddenStates.length},${hiddenStates[0].length}`);
  else if (shown.length === 0) wrong.push('the table has no numbers');
  for (const [t, unit, value] of shown) {
    const want = hiddenStates[t - 1]?.[unit];
    if (!(Math.abs(value - want) <= 1e-13 * Math.max(1, Math.abs(want)))) wrong.push(`h_${t}[${unit}] is ${value}, not ${want}`);
  }
  return wrong.slice(0, 5);
}

/** Elements whose text follows from the link alone. */
const FOLLOWS = ['equation', 'shapes', 'summary', 'saturation', 'inspector', 'inspector-title', 'lines-note', 'time-axis', 'unit-axis', 'inputs-axis', 'sums-axis', 'inputs-scale', 'sums-scale', 'heatmap-scale',
  'state-name', 'draw-note', 'inputs-note', 'edit-count', 'compare-note', 'printout', 'listing', 'influence-words', 'radius', 'cells-words', 'gradient-names', 'bands-names', 'tour-title', 'tour-text', 'handout'];

/** @param {Page} page @returns {Promise<Record<string, string>>} */
const texts = (page) => page.evaluate((ids) => Object.fromEntries(ids.map((id) => {
  const e = document.getElementById(id);
  // A pause keeps the phase of a step, in which its result is not shown yet.
  const shown = (e?.checkVisibility() ?? false) && !e?.matches(':is([data-phase="enter"], [data-phase="sum"], [data-phase="bend"])');
  // How far words are shortened follows from the room for them, too.
  const wide = id === 'time-axis' ? `${document.getElementById('heatmap')?.clientWidth} px: ` : '';
  // What a browser leaves out of the layout is not in innerText, and what that is follows from what was seen.
  const groups = /** @type {HTMLElement[]} */ ([...e?.querySelectorAll('.long tbody') ?? []]);
  for (const { style } of groups) style.contentVisibility = 'visible';
  const said = shown ? wide + (/** @type {HTMLElement} */ (e).innerText ?? e?.textContent).replace(/\s+/g, ' ').trim().slice(0, 4000) : '';
  for (const { style } of groups) style.contentVisibility = '';
  return [id, said];
})), FOLLOWS);

/** Undoes what two fingers have enlarged, so that the corner of what is seen is that of the window. @param {Page} page */
async function seeAll(page) {
  if (!can('CDP') || await page.evaluate(() => visualViewport?.scale === 1)) return;
  const session = await page.createCDPSession();
  await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
  await session.detach();
}

/**
 * Where the page and one freshly opened by the same link say different things, of what can
 * be seen on both: undo and what is unfolded are not in a link. The pointer is taken off
 * the page for that.
 * @param {Page} page @param {(link: string) => Promise<Page>} open a page like it
 * @returns {Promise<string[]>}
 */
export async function isWhatItsLinkOpens(page, open) {
  await seeAll(page);
  await page.mouse.move(0, 0);
  await settle(page);
  const link = (await page.evaluate(() => location.hash)).slice(1);
  const mine = await texts(page);
  const other = await open(link);
  try {
    await settle(other);
    let fresh = await texts(other);
    const differing = () => {
      const sameRoom = mine['time-axis'].split(':')[0] === fresh['time-axis'].split(':')[0];
      return Object.keys(mine).filter((id) => mine[id] && fresh[id] && mine[id] !== fresh[id] && (sameRoom || id !== 'time-axis'));
    };
    // A panel may be at work on its own, which the page does not wait for.
    for (let tries = 0; tries < 30 && differing().length > 0; tries++) {
      await sleep(1000);
      fresh = await texts(other);
    }
    return differing().map((id) => {
      let at = 0;
      while (mine[id][at] === fresh[id][at]) at++;
      const around = (/** @type {string} */ text) => JSON.stringify(text.slice(Math.max(at - 30, 0), at + 60));
      return `#${id} says ${around(mine[id])}, freshly opened ${around(fresh[id])}`;
    });
  } finally {
    await other.close();
    await page.bringToFront();
  }
}

/**
 * What grew beyond what a page has, after a collection of garbage where one can be asked
 * for. An engine that does not say what is on its heap has the memory of its largest process of pages.
 * @param {Page} page
 * @returns {Promise<{ wrong: string[], figures: Record<string, number> }>}
 */
export async function bounded(page) {
  /** @type {Partial<Record<keyof typeof MOST, number>>} */
  const figures = {};
  if (can('CDP')) {
    const session = await page.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    const { Nodes: nodes, JSEventListeners: listeners, JSHeapUsedSize: heap } = await page.metrics();
    await session.detach();
    Object.assign(figures, { nodes: nodes ?? 0, listeners: listeners ?? 0, heapMB: Math.round((heap ?? 0) / 1e6) });
  } else {
    figures.nodes = await page.evaluate(() => {
      let n = 0;
      for (const walker = document.createTreeWalker(document); walker.nextNode();) n++;
      return n;
    });
    figures.processMB = largestProcess();
  }
  const names = /** @type {(keyof typeof MOST)[]} */ (Object.keys(figures));
  return { figures, wrong: names.filter((name) => (figures[name] ?? 0) > MOST[name]).map((name) => `${figures[name]} ${name}`) };
}
