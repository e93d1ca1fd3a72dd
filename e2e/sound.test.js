// @ts-check
// The line of a unit to be heard. What the page asks of Web Audio is written down by one
// that makes no sound, so that it is the same on every machine.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { followed, notices, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** Puts a silent Web Audio into the page. @param {Page} page */
const silent = (page) => page.evaluateOnNewDocument(() => {
  /** @type {any} */
  const audio = { contexts: [], pitches: [], started: 0 };
  Object.assign(globalThis, { audio });
  const param = (/** @type {(v: number, at: number) => void} */ at) => ({ value: 0, setValueAtTime: at, setTargetAtTime() {} });
  Object.assign(globalThis, {
    AudioContext: class {
      #from = performance.now();
      state = 'suspended';
      destination = {};
      constructor() { audio.contexts.push(this); }
      get currentTime() { return (performance.now() - this.#from) / 1000; }
      async resume() { this.state = 'running'; }
      async close() { this.state = 'closed'; }
      createGain() { return { gain: param(() => {}), connect: (/** @type {any} */ to) => to }; }
      createOscillator() {
        audio.pitches = [];
        return { frequency: param((pitch, at) => audio.pitches.push([pitch, at])), connect: (/** @type {any} */ to) => to, start() { audio.started++; }, stop() {} };
      }
    },
  });
});

/** Follows the cursor from now on: the steps it is at, one after the other. @param {Page} page */
const follow = (page) => page.evaluate(() => {
  kept = [];
  const look = () => {
    const t = Number(el('#inspected').dataset.t);
    if (kept.at(-1) !== t) kept.push(t);
    requestAnimationFrame(look);
  };
  look();
});

/** What was asked of the oscillator. @param {Page} page @returns {Promise<[pitch: number, at: number][]>} */
const pitches = (page) => page.evaluate(() => /** @type {any} */ (globalThis).audio.pitches);
/** @param {Page} page @returns {Promise<boolean>} */
const isHeard = (page) => page.evaluate(() => el('#sound').dataset.heard === 'true');
/** @param {Page} page */
const untilQuiet = (page) => until(page, 'the end of the sound', () => el('#sound').dataset.heard === 'false');

/** The states of a unit. @param {Page} page @param {number} T @param {number} unit */
const line = (page, T, unit) => page.evaluate((T, unit) => /** @type {any} */ (runRNN(T, 4, 8, 0)).hiddenStates.map((/** @type {Float64Array} */ row) => row[unit]), T, unit);

pageTest('each note is as high as its state, the cursor goes along, and then all is as before', async (visit) => {
  const page = await visit.open('lang=en&t=4&unit=3', { prepare: silent });
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).audio.contexts.length), 0, 'nothing before somebody asks');
  assert.equal(await page.evaluate(() => el('#sound').getAttribute('aria-label')), 'Hear the line of unit 3');
  await until(page, 'what will be heard', () => el('#sound-said').textContent === 'Unit 3, t = 1 to 10: 110 Hz is −1, 440 Hz is 0, 1,760 Hz is 1. Escape stops it.');
  const link = await page.evaluate(() => location.hash);
  const note = await textOf(page, '#lines-note');
  await follow(page);
  await page.focus('#sound');
  await page.keyboard.press('Enter');
  await until(page, 'notes', () => /** @type {any} */ (globalThis).audio.pitches.length === 10);
  assert.equal(await isHeard(page), true);
  assert.equal(await textOf(page, '#lines-note'), 'Unit 3, t = 1 to 10: 110 Hz is −1, 440 Hz is 0, 1,760 Hz is 1');
  assert.deepEqual(await page.evaluate(() => [el('#sound').getAttribute('aria-label'), el('#now').getAttribute('aria-live')]), ['Stop the sound', 'off']);
  const asked = await pitches(page);
  const h = await line(page, 10, 3);
  asked.forEach(([pitch, at], i) => {
    assert.ok(Math.abs(Math.log2(pitch / 440) / 2 - h[i]) < 1e-9, `${pitch} Hz for ${h[i]}`);
    assert.ok(Math.abs(at - asked[0][1] - i * 0.25) < 1e-9, 'a quarter of a second each');
  });
  await untilQuiet(page);
  await until(page, 'it comes back to what is pinned', () => kept.at(-1) === 4);
  const steps = await page.evaluate(() => kept);
  assert.equal(steps[0], 4);
  const along = steps.slice(1, -1);
  assert.deepEqual(along, along.toSorted((/** @type {number} */ a, /** @type {number} */ b) => a - b), 'from the first step on');
  assert.ok(along.length >= 7 && along.at(-1) === 10, `${along}`);
  assert.deepEqual([await page.evaluate(() => location.hash), await textOf(page, '#lines-note'), await page.evaluate(() => document.activeElement.id)], [link, note, 'sound']);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).audio.contexts[0].state), 'closed');
  assert.equal(await page.evaluate(() => el('#now').getAttribute('aria-live')), 'polite');
});

pageTest('it is stopped by the button, by Escape, by play and by another line', async (visit) => {
  const page = await visit.open('lang=en&t=4&unit=3&timesteps=40', { prepare: silent });
  const begin = async () => {
    await page.focus('#sound');
    await page.keyboard.press('Space');
    await until(page, 'a sound', () => el('#sound').dataset.heard === 'true' && /** @type {any} */ (globalThis).audio.pitches.length > 0);
  };
  await begin();
  await page.keyboard.press('Space');
  assert.equal(await isHeard(page), false, 'the button');
  await begin();
  await page.focus('#plots');
  await page.keyboard.press('Escape');
  assert.equal(await isHeard(page), false, 'Escape');
  await until(page, 'what is pinned', () => el('#inspected').dataset.t === '4');
  assert.match(await page.evaluate(() => location.hash), /t=4&unit=3/, 'which lets go of nothing else');
  await begin();
  await page.click('#play');
  assert.equal(await isHeard(page), false, 'play');
  await page.click('#play');
  await begin();
  assert.equal(await page.evaluate(() => document.documentElement.matches('.playing')), false);
  await page.click('#dice');
  assert.equal(await isHeard(page), false, 'another run');
  await begin();
  await page.evaluate(() => { location.hash = 'lang=en&t=4&unit=5&timesteps=40'; });
  await followed(page);
  assert.equal(await isHeard(page), false, 'another line');
  assert.equal(await page.evaluate(() => el('#sound').getAttribute('aria-label')), 'Hear the line of unit 5');
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).audio.contexts.filter((/** @type {any} */ context) => context.state !== 'closed').length), 0, 'nothing is left open');
});

pageTest('10,000 steps are heard in ten seconds, and it is said which', async (visit) => {
  const page = await visit.open('lang=en&timesteps=10000&t=1&unit=2', { prepare: silent });
  await page.click('#sound');
  await until(page, 'notes', () => /** @type {any} */ (globalThis).audio.pitches.length > 0);
  const asked = await pitches(page);
  assert.equal(asked.length, 200);
  assert.ok(Math.abs(asked[199][1] - asked[0][1] - 199 * 0.05) < 1e-9);
  const h = await line(page, 10_000, 2);
  asked.forEach(([pitch], i) => assert.ok(Math.abs(Math.log2(pitch / 440) / 2 - h[50 * i]) < 1e-9, `note ${i}`));
  assert.equal(await textOf(page, '#lines-note'), 'Unit 2, every 50 steps from t = 1 to 9,951: 110 Hz is −1, 440 Hz is 0, 1,760 Hz is 1');
  await until(page, 'the cursor at one of them', () => Number(el('#inspected').dataset.t) > 100 && Number(el('#inspected').dataset.t) % 50 === 1);
  await page.click('#sound');
  assert.equal(await isHeard(page), false);
});

pageTest('where there is no Web Audio the button says so, in both languages', async (visit) => {
  for (const [lang, words] of [['en', 'This browser cannot make sounds: it has no Web Audio.'], ['ko', '이 브라우저에는 Web Audio가 없어 소리를 낼 수 없습니다.']]) {
    const page = await visit.open(`lang=${lang}`, { prepare: (page) => page.evaluateOnNewDocument(() => { Reflect.deleteProperty(globalThis, 'AudioContext'); }) });
    assert.deepEqual(await page.evaluate(() => [el('#sound').getAttribute('aria-disabled'), el('#sound').title]), ['true', words]);
    await until(page, 'the reason', (words) => el('#sound-said').textContent === words, words);
    await page.focus('#sound');
    await page.keyboard.press('Enter');
    assert.deepEqual(await notices(page), [words]);
    await page.close();
  }
});

pageTest('where none can be started that is said, and the page goes on', async (visit) => {
  const page = await visit.open('lang=en', {
    prepare: async (page) => {
      await silent(page);
      await page.evaluateOnNewDocument(() => { /** @type {any} */ (globalThis).AudioContext.prototype.resume = async () => { throw new Error('no device'); }; });
    },
  });
  await page.click('#sound');
  await until(page, 'a notice', () => els('#notices .notice p').length === 1);
  assert.deepEqual([await notices(page), await isHeard(page)], [['No sound can be made on this device now.'], false]);
});
