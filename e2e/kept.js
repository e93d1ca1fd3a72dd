// @ts-check
// What the service worker of a page keeps.

import { until } from './harness.js';

/** @typedef {import('./look.js').Page} Page */

/** Waits until the page is kept, and would be served by a service worker. @param {Page} page */
export const isKept = (page) => until(page, 'the page is kept', () => navigator.serviceWorker.controller?.state === 'activated');

/** The caches and the names in them. @param {Page} page @returns {Promise<{ name: string, files: string[] }[]>} */
export const keptCaches = (page) => page.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (
  { name, files: (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname) }))));

/** The build that the page is of. @param {Page} page @returns {Promise<string>} */
export const buildOf = (page) => page.evaluate(() => document.documentElement.dataset.build);
