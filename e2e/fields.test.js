// @ts-check
// Numbers typed into fields: taken while they are typed, or refused with a reason.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { fill, paste, settings, textOf, valueOf } from './look.js';

/** @param {import('./look.js').Page} page @param {string} id */
const invalid = (page, id) => page.evaluate((s) => el(s).getAttribute('aria-invalid'), id);

pageTest('a field takes what its slider cannot', async (visit) => {
  const page = await visit.open();
  await fill(page, '#timesteps-value', '5000');
  await until(page, '5,000 steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '5001');
  assert.equal(await valueOf(page, '#timesteps'), await page.evaluate(() => el('#timesteps').max), 'the slider is at its end');
  await fill(page, '#timesteps-value', '13');
  await fill(page, '#hidden-size-value', '11');
  await fill(page, '#input-size-value', '2000');
  await fill(page, '#seed', '4294967295');
  assert.deepEqual((await settings(page)).fields, [13, 2000, 11, 4294967295]);
  const [want, got] = await page.evaluate(() => [
    /** @type {any} */ (runRNN(13, 2000, 11, 4294967295)).hiddenStates[12][10],
    Number(el('td[data-t="13"][data-unit="10"]').dataset.value),
  ]);
  assert.equal(got, want);
});

pageTest('what cannot be taken is said under its field, and nothing is lost', async (visit) => {
  const page = await visit.open('timesteps=6&hidden-size=3&seed=2&lang=en');
  const before = await page.evaluate(() => [el('#table-body').innerHTML, el('#printout').textContent, location.hash]);
  const refused = [
    ['timesteps', '0'], ['timesteps', '-1'], ['timesteps', '1.5'], ['timesteps', '999999'], ['timesteps', '1e9'],
    ['input-size', '4097'], ['hidden-size', '5000'], ['hidden-size', '0.5'], ['seed', '-1'], ['seed', '4294967296'],
  ];
  for (const [id, text] of refused) {
    const field = id === 'seed' ? '#seed' : `#${id}-value`;
    const good = await valueOf(page, field);
    await paste(page, field, text);
    const error = await textOf(page, `#${id}-error`);
    assert.match(error, /only whole numbers from [01] to (100,000|4,096|4,294,967,295) can be used/, `${id} ${text}`);
    assert.ok(error.includes(text), `${id} ${text}: ${error}`);
    assert.equal(await invalid(page, field), 'true');
    assert.equal(await valueOf(page, field), text, 'what was typed stays to be corrected');
    await page.keyboard.press('Escape');
    assert.equal(await valueOf(page, field), good, 'Escape brings back the last good value');
    assert.equal(await textOf(page, `#${id}-error`), '');
    assert.equal(await invalid(page, field), 'false');
  }
  assert.deepEqual(await page.evaluate(() => [el('#table-body').innerHTML, el('#printout').textContent, location.hash]), before);
});

pageTest('a refused value is corrected by typing on, or left by leaving the field', async (visit) => {
  const page = await visit.open('lang=ko');
  await fill(page, '#timesteps-value', '0');
  assert.match(await textOf(page, '#timesteps-error'), /1부터 100,000까지의 정수/);
  await page.keyboard.press('ArrowUp'); // the field's own step
  assert.equal(await textOf(page, '#timesteps-error'), '');
  await fill(page, '#timesteps-value', '0');
  await page.keyboard.press('Tab');
  assert.equal(await textOf(page, '#timesteps-error'), '');
  assert.equal(await valueOf(page, '#timesteps-value'), String((await settings(page)).rows));
});

pageTest('an empty field is no error yet', async (visit) => {
  const page = await visit.open();
  await fill(page, '#hidden-size-value', '');
  assert.equal(await textOf(page, '#hidden-size-error'), '');
  assert.equal((await settings(page)).columns, 8);
  await page.keyboard.type('6');
  assert.equal((await settings(page)).columns, 6);
  await fill(page, '#hidden-size-value', '');
  await page.keyboard.press('Tab');
  assert.equal(await valueOf(page, '#hidden-size-value'), '6');
});

pageTest('sizes that are too large together are refused, whichever came last', async (visit) => {
  const page = await visit.open('timesteps=100000&hidden-size=8&lang=en');
  await paste(page, '#hidden-size-value', '4000');
  assert.match(await textOf(page, '#hidden-size-error'), /make [\d,]+ values\. At most 33,554,432/);
  await page.keyboard.press('Escape');
  assert.deepEqual((await settings(page)).fields.slice(0, 3), [100000, 4, 8]);
  await page.focus('#hidden-size');
  await page.keyboard.press('End'); // 1,000 units are too many as well
  assert.match(await textOf(page, '#hidden-size-error'), /At most 33,554,432/);
  assert.equal(await valueOf(page, '#hidden-size'), '8', 'the slider is back');
});

pageTest('the caret stays where a number is typed', async (visit) => {
  const page = await visit.open();
  await page.focus('#seed');
  await page.keyboard.press('End');
  for (const digit of '1234') await page.keyboard.type(digit);
  assert.equal(await valueOf(page, '#seed'), '01234');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'seed');
  await page.keyboard.press('Enter');
  assert.equal(await valueOf(page, '#seed'), '1234', 'Enter writes it as it is understood');
});
