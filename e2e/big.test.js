// @ts-check
// Pictures and printout of runs that have more states than pixels.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, textOf } from './look.js';

/** [link, note of the heatmap, paths of the lines] */
const RUNS = [
  ['timesteps=100000&hidden-size=64', /^each block holds up to \d+ steps × 2 units: the largest value above, the smallest below$/, 3],
  ['timesteps=20&hidden-size=4096', /^each block holds up to \d+ units: /, 3],
  ['timesteps=2000&hidden-size=1000', /^each block holds up to \d+ steps × \d+ units: /, 3],
  ['timesteps=200&input-size=64&hidden-size=128', /^each block holds up to 3 units: /, 3],
  ['timesteps=40&hidden-size=32', /^$/, 32],
  ['timesteps=1&input-size=1&hidden-size=1', /^$/, 1],
];

for (const [link, note, paths] of RUNS) {
  pageTest(`the pictures of ${link}`, async (visit) => {
    visit.allow(/willReadFrequently/);
    const page = await visit.open(`${link}&lang=en`);
    const plot = await boxOf(page, '#heatmap');
    const canvas = await page.evaluate(() => {
      const { width, height } = el('#heatmap-canvas');
      const data = el('#heatmap-canvas').getContext('2d').getImageData(0, 0, width, height).data;
      let clear = 0;
      for (let i = 3; i < data.length; i += 4) clear += data[i] === 255 ? 0 : 1;
      return { width, height, clear };
    });
    assert.ok(canvas.width <= Math.round(plot.width) && canvas.height <= Math.round(plot.height), JSON.stringify(canvas));
    assert.equal(canvas.clear, 0, 'every pixel is drawn');
    assert.match(await textOf(page, '#heatmap-note'), /** @type {RegExp} */ (note));
    assert.equal(await page.evaluate(() => els('#lines path').length), paths);
    assert.ok(await page.evaluate(() => els('#lines path').every((p) => p.getAttribute('d').length < 40_000)));
  });
}

pageTest('a block is its largest state above its smallest', async (visit) => {
  visit.allow(/willReadFrequently/);
  const page = await visit.open('timesteps=50000&input-size=2&hidden-size=3&seed=5');
  const wrong = await page.evaluate(() => {
    const { hiddenStates } = /** @type {any} */ (runRNN(50000, 2, 3, 5));
    const canvas = el('#heatmap-canvas');
    const context = canvas.getContext('2d');
    const found = canvas.height === 6 ? [] : [`${canvas.height} rows`];
    const red = (column, row) => context.getImageData(column, row, 1, 1).data[0];
    for (const column of [0, 1, 100, canvas.width - 1]) {
      for (let unit = 0; unit < 3; unit++) {
        const block = hiddenStates.slice(Math.floor((column * 50000) / canvas.width), Math.floor(((column + 1) * 50000) / canvas.width)).map((row) => row[unit]);
        for (const [row, v] of [[2 * unit, Math.max(...block)], [2 * unit + 1, Math.min(...block)]]) {
          const want = 243 + (178 - 243) * v;
          if (Math.abs(red(column, row) - want) > 1) found.push(`column ${column} row ${row}: ${red(column, row)}, not ${want}`);
        }
      }
    }
    return found;
  });
  assert.deepEqual(wrong, []);
});

pageTest('the printout of 100,000 steps is whole', async (visit) => {
  const page = await visit.open('timesteps=100000&hidden-size=2&panel=printout');
  await until(page, 'the printout', () => el('#printout').textContent.startsWith('[0. 0.]\n'));
  const lines = (await textOf(page, '#printout')).split('\n');
  assert.equal(lines[0], '[0. 0.]');
  assert.equal(lines[4], '(1, 2)');
  assert.equal(lines[100003], '(100000, 2)');
  assert.equal(lines.length, 100004 + 7 + 1, 'seven lines of the array, and the end');
  assert.equal(lines[100007], ' ...');
});
