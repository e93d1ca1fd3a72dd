// @ts-check
// What is changed in place is what would have been written anew.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { followed, notices } from './look.js';

/** Elements whose inside is written from HTML. */
const WRITTEN = ['shapes', 'time-axis', 'inputs-scale', 'sums-scale', 'heatmap-scale', 'lines', 'lines-note', 'table-head', 'table-body',
  'summary', 'saturation', 'equation', 'now', 'inspector', 'inputs-axis', 'sums-axis', 'unit-axis', 'inputs-grid', 'sums-grid', 'heatmap-grid'];

/** Each beside the one before, with more, less, or other things in it. */
const LINKS = [
  'timesteps=10&input-size=4&hidden-size=8&t=5&unit=3',
  'timesteps=10&input-size=4&hidden-size=7&t=5&unit=3',
  'timesteps=11&input-size=5&hidden-size=9&t=5&unit=3&weights=pytorch',
  'timesteps=2&input-size=1&hidden-size=1&t=2&unit=0',
  'timesteps=10&input-size=4&hidden-size=8&t=1&unit=0&weights=normal&gain=10&colors=log',
  'timesteps=10&input-size=9&hidden-size=12&t=10&unit=11&terms=size',
  'timesteps=60&input-size=30&hidden-size=40&t=10&unit=11&terms=size&bias=zero',
  'timesteps=10&input-size=4&hidden-size=8&inputs=characters&text=%EA%B0%80%3C%26%22%3E%F0%9F%99%82&t=2&unit=1',
  'timesteps=10&input-size=4&hidden-size=8&inputs=characters&text=ab%26c&t=2&unit=1',
  'timesteps=7&input-size=3&hidden-size=5&t=7&unit=4&edits=b:1:0:0.5',
];

/**
 * What stands in each: the elements with their attributes in the order of the
 * alphabet, and the texts. A class that was taken away again is none, and the
 * button that Tab comes to is another one.
 * @param {import('./harness.js').Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
const insides = (page) => page.evaluate((ids) => {
  const read = (/** @type {ChildNode} */ node) => {
    if (!(node instanceof Element)) return [node.textContent ?? ''];
    const attributes = [...node.attributes].map(({ name, value }) => `${name}="${value}"`);
    const shown = attributes.filter((text) => text !== 'class=""' && !text.startsWith('tabindex=')).sort();
    /** @type {string[]} */
    const inside = [...node.childNodes].flatMap(read);
    return [[node.localName, ...shown].join(' '), ...inside, `/${node.localName}`];
  };
  return Object.fromEntries(ids.map((id) => [id, [...el(`#${id}`).childNodes].flatMap(read)]));
}, WRITTEN);

/** Waits until a table that is not small has got the rows and columns around what is seen. @param {import('./harness.js').Page} page */
async function settled(page) {
  await until(page, 'the table has settled', () => {
    const [rows, columns] = [els('#table-body tr').length, els('#table-head th').length];
    const unchanged = globalThis.kept?.rows === rows && kept.columns === columns;
    if (!unchanged) kept = { rows, columns, since: performance.now() };
    return performance.now() - kept.since > 500;
  });
  await page.evaluate(() => { kept = undefined; });
}

pageTest('whatever was there before, the page is the one that its link opens', async (visit) => {
  const page = await visit.open(`${LINKS.at(-1)}&lang=en`);
  /** @type {Record<string, string[]>[]} */
  const anew = [];
  for (const link of LINKS) {
    const other = await visit.open(`${link}&lang=en`);
    if (link.includes('hidden-size=40')) await settled(other);
    assert.deepEqual(await notices(other), [], `${link} is taken as it is`);
    anew.push(await insides(other));
    await other.close();
  }
  await page.bringToFront();
  // Forwards, backwards, and over one.
  const order = [...LINKS.keys(), ...[...LINKS.keys()].reverse(), 0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  let kept = 0;
  for (const i of order) {
    const first = await page.evaluateHandle(() => el('#table-body td'));
    await page.evaluate((link) => { location.hash = `${link}&lang=en`; }, LINKS[i]);
    await followed(page); // two of the links have the same size and step
    const size = /hidden-size=(\d+)/.exec(LINKS[i])?.[1];
    await until(page, LINKS[i], (size, t) => el('#hidden-size-value').value === size && el('#inspected').dataset.t === t, size, /&t=(\d+)/.exec(LINKS[i])?.[1]);
    if (size === '40') await settled(page);
    const now = await insides(page);
    for (const id of WRITTEN) assert.deepEqual(now[id], anew[i][id], `#${id} at ${LINKS[i]}`);
    if (await first.evaluate((cell) => cell.isConnected)) kept++;
  }
  assert.ok(kept >= order.length - 2, `the first cell of the table stayed ${kept} of ${order.length} times`);
});
