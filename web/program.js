// @ts-check
// An instance of the Go program, with its SIMD kernel: on the page or in a worker.

import '../build/wasm_exec.js';
import kernelBytes from '../build/kernel.wasm';
import { prepareKernel } from './kernel.js';

/** A fresh one, ready to run. @param {WebAssembly.Module} module */
export async function instantiate(module) {
  const go = new globalThis.Go();
  const kernel = await prepareKernel(kernelBytes);
  const instance = await WebAssembly.instantiate(module, { ...go.importObject, kernel: kernel.imports });
  await kernel.connect(instance);
  return { go, instance };
}
