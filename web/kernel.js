// @ts-check
// Connects the Go program with its SIMD kernel (wasm/simd), a small module that
// works on the program's memory. The program imports the kernel's functions, and
// the kernel needs the program's memory, so the program is given a function for
// each that calls on to the kernel. Works on a page, in a worker and in Node.

/** @typedef {{ [name in 'prepare' | 'product' | 'recurrence' | 'tanh' | 'lstm' | 'gru']: (...args: number[]) => void }} Functions */

/** @type {Map<Uint8Array, Promise<WebAssembly.Module>>} */
const compiled = new Map();

/**
 * The kernel for one instance of the program: `imports` has to be the program's
 * import module "kernel", and `connect` is called with the instance before it runs.
 *
 * Where the machine has no SIMD the bytes are not valid, or where
 * `playgroundPlain` is set on the global object, `available` says 0; the program
 * then computes the same numbers by itself.
 * @param {Uint8Array<ArrayBuffer>} bytes build/kernel.wasm
 */
export async function prepareKernel(bytes) {
  const available = !globalThis.playgroundPlain && WebAssembly.validate(bytes);
  if (available && !compiled.has(bytes)) compiled.set(bytes, WebAssembly.compile(bytes));
  const module = available ? await compiled.get(bytes) : undefined;
  /** @type {Functions} */
  let kernel;
  return {
    imports: {
      available: () => Number(available),
      /** @type {Functions['prepare']} */
      prepare: (constants) => kernel.prepare(constants),
      /** @type {Functions['product']} */
      product: (y, w, x, m, n, rows) => kernel.product(y, w, x, m, n, rows),
      /** @type {Functions['recurrence']} */
      recurrence: (h, a, h0, w, steps, size) => kernel.recurrence(h, a, h0, w, steps, size),
      /** @type {Functions['tanh']} */
      tanh: (dst, src, n) => kernel.tanh(dst, src, n),
      /** @type {Functions['lstm']} */
      lstm: (...pass) => kernel.lstm(...pass),
      /** @type {Functions['gru']} */
      gru: (...pass) => kernel.gru(...pass),
    },
    /** @param {WebAssembly.Instance} program */
    async connect(program) {
      if (!module) return;
      const memory = /** @type {WebAssembly.Memory} */ (program.exports.mem);
      const instance = await WebAssembly.instantiate(module, { env: { memory } });
      kernel = /** @type {Functions} */ (/** @type {unknown} */ (instance.exports));
    },
  };
}
