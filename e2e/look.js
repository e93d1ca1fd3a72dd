// @ts-check
// What the tests read off the page, and what they do to it as a user would.

import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * The cells of the table that are in the document.
 * @param {Page} page
 * @returns {Promise<{ t: number, unit: number, value: number, text: string }[]>}
 */
export function cells(page) {
  return page.evaluate(() => [...document.querySelectorAll('table#hidden-states td[data-value]')].map((cell) => ({
    t: Number(cell.getAttribute('data-t')),
    unit: Number(cell.getAttribute('data-unit')),
    value: Number(cell.getAttribute('data-value')),
    text: cell.textContent,
  })));
}

/** A cell's text as NumPy writes the number. @param {string} text */
export const asNumPy = (text) => text.replaceAll('\u2007', '').replaceAll('−', '-').trim();

/** @param {Page} page @param {string} selector @returns {Promise<string>} */
export const textOf = (page, selector) => page.evaluate((s) => el(s).textContent, selector);

/** The value of a field. @param {Page} page @param {string} selector @returns {Promise<string>} */
export const valueOf = (page, selector) => page.evaluate((s) => el(s).value, selector);

/** @param {Page} page @param {string} selector */
export const isVisible = (page, selector) => page.evaluate((s) => el(s)?.checkVisibility() ?? false, selector);

/** The fragment of the address, without #. @param {Page} page */
export const linkShown = (page) => page.evaluate(() => location.hash.slice(1));

/** The texts of the notices on the page. @param {Page} page @returns {Promise<string[]>} */
export const notices = (page) => page.evaluate(() => els('#notices .notice p').map((p) => p.textContent));

/** Replaces what stands in a field, key by key. @param {Page} page @param {string} selector @param {string} text */
export async function fill(page, selector, text) {
  await page.focus(selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(text);
}

/** Replaces what stands in a field at once, as pasting does. @param {Page} page @param {string} selector @param {string} text */
export async function paste(page, selector, text) {
  await page.evaluate((s, text) => {
    el(s).focus();
    el(s).select();
    document.execCommand('insertText', false, text);
  }, selector, text);
}

/**
 * Pastes text where the keyboard is, or somewhere: the event alone, which a field is not changed by.
 * @param {Page} page @param {string} text @param {string} [at]
 */
export const pasteText = (page, text, at) => page.evaluate((text, at) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: clipboardData }); // Firefox makes none of what its constructor is given
  return (at ? el(at) : document.activeElement ?? document.body).dispatchEvent(event);
}, text, at);

/**
 * Drags a file over an element and drops it there.
 * @param {Page} page @param {string} name @param {string | Uint8Array} content @param {string} [at]
 * @returns {Promise<boolean>} whether the place to drop was seen meanwhile
 */
export const dropFile = (page, name, content, at = '#plots') => page.evaluate((name, content, at) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
  const turn = (/** @type {string} */ type) => el(at).dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  turn('dragenter');
  turn('dragover');
  const seen = el('#drop-here').checkVisibility();
  turn('drop');
  return seen;
}, name, typeof content === 'string' ? content : [...content], at);

/** The widest faces of those that are everywhere where there is a browser. */
export const WIDE = { serif: '"DejaVu Serif", Georgia, serif', sans: '"DejaVu Sans", Verdana, sans-serif' };

/** Has the page use another face, as it does where there is none of its own. @param {Page} page @param {string} selector @param {string} face */
export const withFace = (page, selector, face) => page.evaluate((rule) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [sheet];
}, `${selector} { font-family: ${face} !important; }`);

/** Where an element is in the window. @param {Page} page @param {string} selector */
export function boxOf(page, selector) {
  return page.evaluate((s) => {
    const { left, top, right, bottom, width, height } = el(s).getBoundingClientRect();
    return { left, top, right, bottom, width, height };
  }, selector);
}

/** What the page says its sizes and seed are, in every place where it says so. @param {Page} page */
export function settings(page) {
  return page.evaluate(() => ({
    fields: ['#timesteps-value', '#input-size-value', '#hidden-size-value', '#seed'].map((s) => Number(el(s).value)),
    spoken: ['#timesteps', '#input-size', '#hidden-size'].map((s) => Number(el(s).getAttribute('aria-valuetext'))),
    positions: ['#timesteps', '#input-size', '#hidden-size'].map((s) => Number(el(s).value)),
    shapes: el('#shapes').textContent,
    rows: Number(el('#hidden-states').getAttribute('aria-rowcount')) - 1,
    columns: Number(el('#hidden-states').getAttribute('aria-colcount')) - 1,
    link: location.hash.slice(1),
  }));
}

/** The equation in shapes, and how many weights there are, in either language. @param {number} inputSize @param {number} hiddenSize */
export function shapes(inputSize, hiddenSize) {
  const h = `(${hiddenSize},)`;
  return `${h} = tanh( (${hiddenSize}, ${inputSize})(${inputSize},) + (${hiddenSize}, ${hiddenSize})${h} + ${h} ) · ${hiddenSize * (inputSize + hiddenSize + 1)} weights`;
}

/**
 * Lifts a finger that has come to rest: after one that leaves while it moves, the
 * browser may take the next tap for the end of that.
 * @param {import('puppeteer-core').TouchHandle} finger
 */
export async function lift(finger) {
  await sleep(150);
  await finger.end();
  await sleep(50);
}

/** Waits until what answers a change of size or theme has been drawn: a frame, its observers, their timers. @param {Page} page */
export function frames(page) {
  return page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(null))));
  }));
}

/** Waits until a link that is followed is on the page, with all that stands around the pictures. @param {Page} page */
export async function followed(page) {
  await page.waitForFunction(() => {
    const { playgroundHost: host } = /** @type {any} */ (globalThis);
    return location.hash === `#${host.wanted()}` && host.wanted() === host.painted();
  });
  await frames(page);
}

/**
 * What on the page does not follow from the sizes and the seed in its fields, by
 * the numbers that runRNN gives for them: nothing, when all is well. It is looked
 * at in the task in which `act` has run, before the browser has had a turn.
 * @template {unknown[]} A
 * @param {Page} page
 * @param {(...args: A) => unknown} [act] runs on the page
 * @param {A} args
 * @returns {Promise<string[]>}
 */
export function disagreements(page, act = () => {}, ...args) {
  const values = args.map((value) => JSON.stringify(value)).join();
  return /** @type {any} */ (page.evaluate(`(() => { (${act})(${values}); return (${compareViews})(); })()`));
}

/** Runs on the page. */
function compareViews() {
  /** @type {string[]} */
  const wrong = [];
  const same = (/** @type {string} */ what, /** @type {unknown} */ got, /** @type {unknown} */ want) => {
    const [g, w] = [JSON.stringify(got), JSON.stringify(want)];
    if (g !== w) wrong.push(`${what}: ${g}, not ${w}`);
  };
  const near = (/** @type {string} */ what, /** @type {number} */ got, /** @type {number} */ want, /** @type {number} */ by) => {
    if (!(Math.abs(got - want) <= by)) wrong.push(`${what}: ${got}, not ${want}`);
  };
  const grouped = (/** @type {number} */ n) => n.toLocaleString('en');

  const [T, I, H, seed] = ['#timesteps-value', '#input-size-value', '#hidden-size-value', '#seed'].map((s) => Number(el(s).value));
  /** @type {Float64Array[]} */
  const states = /** @type {any} */ (globalThis).runRNN(T, I, H, seed).hiddenStates;
  const at = (/** @type {number} */ t, /** @type {number} */ unit) => states[t - 1][unit];
  const all = states.flatMap((row) => [...row]);

  same('spoken values', ['#timesteps', '#input-size', '#hidden-size'].map((s) => el(s).getAttribute('aria-valuetext')), [T, I, H].map(String));
  const [equation, count] = (el('#shapes').textContent ?? '').split(' · ');
  same('shapes', equation, `(${H},) = tanh( (${H}, ${I})(${I},) + (${H}, ${H})(${H},) + (${H},) )`);
  same('weights', count.replace(/\D/g, ''), String(H * (I + H + 1)));
  const pinned = all.filter((h) => Math.abs(h) > 0.99).length;
  for (const count of pinned > 0 && pinned < all.length ? [all.length, pinned] : [all.length]) {
    if (!el('#summary').textContent.includes(grouped(count))) wrong.push(`the summary has no ${count}: ${el('#summary').textContent}`);
  }

  // Table
  same('rows and columns', ['aria-rowcount', 'aria-colcount'].map((name) => el('#hidden-states').getAttribute(name)), [T + 1, H + 1].map(String));
  const shown = els('#table-body td');
  if (shown.length === 0) wrong.push('the table is empty');
  for (const { dataset, textContent } of shown) {
    const h = at(dataset.t, dataset.unit);
    same(`cell ${dataset.t} ${dataset.unit}`, Number(dataset.value), h);
    near(`digits ${dataset.t} ${dataset.unit}`, Number(textContent.replaceAll('\u2007', '').replace('−', '-')), h, 5.01e-9);
  }

  // Printout
  const printout = el('#printout').textContent;
  const counted = Array.from({ length: T }, (_, i) => `(${i + 1}, ${H})\n`).join('');
  const [zeros, printed] = printout.split(`(${H}, ${I})\n(${H}, ${H})\n(${H},)\n${counted}`);
  same('zero state printed', new Set(zeros?.match(/[^\s[\]]+/g)).size, H > 1000 ? 2 : 1);
  const numbers = printed?.match(/[^\s[\]]+/g) ?? [];
  if (all.length <= 1000) same('numbers printed', numbers.length, all.length);
  near('first number printed', Number(numbers[0]), all[0], 5.01e-9);
  near('last number printed', Number(numbers.at(-1)), all[all.length - 1], 5.01e-9);

  // Heatmap
  const { clientWidth, clientHeight } = el('#heatmap');
  const [columns, rows] = [clientWidth, clientHeight].map((length) => Math.round(length * devicePixelRatio));
  const canvas = el('#heatmap-canvas');
  if (T <= columns && H <= rows) {
    same('pixels', [canvas.width, canvas.height], [T, H]);
    const style = getComputedStyle(document.documentElement);
    const [negative, zero, positive] = ['--negative', '--zero', '--positive'].map((token) =>
      style.getPropertyValue(token).match(/[0-9a-f]{2}/g).map((byte) => parseInt(byte, 16)));
    // A copy is read, so that the page's canvas stays one that is only drawn to.
    const copy = new OffscreenCanvas(T, H).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, T, H);
    all.forEach((h, i) => {
      const pixel = 4 * ((i % H) * T + Math.floor(i / H));
      zero.forEach((from, channel) => {
        const want = from + ((h < 0 ? negative : positive)[channel] - from) * Math.abs(h);
        near(`colour ${channel} of state ${i}`, data[pixel + channel], want, 1.5);
      });
    });
  } else if (canvas.width > columns || canvas.height > rows) {
    wrong.push(`${canvas.width} × ${canvas.height} pixels in ${columns} × ${rows}`);
  }
  const apart = H <= 40 && el('#heatmap').clientHeight >= 4 * H;
  same('lines between cells', el('#heatmap-grid path')?.getAttribute('d').split('M').length - 1, (T <= 40 && T - 1 + (apart ? H - 1 : 0)) || NaN);

  // Lines
  const paths = els('#lines path');
  same('lines', paths.map((path) => path.getAttribute('class').replace(' chosen', '')), H <= 32 ? Array(H).fill('line') : ['band all', 'band half', 'median']);
  if (!el('#lines-note').textContent.includes(grouped(H))) wrong.push(`the note on the lines: ${el('#lines-note').textContent}`);
  if (H <= 32 && T > 1 && T <= columns) {
    paths.forEach((path, unit) => path.getAttribute('d').match(/-?\d+ -?\d+/g).forEach((/** @type {string} */ point, /** @type {number} */ i) => {
      const [x, y] = point.split(' ').map(Number);
      near(`line ${unit}, point ${i}, across`, x, ((i + 0.5) / T) * 10_000, 1);
      near(`line ${unit}, point ${i}, height`, 1 - y / 500, at(i + 1, unit), 0.0011);
    }));
  }

  // Axes
  for (const [axis, along, least, most] of /** @type {[string, string, number, number][]} */ ([['#time-axis', 'x', 1, T], ['#unit-axis', 'y', 0, H - 1]])) {
    const labels = els(`${axis} text`).map((label) => [Number(label.textContent.replace(',', '')), parseFloat(label.getAttribute(along))]);
    same(`first label of ${axis}`, labels[0]?.[0], least);
    labels.forEach(([value, place], i) => {
      if (value > most || value <= labels[i - 1]?.[0]) wrong.push(`${axis} has ${value} after ${labels[i - 1]}`);
      near(`place of ${value} on ${axis}`, place, ((value - least + 0.5) / (most - least + 1)) * 100, 0.01);
    });
  }

  // The marked step
  const find = el('#find-step');
  same('most that can be found', find.max, String(T));
  const frame = el('#heatmap-frame');
  same('a step is pinned', !el('#plots').matches('.loose'), find.value !== '');
  if (find.value !== '') near('framed', parseFloat(frame.style.insetInlineStart), ((Number(find.value) - 1) / T) * 100, 0.01);
  return wrong.slice(0, 10);
}

/** Counts from now on the workers that a page begins, on the page itself: not every driver tells of them. @param {Page} page */
export async function countWorkers(page) {
  await page.evaluate(() => {
    if (typeof kept === 'number') {
      kept = 0;
      return;
    }
    kept = 0;
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      /** @param {string | URL} url @param {WorkerOptions} [options] */
      constructor(url, options) {
        super(url, options);
        kept++;
      }
    };
  });
}

/** How many it has begun. @param {Page} page @returns {Promise<number>} */
export const workersBegun = (page) => page.evaluate(() => kept);
