// @ts-check
// The API and the site in Cloudflare's runtime, against the local server: the same
// handler has to give the same there.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { serve } from '../e2e/server.js';
import { bundle, serveBundle, serveEdge } from './edge.js';

/** Of the free plan, for the program under gzip. */
const MOST_UPLOADED = 3_000_000;

/** @type {Awaited<ReturnType<typeof serveEdge>>} */
let edge;
/** @type {Awaited<ReturnType<typeof serveBundle>>} the same without what wrangler dev puts before it, and without the site */
let bare;
/** @type {Awaited<ReturnType<typeof serve>>} */
let local;
/** @type {Awaited<ReturnType<typeof bundle>>} */
let made;

before(async () => {
  local = await serve();
  edge = await serveEdge();
  made = await bundle();
  bare = await serveBundle(made);
}, { timeout: 150_000 });

after(async () => {
  await Promise.all([bare?.close(), edge?.close(), local?.close()]);
});

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }} Answer */

/**
 * One exchange. When its connection is lost, as happens in a runtime that has too much to
 * do (edge.md), it is asked once more; for a GET wrangler dev does that itself, for a POST
 * it answers 503, which the API never does.
 * @param {string} base @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer }} [options]
 */
async function ask(base, path, options) {
  const first = await exchange(base, path, options).catch(() => undefined);
  return first && first.status !== 503 ? first : exchange(base, path, options);
}

/**
 * fetch would follow redirects, compress and keep.
 * @param {string} base @param {string} path
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer }} [options]
 * @returns {Promise<Answer>}
 */
function exchange(base, path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, base), { method, headers, agent: false, timeout: 60_000 }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${path}`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The headers that the program gives, without those of the transport. @param {import('node:http').IncomingHttpHeaders} headers */
function own(headers) {
  // tags are of an architecture, as the last digits of a state are
  const { date, connection, etag, 'keep-alive': _, 'transfer-encoding': __, 'content-length': ___, 'cf-cache-status': ____, age: _____, ...rest } = headers;
  return rest;
}

/**
 * The numbers in an answer: those that are written in it or, of an .npz file, whose
 * entries are stored, those after each header. What is between them is given too.
 * @param {Buffer} body @param {string} [type]
 */
function numbersOf(body, type) {
  if (type !== 'application/zip') {
    const text = body.toString();
    const number = /-?\d+(\.\d+)?(e[-+]?\d+)?/g;
    return { between: text.replace(number, '#'), numbers: (text.match(number) ?? []).map(Number) };
  }
  const numbers = [];
  let between = '';
  for (let at = 0; body.readUInt32LE(at) === 0x04034b50;) {
    const [size, name] = [body.readUInt32LE(at + 18), body.readUInt16LE(at + 26)];
    const begin = at + 30 + name;
    const header = 10 + body.readUInt16LE(begin + 8);
    between += body.toString('latin1', at + 30, begin + header);
    for (let i = header; i < size; i += 8) numbers.push(body.readDoubleLE(begin + i));
    at = begin + size;
  }
  return { between, numbers };
}

/**
 * The same answer, but for the last digits of what went through exp: that is another
 * function on another architecture.
 * @param {Answer} there @param {Answer} here @param {string} [name]
 */
function same(there, here, name) {
  assert.equal(there.status, here.status, name);
  assert.deepEqual(own(there.headers), own(here.headers), name);
  const [got, want] = [there, here].map(({ body, headers }) => numbersOf(body, headers['content-type']));
  assert.equal(got.between, want.between, name);
  assert.equal(got.numbers.length, want.numbers.length, name);
  const wrong = got.numbers.findIndex((v, i) => !(Math.abs(v - want.numbers[i]) <= 1e-12 * Math.max(1, Math.abs(v))));
  assert.equal(wrong, -1, `${name}: number ${wrong} is ${got.numbers[wrong]}, want ${want.numbers[wrong]}`);
}

const json = { 'Content-Type': 'application/json' };
const layer = JSON.stringify({ cell: 'LSTM', timesteps: 6, batch: 2, inputSize: 3, hiddenSize: 4, numLayers: 2, bidirectional: true, gradOutput: Array(96).fill(1) });

/** @type {[name: string, path: string, options?: Parameters<typeof ask>[2]][]} */
const EXCHANGES = [
  ['the default run', '/api/run'],
  ['CSV', '/api/run?format=csv&timesteps=30'],
  ['npz', '/api/run?format=npz&weights=keras&hidden-size=40'],
  ['text', '/api/run?format=text'],
  ['text by Accept', '/api/run', { headers: { Accept: 'text/csv;q=0.2, text/plain' } }],
  ['every setting', '/api/run?timesteps=7&input-size=3&hidden-size=5&seed=4294967295&weights=radius&gain=0.9&bias=constant&bias-value=-0.5&inputs=sine&level=2&edits=Wx:1:2:0.5,h0:0:0:-1'],
  ['a sentence', `/api/run?inputs=characters&text=${encodeURIComponent('나는 밥을 먹는다')}`],
  ['a HEAD', '/api/run?seed=5', { method: 'HEAD' }],
  ['a part', '/api/run?seed=6', { headers: { Range: 'bytes=0-9' } }],
  ['any tag', '/api/run?seed=7', { headers: { 'If-None-Match': '*' } }],
  ['another tag', '/api/run?seed=8', { headers: { 'If-None-Match': '"a", W/"b"' } }],
  ['a precondition', '/api/run?seed=9', { headers: { 'If-Match': '"a"' } }],
  ['a layer', '/api/layer', { method: 'POST', headers: json, body: layer }],
  ['the OpenAPI document', '/api/openapi.json'],
  ['a preflight', '/api/layer', { method: 'OPTIONS', headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'POST' } }],
  ['400', '/api/run?timesteps=0'],
  ['404', '/api/walk'],
  ['405', '/api/run', { method: 'DELETE' }],
  ['406', '/api/run', { headers: { Accept: 'image/png' } }],
  ['413', '/api/layer', { method: 'POST', headers: { ...json, 'Transfer-Encoding': 'chunked' }, body: Buffer.alloc((8 << 20) + 100, ' ') }],
  ['415', '/api/layer', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{}' }],
  ['422', '/api/layer', { method: 'POST', headers: json, body: '{"cell":"GRU"}' }],
  ['too much', '/api/run?timesteps=4000&hidden-size=4000'],
];

for (const [name, path, options] of EXCHANGES) {
  test(`as from the local server: ${name}`, { timeout: 60_000 }, async () => {
    const [here, there] = await Promise.all([ask(local.url, path, options), ask(edge.url, path, options)]);
    same(there, here, name);
    if (/^\d+$/.test(name)) assert.equal(there.status, Number(name));
  });
}

test('what was answered before comes out of the cache, by address and Accept', async () => {
  const path = '/api/run?seed=12345';
  const first = await ask(edge.url, path);
  assert.equal(first.headers['cf-cache-status'], undefined);
  const again = await ask(edge.url, path);
  assert.equal(again.headers['cf-cache-status'], 'HIT');
  assert.ok(again.body.equals(first.body));
  assert.deepEqual(own(again.headers), own(first.headers));
  const csv = await ask(edge.url, path, { headers: { Accept: 'text/csv' } });
  assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8');
  const part = await ask(edge.url, path, { headers: { Range: 'bytes=0-9' } });
  assert.deepEqual([part.status, part.body.length], [200, first.body.length]);
  const unchanged = await ask(edge.url, path, { headers: { 'If-None-Match': String(first.headers.etag) } });
  assert.deepEqual([unchanged.status, unchanged.body.length], [304, 0]);
  const refused = '/api/run?seed=-12345';
  await ask(edge.url, refused);
  assert.equal((await ask(edge.url, refused)).headers['cf-cache-status'], undefined, 'errors are not kept');
});

test('50 at a time, each gets its own answer', { timeout: 120_000 }, async () => {
  const seeds = Array.from({ length: 600 }, (_, i) => 1000 + i);
  const paths = seeds.map((seed) => (seed % 7 === 0 ? `/api/run?seed=x${seed}` : `/api/run?seed=${seed}&hidden-size=${1 + (seed % 40)}&timesteps=${1 + (seed % 90)}`));
  let next = 0;
  await Promise.all(Array.from({ length: 50 }, async () => {
    while (next < paths.length) {
      const path = paths[next++];
      const post = next % 5 === 0 ? { method: 'POST', headers: json, body: JSON.stringify({ cell: 'GRU', timesteps: 1 + (next % 50), inputSize: 2, hiddenSize: 3, seed: next }) } : undefined;
      const asked = post ? '/api/layer' : path;
      const there = await ask(bare.url, asked, post);
      const here = await ask(local.url, asked, post);
      same(there, here, asked);
    }
  }));
});

test('the largest answers, one after the other and together', { timeout: 120_000 }, async () => {
  const path = (/** @type {number} */ seed) => `/api/run?timesteps=900&input-size=200&hidden-size=250&weights=pytorch&seed=${seed}`;
  /** @param {number} seed */
  const check = async (seed) => {
    const there = await ask(bare.url, path(seed));
    const here = await ask(local.url, path(seed));
    assert.equal(there.status, 200);
    assert.ok(here.body.length > 9_000_000);
    same(there, here);
  };
  for (let seed = 0; seed < 4; seed++) await check(seed);
  await Promise.all([10, 11, 12, 13].map(check));
});

test('a client that goes away in the middle of a body leaves the rest alone', { timeout: 60_000 }, async () => {
  await Promise.all(Array.from({ length: 20 }, () => /** @type {Promise<void>} */ (new Promise((resolve) => {
    const sent = request(new URL('/api/layer', edge.url), { method: 'POST', headers: { ...json, 'Content-Length': '100000' }, agent: false });
    sent.on('error', () => resolve());
    sent.write('{"cell":');
    setTimeout(() => { sent.destroy(); resolve(); }, 100);
  }))));
  const answer = await ask(edge.url, '/api/layer', { method: 'POST', headers: json, body: layer });
  assert.equal(answer.status, 200);
});

test('the site has the headers of the table, and its files are kept', async () => {
  const rules = (await readFile(new URL('../dist/_headers', import.meta.url), 'utf8')).split('\n/')[0].split('\n').slice(1);
  const page = await ask(edge.url, '/');
  assert.equal(page.status, 200);
  assert.match(page.body.toString(), /<table[^>]* id="hidden-states"/);
  const here = await ask(local.url, '/');
  for (const rule of rules) {
    const [name, value] = [rule.slice(0, rule.indexOf(':')).trim(), rule.slice(rule.indexOf(':') + 1).trim()];
    assert.equal(page.headers[name.toLowerCase()], value);
    assert.equal(here.headers[name.toLowerCase()], value);
  }
  const files = await readdir(new URL('../dist', import.meta.url));
  const script = files.find((name) => /^app-.{8}\.js$/.test(name));
  const file = await ask(edge.url, `/${script}`);
  assert.match(String(file.headers['content-type']), /^text\/javascript/);
  assert.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable');
  const worker = await ask(edge.url, '/sw.js');
  assert.equal(worker.headers['cache-control'], 'no-cache');
  assert.equal(worker.body.compare(await readFile(new URL('../dist/sw.js', import.meta.url))), 0);
  const program = await ask(edge.url, `/${files.find((name) => /^playground-.{8}\.wasm$/.test(name))}`);
  assert.equal(program.headers['content-type'], 'application/wasm');
  for (const none of ['/missing', `/${script}.br`, '/_headers', '/.assetsignore']) assert.equal((await ask(edge.url, none)).status, 404, none);
});

test('the program is small enough for the free plan', () => {
  const { plain, gzip } = made;
  console.log(`upload: ${(plain / 1e6).toFixed(2)} MB, ${(gzip / 1e6).toFixed(2)} MB under gzip, of ${MOST_UPLOADED / 1e6} MB`);
  assert.ok(gzip < MOST_UPLOADED);
});
