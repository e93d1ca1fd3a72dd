// @ts-check
// How weights are drawn, where the bias comes from and what enters: each choice by
// its control, and the numbers that follow.

import assert from 'node:assert/strict';
import { can } from './engines/capabilities.js';
import { drawn, tokensOf } from './draws.js';
import { linkOf, nameOf, printed } from './goldens.js';
import { follow, isReady, pageTest, until } from './harness.js';
import { fill, followed, isVisible, linkShown, paste, textOf, valueOf } from './look.js';
import { farFrom, run, table, tensors } from './reference.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('./draws.js').Draw} Draw */

const WEIGHTS = ['tutorial', 'pytorch', 'keras', 'normal', 'identity', 'radius'];
const INPUTS = ['random', 'impulse', 'step', 'sine', 'constant', 'characters', 'words'];
const BIASES = ['same', 'zero', 'constant'];

const FAMILY = '👨‍👩‍👧';

/** Few enough for the inspector to say every number. @type {Draw} */
const SMALL = { T: 7, I: 3, H: 5, seed: 4 };
const LINK = 'timesteps=7&input-size=3&hidden-size=5&seed=4&lang=en';

/** Chooses an entry of a select by keys, or by the mouse and then a key. @param {Page} page @param {string} select @param {string[]} entries @param {string} entry @param {'keys' | 'mouse'} by */
async function choose(page, select, entries, entry, by = 'keys') {
  assert.deepEqual(await page.evaluate((s) => [...el(s).options].filter(({ hidden }) => !hidden).map((option) => option.value), select), entries);
  const [from, to] = [entries.indexOf(await valueOf(page, select)), entries.indexOf(entry)];
  if (!can('menu of a select')) by = 'keys';
  if (by === 'mouse') await page.click(select);
  else await page.focus(select);
  for (let at = from; at !== to; at += Math.sign(to - from)) await page.keyboard.press(to > from ? 'ArrowDown' : 'ArrowUp');
  if (by === 'mouse') await page.keyboard.press('Enter');
  await until(page, `${entry} is chosen in ${select}`, (s, entry) => el(s).value === entry, select, entry);
}

/**
 * Where the page differs from what is drawn, by its inspector and its table: x, Wx,
 * Wh and b to 1e-12, those that come straight from the stream exactly.
 * @param {Page} page @param {Draw} draw
 */
async function assertDrawn(page, draw) {
  const want = await drawn(page, draw);
  const got = await tensors(page);
  assert.deepEqual(Object.keys(got).sort(), Object.keys(want).sort());
  const exact = /** @type {Record<string, RegExp>} */ ({ keras: /^(x|Wx|b|h0)/, normal: /^(x|h0)/, identity: /^(x|Wh|b|h0)/, radius: /^(x|Wx|b|h0)/ })[draw.weights ?? ''] ?? /./;
  for (const [place, v] of Object.entries(want)) {
    const by = exact.test(place) && draw.inputs !== 'sine' ? 0 : 1e-12;
    assert.ok(Math.abs(got[place] - v) <= by, `${place} is ${got[place]}, not ${v}, for ${JSON.stringify(draw)}`);
  }
  assert.equal(farFrom(await table(page), run(want).h, 1e-11), '', JSON.stringify(draw));
}

/** The link carries it all: a page of its own has the same numbers. After many changes in a row it comes a little later. @param {import('./look.js').Page} page @param {RegExp} keys that the link has to have @param {Draw} draw */
async function assertReloads(page, keys, draw) {
  await until(page, `${keys} in the link`, (source) => RegExp(source).test(location.hash) && !location.hash.includes('terms='), keys.source);
  const before = [await linkShown(page), await table(page)];
  await page.reload();
  await isReady(page);
  assert.deepEqual([await linkShown(page), await table(page)], before);
  await assertDrawn(page, draw);
}

pageTest('each way to draw that NumPy was asked for is chosen by the controls, and gives NumPy’s printout', async (visit) => {
  const page = await visit.open('lang=en');
  const goldens = printed.filter(({ weights, inputs, hiddenSize, timesteps }) => (weights !== 'tutorial' || inputs !== 'random') && timesteps * hiddenSize <= 200);
  assert.deepEqual([...new Set(goldens.map(({ weights }) => weights))].sort(), WEIGHTS.slice(1).sort());
  for (const [at, golden] of goldens.entries()) {
    const { timesteps, inputSize, hiddenSize, seed, weights, gain, inputs, level, states } = golden;
    await follow(page, { timesteps, inputSize, hiddenSize, seed });
    const by = at % 2 ? 'mouse' : 'keys';
    await choose(page, '#weights', WEIGHTS, weights, by);
    await choose(page, '#inputs-kind', INPUTS, inputs, by);
    assert.equal(await isVisible(page, '#gain-field'), ['normal', 'identity', 'radius'].includes(weights));
    assert.equal(await isVisible(page, '#level-field'), inputs !== 'random');
    if (gain !== 1) await fill(page, '#gain', String(gain));
    if (level !== 1) await fill(page, '#level', String(level));
    const name = `${nameOf(golden)} ${weights} ${gain} ${inputs} ${level}`;
    assert.equal(await textOf(page, '#printout'), golden.printout, name);
    assert.ok(Math.max(...(await table(page)).flat().map((h, i) => Math.abs(h - Number(states[i])))) <= 1e-12, name);
    await until(page, `the link of ${name}`, (link) => location.hash === `#${link}`, `${linkOf(golden)}&lang=en`);
  }
});

pageTest('the bias is drawn with the weights, is zero, or is the same for every unit; x, Wx and Wh stay', async (visit) => {
  const page = await visit.open(LINK);
  for (const [at, weights] of WEIGHTS.entries()) {
    await choose(page, '#weights', WEIGHTS, weights);
    const gain = ['normal', 'identity', 'radius'].includes(weights) ? 0.8 : 1;
    if (gain !== 1) await fill(page, '#gain', '0.8');
    for (const bias of BIASES) {
      await choose(page, '#bias', BIASES, bias, at % 2 ? 'keys' : 'mouse');
      assert.equal(await isVisible(page, '#bias-value-field'), bias === 'constant');
      if (bias === 'constant') await fill(page, '#bias-value', '-0.35');
      await assertDrawn(page, { ...SMALL, weights, gain, bias, biasValue: bias === 'constant' ? -0.35 : 0 });
    }
    await choose(page, '#bias', BIASES, 'same');
  }
  await choose(page, '#bias', BIASES, 'constant');
  await assertReloads(page, /weights=radius&bias=constant&gain=0.8&bias-value=-0.35/, { ...SMALL, weights: 'radius', gain: 0.8, bias: 'constant', biasValue: -0.35 });
});

pageTest('whatever enters, the weights are those of the seed', async (visit) => {
  const page = await visit.open(`${LINK}&weights=pytorch`);
  const draw = { ...SMALL, weights: 'pytorch' };
  for (const [at, inputs] of INPUTS.slice(0, 5).entries()) {
    await choose(page, '#inputs-kind', INPUTS, inputs, at % 2 ? 'keys' : 'mouse');
    for (const level of inputs === 'random' ? [1] : [1, -2.5, 0]) {
      if (inputs !== 'random') await fill(page, '#level', String(level));
      await assertDrawn(page, { ...draw, inputs, level });
    }
  }
  await fill(page, '#timesteps-value', '12');
  await fill(page, '#level', '3');
  await choose(page, '#inputs-kind', INPUTS, 'sine');
  await assertDrawn(page, { ...draw, T: 12, inputs: 'sine', level: 3 });
  await assertReloads(page, /timesteps=12.*weights=pytorch&inputs=sine&level=3/, { ...draw, T: 12, inputs: 'sine', level: 3 });
  await page.click('#reset');
  assert.equal(await textOf(page, '#printout'), printed[0].printout, 'back to the tutorial');
  assert.deepEqual(await page.evaluate(() => ['#weights', '#bias', '#inputs-kind'].map((s) => el(s).value)), ['tutorial', 'same', 'random']);
  for (const field of ['gain', 'bias-value', 'level', 'text']) assert.equal(await isVisible(page, `#${field}-field`), false, field);
  await until(page, 'the tutorial in the link', () => location.hash === '#v=1&timesteps=10&input-size=4&hidden-size=8&seed=0&lang=en');
});

pageTest('an amount is taken while it is typed, or refused with its name, what it is and what can be used', async (visit) => {
  const page = await visit.open(`${LINK}&weights=radius&bias=constant&inputs=step`);
  const state = { ...SMALL, weights: 'radius', gain: 1, bias: 'constant', biasValue: 0, inputs: 'step', level: 1 };
  const shown = () => page.evaluate(() => [el('#table-body').innerHTML, el('#printout').textContent, el('#inputs-canvas').toDataURL(), el('#summary').textContent]);
  for (const [id, key, least, most, good] of /** @type {[string, 'gain' | 'biasValue' | 'level', string, string, [string, number][]][]} */ ([
    ['gain', 'gain', '0', '10', [['0', 0], ['10', 10], ['1e-3', 0.001], ['0.95', 0.95]]],
    ['bias-value', 'biasValue', '−10', '10', [['-10', -10], ['.5', 0.5], ['10', 10], ['-0.3', -0.3]]],
    ['level', 'level', '−10', '10', [['-10', -10], ['10', 10], ['0', 0], ['1.5', 1.5]]],
  ])) {
    for (const [text, v] of good) {
      await fill(page, `#${id}`, text);
      state[key] = v;
      await assertDrawn(page, state);
      assert.equal(await textOf(page, `#${id}-error`), '');
    }
    const last = await valueOf(page, `#${id}`);
    await until(page, `${last} in the link`, (id, last) => location.hash.includes(`&${id}=${Number(last)}`), id, last);
    await followed(page); // what assertDrawn looked at is no longer in it
    const before = await shown();
    const link = await linkShown(page);
    const label = await page.evaluate((id) => el(`label[for="${id}"]`).textContent, id);
    for (const bad of [id === 'gain' ? '-0.1' : '-10.1', '10.5', '1e9', '-1e99', '12345678901234567890']) {
      await paste(page, `#${id}`, bad);
      const { error, ...rest } = await page.evaluate((id) => {
        const [field, error] = [el(`#${id}`), el(`#${id}-error`)];
        return { error: error.textContent, seen: error.checkVisibility(), invalid: field.getAttribute('aria-invalid'), spoken: error.getAttribute('role'), by: field.getAttribute('aria-describedby'), value: field.value };
      }, id);
      assert.deepEqual(rest, { seen: true, invalid: 'true', spoken: 'alert', by: `${id}-error`, value: bad });
      assert.ok(error.startsWith(`${label}: `) && error.includes(`from ${least} to ${most}`), error);
      assert.ok(error.includes(String(Number(bad))) || error.includes(bad), `${bad} in ${error}`);
      assert.deepEqual(await shown(), before, 'the last good state stays');
    }
    assert.equal(await linkShown(page), link);
    await page.keyboard.press('Escape');
    assert.equal(await valueOf(page, `#${id}`), last);
    assert.equal(await textOf(page, `#${id}-error`), '');
    await fill(page, `#${id}`, '');
    assert.deepEqual([await shown(), await textOf(page, `#${id}-error`)], [before, ''], 'nothing is no error yet');
    await page.keyboard.press('Tab');
    assert.equal(await valueOf(page, `#${id}`), last, 'left empty it is what it was');
    await page.focus(`#${id}`);
    await page.keyboard.press('ArrowUp');
    state[key] = Math.round((state[key] + (await page.evaluate((id) => Number(el(`#${id}`).step || 1), id))) * 1e8) / 1e8;
    await assertDrawn(page, state);
  }
  await assertReloads(page, /bias-value=-0.2&level=1.6/, state);
});

pageTest('a sentence enters by character: T is how many there are, I how many different ones', async (visit) => {
  const page = await visit.open(`${LINK}&hidden-size=4&weights=pytorch`);
  await choose(page, '#inputs-kind', INPUTS, 'characters', 'mouse');
  assert.equal(await valueOf(page, '#text'), 'hello, RNN', 'there is a sentence to begin with');
  await assertDrawn(page, { ...SMALL, H: 4, weights: 'pytorch', inputs: 'characters', T: 10, I: 8, text: 'hello, RNN' });
  for (const [text, T, I] of /** @type {[string, number, number][]} */ ([
    ['가나 가다', 5, 4],
    [`${FAMILY}은 ${FAMILY}`, 4, 3],
    ['각각', 2, 1], // the syllable, then its three letters
    ['e\u0301e🇰🇷🇰🇵👍🏽👍', 6, 6],
    ['<b>&amp;"', 9, 9],
  ])) {
    await paste(page, '#text', text);
    /** @type {Draw} */
    const draw = { ...SMALL, H: 4, weights: 'pytorch', inputs: 'characters', text, T, I };
    if (text === '각각') draw.I = new Set(tokensOf(draw)).size;
    assert.deepEqual([tokensOf(draw).length, new Set(tokensOf(draw)).size], [T, draw.I], `“${text}” in the reference`);
    await assertDrawn(page, draw);
    assert.deepEqual(await page.evaluate(() => ['#timesteps-value', '#input-size-value'].map((s) => [Number(el(s).value), el(s).disabled])), [[T, true], [draw.I, true]]);
    const blank = (/** @type {string} */ token) => (token === ' ' ? '␣' : token);
    assert.deepEqual(await page.evaluate(() => els('#time-axis text').map((label) => label.textContent)), tokensOf(draw).map(blank), 'the axis names the characters');
    const different = [...new Set(tokensOf(draw))];
    if (different.length <= 4) assert.deepEqual(await page.evaluate(() => els('#inputs-axis text').map((label) => label.textContent)), different.map(blank));
    assert.match(await textOf(page, '#inputs-note'), RegExp(`characters \\(${T}\\).*different ones \\(${draw.I}\\)`));
    const encoded = String(new URLSearchParams({ text })).replace(/[.*+?]/g, '\\$&');
    await assertReloads(page, RegExp(`inputs=characters&${encoded}(&|$)`), draw);
    assert.equal(await valueOf(page, '#text'), text, 'the link carries it, code point by code point');
  }
  // An empty sentence is one step of nothing, and no error.
  await paste(page, '#text', '');
  await page.keyboard.press('Delete');
  assert.deepEqual(await page.evaluate(() => ['#timesteps-value', '#input-size-value'].map((s) => Number(el(s).value))), [1, 1]);
  await page.click('#reset');
  assert.equal(await textOf(page, '#printout'), printed[0].printout);
  assert.equal(await page.evaluate(() => els('#fields :disabled').filter((e) => e.checkVisibility()).length), 0, 'the sizes can be chosen again');
});

pageTest('typed letter by letter, a sentence grows step by step; a longer one than is read is cut', async (visit) => {
  const page = await visit.open('inputs=characters&text=ab&hidden-size=3&lang=en');
  await page.focus('#text');
  await page.keyboard.press('End');
  const steps = [];
  for (const key of /** @type {import('puppeteer-core').KeyInput[]} */ (['c', 'a', 'Backspace', 'Backspace', 'Backspace', 'b'])) {
    await page.keyboard.press(key);
    steps.push(await page.evaluate(() => [el('#timesteps-value').value, el('#input-size-value').value, el('#time-axis').textContent].join(' ')));
  }
  assert.deepEqual(steps, ['3 3 abc', '4 3 abca', '3 3 abc', '2 2 ab', '1 1 a', '2 2 ab']);
  await paste(page, '#text', `${'가'.repeat(398)}${FAMILY}xyz`);
  await until(page, '400 steps', () => el('#timesteps-value').value === '400' && el('#input-size-value').value === '3');
});

pageTest('a sentence enters by word: each word is one vector, the same wherever it stands', async (visit) => {
  const page = await visit.open(`${LINK}&weights=pytorch`);
  await choose(page, '#inputs-kind', INPUTS, 'words');
  await fill(page, '#input-size-value', '3'); // on the way there, characters had as many inputs as there are different ones
  const draw = { ...SMALL, weights: 'pytorch', inputs: 'words' };
  await assertDrawn(page, { ...draw, T: 2, text: 'hello, RNN' });
  const text = '나는 밥을 먹고  나는 물을 👍';
  await paste(page, '#text', text);
  await assertDrawn(page, { ...draw, T: 6, text });
  assert.deepEqual(await page.evaluate(() => els('#time-axis text').map((label) => label.textContent)), ['나는', '밥을', '먹고', '나는', '물을', '👍']);
  const values = await tensors(page);
  assert.deepEqual([0, 1, 2].map((i) => values[`x:1:${i}`]), [0, 1, 2].map((i) => values[`x:4:${i}`]));
  assert.deepEqual(await page.evaluate(() => ['#timesteps-value', '#input-size-value'].map((s) => el(s).disabled)), [true, false], 'the size of a vector is chosen');
  await fill(page, '#input-size-value', '5');
  await assertDrawn(page, { ...draw, I: 5, T: 6, text });
  await assertReloads(page, /input-size=5.*inputs=words&text=/, { ...draw, I: 5, T: 6, text });
});
