// @ts-check
// A page of WebKit, with those methods of puppeteer's Page that the tests use, each
// doing what puppeteer's does, over the W3C's protocol.

import { Scope } from './webkit-scope.js';
import { Keyboard, Mouse } from './webkit-input.js';
import { lacks } from './capabilities.js';
import { stopFor } from './pace.js';
import { writeFileSync } from 'node:fs';

/** @typedef {import('./webkit-session.js').Session} Session */
/** @typedef {import('./webkit-scope.js').Handle} Handle */

export class Page extends Scope {
  #context;
  /** @type {Map<string, string>} sources by identifier */
  #scripts = new Map();
  #added = 0;
  /** @type {{ width: number, height: number } | null} */
  #size = null;
  #marked = 0;
  #address = 'about:blank';

  /** @param {any} context @param {string} handle the driver's @param {number} view the number that the windows' process gave it */
  constructor(context, handle, view) {
    super(context.session, handle, null);
    this.#context = context;
    this.view = view;
    this.keyboard = new Keyboard(this);
    this.mouse = new Mouse(this);
    this.touchscreen = new Proxy({}, { get: () => () => lacks('touch') });
    this.tracing = new Proxy({}, { get: () => () => lacks('tracing') });
    this.accessibility = new Proxy({}, { get: () => () => lacks('accessibility tree') });
  }

  browserContext() {
    return this.#context;
  }

  url() {
    return this.#address;
  }

  /** @param {{ width: number, height: number, deviceScaleFactor?: number, hasTouch?: boolean, isMobile?: boolean }} viewport */
  async setViewport({ width, height, deviceScaleFactor = 1, hasTouch = false }) {
    if (hasTouch) lacks('touch');
    if (deviceScaleFactor !== 1) lacks('device scale');
    this.#size = { width, height };
    await this.session.windows('resize', this.view, width, height);
    await this.#until(() => this.evaluate((w, h) => innerWidth === w && innerHeight === h, width, height), `the window is ${width} × ${height}`);
  }

  viewport() {
    return this.#size;
  }

  /** @param {() => Promise<unknown>} condition @param {string} what */
  async #until(condition, what) {
    const end = Date.now() + this.patience;
    while (!await condition()) {
      if (Date.now() > end) throw new Error(`Waiting failed: ${what}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  /** @param {string} body */
  ask(body) {
    return /** @type {Promise<string>} */ (this.session.windows('evaluate', this.view, body));
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  command(method, path, body) {
    return this.session.command(this.handle, method, path, body);
  }

  /** Does what leads to another document, and waits until that has been parsed. @param {() => Promise<unknown>} act */
  async #another(act) {
    const parsed = new Promise((done, failed) => {
      this.once('parsed', done);
      this.once('loaded', done); // without JavaScript nothing says when it has been parsed
      this.once('failed', (text) => failed(new Error(text)));
    });
    parsed.catch(() => {});
    await act();
    await parsed;
    for (const event of ['parsed', 'loaded', 'failed']) this.removeAllListeners(event);
  }

  /** @param {string} url */
  async goto(url) {
    const [address, fragment] = url.split('#');
    const here = this.#address.split('#')[0];
    this.#address = url;
    if (fragment !== undefined && address === here) await this.evaluate((url) => { location.href = url; }, url);
    else await this.#another(() => this.session.windows('goto', this.view, url));
    return null;
  }

  reload() {
    return this.#another(() => this.session.windows('reload', this.view));
  }

  /** @param {number} by */
  async #travel(by) {
    await this.evaluate((by) => new Promise((done) => {
      addEventListener('popstate', () => setTimeout(done), { once: true });
      history.go(by);
    }), by).catch((error) => {
      if (!/context was destroyed/.test(String(error))) throw error;
    });
  }

  goBack() {
    return this.#travel(-1);
  }

  goForward() {
    return this.#travel(1);
  }

  /** Until another document has come in the place of this one, and been parsed. */
  async waitForNavigation() {
    await this.evaluate(() => { /** @type {any} */ (globalThis).leaving = true; });
    await this.#until(() => this.evaluate(() => !('leaving' in globalThis) && document.readyState !== 'loading').catch(() => false), 'the page is left');
  }

  /** @param {string | ((...args: any[]) => unknown)} what @param {...unknown} args */
  async evaluateOnNewDocument(what, ...args) {
    const identifier = `script ${++this.#added}`;
    this.#scripts.set(identifier, typeof what === 'string' ? what : `(${what})(...${JSON.stringify(args)});`);
    await this.session.windows('scripts', this.view, [...this.#scripts.values()]);
    return { identifier };
  }

  /** @param {string} identifier */
  async removeScriptToEvaluateOnNewDocument(identifier) {
    this.#scripts.delete(identifier);
    await this.session.windows('scripts', this.view, [...this.#scripts.values()]);
  }

  /** @param {{ name: string, value: string }[]} features */
  async emulateMediaFeatures(features) {
    for (const { name, value } of features ?? []) {
      if (name === 'prefers-color-scheme') await this.session.windows('theme', value === 'dark');
      else if (name === 'prefers-reduced-motion') await this.session.windows('motion', value === 'reduce');
      else if (name === 'forced-colors') lacks('forced colours');
      else throw new Error(`WebKit is not told of ${name} yet`);
      // Lets the change reach the page's process before anything that is sent after it.
      await this.#until(() => this.evaluate((query) => matchMedia(query).matches, `(${name}: ${value})`), `${name} is ${value}`);
    }
  }

  /** Text alone, not pictures. @param {number} factor */
  async zoomText(factor) {
    await this.session.windows('zoom', this.view, factor);
  }

  /** All pages of its profile. @param {number} rate */
  async emulateCPUThrottling(rate) {
    this.session.throttle(rate);
  }

  /** All pages of its profile. @param {number} ms */
  stopFor(ms) {
    return stopFor(this.session.process, ms);
  }

  /** @param {string[]} languages as the browser prefers them */
  async preferLanguages(languages) {
    await this.session.windows('languages', languages);
  }

  /** @param {boolean} enabled */
  async setJavaScriptEnabled(enabled) {
    await this.session.windows('javascript', this.view, enabled);
  }

  async bringToFront() {
    await this.session.windows('front', this.view);
  }

  emulateMediaType() {
    lacks('print');
  }

  pdf() {
    lacks('print');
  }

  createCDPSession() {
    lacks('CDP');
  }

  workers() {
    return lacks('list of workers');
  }

  queryObjects() {
    lacks('heap');
  }

  tap() {
    lacks('touch');
  }

  /** @param {{ path?: string, fullPage?: boolean }} [options] @returns {Promise<Uint8Array>} */
  async screenshot({ path, fullPage = false } = {}) {
    const size = this.#size;
    if (fullPage && size) {
      const height = await this.evaluate(() => document.documentElement.scrollHeight);
      await this.setViewport({ width: size.width, height: Math.min(height, 4000) });
      await new Promise((done) => setTimeout(done, 300));
    }
    const png = Buffer.from(await this.command('GET', '/screenshot'), 'base64');
    if (fullPage && size) await this.setViewport(size);
    if (path) writeFileSync(path, png);
    return png;
  }

  /** The next input for a file that is clicked: the driver opens no dialog for it, but takes the files. */
  async waitForFileChooser() {
    await this.evaluate(() => {
      const page = /** @type {any} */ (globalThis);
      page.asksForFiles = undefined;
      addEventListener('click', (event) => {
        if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return;
        event.preventDefault();
        page.asksForFiles = event.target;
      }, { capture: true });
    });
    const input = await this.waitForFunction(() => /** @type {any} */ (globalThis).asksForFiles);
    return { accept: (/** @type {string[]} */ paths) => input.uploadFile(...paths) };
  }

  title() {
    return this.evaluate(() => document.title);
  }

  /** Whatever the page has said until now has been heard. */
  async settle() {
    const mark = `${this.view} ${++this.#marked}`;
    await this.evaluate((text) => /** @type {any} */ (globalThis).webkit.messageHandlers.e2e.postMessage(JSON.stringify({ event: 'mark', text })), mark).then(() => this.session.heard(mark)).catch(() => {});
  }

  close() {
    return this.#context.closePage(this);
  }

  /** The page, and the frames in it and in the shadows of its elements. */
  async frames() {
    const found = await this.evaluateHandle(() => {
      const within = (/** @type {Document | ShadowRoot} */ root) => [...root.querySelectorAll('*')].flatMap((element) => [
        ...(element.localName === 'iframe' ? [element] : []), ...(element.shadowRoot ? within(element.shadowRoot) : []),
      ]);
      return within(document);
    });
    const frames = await Promise.all((await found.items()).map((element) => element.contentFrame()));
    return [this, ...frames];
  }

  /** @param {(frame: any) => boolean} wanted */
  async waitForFrame(wanted) {
    /** @type {any} */
    let found;
    await this.#until(async () => (found = (await this.frames()).find(wanted)), 'there is such a frame');
    return found;
  }

  /** @param {Handle} element an iframe */
  async frameOf(element) {
    const frame = new Frame(this, element);
    await frame.learn();
    return frame;
  }
}

/** An iframe in a page. */
class Frame extends Scope {
  #address = '';

  /** @param {Page} page @param {Handle} iframe */
  constructor(page, iframe) {
    super(page.session, page.handle, iframe);
    this.page = page;
    this.patience = page.patience;
  }

  /** By the driver, which knows of frames. @param {string} body */
  ask(body) {
    const script = `const done = arguments[0]; (async () => { ${body} })().then(done);`;
    return /** @type {Promise<string>} */ (this.session.command(this.handle, 'POST', '/execute/async', { script, args: [] }, async (ask) => {
      const [element, had] = await ask('POST', '/execute/sync', { script: `
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return [globalThis[Symbol.for('e2e')].get(${this.frame?.id}), active?.localName === 'iframe'];`, args: [] });
      await ask('POST', '/frame', { id: element });
      return had;
    }).catch((error) => {
      throw error.code === 'no such frame' ? new Error('Execution context was destroyed, most likely because of a navigation') : error;
    }));
  }

  async learn() {
    this.#address = await this.evaluate(() => location.href).catch(() => '');
  }

  url() {
    return this.#address;
  }

  get mouse() {
    return this.page.mouse;
  }

  get keyboard() {
    return this.page.keyboard;
  }
}
