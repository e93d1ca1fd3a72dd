// @ts-check
// TensorFlow.js as a contestant: float32, on the backends wasm and cpu, in the
// fastest of three ways that its users have.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { layers } from '@tensorflow/tfjs-layers';

export { setWasmPaths };

/**
 * The ways, each from the tensors to a function that gives all T states. The
 * product with x is taken for all timesteps at once.
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
    'matMul, add, tanh': loop((h, sum) => tf.tanh(tf.add(tf.matMul(h, WhT), sum))),
    'fused.matMul, tanh': loop((h, sum) => tf.tanh(tf.fused.matMul({ a: h, b: WhT, bias: sum }))),
    'layers.simpleRNN': () => [/** @type {tf.Tensor} */ (layer.apply(x3))],
  };
}

/**
 * @param {'wasm' | 'cpu'} backend
 * @param {import('./cases.js').Size} size @param {import('./program.js').Tensors} tensors
 * @returns {Promise<import('./ours.js').Checked & { way: string, end: () => void }>}
 */
export async function tensorFlow(backend, size, tensors) {
  await tf.setBackend(backend);
  tf.engine().startScope(); // what is made until end is disposed of there
  let way = '';
  let least = Infinity;
  const all = ways(size, tensors);
  for (const [name, states] of Object.entries(all)) {
    try {
      tf.tidy(() => { states(); });
    } catch (error) {
      // The backend wasm has no fused product with the bias as the layer shapes it.
      if (!/rank-1 bias/.test(String(error))) throw error;
      continue;
    }
    const start = performance.now();
    // Short passes need more than one to tell which way is the fastest.
    let times = 0;
    do {
      tf.tidy(() => { states(); });
      times++;
    } while (performance.now() - start < 30);
    const ms = (performance.now() - start) / times;
    if (ms < least) [way, least] = [name, ms];
  }
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
