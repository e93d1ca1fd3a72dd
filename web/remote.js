// @ts-check
// Has long runs computed in a worker (worker.js), one at a time, beside the page.

import { canHave } from './program.js';

/** A slider on its way passes by many runs: a worker is begun for one that stays this many milliseconds. */
const PAUSE = 30;

/**
 * Tells Go by name:
 *   remote-progress(share)              0 … 1 of the computation
 *   remote-values(tensor, from, bytes)
 *   remote-done(drawn)
 *   remote-failed(reason, message)      'start': no worker can be had; 'memory'; 'other'
 * @param {(name: string, ...values: unknown[]) => void} call
 * @param {() => WebAssembly.Module | undefined} program
 * @param {(link: string) => Record<string, Uint8Array<ArrayBuffer>>} tensors that the run of a link needs, by key
 */
export function createRemote(call, program, tensors) {
  /** @type {Worker | undefined} */
  let worker;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function stop() {
    clearTimeout(waiting);
    worker?.terminate();
    worker = undefined;
  }

  /** @param {string} reason @param {string} message */
  function fail(reason, message) {
    stop();
    call('remote-failed', reason, message);
  }

  /** @param {string} link */
  function begin(link) {
    const mine = worker = new Worker(import.meta.url, { type: 'module' });
    let begun = false;
    mine.onerror = ({ message }) => fail(begun ? 'other' : 'start', message ?? '');
    mine.onmessage = ({ data }) => {
      if (mine !== worker) return; // it was stopped when this was on its way
      begun = true;
      switch (data.type) {
        case 'progress':
          call('remote-progress', data.share);
          break;
        case 'values':
          call('remote-values', data.tensor, data.from, data.bytes);
          // The memory of the piece goes back for another one: pieces that were left to
          // the collector would soon be as much as all tensors.
          mine.postMessage({ type: 'next', bytes: data.bytes }, [data.bytes.buffer]);
          break;
        case 'done':
          stop(); // and its memory is free
          call('remote-done', data.drawn);
          break;
        case 'failed':
          fail(data.reason, data.message);
          break;
        default:
          throw new Error(`unknown message ${data.type}`);
      }
    };
    mine.postMessage({ type: 'run', module: program(), link, tensors: tensors(link), plain: globalThis.playgroundPlain });
  }

  return {
    stop,

    /**
     * Computes the run of a link.
     * @param {string} link
     * @param {number} bytes that it takes in the worker
     * @param {number} page bytes that the page's program will have then
     */
    start(link, bytes, page) {
      stop();
      waiting = setTimeout(() => {
        // A program would end where its memory cannot grow: see whether there is as much.
        if (!canHave(bytes) || !canHave(page)) {
          fail('memory', '');
          return;
        }
        try {
          begin(link);
        } catch (error) {
          fail('start', String(error));
        }
      }, PAUSE);
    },
  };
}
