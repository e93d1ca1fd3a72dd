// @ts-check
// Unpacks the program while it arrives. What is a packed program says
// cmd/site/pack.go, and wasm/unpack is what unpacks it.

/** The first bytes of every packed program. */
export const HEADER = new TextEncoder().encode('\0asmpack');

/**
 * Gives a function that takes a packed program chunk by chunk, and gives each time
 * what can be unpacked by then.
 * @param {Uint8Array<ArrayBuffer>} bytes build/unpack.wasm
 * @param {number} size of the packed program
 */
export async function createUnpacker(bytes, size) {
  const { exports } = new WebAssembly.Instance(await WebAssembly.compile(bytes));
  const { memory, begin, unpack, begun, made } =
    /** @type {{ memory: WebAssembly.Memory, begin: (size: number) => number, unpack: (size: number) => void, begun: () => number, made: () => number }} */ (exports);
  const input = begin(size);
  let taken = 0;
  let given = 0;
  return (/** @type {Uint8Array} */ chunk) => {
    if (taken + chunk.length > size) throw new Error(`more than the ${size} bytes of a program`);
    new Uint8Array(memory.buffer).set(chunk, input + taken);
    unpack(taken += chunk.length);
    return new Uint8Array(memory.buffer).slice(begun() + given, begun() + (given = made()));
  };
}
