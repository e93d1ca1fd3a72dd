// @ts-check
// What is typed, pasted and followed: sensible now and then, mostly not.

/** @typedef {import('./random.js').Random} Random */

/** Texts that nobody should type. */
export const JUNK = [
  '', ' ', '0', '-0', '-1', '1e309', '-1e309', 'NaN', 'Infinity', '1e-320', '0x10', '1_000', '1,5', '１２', '٣', '½', '1e', '--5', '+', '.',
  '99999999999999999999', '4294967295', '4294967296', '3.9', '10.0', '1e1', 'ten', '열', 'null', 'undefined', '[object Object]',
  '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "'; DROP TABLE h; --", 'javascript:alert(1)', '&lt;b&gt;', '${7*7}', '{{7*7}}',
  '=1+1', '@SUM(A1)', '\u0000', '\u202egnp.exe', 'a\u0300\u0301\u0302', '👩‍👩‍👧‍👦', '\ud800', '한글 문장', 'z̸̡̢͓̳̜͙̫', ' 7 ', '7\n8', '7\t8',
  'x'.repeat(3000), '9'.repeat(400), '%00', '%', '%zz', '#', '&a=b', '../../etc/passwd',
];

/** Eight values, as many as the page has hidden units at first, as a link has them. */
const EIGHT = `8:${Buffer.from(new Float64Array([0.5, -1, 0, 2.25, 1e-3, -0.125, 3, -0.75]).buffer).toString('base64url')}`;

/** Keys of links with values that they can have. @type {Record<string, (r: Random) => string | number>} */
const KEYS = {
  timesteps: (r) => r.scale(r.chance(0.1) ? 20_000 : 120),
  'input-size': (r) => r.scale(r.chance(0.1) ? 200 : 24),
  'hidden-size': (r) => r.scale(r.chance(0.1) ? 300 : 48),
  seed: (r) => r.scale(2 ** 32 - 1),
  cell: (r) => r.one(['RNN_TANH', 'RNN_RELU', 'LSTM', 'GRU']),
  'num-layers': (r) => r.int(1, 4),
  batch: (r) => r.int(1, 6),
  bidirectional: (r) => r.one(['true', 'false']),
  layer: (r) => r.int(1, 4),
  reverse: (r) => r.one(['true', 'false']),
  sequence: (r) => r.int(1, 6),
  weights: (r) => r.one(['tutorial', 'pytorch', 'keras', 'normal', 'identity', 'radius']),
  gain: (r) => r.one([0, 0.1, 0.9, 1, 1.5, 10]),
  bias: (r) => r.one(['same', 'zero', 'constant']),
  'bias-value': (r) => r.one([-1, 0, 0.25, 3]),
  inputs: (r) => r.one(['random', 'impulse', 'step', 'sine', 'constant', 'characters', 'words']),
  level: (r) => r.one([-2, 0, 0.5, 1, 100]),
  text: (r) => encodeURIComponent(r.one(['hello', '나는 학교에 간다', 'a', '<b>&"', 'aaaa bbbb aaaa'])),
  edits: (r) => `${r.one(['Wx', 'Wh', 'b', 'h0', 'x', 'c0', '2.Wx', '1r.b'])}:${r.int(0, 9)}:${r.int(0, 3)}:${r.one([0, -1, 0.5, 1e6, -2.25])}`,
  compare: (r) => r.one(['pytorch', 'normal', 'LSTM', 'GRU', 'RNN_RELU']),
  t: (r) => r.scale(120),
  unit: (r) => r.int(0, 47),
  gate: (r) => r.one(['i', 'f', 'g', 'o', 'c', 'r', 'z', 'n']),
  terms: (r) => r.one(['given', 'size', 'digits', 'all']),
  colors: (r) => r.one(['value', 'log']),
  drawing: (r) => r.one(['unrolled', 'folded']),
  speed: (r) => r.one(['0.5', '1', '2', '4', '16']),
  panel: (r) => r.one(['table', 'weights', 'memory', 'cells', 'printout', 'code', 'files']),
  gates: (r) => r.one(['rnn', 'lstm', 'gru']),
  view: (r) => r.one(['forward', 'backward']),
  target: (r) => r.one(['state', 'last', 'pattern']),
  code: (r) => r.one(['numpy', 'pytorch', 'keras', 'go']),
  mode: () => 'projector',
  theme: (r) => r.one(['light', 'dark']),
  given: (r) => `${r.one(['b', 'h0'])}:${r.one(['2:AAAAAAAA8D8AAAAAAADgvw', EIGHT, '2:~AAAAAAAAAAAAAAAAAAAAAA', '2:AAAA'])}`,
  tour: (r) => r.int(1, 9),
  lang: (r) => r.one(['ko', 'en']),
};

const PIECES = ['inputs', 'sums', 'heatmap', 'lines', 'equation', 'player', 'inspector', 'saturation', 'table', 'weights', 'memory', 'cells', 'printout', 'code', 'files', 'controls', 'set-timesteps', 'set-hidden-size', 'set-cell', 'set-weights', 'set-bias', 'set-edits', 'gates', 'nothing'];
const LOCKS = ['timesteps', 'input-size', 'hidden-size', 'seed', 'cell', 'num-layers', 'batch', 'bidirectional', 'inputs', 'text', 'weights', 'bias', 'given', 'edits', 'compare', 'numbers', 'view', 'target', 'drawing', 'colors', 'terms', 'panel', 'nothing'];

/** What of the page a lesson shows and holds. @param {Random} random */
function embedding(random) {
  const some = (/** @type {string[]} */ of, /** @type {number} */ most) => Array.from({ length: random.int(0, most) }, () => random.one(of)).join();
  return ['embed=1', `show=${some(PIECES, 6)}`, `lock=${some(LOCKS, 3)}`, ...random.chance(0.5) ? [`origin=${random.one(['https://lesson.example', 'null', '*', 'javascript:'])}`] : []];
}

/** A link to somewhere. @param {Random} random */
export function link(random) {
  const names = Object.keys(KEYS);
  const fields = Array.from({ length: random.int(0, 8) }, () => {
    const name = random.one(names);
    const value = random.chance(0.06) ? encodeURIComponent(random.one(JUNK).replace(/[\ud800-\udfff]/g, '')) : KEYS[name](random);
    return `${random.chance(0.01) ? 'nonsense' : name}=${value}`;
  });
  if (random.chance(0.15)) fields.push(...embedding(random));
  return fields.join('&');
}

/** What may stand in a field of numbers. @param {Random} random @param {{ min?: string, max?: string }} field */
export function number(random, { min, max }) {
  if (random.chance(0.3)) return random.one(JUNK);
  const most = Math.min(Number(max) || 100, random.chance(0.1) ? 5000 : 60);
  return String(Math.max(Number(min) || 0, random.scale(most)));
}

/** A call from the console: the function, and its arguments as JSON has them. @param {Random} random @returns {[name: string, args: unknown[]]} */
export function call(random) {
  if (random.chance(0.5)) {
    return ['runRNN', Array.from({ length: random.int(0, 5) }, () => random.one([random.scale(60), random.scale(60), -1, 1.5, '4', null, [], {}, 1e9]))];
  }
  const fields = {
    cell: random.one(['LSTM', 'GRU', 'RNN_TANH', 'CNN', 7]),
    timesteps: random.scale(30), inputSize: random.scale(8), hiddenSize: random.one([random.scale(20), 0, '3']),
    numLayers: random.int(0, 3), bidirectional: random.one([true, false, 'yes']), batch: random.int(1, 3),
  };
  for (const name of Object.keys(fields)) {
    if (random.chance(0.1)) Reflect.deleteProperty(fields, name);
  }
  return ['runLayer', [random.chance(0.1) ? random.one([null, 'spec', [], 3]) : fields]];
}
