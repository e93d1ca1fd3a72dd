// @ts-check
// A server that goes wrong in one chosen way, over the built site.

import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const site = new URL(`../${process.env.DIST ?? 'dist'}/`, import.meta.url);
const folder = process.env.DIST?.startsWith('/') ? process.env.DIST : fileURLToPath(site);

export const program = readdirSync(folder).find((name) => /^playground-\w{8}\.wasm$/.test(name));
export const reader = readdirSync(folder).find((name) => /^reader-\w{8}\.wasm$/.test(name));

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', wasm: 'application/wasm' };

/**
 * @typedef {import('node:http').ServerResponse} Response
 * @param {(response: Response, content: Buffer) => unknown} answer how it is answered
 * @param {string} [wrong] which file, the program unless another is named; * for all
 */
export async function serveFaulty(answer, wrong = program) {
  const state = { answer, asked: 0 };
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname.slice(1)) || 'index.html';
    let content;
    try {
      content = readFileSync(`${folder}/${name}`);
    } catch {
      response.writeHead(404).end('not found');
      return;
    }
    response.setHeader('Content-Type', TYPES[name.split('.').at(-1)] ?? 'text/plain');
    response.setHeader('Cache-Control', 'no-store');
    if (wrong === '*' || name === wrong) {
      state.asked++;
      state.answer(response, content);
    } else {
      response.end(content);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    state,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** As it should be. @param {Response} response @param {Buffer} content */
export function whole(response, content) {
  response.setHeader('Content-Length', content.length);
  response.end(content);
}
