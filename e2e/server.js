// @ts-check
// The built site behind the project's own server, on a free port of 127.0.0.1.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { atExit } from './temporary.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A port that was free a moment ago, for a server that does not say which it chose. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {string} [folder] the site to serve; DIST names another than dist */
export async function serve(folder = process.env.DIST ?? 'dist') {
  const child = spawn('build/playground', ['serve', '-addr', '127.0.0.1:0', '-dir', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').finally(atExit(() => child.kill()));
  const lines = createInterface({ input: child.stdout });
  const failed = ended.then(() => { throw new Error('the server stopped before it was ready'); });
  failed.catch(() => {});
  const [line] = await Promise.race([once(lines, 'line'), failed]);
  const url = /http:\S+/.exec(line)?.[0];
  if (!url) throw new Error(`the server said ${line}`);
  return {
    url: url.endsWith('/') ? url : `${url}/`,
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
