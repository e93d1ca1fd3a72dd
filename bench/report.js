// @ts-check
// What was measured, as Markdown that also reads well in a terminal.

import { GROWTH, exponent, packedBytes } from './growth.js';
import { SLOW, products } from './cases.js';
import { digits, times } from './units.js';

/**
 * @typedef {import('./cases.js').Size} Size
 *
 * @typedef {{ ms: number, least: number }} Span the median and the least
 *
 * @typedef {object} Passes
 * @property {Size} size
 * @property {import('./cases.js').Weights} weights
 * @property {import('./race.js').Timing[]} timings
 * @property {Record<string, number>} differences from the naive states, the largest of each
 * @property {Record<string, string>} ways which of its ways TensorFlow.js was the fastest in
 * @property {number} meanAbs mean |h|
 *
 * @typedef {object} Results times are in milliseconds, where nothing else is said
 * @property {string} date
 * @property {{ cpu: string, cores: number, l1: number, l2: number, system: string }} machine caches in bytes, 0 where unknown
 * @property {number} load the number of programs that wanted a core when the run began
 * @property {Record<'go' | 'node' | 'browser' | 'onnx' | 'tensorflow' | 'assemblyscript', string>} versions
 * @property {Passes[]} passes
 * @property {{ cell: 'LSTM' | 'GRU', gates: number, size: Size, timings: import('./race.js').Timing[], differences: Record<string, number> }[]} gated
 * @property {Record<string, number>} tanh nanoseconds an element
 * @property {Record<string, number>} draws nanoseconds a double
 * @property {Record<string, number[]>} growth by series, at its sizes
 * @property {{ painted: number, ready: number, program: number, bytes: { name: string, bytes: number }[] }} start
 * @property {{ setting: string, busy: number, busy95: number, elapsed: number, elapsed95: number }[]} [redraws]
 * @property {{ version: string, python: string, blas: string, tanh: number, draws: number, passes: { loop: Span, hoisted: Span }[] }} [numpy]
 */

/** The columns of the table, in its order. */
const PEERS = [
  ['onnx', 'ONNX Runtime'], ['tf-wasm', 'TF.js wasm'], ['tf-cpu', 'TF.js cpu'],
  ['javascript4', 'JS, 4 rows'], ['javascript', 'JS'], ['plain', 'Go'], ['naive', 'Go naive'],
];

/**
 * A Markdown table with columns of one width; all but the first are numbers.
 * @param {string[]} head @param {string[][]} rows
 */
export function table(head, rows) {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => row[i].length)));
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KiB` : `${digits(bytes / 2 ** 20)} MiB`;
}

/** @param {Results} results @returns {string} */
export function report(results) {
  const sections = [
    heading(results),
    ...(/** @type {const} */ (['unsaturated', 'tutorial'])).map((weights) => passesOf(results, weights)),
    gated(results),
    alone(results),
    ...(Object.keys(results.growth).length > 0 ? [growth(results)] : []),
    visit(results),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** @param {Results} results */
function heading({ date, machine, load, versions, numpy }) {
  const caches = machine.l1 && machine.l2 ? `, ${size(machine.l1)} of L1 and ${size(machine.l2)} of L2 cache a core` : '';
  return `# How fast it is

Written by \`make bench\` on ${date}.

- Machine: ${machine.cpu}, ${machine.cores} cores${caches}, ${machine.system}; load ${load.toFixed(1)} when the run began
- ${versions.browser}; Go ${versions.go}, AssemblyScript ${versions.assemblyscript}, Node ${versions.node}
- Peers: ONNX Runtime Web ${versions.onnx} and TensorFlow.js ${versions.tensorflow}, in float32;
  ${numpy ? `NumPy ${numpy.version} with ${numpy.blas}, Python ${numpy.python}` : 'NumPy is not installed'}

One page, one thread, one run: all take the same tensors and are timed in turns, each up to 11 times; a number is the
median. Before that each has to agree with our naive loop: ours to the last bit, plain JavaScript to 1e-12, the float32
peers to 1e-4. NumPy runs natively, after the page. Ours is float64 with the SIMD kernel, weights packed; the peers hold
their weights ready too. The repetition is inside what is called, so a call into Go is no part of it; a call of a peer
is, because its users make it for each pass. Absolute times move with the machine; ratios say how many times as long as
ours a peer takes.`;
}

/**
 * Ours at each size, and how many times as long the others took.
 * @param {(Passes & { numpy?: { loop: Span, hoisted: Span } })[]} passes @param {keyof Span} of what is compared
 */
function ratios(passes, of) {
  const numpy = passes.some((p) => p.numpy);
  const head = ['T, I, H', 'ours', 'G/s', ...PEERS.map(([, label]) => label), ...(numpy ? ['NumPy, X Wxᵀ first', 'NumPy'] : [])];
  return table(head, passes.map(({ size, timings, numpy }) => {
    const ms = (/** @type {string} */ name) => timings.find((t) => t.name === name)?.[of];
    const ours = ms('kernel') ?? ms('plain') ?? NaN;
    return [
      size.join(', '), `${digits(ours)} ms`, digits(products(size) / ours / 1e6),
      ...PEERS.map(([name]) => times((ms(name) ?? NaN) / ours)),
      ...(numpy ? [times(numpy.hoisted[of] / ours), times(numpy.loop[of] / ours)] : []),
    ];
  }));
}

/** @param {Results} results @param {import('./cases.js').Weights} weights */
function passesOf({ passes, numpy }, weights) {
  const chosen = passes.map((p, i) => ({ ...p, numpy: numpy?.passes[i] })).filter((p) => p.weights === weights);
  const mean = chosen.map(({ meanAbs }) => meanAbs.toFixed(2)).join(', ');
  const float32 = Math.max(...chosen.flatMap(({ differences }) => ['onnx', 'tf-wasm', 'tf-cpu'].map((name) => differences[name])));
  const ways = ['wasm', 'cpu'].map((backend) => `${backend} ${[...new Set(chosen.map((p) => p.ways[`tf-${backend}`]))].map((way) => `\`${way}\``).join(' or ')}`);
  return `## ${weights === 'tutorial' ? 'The tutorial\'s weights, U[0, 1)' : 'Unsaturated weights, signed and scaled'}

${ratios(chosen, 'ms')}

T timesteps, I input size, H hidden size; G/s is 10⁹ products a second of ours. Mean |h|: ${mean}.
The float32 peers are within ${float32.toExponential(0)} of ours. TensorFlow.js in its fastest way:
${ways.join('; ')}.

The same by the fastest timing of each, which other programs on the machine disturb least:

${ratios(chosen, 'least')}`;
}

/** LSTM and GRU. @param {Pick<Results, 'gated'>} results */
export function gated({ gated }) {
  const peers = PEERS.filter(([name]) => gated.some(({ timings }) => timings.some((t) => t.name === name)));
  const rows = (/** @type {keyof Span} */ of) => gated.map(({ cell, gates, size, timings }) => {
    const ms = (/** @type {string} */ name) => timings.find((t) => t.name === name)?.[of] ?? NaN;
    const ours = timings.some((t) => t.name === 'kernel') ? ms('kernel') : ms('plain');
    return [`${cell} ${size.join(', ')}`, `${digits(ours)} ms`, digits((gates * products(size)) / ours / 1e6), ...peers.map(([name]) => times(ms(name) / ours))];
  });
  const head = ['T, I, H', 'ours', 'G/s', ...peers.map(([, label]) => label)];
  const float32 = Math.max(...gated.flatMap(({ differences }) => ['onnx', 'tf-wasm', 'tf-cpu'].map((name) => differences[name] ?? 0)));
  return `## LSTM and GRU

${table(head, rows('ms'))}

Forward, unsaturated weights, gates in PyTorch's order; each pass of ours keeps all that going back through it needs, in
the memory of the last. The float32 peers are within ${float32.toExponential(0)} of ours; JavaScript is the loop as it is written down.
Who takes more than ${SLOW / 1000} s for a pass is timed once. By the fastest timing of each:

${table(head, rows('least'))}`;
}

/** @param {Results} results */
function alone({ tanh, draws, numpy }) {
  const ns = (/** @type {number | undefined} */ value) => (value === undefined ? '–' : `${digits(value)} ns`);
  const head = ['', 'ours', 'Go', 'JavaScript', ...(numpy ? ['NumPy'] : [])];
  return `## Alone

${table(head, [
    ['tanh, an element', ns(tanh.kernel), ns(tanh.plain), ns(tanh.javascript), ...(numpy ? [ns(numpy.tanh)] : [])],
    ['draw, a double', ns(draws.ours), '–', ns(draws.javascript), ...(numpy ? [ns(numpy.draws)] : [])],
  ])}

tanh of 4096 values in ±2: the kernel, \`math.Tanh\`, \`Math.tanh\`, \`np.tanh\`. Draws of 10⁵: the Mersenne Twister of
NumPy's legacy stream in Go, \`Math.random\` (another and simpler generator), \`np.random.random\`.`;
}

/** @param {Results} results */
function growth({ growth, machine }) {
  const names = { 1: 'linear', 2: 'quadratic' };
  const fits = Object.entries(GROWTH).map(([series, { label, of, sizes, fit, law }]) => {
    const fitted = sizes.map((s, i) => [of(s), growth[series][i]]).filter(([n]) => n >= fit);
    const p = exponent(fitted.map(([n]) => n), fitted.map(([, ms]) => ms));
    return [label, `${of(sizes[0])} to ${of(sizes.at(-1) ?? sizes[0])}`, `${fitted[0][0]} to ${fitted.at(-1)?.[0]}`, p.toFixed(2), `${law}, ${names[/** @type {1 | 2} */ (law)]}`];
  });
  const { sizes } = GROWTH.hidden;
  const hidden = sizes.map((s, i) => {
    const bytes = packedBytes(s[2]);
    return [
      String(s[2]), size(bytes), where(bytes, machine), `${digits(growth.hidden[i])} ms`,
      i === 0 ? '' : times(growth.hidden[i] / growth.hidden[i - 1]), digits((growth.hidden[i] * 1e6) / products(s)),
    ];
  });
  const largest = (/** @type {number} */ cache) => Math.floor(Math.sqrt(cache / 8) / 8) * 8;
  const caches = machine.l1 && machine.l2 ? `
A core here has ${size(machine.l1)} of L1 cache, which holds Wh up to H = ${largest(machine.l1)}, and ${size(machine.l2)} of L2, up to H = ${largest(machine.l2)}. Beyond,
every step fetches Wh from what the cores share, and from memory in the end.` : '';
  return `## How cost grows

A pass takes T H (I + H) products. So time should be linear in the timesteps, linear in the input size where that is the
larger one, and quadratic in the hidden size. The exponent is the slope of log time against log size, by least squares.

${table(['grows', 'measured', 'fitted', 'exponent', 'law'], fits)}

Below the fitted range shows what is not products: a call, tanh, the smaller of the two sizes. Timesteps are
measured at I = ${GROWTH.timesteps.sizes[0][1]}, H = ${GROWTH.timesteps.sizes[0][2]}; input size at T = ${GROWTH.input.sizes[0][0]}, H = ${GROWTH.input.sizes[0][2]}; hidden size at T = ${sizes[0][0]}, I = ${sizes[0][1]}:

${table(['H', 'Wh, packed', 'fits', 'time', 'to the last', 'ns a product'], hidden)}

Doubling H should take 4 times as long. It takes less while the fixed costs of a step still count, and more at a cache
step: Wh is read from its first to its last value in every step, two products for each 16 bytes, and nothing of it can be
used again before the next step, since that needs this one's states. How fast a step goes is then how fast Wh comes.${caches}
The product with x has no such step: it is taken for all timesteps at once, in blocks that stay in the cache.`;
}

/** @param {number} bytes @param {Results['machine']} machine */
function where(bytes, { l1, l2 }) {
  if (!l1 || !l2) return '–';
  return bytes <= l1 ? 'L1' : bytes <= l2 ? 'L2' : 'beyond';
}

/** @param {Results} results */
function visit({ start, redraws }) {
  const total = start.bytes.reduce((sum, { bytes }) => sum + bytes, 0);
  const kB = (/** @type {number} */ bytes) => digits(bytes / 1000);
  const settings = { default: '10, 4, 8', large: '200, 64, 128' };
  const rows = (redraws ?? []).map(({ setting, busy, busy95, elapsed, elapsed95 }) => [
    settings[/** @type {'default' | 'large'} */ (setting)], ...[busy, busy95, elapsed, elapsed95].map((ms) => `${ms.toFixed(1)} ms`),
  ]);
  return `## The first visit

From the own machine, so without a network, in a fresh profile; medians.

${table(['', 'time'], [
    ['navigation to first paint (the default run is in the page)', `${digits(start.painted)} ms`],
    ['navigation to ready', `${digits(start.ready)} ms`],
    ['of that, from the program\'s last byte: compiling what is left, and its start', `${digits(start.program)} ms`],
  ])}

Bytes of the first load, with brotli:

${table(['file', 'kB'], [...start.bytes.map(({ name, bytes }) => [name, kB(bytes)]), ['together', kB(total)]])}${rows.length > 0 ? `

## From slider to frame

A notch of the slider of the hidden size with the table open, until the main thread has done all for the frame that shows
the change: by the clock of its processor, and elapsed, which includes the wait for the frame (up to 16.7 ms).
\`make bench-redraw\` measures all gestures and panels.

${table(['T, I, H', 'processor, median', '95 of 100', 'elapsed, median', '95 of 100'], rows)}` : ''}`;
}
