// @ts-check
// WebKit, with those parts of puppeteer's interface that the tests use.

import { lacks } from './capabilities.js';
import { Page } from './webkit-page.js';
import { Session, startDisplay } from './webkit-session.js';

class Context {
  /** @type {Page[]} */
  open = [];
  #opened = 0;
  /** @type {string[]} windows that no page has */
  #spare = [];
  session = new Session();
  /** @type {Awaited<ReturnType<typeof startDisplay>>} of its own, so that the windows of the next profile do not come before this one's */
  #display;

  /** @type {Record<string, string>} for its processes */
  #env = {};

  async start() {
    this.#display = await startDisplay();
    await this.session.start(this.#display.name, this.#env);
    this.#spare = /** @type {string[]} */ (await this.session.command('', 'GET', '/window/handles'));
    const page = (/** @type {number} */ view) => this.open.find((page) => page.view === view);
    this.session.on('request', ({ view, url }) => page(view)?.emit('request', { url: () => url }));
    this.session.on('console', ({ view, type, text, place }) => page(view)?.emit('console', { type: () => type, text: () => text, location: () => ({ url: place }) }));
    this.session.on('uncaught', ({ view, text }) => page(view)?.emit('pageerror', text));
    for (const event of ['parsed', 'loaded', 'failed']) this.session.on(event, ({ view, text }) => page(view)?.emit(event, text));
    this.session.on('crash', ({ view, reason }) => page(view)?.emit('pageerror', `the page crashed: ${reason}`));
  }

  async newPage() {
    const handle = this.#spare.pop() ?? await this.#window();
    const page = new Page(this, handle, this.#opened++);
    this.open.push(page);
    return page;
  }

  async #window() {
    const { handle } = /** @type {any} */ (await this.session.command(this.open[0]?.handle ?? '', 'POST', '/window/new', { type: 'window' }));
    return handle;
  }

  /** Closes a page; a session ends with its last window, so there is always another. @param {Page} page */
  async closePage(page) {
    if (!this.open.includes(page)) return;
    if (this.open.length === 1 && this.#spare.length === 0) this.#spare.push(await this.#window());
    await this.session.command(page.handle, 'DELETE', '/window');
    this.session.forget();
    this.open.splice(this.open.indexOf(page), 1);
  }

  pages() {
    return [...this.open];
  }

  /** @param {string} _origin @param {string[]} permissions */
  async overridePermissions(_origin, permissions) {
    if (permissions.some((name) => name.startsWith('clipboard'))) await this.session.windows('clipboard', true);
  }

  /** @param {string} folder */
  async downloadTo(folder) {
    await this.session.windows('downloads', folder);
  }

  /** What pages may keep: said before there is one. @param {number} bytes */
  async limitStorage(bytes) {
    if (this.#opened) lacks('quota of pages that are open');
    await this.close();
    this.#env = { STORAGE: String(bytes) };
    this.session = new Session();
    await this.start();
  }

  async close() {
    this.open = [];
    await this.session.end();
    await this.#display.close();
  }
}

export class WebKit {
  /** @type {Promise<Context>} the next profile, which starts while a test uses the one before */
  #next;
  #version = '';

  async start() {
    this.#prepare();
    this.#version = `WebKitGTK/${(await this.#next).session.browserVersion}`;
    return this;
  }

  #prepare() {
    this.#next = (async () => {
      const context = new Context();
      await context.start();
      return context;
    })();
    this.#next.catch(() => {});
  }

  async createBrowserContext() {
    const context = await this.#next;
    this.#prepare();
    return context;
  }

  async version() {
    return this.#version;
  }

  async close() {
    await (await this.#next.catch(() => null))?.close();
  }
}

