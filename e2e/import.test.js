// @ts-check
// Numbers that are brought to the page, by a file chooser, dropped, or pasted.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { control } from './editing.js';
import { reader, serveFaulty, whole } from './faulty.js';
import { isReady, until } from './harness.js';
import { cells, countWorkers, dropFile, frames, isVisible, linkShown, notices, pasteText, settings, textOf, valueOf, workersBegun } from './look.js';
import { captureGo, exit } from './faults.js';
import { hasNumPy, numpyTest, python } from './python.js';
import { temporary } from './temporary.js';

/** @typedef {import('./look.js').Page} Page */

const folder = temporary('import-');
const made = hasNumPy && JSON.parse(execFileSync(python, ['-I', new URL('testdata/files.py', import.meta.url).pathname, folder], { encoding: 'utf8' }));

/** Chooses a file as a user does. @param {Page} page @param {string} name */
async function choose(page, name) {
  if (!await isVisible(page, '#bring')) await page.click('#bring-open');
  if (await isVisible(page, '#bring-other')) await page.click('#bring-other');
  const [chooser] = await Promise.all([page.waitForFileChooser(), page.click('#bring-choose')]);
  await chooser.accept([join(folder, name)]);
}

/** Drops a file on the page. @param {Page} page @param {string} name */
const drop = (page, name) => dropFile(page, name, readFileSync(join(folder, name)));

/** What the dialog shows of a file. @param {Page} page */
const found = (page) => until(page, 'something is found', () => el('#bring').matches('.found') && el('#bring-found').textContent);

/** What the buttons of the dialog offer. @param {Page} page @returns {Promise<string[]>} */
const offers = (page) => page.evaluate(() => els('#bring-found [data-take]').map((button) => button.textContent));

/** Presses one of them. @param {Page} page @param {string} text how it begins */
async function take(page, text) {
  await page.evaluate((text) => els('#bring-found [data-take]').find((button) => button.textContent.startsWith(text)).click(), text);
}

/** The tensors that are the user's. @param {Page} page @returns {Promise<string[]>} */
const mine = (page) => page.evaluate(() => els('#given li').map((item) => item.querySelector('.number').textContent));

/** The states in the table are these. @param {Page} page @param {number[][]} want */
async function assertStates(page, want) {
  await until(page, 'as many steps', (steps) => el('#hidden-states').getAttribute('aria-rowcount') === String(steps + 1), want.length);
  const shown = await cells(page);
  assert.equal(shown.length, want.length * want[0].length);
  for (const { t, unit, value } of shown) {
    assert.ok(Math.abs(value - want[t - 1][unit]) <= 1e-12, `h_${t}[${unit}] is ${value}, not ${want[t - 1][unit]}`);
  }
}

/** What of the states is in the document has these values; in a panel that is not shown, that are less. @param {Page} page @param {Awaited<ReturnType<typeof cells>>} want */
async function assertSame(page, want) {
  const shown = await cells(page);
  const values = new Map(want.map(({ t, unit, value }) => [`${t}:${unit}`, value]));
  assert.ok(shown.length > 0);
  for (const { t, unit, value } of shown) assert.equal(value, values.get(`${t}:${unit}`) ?? value, `h_${t}[${unit}]`);
}

numpyTest("NumPy's own file sets everything; undo, redo, reload, link and dropping follow", async (visit) => {
  const page = await visit.open('lang=en');
  const before = await cells(page);
  await choose(page, 'tutorial.npz');
  await found(page);
  assert.match(await textOf(page, '#bring-found'), /T = 7, I = 3, H = 5/);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0], 'nothing happens until one chooses');
  await take(page, 'Use all of it');
  await assertStates(page, made.states);
  assert.deepEqual((await settings(page)).fields, [7, 3, 5, 0]);
  assert.deepEqual(await mine(page), ['x (7, 3)', 'Wx (5, 3)', 'Wh (5, 5)', 'b (5,)']);
  assert.deepEqual([await valueOf(page, '#inputs-kind'), await valueOf(page, '#weights'), await valueOf(page, '#bias')], ['given', 'given', 'given']);
  assert.match((await notices(page)).join(), /Now yours: inputs, Wx, Wh, b/);
  assert.equal(await isVisible(page, '#bring'), false);

  await page.click('#undo');
  await assertStates(page, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((t) => before.filter((cell) => cell.t === t + 1).map(({ value }) => value)));
  assert.deepEqual(await mine(page), []);
  await page.focus('#plots');
  await control(page, 'z', true);
  await assertStates(page, made.states);

  await until(page, 'the link', () => location.hash.includes('given='));
  await page.reload();
  await isReady(page);
  await assertStates(page, made.states);
  // The link alone is enough, in another profile too.
  const link = await linkShown(page);
  const other = await visit.open(link);
  await assertStates(other, made.states);
  await other.close();

  for (const kind of ['#inputs-kind', '#weights', '#bias']) await page.select(kind, 'given');
  await frames(page);
  assert.equal((await mine(page)).length, 4, 'chosen once more they are what they were');

  await page.click('#given [data-drop="Wx"]');
  await until(page, 'Wx is dropped', () => els('#given li').length === 3);
  assert.equal(await page.evaluate(() => document.activeElement.closest('#given') !== null), true, 'the keyboard stays in the list');
  assert.equal(await valueOf(page, '#weights'), 'tutorial');
  await page.select('#inputs-kind', 'sine');
  await until(page, 'x is dropped', () => els('#given li').length === 2);
  await page.evaluate(() => { // as from a menu that was open meanwhile
    el('#inputs-kind').value = 'given';
    el('#inputs-kind').dispatchEvent(new Event('change', { bubbles: true }));
  });
  assert.equal(await valueOf(page, '#inputs-kind'), 'sine', 'what is gone is not chosen');
  await page.click('#undo');
  await until(page, 'x is back', () => els('#given li').length === 3);
  await page.click('#given-all');
  await until(page, 'all are dropped', () => !el('#given-field').checkVisibility());
  await page.goBack();
  await until(page, 'back they are', () => els('#given li').length === 3);
});

numpyTest("a state_dict of PyTorch's is known by its names", async (visit) => {
  const page = await visit.open('lang=en&panel=weights');
  assert.equal(await drop(page, 'model.safetensors'), true, 'a visible place to drop it');
  await found(page);
  assert.equal(await isVisible(page, '#drop-here'), false);
  assert.match(await textOf(page, '#bring-found'), /LSTM, 2 layers, both directions, I = 3, H = 4 model\.lstm/);
  await take(page, 'Use all of it');
  await until(page, 'the LSTM', () => el('#cell-kind').value === 'LSTM' && el('#num-layers').value === '2');
  assert.equal(await page.evaluate(() => el('#bidirectional').getAttribute('aria-pressed')), 'true');
  const shown = await page.evaluate(() => { el('#tab-code').click(); el('#code').value = 'numpy'; return el('#listing')?.textContent ?? ''; });
  await until(page, 'the listing', () => el('#panel-code').textContent.includes('np.array'));
  const listing = shown || await textOf(page, '#panel-code');
  assert.ok(listing.includes(String(made.lstm[0][0])), 'the listing has the weights to the last digit');
});

numpyTest('a single array is offered by its shape, a spreadsheet by pasting', async (visit) => {
  const page = await visit.open('lang=en');
  await choose(page, 'x.npy');
  await found(page);
  assert.deepEqual(await offers(page), ['x, with T = 7, I = 3', 'Wx, with I = 3, H = 7']);
  assert.match(await textOf(page, '#bring-found'), /\(7, 3\) float32/);
  await take(page, 'x,');
  await until(page, 'it is x', () => el('#inputs-kind').value === 'given');
  assert.deepEqual((await settings(page)).fields, [7, 3, 8, 0]);
  await page.click('#tab-code');
  await until(page, 'the listing', () => el('#panel-code').textContent.includes('your own numbers: x'));
  assert.ok((await textOf(page, '#panel-code')).includes(`[${made.x32[0].join(', ')}]`), 'float32 to the last digit');

  assert.equal(await pasteText(page, 'a\tb\n0,5\t1\n−2\t3\n'), false);
  await found(page);
  assert.deepEqual((await offers(page)).slice(0, 2), ['x, with T = 2, I = 2', 'Wx, with I = 2, H = 2']);
  await take(page, 'Wh, with H = 2');
  await until(page, 'Wh', () => el('#hidden-size-value').value === '2');
  assert.deepEqual(await mine(page), ['x (7, 3)', 'Wh (2, 2)']);
  // What is pasted into a field is not ours.
  assert.equal(await pasteText(page, '1\t2', '#seed'), true);
  // By hand, in the dialog.
  await page.click('#bring-open');
  await page.type('#bring-text', '[0.25, -1]');
  await page.click('#bring-read');
  await found(page);
  await take(page, 'b, as it is');
  await until(page, 'b', () => els('#given li').length === 3);
  // It rests while the sizes are others.
  await page.evaluate(() => { location.hash = location.hash.replace('hidden-size=2', 'hidden-size=3'); });
  await until(page, 'it rests', () => el('#given').textContent.includes('rests: (3, 3) is wanted'));
});

numpyTest('what cannot be used is refused in words, and the page stays as it is', async (visit) => {
  const page = await visit.open('lang=en&seed=3');
  const before = await cells(page);
  for (const [name, words] of /** @type {[string, RegExp][]} */ ([
    ['objects.npy', /holds Python objects \(pickle\)/],
    ['terabytes.npy', /claims \(1000000, 1000000\)\. At most 33554432/],
    ['bomb.npz', /damaged/],
    ['cut.npz', /damaged/],
    ['<img src=x onerror=alert(1)>.csv', /^<img src=x onerror=alert\(1\)>\.csv has “x"><script>alert\(1\)<\/script>” at 2:2/],
  ])) {
    await choose(page, name);
    await until(page, name, () => el('#bring-error').textContent !== '');
    assert.match(await textOf(page, '#bring-error'), words);
    assert.equal(await page.evaluate(() => els('#bring img, #bring script, #notices img').length), 0);
    await page.evaluate(() => { el('#bring-error').textContent = ''; });
  }
  await choose(page, 'cube.npy');
  await found(page);
  assert.match(await textOf(page, '#bring-found'), /\(2, 3, 2, 2\) fits nowhere\. What would fit now: x \(10, 4\), Wx \(8, 4\), Wh \(8, 8\), b \(8,\), h₀ \(8,\)/);
  await page.keyboard.press('Escape');
  assert.equal(await isVisible(page, '#bring'), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'bring-open', 'the keyboard is back where it was');
  // Without the dialog there is a notice.
  await drop(page, 'objects.npy');
  await until(page, 'a notice', () => el('#notices').textContent.includes('pickle'));
  await pasteText(page, 'no numbers here');
  await until(page, 'another', () => el('#notices').textContent.includes('none of these'));
  await pasteText(page, '1,2\n3,nan\n');
  await until(page, 'the place is named', () => el('#notices').textContent.includes('pasted numbers has NaN at 2:2'));
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    for (const name of ['a', 'b']) dataTransfer.items.add(new File(['1'], name));
    el('#plots').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await until(page, 'one at a time', () => el('#notices').textContent.includes('2 files at once'));
  assert.deepEqual(await cells(page), before);
  assert.deepEqual(await mine(page), []);
});

numpyTest('what is too large for a link is kept in the browser, and only there', async (visit) => {
  visit.allow(/The Go program ended/);
  const page = await visit.open('lang=en', { prepare: captureGo });
  await choose(page, 'big.npy');
  await found(page);
  await take(page, 'x, with T = 60, I = 40');
  await until(page, 'it is x', () => el('#inputs-kind').value === 'given');
  assert.match(await textOf(page, '#given'), /x \(60, 40\).*Too many for a link/);
  await until(page, 'the link', () => location.hash.includes('given=x:60x40:~'));
  const states = await cells(page);
  await page.click('#tab-code');
  await until(page, 'it is loaded', () => el('#panel-code').textContent.includes('np.load('));

  await page.reload();
  await isReady(page);
  await until(page, 'it is there again', () => el('#inputs-kind').value === 'given');
  await assertSame(page, states);
  // A program that dies is followed by one that has it.
  await exit(page);
  await until(page, 'it is restarted', () => goes.length === 2 && el('#notices').children.length > 0);
  await isReady(page);
  await until(page, 'x is still there', () => el('#inputs-kind').value === 'given');
  await assertSame(page, states);

  const link = await linkShown(page);
  // Another browser has no such store.
  const other = await visit.open(link, { prepare: (page) => page.evaluateOnNewDocument(() => indexedDB.deleteDatabase('rnn-playground')) });
  await until(other, 'it says so', () => /The numbers of x \(60, 40\) are too many for a link/.test(el('#notices').textContent));
  assert.equal(await valueOf(other, '#inputs-kind'), 'random');
  assert.deepEqual((await settings(other)).fields, [60, 40, 8, 0]);
});

numpyTest('a long run over own numbers goes through the worker', async (visit) => {
  const page = await visit.open('lang=en&hidden-size=600&timesteps=3000');
  await drop(page, 'big.npy');
  await found(page);
  await take(page, 'x, with T = 60, I = 40');
  await until(page, 'it is x', () => el('#inputs-kind').value === 'given');
  await countWorkers(page);
  await page.evaluate(() => { location.hash = location.hash.replace('hidden-size=600', 'hidden-size=4000'); });
  await until(page, 'the larger one', () => el('#hidden-states').getAttribute('aria-colcount') === '4001' && !el('#running').checkVisibility());
  assert.equal(await valueOf(page, '#inputs-kind'), 'given');
  assert.equal(await workersBegun(page), 1);
  const { Wx, b } = await page.evaluate(() => {
    const run = /** @type {any} */ (runRNN(60, 40, 4000, 0));
    return { Wx: run.Wx.slice(0, 3).map((/** @type {Float64Array} */ row) => [...row]), b: [...run.b.slice(0, 3)] };
  });
  const first = (await cells(page)).filter(({ t, unit }) => t === 1 && unit < 3);
  assert.deepEqual(first.map(({ unit }) => unit), [0, 1, 2]);
  for (const { unit, value } of first) {
    const want = Math.tanh(made.big[0].reduce((/** @type {number} */ sum, /** @type {number} */ x, /** @type {number} */ i) => sum + Wx[unit][i] * x, b[unit]));
    assert.ok(Math.abs(value - want) <= 1e-12, `h_1[${unit}] is ${value}, not ${want}`);
  }
});

numpyTest('a page that was saved opens again', async (visit) => {
  const page = await visit.open('lang=en');
  await page.click('#bring-open');
  await page.evaluate((big) => {
    const text = JSON.stringify({ 'rnn-playground': 1, link: '#v=1&timesteps=5&input-size=2&hidden-size=3&seed=9&edits=Wx:0:0:0.5&lang=en', tensors: { inputs: { shape: [60, 40], values: big.flat() } }, more: null });
    el('#bring-text').value = text;
  }, made.big);
  await page.click('#bring-read');
  await until(page, 'five steps', () => el('#timesteps-value').value === '5' && el('#seed').value === '9');
  assert.match((await notices(page)).join(), /The page that was saved in pasted numbers is open again/);
  assert.equal(await textOf(page, '#edit-count'), '1 changed by hand');
  await pasteText(page, '{"rnn-playground": 2, "link": "#"}');
  await until(page, 'a newer one', () => el('#notices').textContent.includes('version 2'));
});

numpyTest('한국어로도 같은 것을 말합니다', async (visit) => {
  const page = await visit.open('lang=ko');
  await choose(page, 'objects.npy');
  await until(page, 'the reason', () => el('#bring-error').textContent.includes('파이썬 객체'));
  await choose(page, 'tutorial.npz');
  await found(page);
  await take(page, '모두 쓰기');
  await until(page, 'x', () => el('#inputs-note').textContent.includes('내 숫자입니다'));
  await page.click('#language');
  await until(page, 'English', () => el('#inputs-note').textContent.includes('Your own numbers'));
});

numpyTest('what reads files is loaded for the first of them; without it the page says so and goes on', async (visit) => {
  visit.allow(/ERR_EMPTY_RESPONSE|Failed to load/);
  let down = true;
  const server = await serveFaulty((response, content) => (down ? response.destroy() : whole(response, content)), reader);
  visit.atEnd(() => server.close());
  // A service worker would have it.
  const page = await visit.open('lang=en', { url: server.url, prepare: (page) => page.evaluateOnNewDocument(() => { Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'); }) });
  const asked = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('reader-')).length);
  assert.equal(await asked(), 0, 'a visit that brings nothing does not load it');
  await drop(page, 'x.npy');
  await until(page, 'a notice', () => el('#notices').textContent.includes('could not be loaded'));
  down = false;
  await drop(page, 'x.npy');
  await found(page);
  assert.ok(await asked() > 0);
});
