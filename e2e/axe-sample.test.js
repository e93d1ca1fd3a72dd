// @ts-check
// axe in states that nobody has thought of: links by chance, as the fuzzer follows them,
// so spread that every panel, cell and view is among them, in both themes and languages;
// and what is left by gestures of the fuzzer.

import assert from 'node:assert/strict';
import { link } from './fuzz/corpus.js';
import { Random } from './fuzz/random.js';
import { settle } from './fuzz/invariants.js';
import { browserFlags, pageTest, until } from './harness.js';
import { frames } from './look.js';
import { objections } from './objections.js';

// A finger that goes to the right is the browser's own way back, out of the page too.
browserFlags('--disable-features=OverscrollHistoryNavigation,TouchpadOverscrollHistoryNavigation');
process.env.STEADY = '1'; // the same gestures on any machine
const { choose, perform } = await import('./fuzz/gestures.js');

/** AXE_SEED=… looks at others. */
const SEED = Number(process.env.AXE_SEED ?? 1);
const LINKS = 25;

const PANELS = ['table', 'weights', 'memory', 'cells', 'printout', 'code', 'files'];
const CELLS = ['RNN_TANH', 'RNN_RELU', 'LSTM', 'GRU'];
const DIALOGS = ['', '', '', '#help-open', '#embed-open', '#bring-open', '#tour-start'];

/** The sample: what chance gives, with what has to be in it at the end, where it is what counts. */
function sample() {
  const random = new Random(SEED);
  return Array.from({ length: LINKS }, (_, i) => ({
    link: [
      link(random).split('&').filter((field) => !/^(panel|cell|view|mode|lang|theme|compare|tour|timesteps|hidden-size)=/.test(field)).join('&'),
      `panel=${PANELS[i % PANELS.length]}&cell=${CELLS[i % CELLS.length]}&timesteps=${random.scale(30)}&hidden-size=${random.scale(20)}`,
      ...(i % 5 === 1 ? ['view=backward'] : []), ...(i % 5 === 2 ? [`compare=${random.one(['keras', 'GRU'])}`] : []), ...(i % 6 === 5 ? ['mode=projector'] : []),
      `lang=${['ko', 'en'][i % 2]}`,
    ].filter((part) => part !== '').join('&'),
    theme: ['light', 'dark'][(i >> 1) % 2],
    size: /** @type {[number, number]} */ ([[1280, 800], [390, 844], [768, 1024]][i % 3]),
    dialog: DIALOGS[(i + Math.floor(i / 7)) % 7],
  }));
}

for (const [i, { link, theme, size, dialog }] of sample().entries()) {
  pageTest(`axe has nothing to object to in state ${i + 1} of ${LINKS} from seed ${SEED}: ${link} in ${theme} at ${size}${dialog && ` with ${dialog}`}`, async (visit) => {
    const page = await visit.open(link, { size, prepare: (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]) });
    await until(page, 'the run', () => !el('#running').checkVisibility());
    if (dialog !== '') await page.evaluate((s) => el(s).click(), dialog);
    await frames(page);
    assert.deepEqual(await objections(page), []);
  });
}

pageTest(`axe has nothing to object to after 10, 20 and 30 gestures from seed ${SEED}`, async (visit) => {
  const page = await visit.open('lang=en');
  for (let n = 1; n <= 30; n++) {
    await perform(page, await choose(new Random(SEED, n), page));
    if (n % 10 !== 0) continue;
    await settle(page, 200);
    assert.deepEqual(await objections(page), [], `after ${n}: ${await page.evaluate(() => location.hash)}`);
  }
});
