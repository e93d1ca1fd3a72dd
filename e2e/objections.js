// @ts-check
// What axe has to say about a page.

import axe from 'axe-core';

/** @typedef {import('./look.js').Page} Page */

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe objects to, each in a line: the rule, where, and what to do. Of what
 * it leaves to be judged, small targets count too: it does where Tab does not stop.
 * @param {Page} page @returns {Promise<string[]>}
 */
export async function objections(page) {
  await page.evaluate(axe.source);
  /** @type {import('axe-core').AxeResults} */
  const { violations, incomplete } = await page.evaluate((tags) => /** @type {any} */ (globalThis).axe.run({
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations', 'incomplete'],
  }), TAGS);
  return [...violations, ...incomplete.filter(({ id }) => id === 'target-size')].flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`));
}
