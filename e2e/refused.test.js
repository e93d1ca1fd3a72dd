// @ts-check
// Hosts whose own policy refuses what stands in the page: its style sheet and the script
// that runs before anything is painted.

import assert from 'node:assert/strict';
import { pageTest } from './harness.js';
import { servePlainly } from './hosts.js';

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

for (const [what, link, size] of /** @type {[string, string, [number, number]][]} */ ([
  ['as a link asks for it', 'lang=en&theme=dark&seed=3&t=2', [1280, 800]],
  ['in the language of the browser', '', [390, 844]],
  ['in a frame', 'lang=ko&embed=1&show=heatmap,player', [480, 320]],
])) {
  pageTest(`a host that refuses what stands in the page shows it ${what}`, async (visit) => {
    visit.allow(/Content.Security.Policy|violates|Refused|policy violated/i);
    const host = await servePlainly();
    visit.atEnd(host.stop);
    host.answers['index.html'] = (response, content) => response.setHeader('Content-Security-Policy', POLICY).end(content);
    /** @param {string} [url] */
    const look = async (url) => {
      const page = await visit.open(link, { size, ...url && { url } });
      return page.evaluate(() => ({
        refused: !document.querySelector('style')?.sheet,
        root: [document.documentElement.className, document.documentElement.dataset.theme ?? '', document.documentElement.lang],
        colours: [document.body, el('#play'), el('#heatmap')].map((element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]),
        places: els('header, main, #heatmap, #play, #inspector, #hidden-states').map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [element.id || element.localName, ...[x, y, width, height].map(Math.round)];
        }),
        title: document.title,
      }));
    };
    const here = await look();
    const there = await look(host.url);
    assert.equal(here.refused, false);
    assert.equal(there.refused, true, 'its policy is in effect');
    assert.deepEqual({ ...there, refused: false }, here);
  });
}
