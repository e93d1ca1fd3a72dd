// @ts-check
// Numbers typed into fields: taken while they are typed, or refused with a reason.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { disagreements, fill, frames, linkShown, paste, settings, textOf, valueOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const FIELDS = /** @type {const} */ ([['timesteps', '#timesteps-value'], ['input-size', '#input-size-value'],
  ['hidden-size', '#hidden-size-value'], ['seed', '#seed']]);

/** @param {string} id */
const fieldOf = (id) => FIELDS.find(([key]) => key === id)[1];

/** @param {Page} page */
const shown = async (page) => (await settings(page)).fields;

/** All that the state is shown in. @param {Page} page */
const picture = (page) => page.evaluate(() => [
  ...['#table-body', '#table-head', '#lines', '#time-axis', '#unit-axis', '#shapes', '#summary'].map((s) => el(s).innerHTML),
  el('#printout').textContent, el('#heatmap-canvas').toDataURL(),
]);

/** The error under a field as everybody gets it: seen, spoken, and tied to the field. @param {Page} page @param {string} id */
const refusal = (page, id) => page.evaluate((id, field) => {
  const error = el(`#${id}-error`);
  const input = el(field);
  return {
    text: error.textContent,
    seen: error.textContent !== '' && error.checkVisibility(),
    below: error.getBoundingClientRect().top >= input.getBoundingClientRect().bottom,
    invalid: input.getAttribute('aria-invalid'),
    spoken: error.getAttribute('role') === 'alert' && input.getAttribute('aria-describedby') === error.id,
  };
}, id, fieldOf(id));

/** @param {Page} page @param {string} id @param {RegExp} text */
async function assertRefused(page, id, text) {
  const refused = await refusal(page, id);
  assert.match(refused.text, text);
  assert.deepEqual({ ...refused, text: '' }, { text: '', seen: true, below: true, invalid: 'true', spoken: true }, id);
}

/** @param {Page} page @param {string} id @param {string} why */
async function assertTaken(page, id, why) {
  const { text, invalid } = await refusal(page, id);
  assert.equal(text, '', why);
  assert.notEqual(invalid, 'true', why);
}

pageTest('a field takes what its slider cannot, digit by digit', async (visit) => {
  const page = await visit.open();
  await fill(page, '#timesteps-value', '5000');
  await until(page, '5,000 steps', () => el('#printout').textContent.includes('\n(5000, 8)\n['));
  assert.equal(await valueOf(page, '#timesteps'), await page.evaluate(() => el('#timesteps').max), 'the slider is at its end');
  assert.deepEqual(await disagreements(page), []);
  await fill(page, '#timesteps-value', '13');
  await fill(page, '#hidden-size-value', '11');
  await fill(page, '#input-size-value', '2000');
  await fill(page, '#seed', '4294967295');
  assert.deepEqual(await shown(page), [13, 2000, 11, 4294967295]);
  assert.deepEqual(await disagreements(page), []);
  await fill(page, '#input-size-value', '4096');
  assert.deepEqual(await disagreements(page), []);
  await fill(page, '#input-size-value', '1');
  await fill(page, '#hidden-size-value', '4096');
  await until(page, '4,096 units', () => el('#hidden-states').getAttribute('aria-colcount') === '4097');
  for (const [id] of FIELDS) await assertTaken(page, id, 'the largest that is allowed');
});

pageTest('each digit that makes a number is a run of its own', async (visit) => {
  const page = await visit.open();
  await page.focus('#timesteps-value');
  await page.keyboard.press('End');
  for (const [key, want] of /** @type {[import('puppeteer-core').KeyInput, number][]} */ ([['5', 105], ['Backspace', 10], ['Backspace', 1], ['7', 17], ['ArrowUp', 18], ['ArrowDown', 17]])) {
    await page.keyboard.press(key);
    assert.equal((await settings(page)).rows, want, key);
    assert.deepEqual(await disagreements(page), [], key);
  }
});

pageTest('other ways to write a number are understood, and written plainly afterwards', async (visit) => {
  const page = await visit.open();
  for (const [text, want] of [['007', '7'], ['1e3', '1000'], ['12.0', '12'], ['+9', '9'], [' 31 ', '31'], ['-0', '0']]) {
    await paste(page, '#seed', text);
    await assertTaken(page, 'seed', `“${text}” is a number`);
    await page.keyboard.press('Tab');
    assert.equal(await valueOf(page, '#seed'), want, `“${text}”`);
    assert.deepEqual(await disagreements(page), [], `“${text}”`);
  }
});

pageTest('what cannot be taken is said under its field, and nothing is lost', async (visit) => {
  const page = await visit.open('timesteps=6&hidden-size=3&seed=2&lang=en');
  const before = await picture(page);
  const link = await linkShown(page);
  const ranges = { timesteps: /from 1 to 100,000/, 'input-size': /from 1 to 4,096/, 'hidden-size': /from 1 to 4,096/, seed: /from 0 to 4,294,967,295/ };
  for (const [id, field] of FIELDS) {
    const good = await valueOf(page, field);
    const least = id === 'seed' ? [] : ['0'];
    const most = { timesteps: '100001', seed: '4294967296' }[String(id)] ?? '4097';
    for (const text of [...least, '-1', '1.5', most, '1e10', '-1e99', '99999999999999999999999999']) {
      await paste(page, field, text);
      await assertRefused(page, id, ranges[id]);
      const { text: error } = await refusal(page, id);
      assert.ok(error.includes(text), `${id} names ${text}: ${error}`);
      assert.equal(await valueOf(page, field), text, 'what was typed stays to be corrected');
      await page.keyboard.press('Escape');
      assert.equal(await valueOf(page, field), good, 'Escape brings back the last good value');
      await assertTaken(page, id, 'after Escape');
    }
  }
  assert.deepEqual(await picture(page), before);
  assert.equal(await linkShown(page), link);
});

pageTest('typed key by key, the last number on the way that was good is kept', async (visit) => {
  const page = await visit.open('lang=en');
  for (const [id, text, kept, error] of /** @type {[string, string, number, RegExp][]} */ ([
    ['timesteps', '0', 10, /from 1 to 100,000.*this is 0/],
    ['timesteps', '-1', 10, /from 1 to 100,000.*this is -1/],
    ['timesteps', '1.5', 1, /from 1 to 100,000.*this is 1\.5/],
    ['timesteps', '1e9', 1, /from 1 to 100,000.*this is 1e9/],
    ['timesteps', '4e', 4, /whole number from 1 to 100,000/],
    ['input-size', '99999', 999, /from 1 to 4,096.*this is 99999/],
    ['seed', '-7', 0, /from 0 to 4,294,967,295.*this is -7/],
    ['seed', '42949672951', 4294967295, /from 0 to 4,294,967,295.*this is 42949672951/],
  ])) {
    await fill(page, fieldOf(id), text);
    await assertRefused(page, id, error);
    await page.keyboard.press('Escape');
    assert.equal(Number(await valueOf(page, fieldOf(id))), kept, `${id} after ${text}`);
    assert.deepEqual(await disagreements(page), [], `${id} after ${text}`);
  }
  await page.click('#reset');
  await fill(page, '#timesteps-value', '999999');
  await assertRefused(page, 'timesteps', /this is 999999/);
  await page.keyboard.press('Tab');
  await until(page, 'the error to go', () => el('#timesteps-error').textContent === '');
  assert.equal(await valueOf(page, '#timesteps-value'), '99999');
});

pageTest('letters are not taken, and junk that is pasted does no harm', async (visit) => {
  const page = await visit.open('timesteps=6&hidden-size=3&seed=2&lang=en');
  await visit.allowClipboard();
  const before = await picture(page);
  await fill(page, '#timesteps-value', 'abc');
  assert.deepEqual(await picture(page), before);
  await page.keyboard.press('Escape');
  assert.deepEqual(await shown(page), [6, 4, 3, 2]);
  for (const junk of ['<img src=x onerror="kept=1">', 'a b c', '--', 'e', '1-1', '٣', '1e5e5', '\u0000', '+', '.', 'NaN', '-'.repeat(20_000)]) {
    await page.evaluate((junk) => navigator.clipboard.writeText(junk), junk);
    for (const [, field] of FIELDS) {
      await page.focus(field);
      await page.keyboard.press('a', { commands: ['SelectAll'] });
      await page.keyboard.press('v', { commands: ['Paste'] });
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(await shown(page), [6, 4, 3, 2], junk.slice(0, 40));
  }
  assert.deepEqual(await picture(page), before);
  assert.equal(await page.evaluate(() => els('#controls img').length), 0);
  await page.evaluate((digits) => navigator.clipboard.writeText(digits), '9'.repeat(200));
  await page.focus('#seed');
  await page.keyboard.press('a', { commands: ['SelectAll'] });
  await page.keyboard.press('v', { commands: ['Paste'] });
  await assertRefused(page, 'seed', /this is 9{40}…\.$/);
  assert.deepEqual(await picture(page), before);
});

pageTest('an empty field is no error yet', async (visit) => {
  const page = await visit.open('timesteps=6&hidden-size=3&seed=2');
  const before = await picture(page);
  for (const [id, field] of FIELDS) {
    const good = await valueOf(page, field);
    for (const leave of /** @type {const} */ (['Escape', 'Tab', 'Enter'])) {
      await fill(page, field, '');
      await assertTaken(page, id, 'cleared');
      assert.equal(await valueOf(page, field), '');
      await frames(page);
      assert.equal(await valueOf(page, field), '', 'it stays empty while it is edited');
      await page.keyboard.press(leave);
      assert.equal(await valueOf(page, field), good, leave);
      await assertTaken(page, id, leave);
    }
  }
  assert.deepEqual(await picture(page), before);
  await fill(page, '#hidden-size-value', '');
  await page.keyboard.type('6');
  assert.equal((await settings(page)).columns, 6);
});

pageTest('a refused value is corrected by typing on, or dropped by leaving the field', async (visit) => {
  const page = await visit.open('lang=ko');
  await fill(page, '#timesteps-value', '0');
  await assertRefused(page, 'timesteps', /1부터 100,000까지의 정수/);
  await page.keyboard.press('Enter');
  await assertRefused(page, 'timesteps', /1부터 100,000까지의 정수/);
  await page.keyboard.press('ArrowUp'); // the field's own step
  await assertTaken(page, 'timesteps', 'stepped');
  await fill(page, '#hidden-size-value', '5000');
  await assertRefused(page, 'hidden-size', /1부터 4,096까지의 정수/);
  await page.keyboard.press('Backspace');
  await assertTaken(page, 'hidden-size', 'a digit less');
  assert.equal((await settings(page)).columns, 500);
  await fill(page, '#hidden-size-value', '0');
  for (const leave of [() => page.keyboard.press('Tab'), () => page.click('#timesteps'), () => page.click('#shapes')]) {
    await page.focus('#hidden-size-value');
    await paste(page, '#hidden-size-value', '4097');
    await assertRefused(page, 'hidden-size', /4,096/);
    await leave();
    await until(page, 'the error to go', () => el('#hidden-size-error').textContent === '');
    await assertTaken(page, 'hidden-size', 'left');
    assert.equal(await valueOf(page, '#hidden-size-value'), '500');
  }
});

pageTest('sizes that are too large together are refused, whichever came last', async (visit) => {
  const page = await visit.open('timesteps=100000&input-size=1&hidden-size=2&lang=en');
  for (const [id, text, values] of [['hidden-size', '4096', '426,485,408'], ['input-size', '4096', '409,808,198']]) {
    const good = await valueOf(page, fieldOf(id));
    await paste(page, fieldOf(id), text);
    await assertRefused(page, id, new RegExp(`make ${values} values\\. At most 33,554,432`));
    await frames(page);
    assert.equal(await valueOf(page, fieldOf(id)), text);
    await page.keyboard.press('Escape');
    assert.equal(await valueOf(page, fieldOf(id)), good);
    await assertTaken(page, id, 'after Escape');
  }
  assert.deepEqual((await shown(page)).slice(0, 3), [100000, 1, 2]);
});

pageTest('a slider that goes too far says so, until it is moved back', async (visit) => {
  const page = await visit.open('timesteps=100000&input-size=1&hidden-size=2&lang=en');
  await page.focus('#hidden-size');
  await page.keyboard.press('End'); // 1,000 units
  const refused = /At most 33,554,432/;
  assert.match((await refusal(page, 'hidden-size')).text, refused);
  assert.equal(await valueOf(page, '#hidden-size'), '2', 'the slider is back');
  assert.equal(await valueOf(page, '#hidden-size-value'), '2');
  await page.setViewport({ width: 900, height: 700 });
  await frames(page);
  assert.match((await refusal(page, 'hidden-size')).text, refused, 'the reason stays to be read, whatever is painted');
  await page.keyboard.press('ArrowLeft');
  await assertTaken(page, 'hidden-size', 'a size that fits');
  await until(page, 'one unit', () => el('#hidden-states').getAttribute('aria-colcount') === '2');
});

pageTest('what is being corrected outlasts another layout of the page', async (visit) => {
  for (const text of ['0', '4096']) {
    const page = await visit.open('timesteps=100000&input-size=1&hidden-size=2&lang=en');
    await paste(page, '#hidden-size-value', text);
    const { text: error } = await refusal(page, 'hidden-size');
    assert.notEqual(error, '');
    await page.setViewport({ width: 900, height: 700 });
    await frames(page);
    assert.equal(await valueOf(page, '#hidden-size-value'), text, 'what was typed is still there');
    assert.equal((await refusal(page, 'hidden-size')).text, error, 'and so is the reason');
    await page.close();
  }
});

pageTest('a click on what is below an error is a click, though the error goes with it', async (visit) => {
  const page = await visit.open('lang=en');
  for (const [id, field] of FIELDS) {
    await fill(page, '#seed', '7');
    await paste(page, field, '-5');
    await assertRefused(page, id, /this is -5/);
    await page.click('#reset');
    assert.deepEqual(await shown(page), [10, 4, 8, 0], `reset after an error at ${id}`);
    await assertTaken(page, id, 'left');
  }
});
