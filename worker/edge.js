// @ts-check
// The site and the API in Cloudflare's runtime on this machine, as wrangler runs it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const environment = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', NO_COLOR: '1', CI: '1' };

/** How long the runtime may take to start. */
const PATIENCE = 60_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts it on a free port of 127.0.0.1, with an empty cache.
 * @param {string} [entry] another than that of wrangler.jsonc
 */
export async function serveEdge(entry) {
  const port = await freePort();
  const state = await mkdtemp(join(tmpdir(), 'edge-'));
  // In a group of its own: wrangler starts workerd, and both have to end.
  const child = spawn('node_modules/.bin/wrangler', [
    'dev', ...(entry ? [entry] : []), '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(await freePort()),
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
  return { url: `http://127.0.0.1:${port}/`, close, said: () => said };
}

/** What would be uploaded: the size of the program in bytes, plain and under gzip. */
export async function dryRun() {
  const out = await mkdtemp(join(tmpdir(), 'edge-'));
  try {
    const child = spawn('node_modules/.bin/wrangler', ['deploy', '--dry-run', '--outdir', out], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => { said += chunk; });
    child.stderr.on('data', (chunk) => { said += chunk; });
    const [code] = await once(child, 'exit');
    const sizes = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(said);
    if (code !== 0 || !sizes) throw new Error(`wrangler ended with ${code}:\n${said}`);
    return { plain: Number(sizes[1]) * 1024, gzip: Number(sizes[2]) * 1024 };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
