// @ts-check
// The API on Cloudflare Workers: what has been answered before comes out of the cache,
// everything else out of one instance of the Go program, which serves all requests of
// its isolate. Files of the site are served before this is asked (wrangler.jsonc).

import '../build/worker/wasm_exec.js';
import module from '../build/worker/app.wasm';
import { build } from '../build/worker/build.mjs';

/** Of memory; an isolate may have 128 MiB for everything, and Go gives none back. */
const MOST = 72 << 20;

/**
 * What the Go program and this have in common; handleRequest is of syumai/workers.
 * @typedef {object} Binding
 * @property {Uint8Array | null} body of the request that is being handled
 * @property {number} maxBody how long one may be
 * @property {boolean} [answered] whether Go is done with it
 * @property {(request: { method: string, url: string, headers: Headers, body: null }) => Promise<Response>} handleRequest
 */

/** @type {{ binding: Binding, memory: WebAssembly.Memory } | undefined} */
let running;

/** Starts the program. It has asked for nothing that takes time when this returns. */
function start() {
  const go = new Go();
  const binding = /** @type {Binding} */ ({ body: null });
  let ready = false;
  const instance = new WebAssembly.Instance(module, { ...go.importObject, workers: { ready: () => { ready = true; } } });
  const program = { binding, memory: /** @type {WebAssembly.Memory} */ (instance.exports.mem) };
  go.exit = () => { if (running === program) running = undefined; };
  go.run(instance, { binding });
  if (!ready) throw new Error('the Go program did not start');
  return program;
}

/**
 * Has Go answer. It does so within the call, one request after the other: see whole in
 * main.go. Should Go once put a request off, until a timer for its garbage collector,
 * say, it is not waited for: that timer may belong to another request, which is over,
 * and then it never comes. Nor may any other request find the answer half done. Another
 * instance is asked: the same question has the same answer there.
 * @param {Request} request
 * @param {Uint8Array | null} body
 */
async function answer(request, body) {
  for (let attempts = 3; ; attempts--) {
    const program = running ??= start();
    const { binding, memory } = program;
    binding.body = body;
    binding.answered = false;
    try {
      const response = binding.handleRequest({ method: request.method, url: request.url, headers: request.headers, body: null });
      if (binding.answered || attempts === 1) return await response;
      console.warn('Go put a request off: another instance is asked');
      response.catch(() => {});
      running = undefined;
    } catch (error) {
      // It has run out of memory, or something worse. The next request has another one.
      if (running === program) running = undefined;
      throw error;
    } finally {
      binding.body = null;
      if (memory.buffer.byteLength > MOST && running === program) running = undefined;
    }
  }
}

/**
 * Reads a body, and keeps no more of it than what Go refuses as too long. The rest is
 * read all the same: wrangler dev uses the connection again, and would find it there.
 * @param {Request} request
 */
async function read(request) {
  if (!request.body) return null;
  running ??= start();
  const most = running.binding.maxBody + 1;
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length === most) continue;
    chunks.push(value.subarray(0, most - length));
    length += chunks[chunks.length - 1].length;
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

/**
 * By what an answer is kept: the address and, where the address does not say the
 * format, what is accepted. The cache knows no Vary. Another build of the program does
 * not see the answers of this one.
 * @param {Request} request
 */
function keyOf(request) {
  const url = new URL(request.url);
  const accept = url.searchParams.has('format') ? '' : request.headers.get('Accept') ?? '';
  url.search += `${url.search ? '&' : '?'}build=${build}&accept=${encodeURIComponent(accept)}`;
  return url.href;
}

export default {
  /** @param {Request} request @param {unknown} env @param {ExecutionContext} context */
  async fetch(request, env, context) {
    // What is asked with a condition is answered without computing: Go can tell by the
    // question. A HEAD too. Only relu's numbers as JSON, which may be infinite, are computed.
    const { headers } = request;
    const kept = request.method === 'GET' && !headers.has('If-None-Match') && !headers.has('If-Match');
    const key = kept ? keyOf(request) : '';
    if (kept) {
      const found = await caches.default.match(key); // by its address alone, so a Range is ignored, as Go does
      if (found) return found;
    }
    const response = await answer(request, await read(request));
    if (kept && response.status === 200 && response.headers.get('Cache-Control')?.includes('immutable')) {
      context.waitUntil(caches.default.put(key, response.clone()));
    }
    return response;
  },
};
