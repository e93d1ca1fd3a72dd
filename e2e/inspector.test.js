// @ts-check
// The arithmetic behind one state, for states of all kinds: what is on the screen
// adds up to what was computed.

import assert from 'node:assert/strict';
import { drawn, tokensOf } from './draws.js';
import { pageTest, until } from './harness.js';
import { run } from './reference.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('./draws.js').Draw} Draw */
/** @typedef {import('./reference.js').Tensors} Tensors */

const LISTED = 18;

/** Numbers in [0, 1) that are the same on each run: mulberry32. @param {number} seed */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let v = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    v = (v + Math.imul(v ^ (v >>> 7), 61 | v)) ^ v;
    return ((v ^ (v >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A state of any kind: what its run is drawn from, what is set by hand, and the
 * cell that is opened.
 * @param {number} n @param {(r: () => number) => [inputs: number, units: number]} sizes
 */
function state(n, sizes) {
  const r = random(n);
  const among = (/** @type {string[]} */ words) => words[Math.floor(r() * words.length)];
  const digits = (/** @type {number} */ v) => Number(v.toFixed(3));
  const [I, H] = sizes(r);
  /** @type {Draw} */
  const draw = {
    T: 1 + Math.floor(r() * 9), I, H, seed: 1000 + n, weights: among(['tutorial', 'pytorch', 'keras', 'normal', 'identity', 'radius']), gain: digits(0.1 + 2 * r()),
    bias: among(['same', 'same', 'zero', 'constant']), biasValue: digits(2 * r() - 1), inputs: among(['random', 'random', 'impulse', 'step', 'sine', 'constant', 'characters', 'words']),
    level: digits(4 * r() - 2), text: among(['나비야 나비야', 'to be or not to be', '👨‍👩‍👧 abc']),
  };
  if (draw.inputs === 'characters' || draw.inputs === 'words') {
    const tokens = tokensOf(draw);
    draw.T = tokens.length;
    if (draw.inputs === 'characters') draw.I = new Set(tokens).size;
  }
  /** @type {Tensors} */
  const edits = {};
  for (let i = Math.floor(r() * 4); i > 0; i--) {
    const [row, unit] = [1 + Math.floor(r() * draw.T), Math.floor(r() * draw.H)];
    const place = among([`x:${row}:${Math.floor(r() * draw.I)}`, `Wx:${unit}:${Math.floor(r() * draw.I)}`, `Wh:${unit}:${Math.floor(r() * draw.H)}`, `b:${unit}:0`, `h0:${unit}:0`]);
    edits[place] = [digits(2 * r() - 1), digits(20 * r() - 10), 0.00012345, -3e-7, 0][Math.floor(r() * 5)];
  }
  const [t, unit] = [1 + Math.floor(r() * draw.T), Math.floor(r() * draw.H)];
  const link = `timesteps=${draw.T}&input-size=${draw.I}&hidden-size=${draw.H}&seed=${draw.seed}&weights=${draw.weights}&gain=${draw.gain}&bias=${draw.bias}`
    + `&bias-value=${draw.biasValue}&inputs=${draw.inputs}&level=${draw.level}&text=${encodeURIComponent(draw.text ?? '')}`
    + `&edits=${Object.entries(edits).map(([place, v]) => `${place}:${v}`)}&t=${t}&unit=${unit}&lang=en`;
  return { draw, edits, t, unit, link };
}

/** What stands in the inspector, with all numbers as texts. @param {Page} page @param {string} mode */
const read = (page, mode) => page.evaluate((mode) => {
  el('#terms').value = mode;
  el('#terms').dispatchEvent(new Event('change', { bubbles: true }));
  const text = (/** @type {HTMLElement} */ e) => e.textContent.replaceAll('\u2007', '').replaceAll('−', '-').trim();
  const bar = (/** @type {HTMLElement} */ row) => ['x', 'width'].map((name) => parseFloat(row.querySelector('.bar rect').getAttribute(name)));
  return {
    rows: els('#inspector tbody tr:not(.rest)').map((row) => ({
      name: row.querySelector('th').textContent, bar: bar(row),
      factors: [...row.querySelectorAll('.factors button')].map((button) => ({
        text: text(button), label: button.getAttribute('aria-label'), place: button.dataset.place ?? `h:${button.dataset.step}:${button.dataset.unit}`, edited: button.matches('.edited'),
      })),
      product: text(row.querySelector('td[data-value]')), value: row.querySelector('td[data-value]').dataset.value,
    })),
    rest: els('#inspector tr.rest').map((row) => ({
      text: row.querySelector('th').textContent, product: text(row.querySelector('td[data-value]')), value: row.querySelector('td[data-value]').dataset.value, bar: bar(row),
    })),
    sum: text(el('#inspected-sum')), sumValue: el('#inspected-sum').dataset.value,
    state: text(el('#inspected')), stateValue: el('#inspected').dataset.value,
    slope: el('#inspected-slope').textContent, slopeValue: el('#inspected-slope').dataset.value,
    signed: el('#inspector .bar').matches('.signed'),
    point: ['cx', 'cy'].map((name) => Number(el('#inspector circle').getAttribute(name))),
    tangent: el('#inspector .tangent').getAttribute('d').match(/-?[\d.]+/g).map(Number),
    // Of a wide table only a part is in the document.
    table: el(`#table-body td[data-t="${el('#inspected').dataset.t}"][data-unit="${el('#inspected').dataset.unit}"]`)?.dataset.value,
  };
}, mode);

/** What stands in the inspector. Numbers are made here: on the way from the page −0 would become 0. @param {Page} page @param {string} mode */
async function inspected(page, mode) {
  const seen = await read(page, mode);
  return {
    ...seen,
    rows: seen.rows.map((row) => ({ ...row, value: Number(row.value) })),
    rest: seen.rest.map((row) => ({ ...row, value: Number(row.value) })),
    sumValue: Number(seen.sumValue), stateValue: Number(seen.stateValue), slopeValue: Number(seen.slopeValue),
    table: seen.table && Number(seen.table),
  };
}

/** @typedef {Awaited<ReturnType<typeof inspected>>} Inspected */

/** A number is shown with eight digits after the point, correctly rounded. @param {string} text @param {number} v @param {string} at */
function assertEight(text, v, at) {
  const want = v !== 0 && (Math.abs(v) < 1e-4 || Math.abs(v) >= 1e6) ? v.toExponential(8) : v.toFixed(8);
  assert.ok(/^-?\d+\.\d{0,8}(e[+-]\d+)?$/.test(text) && Number(text) === Number(want), `${at} is shown as ${text}, not ${want}`);
}

/** What holds in every mode. @param {Inspected} seen @param {number} a @param {number} h @param {string} at */
function assertCurve(seen, a, h, at) {
  assert.ok(Math.abs(seen.sumValue - a) <= 1e-11 * Math.max(1, Math.abs(a)), `${at}: a is ${seen.sumValue}, not ${a}`);
  assert.ok(Math.abs(seen.stateValue - h) <= 1e-11, `${at}: h is ${seen.stateValue}, not ${h}`);
  assert.ok(Math.abs(Math.tanh(seen.sumValue) - seen.stateValue) <= 4 * 2 ** -53, `${at}: tanh(${seen.sumValue}) is not ${seen.stateValue}`);
  if (seen.table !== undefined) assert.equal(seen.stateValue, seen.table, `${at}: the table has the same`);
  const slope = 1 - seen.stateValue ** 2;
  assert.ok(Math.abs(seen.slopeValue - slope) <= 4 * 2 ** -53, `${at}: the slope is ${seen.slopeValue}, not ${slope}`);
  const written = Number(seen.slope.replace(' × 10⁻', 'e-').replace(/[⁰¹²³⁴-⁹]/g, (c) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))));
  assert.ok(Math.abs(written - seen.slopeValue) <= 0.0051 * seen.slopeValue, `${at}: the slope is written ${seen.slope}`);
  // The point stands on the curve, and the tangent goes through it with that slope.
  const reach = Math.max(3, Math.ceil(Math.abs(a) * 1.15));
  const [x, y] = [(seen.sumValue / reach + 1) * 120, (1 - seen.stateValue) * 24 + 4];
  assert.ok(Math.abs(seen.point[0] - x) < 0.11 && Math.abs(seen.point[1] - y) < 0.11, `${at}: the point is at ${seen.point}, not ${x}, ${y}`);
  const [x0, y0, x1, y1] = seen.tangent;
  assert.ok(Math.abs((x0 + x1) / 2 - x) < 0.11 && Math.abs((y0 + y1) / 2 - y) < 0.11, `${at}: the tangent goes through the point`);
  assert.ok(Math.abs((y0 - y1) / (x1 - x0) - (slope * 24 * reach) / 120) < 0.02 * Math.max(1, slope * reach / 5), `${at}: the tangent has the slope`);
}

/** Each bar is as long as its number is large, to its side of zero. @param {Inspected} seen @param {string} at */
function assertBars(seen, at) {
  const all = [...seen.rows, ...seen.rest];
  const largest = Math.max(...all.map(({ value }) => Math.abs(value)));
  assert.equal(seen.signed, all.some(({ value }) => value < 0), `${at}: zero is in the middle where something is negative`);
  for (const { value, bar: [from, long] } of all) {
    const want = largest === 0 ? 0 : (Math.abs(value) / largest) * (seen.signed ? 50 : 100);
    const start = (seen.signed ? 50 : 0) - (value < 0 ? want : 0);
    assert.ok(Math.abs(long - want) < 0.001 && Math.abs(from - start) < 0.001, `${at}: the bar of ${value} is ${from} + ${long}, not ${start} + ${want}`);
  }
}

const subscript = (/** @type {number} */ n) => [...String(n)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]).join('');

/** The terms in the order of the sum, by the reference: the name, the product and the places of the factors. @param {Draw} draw @param {Tensors} v @param {number[][]} h @param {number} t @param {number} j */
function termsOf({ I, H }, v, h, t, j) {
  const terms = [];
  for (let i = 0; i < I; i++) terms.push({ name: `x${subscript(t)}[${i}]`, factors: [`Wx:${j}:${i}`, `x:${t}:${i}`], values: [v[`Wx:${j}:${i}`], v[`x:${t}:${i}`]] });
  for (let k = 0; k < H; k++) {
    const before = t === 1 ? v[`h0:${k}:0`] : h[t - 2][k];
    terms.push({ name: `h${subscript(t - 1)}[${k}]`, factors: [`Wh:${j}:${k}`, t === 1 ? `h0:${k}:0` : `h:${t - 1}:${k}`], values: [v[`Wh:${j}:${k}`], before] });
  }
  return terms.map((term) => ({ ...term, product: term.values[0] * term.values[1] }));
}

/** Goes to a state. @param {Page} page @param {ReturnType<typeof state>} state */
async function go(page, { draw, edits, t, unit, link }) {
  await page.evaluate((link) => { location.hash = link; }, link);
  await until(page, link, (seed, t, unit) => el('#seed').value === String(seed) && el('#inspected').dataset.t === String(t) && el('#inspected').dataset.unit === String(unit), draw.seed, t, unit);
  const values = { ...await drawn(page, draw), ...edits };
  const { h, a } = run(values);
  return { h, a: a[t - 1][unit], terms: termsOf(draw, values, h, t, unit), bias: values[`b:${unit}:0`] };
}

/** A number of the page is that of the reference, which draws and sums in its own way. @param {number} got @param {number} want @param {string} at */
const assertSame = (got, want, at) => assert.ok(Math.abs(got - want) <= 1e-11 * Math.max(1, Math.abs(want)), `${at}: ${got}, not ${want}`);

pageTest('40 states of few terms: in the order of the sum the numbers on the screen add up to a, and tanh a is h', async (visit) => {
  const page = await visit.open('lang=en');
  for (let n = 0; n < 40; n++) {
    const random = state(n, (r) => { const I = 1 + Math.floor(r() * 6); return [I, 1 + Math.floor(r() * 7)]; });
    const { edits, t, unit, link } = random;
    const { h, a, terms, bias } = await go(page, random);

    const exact = await inspected(page, 'digits');
    assertCurve(exact, a, h[t - 1][unit], link);
    assertBars(exact, link);
    assert.notEqual(exact.table, undefined, 'a small table is there as a whole');
    assert.deepEqual(exact.rows.map(({ name }) => name), [`b[${unit}]`, ...terms.map(({ name }) => name)]);
    assert.deepEqual(exact.rest, []);
    let sum = 0;
    for (const [at, row] of exact.rows.entries()) {
      const where = `${link}: ${row.name}`;
      const [product, ...factors] = [row.product, ...row.factors.map(({ text }) => text)].map(Number);
      assert.equal(product, row.value, `${where} has all its digits`);
      assert.equal(product, at === 0 ? factors[0] : factors[0] * factors[1], `${where}: ${row.factors.map(({ text }) => text).join(' × ')} is ${row.product}`);
      const want = at === 0 ? { factors: [`b:${unit}:0`], values: [bias] } : terms[at - 1];
      assert.deepEqual(row.factors.map(({ place }) => place), want.factors);
      factors.forEach((v, i) => assertSame(v, want.values[i], where));
      for (const factor of row.factors) assert.equal(factor.edited, factor.place in edits, `${where}: ${factor.place} is marked if it was set by hand`);
      sum = at === 0 ? product : sum + product;
    }
    assert.equal(Number(exact.sum), sum, `${link}: the terms on the screen add up to the a on the screen, one after the other`);
    assert.equal(exact.sumValue, sum);
    assert.equal(Number(exact.state), exact.stateValue);

    const given = await inspected(page, 'given');
    assert.deepEqual(given.rows.map(({ value }) => value), exact.rows.map(({ value }) => value));
    for (const [at, row] of given.rows.entries()) {
      assertEight(row.product, row.value, `${link}: ${row.name}`);
      for (const [i, { text, label }] of row.factors.entries()) {
        const v = Number(exact.rows[at].factors[i].text);
        const digits = text.includes('e') ? v.toExponential(0) : v.toFixed(/\.(\d*)$/.exec(text)?.[1].length ?? 0);
        assert.equal(Number(text), Number(digits), `${link}: ${row.name} has ${v} as ${text}`);
        assert.ok(Math.abs(Number(text) - v) <= (text.includes('e') ? 0.51 * Math.abs(v) : 0.00051 * Math.max(1, Math.abs(v))), `${text} for ${v}`);
        assert.ok(label.replace('−', '-').endsWith(` = ${text}`), `${label} says ${text}`);
      }
    }
    assertEight(given.sum, given.sumValue, `${link}: a`);
    assertEight(given.state, given.stateValue, `${link}: h`);
    assertCurve(given, a, h[t - 1][unit], link);
    assertBars(given, link);

    const bySize = await inspected(page, 'size');
    const [first, ...sorted] = bySize.rows;
    assert.equal(first.name, `b[${unit}]`);
    sorted.forEach((row, at) => assert.ok(at === 0 || Math.abs(sorted[at - 1].value) >= Math.abs(row.value), `${link}: ${row.name} is not larger than the one before`));
    assert.deepEqual(bySize.rows.map(({ name, value }) => `${name} ${value}`).sort(), given.rows.map(({ name, value }) => `${name} ${value}`).sort());
  }
});

pageTest('12 states of many terms: the largest are listed, the rest is one sum, and all can be shown', async (visit) => {
  const page = await visit.open('lang=en');
  for (let n = 100; n < 112; n++) {
    const random = state(n, (r) => [2 + Math.floor(r() * 30), 17 + Math.floor(r() * 40)]);
    const { t, unit, link } = random;
    const { h, a, terms, bias } = await go(page, random);
    const sizes = terms.map(({ product }) => Math.abs(product)).sort((a, b) => b - a);
    for (const mode of ['given', 'size', 'digits']) {
      const seen = await inspected(page, mode);
      const at = `${link}, ${mode}`;
      assertCurve(seen, a, h[t - 1][unit], at);
      assertBars(seen, at);
      const [first, ...rows] = seen.rows;
      assertSame(first.value, bias, at);
      assert.equal(rows.length, LISTED - 1, at);
      const chosen = rows.map(({ name }) => terms.findIndex((term) => term.name === name));
      chosen.forEach((index, i) => {
        assertSame(rows[i].value, terms[index].product, `${at}: ${rows[i].name}`);
        assert.ok(Math.abs(rows[i].value) >= sizes[LISTED - 2] - 1e-12, `${at}: ${rows[i].name} is one of the largest`);
        if (i > 0 && mode === 'size') assert.ok(Math.abs(rows[i].value) <= Math.abs(rows[i - 1].value), `${at}: by size`);
        if (i > 0 && mode !== 'size') assert.ok(index > chosen[i - 1], `${at}: in the order of the sum`);
      });
      const [rest, ...more] = seen.rest;
      assert.deepEqual(more, []);
      assert.ok(rest.text.startsWith(`the other ${terms.length - (LISTED - 1)}`), rest.text);
      assertSame(rest.value, terms.filter((_, i) => !chosen.includes(i)).reduce((sum, { product }) => sum + product, 0), `${at}: the rest`);
      const sum = [...seen.rows, rest].reduce((sum, { value }) => sum + value, 0);
      assert.ok(Math.abs(sum - seen.sumValue) <= 1e-13 * Math.max(1, ...sizes), `${at}: listed and rest are ${sum}, a is ${seen.sumValue}`);
      for (const { product, value } of [...seen.rows, rest]) {
        if (mode === 'digits') assert.equal(Number(product), value, at);
        else assertEight(product, value, at);
      }
    }
    // All of them, by the button of the rest.
    const all = await page.evaluate(() => {
      el('#all-terms').click();
      return el('#terms').value;
    });
    assert.equal(all, 'all');
    const seen = await inspected(page, 'all');
    assert.deepEqual([seen.rows.map(({ name }) => name), seen.rest], [[`b[${unit}]`, ...terms.map(({ name }) => name)], []]);
    assert.equal(seen.rows.reduce((sum, { value }, at) => (at === 0 ? value : sum + value), 0), seen.sumValue, `${link}: all terms, one after the other, are a`);
    assertCurve(seen, a, h[t - 1][unit], link);
    assertBars(seen, link);
    for (const { product, value } of seen.rows) assertEight(product, value, link);
  }
});

pageTest('a long list has the columns of a short one from its head to its sum, and all of it can be copied and reached', async (visit) => {
  const page = await visit.open('hidden-size=190&t=2&unit=3&lang=en');
  const edges = () => page.evaluate(() => els('#inspector .terms tr').map((row) => [...row.cells].flatMap((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return [Math.round(left), Math.round(right)];
  })));
  const short = await edges();
  const rows = await page.evaluate(() => {
    el('#terms').value = 'all';
    el('#terms').dispatchEvent(new Event('change', { bubbles: true }));
    return els('#inspector .terms tbody tr').length;
  });
  assert.equal(rows, 1 + 4 + 190);
  const long = await edges();
  const columns = long[1];
  assert.equal(new Set(columns).size, 5, columns.join());
  // The list is longer than its place: a bar to scroll by may take room from the last column.
  const named = (/** @type {number[][]} */ all, /** @type {number} */ n) => all.map((row) => row.slice(0, n).join());
  assert.deepEqual([...new Set(named(long.slice(0, -1), 6))], [columns.slice(0, 6).join()]);
  assert.equal(named(short, 6)[1], columns.slice(0, 6).join(), 'as in the short list');
  assert.deepEqual(long.at(-1)?.slice(1, 4), [columns[3], columns[4], columns[5]], 'the sum stands under the products');
  const bars = await page.evaluate(() => els('#inspector tbody .bar').map((bar) => {
    const [row, { top, bottom }] = [bar.closest('tr').getBoundingClientRect(), bar.getBoundingClientRect()];
    return Math.round(Math.abs(top + bottom - row.top - row.bottom));
  }));
  assert.ok(bars.every((off) => off <= 2), `bars are in the middle of their rows: ${bars.slice(0, 3)}`);
  const copied = await page.evaluate(() => {
    getSelection()?.selectAllChildren(el('#inspector'));
    return String(getSelection()).match(/h₁\[\d+\]/g);
  });
  assert.deepEqual(copied, Array.from({ length: 190 }, (_, i) => `h₁[${i}]`));
  await page.focus('#inspector button[tabindex="0"]');
  for (const key of /** @type {const} */ (['ArrowDown', 'Home', 'End', 'ArrowUp', 'ArrowDown'])) await page.keyboard.press(key);
  const last = await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    const room = document.activeElement.closest('.inspector').getBoundingClientRect();
    return [document.activeElement.getAttribute('aria-label'), top >= room.top && bottom <= room.bottom];
  });
  assert.deepEqual(last, ['open h₁[189] = .892', true]);
});
