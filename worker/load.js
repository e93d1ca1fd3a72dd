// @ts-check
// How many requests a second the API answers, here and in Cloudflare's runtime, 50 at
// a time, and whether every answer is the right one. Writes docs/edge.md.
//
// A request whose connection is closed before it is read is asked again, once, as
// RFC 9112, section 9.3.1, allows, and counted: see edge.md.
//
// Everything is bounded and on 127.0.0.1. The client shares the cores with what it
// measures.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { serve } from '../e2e/server.js';
import { bundle, serveBundle } from './edge.js';

const AT_A_TIME = 50;
const MOST_REQUESTS = 3000;
const MOST_SECONDS = 10;
const QUESTIONS = 100; // different ones of each case

/**
 * @typedef {object} Question
 * @property {string} path
 * @property {string} [body] of a POST
 * @typedef {{ name: string, cached?: boolean, question: (i: number) => Question }} Case
 * @typedef {{ status: number, body: Buffer }} Answer
 */

/** @type {Case[]} */
const CASES = [
  { name: 'the default run, another seed each', question: (i) => ({ path: `/api/run?seed=${i}` }) },
  { name: 'T 50, I 16, H 32', question: (i) => ({ path: `/api/run?timesteps=50&input-size=16&hidden-size=32&seed=${i}` }) },
  {
    name: 'a layer: LSTM, T 10, I 4, H 8, with gradients',
    question: (i) => ({
      path: '/api/layer',
      body: JSON.stringify({ cell: 'LSTM', timesteps: 10, inputSize: 4, hiddenSize: 8, seed: i, gradOutput: Array(80).fill(1) }),
    }),
  },
  { name: 'the same question again (at the edge, out of the cache)', cached: true, question: () => ({ path: '/api/run?seed=424242' }) },
];

/**
 * @param {string} url @param {Question} question @param {Agent | false} agent @param {boolean} [cached]
 * @returns {Promise<Answer>}
 */
function ask(url, { path, body }, agent, cached) {
  /** @type {Record<string, string>} */
  const headers = body ? { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) } : {};
  // What is asked with a condition is not looked for in the cache.
  if (!cached) headers['If-None-Match'] = '"none"';
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method: body ? 'POST' : 'GET', headers, agent, timeout: 30_000 }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Asks alone first, then many at a time; an answer that is not what it was alone is a
 * failure.
 * @param {string} url @param {Case} of
 */
async function measure(url, { question, cached }) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const questions = Array.from({ length: cached ? 1 : QUESTIONS }, (_, i) => question(i));
  /** @type {Buffer[]} */
  const right = [];
  /** @type {number[]} */
  const alone = [];
  for (const q of questions) {
    const asked = performance.now();
    const { status, body } = await ask(url, q, agent, cached);
    if (status !== 200) throw new Error(`${q.path}: ${status} ${body}`);
    right.push(body);
    alone.push(performance.now() - asked);
  }
  /** @type {number[]} */
  const times = [];
  let failures = 0;
  let again = 0;
  let next = 0;
  /** @param {string} why */
  const fail = (why) => {
    failures++;
    if (failures <= 3) console.error(`  failed after ${((performance.now() - begin) / 1000).toFixed(1)} s: ${why}`);
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
    while (next < MOST_REQUESTS && performance.now() - begin < MOST_SECONDS * 1000) {
      const i = next++ % questions.length;
      const asked = performance.now();
      try {
        const { status, body } = await ask(url, questions[i], agent, cached).catch(() => {
          again++;
          return ask(url, questions[i], false, cached); // over a new connection: the others may be closing too
        });
        if (status !== 200 || !body.equals(right[i])) fail(`${status}, ${body.length} bytes: ${body.subarray(0, 300)}`);
      } catch (error) {
        fail(`${error} ${(performance.now() - asked).toFixed(0)} ms after it was asked`);
      }
      times.push(performance.now() - asked);
    }
  }));
  const seconds = (performance.now() - begin) / 1000;
  agent.destroy();
  return {
    perSecond: times.length / seconds, alone: quantile(alone, 0.5), p50: quantile(times, 0.5), p99: quantile(times, 0.99),
    failures, again, requests: times.length,
  };
}

/** @param {number[]} times @param {number} share of them that is below */
function quantile(times, share) {
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(share * times.length))];
}

/** The entry, but that no instance serves a second request, as in that of syumai/workers. */
function freshEntry() {
  const end = 'binding.body = null;';
  const source = readFileSync(new URL('index.js', import.meta.url), 'utf8').replaceAll('../build/worker/', './');
  if (!source.includes(end)) throw new Error(`index.js has no ${end}`);
  writeFileSync(new URL('../build/worker/fresh.js', import.meta.url), source.replace(end, `${end} running = undefined;`));
  return '../build/worker/fresh.js';
}

/** @param {number} v */
const round = (v) => (v < 10 ? v.toFixed(1) : v.toFixed(0));

/** @type {[name: string, start: () => Promise<{ url: string, close: () => Promise<unknown> }>][]} */
const TARGETS = [
  ['local server', () => serve()],
  ['workerd, one instance', async () => serveBundle(await bundle('index.js'))],
  ['workerd, an instance a request', async () => serveBundle(await bundle(freshEntry()))],
];

const began = loadavg()[0];
/** @type {string[][]} of each case, by server */
const rows = CASES.map(() => []);
let failed = 0; // but for the last server, which is there for comparison
const only = process.argv[2]; // a part of a server's name: measures that one, and prints only
for (const [target, start] of TARGETS) {
  if (only && !target.includes(only)) continue;
  const server = await start();
  try {
    for (const [i, of] of CASES.entries()) {
      const m = await measure(server.url, of);
      if (target !== TARGETS[TARGETS.length - 1][0]) failed += m.failures;
      rows[i].push(`| ${of.name} | ${target} | ${round(m.perSecond)} | ${round(m.alone)} | ${round(m.p50)} | ${round(m.p99)} | ${m.failures} of ${m.requests} | ${m.again} |`);
      console.log(rows[i].at(-1));
    }
  } finally {
    await server.close();
  }
}

const versions = JSON.parse(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8')).packages;
const version = (/** @type {string} */ name) => `${name} ${versions[`node_modules/${name}`].version}`;
const go = execFileSync('go', ['version'], { encoding: 'utf8' }).split(' ')[2].replace('go', 'Go ');
const text = readFileSync(new URL('edge.md', import.meta.url), 'utf8')
  .replace('{date}', new Date().toISOString().slice(0, 10))
  .replace('{machine}', `${cpus()[0].model.trim()}, ${cpus().length} cores, ${process.platform} ${process.arch}; load ${began.toFixed(1)} when the run began`)
  .replace('{versions}', `${go}, ${version('wrangler')}, ${version('miniflare')}, ${version('workerd')}, Node ${process.versions.node}`)
  .replace('{at a time}', String(AT_A_TIME))
  .replace('{requests}', MOST_REQUESTS.toLocaleString('en'))
  .replace('{seconds}', String(MOST_SECONDS))
  .replace('{rows}', rows.flat().join('\n'));
if (!only) writeFileSync(fileURLToPath(new URL('../docs/edge.md', import.meta.url)), text);
if (failed > 0) {
  console.error(`${failed} requests failed`);
  process.exitCode = 1;
}
