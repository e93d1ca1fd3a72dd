// @ts-check
// The engine that BROWSER names, behind puppeteer's interface.

import { launch } from '../browser.js';
import { engine } from './capabilities.js';
import { launchFirefox } from './firefox.js';
import { WebKit } from './webkit.js';

/**
 * A browser that resolves no name but that of this machine.
 * @param {string[]} flags Chromium's own
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function launchEngine(flags = []) {
  if (engine === 'firefox') return launchFirefox();
  if (engine === 'webkit') return /** @type {any} */ (new WebKit().start());
  return launch(['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', ...flags]);
}
