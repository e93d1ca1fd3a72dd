// @ts-check
// A page under many gestures. Everything that goes wrong ends the session with the
// gestures so far, from which it can be replayed.

import { engine } from '../engines/capabilities.js';
import { choose, perform } from './gestures.js';
import { always, bounded, isWhatItsLinkOpens, numbersAreNative, settle, stateIsLink } from './invariants.js';
import { expectProcesses, forgetPauses, slowness, startClock, takePause } from './pauses.js';
import { Random } from './random.js';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./gestures.js').Gesture} Gesture */
/**
 * @typedef {object} Outcome
 * @property {Gesture[]} gestures
 * @property {string[]} wrong
 * @property {string} link where it went wrong, or ended
 * @property {number[]} pauses the longest of each gesture that were the page's own, in milliseconds; none where the machine does not say
 * @property {Map<number, string>} slow what was longer than a user waits, by how many gestures there had been
 * @property {Record<string, number>} figures what there was of things that must not grow
 * @property {Record<string, number>} spent milliseconds by what was done
 */

/** So often the slower looks are taken: at the numbers, at a fresh page, at what has grown. */
const EVERY = { numbers: 8, fresh: 60, growth: 100 };

/** A user who waits longer for the page takes notice. In milliseconds. */
const PROMPT = 100;

/** A page that does not answer for so long is dead, however busy the machine is. */
const DEAD = 30_000;

/**
 * @param {object} options
 * @param {(link: string) => Promise<Page>} options.open a guarded page
 * @param {() => string[]} options.complaints what the guard has objected to
 * @param {string} options.url
 * @param {number} options.seed
 * @param {number} options.gestures how many
 * @param {Gesture[]} [options.replay] these, in place of chosen ones
 * @returns {Promise<Outcome>}
 */
export async function session({ open, complaints, url, seed, gestures, replay }) {
  /** @type {Outcome} */
  const outcome = { gestures: [], wrong: [], link: '', pauses: [], slow: new Map(), figures: {}, spent: {} };
  const page = await open('lang=en');
  expectProcesses();
  const look = async (/** @type {string[] | Promise<string[]>} */ wrong) => { outcome.wrong.push(...await wrong); };
  /** @template T @param {string} what @param {Promise<T>} promise @returns {Promise<T>} */
  const during = async (what, promise) => {
    const began = performance.now();
    try {
      return await promise;
    } finally {
      outcome.spent[what] = (outcome.spent[what] ?? 0) + performance.now() - began;
    }
  };
  let clock = startClock();
  const prompt = (/** @type {number} */ n, /** @type {number} */ pause, /** @type {string} */ what) => {
    const own = clock(pause);
    if (own !== null) outcome.pauses.push(own);
    if (own === null || own <= PROMPT) return;
    const slower = slowness();
    if (own > PROMPT * slower) outcome.slow.set(n, `no answer for ${Math.round(own)} ms ${what}, ${Math.round(pause)} with what the machine had to do, which was ${slower.toFixed(1)} times as slow as it can be`);
  };
  /** @type {Record<string, string>} */
  const media = {};
  const like = async (/** @type {string} */ link) => {
    const other = await open(link);
    await other.setViewport(page.viewport());
    await other.emulateMediaFeatures(Object.entries(media).map(([name, value]) => ({ name, value })));
    return other;
  };
  const left = replay ? [...replay] : undefined;
  const all = left ? left.length : gestures;
  try {
    for (let n = 1; n <= all && outcome.wrong.length === 0; n++) {
      const gesture = left ? left[n - 1] : await during('choose', choose(new Random(seed, n), page));
      outcome.gestures.push(gesture);
      if (gesture.do === 'resize' && engine === 'webkit') await lookAt(page, gesture.size);
      if (gesture.do === 'media') media[gesture.feature[0]] = gesture.feature[1];
      clock = startClock();
      await during('perform', within(DEAD, 'a gesture', performInFront(page, gesture)));
      if (gesture.do === 'reload') expectProcesses();
      const { wrong, pause } = await during('always', within(DEAD, 'an answer', always(page)));
      prompt(n, pause, `after ${gesture.do}`);
      outcome.wrong.push(...wrong);
      if (n % EVERY.numbers === 0 || n === all) {
        clock = startClock();
        await during('settle', settle(page, 200));
        prompt(n, await takePause(page), `while it settled after ${gesture.do}`);
        await look(during('state', stateIsLink(page)));
        await look(during('numbers', numbersAreNative(page, url)));
      }
      if (n % EVERY.fresh === 0 || n === all) await look(during('fresh', isWhatItsLinkOpens(page, like)));
      if (n % EVERY.growth === 0 || n === all) {
        const { wrong, figures } = await during('growth', bounded(page));
        await look(wrong);
        outcome.figures = figures;
      }
      if (n % EVERY.numbers === 0) await forgetPauses(page);
      await look(complaints());
    }
  } catch (error) {
    outcome.wrong.push(String(error instanceof Error ? error.stack : error), ...complaints());
  }
  outcome.link = await Promise.race([page.evaluate(() => location.hash), new Promise((done) => { setTimeout(done, 2000, 'no answer'); })]).catch(String);
  await page.close().catch(() => {});
  return outcome;
}

/**
 * Gives a page the front and the focus again: a link may have opened a tab before it, which is
 * closed; and in Firefox, where a file was saved, the focus may have gone to what tells of that,
 * and no field is told of being left. @param {Page} page
 */
async function backInFront(page) {
  const [hidden, focused] = await page.evaluate(() => [document.hidden, document.hasFocus()]);
  if (hidden) {
    for (const other of await page.browserContext().pages()) if (other !== page) await other.close();
  } else if (engine === 'firefox' && !focused) await (await page.browser().newPage()).close();
  else return;
  await page.bringToFront();
}

/**
 * Performs a gesture on a page that is in front then, whatever opened a tab before it, and
 * when: a pointer that moves over a page that is hidden waits until it no longer is.
 * @param {Page} page @param {Gesture} gesture
 */
export async function performInFront(page, gesture) {
  let rescued = Promise.resolve();
  const rescue = gesture.do === 'hide' ? undefined : setInterval(() => { rescued = rescued.then(() => backInFront(page)).catch(() => {}); }, 1000);
  try {
    await perform(page, gesture);
  } finally {
    clearInterval(rescue);
    await rescued;
  }
  await backInFront(page);
}

/**
 * Has a page been laid out in a window before that is measured. WebKit on Linux looks for a
 * face at each size of text that it has not had, 3 ms a time: with thirty of them, where the
 * page is laid out for a phone first or for a projector, most of a tenth of a second is that.
 * @param {Page} page @param {number[]} size
 */
async function lookAt(page, [width, height]) {
  const before = page.viewport();
  for (const size of [{ width, height }, before]) {
    await page.setViewport(size);
    await always(page);
  }
}

/** @template T @param {number} ms @param {string} what @param {Promise<T>} promise @returns {Promise<T>} */
async function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`${what} took more than ${ms / 1000} s`)), ms); });
  try {
    return /** @type {T} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fewer of the gestures after which it goes wrong in the same way, by leaving out ever
 * shorter runs of them.
 * @param {Gesture[]} gestures @param {(gestures: Gesture[]) => Promise<boolean>} fails
 */
export async function shrink(gestures, fails) {
  let shortest = gestures;
  for (let length = Math.ceil(gestures.length / 2); length >= 1; length = length > 1 ? Math.ceil(length / 2) : 0) {
    for (let at = 0; at < shortest.length;) {
      const without = [...shortest.slice(0, at), ...shortest.slice(at + length)];
      if (without.length > 0 && await fails(without)) shortest = without;
      else at += length;
    }
  }
  return shortest;
}
