// @ts-check
// Any number that enters the network is set by hand, by mouse, finger and keys.

import assert from 'node:assert/strict';
import { assertRun, doubleClick, editor, focus, marked, middleOf, SMALL } from './editing.js';
import { pageTest, until } from './harness.js';
import { boxOf, frames, lift, paste, textOf } from './look.js';
import { farFrom, run, table, tensors } from './reference.js';

/** @typedef {import('puppeteer-core').KeyInput} KeyInput */

/** One value of each tensor, and how it is called. */
const VALUES = [['Wx:4:2', 'Wx[4,2]'], ['Wh:3:1', 'Wh[3,1]'], ['b:2:0', 'b[2]'], ['h0:1:0', 'h₀[1]'], ['x:5:2', 'x₅[2]']];

pageTest('a double click opens the field over a value; what is typed applies at once, to that value alone', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`);
  let values = await tensors(page);
  for (const [key, name] of VALUES) {
    const [x, y] = await middleOf(page, key);
    await doubleClick(page, key);
    assert.deepEqual(await editor(page), { name, value: String(values[key]), error: '', invalid: false, drawn: '', focused: true });
    const field = await boxOf(page, '#editor');
    assert.ok(field.left <= x && x <= field.right && (field.top > y || field.bottom < y), `${key} stays in view beside its field`);
    for (const [typed, v] of /** @type {[KeyInput, number][]} */ ([['-', values[key]], ['1', -1], ['.', -1], ['2', -1.2], ['5', -1.25]])) {
      await page.keyboard.press(typed);
      values = { ...values, [key]: v };
      assert.equal(farFrom(await table(page), run(values).h, 1e-12), '', `${key} = ${v}`);
    }
    await page.keyboard.press('Enter');
    assert.equal(await editor(page), null);
    assert.equal(await focus(page), key.startsWith('x') ? 'plots' : 'matrices');
    await assertRun(page, values);
  }
  assert.equal(await textOf(page, '#edit-count'), '5 changed by hand');
});

pageTest('Escape restores what was there, a click elsewhere keeps what was typed', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights&edits=b:0:0:0.5`);
  let values = await tensors(page);
  for (const key of ['Wh:0:4', 'b:0:0', 'x:1:0']) {
    await doubleClick(page, key);
    await page.keyboard.type('7.5');
    assert.equal((await tensors(page))[key], 7.5);
    await page.keyboard.press('Escape');
    assert.equal(await editor(page), null);
    assert.equal(await focus(page), key.startsWith('x') ? 'plots' : 'matrices');
    await assertRun(page, values);
  }
  await doubleClick(page, 'Wx:0:0');
  await page.keyboard.type('2');
  await page.click('#shapes');
  await until(page, 'the field closes', () => el('#editor').hidden);
  await assertRun(page, values = { ...values, 'Wx:0:0': 2 });
  await doubleClick(page, 'Wx:0:0');
  await page.keyboard.type('3');
  await doubleClick(page, 'Wx:1:1');
  assert.equal((await editor(page)).name, 'Wx[1,1]', 'from one field to the next');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await assertRun(page, { ...values, 'Wx:0:0': 3, 'Wx:1:1': 4 });
});

pageTest('the arrow keys and the buttons of the field step by 0.01, with Shift by 0.1, with Alt by 0.001', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights&edits=b:1:0:0.5`);
  const values = await tensors(page);
  await doubleClick(page, 'b:1:0');
  let want = 0.5;
  for (const [modifier, size] of /** @type {[KeyInput, number][]} */ ([[null, 0.01], ['Shift', 0.1], ['Alt', 0.001]])) {
    if (modifier) await page.keyboard.down(modifier);
    for (const [act, sign] of /** @type {[() => Promise<void>, number][]} */ ([
      [() => page.keyboard.press('ArrowUp'), 1], [() => page.keyboard.press('ArrowUp'), 1], [() => page.keyboard.press('ArrowDown'), -1],
      [() => page.click('#editor-more'), 1], [() => page.click('#editor-less'), -1], [() => page.click('#editor-less'), -1], [() => page.click('#editor-less'), -1],
    ])) {
      await act();
      assert.equal(await focus(page), 'editor-value', 'a button takes no focus, which Safari would give to nothing');
      want = Math.round((want + sign * size) * 1e8) / 1e8;
      assert.equal((await editor(page)).value, String(want), `${modifier} ${size}`);
    }
    if (modifier) await page.keyboard.up(modifier);
    await assertRun(page, { ...values, 'b:1:0': want });
  }
  await page.focus('#editor-less');
  await page.keyboard.press('Escape');
  assert.equal(await editor(page), null, 'Escape works on the buttons too');
  assert.equal(await focus(page), 'matrices');
  await assertRun(page, values);
});

pageTest('a value is dragged, to the right for more, by the mouse and by a finger', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`);
  let values = await tensors(page);
  const round = (/** @type {number} */ v) => Math.round(v * 1e8) / 1e8;
  const [x, y] = await middleOf(page, 'Wh:2:2');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 2, y);
  await assertRun(page, values); // a click that trembles drags nothing
  for (const by of [30, 100, -60]) {
    await page.mouse.move(x + by, y, { steps: 2 });
    assert.equal((await tensors(page))['Wh:2:2'], round(values['Wh:2:2'] + by * 0.005), `${by} px`);
  }
  await page.mouse.up();
  await page.mouse.move(x + 90, y);
  values = { ...values, 'Wh:2:2': round(values['Wh:2:2'] - 0.3) };
  await assertRun(page, values);
  assert.equal(await editor(page), null, 'without a field');

  const [left, top] = await middleOf(page, 'h0:3:0');
  const finger = await page.touchscreen.touchStart(left, top);
  for (const by of [10, 20, 40]) await finger.move(left + by, top);
  await lift(finger);
  await assertRun(page, { ...values, 'h0:3:0': 0.2 });
});

pageTest('two taps of a finger open the field, and so does the button for the chosen value', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights`, { size: [390, 844] });
  const values = await tensors(page);
  const at = await middleOf(page, 'Wx:2:1');
  assert.equal(await page.evaluate(() => el('#edit-chosen').disabled), true, 'nothing is chosen yet');
  // All at once: two taps are one gesture only if they are quick.
  const session = await page.createCDPSession();
  const touchPoints = [{ x: at[0], y: at[1] }];
  await Promise.all([touchPoints, [], touchPoints, []].map((touchPoints) =>
    session.send('Input.dispatchTouchEvent', { type: touchPoints.length ? 'touchStart' : 'touchEnd', touchPoints })));
  await until(page, 'the field', () => el('#editor').checkVisibility());
  assert.equal((await editor(page)).name, 'Wx[2,1]');
  await page.keyboard.type('0.75');
  await page.keyboard.press('Enter');
  await assertRun(page, { ...values, 'Wx:2:1': 0.75 });
  await page.click('#edit-chosen');
  assert.equal((await editor(page)).value, '0.75');
  const { left, right, top, bottom } = await boxOf(page, '#editor');
  assert.ok(left >= 0 && right <= 390 && top >= 0 && bottom <= 844, 'all of it is in the window');
  await page.tap('#editor-unset');
  await assertRun(page, values);
});

pageTest('the keys walk through Wx, Wh, b and h0; digits, Enter, plus, minus and Delete change the value', async (visit) => {
  const page = await visit.open(`${SMALL}&panel=weights&t=2&unit=3`);
  let values = await tensors(page);
  const lit = () => page.evaluate(() => {
    const [cell, ...more] = els('#matrices .cell:not([hidden])');
    if (more.length) return 'more than one';
    const { insetBlockStart, insetInlineStart, inlineSize, blockSize } = cell.style;
    return `${cell.closest('.plot').id}:${Math.round(parseFloat(insetBlockStart) / parseFloat(blockSize))}:${Math.round(parseFloat(insetInlineStart) / parseFloat(inlineSize))}`;
  });
  await page.focus('#matrices');
  for (const [key, place] of /** @type {[KeyInput, string][]} */ ([['ArrowRight', 'Wx:3:0'], ['ArrowLeft', 'Wx:3:0'], ['ArrowRight', 'Wx:3:1'],
    ['End', 'Wx:3:2'], ['ArrowRight', 'Wh:3:0'], ['ArrowUp', 'Wh:2:0'], ['ArrowLeft', 'Wx:2:2'], ['ArrowRight', 'Wh:2:0'], ['End', 'Wh:2:4'],
    ['ArrowRight', 'b:2:0'], ['ArrowDown', 'b:3:0'], ['ArrowRight', 'h0:3:0'], ['ArrowRight', 'h0:3:0'], ['PageDown', 'h0:4:0'], ['PageUp', 'h0:0:0'],
    ['ArrowLeft', 'b:0:0'], ['ArrowLeft', 'Wh:0:4'], ['Home', 'Wh:0:0']])) {
    await page.keyboard.press(key);
    assert.equal(await lit(), place, key);
    const name = place.replace(/^h0:(\d):0/, 'h₀[$1]').replace(/^b:(\d):0/, 'b[$1]').replace(/^(W.):(\d):(\d)/, '$1[$2,$3]');
    for (const said of ['#matrix-now', '#announce']) {
      assert.ok((await textOf(page, said)).startsWith(`${name} = ${String(values[place]).replace('-', '−')} · `), `${said} names ${name}`);
    }
    assert.equal(await page.evaluate(() => el('#inspected').dataset.unit), place.split(':')[1], 'the inspector opens the unit');
  }
  await page.keyboard.press('4');
  assert.deepEqual({ ...await editor(page), drawn: '' }, { name: 'Wh[0,0]', value: '4', error: '', invalid: false, drawn: '', focused: true });
  await page.keyboard.type('.25');
  await page.keyboard.press('Enter');
  assert.equal(await focus(page), 'matrices');
  await assertRun(page, { ...values, 'Wh:0:0': 4.25 });
  assert.deepEqual(await marked(page), ['Wh:0:0', 'Wh:0:0'], 'in the matrix and in the inspector');
  for (const [key, v] of /** @type {[KeyInput, number][]} */ ([['+', 4.26], ['-', 4.25], ['=', 4.26], ['-', 4.25], ['-', 4.24]])) {
    await page.keyboard.press(key);
    await assertRun(page, { ...values, 'Wh:0:0': v });
  }
  await page.keyboard.press('Delete');
  await assertRun(page, values);
  assert.deepEqual(await marked(page), []);
  for (const key of /** @type {KeyInput[]} */ (['Enter', 'F2'])) {
    await page.keyboard.press(key);
    assert.equal((await editor(page)).value, String(values['Wh:0:0']), key);
    await page.keyboard.press('Escape');
  }
  const taken = await page.evaluate(() => ['#tab-weights', '#matrices', '#inspector button'].flatMap((at) => ['altKey', 'ctrlKey', 'metaKey'].filter((modifier) => {
    el(at).focus();
    return !el(at).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', [modifier]: true, bubbles: true, cancelable: true }));
  }).map((modifier) => `${modifier} ${at}`)));
  assert.deepEqual(taken, [], 'what goes back in a browser goes nowhere here');
  await page.focus('#matrices');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => els('#matrices .cell:not([hidden])').length), 0, 'Escape lets go');
});

pageTest('the numbers of the inspector are set there, and a state before leads to its own', async (visit) => {
  const page = await visit.open(`${SMALL}&t=1&unit=2`);
  let values = await tensors(page);
  for (const key of ['Wx:2:1', 'x:1:1', 'Wh:2:4', 'h0:4:0', 'b:2:0']) {
    await page.click(`#inspector [data-place="${key}"]`);
    assert.equal((await editor(page)).value, String(values[key]), key);
    await page.keyboard.type('-.5');
    await page.keyboard.press('Enter');
    assert.equal(await focus(page), key, 'the focus is back on the number');
    values = { ...values, [key]: -0.5 };
    await assertRun(page, values);
    assert.ok((await marked(page)).includes(key), `${key} is marked`);
  }
  await page.keyboard.press('Enter');
  assert.equal((await editor(page)).drawn.startsWith('The seed gives '), true);
  await page.keyboard.press('Escape');
  assert.equal(await focus(page), 'b:2:0');

  // One stop for Tab, the arrow keys within.
  assert.equal(await page.evaluate(() => els('#inspector [tabindex="0"]').length), 1);
  for (const [key, place] of /** @type {[KeyInput, string][]} */ ([['ArrowUp', 'b:2:0'], ['ArrowRight', 'Wx:2:0'], ['ArrowDown', 'x:1:0'], ['ArrowLeft', 'Wx:2:0']])) {
    await page.keyboard.press(key);
    assert.equal(await focus(page), place, key);
  }
  await until(page, 'the cell in the link', () => /&t=1&.*unit=2(&|$)/.test(location.hash) && !location.hash.includes('terms='));
  await page.evaluate(() => { location.hash = location.hash.replace('&t=1', '&t=4'); });
  await until(page, 't = 4', () => el('#inspected').dataset.t === '4');
  await page.select('#terms', 'digits');
  const [before, after] = await page.evaluate(() => {
    const button = el('#inspector [data-step="3"][data-unit="4"]');
    return [Number(button.getAttribute('aria-label').split(' = ')[1].replace('−', '-')), (button.click(), { ...el('#inspected').dataset })];
  });
  assert.deepEqual({ t: after.t, unit: after.unit, value: Number(after.value) }, { t: '3', unit: '4', value: before });
});

pageTest('a number stands in the middle of each cell that has room for one, whatever the size', async (visit) => {
  const page = await visit.open('panel=weights&weights=pytorch');
  /** Where the ink of each cell is, in shares of the cell; null for none. A point may be drawn over two columns, each in half. */
  const inks = () => page.evaluate(() => {
    const canvas = el('#numbers');
    const over = canvas.getBoundingClientRect();
    const ratio = canvas.width / over.width;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    return ['Wx', 'Wh', 'b', 'h0'].flatMap((id) => {
      const picture = el(`#${id}`).getBoundingClientRect();
      const { width: columns, height: rows } = el(`#${id}-canvas`);
      const [width, height] = [picture.width / columns, picture.height / rows];
      return Array.from({ length: columns * rows }, (_, i) => {
        const [left, top] = [picture.left - over.left + (i % columns) * width, picture.top - over.top + Math.floor(i / columns) * height];
        const { data, width: w, height: h } = /** @type {OffscreenCanvasRenderingContext2D} */ (copy).getImageData(Math.round(left * ratio), Math.round(top * ratio), Math.floor(width * ratio), Math.floor(height * ratio));
        const found = Array.from({ length: w * h }, (_, p) => p).filter((p) => data[4 * p + 3] > 60);
        if (found.length === 0) return null;
        const middle = (/** @type {(p: number) => number} */ of, /** @type {number} */ all) => (Math.min(...found.map(of)) + Math.max(...found.map(of)) + 1) / 2 / all;
        return { across: middle((p) => p % w, w), down: middle((p) => Math.floor(p / w), h) };
      });
    });
  });
  for (const hidden of [8, 5, 9]) {
    await paste(page, '#hidden-size-value', String(hidden));
    await until(page, 'the matrices', (n) => el('#matrices-axis').querySelectorAll('text').length > 0 && el('#b-canvas').height === n, hidden);
    const cells = await inks();
    assert.equal(cells.length, hidden * (4 + hidden + 2));
    for (const [i, cell] of cells.entries()) {
      assert.ok(cell, `cell ${i} of ${hidden} units has its number`);
      assert.ok(Math.abs(cell.across - 0.5) < 0.08 && Math.abs(cell.down - 0.5) < 0.1, `cell ${i}: at ${cell.across.toFixed(2)}, ${cell.down.toFixed(2)}`);
    }
  }
  await paste(page, '#hidden-size-value', '64');
  await until(page, 'the matrices', () => el('#b-canvas').height === 64);
  assert.equal(await page.evaluate(() => {
    const { width, height } = el('#numbers');
    return el('#numbers').getContext('2d').getImageData(0, 0, width, height).data.some((/** @type {number} */ v) => v > 0);
  }), false, 'no number is left where there is no room');
});

pageTest('the field stays within a window that is made smaller, at its value', async (visit) => {
  const page = await visit.open(`${SMALL}&terms=digits&t=6&unit=2`, { size: [1280, 800] });
  await page.evaluate(() => { els('#inspector button[data-place]').at(-1).scrollIntoView({ block: 'center' }); });
  await page.evaluate(() => { els('#inspector button[data-place]').at(-1).click(); });
  assert.ok(await editor(page));
  for (const [width, height] of [[390, 844], [844, 390], [320, 568]]) {
    await page.setViewport({ width, height });
    await frames(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const [field, value] = [await boxOf(page, '#editor'), await page.evaluate(() => els('#inspector button[data-place]').at(-1).getBoundingClientRect().toJSON())];
    assert.ok(field.left >= 0 && field.right <= width, `${field.left} to ${field.right} of ${width}`);
    assert.ok(Math.abs(field.top - value.bottom) < 12 || Math.abs(value.top - field.bottom) < 12 || value.top < field.height, `at ${field.top}, the value at ${value.top}`);
  }
});

pageTest('the field whose value is gone stays within a window that is made smaller', async (visit) => {
  const page = await visit.open(`${SMALL}&terms=digits&t=6&unit=2`, { size: [1280, 800] });
  await page.evaluate(() => { els('#inspector button[data-place^="Wh"]').at(-1).click(); });
  assert.ok(await editor(page));
  await page.evaluate(() => { location.hash = 'lang=en&hidden-size=1'; });
  await until(page, 'the run', () => el('#hidden-size-value').value === '1' && el('#running').hidden);
  assert.equal(await page.evaluate(() => el('#editor').hidden), false);
  await page.setViewport({ width: 390, height: 844 });
  await frames(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});
