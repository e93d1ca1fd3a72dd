// @ts-check
// Setting values by hand, as a user does, and what then has to be on the page.

import assert from 'node:assert/strict';
import { printedElements } from './goldens.js';
import { asNumPy, boxOf, cells, textOf } from './look.js';
import { farFrom, otherThan, run, table, tensors } from './reference.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('./reference.js').Tensors} Tensors */

/** Five units: the whole table is in the document, shown or not. */
export const SMALL = 'timesteps=6&input-size=3&hidden-size=5&seed=4&lang=en';

/** The middle of a value's cell in the window: Wx:4:2, or x:3:1 in the picture of the inputs. @param {Page} page @param {string} key @returns {Promise<[number, number]>} */
export async function middleOf(page, key) {
  const [tensor, row, column] = key.split(':');
  const plot = tensor === 'x' ? '#inputs' : `#${tensor}`;
  await page.evaluate((plot) => el(plot).scrollIntoView({ block: 'center' }), plot);
  const [I, H, T] = await page.evaluate(() => [el('#input-size-value').value, el('#hidden-size-value').value, el('#timesteps-value').value].map(Number));
  const { left, top, width, height } = await boxOf(page, plot);
  const columns = { x: T, Wx: I, Wh: H }[tensor] ?? 1;
  const [across, down] = tensor === 'x' ? [Number(row) - 1, Number(column)] : [Number(column), Number(row)];
  return [left + ((across + 0.5) / columns) * width, top + ((down + 0.5) / (tensor === 'x' ? I : H)) * height];
}

/** Opens the field over a value. @param {Page} page @param {string} key */
export async function doubleClick(page, key) {
  await page.mouse.click(...await middleOf(page, key), { count: 2 });
}

/** The field over a value, or null where none is open. @param {Page} page */
export const editor = (page) => page.evaluate(() => (el('#editor').checkVisibility() ? {
  name: el('#editor-name').textContent,
  value: el('#editor-value').value,
  error: el('#editor-error').textContent,
  invalid: el('#editor-value').getAttribute('aria-invalid') === 'true',
  drawn: el('#editor-drawn').textContent,
  focused: document.activeElement.id === 'editor-value',
} : null));

/** Where the keyboard is: an id, or the place or source of a button of the inspector. @param {Page} page @returns {Promise<string>} */
export const focus = (page) => page.evaluate(() => {
  const { id, dataset, tagName } = /** @type {HTMLElement} */ (document.activeElement);
  return id || dataset.place || (dataset.step ? `h:${dataset.step}:${dataset.unit}` : tagName);
});

/**
 * The page shows the run of these numbers: they are what enters it, and the states
 * in the table, the inspector and the printout follow from them.
 * @param {Page} page @param {Tensors} want
 */
export async function assertRun(page, want) {
  assert.deepEqual(otherThan(await tensors(page), want), []);
  const { h, a } = run(want);
  assert.equal(farFrom(await table(page), h, 1e-12), '');
  const { t, unit, state, sum } = await page.evaluate(() => ({
    t: Number(el('#inspected').dataset.t), unit: Number(el('#inspected').dataset.unit),
    state: Number(el('#inspected').dataset.value), sum: Number(el('#inspected-sum').dataset.value),
  }));
  assert.ok(Math.abs(state - h[t - 1][unit]) <= 1e-12 && Math.abs(sum - a[t - 1][unit]) <= 1e-12 * Math.max(1, Math.abs(sum)),
    `the inspector has ${sum} → ${state} at ${t}, ${unit}, not ${a[t - 1][unit]} → ${h[t - 1][unit]}`);
  const printout = await textOf(page, '#printout');
  assert.deepEqual(printedElements(printout), (await cells(page)).map(({ text }) => asNumPy(text)), 'the printout has what the table has');
  const zeros = printout.slice(printout.indexOf('[') + 1, printout.indexOf(']')).trim().split(/\s+/).map(Number);
  zeros.forEach((v, j) => assert.ok(Math.abs(v - want[`h0:${j}:0`]) <= 1e-6 * Math.abs(v), `h_0[${j}] is printed as ${v}`));
}

/** The values that are marked as set by hand, in the matrices and in the inspector. @param {Page} page @returns {Promise<string[]>} */
export const marked = (page) => page.evaluate(() => [
  ...els('#matrices .edited rect').map((rect) => {
    const plot = rect.closest('.plot');
    const at = (/** @type {string} */ name) => parseFloat(rect.getAttribute(name));
    return `${plot.id}:${Math.round(at('y') / at('height'))}:${Math.round(at('x') / at('width'))}`;
  }),
  ...els('#inspector .edited').map((button) => button.dataset.place),
]);

/** Ctrl and another key. @param {Page} page @param {import('puppeteer-core').KeyInput} key @param {boolean} [shift] */
export async function control(page, key, shift = false) {
  await page.keyboard.down('Control');
  if (shift) await page.keyboard.down('Shift');
  await page.keyboard.press(key);
  if (shift) await page.keyboard.up('Shift');
  await page.keyboard.up('Control');
}
