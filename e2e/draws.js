// @ts-check
// Every way to draw the weights and everything that can enter, once more, from
// the raw numbers of NumPy's stream, which runRNN gives.

/** @typedef {import('./look.js').Page} Page */
/** @typedef {import('./reference.js').Tensors} Tensors */

/**
 * What a run is drawn from, called as in the link.
 * @typedef {{ T: number, I: number, H: number, seed: number, weights?: string, gain?: number, bias?: string, biasValue?: number,
 *   inputs?: string, level?: number, text?: string }} Draw
 */

/** The first n numbers in [0, 1) after np.random.seed(seed). @param {Page} page @param {number} n @param {number} seed @returns {Promise<number[]>} */
export const stream = (page, n, seed) => page.evaluate((n, seed) =>
  /** @type {any} */ (globalThis).runRNN(Math.ceil(n / 64), 64, 1, seed).inputs.flatMap((/** @type {Float64Array} */ row) => [...row]).slice(0, n), n, seed);

/** What enters step after step where a sentence is read. @param {Draw} draw @returns {string[]} */
export function tokensOf({ inputs, text = '' }) {
  if (inputs === 'words') return text.split(/\s+/).filter(Boolean);
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
}

/** The spectral radius: the 2ᵏ-th root of ‖A to the power of 2ᵏ‖ for a large k, by squaring again and again. @param {number[][]} a */
export function spectralRadius(a) {
  let log = 0;
  for (let k = 0; k < 60; k++) {
    const norm = Math.hypot(...a.flat());
    if (norm === 0) return 0;
    log += Math.log(norm) / 2 ** k;
    const scaled = a.map((row) => row.map((v) => v / norm));
    a = scaled.map((row) => scaled.map((_, j) => row.reduce((sum, v, m) => sum + v * scaled[m][j], 0)));
  }
  return Math.exp(log);
}

/** The Q of A = QR, the diagonal of R positive: Gram and Schmidt, twice. @param {number[][]} a */
function orthogonal(a) {
  const columns = /** @type {number[][]} */ ([]);
  for (let k = 0; k < a.length; k++) {
    let v = a.map((row) => row[k]);
    for (let again = 0; again < 2; again++) {
      for (const q of columns) {
        const along = q.reduce((sum, x, i) => sum + x * v[i], 0);
        v = v.map((x, i) => x - along * q[i]);
      }
    }
    const norm = Math.hypot(...v);
    columns.push(v.map((x) => x / norm));
  }
  return a.map((_, i) => columns.map((column) => column[i]));
}

/**
 * Everything that enters the run.
 * @param {Page} page @param {Draw} draw
 * @returns {Promise<Tensors>}
 */
export async function drawn(page, draw) {
  const { T, I, H, seed, weights = 'tutorial', gain = 1, bias = 'same', biasValue = 0, inputs = 'random', level = 1 } = draw;
  const numbers = await stream(page, T * I + 3 * (H * I + H * H + H) + 100, seed);
  let taken = 0;
  const next = () => numbers[taken++];
  const uniform = (/** @type {number} */ low, /** @type {number} */ high) => low + (high - low) * next();
  /** The second number of a pair of normal ones: Marsaglia's polar method. */
  let second = NaN;
  const normal = () => {
    if (!Number.isNaN(second)) {
      const v = second;
      second = NaN;
      return v;
    }
    for (;;) {
      const [x, y] = [2 * next() - 1, 2 * next() - 1];
      const r = x * x + y * y;
      if (r >= 1 || r === 0) continue;
      const f = Math.sqrt((-2 * Math.log(r)) / r);
      second = f * x;
      return f * y;
    }
  };
  const matrix = (/** @type {number} */ rows, /** @type {number} */ columns, /** @type {() => number} */ v) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, v));

  let x = matrix(T, I, next);
  const k = 1 / Math.sqrt(H);
  const glorot = Math.sqrt(6 / (I + H));
  const [ofWx, ofWh] = /** @type {Record<string, [() => number, () => number]>} */ ({
    tutorial: [next, next],
    pytorch: [() => uniform(-k, k), () => uniform(-k, k)],
    keras: [() => uniform(-glorot, glorot), normal],
    normal: [() => normal() * (gain / Math.sqrt(I)), () => normal() * (gain / Math.sqrt(H))],
    identity: [() => normal() * (1 / Math.sqrt(I)), () => 0],
    radius: [() => uniform(-1, 1), () => uniform(-1, 1)],
  })[weights];
  const Wx = matrix(H, I, ofWx);
  let Wh = matrix(H, H, ofWh);
  let b = Array(H).fill(biasValue);
  if (bias !== 'constant') b = b.map(bias === 'same' && !['keras', 'identity'].includes(weights) ? ofWh : () => 0);
  if (weights === 'keras') Wh = orthogonal(Wh);
  if (weights === 'identity') Wh = Wh.map((row, j) => row.map((_, m) => (j === m ? gain : 0)));
  if (weights === 'radius') {
    const by = gain / spectralRadius(Wh);
    Wh = Wh.map((row) => row.map((v) => v * by));
  }

  if (inputs === 'words' || inputs === 'characters') {
    const tokens = tokensOf(draw);
    const different = [...new Set(tokens)];
    x = inputs === 'words' ? tokens.map((token) => x[tokens.indexOf(token)].map((u) => 2 * u - 1))
      : tokens.map((token) => different.map((other) => Number(other === token)));
  } else if (inputs !== 'random') {
    const v = /** @type {Record<string, (t: number, i: number) => number>} */ ({
      impulse: (t) => (t === 1 ? level : 0),
      step: (t) => (t > Math.floor(T / 2) ? level : 0),
      sine: (t, i) => level * Math.sin(2 * Math.PI * ((t - 1) / 10 + i / I)),
      constant: () => level,
    })[inputs];
    x = x.map((row, at) => row.map((_, i) => v(at + 1, i)));
  }

  /** @type {Tensors} */
  const values = {};
  x.forEach((row, at) => row.forEach((v, i) => { values[`x:${at + 1}:${i}`] = v; }));
  for (let j = 0; j < H; j++) {
    Wx[j].forEach((v, i) => { values[`Wx:${j}:${i}`] = v; });
    Wh[j].forEach((v, m) => { values[`Wh:${j}:${m}`] = v; });
    values[`b:${j}:0`] = b[j];
    values[`h0:${j}:0`] = 0;
  }
  return values;
}
