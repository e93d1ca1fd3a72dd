// @ts-check
// The program that computes what is on screen: its languages, its copy, and that
// it does.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { pageTest, until } from './harness.js';
import { isVisible, linkShown, textOf, valueOf } from './look.js';
import { numpyTest, python } from './python.js';

/** @typedef {import('./look.js').Page} Page */

/** What stands in a listing of the tutorial in each language. @type {[string, RegExp[]][]} */
const LANGUAGES = [
  ['numpy', [/^import numpy as np\n/, /\nnp\.random\.seed\(7\)\n/, /\nhidden_size = 5\n/, /\nprint\(total_hidden_states\)\n$/]],
  ['pytorch', [/\nfrom torch import nn\n/, /\nnp\.random\.seed\(7\)\n/, /rnn\.weight_ih_l0\.copy_\(torch\.from_numpy\(Wx\)\)/, /rnn\.bias_hh_l0\.zero_\(\)/]],
  ['keras', [/^import keras\n/, /\nnp\.random\.seed\(7\)\n/, /rnn\.set_weights\(\[Wx\.T, Wh\.T, b\]\)/]],
  ['go', [/^package main\n/, /numpy\.NewRandom\(7\)\n/, /\thiddenSize = 5\n/, /\n}\n$/]],
];

/** Reads the clipboard after a press of the button. @param {Page} page */
async function copied(page) {
  await page.bringToFront();
  await page.click('#copy');
  await until(page, 'the button tells', () => el('#copy').textContent === 'Copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

pageTest('each language has its program, which is copied byte for byte and is in the link', async (visit) => {
  await visit.allowClipboard();
  const page = await visit.open('seed=7&hidden-size=5&lang=en');
  assert.equal(await isVisible(page, '#code'), false);
  await page.click('#tab-code');
  assert.equal(await isVisible(page, '#code'), true);
  assert.equal(await textOf(page, '#copy'), 'Copy code');
  for (const [code, parts] of LANGUAGES) {
    await page.select('#code', code);
    const listing = await textOf(page, '#listing');
    for (const part of parts) assert.match(listing, part);
    assert.equal(await copied(page), listing);
    await until(page, 'the button is as before', () => el('#copy').textContent === 'Copy code');

    const link = await linkShown(page);
    assert.equal(new URLSearchParams(link).get('code'), code === 'numpy' ? null : code);
    const again = await visit.open(link);
    assert.equal(await valueOf(again, '#code'), code);
    assert.equal(await textOf(again, '#listing'), listing);
    await again.close();
  }
  await page.click('#tab-printout');
  assert.equal(await textOf(page, '#copy'), 'Copy output');
  assert.equal(await isVisible(page, '#code'), false);
  assert.equal(await copied(page), await textOf(page, '#printout'));
});

pageTest('the program follows the controls and the language of the page, and is scrolled by keys', async (visit) => {
  const page = await visit.open('panel=code&lang=en');
  assert.match(await textOf(page, '#listing'), /\nhidden_size = 8\n/);
  await page.focus('#hidden-size');
  await page.keyboard.press('ArrowRight');
  assert.match(await textOf(page, '#listing'), /\nhidden_size = 9\n/);
  await page.select('#weights', 'pytorch');
  assert.match(await textOf(page, '#listing'), /\nbound = 1 \/ np\.sqrt\(hidden_size\)\n/);

  await page.select('#code', 'pytorch');
  assert.match(await textOf(page, '#listing'), /# nn\.RNN has two biases\n/);
  await page.click('#language');
  await until(page, 'Korean', () => document.documentElement.lang === 'ko');
  assert.match(await textOf(page, '#listing'), /# nn\.RNN에는 편향이 둘입니다\n/);
  assert.equal(await textOf(page, '#copy'), '코드 복사');
  assert.equal(await page.$eval('#listing', (pre) => pre.getAttribute('aria-label')), '화면의 값을 그대로 계산하는 프로그램');
  assert.equal(await page.$eval('#code', (select) => select.getAttribute('aria-label')), '프로그램의 언어');

  await page.focus('#listing');
  await page.keyboard.press('End');
  await until(page, 'the end of the program', () => el('#listing').scrollTop + el('#listing').clientHeight > el('#listing').scrollHeight - 2);
});

pageTest('a sentence is quoted, whatever stands in it', async (visit) => {
  const page = await visit.open(`panel=code&inputs=words&text=${encodeURIComponent('<b>"a"</b> \\n &amp; # </pre><img src=x onerror=alert(1)>')}`);
  assert.ok((await textOf(page, '#listing')).includes('words = "<b>\\"a\\"</b> \\\\n &amp; # </pre><img src=x onerror=alert(1)>".split()\n'));
  assert.equal(await page.evaluate(() => els('#listing :not(span)').length), 0);
});

numpyTest('the NumPy program prints the hidden states that are on the page', async (visit) => {
  await visit.allowClipboard();
  for (const link of ['', 'seed=42&timesteps=30&hidden-size=12&weights=pytorch&edits=Wx:1:2:0.5,h0:3:0:-0.25']) {
    const page = await visit.open(`${link}&panel=code&lang=en`);
    const { stdout, stderr, status } = spawnSync(python, ['-I', '-c', await copied(page)], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.ok(stdout.startsWith('[['), stdout);
    const printout = await textOf(page, '#printout');
    assert.equal(stdout, printout.slice(printout.lastIndexOf('[[')));
    await page.close();
  }
});
