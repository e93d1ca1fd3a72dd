// @ts-check
// A real Chromium for the tests and the screenshots.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

/** Where browsers are, by the usual names on Debian, elsewhere on Linux, and on macOS. */
const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export function findChromium() {
  for (const candidate of CANDIDATES) {
    if (candidate && existsSync(candidate)) return candidate;
  }
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // not under this name
    }
  }
  throw new Error('No Chromium found: install chromium or set CHROMIUM to its path');
}

// The last five keep a fresh profile from calling home. The pages that the address bar of a
// new window makes ready take as long as the page that is tested, and are not seen here.
const FLAGS = [
  '--no-sandbox',
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param {string[]} [more] flags @param {import('puppeteer-core').LaunchOptions} [options] */
export function launch(more = [], options = {}) {
  return puppeteer.launch({ executablePath: findChromium(), headless: true, args: [...FLAGS, ...more], ...options });
}
