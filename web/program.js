// @ts-check
// An instance of the Go program, with its SIMD kernel: on the page or in a worker.

import '../build/wasm_exec.js';
import kernelBytes from '../build/kernel.wasm';
import { prepareKernel } from './kernel.js';
import { afterTurn } from './turn.js';

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

/** What Go asks for before it reaches for the page. */
const BEFORE = ['runtime.nanotime1', 'runtime.walltime', 'runtime.getRandomData', 'runtime.resetMemoryDataView'];

/** For how long each rehearsal goes on, in milliseconds. The way that is known by then takes little. */
const REHEARSALS = [24, 32];

/**
 * Go's own start is one task, most of which is a browser's that compiles each function when it
 * is called first; what it has compiled it keeps for all instances of a module. So instances
 * that are thrown away go that way first, each a bit further, up to where Go reaches for the
 * page, and the browser has a turn between them.
 * @param {WebAssembly.Module} module
 */
export async function rehearse(module) {
  for (const most of REHEARSALS) {
    const [go, enough] = [new globalThis.Go(), new Error('enough')];
    let [until, through] = [0, false];
    /** @param {string} name @param {Function} does */
    const heard = (name, does) => (/** @type {number} */ sp) => {
      through = !BEFORE.includes(name);
      if (through || performance.now() > until) throw enough;
      does(sp);
    };
    const gojs = Object.fromEntries(Object.entries(/** @type {Record<string, Function>} */ (go.importObject.gojs)).map(([name, does]) => [name, heard(name, does)]));
    try {
      const { imports } = await prepareKernel(kernelBytes);
      const instance = await WebAssembly.instantiate(module, { gojs, kernel: { ...imports, prepare() {} } });
      until = performance.now() + most;
      await go.run(instance);
    } catch (error) {
      if (error !== enough) return; // there is no room for one more; what that means the program itself says
    }
    await afterTurn();
    if (through) return;
  }
}
