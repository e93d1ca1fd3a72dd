// @ts-check
// Every control, by mouse and keyboard, and everything that follows it.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, cells, settings, shapes, textOf } from './look.js';

/** The value that a parameter has everywhere on the page. @param {import('./look.js').Page} page @param {number} index */
const shown = async (page, index) => (await settings(page)).fields[index];

/** Table, equation and announced sizes agree with the fields. @param {import('./look.js').Page} page */
async function assertConsistent(page) {
  const s = await settings(page);
  const [timesteps, inputSize, hiddenSize] = s.fields;
  assert.deepEqual(s.spoken, s.fields.slice(0, 3));
  assert.equal(s.shapes, shapes(inputSize, hiddenSize));
  assert.deepEqual([s.rows, s.columns], [timesteps, hiddenSize]);
  assert.ok((await textOf(page, '#printout')).includes(`\n(${hiddenSize}, ${inputSize})\n`), 'the printout has the shape of Wx');
  const [want, got] = await page.evaluate((t, i, h, seed) => {
    const r = /** @type {any} */ (runRNN(t, i, h, seed));
    return [r.hiddenStates[0][0], Number(el('td[data-t="1"][data-unit="0"]').dataset.value)];
  }, timesteps, inputSize, hiddenSize, s.fields[3]);
  assert.equal(got, want);
}

for (const [index, id, start] of /** @type {[number, string, number][]} */ ([[0, 'timesteps', 10], [1, 'input-size', 4], [2, 'hidden-size', 8]])) {
  pageTest(`the slider of ${id}: keys and mouse`, async (visit) => {
    const page = await visit.open();
    await page.focus(`#${id}`);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await shown(page, index), start - 1, 'one step of a slider is one up to ten');
    await assertConsistent(page);
    await page.keyboard.press('Home');
    assert.equal(await shown(page, index), 1);
    await assertConsistent(page);
    await page.keyboard.press('ArrowRight');
    assert.equal(await shown(page, index), 2);
    const { left, right, top, height } = await boxOf(page, `#${id}`);
    const y = top + height / 2;
    const seen = new Set();
    await page.mouse.move(left + 12, y);
    await page.mouse.down();
    for (const share of [0.1, 0.25, 0.4, 0.5]) {
      await page.mouse.move(left + share * (right - left), y, { steps: 4 });
      seen.add(await shown(page, index));
    }
    await page.mouse.up();
    assert.ok(seen.size >= 3, `dragging went over ${[...seen]}`);
    await assertConsistent(page);
  });
}

pageTest('End takes timesteps to 1,000', async (visit) => {
  const page = await visit.open();
  await page.focus('#timesteps');
  await page.keyboard.press('End');
  await until(page, 'a thousand steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '1001');
  await assertConsistent(page);
});

pageTest('a slider that moves has redrawn everything before its event is over', async (visit) => {
  const page = await visit.open();
  const [before, after, want] = await page.evaluate(() => {
    const look = () => [el('#table-body').textContent, el('#lines').innerHTML, el('#shapes').textContent,
      el('#heatmap-canvas').toDataURL(), el('#printout').textContent, el('#summary').textContent, el('#unit-axis').innerHTML];
    const before = look();
    el('#hidden-size').value = 5;
    el('#hidden-size').dispatchEvent(new Event('input', { bubbles: true }));
    return [before, look(), /** @type {any} */ (runRNN(10, 4, 5, 0)).hiddenStates[9][4]];
  });
  before.forEach((old, i) => assert.notEqual(after[i], old, `view ${i} is as before`));
  assert.equal((await cells(page)).at(-1).value, want);
});

pageTest('the picture has a pixel for each state, in the colours of its scale', async (visit) => {
  visit.allow(/willReadFrequently/); // the test reads pixels, the page never does
  const page = await visit.open('timesteps=4&hidden-size=3');
  for (const [theme, positive, zero] of /** @type {const} */ ([['light', [178, 24, 43], [243, 242, 238]], ['dark', [224, 104, 95], [35, 38, 43]]])) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await until(page, `the ${theme} picture`, (want) => {
      const canvas = el('#heatmap-canvas');
      const [r, g, b] = canvas.getContext('2d').getImageData(3, 2, 1, 1).data;
      const v = Number(el('td[data-t="4"][data-unit="2"]').dataset.value);
      const [positive, zero] = want;
      const mix = positive.map((c, i) => zero[i] + (c - zero[i]) * v);
      return canvas.width === 4 && canvas.height === 3 && [r, g, b].every((c, i) => Math.abs(c - mix[i]) <= 2);
    }, [positive, zero]);
  }
});

pageTest('lines are one for each unit, or bands above 32', async (visit) => {
  const page = await visit.open('hidden-size=32&lang=en');
  assert.equal(await page.evaluate(() => els('#lines path.line').length), 32);
  assert.match(await textOf(page, '#lines-note'), /^32 lines, one for each unit/);
  await page.focus('#hidden-size');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await page.evaluate(() => els('#lines path').map((p) => p.getAttribute('class'))), ['band all', 'band half', 'median']);
  assert.match(await textOf(page, '#lines-note'), /smallest to largest.*middle 50 %.*median/);
});

pageTest('the dice throws another seed, and reset returns to the tutorial', async (visit) => {
  const page = await visit.open('timesteps=7&hidden-size=3&seed=5&lang=ko');
  const seeds = new Set();
  for (let i = 0; i < 4; i++) {
    await page.click('#dice');
    seeds.add(await shown(page, 3));
    await assertConsistent(page);
  }
  assert.ok(seeds.size >= 3, `${[...seeds]}`);
  await page.click('#reset');
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ko', 'the language stays');
  await assertConsistent(page);
});
