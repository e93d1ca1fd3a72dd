// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerModel, message } from './onnx.js';

/** A message, field by field: numbers as they are, the rest as bytes. @param {Uint8Array} bytes */
function fields(bytes) {
  /** @type {[number, number | Uint8Array][]} */
  const found = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const value = varint();
    if (tag & 7) at += value;
    found.push([tag >> 3, tag & 7 ? bytes.subarray(at - value, at) : value]);
  }
  return found;
}

test('fields are written as the protocol buffers\' own documentation has them', () => {
  assert.deepEqual([...message([1, 150])], [0x08, 0x96, 0x01]);
  assert.deepEqual([...message([2, 'testing'])], [0x12, 0x07, ...new TextEncoder().encode('testing')]);
  assert.deepEqual([...message([3, message([1, 150])])], [0x1a, 0x03, 0x08, 0x96, 0x01]);
});

test('what is longer than 127 bytes has a length of two', () => {
  const long = new Uint8Array(300).fill(7);
  assert.deepEqual(fields(message([20, long], [1, 1])), [[20, long], [1, 1]]);
});

test('the model of one unit and two inputs', () => {
  const model = layerModel('RNN', [3, 2, 1], { Wx: [0.5, -2], Wh: [0.25], b: [0.125] });
  const graph = /** @type {Uint8Array} */ (fields(model)[1][1]);
  assert.deepEqual(fields(model).map(([number]) => number), [1, 7, 8]);
  const floats = fields(graph).filter(([number]) => number === 5).map(([, tensor]) => {
    const parts = fields(/** @type {Uint8Array} */ (tensor));
    const raw = /** @type {Uint8Array} */ (parts.find(([number]) => number === 9)?.[1]);
    return { dims: parts.filter(([number]) => number === 1).map(([, dim]) => dim), values: [...new Float32Array(raw.slice().buffer)] };
  });
  assert.deepEqual(floats, [
    { dims: [1, 1, 2], values: [0.5, -2] },
    { dims: [1, 1, 1], values: [0.25] },
    { dims: [1, 2], values: [0.125, 0] },
  ]);
});

test('ONNX Runtime computes the layer with it', async () => {
  const { ort, onnxRuntime } = await import('./onnxruntime.js');
  ort.env.wasm.wasmPaths = new URL('./node_modules/onnxruntime-web/dist/', import.meta.url).href;
  const tensors = { x: [1, -1, 0.5, 2, 3, 0], Wx: [0.5, -0.25], Wh: [0.75], b: [0.125] };
  const contestant = await onnxRuntime([3, 2, 1], /** @type {any} */ (tensors));
  await contestant.run(1);
  const states = [...await contestant.states()];
  const h1 = Math.tanh(0.125 + 0.5 * 1 + 0.25 * 1);
  const h2 = Math.tanh(0.125 + 0.5 * 0.5 - 0.25 * 2 + 0.75 * h1);
  const h3 = Math.tanh(0.125 + 0.5 * 3 + 0.75 * h2);
  assert.equal(states.length, 3);
  [h1, h2, h3].forEach((h, i) => assert.ok(Math.abs(states[i] - h) < 1e-6, `state ${i} is ${states[i]}, want ${h}`));
  await contestant.end();
});

test('ONNX Runtime computes an LSTM and a GRU with gates in PyTorch’s order', async () => {
  const { ort, onnxRuntime } = await import('./onnxruntime.js');
  const { gatedLoop } = await import('./loops.js');
  ort.env.wasm.wasmPaths = new URL('./node_modules/onnxruntime-web/dist/', import.meta.url).href;
  const draw = (/** @type {number} */ n) => Float64Array.from({ length: n }, (_, i) => Math.sin(7 * i + n));
  for (const [operator, G] of /** @type {const} */ ([['LSTM', 4], ['GRU', 3]])) {
    const [T, I, H] = [5, 2, 3];
    const tensors = { x: draw(T * I), Wx: draw(G * H * I), Wh: draw(G * H * H), b: draw(G * H) };
    const h = new Float64Array(T * H);
    gatedLoop(h, tensors, new Float64Array(H));
    const contestant = await onnxRuntime([T, I, H], tensors, operator);
    await contestant.run(1);
    const states = [...await contestant.states()];
    h.forEach((v, i) => assert.ok(Math.abs(states[i] - v) < 1e-6, `${operator}: state ${i} is ${states[i]}, want ${v}`));
    await contestant.end();
  }
});
