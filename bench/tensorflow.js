// @ts-check
// TensorFlow.js as a contestant: float32, on the backends wasm and cpu, in the
// fastest of the ways that its users have.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { layers } from '@tensorflow/tfjs-layers';

export { setWasmPaths };

/** The fastest way at a size, by backend and size, once it was looked for. @type {Map<string, string>} */
const fastest = new Map();

/**
 * The ways, each from the tensors to a function that gives all T states. But for
 * the first, the product with x is taken for all timesteps at once, and cut into
 * rows; on the backend wasm each cut copies the whole.
 * @param {import('./cases.js').Size} size @param {import('./program.js').Tensors} tensors
 * @returns {Record<string, () => tf.Tensor[]>}
 */
function ways([T, I, H], tensors) {
  const x = tf.tensor2d(Float32Array.from(tensors.x), [T, I]);
  const WxT = tf.tensor2d(Float32Array.from(tensors.Wx), [H, I]).transpose();
  const WhT = tf.tensor2d(Float32Array.from(tensors.Wh), [H, H]).transpose();
  const b = tf.tensor1d(Float32Array.from(tensors.b));
  const h0 = tf.zeros([1, H]);
  const x3 = x.expandDims(0);
  const rows = Array.from({ length: T }, (_, t) => tf.tensor2d(Float32Array.from(tensors.x.subarray(t * I, (t + 1) * I)), [1, I]));
  const layer = layers.simpleRNN({
    units: H, returnSequences: true, inputShape: [T, I], weights: [WxT, WhT, b],
    recurrentInitializer: 'zeros', // the usual one takes minutes, and is overwritten
  });

  /** @param {(h: tf.Tensor, sum: tf.Tensor) => tf.Tensor} step */
  const loop = (step) => () => {
    const states = [];
    let h = /** @type {tf.Tensor} */ (h0);
    for (const sum of tf.unstack(tf.add(tf.matMul(x, WxT), b))) states.push(h = step(h, sum));
    return states;
  };
  return {
    'matMul of each step'() {
      let h = /** @type {tf.Tensor} */ (h0);
      return rows.map((row) => h = tf.tanh(tf.add(tf.add(tf.matMul(row, WxT), b), tf.matMul(h, WhT))));
    },
    'matMul, add, tanh': loop((h, sum) => tf.tanh(tf.add(tf.matMul(h, WhT), sum))),
    'fused.matMul, tanh': loop((h, sum) => tf.tanh(tf.fused.matMul({ a: h, b: WhT, bias: sum }))),
    'layers.simpleRNN': () => [/** @type {tf.Tensor} */ (layer.apply(x3))],
  };
}

/**
 * The ways of an LSTM or a GRU, as there are 4 or 3 gates in the weights. Layers of
 * their own TensorFlow.js has, but of another GRU, and of an LSTM whose steps are these.
 * @param {import('./cases.js').Size} size @param {import('./program.js').Tensors} tensors
 * @returns {Record<string, () => tf.Tensor[]>}
 */
function gatedWays([T, I, H], tensors) {
  const rows = tensors.b.length;
  const x = tf.tensor2d(Float32Array.from(tensors.x), [T, I]);
  const WxT = tf.tensor2d(Float32Array.from(tensors.Wx), [rows, I]).transpose();
  const WhT = tf.tensor2d(Float32Array.from(tensors.Wh), [rows, H]).transpose();
  const b = tf.tensor1d(Float32Array.from(tensors.b));
  const zeros = tf.zeros([1, H]);
  const inputs = Array.from({ length: T }, (_, t) => tf.tensor2d(Float32Array.from(tensors.x.subarray(t * I, (t + 1) * I)), [1, I]));

  /** @typedef {{ h: tf.Tensor, c: tf.Tensor }} State */
  /** @param {State} state @param {tf.Tensor} sum @returns {State} */
  const lstm = ({ h, c }, sum) => {
    const [i, f, g, o] = tf.split(tf.add(tf.matMul(h, WhT), sum), 4, 1);
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    return { c, h: tf.mul(tf.sigmoid(o), tf.tanh(c)) };
  };
  /** @param {State} state @param {tf.Tensor} sum @returns {State} */
  const gru = ({ h, c }, sum) => {
    const [hr, hz, hn] = tf.split(tf.matMul(h, WhT), 3, 1);
    const [xr, xz, xn] = tf.split(sum, 3, 1);
    const r = tf.sigmoid(tf.add(xr, hr)), z = tf.sigmoid(tf.add(xz, hz));
    const n = tf.tanh(tf.add(xn, tf.mul(r, hn)));
    return { c, h: tf.add(n, tf.mul(z, tf.sub(h, n))) };
  };
  const step = rows === 4 * H ? lstm : gru;
  /** @param {() => tf.Tensor[]} sums of each step, (1, rows) */
  const loop = (sums) => () => {
    let state = { h: /** @type {tf.Tensor} */ (zeros), c: /** @type {tf.Tensor} */ (zeros) };
    return sums().map((sum) => (state = step(state, sum)).h);
  };
  return {
    'matMul of each step': loop(() => inputs.map((row) => tf.add(tf.matMul(row, WxT), b))),
    'matMul of all': loop(() => tf.split(tf.add(tf.matMul(x, WxT), b), T)),
  };
}

/** The fastest of the ways. @param {Record<string, () => tf.Tensor[]>} all */
function pick(all) {
  let way = '';
  let least = Infinity;
  /** @param {() => tf.Tensor[]} states */
  const once = (states) => {
    const start = performance.now();
    tf.tidy(() => { states(); });
    return performance.now() - start;
  };
  for (const [name, states] of Object.entries(all)) {
    let first;
    try {
      first = once(states);
    } catch (error) {
      // The backend wasm has no fused product with a bias of this shape.
      if (!/rank-1 bias/.test(String(error))) throw error;
      continue;
    }
    if (first > 200 + 3 * least) continue; // too slow, even if it was the first time
    let ms = 0, times = 0;
    if (first > 1000) [ms, times] = [first, 1]; // long enough for what the first time takes beside
    for (; ms < 30; times++) ms += once(states); // short passes need more than one
    if (ms / times < least) [way, least] = [name, ms / times];
  }
  return way;
}

/**
 * @param {'wasm' | 'cpu'} backend
 * @param {import('./cases.js').Size} size @param {import('./program.js').Tensors} tensors
 * @returns {Promise<import('./ours.js').Checked & { way: string, end: () => void }>}
 */
export async function tensorFlow(backend, size, tensors) {
  const gated = tensors.b.length > size[2];
  await tf.setBackend(backend);
  tf.engine().startScope(); // what is made until end is disposed of there
  const all = (gated ? gatedWays : ways)(size, tensors);
  const key = `${backend} ${size} ${tensors.b.length}`;
  const copied = 4 * size[0] ** 2 * tensors.b.length; // bytes, where each cut copies the whole
  const first = Object.keys(all)[0];
  const way = backend === 'wasm' && copied > 1e8 ? first : fastest.get(key) ?? pick(all);
  fastest.set(key, way);
  return {
    name: `tf-${backend}`,
    way,
    async run(times) {
      if (tf.getBackend() !== backend) await tf.setBackend(backend);
      for (let i = 0; i < times; i++) tf.tidy(() => { all[way](); });
    },
    states: () => tf.tidy(() => Float32Array.from(all[way]().flatMap((h) => [...h.dataSync()]))),
    within: 1e-4,
    end: () => tf.engine().endScope(),
  };
}
