// @ts-check
// ONNX Runtime Web as a contestant: float32, WebAssembly SIMD, one thread.

import * as ort from 'onnxruntime-web/wasm';
import { layerModel } from './onnx.js';

export { ort };
ort.env.wasm.numThreads = 1;

/**
 * @param {import('./cases.js').Size} size @param {import('./program.js').Tensors} tensors
 * @param {import('./onnx.js').Operator} [operator]
 * @returns {Promise<import('./ours.js').Checked & { end: () => Promise<void> }>}
 */
export async function onnxRuntime(size, tensors, operator = 'RNN') {
  const session = await ort.InferenceSession.create(layerModel(operator, size, tensors), { executionProviders: ['wasm'] });
  const X = new ort.Tensor('float32', Float32Array.from(tensors.x), [size[0], 1, size[1]]);
  /** @type {Float32Array} */
  let states;
  return {
    name: 'onnx',
    async run(times) {
      for (let i = 0; i < times; i++) states = /** @type {Float32Array} */ ((await session.run({ X })).Y.data);
    },
    states: () => states,
    within: 1e-4,
    end: () => session.release(),
  };
}
