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
 * @property {(gates: number, timesteps: number, inputSize: number, hiddenSize: number) => void} prepareGated
 * @property {(tensor: number) => number} gatedAddress
 * @property {(by: number, times: number) => void} gatedForward
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

  /**
   * Draws the tensors of an LSTM, of 4 gates, or of a GRU, of 3: Wx (G·H, I), Wh
   * (G·H, H) and b (G·H,), in PyTorch's order of gates.
   * @param {number} gates @param {import('./cases.js').Size} size
   * @returns {Tensors}
   */
  prepareGated(gates, size) {
    const [T, I, H] = size;
    this.size = size;
    this.exports.prepareGated(gates, T, I, H);
    const copy = (/** @type {number} */ tensor, /** @type {number} */ length) => this.#view(this.exports.gatedAddress(tensor), length).slice();
    return { x: copy(0, T * I), Wx: copy(1, gates * H * I), Wh: copy(2, gates * H * H), b: copy(3, gates * H) };
  }

  /** The states of the gated pass that was run last, (T, H). */
  gatedStates() {
    if (!this.size) throw new Error('no case is prepared');
    return this.#view(this.exports.gatedAddress(4), this.size[0] * this.size[2]).slice();
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
