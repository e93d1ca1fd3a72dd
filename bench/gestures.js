// @ts-check
// The gestures whose redraw is measured, each made as a user makes it.

import { boxOf } from '../e2e/look.js';
import { middleOf } from '../e2e/editing.js';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {object} Gesture
 * @property {string} name
 * @property {string} event the one that the page answers; '' for timers
 * @property {boolean} [redraws] false: it changes nothing on the page
 * @property {boolean} [keyed] whether it is a key press, so that the browser measures it as well
 * @property {string} [panel] the only panel where it can be made
 * @property {(page: Page) => unknown} [begin]
 * @property {(page: Page, i: number) => unknown} act the i-th time
 * @property {(page: Page) => unknown} [end]
 */

/** Pins the first step. @param {Page} page */
const rewind = (page) => page.evaluate(() => {
  el('#scrub').value = 1;
  el('#scrub').dispatchEvent(new Event('input'));
});

/** Lets go of what is pinned, or stops what is played. @param {Page} page */
async function release(page) {
  await page.focus('#plots');
  await page.keyboard.press('Escape');
}

const there = (/** @type {number} */ i) => i % 2 === 0;

/** @type {Gesture[]} */
export const GESTURES = [
  {
    name: 'nothing: a key without a meaning', event: 'keydown', redraws: false, keyed: true,
    begin: (page) => page.focus('#plots'),
    act: (page) => page.keyboard.press('z'),
  },
  {
    name: 'seed, one up', event: 'input', keyed: true,
    begin: (page) => page.focus('#seed'),
    act: (page) => page.keyboard.press('ArrowUp'),
  },
  {
    // Down a notch and up again.
    name: 'slider of the hidden size', event: 'input', keyed: true,
    begin: (page) => page.focus('#hidden-size'),
    act: (page, i) => page.keyboard.press(there(i) ? 'ArrowLeft' : 'ArrowRight'),
  },
  {
    name: 'slider of the timesteps', event: 'input', keyed: true,
    begin: (page) => page.focus('#timesteps'),
    act: (page, i) => page.keyboard.press(there(i) ? 'ArrowLeft' : 'ArrowRight'),
  },
  {
    name: 'weight, arrow key in its field', event: 'keydown', keyed: true,
    begin: async (page) => {
      await page.evaluate(() => el('#inspector [data-place^="W"]').click());
      await page.waitForSelector('#editor:not([hidden])');
    },
    act: (page) => page.keyboard.press('ArrowUp'),
    end: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'weight, dragged', event: 'pointermove', panel: 'weights',
    begin: async (page) => {
      await page.mouse.move(...await middleOf(page, 'Wx:1:1'));
      await page.mouse.down();
    },
    act: async (page, i) => {
      const [x, y] = await middleOf(page, 'Wx:1:1');
      return page.mouse.move(x + 10 + 2 * i, y);
    },
    end: async (page) => {
      await page.mouse.up();
      await page.click('#unedit');
    },
  },
  {
    name: 'pointer over the picture', event: 'pointermove',
    act: async (page, i) => {
      const { left, top, width, height } = await boxOf(page, '#heatmap');
      return page.mouse.move(left + ((i * 0.37) % 1) * width, top + ((i * 0.23 + 0.1) % 1) * height);
    },
    end: (page) => page.mouse.move(2, 2),
  },
  {
    name: 'weights drawn another way', event: 'click', keyed: true,
    begin: (page) => page.focus('#try-weights'),
    act: (page) => page.keyboard.press('Enter'),
  },
  {
    name: 'one step on', event: 'click', keyed: true,
    begin: async (page) => {
      await rewind(page);
      await page.focus('#forward');
    },
    act: async (page, i) => {
      if (i % 8 === 7) await rewind(page);
      await page.keyboard.press('Enter');
    },
    end: release,
  },
  {
    name: 'a step being played', event: '',
    begin: async (page) => {
      await page.select('#speed', '4');
      await page.click('#play');
    },
    // Played to its end, it begins again.
    act: (page) => page.evaluate(() => { if (!document.documentElement.classList.contains('playing')) el('#play').click(); }),
    end: release,
  },
];
