// @ts-check
// Large runs, how much memory programs have, and the moment in which the numbers of
// one run are on their way to the page.

import { until } from './harness.js';

/** @typedef {import('./look.js').Page} Page */

/** Steps, inputs and units; a link and the MiB of its tensors x, Wx, Wh, b, h_0, a, h. @param {number} t @param {number} i @param {number} h */
export const large = (t, i, h) => ({
  link: `timesteps=${t}&input-size=${i}&hidden-size=${h}&weights=pytorch`,
  size: (8 * (t * i + h * i + h * h + 2 * h + 2 * t * h)) / 2 ** 20,
});

/** MiB of all memories of WebAssembly that the page has, after a collection of garbage. @param {Page} page */
export async function memory(page) {
  const prototype = await page.evaluateHandle(() => WebAssembly.Memory.prototype);
  const memories = await page.queryObjects(prototype);
  const bytes = await memories.evaluate((all) => all.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  await Promise.all([prototype.dispose(), memories.dispose()]);
  return bytes / 2 ** 20;
}

/** MiB that the worker of a run has, which holds its values. @param {Page} page */
export async function workerMemory(page) {
  const [worker] = page.workers();
  const { client } = worker;
  const { result } = await client.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await client.send('Runtime.queryObjects', { prototypeObjectId: /** @type {string} */ (result.objectId) });
  const { result: { value } } = await client.send('Runtime.callFunctionOn', {
    objectId: objects.objectId, returnByValue: true,
    functionDeclaration: 'function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }',
  });
  return value / 2 ** 20;
}

/** Goes to a run, without waiting for it. @param {Page} page @param {string} link */
export const go = (page, link) => page.evaluate((hash) => { location.hash = hash; }, `${link}&lang=en`);

/** Waits for a run of so many steps. @param {Page} page @param {number} steps @param {number} seed */
export const arrived = (page, steps, seed) => until(page, `the run of ${steps} steps, seed ${seed}`,
  (steps, seed) => el('#running').hidden && !document.documentElement.matches('.away') && el('#hidden-states').getAttribute('aria-rowcount') === String(steps + 1)
    && Number(new URLSearchParams(location.hash.slice(1)).get('seed')) === seed, steps, seed);

/**
 * Has every worker stop after its first values once kept.hold is set; kept.release()
 * lets the last one go on, kept.worker is that worker.
 * @param {Page} page
 */
export const holdValues = (page) => page.evaluateOnNewDocument(() => {
  kept = { hold: false, worker: undefined, release: undefined };
  const Plain = Worker;
  globalThis.Worker = /** @type {any} */ (class extends Plain {
    constructor(/** @type {[string, WorkerOptions]} */ ...args) {
      super(...args);
      kept.worker = this;
    }
    postMessage(/** @type {any} */ message, /** @type {any} */ transfer) {
      if (message.type !== 'next' || !kept.hold) return super.postMessage(message, transfer);
      const before = kept.release;
      kept.release = () => {
        before?.();
        kept.hold = false;
        kept.release = undefined;
        super.postMessage(message, transfer);
      };
    }
  });
});
