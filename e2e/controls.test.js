// @ts-check
// Every control, by mouse and keyboard, and everything that follows it.

import assert from 'node:assert/strict';
import { follow, pageTest, until } from './harness.js';
import { boxOf, disagreements, followed, frames, isVisible, linkShown, settings, textOf, valueOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** Where a slider stops, from its left end to its right. */
const NOTCHES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 56, 64, 80, 100,
  128, 160, 200, 256, 320, 400, 512, 640, 800, 1000];

const SLIDERS = [['timesteps', 10], ['input-size', 4], ['hidden-size', 8]];

/** The numbers in the fields. @param {Page} page */
const shown = async (page) => (await settings(page)).fields;

/** The number in the field of a slider. @param {Page} page @param {unknown} id */
const number = async (page, id) => Number(await valueOf(page, `#${id}-value`));

/** Everything on the page is that of the numbers in its fields. @param {Page} page */
const assertFollows = async (page) => assert.deepEqual(await disagreements(page), []);

for (const [id, start] of SLIDERS) {
  pageTest(`the slider of ${id}: arrow keys, Home, End, and the mouse`, async (visit) => {
    const page = await visit.open();
    await page.focus(`#${id}`);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await number(page, id), Number(start) - 1, 'up to ten, a step of the slider is one');
    await assertFollows(page);
    await page.keyboard.press('ArrowRight');
    assert.equal(await number(page, id), start);
    await page.keyboard.press('End');
    await until(page, 'a thousand', (id) => !el('#running').checkVisibility() && el(`#${id}-value`).value === '1000'
      && Number(el('#hidden-states').getAttribute('aria-colcount')) - 1 === Number(el('#hidden-size-value').value), id);
    await assertFollows(page);
    await page.keyboard.press('Home');
    assert.equal(await number(page, id), 1);
    await assertFollows(page);

    const { left, right, top, height } = await boxOf(page, `#${id}`);
    const y = top + height / 2;
    await page.mouse.move(left + 10, y);
    await page.mouse.down();
    for (const share of [0.1, 0.2, 0.35, 0.5, 0.25]) {
      const before = await number(page, id);
      await page.mouse.move(left + share * (right - left), y, { steps: 3 });
      assert.notEqual(await number(page, id), before, `the field follows the thumb to ${share}`);
      await assertFollows(page);
    }
    assert.ok(await number(page, id) <= 12, 'the first third of the track is for the small numbers');
    await page.mouse.move(left - 200, y + 50);
    await page.mouse.up();
    assert.equal(await number(page, id), 1, 'beyond its left end a thumb stays at 1');
    await assertFollows(page);
  });
}

pageTest('a slider has a notch for each number up to ten, and reaches 1,000', async (visit) => {
  const page = await visit.open();
  await page.focus('#input-size');
  await page.keyboard.press('Home');
  const stops = [await number(page, 'input-size')];
  for (let i = 1; i < NOTCHES.length; i++) {
    await page.keyboard.press('ArrowRight');
    stops.push(await number(page, 'input-size'));
  }
  assert.deepEqual(stops, NOTCHES);
  await page.keyboard.press('ArrowRight');
  assert.equal(await number(page, 'input-size'), 1000, 'there is nothing to the right of the last');
});

pageTest('a slider follows its field, and goes on from there', async (visit) => {
  const page = await visit.open();
  for (const [value, left, right] of [[1, 1, 2], [7, 6, 8], [10, 9, 12], [11, 9, 12], [13, 10, 14], [999, 640, 1000], [1000, 800, 1000], [2500, 800, 2500]]) {
    for (const [key, want] of /** @type {const} */ ([['ArrowLeft', left], ['ArrowRight', right]])) {
      await page.evaluate((value) => {
        el('#input-size-value').value = value;
        el('#input-size-value').dispatchEvent(new Event('input', { bubbles: true }));
      }, value);
      const { fields, positions, spoken } = await settings(page);
      assert.equal(fields[1], value);
      assert.equal(NOTCHES[positions[1] - 1], NOTCHES.findLast((notch) => notch <= value), `the thumb for ${value}`);
      assert.equal(spoken[1], value, 'what a screen reader says is the exact number');
      await page.focus('#input-size');
      await page.keyboard.press(key);
      assert.equal(await number(page, 'input-size'), want, `${key} from ${value}`);
    }
  }
  await assertFollows(page);
});

pageTest('an input event has redrawn the whole page before it is over', async (visit) => {
  const page = await visit.open();
  const move = (/** @type {string} */ id, /** @type {number} */ position) => {
    el(id).value = position;
    el(id).dispatchEvent(new Event('input', { bubbles: true }));
  };
  for (const [id, position, want] of /** @type {[string, number, number[]][]} */ ([
    ['#hidden-size', 5, [10, 4, 5, 0]],
    ['#timesteps', 24, [100, 4, 5, 0]],
    ['#input-size', 1, [100, 1, 5, 0]],
    ['#hidden-size', 20, [100, 1, 48, 0]],
    ['#timesteps', 1, [1, 1, 48, 0]],
  ])) {
    assert.deepEqual(await disagreements(page, move, id, position), [], `${id} at ${position}`);
    assert.deepEqual(await shown(page), want);
  }
});

pageTest('every view is of one run, from the smallest to what has no room for single states', async (visit) => {
  const page = await visit.open();
  for (const [timesteps, inputSize, hiddenSize, seed] of [
    [1, 1, 1, 0], [1, 4, 8, 1], [10, 4, 1, 2], [40, 2, 40, 3], [41, 3, 5, 4], [200, 2, 64, 5], [3, 3, 250, 6], [2000, 1, 2, 7], [2, 1, 1001, 8],
  ]) {
    const setting = { timesteps, inputSize, hiddenSize, seed };
    await follow(page, setting);
    await until(page, 'the printout', (t, h) => el('#printout').textContent.includes(`\n(${t}, ${h})\n[[`), timesteps, hiddenSize);
    assert.deepEqual(await disagreements(page), [], JSON.stringify(setting));
  }
});

pageTest('lines are one for each unit, or bands above 32', async (visit) => {
  const page = await visit.open('hidden-size=32&lang=en');
  assert.equal(await page.evaluate(() => els('#lines path.line').length), 32);
  assert.match(await textOf(page, '#lines-note'), /^a line for each unit \(32\)/);
  await page.focus('#hidden-size');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await page.evaluate(() => els('#lines path').map((path) => path.getAttribute('class'))), ['band all', 'band half', 'median']);
  assert.match(await textOf(page, '#lines-note'), /^40 units as bands.*light all.*middle 50 %.*median/);
  const outside = await page.evaluate(() => {
    const box = el('.plot.lines').getBoundingClientRect();
    return els('#lines path').filter((path) => {
      const { top, bottom, left, right } = path.getBoundingClientRect();
      return top < box.top || bottom > box.bottom || left < box.left || right > box.right;
    }).length;
  });
  assert.equal(outside, 0, 'bands stay inside their plot');
});

pageTest('the heatmap follows the theme while it is looked at', async (visit) => {
  const page = await visit.open('timesteps=4&hidden-size=3');
  const pixel = () => page.evaluate(() => {
    const copy = new OffscreenCanvas(4, 3).getContext('2d', { willReadFrequently: true });
    copy.drawImage(el('#heatmap-canvas'), 0, 0);
    return [...copy.getImageData(1, 2, 1, 1).data];
  });
  const h = await page.evaluate(() => Number(el('td[data-t="2"][data-unit="2"]').dataset.value));
  for (const [theme, zero, positive] of /** @type {[string, number[], number[]][]} */ ([
    ['light', [243, 242, 238], [178, 24, 43]], ['dark', [35, 38, 43], [224, 104, 95]], ['light', [243, 242, 238], [178, 24, 43]],
  ])) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await frames(page);
    const want = zero.map((from, i) => from + (positive[i] - from) * h);
    (await pixel()).slice(0, 3).forEach((channel, i) => {
      assert.ok(Math.abs(channel - want[i]) <= 1.5, `${theme}: channel ${i} is ${channel}, not ${want[i]}`);
    });
    const ends = await page.evaluate(() => ['positive', 'zero'].map((end) => getComputedStyle(el(`.scale-${end}`)).stopColor));
    assert.deepEqual(ends, [`rgb(${positive.join(', ')})`, `rgb(${zero.join(', ')})`], 'the legend has the same colours');
    await assertFollows(page);
  }
});

pageTest('the dice throws another seed, and reset returns to the tutorial', async (visit) => {
  const page = await visit.open('timesteps=7&hidden-size=3&seed=5&t=6&panel=printout&lang=ko');
  const seeds = new Set();
  for (let i = 0; i < 5; i++) {
    await page.click('#dice');
    const fields = await shown(page);
    assert.deepEqual(fields.slice(0, 3), [7, 4, 3], 'the sizes stay');
    seeds.add(fields[3]);
    await assertFollows(page);
  }
  assert.ok(seeds.size >= 3, `${[...seeds]}`);
  await until(page, 'the seed in the link', () => location.hash.includes(`&seed=${el('#seed').value}&`));
  await page.click('#reset');
  assert.deepEqual(await shown(page), [10, 4, 8, 0]);
  await assertFollows(page);
  await until(page, 'the tutorial in the link', () => location.hash.includes('&seed=0&'));
  assert.equal(await linkShown(page), 'v=1&timesteps=10&input-size=4&hidden-size=8&seed=0&panel=printout&lang=ko',
    'how it is looked at stays');
});

pageTest('a marked step stays marked until there is no such step', async (visit) => {
  const page = await visit.open('timesteps=10&t=7');
  await page.focus('#timesteps');
  for (const timesteps of [9, 8, 7]) {
    await page.keyboard.press('ArrowLeft');
    await assertFollows(page);
    assert.equal(await valueOf(page, '#find-step'), '7');
    assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((head) => head.textContent)), ['7'], `of ${timesteps}`);
  }
  await page.keyboard.press('ArrowLeft');
  await assertFollows(page);
  assert.equal(await valueOf(page, '#find-step'), '');
  assert.equal(await page.evaluate(() => els('tr.marked').length), 0);
  assert.equal(await isVisible(page, '#plots:not(.loose)'), false, 'nothing is pinned');
  await until(page, 'no step in the link', () => /timesteps=6&/.test(location.hash) && !/&t=/.test(location.hash));
});

pageTest('what a key chooses is chosen again after a link with something else', async (visit) => {
  const page = await visit.open('lang=en');
  await page.focus('#terms');
  for (let time = 0; time < 2; time++) {
    await page.keyboard.press('End');
    await until(page, `all terms, time ${time}`, () => location.hash.includes('terms=all'));
    await page.evaluate(() => { location.hash = 'lang=en'; });
    await until(page, 'the usual ones', () => !location.hash.includes('terms') && el('#terms').value === 'given');
    await followed(page);
  }
});
