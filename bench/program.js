// @ts-check
// The Go program that is timed (bench/wasm), started with the page's own kernel.
// Works on a page, in a worker and in Node.

import '../build/wasm_exec.js';
import { prepareKernel } from '../web/kernel.js';
import { WEIGHTS } from './cases.js';

/** By their numbers in bench/wasm. */
export const BY = /** @type {const} */ ({ kernel: 0, plain: 1, naive: 2 });

/**
 * @typedef {object} Exports what bench/wasm exports
 * @property {WebAssembly.Memory} mem
 * @property {() => number} available
 * @property {(timesteps: number, inputSize: number, hiddenSize: number, weights: number) => void} prepare
 * @property {(tensor: number) => number} address
 * @property {(by: number, times: number) => void} forward
 * @property {(n: number) => number} fill
 * @property {(by: number, times: number) => void} tanh
 * @property {(times: number) => void} draw
 */

/**
 * @typedef {object} Tensors copies, so that they outlive a growth of the program's memory
 * @property {Float64Array} x (T, I)
 * @property {Float64Array} Wx (H, I)
 * @property {Float64Array} Wh (H, H)
 * @property {Float64Array} b (H,)
 */

export class Program {
  /** @param {Exports} exports */
  constructor(exports) {
    this.exports = exports;
    this.hasKernel = exports.available() === 1;
  }

  /**
   * @param {WebAssembly.Module} module build/bench.wasm
   * @param {Uint8Array<ArrayBuffer>} kernelBytes build/kernel.wasm
   */
  static async start(module, kernelBytes) {
    const go = new globalThis.Go();
    const kernel = await prepareKernel(kernelBytes);
    const instance = await WebAssembly.instantiate(module, { ...go.importObject, kernel: kernel.imports });
    await kernel.connect(instance);
    go.run(instance);
    return new Program(/** @type {Exports} */ (/** @type {unknown} */ (instance.exports)));
  }

  /**
   * Draws the tensors of a case and packs them.
   * @param {import('./cases.js').Size} size @param {import('./cases.js').Weights} weights
   * @returns {Tensors}
   */
  prepare(size, weights) {
    const [T, I, H] = size;
    this.size = size;
    this.exports.prepare(T, I, H, WEIGHTS[weights]);
    return { x: this.#copy(0, T * I), Wx: this.#copy(1, H * I), Wh: this.#copy(2, H * H), b: this.#copy(3, H) };
  }

  /** The states of the pass that was run last, (T, H). */
  states() {
    if (!this.size) throw new Error('no case is prepared');
    return this.#copy(4, this.size[0] * this.size[2]);
  }

  /** The values that tanh is taken of. @param {number} n */
  fill(n) {
    return this.#view(this.exports.fill(n), n).slice();
  }

  /** @param {number} tensor @param {number} length */
  #copy(tensor, length) {
    return this.#view(this.exports.address(tensor), length).slice();
  }

  /** The memory is asked for last: to make room it may have grown. @param {number} address @param {number} length */
  #view(address, length) {
    return new Float64Array(this.exports.mem.buffer, address, length);
  }
}
