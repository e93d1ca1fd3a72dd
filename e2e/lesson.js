// @ts-check
// Pages of another site that embed the playground: for the tests, and to measure.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { until } from './harness.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').Frame} Frame */

/** Names that are resolved: the playground is at 127.0.0.1, lessons at localhost, which is another site. */
export const TWO_SITES = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

/**
 * Serves pages by their path, each the inside of a body.
 * @param {(url: string, origin: string) => Record<string, string>} pages
 */
export async function serveLessons(pages) {
  /** @type {Record<string, string>} */
  let made = {};
  const server = createServer((request, response) => {
    const body = made[request.url?.split('?')[0] ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body ?? ''}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://localhost:${port}`;
  made = pages(`http://127.0.0.1:${port}`, origin);
  return { origin, other: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * Opens a page of another origin around the playground, and gives the frame once its program has painted.
 * @param {any} visit @param {string} [before] what stands before the frame
 * @returns {Promise<Frame>}
 */
export async function openAround(visit, before = '') {
  const server = await serveLessons(() => ({ '/': `${before}<iframe width="1200" height="760" src="${visit.url}#lang=en"></iframe>` }));
  visit.atEnd(server.close);
  const page = await visit.tab(server.other, visit.url);
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(server.other);
  const frame = await page.waitForFrame((/** @type {Frame} */ frame) => frame.url().startsWith(visit.url));
  await frame.waitForSelector('html[data-ready="true"]');
  return frame;
}

/** The frame within an element. @param {Page} page @param {string} [selector] */
export async function within(page, selector = 'rnn-playground') {
  await until(page, 'the frame', (selector) => document.querySelector(selector)?.shadowRoot?.querySelector('iframe'), selector);
  const handle = await page.evaluateHandle((selector) => document.querySelector(selector).shadowRoot.querySelector('iframe'), selector);
  const frame = await /** @type {import('puppeteer-core').ElementHandle<HTMLIFrameElement>} */ (handle).contentFrame();
  await frame.waitForSelector('html[data-ready="true"]');
  return frame;
}

/** What a page that embeds one has to talk to it: ask(message) gives the answer, heard is all that came. */
export const TALK = `<script>
  const heard = []; const waiting = new Map(); let asked = 0;
  addEventListener('message', ({ data, source }) => {
    heard.push(data);
    if (data.id !== undefined) { waiting.get(data.id)?.(data); waiting.delete(data.id); }
  });
  const frame = (n = 0) => document.querySelectorAll('iframe')[n];
  const post = (message, n = 0, to = '*') => frame(n).contentWindow.postMessage(message, to);
  const ask = (message, n = 0) => new Promise((done) => {
    const id = ++asked; waiting.set(id, done);
    post({ ...message, type: 'rnn-playground:' + message.type, id }, n);
  });
  const of = (type) => heard.filter((data) => data.type === 'rnn-playground:' + type);
</script>`;

/**
 * The frames of a page, or undefined where the driver has lost one while it went into a
 * process of its own: it asks and is never answered, though DevTools' own protocol is. A page
 * that hangs is so each time.
 * @param {Page} page @param {number} count @returns {Promise<Frame[] | undefined>}
 */
async function framesOf(page, count) {
  const handles = await page.$$('iframe');
  assert.equal(handles.length, count);
  const frames = [];
  for (const handle of handles) {
    const frame = await handle.contentFrame();
    const answers = frame.evaluate(() => true).catch(() => true); // it may be on its way to its page
    if (!await Promise.race([answers, new Promise((resolve) => { setTimeout(resolve, 5000, false); })])) return undefined;
    frames.push(frame);
  }
  return frames;
}

/**
 * Opens a lesson with frames of these links, and waits until their programs have painted.
 * @param {any} visit @param {string[]} links
 */
export async function openLesson(visit, links) {
  const frames = links.map((link) => `<iframe width="640" height="400" src="${visit.url}#${link.replaceAll('&', '&amp;')}"></iframe>`);
  const server = await serveLessons((_, origin) => ({ '/': TALK + frames.join('').replaceAll('ORIGIN', encodeURIComponent(origin)) }));
  visit.atEnd(() => server.close());
  /** @type {Page} */
  const page = await visit.tab(server.origin, visit.url);
  await page.setViewport({ width: 1400, height: 410 * Math.ceil(links.length / 2) + 40 }); // all are in view
  /** @type {Frame[] | undefined} */
  let found;
  for (let time = 0; time < 4 && !found; time++) {
    if (time > 0) await page.goto('about:blank');
    await page.goto(server.origin);
    found = await framesOf(page, links.length);
  }
  if (!found) throw new Error('a frame answers nothing, four times');
  for (const frame of found) await frame.waitForSelector('html[data-ready="true"]');
  return { page, frames: found, origin: server.origin };
}
