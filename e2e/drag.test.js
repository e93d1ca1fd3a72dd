// @ts-check
// Dragging numbers: in the inspector, and by the name over the field.

import assert from 'node:assert/strict';
import { assertRun, editor, SMALL } from './editing.js';
import { pageTest, until } from './harness.js';
import { boxOf, lift } from './look.js';
import { tensors } from './reference.js';

const round = (/** @type {number} */ v) => Math.round(v * 1e8) / 1e8;

pageTest('a factor is dragged in the inspector, by mouse and finger, as one change', async (visit) => {
  const page = await visit.open(`${SMALL}&t=1&unit=2`);
  let values = await tensors(page);
  for (const key of ['Wx:2:1', 'x:1:0', 'Wh:2:4', 'h0:4:0', 'b:2:0']) {
    const { left, top, width, height } = await boxOf(page, `#inspector [data-place="${key}"]`);
    const [x, y] = [left + width / 2, top + height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 3, y);
    await assertRun(page, values); // a click that trembles drags nothing
    for (const by of [-20, 40, 80]) {
      await page.mouse.move(x + by, y + by / 4, { steps: 3 });
      assert.equal((await tensors(page))[key], round(values[key] + by * 0.005), `${key}, ${by} px`);
    }
    await page.mouse.up();
    assert.equal(await editor(page), null, 'a drag is no click');
    const before = values;
    values = { ...values, [key]: round(values[key] + 0.4) };
    await assertRun(page, values);
    await page.click('#undo');
    await assertRun(page, before);
    await page.click('#redo');
  }
  const { left, top, width, height } = await boxOf(page, '#inspector [data-place="Wx:2:0"]');
  const finger = await page.touchscreen.touchStart(left + width / 2, top + height / 2);
  for (const by of [8, 20, 60]) await finger.move(left + width / 2 + by, top + height / 2);
  await lift(finger);
  await assertRun(page, { ...values, 'Wx:2:0': round(values['Wx:2:0'] + 0.3) });
  await page.click('#inspector [data-place="Wx:2:0"]');
  assert.notEqual(await editor(page), null, 'a click still opens the field');
});

pageTest('the name over the field drags its value on from what was typed; Alt is finer; Escape takes all back', async (visit) => {
  const page = await visit.open(`${SMALL}&t=3&unit=1`);
  const values = await tensors(page);
  await page.click('#inspector [data-place="x:3:2"]');
  await page.keyboard.type('0.25');
  const { left, top } = await boxOf(page, '#editor-name');
  await page.mouse.move(left + 10, top + 8);
  await page.mouse.down();
  await page.mouse.move(left + 50, top + 8, { steps: 4 });
  assert.equal((await editor(page)).value, '0.45');
  await assertRun(page, { ...values, 'x:3:2': 0.45 });
  await page.keyboard.down('Alt');
  await page.mouse.move(left + 110, top + 8);
  assert.equal((await editor(page)).value, '0.3');
  await page.keyboard.up('Alt');
  await page.mouse.up();
  assert.equal((await editor(page)).name, 'x₃[2]');
  await page.keyboard.press('Escape');
  await assertRun(page, values);
});

pageTest('a factor that is gone when the drag begins is not set, and neither is anything else', async (visit) => {
  const page = await visit.open(`${SMALL}&t=3&unit=1`);
  const { left, top, width, height } = await boxOf(page, '#inspector [data-place="x:3:2"]');
  const [x, y] = [left + width / 2, top + height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate((link) => { location.hash = link.replace(/timesteps=\d+/, 'timesteps=2'); }, SMALL);
  await until(page, 'two steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '3');
  const values = await tensors(page);
  await page.mouse.move(x + 60, y, { steps: 3 });
  await page.mouse.up();
  await assertRun(page, values);
  assert.doesNotMatch(await page.evaluate(() => location.hash), /edits/);
});

pageTest('a factor that was let go of outside does not follow the pointer when that comes back', async (visit) => {
  const page = await visit.open(`${SMALL}&t=1&unit=2`);
  const values = await tensors(page);
  const { left, top, width, height } = await boxOf(page, '#inspector [data-place="Wx:2:1"]');
  const [x, y] = [left + width / 2, top + height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, 20, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.move(x + 40, y, { steps: 4 });
  await assertRun(page, values);
});
