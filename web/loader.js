// @ts-check
// Downloads and compiles the program, and tells apart the ways to fail.

/** The first bytes of every WebAssembly module. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

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

/**
 * Downloads `url` and compiles it while it arrives. The server's content type
 * does not matter as long as the bytes are a module, so that any host will do.
 * @param {string} url
 * @param {number} total its size in bytes, uncompressed
 * @param {boolean} afresh whether to pass by the browser's cache
 * @param {(share: number) => void} onProgress
 * @returns {Promise<WebAssembly.Module>}
 */
export async function download(url, total, afresh, onProgress) {
  if (typeof WebAssembly !== 'object') throw new BootError('boot.unsupported');
  let response;
  try {
    response = await fetch(url, afresh ? { cache: 'reload' } : {});
  } catch {
    throw new BootError('boot.network');
  }
  if (!response.ok || !response.body) throw new BootError('boot.missing', String(response.status));
  const type = response.headers.get('Content-Type') ?? '';

  let received = 0;
  /** @type {BootError | undefined} */
  let failure;
  const brokenOff = () => new BootError('boot.broken', `${Math.floor((100 * received) / total)} %`);
  /** @type {number[]} */
  const head = [];
  const reader = response.body.getReader();
  const counted = new ReadableStream({
    async pull(controller) {
      let chunk;
      try {
        chunk = await reader.read();
      } catch {
        failure = brokenOff();
        controller.error(failure);
        return;
      }
      if (!chunk.done) {
        received += chunk.value.length;
        for (let i = 0; head.length < MAGIC.length && i < chunk.value.length; i++) head.push(chunk.value[i]);
      }
      if (head.some((byte, i) => byte !== MAGIC[i])) {
        failure = new BootError('boot.type', type || '?');
      } else if (chunk.done && received < total) {
        failure = brokenOff();
      }
      if (failure) {
        controller.error(failure);
        reader.cancel().catch(() => {});
      } else if (chunk.done) {
        controller.close();
      } else {
        onProgress(Math.min(received / total, 1));
        controller.enqueue(chunk.value);
      }
    },
  });
  const typed = new Response(counted, { headers: { 'Content-Type': 'application/wasm' } });
  try {
    if (WebAssembly.compileStreaming) return await WebAssembly.compileStreaming(typed);
    return await WebAssembly.compile(await typed.arrayBuffer());
  } catch (error) {
    throw failure ?? error;
  }
}
