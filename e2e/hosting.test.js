// @ts-check
// The recipes of docs/hosting.md, with the real servers.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pageTest, isReady } from './harness.js';
import { dist } from './hosts.js';
import { isKept } from './kept.js';
import { python } from './python.js';
import { freePort, serve } from './server.js';
import { atExit, temporary } from './temporary.js';

/** Waits until somebody answers. @param {string} url */
async function answers(url) {
  for (let i = 0; i < 200; i++) {
    if (await fetch(url).then(() => true, () => false)) return;
    await sleep(50);
  }
  throw new Error(`nobody answers at ${url}`);
}

/** @param {any} visit @param {string} command @param {string[]} args @param {string} url */
async function start(visit, command, args, url) {
  const child = spawn(command, args, { stdio: 'ignore' });
  const ended = once(child, 'exit').finally(atExit(() => child.kill()));
  ended.catch(() => {}); // it did not begin: nobody will answer
  visit.atEnd(async () => { child.kill('SIGTERM'); await ended.catch(() => {}); });
  await answers(url);
}

/** The page works and is kept. @param {any} visit @param {string} url */
async function works(visit, url) {
  const page = await visit.open('lang=en', { url });
  await isKept(page);
  await page.reload();
  await isReady(page);
  assert.equal(await page.evaluate(() => els('#hidden-states td[data-t]').length), 80);
}

/** Whether there is a program. @param {string} name */
function has(name) {
  try {
    execFileSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`]);
    return true;
  } catch {
    return false;
  }
}

/** A test where there is a program. @param {string} program @param {string} name @param {Parameters<typeof pageTest>[1]} body */
function testWith(program, name, body) {
  if (has(program)) pageTest(name, body);
  else test(name, { skip: `${program} is not installed` }, () => {});
}

testWith(python, 'python3 -m http.server', async (visit) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  await start(visit, python, ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', dist, String(port)], url);
  await works(visit, url);
});

testWith('nginx', 'nginx, with the file of the recipe: the headers, types and compression of our own server, below a path too', async (visit) => {
  const [port, second] = [await freePort(), await freePort()];
  const [url, below] = [`http://127.0.0.1:${port}/`, `http://127.0.0.1:${second}/a/b/`];
  const work = temporary('rnn-nginx-');
  cpSync(dist, join(work, 'site'), { recursive: true });
  mkdirSync(join(work, 'modules'));
  const brotli = ['/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'].filter((path) => { try { return readFileSync(path); } catch { return false; } });
  let recipe = readFileSync(new URL('../docs/nginx.conf', import.meta.url), 'utf8')
    .replace('listen 127.0.0.1:8080', `listen 127.0.0.1:${port}`).replace('root /srv/rnn-playground', `root ${work}/site`)
    .replace('include mime.types', 'include /etc/nginx/mime.types');
  // As the recipe says of a path.
  const moved = recipe.replace(/ listen .*;\n +root (.*);([^]*?)\n}\n/, ` listen 127.0.0.1:${second};\n location /a/b/ { alias $1/;$2\n}\n}\n`);
  assert.ok(moved.includes(`location /a/b/ { alias ${work}/site/;`), moved);
  recipe += moved.slice(0, moved.indexOf('\nmap '));
  if (brotli.length === 0) recipe = recipe.replaceAll('brotli_static on;', '');
  writeFileSync(join(work, 'nginx.conf'), `${brotli.map((path) => `load_module ${path};`).join('\n')}
daemon off; pid ${work}/pid; error_log stderr; worker_processes 1; user root;
events {}
http { access_log off; client_body_temp_path ${work}/b; proxy_temp_path ${work}/p; fastcgi_temp_path ${work}/f; uwsgi_temp_path ${work}/u; scgi_temp_path ${work}/s;
${recipe}
}`);
  await start(visit, 'sh', ['-c', `PATH="$PATH:/usr/sbin" exec nginx -c ${work}/nginx.conf -p ${work} -e stderr`], url);
  await works(visit, url);

  // The same as our own server says of the same files.
  const own = await serve();
  visit.atEnd(own.close);
  const names = readdirSync(dist).filter((name) => !/\.(br|gz)$/.test(name) && name !== '_headers' && !name.startsWith('.'));
  for (const [base, name] of [url, below].flatMap((base) => ['', ...names].map((name) => [base, name]))) {
    for (const encoding of brotli.length ? ['br', 'gzip', 'identity'] : ['gzip', 'identity']) {
      const [theirs, ours] = await Promise.all([base, own.url].map((base) => fetch(base + name, { headers: { 'Accept-Encoding': encoding } })));
      const of = (/** @type {Response} */ r) => [r.status, ...['content-encoding', 'cache-control', 'content-security-policy', 'x-content-type-options', 'referrer-policy', 'permissions-policy', 'access-control-allow-origin']
        .map((header) => r.headers.get(header)), r.headers.get('content-type')?.replace('application/javascript', 'text/javascript').toLowerCase()];
      assert.deepEqual(of(theirs), of(ours), `${base}${name} as ${encoding}`);
      assert.equal(Buffer.compare(Buffer.from(await theirs.arrayBuffer()), Buffer.from(await ours.arrayBuffer())), 0, name);
    }
  }
  for (const hidden of ['_headers', '.assetsignore', 'index.html.br', 'index.html.gz', 'none.js']) {
    for (const base of [url, below]) assert.equal((await fetch(base + hidden)).status, 404, base + hidden);
  }
});
