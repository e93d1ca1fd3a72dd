// @ts-check
// What every test file shares: one browser and one server for the file, a fresh
// profile for each test, and a guard over all that no test mentions. A page that
// logs an error or a warning, throws, leaves a rejection unhandled, does what its
// policy forbids, sets a cookie, or asks any host but the one it came from, fails its test.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { basename } from 'node:path';
import { engine, NOISE, notApplicable } from './engines/capabilities.js';
import { launchEngine } from './engines/launch.js';
import { linkOf, nameOf } from './goldens.js';
import { serve } from './server.js';

/** Long enough for two busy cores; only a test that fails waits for it. */
const PATIENCE = engine === 'chromium' ? 20_000 : 60_000;
const TEST_TIMEOUT = engine === 'chromium' ? 120_000 : 300_000;

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

/** @type {string[]} */
const flags = [];

/** Gives the browser of the file more flags. @param {...string} more */
export const browserFlags = (...more) => { flags.push(...more); };

before(async () => {
  await null; // until the file that imports this one has given its flags
  browser = await launchEngine(flags);
  server = await serve();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * @typedef {object} Opening
 * @property {string} [url] another server than the file's
 * @property {boolean} [ready] false: do not wait until the program has painted
 * @property {(page: Page) => unknown} [prepare] what to do before the page is asked for
 * @property {[width: number, height: number]} [size]
 * @property {string} [browserLanguage] what the browser prefers, as in Accept-Language
 * @typedef {import('puppeteer-core').Page} Page
 */

/** What a test works with. */
class Visit {
  /** @type {import('puppeteer-core').BrowserContext} */
  context;
  /** @type {string[]} what the guard objects to */
  complaints = [];
  /** @type {RegExp[]} */
  #allowed = [];
  /** @type {(() => unknown)[]} */
  #endings = [];

  get url() {
    return server.url;
  }

  /** Declares a message that the console will show. @param {RegExp} message */
  allow(message) {
    this.#allowed.push(message);
  }

  /** Does something when the test is over, however it ends. @param {() => unknown} ending */
  atEnd(ending) {
    this.#endings.push(ending);
  }

  /** A new tab under the guard, with nothing in it yet. @param {...string} hosts that may be asked, each by an address on it */
  async tab(...hosts) {
    const page = await this.context.newPage();
    page.setDefaultTimeout(PATIENCE);
    this.#guard(page, hosts.map((url) => new URL(url).origin));
    return page;
  }

  /**
   * Opens the page in a new tab.
   * @param {string} [link] the fragment, without #
   * @param {Opening} [options]
   */
  async open(link = '', { url = server.url, ready = true, prepare, size = [1280, 800], browserLanguage } = {}) {
    const page = await this.tab(url);
    await page.setViewport({ width: size[0], height: size[1] });
    await page.evaluateOnNewDocument(() => {
      globalThis.el = (selector) => document.querySelector(selector);
      globalThis.els = (selector) => [...document.querySelectorAll(selector)];
      // Said in the same words by every engine, and of what some say nothing.
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
        console.error(`policy violated: ${effectiveDirective} ${blockedURI} ${sample}`);
      });
    });
    if (browserLanguage && engine !== 'chromium') {
      await /** @type {any} */ (page).preferLanguages(browserLanguage.split(','));
    } else if (browserLanguage) {
      const session = await page.createCDPSession();
      await session.send('Emulation.setUserAgentOverride', {
        userAgent: await browser.userAgent(), acceptLanguage: browserLanguage,
      });
    }
    await prepare?.(page);
    await page.goto(link ? `${url}#${link}` : url, { waitUntil: 'domcontentloaded' });
    if (ready) await isReady(page);
    return page;
  }

  /** @param {Page} page @param {string[]} origins */
  #guard(page, origins) {
    page.on('console', (message) => {
      if (!['error', 'warn', 'warning', 'assert'].includes(message.type())) return;
      this.#complain(`console ${message.type()}: ${message.text()} (${message.location().url ?? ''})`);
    });
    page.on('pageerror', (error) => this.#complain(`uncaught: ${/** @type {any} */ (error)?.stack ?? error}`));
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (asked.protocol !== 'data:' && !origins.includes(asked.origin)) this.complaints.push(`request to ${asked}`);
    });
  }

  /** @param {string} text */
  #complain(text) {
    if (![...NOISE[engine], ...this.#allowed].some((pattern) => pattern.test(text))) this.complaints.push(text);
  }

  /** Lets the pages of the file's server read and write the clipboard. */
  allowClipboard() {
    return this.context.overridePermissions(new URL(server.url).origin, ['clipboard-read', 'clipboard-sanitized-write']);
  }

  /** Lets what a page downloads come into a folder. @param {Page} page @param {string} folder */
  async downloadTo(page, folder) {
    if (engine !== 'chromium') {
      await /** @type {any} */ (this.context).downloadTo(folder);
      return;
    }
    const session = await page.browser().target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: this.context.id, eventsEnabled: true });
  }

  /** Lets the pages of a server keep so many bytes and no more. @param {string} url @param {number} bytes */
  async limitStorage(url, bytes) {
    if (engine !== 'chromium') {
      await /** @type {any} */ (this.context).limitStorage(bytes);
      return;
    }
    const [page = await this.context.newPage()] = await this.context.pages();
    const session = await page.createCDPSession();
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, quotaSize: bytes });
  }

  /** Waits until what the pages said has been heard, where that takes a way of its own, and looks for cookies, of which a page leaves none. */
  async settle() {
    for (const page of await this.context.pages()) {
      await /** @type {any} */ (page).settle?.();
      const cookie = await page.evaluate(() => (location.protocol === 'http:' ? document.cookie : '')).catch(() => '');
      if (cookie) this.complaints.push(`a cookie: ${cookie}`);
    }
  }

  async end() {
    for (const ending of this.#endings.reverse()) await ending();
    await this.context.close();
  }
}

/** The browser's name and version. */
export const browserVersion = () => browser.version();

/**
 * Works in a fresh profile, under the guard.
 * @template T
 * @param {(visit: Visit) => Promise<T>} body
 */
export async function visiting(body) {
  const visit = new Visit();
  visit.context = await browser.createBrowserContext();
  try {
    return await body(visit);
  } finally {
    await visit.end();
  }
}

/**
 * A test in a fresh profile, under the guard.
 * @param {string} name
 * @param {(visit: Visit) => Promise<unknown>} body
 */
export function pageTest(name, body) {
  const skip = notApplicable(basename(process.argv[1]), name) || false;
  test(name, { timeout: TEST_TIMEOUT, skip }, () => visiting(async (visit) => {
    try {
      await body(visit);
      await visit.settle();
      assert.deepEqual(visit.complaints, [], 'the page stays quiet and asks no other host');
    } catch (error) {
      // What the page complained of is usually why the test failed.
      for (const complaint of visit.complaints) console.error(`  page: ${complaint}`);
      throw error;
    }
  }));
}

/** Waits until the program has painted. @param {Page} page */
export function isReady(page) {
  return page.waitForSelector('html[data-ready="true"]');
}

/**
 * Waits until a condition holds on the page, and says which one did not.
 * @template {unknown[]} A
 * @param {Page} page
 * @param {string} what
 * @param {(...args: A) => unknown} condition runs on the page
 * @param {A} args
 */
export async function until(page, what, condition, ...args) {
  try {
    return await page.waitForFunction(/** @type {any} */ (condition), { polling: 50 }, ...args);
  } catch (error) {
    const at = await page.evaluate(() => location.hash).catch(() => 'a page that does not answer');
    throw new Error(`${what}: ${error instanceof Error ? error.message : error}, at ${at}`, { cause: error });
  }
}

/**
 * Goes to another link on an open page, and waits until its run is painted.
 * @param {Page} page
 * @param {import('./goldens.js').Setting} setting
 * @param {string} [more] further keys
 */
export async function follow(page, setting, more = '&lang=en') {
  await page.evaluate((hash) => { location.hash = hash; }, linkOf(setting) + more);
  await until(page, `the run of ${nameOf(setting)} is painted`, (t, i, h, seed) => {
    const table = el('#hidden-states');
    return Number(table.getAttribute('aria-rowcount')) === t + 1 && Number(table.getAttribute('aria-colcount')) === h + 1
      && Number(el('#input-size-value').value) === i && Number(el('#seed').value) === seed;
  }, setting.timesteps, setting.inputSize, setting.hiddenSize, setting.seed);
  await page.evaluate(() => new Promise((done) => { setTimeout(done); })); // what stands around the pictures has a task of its own
}
