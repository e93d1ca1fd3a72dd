// @ts-check
// Has long runs computed in a worker (worker.js), one at a time, beside the page.

import { beside } from './beside.js';
import { canHave } from './program.js';

/** A slider on its way passes by many runs: a worker is begun for one that stays this many milliseconds. */
const PAUSE = 30;

/**
 * A system that is short of memory may end a worker without a word. One that says nothing
 * at so many looks, a second apart, is taken for gone; it tells its progress far more often.
 * Looks are counted, not time, which passes while a computer sleeps.
 */
const LOOKS = 30;

/**
 * Tells Go by name:
 *   remote-progress(share)              0 … 1 of the computation
 *   remote-values(tensor, from, bytes)  which it answers with taken(bytes)
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
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let looking;

  function stop() {
    clearTimeout(waiting);
    clearInterval(looking);
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
    const mine = worker = beside();
    let begun = false;
    let silent = 0;
    looking = setInterval(() => { if (++silent > LOOKS) fail('start', ''); }, 1000);
    mine.onerror = ({ message }) => { if (mine === worker) fail(begun ? 'other' : 'start', message ?? ''); };
    mine.onmessage = ({ data }) => {
      if (mine !== worker) return; // it was stopped when this was on its way
      begun = true;
      silent = 0;
      switch (data.type) {
        case 'progress':
          call('remote-progress', data.share);
          break;
        case 'values':
          call('remote-values', data.tensor, data.from, data.bytes);
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
     * Go has taken a piece, which it may do late while it begins. Its memory goes back for
     * another one: pieces that were left to the collector would soon be as much as all
     * tensors.
     * @param {Uint8Array<ArrayBuffer>} bytes
     */
    taken(bytes) {
      worker?.postMessage({ type: 'next', bytes }, [bytes.buffer]);
    },

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
