// @ts-check
// The Go program in a worker: for one long run, or to be compiled and rehearsed; and
// a figure made a PNG. Messages are {type, …}:
//
//   in    compile {total, link, language, rehearsed, plain}  compile a program of so many packed
//                                     bytes, which follow, and, if that is wanted, rehearse how it shows the link
//         packed {chunk}              without one, that were all
//         run {module, link, tensors, plain}   compute the run of a link, without SIMD if plain;
//                                     tensors by key are too large to stand in it
//         next {bytes}                these values are taken, more are wanted in the same memory
//         figure {figure, scale}      draw a figure (figure.js), with so many pixels for one of CSS
//   out   compiled {module}
//         begun                       what is rehearsed is at where it reaches for the page
//         ended                       nothing follows; without compiled, that has failed
//         progress {share}            0 … 1 of the computation
//         values {tensor, from, bytes}  values of a tensor, from that index on
//         done {drawn}                all values have gone; what was there where values were set by hand
//         failed {reason, message}    'memory': there is not enough of it; 'other'
//         figure {png}                a Blob; nothing where that has failed
//
// wasm/task.go is the other half; assistant.js, remote.js and raster.js are what this talks to.

import { drawFigure } from './figure.js';
import { compile } from './loader.js';
import { instantiate, outgrown } from './program.js';
import { rehearse } from './rehearsal.js';

/**
 * What the program is given.
 * @typedef {object} Task
 * @property {string} link
 * @property {(key: string) => Uint8Array<ArrayBuffer> | undefined} tensor
 * @property {(share: number) => void} progress
 * @property {() => void} computed values can be had by next
 * @property {(tensor: number, from: number, bytes: Uint8Array<ArrayBuffer>) => void} values
 * @property {(drawn: Uint8Array<ArrayBuffer>) => void} done
 * @property {(message: string) => void} failed
 * @property {((room?: Uint8Array<ArrayBuffer>) => void)} [next] set by the program; room is for values, if they are as many
 */

/** How many values are on their way at a time. */
const AHEAD = 2;

const send = (/** @type {Record<string, unknown>} */ message, /** @type {Transferable[]} */ ...moved) => postMessage(message, { transfer: moved });

export function startWorker() {
  onmessage = ({ data }) => {
    switch (data.type) {
      case 'compile': assist(data); break;
      case 'packed': arrives(data.chunk); break;
      case 'run': run(data); break;
      case 'next': globalThis.playgroundTask?.next?.(data.bytes); break;
      case 'figure': rasterize(data); break;
      default: throw new Error(`unknown message ${data.type}`);
    }
  };
}

/** Takes what arrives of a packed program. @type {(chunk?: Uint8Array<ArrayBuffer>) => void} */
let arrives = () => {};

/** @param {{ total: number, link: string, language: string, rehearsed: boolean, plain: boolean | undefined }} order */
async function assist({ total, link, language, rehearsed, plain }) {
  globalThis.playgroundPlain = plain;
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
  const packed = new ReadableStream({ start(controller) { arrives = (chunk) => (chunk ? controller.enqueue(chunk) : controller.close()); } });
  const reader = packed.getReader();
  try {
    const module = await compile(() => reader.read(), total);
    send({ type: 'compiled', module });
    if (rehearsed) await rehearse(module, link, language, () => send({ type: 'begun' }));
  } catch (error) {
    console.info(error); // the page tries it itself, and says so
  }
  send({ type: 'ended' });
}

/** @param {{ module: WebAssembly.Module, link: string, tensors: Record<string, Uint8Array<ArrayBuffer>>, plain: boolean | undefined }} order */
async function run({ module, link, tensors, plain }) {
  globalThis.playgroundPlain = plain;
  /** @type {Task} */
  const task = {
    link,
    tensor: (key) => tensors[key],
    progress: (share) => send({ type: 'progress', share }),
    computed: () => { for (let i = 0; i < AHEAD; i++) task.next?.(); },
    values: (tensor, from, bytes) => send({ type: 'values', tensor, from, bytes }, bytes.buffer),
    done: (drawn) => send({ type: 'done', drawn }, drawn.buffer),
    failed: (message) => send({ type: 'failed', reason: 'other', message }),
  };
  globalThis.playgroundTask = task;
  /** @param {unknown} error */
  const failed = (error) => {
    send({ type: 'failed', reason: outgrown(error) ? 'memory' : 'other', message: error instanceof Error ? error.message : String(error) });
  };
  try {
    const { go, instance } = await instantiate(module);
    go.exit = (code) => { if (code !== 0) failed(`exit code ${code}`); };
    await go.run(instance);
  } catch (error) {
    failed(error);
  }
}

/** @param {{ figure: import('./figure.js').Figure, scale: number }} order */
async function rasterize({ figure, scale }) {
  let png;
  try {
    const canvas = /** @type {OffscreenCanvas} */ (await drawFigure(figure, scale, (width, height) => new OffscreenCanvas(width, height)));
    png = await canvas.convertToBlob();
  } catch (error) {
    console.info(error); // the page tries it itself, and says so
  }
  send({ type: 'figure', png });
}
