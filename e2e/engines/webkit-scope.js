// @ts-check
// What can be asked of a document, a page's or a frame's: puppeteer's methods for that,
// over the W3C's protocol.

import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {unknown} value an argument, as JSON that comes out as it went in */
function pack(value) {
  if (value instanceof Handle) return { handle: value.id };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return { number: Object.is(value, -0) ? '-0' : String(value) };
  return value === undefined ? {} : { value };
}

/** Runs on the page. @param {Function} f @param {any[]} args @param {boolean} byHandle keep the result on the page */
async function runner(f, args, byHandle) {
  const key = Symbol.for('e2e');
  const page = /** @type {any} */ (globalThis);
  if (!page[key]) Object.defineProperty(page, key, { value: new Map() });
  /** @type {Map<number, any>} */
  const kept = page[key];
  try {
    const value = await f(...args.map((arg) => ('handle' in arg ? kept.get(arg.handle) : 'number' in arg ? Number(arg.number) : arg.value)));
    if (byHandle) {
      const id = kept.size + 1;
      kept.set(id, value);
      return JSON.stringify({ handle: id, isNull: value === null || value === undefined });
    }
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return JSON.stringify({ number: Object.is(value, -0) ? '-0' : String(value) });
    return JSON.stringify({ json: JSON.stringify(value) });
  } catch (error) {
    return JSON.stringify({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

/** @param {string} text an expression, or statements */
function asFunction(text) {
  try {
    new Function(`return (${text}\n);`);
    return `() => (${text}\n)`;
  } catch {
    return `() => { ${text}\n }`;
  }
}

export class Scope extends EventEmitter {
  patience = 30_000;

  /** @param {import('./webkit-session.js').Session} session @param {string} handle @param {Handle | null} frame the page's iframe */
  constructor(session, handle, frame) {
    super();
    this.session = session;
    this.handle = handle;
    this.frame = frame;
  }

  /** @param {number} ms */
  setDefaultTimeout(ms) {
    this.patience = ms;
  }

  /** What the body of an async function gives, a text. @param {string} body @returns {Promise<string>} */
  async ask(body) {
    throw new Error(`no page to run ${body}`);
  }

  /** @param {any} what @param {unknown[]} args @param {boolean} byHandle */
  async #run(what, args, byHandle) {
    const f = typeof what === 'function' ? String(what) : asFunction(what);
    const answer = JSON.parse(await this.ask(`return (${runner})((${f}), ${JSON.stringify(args.map(pack))}, ${byHandle})`));
    if (answer.failed) throw new Error(answer.failed);
    return answer;
  }

  /**
   * @template R
   * @param {string | ((...args: any[]) => R)} what @param {...unknown} args
   * @returns {Promise<Awaited<R>>}
   */
  async evaluate(what, ...args) {
    const { json, number } = await this.#run(what, args, false);
    if (number) return /** @type {any} */ (Number(number));
    return json === undefined || json === null ? undefined : JSON.parse(json);
  }

  /** @param {string | ((...args: any[]) => unknown)} what @param {...unknown} args */
  async evaluateHandle(what, ...args) {
    const { handle, isNull } = await this.#run(what, args, true);
    return new Handle(this, handle, isNull);
  }

  /** @param {string | ((...args: any[]) => unknown)} condition @param {{ polling?: number | string, timeout?: number }} [options] @param {...unknown} args */
  async waitForFunction(condition, { polling, timeout = this.patience } = {}, ...args) {
    const pause = typeof polling === 'number' ? polling : 16;
    const end = Date.now() + timeout;
    for (;;) {
      // What is asked while a document goes and another comes has no answer yet.
      const found = await this.evaluateHandle(condition, ...args).catch((error) => {
        if (/context was destroyed/.test(String(error))) return null;
        throw error;
      });
      if (found && await this.evaluate((/** @type {unknown} */ value) => Boolean(value), found).catch(() => false)) return found;
      if (Date.now() > end) throw new Error(`Waiting failed: ${timeout}ms exceeded`);
      await sleep(pause);
    }
  }

  /** @param {string} selector @param {{ visible?: boolean, hidden?: boolean, timeout?: number }} [options] */
  async waitForSelector(selector, { visible = false, hidden = false, timeout } = {}) {
    try {
      const found = await this.waitForFunction((selector, visible, hidden) => {
        const element = document.querySelector(selector);
        const seen = element?.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
        if (hidden) return !seen;
        return visible ? seen && element : element;
      }, { timeout }, selector, visible, hidden);
      return hidden ? null : found;
    } catch (error) {
      throw new Error(`Waiting for selector \`${selector}\` failed: ${error.message}`, { cause: error });
    }
  }

  /** @param {string} selector */
  async $(selector) {
    const found = await this.evaluateHandle((selector) => document.querySelector(selector), selector);
    return found.isNull ? null : found;
  }

  /** @param {string} selector */
  async $$(selector) {
    return (await this.evaluateHandle((selector) => [...document.querySelectorAll(selector)], selector)).items();
  }

  /** @param {string} selector @param {(...args: any[]) => unknown} what @param {...unknown} args */
  async $eval(selector, what, ...args) {
    const found = await this.$(selector);
    if (!found) throw new Error(`failed to find element matching selector "${selector}"`);
    return found.evaluate(what, ...args);
  }

  /** @param {string} selector @param {(...args: any[]) => unknown} what @param {...unknown} args */
  async $$eval(selector, what, ...args) {
    const found = await this.evaluateHandle((selector) => [...document.querySelectorAll(selector)], selector);
    return found.evaluate(what, ...args);
  }

  /** @param {string} selector */
  async focus(selector) {
    await this.$eval(selector, (element) => element.focus());
  }

  /** @param {string} selector @param {{ count?: number, clickCount?: number, button?: string, delay?: number }} [options] */
  async click(selector, options) {
    const found = await this.$(selector);
    if (!found) throw new Error(`No element found for selector: ${selector}`);
    await found.click(options);
  }

  /** @param {string} selector @param {string} text */
  async type(selector, text) {
    await this.focus(selector);
    await /** @type {any} */ (this).keyboard.type(text);
  }

  /** @param {string} selector @param {...string} values */
  async select(selector, ...values) {
    return this.$eval(selector, (element, values) => {
      for (const option of element.options) option.selected = values.includes(option.value);
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, values);
  }
}

/** Something that is kept on the page. */
export class Handle {
  /** @param {Scope} scope @param {number} id @param {boolean} isNull */
  constructor(scope, id, isNull) {
    this.scope = scope;
    this.id = id;
    this.isNull = isNull;
  }

  /** @param {(...args: any[]) => any} what @param {...unknown} args */
  evaluate(what, ...args) {
    return this.scope.evaluate(what, this, ...args);
  }

  /** Where it is to be clicked, in the page's window. @returns {Promise<[number, number]>} */
  async middle() {
    const at = await this.evaluate((element) => {
      const out = (/** @type {DOMRect} */ r) => r.bottom <= 0 || r.right <= 0 || r.top >= innerHeight || r.left >= innerWidth;
      let rect = element.getClientRects()[0];
      if (!rect) return null;
      const whole = rect.top >= 0 && rect.left >= 0 && rect.bottom <= innerHeight && rect.right <= innerWidth;
      if (!whole) element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      rect = [...element.getClientRects()].find((r) => !out(r) && r.width * r.height >= 1);
      if (!rect) return null;
      const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)];
      const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
      return [(left + right) / 2, (top + bottom) / 2];
    });
    if (!at) throw new Error('Node is either not clickable or not an Element');
    if (this.scope.frame === null) return at;
    const [left, top] = await this.scope.frame.evaluate((frame) => {
      const rect = frame.getBoundingClientRect();
      return [rect.left + frame.clientLeft, rect.top + frame.clientTop];
    });
    return [at[0] + left, at[1] + top];
  }

  /** @param {{ count?: number, clickCount?: number, button?: string, delay?: number }} [options] */
  async click(options) {
    await /** @type {any} */ (this.scope).mouse.click(...await this.middle(), options);
  }

  focus() {
    return this.evaluate((element) => element.focus());
  }

  boundingBox() {
    return this.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  /** @param {...string} paths */
  async uploadFile(...paths) {
    await this.evaluate((element) => element.setAttribute('data-e2e-files', ''));
    const element = await /** @type {any} */ (this.scope).command('POST', '/element', { using: 'css selector', value: '[data-e2e-files]' });
    await this.evaluate((element) => element.removeAttribute('data-e2e-files'));
    await /** @type {any} */ (this.scope).command('POST', `/element/${Object.values(element)[0]}/value`, { text: paths.join('\n') });
  }

  /** What it is a list of. @returns {Promise<Handle[]>} */
  async items() {
    const count = await this.evaluate((list) => list.length);
    return Promise.all(Array.from({ length: count }, (_, i) => this.scope.evaluateHandle((list, i) => list[i], this, i)));
  }

  contentFrame() {
    return /** @type {any} */ (this.scope).frameOf(this);
  }

  async dispose() {
    await this.scope.evaluate((id) => { /** @type {any} */ (globalThis)[Symbol.for('e2e')].set(id, undefined); }, this.id).catch(() => {});
  }
}
