// @ts-check
// The program that reads files (wasm/reading), which is asked for when the first one comes.

import { compile, download } from './loader.js';
import { outgrown } from './program.js';
import { afterTurn } from './turn.js';

/** Bytes of memory that it may keep when it is done. */
const LARGE = 128 * 2 ** 20;

/** What it is told of the page. @typedef {{ link: string, lang: string, tensor: (key: string) => Uint8Array<ArrayBuffer> | undefined }} Page */

/**
 * What it answers: wasm/reading/reading.go.
 * @typedef {object} Answer
 * @property {string} [error]
 * @property {[from: number, length: number, size: number]} [inflate]
 * @property {string} [html]
 * @property {string} [link]
 * @property {string} [said]
 * @property {boolean} [page]
 * @property {(string | Uint8Array<ArrayBuffer>)[]} [tensors]
 */

/** @typedef {Record<'open' | 'unpacked' | 'long' | 'take', (page: Page, ...values: unknown[]) => Answer>} Reader */

/** The memory of one of its own. @type {WebAssembly.Memory | undefined} */
let memory;

/**
 * The reader, once it is there. A page that was built whole has it from the beginning.
 * @param {string} url @param {number} total bytes of it @param {(share: number) => void} onProgress
 * @returns {Promise<Reader>}
 */
export async function getReader(url, total, onProgress) {
  if (!globalThis.playgroundReader) {
    const module = await download(url, total, false, onProgress, (packed) => compile(packed, total));
    const go = new globalThis.Go();
    go.exit = forget;
    const instance = await WebAssembly.instantiate(module, go.importObject);
    memory = /** @type {WebAssembly.Memory} */ (instance.exports.mem);
    go.run(instance).catch(forget);
    await afterTurn(); // for a phone Go's start is long enough
  }
  return /** @type {Reader} */ (globalThis.playgroundReader);
}

function forget() {
  outgrown(undefined); // or the page's own end would be taken for one of that kind
  if (memory) globalThis.playgroundReader = undefined;
  memory = undefined;
}

/** Lets go of one that has become large, since its memory cannot shrink. */
export function restReader() {
  if (memory && memory.buffer.byteLength > LARGE) forget();
}
