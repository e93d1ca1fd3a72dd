// @ts-check
// Pages of another site that embed the playground: for the tests, and to measure.

import { once } from 'node:events';
import { createServer } from 'node:http';

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
 * @returns {Promise<import('puppeteer-core').Frame>}
 */
export async function openAround(visit, before = '') {
  const server = await serveLessons(() => ({ '/': `${before}<iframe width="1200" height="760" src="${visit.url}#lang=en"></iframe>` }));
  visit.atEnd(server.close);
  const page = await visit.tab(server.other, visit.url);
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(server.other);
  const frame = await page.waitForFrame((/** @type {import('puppeteer-core').Frame} */ frame) => frame.url().startsWith(visit.url));
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
