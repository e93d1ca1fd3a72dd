// @ts-check
// A release as make builds it: twice, in two places, and it is the same; unpacked, it
// works. make test-release builds the first one.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const release = join(root, 'build/release');
const work = mkdtempSync(join(tmpdir(), 'rnn-release-'));
const run = (/** @type {string} */ command, /** @type {string[]} */ args, /** @type {object} */ options = {}) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28, ...options });

/** @type {string} */
let version;
before(() => { version = /rnn-playground-(.*)\.html/.exec(readdirSync(release).join('\n'))?.[1] ?? ''; });
after(() => rmSync(work, { recursive: true }));

test('there is everything, and the checksums hold', () => {
  assert.deepEqual(readdirSync(release).sort(), ['SHA256SUMS', ...[
    '.html', '-site.zip', '-linux-amd64.tar.gz', '-linux-arm64.tar.gz', '-macos-amd64.tar.gz', '-macos-arm64.tar.gz', '-windows-amd64.zip', '-windows-arm64.zip',
  ].map((end) => `rnn-playground-${version}${end}`)].sort());
  assert.equal(run('sha256sum', ['--check', '--quiet', '--strict', 'SHA256SUMS'], { cwd: release }), '');
});

test('each program is of its system', () => {
  // ELF: e_machine at 18; Mach-O: cputype at 4; PE: Machine behind the offset at 60.
  const machine = (/** @type {Buffer} */ b) => {
    if (b.readUInt32BE(0) === 0x7f454c46) return `ELF ${b.readUInt16LE(18)}`;
    if (b.readUInt32LE(0) === 0xfeedfacf) return `Mach-O ${b.readUInt32LE(4) & 0xffffff}`;
    return `${b.toString('latin1', 0, 2)} ${b.readUInt16LE(b.readUInt32LE(60) + 4).toString(16)}`;
  };
  for (const [target, want] of [['linux-amd64', 'ELF 62'], ['linux-arm64', 'ELF 183'], ['darwin-amd64', 'Mach-O 7'], ['darwin-arm64', 'Mach-O 12'], ['windows-amd64', 'MZ 8664'], ['windows-arm64', 'MZ aa64']]) {
    const program = readFileSync(join(root, 'build/natives', target, target.startsWith('windows') ? 'playground.exe' : 'playground'));
    assert.equal(machine(program), want);
    assert.equal(program.includes(Buffer.from(root.slice(0, -1))), false, `${target} does not know where it was built`);
  }
});

test('unpacked, the server serves what it came with, wherever it is started', async (context) => {
  const name = `rnn-playground-${version}-${platform() === 'darwin' ? 'macos' : platform()}-${arch() === 'x64' ? 'amd64' : arch()}`;
  run('tar', ['-xzf', join(release, `${name}.tar.gz`), '-C', work]);
  const program = join(work, name, 'playground');
  assert.equal(run(program, ['version']).trim(), version);
  const elsewhere = join(work, 'elsewhere');
  mkdirSync(elsewhere);
  for (const cwd of [join(work, name), elsewhere]) {
    const server = spawn(program, ['serve', '-addr', '127.0.0.1:0'], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    context.after(() => server.kill());
    const [line] = await once(createInterface({ input: server.stdout }), 'line');
    const url = /http:\S+/.exec(line)?.[0] ?? '';
    const page = await (await fetch(url)).text();
    assert.ok(page.includes(`id="version">${version}<`), 'the page says the same version');
    for (const [file] of page.matchAll(/[\w-]+-[0-9A-Z]{8}\.\w+/g)) assert.equal((await fetch(`${url}/${file}`)).status, 200, file);
    assert.equal((await fetch(`${url}/api/run?seed=1`)).status, 200);
    server.kill();
    await once(server, 'exit');
  }
});

test('built again in another place, without git, every byte is the same', () => {
  const other = join(work, 'a place', 'of another name');
  mkdirSync(other, { recursive: true });
  const files = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  run('tar', ['-cf', join(work, 'tree.tar'), '--null', '--ignore-failed-read', '-T', '-'], { cwd: root, input: files });
  run('tar', ['-xf', join(work, 'tree.tar'), '-C', other]);
  symlinkSync(join(root, 'node_modules'), join(other, 'node_modules'));
  const epoch = run('git', ['log', '-1', '--format=%ct'], { cwd: root }).trim();
  // What make handed down to this test is of the first build.
  const { MAKEFLAGS: _, MAKELEVEL: __, GOFLAGS: ___, ...env } = process.env;
  run('make', ['release', `VERSION=${version}`, `SOURCE_DATE_EPOCH=${epoch}`], { cwd: other, env, stdio: ['ignore', 'ignore', 'inherit'] });
  assert.equal(readFileSync(join(other, 'build/release/SHA256SUMS'), 'utf8'), readFileSync(join(release, 'SHA256SUMS'), 'utf8'));
});
