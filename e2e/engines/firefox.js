// @ts-check
// Firefox over WebDriver BiDi. What BiDi has no word for yet is set in the browser's own
// process, as its developer tools do.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { lacks } from './capabilities.js';
import { stopFor, throttle } from './pace.js';

const CANDIDATES = [
  process.env.FIREFOX,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

function findFirefox() {
  for (const candidate of CANDIDATES) {
    if (candidate && existsSync(candidate)) return candidate;
  }
  try {
    return execFileSync('sh', ['-c', 'command -v firefox-esr || command -v firefox'], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error('No Firefox found: install firefox-esr or set FIREFOX to its path');
  }
}

const PREFERENCES = {
  // The last line of defence: what is not on this machine is asked of a port that nobody listens on.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'intl.accept_languages': 'en-US, en',
  'ui.useOverlayScrollbars': 1, // as on a phone, and in the other two here
  'apz.allow_double_tap_zooming': false, // a phone's Firefox does not zoom a page of its own width

  'widget.gtk.overlay-scrollbars.enabled': true,
};

/** What a test may set for all pages, and its value when none did. @type {Record<string, unknown>} */
const RESET = { 'intl.accept_languages': 'en-US, en', 'ui.prefersReducedMotion': 0, 'dom.events.testing.asyncClipboard': false };

export async function launchFirefox() {
  const browser = /** @type {any} */ (await puppeteer.launch({
    browser: 'firefox', executablePath: findFirefox(), headless: true, args: ['--remote-allow-system-access'], extraPrefsFirefox: PREFERENCES,
  }));
  const tree = await browser.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const window = tree.result.contexts[0].context;

  /** Runs in the browser's own window. @param {(...args: any[]) => unknown} f @param {...unknown} args */
  const inside = async (f, ...args) => {
    const { result } = await browser.connection.send('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${f})(...${JSON.stringify(args)}) ?? null))()`, target: { context: window }, awaitPromise: true,
    });
    if (result.type === 'exception') throw new Error(result.exceptionDetails.text);
    return JSON.parse(result.result.value);
  };
  /** @param {Record<string, unknown>} values */
  const prefer = (values) => inside((values) => {
    const { Services } = /** @type {any} */ (globalThis);
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
      else if (typeof value === 'string') Services.prefs.setStringPref(name, value);
      else Services.prefs.setIntPref(name, value);
    }
  }, values);
  /** Sets properties of a page's browsing context. @param {any} page @param {Record<string, unknown>} values */
  const override = (page, values) => inside((id, values) => {
    const { NavigableManager } = /** @type {any} */ (globalThis).ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    Object.assign(NavigableManager.getBrowsingContextById(id), values);
  }, page.mainFrame()._id, values);

  let limited = false;
  /** What pages may keep in all; -1 for what is usual. @param {number} bytes */
  const limitStorage = async (bytes) => {
    await prefer({ 'dom.quotaManager.testing': true, 'dom.quotaManager.temporaryStorage.fixedLimit': bytes < 0 ? -1 : Math.ceil(bytes / 1024) });
    await inside(() => new Promise((done) => { /** @type {any} */ (globalThis).Services.qms.reset().callback = () => done(true); }));
    limited = bytes >= 0;
  };

  const createBrowserContext = browser.createBrowserContext.bind(browser);
  browser.createBrowserContext = async () => {
    await prefer(RESET);
    if (limited) await limitStorage(-1);
    const context = await createBrowserContext();
    const newPage = context.newPage.bind(context);
    context.newPage = async () => complete(await newPage(), { prefer, override, connection: browser.connection, process: browser.process().pid });
    context.overridePermissions = async (/** @type {string} */ _origin, /** @type {string[]} */ permissions) => {
      if (permissions.some((name) => name.startsWith('clipboard'))) await prefer({ 'dom.events.testing.asyncClipboard': true });
    };
    context.limitStorage = limitStorage;
    context.downloadTo = (/** @type {string} */ folder) => prefer({ 'browser.download.folderList': 2, 'browser.download.dir': folder });
    return context;
  };
  return browser;
}

/** Gives a page what puppeteer has for Chromium only. @param {any} page @param {any} ways */
function complete(page, { prefer, override, connection, process }) {
  let quick = () => {};
  page.once('close', () => quick());
  const setViewport = page.setViewport.bind(page);
  const on = page.on.bind(page);
  const ours = {
    /** @param {string} event @param {(...args: any[]) => unknown} listener */
    on(event, listener) {
      if (event !== 'console') return on(event, listener);
      // Of an error that is logged puppeteer would only say that it is one.
      connection.on('log.entryAdded', (/** @type {any} */ entry) => {
        if (entry.type !== 'console' || entry.source.context !== page.mainFrame()._id) return;
        const url = entry.stackTrace?.callFrames[0]?.url ?? '';
        listener({ type: () => entry.method, text: () => entry.text ?? '', location: () => ({ url }) });
      });
      return page;
    },
    /** @param {{ hasTouch?: boolean }} viewport */
    async setViewport(viewport) {
      await setViewport(viewport);
      if ('hasTouch' in viewport) await override(page, { touchEventsOverride: viewport.hasTouch ? 'enabled' : 'none' });
    },
    /** @param {{ name: string, value: string }[]} features */
    async emulateMediaFeatures(features) {
      for (const { name, value } of features ?? []) {
        if (name === 'prefers-color-scheme') await override(page, { prefersColorSchemeOverride: value });
        else if (name === 'forced-colors') await override(page, { forcedColorsOverride: value });
        else if (name === 'prefers-reduced-motion') await prefer({ 'ui.prefersReducedMotion': value === 'reduce' ? 1 : 0 });
        else throw new Error(`Firefox is not told of ${name} yet`);
      }
    },
    /** @param {string | null} type */
    emulateMediaType: (type) => override(page, { mediumOverride: type ?? '' }),
    /** @param {boolean} enabled */
    setJavaScriptEnabled: (enabled) => override(page, { allowJavascript: enabled }),
    /** Text alone, not pictures. @param {number} factor */
    zoomText: (factor) => override(page, { textZoom: factor }),
    /** @param {string[]} languages */
    preferLanguages: (languages) => prefer({ 'intl.accept_languages': languages.join(', ') }),
    /** @param {number} rate */
    emulateCPUThrottling: async (rate) => {
      quick();
      quick = throttle(process, rate);
    },
    /** @param {number} ms */
    stopFor: (ms) => stopFor(process, ms),
    createCDPSession: () => lacks('CDP'),
    queryObjects: () => lacks('heap'),
    tracing: new Proxy({}, { get: () => () => lacks('tracing') }),
    accessibility: new Proxy({}, { get: () => () => lacks('accessibility tree') }),
  };
  // BiDi refuses to leave the window, to where a drag may go: the edge is as far.
  const within = (/** @type {any} */ pointer) => {
    const move = pointer.move.bind(pointer);
    pointer.move = (/** @type {number} */ x, /** @type {number} */ y, /** @type {object} */ options) => {
      const { width, height } = page.viewport();
      return move(Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1), options);
    };
    return pointer;
  };
  within(page.mouse);
  const touchStart = page.touchscreen.touchStart.bind(page.touchscreen);
  page.touchscreen.touchStart = async (/** @type {number} */ x, /** @type {number} */ y) => within(await touchStart(x, y));
  for (const method of /** @type {const} */ (['down', 'up', 'press'])) {
    const original = page.keyboard[method].bind(page.keyboard);
    page.keyboard[method] = (/** @type {string} */ key, /** @type {object} */ options) => original(key === 'Space' ? ' ' : key, options);
  }
  return Object.defineProperties(page, Object.getOwnPropertyDescriptors(ours));
}
