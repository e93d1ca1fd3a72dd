// @ts-check
// What a user can do to the page. A gesture is chosen from a seeded stream and from
// what is on the page, and is then plain data, so that a list of them can be replayed.

import { setTimeout as sleep } from 'node:timers/promises';
import { can } from '../engines/capabilities.js';
import { until } from '../harness.js';
import { pasteText } from '../look.js';
import { FILES } from './files.js';
import { JUNK, call, link, number } from './corpus.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./random.js').Random} Random */
/** @typedef {{ do: string, [detail: string]: any }} Gesture */
/** @typedef {{ selector: string, kind: string, x: number, y: number, width: number, height: number, min?: string, max?: string, options?: string[] }} Target */

/** Whether nothing may depend on how fast this machine is: what is chosen waits until the page has done what it was asked for. */
const STEADY = Boolean(process.env.STEADY);

/** Left alone: they leave the page, or open what no page can close. */
const ALONE = 'a[target], a[href]:not([href^="#"]), [download], #handout';

/**
 * What can be seen and used, each with a selector of its own.
 * @param {Page} page
 * @param {string} among
 * @returns {Promise<Target[]>}
 */
const targets = async (page, among = 'button, select, input, textarea, summary, [tabindex="0"], #table-body td, .plot, canvas') => page.evaluate((among, alone) => {
  const path = (/** @type {Element} */ e) => {
    const parts = [];
    for (; e && e !== document.body; e = e.parentElement) {
      if (e.id) { parts.unshift(`#${CSS.escape(e.id)}`); break; }
      const same = [...e.parentElement.children].filter(({ localName }) => localName === e.localName);
      parts.unshift(`${e.localName}:nth-of-type(${same.indexOf(e) + 1})`);
    }
    return parts.join(' > ');
  };
  const modal = document.querySelector('dialog:modal') ?? document;
  return [...modal.querySelectorAll(among)].filter((e) => !e.closest(alone) && e.checkVisibility({ visibilityProperty: true }) && !e.matches(':disabled')).slice(0, 400).map((e) => {
    const { left, top, width, height } = e.getBoundingClientRect();
    const field = /** @type {any} */ (e);
    return {
      selector: path(e), kind: e.localName === 'input' ? field.type : e.localName, x: left, y: top, width, height, min: field.min, max: field.max,
      options: e.localName === 'select' ? [...field.options].filter(({ disabled }) => !disabled).map(({ value }) => value) : undefined,
    };
  }).filter(({ width, height }) => width > 0 && height > 0);
}, among, STEADY ? `${ALONE}, #notices` : ALONE);

/** Keys that are pressed wherever the focus is. */
const KEYS = ['Tab', 'Tab', 'Enter', 'Escape', 'Space', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Delete', 'Backspace', 'p', '?', '0', '7', '-', '.', 'F2'];
const CHORDS = [['Shift', 'Tab'], ['Control', 'z'], ['Control', 'y'], ['Control', 'a'], ['Shift', 'ArrowRight'], ['Shift', 'ArrowDown'], ['Control', 'Home'], ['Alt', 'ArrowUp']];
const WINDOWS = [[1280, 800], [768, 1024], [390, 844], [844, 390], [320, 568], [1920, 1080], [1024, 500]];
const MEDIA = [
  ['prefers-color-scheme', 'light'], ['prefers-color-scheme', 'dark'], ['prefers-reduced-motion', 'reduce'], ['prefers-reduced-motion', 'no-preference'],
];

/** @param {Target} target */
const selectorOf = ({ selector }) => selector;

/** @typedef {{ weight: number, needs?: string, choose: (random: Random, page: Page) => Promise<Gesture | undefined> }} Way */

/** @type {Way[]} */
const ALL = [
  { weight: 30, choose: async (random, page) => { // something that takes a click
    const all = (await targets(page)).filter(({ kind }) => !['select', 'range', 'number', 'text'].includes(kind));
    if (all.length === 0) return undefined;
    const buttons = all.filter(({ kind }) => ['button', 'checkbox', 'radio', 'summary'].includes(kind));
    const target = random.among(random.chance(0.6) && buttons.length > 0 ? buttons : all, selectorOf);
    return { do: 'click', selector: target.selector, at: [random.next(), random.next()], times: random.chance(0.1) ? 2 : 1 };
  } },
  { weight: 16, choose: async (random, page) => { // a field
    const all = await targets(page, 'input:not([type=range], [type=checkbox], [type=radio], [type=file]), textarea');
    if (all.length === 0) return undefined;
    const field = random.among(all, selectorOf);
    const text = field.kind === 'number' ? number(random, field) : random.one(JUNK);
    return { do: random.chance(0.5) ? 'type' : 'paste', selector: field.selector, text: text.slice(0, random.chance(0.9) ? 12 : 3000), then: random.one(['', '', 'Enter', 'Escape', 'Tab']) };
  } },
  { weight: 12, choose: async (random, page) => {
    const all = await targets(page, 'select');
    if (all.length === 0) return undefined;
    const field = random.among(all, selectorOf);
    return { do: 'select', selector: field.selector, value: random.one(field.options ?? ['']) };
  } },
  { weight: 10, choose: async (random, page) => { // a slider, by keys or dragged
    const all = await targets(page, 'input[type=range]');
    if (all.length === 0) return undefined;
    const slider = random.among(all, selectorOf);
    if (random.chance(0.5)) return { do: 'keys', selector: slider.selector, keys: Array.from({ length: random.int(1, 5) }, () => random.one(['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home'])) };
    return { do: 'drag', from: [slider.selector, random.next() * 0.4, 0.5], to: [slider.selector, random.next() * 0.4, random.next()], steps: random.int(1, 6) };
  } },
  { weight: 14, choose: async (random) => ({ do: 'press', keys: Array.from({ length: random.int(1, 4) }, () => random.one(KEYS)) }) },
  { weight: 5, choose: async (random) => ({ do: 'chord', keys: random.one(CHORDS) }) },
  { weight: 10, choose: async (random, page) => { // over the pictures
    const all = await targets(page, '#heatmap, #inputs, #sums, #lines-plot, #matrices, #influence, #bands, #flow, #inspector, #step-bars, #b, #h0');
    if (all.length === 0) return undefined;
    const [from, to] = [random.among(all, selectorOf).selector, random.among(all, selectorOf).selector];
    if (random.chance(0.4)) return { do: 'drag', from: [from, random.next(), random.next()], to: [to, random.next(), random.next()], steps: random.int(1, 8) };
    return { do: 'hover', over: Array.from({ length: random.int(1, 4) }, () => [random.one([from, to]), random.next(), random.next()]) };
  } },
  { weight: 6, needs: 'touch', choose: async (random, page) => { // by finger
    const all = await targets(page);
    if (all.length === 0) return undefined;
    const [from, to] = [random.among(all, selectorOf).selector, random.among(all, selectorOf).selector];
    if (random.chance(0.5)) return { do: 'tap', selector: from, at: [random.next(), random.next()], times: random.chance(0.2) ? 2 : 1 };
    return { do: 'swipe', from: [from, random.next(), random.next()], to: [to, random.next(), random.next()], steps: random.int(1, 6), fingers: random.chance(0.1) ? 2 : 1 };
  } },
  { weight: 6, choose: async (random) => ({ do: 'link', link: link(random) }) },
  { weight: 5, choose: async (random) => ({ do: random.one(['back', 'forward']) }) },
  { weight: 4, choose: async (random) => ({ do: 'resize', size: random.one(WINDOWS) }) },
  { weight: 3, choose: async (random) => ({ do: 'media', feature: random.one(MEDIA) }) },
  { weight: 5, choose: async (random) => ({ do: 'scroll', by: [random.int(-200, 200), random.int(-900, 900)], at: [random.next(), random.next()] }) },
  { weight: 2, choose: async (random) => ({ do: 'call', call: call(random) }) },
  { weight: 4, choose: async (random) => ({ do: random.one(['drop', 'drop', 'insert']), file: random.int(0, FILES.length - 1) }) }, // numbers of one's own, or what pretends to be
  { weight: 2, choose: async (random) => ({ do: 'wait', ms: random.int(20, 900) }) },
  { weight: 1, choose: async (random) => ({ do: 'hide', ms: random.int(20, 400) }) },
  { weight: 0.5, choose: async () => ({ do: 'reload' }) },
  { weight: 0.3, choose: async (random) => ({ do: 'link', link: `timesteps=${random.int(20_000, 60_000)}&hidden-size=${random.int(32, 64)}&weights=pytorch&seed=${random.int(0, 9)}` }) },
];

/** Waits until the wanted run is painted and no step is played. @param {Page} page */
async function calm(page) {
  await page.evaluate(() => { if (document.documentElement.matches('.playing')) document.getElementById('play')?.click(); });
  await until(page, 'the page to be calm', () => document.documentElement.dataset.ready && document.getElementById('running')?.hidden && !document.documentElement.matches('.away, .playing'));
}

/** What the way to drive the engine has. */
const WAYS = ALL.filter(({ needs }) => !needs || can(needs));

/** What it has not, with what it would need; others are drawn in their place. */
export const without = ALL.flatMap(({ needs }) => (needs && !can(needs) ? [needs] : []));

/** @param {Random} random @param {Page} page @returns {Promise<Gesture>} */
export async function choose(random, page) {
  if (STEADY) await calm(page);
  for (;;) {
    const gesture = await random.weighted(WAYS).choose(random, page);
    if (gesture) return gesture;
  }
}

/** Where in the window a share of an element is, brought into view; undefined if it is gone. @param {Page} page @param {string} selector @param {number} across @param {number} down */
const point = (page, selector, across, down) => page.evaluate((selector, across, down) => {
  const e = document.querySelector(selector);
  if (!e) return undefined;
  e.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { left, top, width, height } = e.getBoundingClientRect();
  // Two fingers that part enlarge what is seen of the window; the pointer goes by what is seen.
  const { offsetLeft, offsetTop, scale } = visualViewport ?? { offsetLeft: 0, offsetTop: 0, scale: 1 };
  const [x, y] = [left + Math.min(across * width, width - 1) - offsetLeft, top + Math.min(down * height, height - 1) - offsetTop].map((at) => at * scale);
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? { x, y } : undefined;
}, selector, across, down);

/** @param {Page} page @param {string} selector */
const focus = (page, selector) => page.evaluate((selector) => {
  const e = /** @type {any} */ (document.querySelector(selector));
  e?.focus();
  e?.select?.();
  return document.activeElement === e;
}, selector);

/** @type {Record<string, (page: Page, gesture: Gesture) => Promise<unknown>>} */
const DO = {
  async click(page, { selector, at: [across, down], times }) {
    const at = await point(page, selector, across, down);
    if (at) await page.mouse.click(at.x, at.y, { count: times });
  },
  async type(page, { selector, text, then }) {
    if (!await focus(page, selector)) return;
    // Letter by letter, three thousand would take longer than a gesture may: so many are pasted.
    await page.keyboard.type(text.replace(/[\u0000-\u001f]|[\ud800-\udfff]/g, '').slice(0, 400));
    if (then) await page.keyboard.press(then);
  },
  async paste(page, { selector, text, then }) {
    if (!await focus(page, selector)) return;
    await page.evaluate((text) => { document.execCommand('insertText', false, text); }, text);
    if (then) await page.keyboard.press(then);
  },
  async select(page, { selector, value }) {
    await page.evaluate((selector, value) => {
      const field = /** @type {any} */ (document.querySelector(selector));
      if (!field || field.matches(':disabled')) return;
      field.focus();
      field.value = value;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    }, selector, value);
  },
  async keys(page, { selector, keys }) {
    if (!await focus(page, selector)) return;
    for (const key of keys) await page.keyboard.press(key);
  },
  async press(page, { keys }) { for (const key of keys) await page.keyboard.press(key); },
  async chord(page, { keys: [held, key] }) {
    await page.keyboard.down(held);
    await page.keyboard.press(key);
    await page.keyboard.up(held);
  },
  async drag(page, { from, to, steps }) {
    const begin = await point(page, ...(/** @type {[string, number, number]} */ (from)));
    if (!begin) return;
    await page.mouse.move(begin.x, begin.y);
    await page.mouse.down();
    const end = await point(page, ...(/** @type {[string, number, number]} */ (to))) ?? { x: 5, y: 5 };
    await page.mouse.move(end.x, end.y, { steps });
    await page.mouse.up();
  },
  async tap(page, { selector, at: [across, down], times }) {
    for (let i = 0; i < times; i++) {
      const at = await point(page, selector, across, down);
      if (at) await page.touchscreen.tap(at.x, at.y);
    }
  },
  async swipe(page, { from, to, steps, fingers }) {
    const begin = await point(page, ...(/** @type {[string, number, number]} */ (from)));
    if (!begin) return;
    const first = await page.touchscreen.touchStart(begin.x, begin.y);
    const second = fingers === 2 ? await page.touchscreen.touchStart(begin.x + 1, begin.y + 1) : undefined;
    const end = await point(page, ...(/** @type {[string, number, number]} */ (to))) ?? { x: 5, y: 5 };
    for (let i = 1; i <= steps; i++) await first.move(begin.x + ((end.x - begin.x) * i) / steps, begin.y + ((end.y - begin.y) * i) / steps);
    await second?.end();
    await first.end();
  },
  async hover(page, { over }) {
    for (const where of over) {
      const at = await point(page, ...(/** @type {[string, number, number]} */ (where)));
      if (at) await page.mouse.move(at.x, at.y);
    }
  },
  link: (page, { link }) => page.evaluate((link) => { location.hash = link; }, link),
  // Never out of the page: its first entry knows that it is.
  back: (page) => page.evaluate(() => {
    const { navigation } = /** @type {any} */ (globalThis);
    if (navigation ? navigation.canGoBack : history.state?.before !== undefined) history.back();
  }),
  forward: (page) => page.evaluate(() => { history.forward(); }),
  resize: (page, { size: [width, height] }) => page.setViewport({ width, height }),
  media: (page, { feature: [name, value] }) => page.emulateMediaFeatures([{ name, value }]),
  async scroll(page, { by: [x, y], at: [across, down] }) {
    const { width, height } = page.viewport();
    await page.mouse.move(across * (width - 1), down * (height - 1));
    await page.mouse.wheel({ deltaX: x, deltaY: y });
  },
  call: (page, { call: [name, args] }) => page.evaluate((name, args) => {
    const ready = document.documentElement.dataset.ready === 'true';
    try {
      /** @type {any} */ (globalThis)[name](...args);
    } catch (error) {
      const early = !ready && /not running yet/.test(String(error)); // as it says where the page was loaded just now
      if (!(early || error instanceof TypeError || error instanceof RangeError)) throw error;
    }
  }, name, args),
  drop: (page, { file }) => page.evaluate(({ name, base64 }) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    for (const type of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  }, FILES[file]),
  insert: (page, { file }) => pasteText(page, Buffer.from(FILES[file].base64, 'base64').toString('latin1')),
  wait: (_, { ms }) => sleep(ms),
  async hide(page, { ms }) {
    const other = await page.browserContext().newPage();
    await other.bringToFront();
    await sleep(ms);
    await other.close();
    await page.bringToFront();
  },
  reload: (page) => page.reload({ waitUntil: 'domcontentloaded' }),
};

/** @param {Page} page @param {Gesture} gesture */
export async function perform(page, gesture) {
  await DO[gesture.do](page, gesture);
  if (STEADY && ['drop', 'insert', 'back', 'forward', 'link'].includes(gesture.do)) await sleep(400); // what is read, or gone to, is there
}
