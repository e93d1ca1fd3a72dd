// @ts-check
// Compiles the program in a worker, and rehearses it there (worker.js). Chromium compiles
// each function once, for all threads, when it is called first: what the worker has called
// by then, the page need not wait for. Without a worker the page does without.

import { beside } from './beside.js';
import { compile } from './loader.js';

/** For how many milliseconds it may say nothing: when it has all of the program, and when it has compiled it. */
const PATIENCE = 5000;
const LEAD = 200;

/** Whether it is Chromium: others compile all functions together, or none, so that there is nothing to rehearse for. */
const LAZY = 'memory' in performance;

/**
 * @param {number} total bytes of the packed program
 * @param {string} link what the page is to show @param {string} language
 */
export function createAssistant(total, link, language) {
  /** @type {Worker | undefined} */
  let worker;
  /** @type {(module?: WebAssembly.Module) => void} */
  let compiled = () => {};
  /** @type {() => void} */
  let begun = () => {};
  /** @type {Promise<WebAssembly.Module | undefined>} */
  const module = new Promise((done) => { compiled = done; });

  function end() {
    worker?.terminate();
    worker = undefined;
    compiled();
    begun();
  }

  const assistant = {
    /** Nothing more is wanted of it. */
    end,

    /** When it is so far ahead that the program can begin: from then on the page has more to do than it. @type {Promise<void>} */
    ahead: new Promise((done) => { begun = done; }),

    /** @param {import('./loader.js').Packed} packed */
    async compile(packed) {
      if (!worker) return compile(packed, total);
      worker.postMessage({ type: 'compile', total, link, language, rehearsed: LAZY, plain: globalThis.playgroundPlain });
      /** @type {Uint8Array<ArrayBuffer>[]} */
      const kept = [];
      for (let more = true; more;) {
        const { done, value } = await packed();
        worker?.postMessage({ type: 'packed', chunk: value });
        if (done) more = false;
        else kept.push(value);
      }
      setTimeout(compiled, PATIENCE);
      const made = await module;
      setTimeout(begun, LEAD);
      if (made) return made;
      end();
      return compile(async () => {
        const value = kept.shift();
        return value ? { done: false, value } : { done: true, value };
      }, total);
    },
  };

  try {
    worker = beside();
  } catch {
    end();
    return assistant;
  }
  worker.onerror = worker.onmessageerror = end;
  worker.onmessage = ({ data }) => {
    switch (data.type) {
      case 'compiled': compiled(data.module); break;
      case 'begun': begun(); break;
      case 'ended': end(); break;
      default: throw new Error(`unknown message ${data.type}`);
    }
  };
  return assistant;
}
