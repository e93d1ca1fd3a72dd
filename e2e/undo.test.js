// @ts-check
// What is set by hand can be taken back, stands in the link, and outlives what
// goes wrong.

import assert from 'node:assert/strict';
import { assertRun, control, doubleClick, editor, focus, marked, middleOf, SMALL } from './editing.js';
import { captureGo, exit } from './faults.js';
import { pageTest, until } from './harness.js';
import { fill, isVisible, linkShown, notices, paste, settings, textOf } from './look.js';
import { otherThan, tensors } from './reference.js';

/** @typedef {import('./look.js').Page} Page */

/** What stands behind edits= in the link, once it stands there. @param {Page} page @param {string} want */
const edits = (page, want) => until(page, `edits=${want} in the link`,
  (want) => (new URLSearchParams(location.hash.slice(1)).get('edits') ?? '') === want, want);

/** Whether undo, redo and reset can be pressed. @param {Page} page */
const offers = (page) => page.evaluate(() => ['undo', 'redo', 'unedit'].map((id) => !el(`#${id}`).disabled));

pageTest('each gesture is taken back as a whole, by its button and by keys, and comes again', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`);
  const drawn = await tensors(page);
  assert.equal(await isVisible(page, '#edits'), false, 'nothing was set by hand yet');

  // Six gestures of many events each.
  await doubleClick(page, 'Wx:1:1');
  await page.keyboard.type('0.125');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const [x, y] = await middleOf(page, 'Wh:2:3');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('+');
  await doubleClick(page, 'Wx:1:1');
  await page.keyboard.type('9');
  await page.click('#editor-unset');
  await doubleClick(page, 'b:0:0');
  await page.keyboard.type('-1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  // What changes nothing is no gesture.
  await doubleClick(page, 'b:4:0');
  await page.keyboard.press('Enter');
  await doubleClick(page, 'b:4:0');
  await page.keyboard.type('3');
  await page.keyboard.press('Escape');

  const wh = Math.round((drawn['Wh:2:3'] + 0.3) * 1e8) / 1e8;
  const more = Math.round((wh + 0.01) * 1e8) / 1e8;
  const stages = [{}, { 'Wx:1:1': 0.135 }, { 'Wx:1:1': 0.135, 'Wh:2:3': wh }, { 'Wx:1:1': 0.135, 'Wh:2:3': more },
    { 'Wh:2:3': more }, { 'Wh:2:3': more, 'b:0:0': -1 }, { 'Wh:2:3': more }];
  const assertStage = async (/** @type {number} */ stage) => {
    await assertRun(page, { ...drawn, ...stages[stage] });
    assert.equal(await textOf(page, '#edit-count'), `${Object.keys(stages[stage]).length} changed by hand`);
    assert.deepEqual(await offers(page), [stage > 0, stage < stages.length - 1, Object.keys(stages[stage]).length > 0], `stage ${stage}`);
    assert.deepEqual((await marked(page)).filter((key) => !(key in stages[stage])), [], 'no mark is left');
  };
  await assertStage(6);
  for (const stage of [5, 4, 3]) {
    await page.click('#undo');
    await assertStage(stage);
  }
  await page.focus('#matrices');
  for (const stage of [2, 1, 0, 0]) {
    await control(page, 'z');
    await assertStage(stage);
  }
  for (const [stage, key, shift] of /** @type {const} */ ([[1, 'z', true], [2, 'y', false]])) {
    await control(page, key, shift);
    await assertStage(stage);
  }
  await page.click('#redo');
  await assertStage(3);
  await page.focus('#matrices');
  await page.keyboard.press('+');
  assert.deepEqual(await offers(page), [true, false, true], 'another change drops what was taken back');
  await control(page, 'z');
  await page.click('#unedit');
  await assertRun(page, drawn);
  await page.click('#undo');
  await assertRun(page, { ...drawn, ...stages[3] });
});

pageTest('in a field the keys of undo are the field’s', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`);
  const drawn = await tensors(page);
  await doubleClick(page, 'b:1:0');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  for (const field of ['#seed', '#find-step']) {
    if (field === '#find-step') await page.click('#tab-table');
    await fill(page, field, '4');
    await control(page, 'z');
    assert.deepEqual(otherThan(await tensors(page), drawn), [`b:1:0: 2, not ${drawn['b:1:0']}`], field);
    await fill(page, field, field === '#seed' ? '4' : '');
  }
  for (const elsewhere of ['#hidden-size', '#drawing-unrolled', '#weights', '#tab-table']) {
    await page.focus(elsewhere);
    await control(page, 'z');
    await assertRun(page, drawn);
    await control(page, 'y');
    await assertRun(page, { ...drawn, 'b:1:0': 2 });
  }
});

pageTest('what is set by hand stands in the link, shortest first as it reads back, and opens again', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`);
  for (const [key, typed] of [['h0:3:0', '-1'], ['Wh:0:4', '0,1'], ['Wx:2:1', '−1e-7'], ['b:4:0', ' 1e6 '], ['x:6:0', '0.30000000000000004']]) {
    await doubleClick(page, key);
    await paste(page, '#editor-value', typed);
    await page.keyboard.press('Enter');
  }
  await edits(page, 'x:6:0:0.30000000000000004,Wx:2:1:-1e-07,Wh:0:4:0.1,b:4:0:1e+06,h0:3:0:-1');
  const values = await tensors(page);
  const again = await visit.open(await linkShown(page));
  await assertRun(again, values);
  assert.equal(await textOf(again, '#edit-count'), '5 changed by hand');
  assert.deepEqual(await offers(again), [false, false, true]);
  await again.click('#reset');
  await edits(again, '');
  assert.equal(await isVisible(again, '#edits'), false);
});

pageTest('values that the sizes do not reach rest until they do', async (visit) => {
  const link = 'Wx:4:2:0.5,Wh:1:4:-2,b:4:0:3';
  const page = await visit.open(`${SMALL}&panel=weights&edits=${link}`);
  const [five, four] = [await tensors(page), SMALL.replace('hidden-size=5', 'hidden-size=4')];
  const fewer = await visit.open(four);
  const drawn = await tensors(fewer);
  await fewer.close();
  await fill(page, '#hidden-size-value', '4');
  await assertRun(page, drawn);
  assert.equal(await textOf(page, '#edit-count'), '0 changed by hand');
  await edits(page, link);
  await doubleClick(page, 'b:0:0');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await assertRun(page, { ...drawn, 'b:0:0': 1 });
  await fill(page, '#hidden-size-value', '5');
  await assertRun(page, { ...five, 'b:0:0': 1 });
  assert.equal(await textOf(page, '#edit-count'), '4 changed by hand');
});

pageTest('what is no value is said under the field, and the last that was one stays', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`);
  const values = { ...await tensors(page), 'Wh:1:2': 0.5 };
  await doubleClick(page, 'Wh:1:2');
  await paste(page, '#editor-value', '0.5');
  for (const bad of ['abc', 'NaN', '1e9', '-1e7', 'Infinity', '0x10', '1 2', '--1', '1e999', '<b>1</b>']) {
    await paste(page, '#editor-value', bad);
    const { error, invalid, value, focused } = await editor(page);
    assert.match(error, /^Wh\[1,2\]: .*number.* from −1,000,000 to 1,000,000/, bad);
    assert.deepEqual({ invalid, value, focused }, { invalid: true, value: bad, focused: true });
    assert.deepEqual(otherThan(await tensors(page), values), [], bad);
  }
  for (const onTheWay of ['', '-', '−', '  ']) {
    await paste(page, '#editor-value', 'abc');
    if (onTheWay === '') await fill(page, '#editor-value', '');
    else await paste(page, '#editor-value', onTheWay);
    const { error, invalid } = await editor(page);
    assert.deepEqual({ error, invalid }, { error: '', invalid: false }, `“${onTheWay}” is on the way to a number`);
  }
  await paste(page, '#editor-value', 'abc');
  await page.keyboard.press('Enter');
  assert.equal(await editor(page), null);
  await assertRun(page, values);
  await doubleClick(page, 'Wh:1:2');
  const { error, value } = await editor(page);
  assert.deepEqual({ error, value }, { error: '', value: '0.5' }, 'opened again it is as it is');
  await page.keyboard.press('Escape');

  // With nothing chosen there is nothing to change.
  await page.focus('#matrices');
  await page.keyboard.press('Escape');
  for (const key of /** @type {import('puppeteer-core').KeyInput[]} */ (['7', '+', 'Delete', 'Enter'])) await page.keyboard.press(key);
  assert.equal(await editor(page), null);
  await assertRun(page, values);
  await edits(page, 'Wh:1:2:0.5');
});

pageTest('a panic keeps what is set by hand and what can be taken back', async (visit) => {
  visit.allow(/caught in Go/);
  const page = await visit.open(`${SMALL}&panel=weights`);
  const drawn = await tensors(page);
  await doubleClick(page, 'b:1:0');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.evaluate(() => {
    kept = playgroundHost.blit;
    playgroundHost.blit = () => { throw new Error('the canvas is gone'); };
  });
  await page.keyboard.press('+');
  await until(page, 'a notice', () => els('#notices p').some((p) => p.textContent.includes('The page still works')));
  await page.evaluate(() => { playgroundHost.blit = kept; });
  await fill(page, '#seed', '5');
  await fill(page, '#seed', '4');
  await assertRun(page, { ...drawn, 'b:1:0': 2 });
  await page.click('#undo');
  await assertRun(page, drawn);
});

pageTest('a program that is started again has what was set by hand and what can be taken back', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const page = await visit.open(`${SMALL}&panel=weights`, { prepare: captureGo });
  const drawn = await tensors(page);
  for (const typed of ['2', '3']) {
    await doubleClick(page, 'b:1:0');
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await exit(page);
    await until(page, 'another instance', (n) => goes.length === n && document.documentElement.dataset.ready === 'true', Number(typed));
    await assertRun(page, { ...drawn, 'b:1:0': Number(typed) });
  }
  assert.ok((await notices(page)).some((text) => /was started again/.test(text)));
  await page.click('#undo');
  await assertRun(page, { ...drawn, 'b:1:0': 2 });
  await page.click('#undo');
  await assertRun(page, drawn);
  assert.deepEqual((await settings(page)).fields, [6, 3, 5, 4]);
  assert.notEqual(await focus(page), 'BODY');
});
