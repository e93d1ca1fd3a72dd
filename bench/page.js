// @ts-check
// The page that times ours and the peers in one run. It shows nothing: run.js
// opens it in a browser, calls what is on `bench`, and prints the answers.

import kernelBytes from '../build/kernel.wasm';
import { GROWTH } from './growth.js';
import { check, ours, oursGated } from './ours.js';
import { ort, onnxRuntime } from './onnxruntime.js';
import { setWasmPaths, tensorFlow } from './tensorflow.js';
import { race } from './race.js';
import { VALUES, tanhContestants } from './tanh.js';
import { BY, Program } from './program.js';

ort.env.wasm.wasmPaths = { wasm: new URL('ort-wasm-simd-threaded.wasm', location.href).href };
setWasmPaths(new URL('.', location.href).href);

const program = await Program.start(await WebAssembly.compileStreaming(fetch('bench.wasm')), kernelBytes);

globalThis.bench = {
  hasKernel: program.hasKernel,

  /**
   * All contestants at one size, checked before they are timed.
   * @param {import('./cases.js').Size} size @param {import('./cases.js').Weights} weights
   * @param {import('./race.js').Rules} rules
   */
  async passes(size, weights, rules) {
    const tensors = program.prepare(size, weights);
    const peers = [
      await onnxRuntime(size, tensors),
      await tensorFlow('wasm', size, tensors),
      await tensorFlow('cpu', size, tensors),
    ];
    const contestants = [...ours(program, tensors), ...peers];
    const differences = await check(contestants);
    program.exports.forward(BY.naive, 1);
    const states = program.states();
    const timings = await race(contestants, rules);
    for (const peer of peers) await peer.end();
    return {
      timings,
      differences,
      ways: Object.fromEntries(peers.flatMap((peer) => ('way' in peer ? [[peer.name, peer.way]] : []))),
      meanAbs: states.reduce((sum, h) => sum + Math.abs(h), 0) / states.length,
    };
  },

  /**
   * LSTM, of 4 gates, or GRU, of 3, in the same way.
   * @param {3 | 4} gates @param {import('./cases.js').Size} size @param {import('./race.js').Rules} rules
   */
  async gated(gates, size, rules) {
    const tensors = program.prepareGated(gates, size);
    const peers = [
      await onnxRuntime(size, tensors, gates === 4 ? 'LSTM' : 'GRU'),
      await tensorFlow('wasm', size, tensors),
      await tensorFlow('cpu', size, tensors),
    ];
    const contestants = [...oursGated(program, tensors, size), ...peers];
    const differences = await check(contestants);
    const timings = await race(contestants, rules);
    for (const peer of peers) await peer.end();
    return { timings, differences };
  },

  /** tanh alone: nanoseconds an element. @param {import('./race.js').Rules} rules */
  async tanh(rules) {
    return each(await race(tanhContestants(program), rules), VALUES);
  },

  /** Draws alone: nanoseconds a double. @param {import('./race.js').Rules} rules */
  async draws(rules) {
    const n = 100_000;
    program.fill(n);
    const results = new Float64Array(n);
    const contestants = [
      { name: 'ours', run: (/** @type {number} */ times) => program.exports.draw(times) },
      {
        name: 'javascript',
        run(/** @type {number} */ times) {
          for (let i = 0; i < times; i++) for (let k = 0; k < n; k++) results[k] = Math.random();
        },
      },
    ];
    return each(await race(contestants, rules), n);
  },

  /** Milliseconds of ours at every size of a series. @param {keyof typeof GROWTH} series @param {import('./race.js').Rules} rules */
  async growth(series, rules) {
    const by = program.hasKernel ? BY.kernel : BY.plain;
    const times = [];
    for (const size of GROWTH[series].sizes) {
      program.prepare(size, 'unsaturated');
      const [{ ms }] = await race([{ name: series, run: (n) => program.exports.forward(by, n) }], rules);
      times.push(ms);
    }
    return times;
  },
};

/** @param {import('./race.js').Timing[]} timings @param {number} n */
function each(timings, n) {
  return Object.fromEntries(timings.map(({ name, ms }) => [name, (ms * 1e6) / n]));
}
