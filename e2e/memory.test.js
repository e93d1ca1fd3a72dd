// @ts-check
// The panel of memory: how much of a change arrives later, the spectral radius,
// and how saturated each step and unit is.

import assert from 'node:assert/strict';
import { drawn, spectralRadius } from './draws.js';
import { isReady, pageTest, until } from './harness.js';
import { boxOf, isVisible, textOf } from './look.js';
import { assertColours } from './pixels.js';
import { influence, run } from './reference.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('./draws.js').Draw} Draw */
/** @typedef {import('./reference.js').Tensors} Tensors */

/** @param {Draw} draw */
const linkOf = ({ T, I, H, seed, weights, gain, inputs, level }) => `timesteps=${T}&input-size=${I}&hidden-size=${H}&seed=${seed}`
  + `${weights ? `&weights=${weights}` : ''}${gain === undefined ? '' : `&gain=${gain}`}${inputs ? `&inputs=${inputs}` : ''}${level === undefined ? '' : `&level=${level}`}&panel=memory&lang=en`;

/** Goes to a run and waits until all is found out about it. @param {Page} page @param {Draw} draw */
async function study(page, draw) {
  await page.evaluate((link) => { location.hash = link; }, linkOf(draw));
  await until(page, `the study of ${linkOf(draw)}`, (T, H, seed, weights) => Number(el('#hidden-states').getAttribute('aria-rowcount')) === T + 1
    && Number(el('#hidden-states').getAttribute('aria-colcount')) === H + 1 && el('#seed').value === String(seed) && el('#weights').value === weights
    && el('#influence-words').textContent.includes('∂h') && el('#radius').textContent.includes('ρ'), draw.T, draw.H, draw.seed, draw.weights ?? 'tutorial');
  return drawn(page, draw);
}

/**
 * ‖∂h_t/∂h_s‖ by moving each h_s[k] a little to both sides and running on.
 * @param {Tensors} v @param {number} s @param {number} t
 */
function byDifferences(v, s, t) {
  const { h } = run(v);
  const H = h[0].length;
  const I = Object.keys(v).filter((place) => place.startsWith('Wx:0:')).length;
  const start = s === 0 ? Array.from({ length: H }, (_, j) => v[`h0:${j}:0`]) : h[s - 1];
  const by = 1e-5;
  const moved = (/** @type {number} */ k, /** @type {number} */ way) => {
    let state = start.map((x, j) => (j === k ? x + way * by : x));
    for (let r = s + 1; r <= t; r++) {
      const before = state;
      state = before.map((_, j) => {
        let sum = v[`b:${j}:0`];
        for (let i = 0; i < I; i++) sum += v[`Wx:${j}:${i}`] * v[`x:${r}:${i}`];
        for (let m = 0; m < H; m++) sum += v[`Wh:${j}:${m}`] * before[m];
        return Math.tanh(sum);
      });
    }
    return state;
  };
  return Math.hypot(...start.flatMap((_, k) => {
    const [up, down] = [moved(k, 1), moved(k, -1)];
    return up.map((x, j) => (x - down[j]) / (2 * by));
  }));
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 0.0123, or 1.23 × 10⁻⁹, as a number. @param {string} text */
function numberIn(text) {
  const [mantissa, power] = text.replaceAll('−', '-').split(' × 10');
  if (power === undefined) return Number(mantissa);
  return Number(`${mantissa}e${[...power].map((c) => (c === '⁻' ? '-' : SUPERSCRIPTS.indexOf(c))).join('') || '1'}`);
}

/** Two numbers agree to the three digits that are written. @param {number} got @param {number} want @param {string} what */
const assertNear = (got, want, what) => assert.ok(Math.abs(got - want) <= 0.0051 * Math.abs(want) + 1e-300, `${what}: ${got}, not ${want}`);

const LOW = '₀₁₂₃₄₅₆₇₈₉';
const low = (/** @type {number} */ n) => [...String(n)].map((d) => LOW[Number(d)]).join('');

/** Where s and t are in the picture. @param {Page} page @param {number} s @param {number} t @param {number} T @returns {Promise<[number, number]>} */
async function spot(page, s, t, T) {
  await page.evaluate(() => el('#influence').scrollIntoView({ block: 'center' }));
  const { left, top, width, height } = await boxOf(page, '#influence');
  return [left + ((t - 0.5) / T) * width, top + ((s + 0.5) / (T + 1)) * height];
}

/** @type {Draw[]} */
const RUNS = [
  { T: 10, I: 4, H: 8, seed: 0, weights: 'pytorch' },
  { T: 12, I: 3, H: 5, seed: 7, weights: 'keras', inputs: 'sine', level: 0.5 },
  { T: 9, I: 2, H: 6, seed: 3, weights: 'identity', gain: 1.5, inputs: 'constant', level: 0.01 },
  { T: 8, I: 2, H: 4, seed: 5, weights: 'normal', gain: 3, inputs: 'impulse', level: 0.001 },
  { T: 6, I: 5, H: 3, seed: 9, weights: 'radius', gain: 0.9 },
];

pageTest('each place of the picture is ‖∂h_t/∂h_s‖, by finite differences', async (visit) => {
  const page = await visit.open('panel=memory&lang=en');
  for (const draw of RUNS) {
    const values = await study(page, draw);
    const { T, H } = draw;
    for (const [s, t] of [[0, 1], [0, T], [1, 3], [Math.floor(T / 2), T], [2, 2], [T - 1, T], [T, T], [3, 1], [T, 1]]) {
      await page.mouse.move(...await spot(page, s, t, T));
      const note = await textOf(page, '#influence-note');
      if (s > t) {
        assert.equal(note, `h${low(s)} is not there yet at h${low(t)}`);
        continue;
      }
      const [name, number] = note.split(' = ');
      assert.equal(name, `‖∂h${low(t)}/∂h${low(s)}‖`);
      assertNear(numberIn(number), byDifferences(values, s, t), `${linkOf(draw)} ${name}`);
      assert.equal(await page.evaluate(() => Number(el('#inspected').dataset.t)), t, 'the cursor goes along');
    }
    // The whole picture on its scale, whose middle is 1.
    const labels = await page.evaluate(() => els('#influence-scale text').map((text) => text.textContent));
    const scale = Math.log10(numberIn(labels[0].startsWith('10') ? `1 × ${labels[0]}` : labels[0]));
    const logs = Array.from({ length: T + 1 }, (_, s) => Array.from({ length: T }, (_, at) => (s > at + 1 ? null : Math.log10(influence(values, s, at + 1)))));
    const largest = Math.max(...logs.flat().map((v) => Math.abs(v ?? 0)));
    assert.ok(scale >= Math.min(largest, 16) - 1e-9 && scale <= Math.max(1, 2 * largest), `a scale to ${labels[0]} for ${largest} decades`);
    await assertColours(page, '#influence-canvas', logs.map((row) => row.map((v) => v === null ? v : v / scale)));
    assert.equal(labels[1], '1');
    assertNear(influence(values, 0, T), byDifferences(values, 0, T), `the two references, H = ${H}`);
  }
});

pageTest('the regime is named, with its numbers: vanishing, exploding, kept, and nothing at all', async (visit) => {
  const page = await visit.open('panel=memory&lang=en');
  for (const [regime, draw] of /** @type {[string, Draw][]} */ ([
    ['Vanishing', { T: 10, I: 4, H: 8, seed: 0 }],
    ['Vanishing', { T: 10, I: 4, H: 8, seed: 0, weights: 'pytorch' }],
    ['Exploding', { T: 20, I: 2, H: 9, seed: 1, weights: 'identity', gain: 1.5, inputs: 'impulse', level: 0.00001 }],
    ['Exploding', { T: 12, I: 2, H: 6, seed: 2, weights: 'normal', gain: 4, inputs: 'impulse', level: 0 }],
    ['kept', { T: 15, I: 2, H: 5, seed: 4, weights: 'identity', gain: 1, inputs: 'constant', level: 0 }],
    ['zero', { T: 6, I: 2, H: 5, seed: 4, weights: 'identity', gain: 0 }],
  ])) {
    const values = await study(page, { bias: 'same', ...draw });
    const { T, H } = draw;
    // A bias is drawn with normal weights; what is called exploding has to be so by the reference.
    const norms = Array.from({ length: T }, (_, at) => influence(values, 0, at + 1));
    const left = norms[T - 1] / Math.sqrt(H);
    const words = await textOf(page, '#influence-words');
    const found = left === 0 ? 'zero' : left < 0.01 ? 'Vanishing' : left > 100 ? 'Exploding' : 'kept';
    if (draw.weights !== 'normal') assert.equal(found, regime, `the reference for ${linkOf(draw)}`);
    if (found === 'zero') {
      assert.equal(words, `‖∂h${low(T)}/∂h₀‖ is exactly 0, from t = 1 on: of a change in h₀ nothing arrives.`);
      continue;
    }
    const said = /^(?:(Vanishing|Exploding): )?‖∂h([₀-₉]+)\/∂h₀‖ = (.+), from √(\d+) [≈=] ([\d.]+) at the start: × ([\d.]+) per step on average\. (.*)$/.exec(words);
    assert.ok(said, words);
    assert.deepEqual([said[1] ?? 'kept', said[2], said[4]], [found, low(T), String(H)]);
    assertNear(numberIn(said[3]), norms[T - 1], words);
    assertNear(Number(said[5]), Math.sqrt(H), words);
    assertNear(Number(said[6]), left ** (1 / T), words);
    if (found === 'Vanishing') {
      const from = Number(/^From t = (\d+) on less than 1 % is left\.$/.exec(said[7])?.[1]);
      const share = (/** @type {number} */ t) => (t === 0 ? 1 : norms[t - 1] / Math.sqrt(H));
      assert.ok(share(from) < 0.01 && share(from - 1) >= 0.01, `${words}: ${share(from - 1)}, ${share(from)}`);
    } else if (found === 'Exploding') {
      assertNear(numberIn(/becomes (.+) times as large\.$/.exec(said[7])?.[1] ?? ''), left, words);
    } else {
      assertNear(Number(/^Of a change in h₀ ([\d.]+) % is left\.$/.exec(said[7])?.[1]), 100 * left, words);
    }
  }
});

pageTest('the spectral radius of Wh is that of its largest eigenvalue', async (visit) => {
  const page = await visit.open('panel=memory&lang=en');
  for (const [at, weights] of ['tutorial', 'pytorch', 'keras', 'normal', 'identity', 'radius', 'radius', 'normal'].entries()) {
    /** @type {Draw} */
    const draw = { T: 6, I: 3, H: 5 + 2 * at, seed: 20 + at, weights, gain: [1, 1, 1, 0.7, 0.5, 1.3, 0.2, 2][at] };
    const values = await study(page, draw);
    const Wh = Array.from({ length: draw.H }, (_, j) => Array.from({ length: draw.H }, (_, k) => values[`Wh:${j}:${k}`]));
    const radius = spectralRadius(Wh);
    const text = await textOf(page, '#radius');
    const said = Number(/ρ = ([\d.]+)\. (Above|Below|Close to) 1, /.exec(text)?.[1]);
    assertNear(said, radius, `${linkOf(draw)}: ${text}`);
    assert.ok(text.includes(Math.abs(radius - 1) < 0.01 ? '. Close to 1' : radius > 1 ? '. Above 1' : '. Below 1'), text);
  }
});

/** The bars and the line of a strip, as shares. @param {Page} page @param {string} strip */
const bars = (page, strip) => page.evaluate((strip) => {
  const y = (/** @type {string} */ d, /** @type {RegExp} */ at) => [...d.matchAll(at)].map((match) => 1 - Number(match[1]) / 1000);
  return {
    share: y(el(`${strip} path.share`).getAttribute('d'), /M\d+ 1000V(\d+)H/g),
    slope: y(el(`${strip} path.slope`).getAttribute('d'), /[ML]\d+ (\d+)H/g),
  };
}, strip);

pageTest('the bars count the states past 0.99, by step and by unit', async (visit) => {
  const page = await visit.open('panel=memory&t=3&unit=1&lang=en');
  for (const draw of /** @type {Draw[]} */ ([{ T: 10, I: 4, H: 8, seed: 0 }, { T: 10, I: 4, H: 8, seed: 0, weights: 'pytorch' }, { T: 31, I: 2, H: 17, seed: 4, weights: 'normal', gain: 2.5 }])) {
    const { h } = run(await study(page, draw));
    const units = h[0].map((_, j) => h.map((row) => row[j]));
    const share = (/** @type {number[]} */ row) => row.filter((v) => Math.abs(v) > 0.99).length / row.length;
    const slope = (/** @type {number[]} */ row) => row.reduce((sum, v) => sum + 1 - v * v, 0) / row.length;
    for (const [strip, rows] of /** @type {[string, number[][]][]} */ ([['#step-bars', h], ['#unit-bars', units]])) {
      const shown = await bars(page, strip);
      assert.deepEqual([shown.share.length, shown.slope.length], [rows.length, rows.length]);
      rows.forEach((row, at) => {
        assert.ok(Math.abs(shown.share[at] - share(row)) < 0.0006, `${strip} ${at}: ${shown.share[at]}, not ${share(row)}`);
        assert.ok(Math.abs(shown.slope[at] - slope(row)) < 0.0006, `slope of ${strip} ${at}: ${shown.slope[at]}, not ${slope(row)}`);
      });
    }
    // What is pointed at is said in numbers.
    for (const [strip, at] of /** @type {[string, number][]} */ ([['#unit-saturation', draw.H - 2], ['#step-saturation', draw.T - 1], ['#unit-saturation', 0]])) {
      await page.evaluate((strip) => el(strip).scrollIntoView({ block: 'center' }), strip);
      const { left, top, width, height } = await boxOf(page, strip);
      await page.mouse.move(left + ((at + 0.5) / (strip === '#unit-saturation' ? draw.H : draw.T)) * width, top + height / 2);
      const [t, unit] = await page.evaluate(() => [Number(el('#inspected').dataset.t), Number(el('#inspected').dataset.unit)]);
      assert.equal(strip === '#unit-saturation' ? unit : t - 1, at, 'the cursor goes along');
      const said = /Unit (\d+): ([\d.]+) %, ([\d.e× ⁻⁰¹²³⁴-⁹]+)\. Step (\d+): ([\d.]+) %, ([\d.e× ⁻⁰¹²³⁴-⁹]+)\.$/.exec(await textOf(page, '#saturation-now'));
      assert.ok(said, await textOf(page, '#saturation-now'));
      assert.deepEqual([Number(said[1]), Number(said[4])], [unit, t]);
      assertNear(Number(said[2]), 100 * share(units[unit]), `share of unit ${unit}`);
      assertNear(numberIn(said[3]), slope(units[unit]), `slope of unit ${unit}`);
      assertNear(Number(said[5]), 100 * share(h[t - 1]), `share of step ${t}`);
      assertNear(numberIn(said[6]), slope(h[t - 1]), `slope of step ${t}`);
    }
    await page.mouse.move(5, 5);
  }
});

pageTest('it is one cursor: a click in the panel pins, and what is pinned is framed in it', async (visit) => {
  const page = await visit.open('weights=pytorch&panel=memory&lang=en');
  await until(page, 'the picture', () => el('#influence-words').textContent.includes('∂h'));
  const framed = () => page.evaluate(() => [...els('#panel-memory .frame:not(#unit-frame)').map((frame) => 1 + Math.round(parseFloat(frame.style.insetInlineStart) / 10)), Math.round(parseFloat(el('#unit-frame').style.insetInlineStart) / 12.5)]);
  await page.mouse.click(...await spot(page, 2, 7, 10));
  await page.mouse.move(5, 5);
  assert.deepEqual(await framed(), [7, 7, 0]);
  const { left, top, width } = await boxOf(page, '#unit-saturation');
  await page.mouse.click(left + width * 5.5 / 8, top + 4);
  await page.mouse.move(5, 5);
  assert.deepEqual(await framed(), [7, 7, 5]);
  await until(page, 'the cell in the link', () => location.hash.includes('&t=7&unit=5'));
  await page.evaluate(() => el('#plots').scrollIntoView({ block: 'end' }));
  await page.focus('#plots');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await framed(), [8, 8, 4]);
  await until(page, 'that cell in the link', () => location.hash.includes('&t=8&unit=4'));
  const words = [await textOf(page, '#influence-words'), await textOf(page, '#radius')];
  await page.reload();
  await isReady(page);
  await until(page, 'the picture', () => el('#influence-words').textContent.includes('∂h'));
  assert.deepEqual([await textOf(page, '#influence-words'), await textOf(page, '#radius')], words);
  assert.deepEqual(await framed(), [8, 8, 4]);
  // It follows what is changed while it is open.
  await page.focus('#weights');
  await page.keyboard.press('ArrowUp');
  await until(page, 'other words', (before) => el('#influence-words').textContent.includes('∂h') && el('#influence-words').textContent !== before, words[0]);
});

pageTest('by keys and by finger', async (visit) => {
  const page = await visit.open('weights=pytorch&t=4&lang=en', { size: [390, 844] });
  await page.focus('#tab-table');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await isVisible(page, '#influence'), true);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'panel-memory', 'the panel is reached, and scrolls by keys');
  await until(page, 'the picture', () => el('#influence-words').textContent.includes('∂h'));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  const values = await drawn(page, { T: 10, I: 4, H: 8, seed: 0, weights: 'pytorch' });
  await page.touchscreen.tap(...await spot(page, 3, 6, 10));
  assert.equal(await page.evaluate(() => el('#inspected').dataset.t), '6');
  const [name, number] = (await textOf(page, '#influence-note')).split(' = ');
  assert.equal(name, '‖∂h₆/∂h₃‖');
  assertNear(numberIn(number), byDifferences(values, 3, 6), name);
});

pageTest('keys go through the picture of influence as the pointer does, and say what is there', async (visit) => {
  const page = await visit.open('weights=pytorch&t=4&unit=3&panel=memory&lang=en');
  await until(page, 'the picture', () => el('#influence-words').textContent.includes('∂h'));
  const values = await drawn(page, { T: 10, I: 4, H: 8, seed: 0, weights: 'pytorch' });
  const at = () => page.evaluate(() => ({
    t: Number(el('#inspected').dataset.t), unit: el('#inspected').dataset.unit, note: el('#influence-note').textContent, heard: el('#announce').textContent,
    cell: el('#influence-cell').checkVisibility() ? ['left', 'top'].map((side) => Math.round(10 * (el('#influence-cell').getBoundingClientRect()[side] - el('#influence').getBoundingClientRect()[side])
      / el('#influence').getBoundingClientRect()[side === 'left' ? 'width' : 'height'] * (side === 'left' ? 1 : 1.1))) : null,
  }));
  assert.equal((await at()).cell, null);
  await page.focus('#panel-memory');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'influence', 'Tab comes to it');
  let [s, t] = [0, 4];
  for (const [key, ds, dt] of /** @type {[import('puppeteer-core').KeyInput, number, number][]} */ ([
    ['ArrowRight', 0, 0], ['ArrowRight', 0, 1], ['ArrowDown', 1, 0], ['ArrowDown', 1, 0], ['ArrowDown', 1, 0], ['ArrowLeft', 0, -1], ['ArrowUp', -1, 0],
    ['End', 0, 6], ['PageUp', 0, -9], ['PageDown', 0, 9], ['Home', 0, -9], ['End', 0, 9], ['Enter', 0, 0],
  ])) {
    await page.keyboard.press(key);
    [s, t] = [s + ds, t + dt];
    const now = await at();
    assert.deepEqual([now.t, now.unit, now.cell], [t, '3', [t - 1, s]], `${key} to s = ${s}, t = ${t}`);
    const name = `‖∂h${t === 10 ? '₁₀' : LOW[t]}/∂h${LOW[s]}‖`;
    if (s > t) assert.match(now.note, /is not there yet/);
    else {
      const [of, number] = now.note.split(' = ');
      assert.equal(of, name);
      assertNear(numberIn(number), byDifferences(values, s, t), name);
    }
    assert.equal(now.heard, now.note, 'it is said');
  }
  assert.match(await page.evaluate(() => location.hash), /t=/, 'the step is that of the page');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await until(page, 'nothing is pinned', () => el('#plots').matches('.loose') && !el('#influence-cell').checkVisibility());
  assert.equal(await page.evaluate(() => document.activeElement.id), 'influence');
});

pageTest('a large run is studied in slices: the page goes on meanwhile, and the numbers are right', async (visit) => {
  const page = await visit.open('timesteps=200&input-size=64&hidden-size=128&seed=3&weights=radius&gain=1.1&t=50&lang=en');
  const { turns, moved } = await page.evaluate(async () => {
    el('#tab-memory').click();
    const busy = () => !el('#influence-words').textContent.includes('∂h');
    let [turns, moved] = [0, 0];
    while (busy() && turns < 100_000) {
      el('#plots').dispatchEvent(new KeyboardEvent('keydown', { key: turns % 2 ? 'ArrowLeft' : 'ArrowRight', bubbles: true, cancelable: true }));
      if (el('#inspected').dataset.t === (turns % 2 ? '50' : '51') && busy()) moved++;
      turns++;
      await new Promise((done) => setTimeout(done));
    }
    return { turns, moved };
  });
  assert.ok(turns >= 5 && moved >= turns - 1, `${moved} of ${turns} keys were followed before the end`);
  await until(page, 'the radius', () => el('#radius').textContent.includes('ρ'));
  assertNear(Number(/ρ = ([\d.]+)\./.exec(await textOf(page, '#radius'))?.[1]), 1.1, 'the radius that was chosen');
  const values = await drawn(page, { T: 200, I: 64, H: 128, seed: 3, weights: 'radius', gain: 1.1 });
  const said = /‖∂h₂₀₀\/∂h₀‖ = ([^,]+), /.exec(await textOf(page, '#influence-words'));
  assertNear(numberIn(said?.[1] ?? ''), influence(values, 0, 200), '‖∂h₂₀₀/∂h₀‖');
  // A row is for several steps here, and says so; the picture’s numbers are still those of its s and t.
  const { left, top, width, height } = await boxOf(page, '#influence');
  await page.evaluate(() => el('#influence').scrollIntoView({ block: 'center' }));
  const at = await boxOf(page, '#influence');
  assert.deepEqual([left, width, height], [at.left, at.width, at.height], `nothing moved sideways from ${top}`);
  await page.mouse.move(at.left + 0.62 * at.width, at.top + 0.5 * at.height);
  const [, t, s, number] = /^‖∂h([₀-₉]+)\/∂h([₀-₉]+)‖ = (.*)$/.exec(await textOf(page, '#influence-note')) ?? [];
  const up = (/** @type {string} */ text) => Number([...text].map((c) => LOW.indexOf(c)).join(''));
  assertNear(numberIn(number), influence(values, up(s), up(t)), `‖∂h${t}/∂h${s}‖`);
});

pageTest('what is too large is said, with what would fit, and that does', async (visit) => {
  const page = await visit.open('timesteps=5000&input-size=1&hidden-size=300&weights=pytorch&panel=memory&lang=en');
  await until(page, 'the words', () => el('#influence-words').textContent.includes('too many'));
  const said = /With T = 5,000 and H = 300 .* T up to ([\d,]+) fits with this H, H up to (\d+) with this T\./.exec(await textOf(page, '#influence-words'));
  assert.ok(said, await textOf(page, '#influence-words'));
  assert.equal(await isVisible(page, '#influence'), false);
  for (const [T, H] of [[Number(said[1].replace(',', '')), 300], [5000, Number(said[2])]]) {
    await page.evaluate((T, H) => { location.hash = `timesteps=${T}&input-size=1&hidden-size=${H}&weights=pytorch&panel=memory&lang=en`; }, T, H);
    await until(page, `a picture of ${T}, ${H}`, (T) => Number(el('#hidden-states').getAttribute('aria-rowcount')) === T + 1
      && el('#influence').checkVisibility() && el('#influence-words').textContent.includes('∂h'), T);
  }
});
