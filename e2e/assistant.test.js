// @ts-check
// The worker that compiles the program and rehearses it: what it saves the page, and that
// the page begins without it, however it fails.

import assert from 'node:assert/strict';
import { engine } from './engines/capabilities.js';
import { captureGo, exit } from './faults.js';
import { isReady, pageTest, until } from './harness.js';
import { disagreements, fill, notices, settings } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** Of the functions of the program that are compiled by the picture, the most that the page may compile: without the worker it is all of them. */
const SHARE = 0.25;

/** A link that is not taken as it is. */
const NONSENSE = 'input-size=nonsense&seed=-1';

/**
 * Keeps in `kept` what each worker says, and when the page ends it; and how often the page
 * itself compiles what streams in.
 * @param {Page} page
 * @param {(worker: Worker, message: any) => boolean | void} [fault] told of each message to a worker, which does not come if it says so
 * @param {number} [hasten] how often as fast the page's own patience ends
 */
const watch = (page, fault = () => {}, hasten = 1) => page.evaluateOnNewDocument(`(${(/** @type {(worker: Worker, message: any) => boolean | void} */ fault, /** @type {number} */ hasten) => {
  globalThis.kept = { hired: 0, said: [], streamed: 0 };
  const [Plain, later, stream] = [Worker, setTimeout, WebAssembly.compileStreaming];
  globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ f, /** @type {number} */ ms, /** @type {unknown[]} */ ...more) => later(f, ms === 5000 ? ms / hasten : ms, ...more));
  if (stream) WebAssembly.compileStreaming = (source) => { kept.streamed++; return stream(source); };
  globalThis.Worker = /** @type {any} */ (class extends Plain {
    constructor(/** @type {[string, WorkerOptions]} */ ...how) {
      super(...how);
      kept.hired++;
      this.addEventListener('message', ({ data }) => kept.said.push(data.type));
    }
    postMessage(/** @type {any} */ message, /** @type {any} */ ...more) {
      if (!fault(this, message)) super.postMessage(message, ...more);
    }
    terminate() {
      kept.said.push('terminated');
      super.terminate();
    }
  });
}})(${fault}, ${hasten})`);

/** @param {Page} page */
async function works(page) {
  await isReady(page);
  await fill(page, '#seed', '9');
  await until(page, 'the change', () => new URLSearchParams(location.hash.slice(1)).get('seed') === '9');
  assert.equal((await settings(page)).fields[3], 9);
  assert.deepEqual(await disagreements(page), []);
}

pageTest('the program is compiled beside the page, and goes ahead of it to where its run is put into words', async (visit) => {
  visit.allow(/The Go program ended/);
  const page = await visit.open('lang=en', { prepare: async (page) => { await captureGo(page); await watch(page); } });
  assert.deepEqual(await page.evaluate(() => [kept.hired, kept.streamed, ...kept.said.slice(0, 2)]), [1, 0, 'compiled', engine === 'chromium' ? 'begun' : 'ended']);
  await until(page, 'the worker is gone', () => kept.said.includes('terminated'));
  await works(page);
  await exit(page);
  await works(page);
  assert.equal(await page.evaluate(() => kept.hired), 1, 'what is compiled need not be rehearsed');
});

for (const [what, fault] of /** @type {const} */ ([
  ['hears nothing', '() => true'],
  ['hears nothing of how the program ends', '(worker, { type, chunk }) => type === "packed" && !chunk'],
  ['is ended by the system when half of the program is there', '(worker, { type }) => { if (type === "packed" && kept.half++) Worker.prototype.terminate.call(worker); kept.half ??= 1; }'],
  ['breaks down when half of the program is there', '(worker, { type }) => { if (type === "packed") setTimeout(() => worker.dispatchEvent(new Event("error"))); }'],
  ['is given something else', '(worker, message) => { if (message.chunk) message.chunk = message.chunk.map((byte) => byte ^ 85); }'],
])) {
  pageTest(`a worker that ${what}: the page compiles the program itself`, async (visit) => {
    const page = await visit.open('lang=en', { ready: false, prepare: (page) => watch(page, /** @type {any} */ (fault), 50) });
    await works(page);
    assert.deepEqual(await page.evaluate(() => [kept.hired, kept.streamed]), [1, 1]);
    assert.ok(await page.evaluate(() => kept.said.includes('terminated')));
  });
}

pageTest('a worker that stays behind is not waited for', async (visit) => {
  const page = await visit.open('lang=en', { ready: false, prepare: (page) => page.evaluateOnNewDocument(() => {
    globalThis.Worker = class extends Worker {
      /** @param {[string | URL, WorkerOptions?]} how */
      constructor(...how) {
        super(...how);
        this.addEventListener('message', (event) => { if (event.data.type !== 'compiled') event.stopImmediatePropagation(); });
      }
      terminate() {
        globalThis.kept = 'terminated';
        super.terminate();
      }
    };
  }) });
  await works(page);
  assert.equal(await page.evaluate(() => kept), 'terminated', 'it ends with the start of the page');
});

if (engine === 'chromium') {
  // The harness objects to what a worker's console says, as of a panic.
  pageTest('whatever a link shows can be rehearsed to its end', async (visit) => {
    for (const link of ['', 'lang=ko', 'cell=LSTM&panel=cells', 'cell=GRU&num-layers=2&bidirectional=true&batch=3&weights=pytorch', 'panel=weights&compare=pytorch', 'compare=LSTM',
      'panel=memory', 'panel=printout', 'panel=code', 'panel=files', 'view=backward', 'drawing=folded&t=4&unit=3', 'inputs=characters&text=hello', 'timesteps=400&hidden-size=48',
      'edits=b:3:0:-1', 'embed=1&show=heatmap,code&theme=dark', NONSENSE]) {
      const page = await visit.open(link, { ready: false, prepare: (page) => page.evaluateOnNewDocument(() => {
        globalThis.kept = [];
        globalThis.Worker = class extends Worker {
          /** @param {[string | URL, WorkerOptions?]} how */
          constructor(...how) {
            super(...how);
            this.addEventListener('message', ({ data }) => kept.push(data.type));
          }
          terminate() {
            if (kept.includes('ended')) super.terminate(); // it is let go to its end
          }
        };
      }) });
      await isReady(page);
      await until(page, `the rehearsal of “${link}” is over`, () => kept.includes('ended'));
      assert.deepEqual(await page.evaluate(() => kept), ['compiled', 'begun', 'ended'], link);
      assert.equal((await notices(page)).length > 0, link === NONSENSE, `${link} is taken as it is`);
      await page.close();
    }
  });

  pageTest('a slow phone compiles little of the program', async (visit) => {
    const shares = [];
    while (shares.length < 3 && !(Math.min(...shares) <= SHARE)) {
      const page = await visit.open('', { ready: false, size: [412, 823], prepare: async (page) => {
        const client = await page.createCDPSession();
        await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
        await page.tracing.start({ categories: ['v8.wasm', 'devtools.timeline'] });
        await page.evaluateOnNewDocument(() => console.timeStamp('the page'));
      } });
      await isReady(page);
      const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
      const mark = traceEvents.find((/** @type {any} */ { name, args }) => name === 'TimeStamp' && args.data.message === 'the page');
      const threads = traceEvents.filter((/** @type {any} */ { name, pid }) => name === 'wasm.CompileLazy' && pid === mark.pid).map((/** @type {any} */ { tid }) => tid);
      assert.ok(threads.length > 500, `${threads.length} functions are compiled`);
      shares.push(threads.filter((/** @type {number} */ tid) => tid === mark.tid).length / threads.length);
      await page.close();
    }
    assert.ok(Math.min(...shares) <= SHARE, `of the functions the page compiled ${shares.map((share) => `${Math.round(100 * share)} %`)}`);
  });
}
