// @ts-check
// The network once more, in a few lines, to hold the page against.

/** @typedef {import('puppeteer-core').Page} Page */

/** Numbers by the place at which they stand: x:3:1, Wx:5:2, Wh:0:7, b:5:0, h0:2:0. @typedef {Record<string, number>} Tensors */

/** So many terms the inspector lists with all their digits. */
const MOST_TERMS = 18;

/**
 * Everything that enters a run of few inputs and units, with all its digits, as
 * the inspector says it: each unit is opened at t = 1, which has Wx, Wh, b and h0,
 * and each step at unit 0, which has x. What is looked at is what it was afterwards.
 * @param {Page} page
 * @returns {Promise<Tensors>}
 */
export function tensors(page) {
  return page.evaluate((most) => {
    const press = (/** @type {string} */ key) => el('#plots').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const list = (/** @type {string} */ terms) => {
      el('#terms').value = terms;
      el('#terms').dispatchEvent(new Event('change', { bubbles: true }));
    };
    const [T, H] = ['aria-rowcount', 'aria-colcount'].map((name) => Number(el('#hidden-states').getAttribute(name)) - 1);
    const terms = Number(el('#input-size-value').value) + H;
    if (terms > most) throw new Error(`${terms} terms, of which only the largest are listed with all their digits`);
    /** @type {Tensors} */
    const found = {};
    const read = () => {
      for (const button of els('#inspector button[data-place]')) {
        found[button.dataset.place] = Number(button.getAttribute('aria-label').split(' = ')[1].replace('−', '-'));
      }
    };
    const [order, loose, { t, unit }] = [el('#terms').value, el('#plots').matches('.loose'), { ...el('#inspected').dataset }];
    list('digits');
    press('Enter'); // keys move what is pinned
    press('Home');
    for (let i = 0; i < H; i++) press('ArrowUp');
    for (let i = 0; i < H; i++, press('ArrowDown')) read();
    for (let i = 0; i < H; i++) press('ArrowUp');
    for (let i = 0; i < T; i++, press('ArrowRight')) read();
    press('Home');
    for (let i = 1; i < Number(t); i++) press('ArrowRight');
    for (let i = 0; i < Number(unit); i++) press('ArrowDown');
    if (loose) press('Escape');
    list(order);
    return found;
  }, MOST_TERMS);
}

/** How many rows and columns a tensor has. @param {Tensors} values @param {string} name */
function sizeOf(values, name) {
  const places = Object.keys(values).map((key) => key.split(':')).filter(([tensor]) => tensor === name);
  return [1, 2].map((at) => Math.max(...places.map((place) => Number(place[at]))) + 1);
}

/**
 * h_t = tanh(Wx x_t + Wh h_{t-1} + b) for t = 1 … T: the states and their
 * pre-activations.
 * @param {Tensors} v
 * @returns {{ h: number[][], a: number[][] }}
 */
export function run(v) {
  const T = sizeOf(v, 'x')[0] - 1; // x counts from 1
  const [H, I] = sizeOf(v, 'Wx');
  const [h, a] = [/** @type {number[][]} */ ([]), /** @type {number[][]} */ ([])];
  let before = Array.from({ length: H }, (_, j) => v[`h0:${j}:0`]);
  for (let t = 1; t <= T; t++) {
    const sums = before.map((_, j) => {
      let sum = v[`b:${j}:0`];
      for (let i = 0; i < I; i++) sum += v[`Wx:${j}:${i}`] * v[`x:${t}:${i}`];
      for (let k = 0; k < H; k++) sum += v[`Wh:${j}:${k}`] * before[k];
      return sum;
    });
    before = sums.map(Math.tanh);
    a.push(sums);
    h.push(before);
  }
  return { h, a };
}

/**
 * ‖∂h_t/∂h_s‖ in the Frobenius norm: the product of diag(1 - h_r²) Wh for
 * r = t … s + 1.
 * @param {Tensors} v @param {number} s @param {number} t
 */
export function influence(v, s, t) {
  const { h } = run(v);
  const H = h[0].length;
  // Out of the loops: to look a place up takes far longer than to multiply.
  const Wh = Array.from({ length: H }, (_, j) => Array.from({ length: H }, (_, m) => v[`Wh:${j}:${m}`]));
  let product = Array.from({ length: H }, (_, j) => Array.from({ length: H }, (_, k) => Number(j === k)));
  for (let r = s + 1; r <= t; r++) {
    const last = product;
    product = last.map((_, j) => last[0].map((_, k) => {
      let sum = 0;
      for (let m = 0; m < H; m++) sum += Wh[j][m] * last[m][k];
      return (1 - h[r - 1][j] ** 2) * sum;
    }));
  }
  return Math.hypot(...product.flat());
}

/** Where a difference of more than `by` first stands, or ''. @param {number[][]} got @param {number[][]} want @param {number} by */
export function farFrom(got, want, by) {
  for (let t = 1; t <= want.length; t++) {
    for (let j = 0; j < want[0].length; j++) {
      const [g, w] = [got[t - 1]?.[j], want[t - 1][j]];
      if (!(Math.abs(g - w) <= by)) return `h_${t}[${j}] is ${g}, not ${w}`;
    }
  }
  return got.length === want.length ? '' : `${got.length} steps, not ${want.length}`;
}

/** The table as rows of numbers. @param {Page} page @returns {Promise<number[][]>} */
export const table = (page) => page.evaluate(() => els('#table-body tr').map((row) =>
  [...row.querySelectorAll('td[data-value]')].map((cell) => Number(cell.dataset.value))));

/** Which numbers are others, as `place: got, not want`. @param {Tensors} got @param {Tensors} want @returns {string[]} */
export const otherThan = (got, want) => Object.keys({ ...got, ...want }).filter((key) => !Object.is(got[key], want[key]))
  .map((key) => `${key}: ${got[key]}, not ${want[key]}`);
