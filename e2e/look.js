// @ts-check
// What the tests read off the page, and what they do to it as a user would.

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * The cells of the table that are in the document.
 * @param {Page} page
 * @returns {Promise<{ t: number, unit: number, value: number, text: string }[]>}
 */
export function cells(page) {
  return page.evaluate(() => [...document.querySelectorAll('table#hidden-states td[data-value]')].map((cell) => ({
    t: Number(cell.getAttribute('data-t')),
    unit: Number(cell.getAttribute('data-unit')),
    value: Number(cell.getAttribute('data-value')),
    text: cell.textContent,
  })));
}

/** A cell's text as NumPy writes the number. @param {string} text */
export const asNumPy = (text) => text.replaceAll('\u2007', '').replaceAll('−', '-').trim();

/** @param {Page} page @param {string} selector @returns {Promise<string>} */
export const textOf = (page, selector) => page.evaluate((s) => el(s).textContent, selector);

/** The value of a field. @param {Page} page @param {string} selector @returns {Promise<string>} */
export const valueOf = (page, selector) => page.evaluate((s) => el(s).value, selector);

/** @param {Page} page @param {string} selector */
export const isVisible = (page, selector) => page.evaluate((s) => el(s)?.checkVisibility() ?? false, selector);

/** The fragment of the address, without #. @param {Page} page */
export const linkShown = (page) => page.evaluate(() => location.hash.slice(1));

/** The texts of the notices on the page. @param {Page} page @returns {Promise<string[]>} */
export const notices = (page) => page.evaluate(() => els('#notices .notice p').map((p) => p.textContent));

/** Replaces what stands in a field, key by key. @param {Page} page @param {string} selector @param {string} text */
export async function fill(page, selector, text) {
  await page.focus(selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(text);
}

/** Replaces what stands in a field at once, as pasting does. @param {Page} page @param {string} selector @param {string} text */
export async function paste(page, selector, text) {
  await page.evaluate((s, text) => {
    el(s).focus();
    el(s).select();
    document.execCommand('insertText', false, text);
  }, selector, text);
}

/** Where an element is in the window. @param {Page} page @param {string} selector */
export function boxOf(page, selector) {
  return page.evaluate((s) => {
    const { left, top, right, bottom, width, height } = el(s).getBoundingClientRect();
    return { left, top, right, bottom, width, height };
  }, selector);
}

/** What the page says its sizes and seed are, in every place where it says so. @param {Page} page */
export function settings(page) {
  return page.evaluate(() => ({
    fields: ['#timesteps-value', '#input-size-value', '#hidden-size-value', '#seed'].map((s) => Number(el(s).value)),
    spoken: ['#timesteps', '#input-size', '#hidden-size'].map((s) => Number(el(s).getAttribute('aria-valuetext'))),
    positions: ['#timesteps', '#input-size', '#hidden-size'].map((s) => Number(el(s).value)),
    shapes: el('#shapes').textContent,
    rows: Number(el('#hidden-states').getAttribute('aria-rowcount')) - 1,
    columns: Number(el('#hidden-states').getAttribute('aria-colcount')) - 1,
    link: location.hash.slice(1),
  }));
}

/** The equation in shapes. @param {number} inputSize @param {number} hiddenSize */
export function shapes(inputSize, hiddenSize) {
  const h = `(${hiddenSize},)`;
  return `${h} = tanh( (${hiddenSize}, ${inputSize})(${inputSize},) + (${hiddenSize}, ${hiddenSize})${h} + ${h} )`;
}
