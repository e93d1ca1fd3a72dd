// @ts-check
// What install.sh says on a machine without browsers, and without a way to install them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { temporary } from './temporary.js';

const SCRIPT = new URL('install.sh', import.meta.url).pathname;

/**
 * The script where no program is found.
 * @param {string[]} browsers
 * @param {Record<string, string>} env
 */
function install(browsers, env) {
  const { status, stdout, stderr } = spawnSync('/bin/sh', [SCRIPT, ...browsers], { env, encoding: 'utf8' });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}

const onLinux = { skip: process.platform === 'linux' ? false : 'elsewhere a browser is found without PATH' };

test('each browser that is missing is told of, with what to do', onLinux, () => {
  const env = { PATH: temporary('no-programs') };
  const all = install(['chromium', 'firefox', 'webkit'], env);
  assert.deepEqual([all.status, all.stdout], [1, '']);
  assert.match(all.lines[0], /install Chromium or Google Chrome, or set CHROMIUM to its path/);
  assert.match(all.lines[1], /install firefox-esr, or set FIREFOX to its path/);
  assert.match(all.lines[2], /webkit2gtk-driver, xvfb, python3-gi and gir1\.2-webkit2-4\.1/);
  assert.equal(all.lines.length, 3);
  const alone = install([], env);
  assert.deepEqual([alone.status, alone.lines], [1, [all.lines[0]]], 'without a name it is Chromium');
});

test('one that is there is not installed, one whose path is wrong or that is none is refused', onLinux, () => {
  const PATH = temporary('no-programs');
  assert.deepEqual(install(['chromium', 'firefox'], { PATH, CHROMIUM: process.execPath, FIREFOX: process.execPath }), { status: 0, stdout: '', lines: [''] });
  assert.deepEqual(install(['firefox'], { PATH, FIREFOX: '/nowhere' }), { status: 1, stdout: '', lines: ['FIREFOX=/nowhere is not a program'] });
  assert.deepEqual(install(['opera'], { PATH }), { status: 1, stdout: '', lines: ['no browser is called opera: want chromium, firefox or webkit'] });
});
