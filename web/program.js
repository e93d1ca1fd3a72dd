// @ts-check
// An instance of the Go program, with its SIMD kernel: on the page or in a worker.

import '../build/wasm_exec.js';
import kernelBytes from '../build/kernel.wasm';
import { prepareKernel } from './kernel.js';

// Go says on its standard error why it ends.
let said = '';
const { fs } = /** @type {any} */ (globalThis);
const write = fs.writeSync;
fs.writeSync = (/** @type {number} */ fd, /** @type {Uint8Array} */ bytes) => {
  if (said.length < 1000) said += new TextDecoder().decode(bytes);
  return write(fd, bytes);
};

/** Whether a program that has ended did so because it could not have more memory. @param {unknown} reason */
export function outgrown(reason) {
  const memory = reason instanceof RangeError || /out of memory/.test(said);
  said = '';
  return memory;
}

/** Whether a WebAssembly memory of so many bytes can be had. @param {number} bytes */
export function canHave(bytes) {
  try {
    new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
    return true;
  } catch {
    return false;
  }
}

/** A fresh one, ready to run. @param {WebAssembly.Module} module */
export async function instantiate(module) {
  const go = new globalThis.Go();
  const kernel = await prepareKernel(kernelBytes);
  const instance = await WebAssembly.instantiate(module, { ...go.importObject, kernel: kernel.imports });
  await kernel.connect(instance);
  return { go, instance };
}
