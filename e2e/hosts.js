// @ts-check
// A static host as plain as there is: no header but a type, which is wrong for
// WebAssembly, under any path. It can be stopped and started again, be given another
// build, and answer single files otherwise.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', png: 'image/png' };

/** The built site. */
export const dist = process.env.DIST?.startsWith('/') ? process.env.DIST : fileURLToPath(new URL(`../${process.env.DIST ?? 'dist'}`, import.meta.url));

/** @typedef {(response: import('node:http').ServerResponse, content: Buffer) => unknown} Answer */

/** @param {{ path?: string, folder?: string, keep?: boolean }} [options] keep: it does tell what may be kept for ever */
export async function servePlainly({ path = '/', folder = dist, keep = false } = {}) {
  const host = {
    url: '',
    folder,
    /** The paths that were asked for. @type {string[]} */
    asked: [],
    /** How single files are answered, by name. @type {Record<string, Answer>} */
    answers: {},
    /** Nobody answers any more. */
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
    start: (port = Number(new URL(host.url).port)) => new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined))),
  };
  const server = createServer((request, response) => {
    const asked = new URL(request.url, 'http://x').pathname;
    host.asked.push(`${request.method} ${asked}`);
    const name = asked.startsWith(path) ? asked.slice(path.length) || 'index.html' : '..';
    let content;
    try {
      if (name.includes('..')) throw new Error('not here');
      content = readFileSync(`${host.folder}/${decodeURIComponent(name)}`);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    response.setHeader('Content-Type', TYPES[name.split('.').at(-1)] ?? 'application/octet-stream');
    if (keep && /-[0-9A-Z]{8}\./.test(name)) response.setHeader('Cache-Control', 'max-age=31536000, immutable');
    if (host.answers[name]) host.answers[name](response, content);
    else response.end(content);
  });
  await host.start(0);
  host.url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}${path}`;
  return host;
}
