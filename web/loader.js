// @ts-check
// Downloads, unpacks and compiles the program, and tells apart the ways to fail.

import { fromAscii85 } from './ascii85.js';
import { createTurns } from './turn.js';
import unpackBytes from '../build/unpack.wasm';
import { HEADER, createUnpacker } from './unpack.js';

/** Gives what has arrived of a packed program. @typedef {() => Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>} Packed */

/** A failure that has its own message: `key` in the table of texts. */
export class BootError extends Error {
  /** @param {string} key @param {string} [detail] */
  constructor(key, detail = '') {
    super(`${key} ${detail}`);
    this.key = key;
    this.detail = detail;
  }

  /**
   * The message for anything that was thrown while booting.
   * @param {unknown} error
   * @returns {[key: string, detail: string]}
   */
  static explain(error) {
    if (error instanceof BootError) return [error.key, error.detail];
    // Engines throw a RangeError when they cannot have the memory.
    if (error instanceof RangeError) return ['boot.memory', ''];
    return ['boot.other', error instanceof Error ? error.message : String(error)];
  }
}

/** @param {string} url @param {boolean} afresh */
async function request(url, afresh) {
  let response;
  try {
    response = await fetch(url, afresh ? { cache: 'reload' } : {});
  } catch {
    throw new BootError('boot.network');
  }
  return response;
}

/** The program that stands in the page itself, gzipped and as text (cmd/site/single.go), as if it had been asked for. @param {string} text */
function enclosed(text) {
  const bytes = fromAscii85(text);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));
}

/**
 * Has a packed program compiled while it is downloaded. The server's content type does
 * not matter as long as the bytes are one, so that any host will do.
 * @param {string | HTMLElement} program its address, or what encloses it
 * @param {number} total its bytes as packed, but not compressed
 * @param {boolean} afresh whether to pass by the browser's cache
 * @param {(share: number) => void} onProgress
 * @param {(packed: Packed) => Promise<WebAssembly.Module>} compiles
 */
export async function download(program, total, afresh, onProgress, compiles) {
  if (typeof WebAssembly !== 'object') throw new BootError('boot.unsupported');
  const response = typeof program === 'string' ? await request(program, afresh) : enclosed(program.textContent ?? '');
  if (!response.ok || !response.body) throw new BootError('boot.missing', String(response.status));

  let received = 0;
  const brokenOff = () => new BootError('boot.broken', `${Math.floor((100 * received) / total)} %`);
  /** @type {number[]} */
  const head = [];
  const reader = response.body.getReader();
  const turn = createTurns();
  try {
    return await compiles(async () => {
      const chunk = await reader.read().catch(() => { throw brokenOff(); });
      if (chunk.done) {
        if (received < total) throw brokenOff();
        return chunk;
      }
      received += chunk.value.length;
      for (let i = 0; head.length < HEADER.length && i < chunk.value.length; i++) head.push(chunk.value[i]);
      if (head.some((byte, i) => byte !== HEADER[i])) throw new BootError('boot.type', response.headers.get('Content-Type') || '?');
      await turn();
      onProgress(Math.min(received / total, 1));
      return chunk;
    });
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}

/**
 * Unpacks a program and compiles it, while it arrives.
 * @param {Packed} packed @param {number} total its bytes
 */
export async function compile(packed, total) {
  const unpack = await createUnpacker(unpackBytes, total);
  const turn = createTurns();
  /** @type {unknown} */
  let failure;
  const unpacked = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await packed();
        if (done) controller.close();
        else controller.enqueue(unpack(value));
        await turn();
      } catch (error) {
        failure = new BootError(...BootError.explain(error));
        controller.close(); // of a stream that fails Firefox says so in the console, too, whatever is made of it
      }
    },
  });
  const typed = new Response(unpacked, { headers: { 'Content-Type': 'application/wasm' } });
  try {
    const module = WebAssembly.compileStreaming ? await WebAssembly.compileStreaming(typed) : await WebAssembly.compile(await typed.arrayBuffer());
    if (!failure) return module;
  } catch (error) {
    failure ??= error;
  }
  throw failure;
}
