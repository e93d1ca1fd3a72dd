// @ts-check
// The site and the API in Cloudflare's runtime on this machine, as wrangler runs it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/server.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const environment = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', NO_COLOR: '1', CI: '1' };

/** How long the runtime may take to start. */
const PATIENCE = 60_000;

/** Starts it on a free port of 127.0.0.1, with an empty cache. */
export async function serveEdge() {
  const port = await freePort();
  const state = await mkdtemp(join(tmpdir(), 'edge-'));
  // In a group of its own: wrangler starts workerd, and both have to end.
  const child = spawn('node_modules/.bin/wrangler', [
    'dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(await freePort()),
    '--persist-to', state, '--show-interactive-dev-session=false', '--log-level', 'log',
  ], { cwd: folder, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = once(child, 'exit');
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      process.kill(-Number(child.pid), 'SIGTERM');
      const killed = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), 5000);
      await ended;
      clearTimeout(killed);
    }
    await rm(state, { recursive: true, force: true });
  };
  try {
    await /** @type {Promise<void>} */ (new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`wrangler was not ready after ${PATIENCE} ms:\n${said}`)), PATIENCE);
      /** @param {Buffer} chunk */
      const listen = (chunk) => {
        said += chunk;
        if (!said.includes('Ready on')) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      ended.then(([code]) => {
        clearTimeout(late);
        reject(new Error(`wrangler ended with ${code}:\n${said}`));
      });
    }));
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/`, close };
}

/**
 * Bundles an entry with the program, as it would be uploaded.
 * @param {string} [entry] another than that of wrangler.jsonc
 */
export async function bundle(entry) {
  const out = await mkdtemp(join(tmpdir(), 'edge-'));
  const child = spawn('node_modules/.bin/wrangler', [
    'deploy', ...(entry ? [entry] : []), '--config', 'wrangler.jsonc', '--dry-run', '--outdir', out,
  ], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => { said += chunk; });
  child.stderr.on('data', (chunk) => { said += chunk; });
  const [code] = await once(child, 'exit');
  const sizes = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(said);
  if (code !== 0 || !sizes) {
    await rm(out, { recursive: true, force: true });
    throw new Error(`wrangler ended with ${code}:\n${said}`);
  }
  return { out, plain: Number(sizes[1]) * 1024, gzip: Number(sizes[2]) * 1024, remove: () => rm(out, { recursive: true, force: true }) };
}

/**
 * Serves a bundle in workerd without what wrangler dev puts before it, which takes as
 * long as the program. Without the site.
 * @param {Awaited<ReturnType<typeof bundle>>} made
 */
export async function serveBundle({ out, remove }) {
  const { Miniflare } = await import('miniflare');
  const names = await readdir(out);
  const modules = names.filter((name) => /\.(js|wasm)$/.test(name)).sort((a) => (a.endsWith('.js') ? -1 : 1)).map((name) => ({
    type: /** @type {'ESModule' | 'CompiledWasm'} */ (name.endsWith('.js') ? 'ESModule' : 'CompiledWasm'), path: join(out, name),
  }));
  const runtime = new Miniflare({
    modulesRoot: out, modules, compatibilityDate: '2026-04-01', host: '127.0.0.1', port: 0, cf: false,
    cachePersist: false, unsafeEphemeralDurableObjects: true,
  });
  const url = await runtime.ready;
  return {
    url: url.href,
    async close() {
      await runtime.dispose();
      await remove();
    },
  };
}
