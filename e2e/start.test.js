// @ts-check
// The start of the page: it is cut so that the browser has turns meanwhile, and nothing is
// lost between them.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReady, pageTest, until } from './harness.js';
import { disagreements, fill, notices, settings } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** The most of the processor time from the start of the program to the picture that one task may take: in one piece it is three quarters, as it is a fifth at the most. */
const SHARE = 0.4;

/**
 * Has the program think that each of its pieces took long, so that the browser has a turn
 * after every one of them, and does something in each turn.
 * @param {Page} page @param {string | ((turn: number) => unknown)} act in the page
 */
async function watchTurns(page, act) {
  await page.evaluateOnNewDocument(`(${(/** @type {(turn: number) => unknown} */ each) => {
    const now = performance.now.bind(performance);
    let looks = 0;
    performance.now = () => now() + 20 * ++looks;
    let host;
    Object.defineProperty(globalThis, 'playgroundHost', {
      configurable: true,
      get: () => host,
      set(value) {
        host = value;
        const { nextTurn } = host;
        globalThis.turns = 0;
        host.nextTurn = () => {
          each(++globalThis.turns);
          nextTurn();
        };
      },
    });
  }})(${act})`);
}

pageTest('a link that is followed while the page begins is shown, whenever that is', async (visit) => {
  for (const turn of [1, 4, 10, 20, 30]) {
    const page = await visit.open('hidden-size=3&lang=en', { ready: false, prepare: (page) => watchTurns(page, `(turn) => {
      if (turn === ${turn}) location.hash = 'timesteps=6&hidden-size=5&seed=9&lang=en';
    }`) });
    await isReady(page);
    await page.waitForFunction(() => document.querySelectorAll('#table-body tr').length === 6);
    assert.ok(await page.evaluate(() => globalThis.turns) > 30, 'the browser has many turns');
    assert.deepEqual(await disagreements(page), []);
    const { fields, columns } = await settings(page);
    assert.deepEqual([...fields, columns], [6, 4, 5, 9, 5], `followed in turn ${turn}`);
    await page.close();
  }
});

pageTest('what a worker tells while the page begins is taken when it has begun', async (visit) => {
  const page = await visit.open('timesteps=50000&hidden-size=64&weights=pytorch&lang=en', { ready: false, prepare: (page) => page.evaluateOnNewDocument(() => {
    let pieces = 0;
    globalThis.Worker = class extends Worker {
      /** @param {[string | URL, WorkerOptions?]} how */
      constructor(...how) {
        super(...how);
        this.addEventListener('message', ({ data }) => { pieces += Number(data.type === 'values'); });
      }
    };
    let host;
    Object.defineProperty(globalThis, 'playgroundHost', {
      get: () => host,
      set(value) {
        host = value;
        const { nextTurn, remote } = host;
        host.remote = (/** @type {unknown[]} */ ...what) => {
          remote(...what);
          host.nextTurn = async () => {
            while (pieces < 2) await new Promise((done) => { setTimeout(done, 10); });
            globalThis.turns = (globalThis.turns ?? 0) + 1;
            nextTurn();
          };
        };
      },
    });
  }) });
  await isReady(page);
  await page.waitForFunction(() => el('#hidden-states').getAttribute('aria-rowcount') === '50001');
  assert.ok(await page.evaluate(() => globalThis.turns) > 0, 'the worker told something while the page began');
  const row = (/** @type {Page} */ of) => of.evaluate(() => els('td[data-t="3"]').slice(0, 8).map((cell) => cell.textContent).join());
  const other = await visit.open('timesteps=50000&hidden-size=64&weights=pytorch&lang=en');
  assert.equal(await row(page), await row(other));
});

pageTest('nothing can be operated before all of it can', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => watchTurns(page, () => {
    const able = [...document.querySelectorAll('#fields, #play, #tour-start, #copy-link, #find-step')].filter((control) => !(/** @type {HTMLInputElement} */ (control).disabled));
    /** @type {any} */ (globalThis).early = [.../** @type {any} */ (globalThis).early ?? [], ...able.map(({ id }) => id)];
  }) });
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).early), []);
  assert.deepEqual(await page.evaluate(() => els('#fields, #play, #tour-start, #copy-link, #find-step').filter(({ disabled }) => disabled).map(({ id }) => id)), []);
});

pageTest('a click while the page begins is done when it has begun', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => watchTurns(page, (turn) => {
    if (turn === 30) /** @type {HTMLElement} */ (document.querySelector('#tab-weights')).click();
  }) });
  await page.waitForFunction(() => el('#panel-weights').checkVisibility() && !el('#panel-table').checkVisibility());
  assert.deepEqual(await disagreements(page), []);
});

pageTest('a file that is dropped before there is a program is read when there is one', async (visit) => {
  const page = await visit.open('lang=en', { ready: false, prepare: async (page) => {
    await watchTurns(page, (turn) => {
      if (turn === 1) /** @type {any} */ (globalThis).drop('second.csv');
    });
    await page.evaluateOnNewDocument(() => {
      /** @type {any} */ (globalThis).drop = (/** @type {string} */ name) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['1,2\n3,4\n5,6\n'], name));
        const fire = (/** @type {string} */ type) => document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        fire('dragover');
        const seen = el('#drop-here').checkVisibility();
        /** @type {any} */ (globalThis).drops = [.../** @type {any} */ (globalThis).drops ?? [], { name, seen, opened: fire('drop'), ready: document.documentElement.dataset.ready ?? 'no' }];
      };
      const beginning = setInterval(() => {
        if (document.getElementById('boot')?.hidden !== false) return; // the page says that the program comes
        clearInterval(beginning);
        /** @type {any} */ (globalThis).drop('first.csv');
      }, 1);
    });
  } });
  await until(page, 'something is found', () => el('#bring').matches('.found') && el('#bring').checkVisibility());
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).drops), ['first.csv', 'second.csv'].map((name) => ({ name, seen: true, opened: false, ready: 'no' })), 'the browser opens none of them');
  assert.match(await page.evaluate(() => el('#bring-found').textContent), /second\.csv/, 'the last counts');
  assert.equal(await page.evaluate(() => el('#boot').checkVisibility()), false);
  assert.deepEqual(await disagreements(page), []);
});

pageTest('what the page came with stays where it is wanted, and each picture is drawn once', async (visit) => {
  for (const lang of ['ko', 'en']) {
    const page = await visit.open(`lang=${lang}`, { size: [1280, 800], prepare: (page) => page.evaluateOnNewDocument(() => {
      document.addEventListener('readystatechange', () => {
        globalThis.came ??= ['#equation', '#lines', '#time-axis', '#table-body', '#inspector', '#shapes'].map((id) => {
          const nodes = document.createNodeIterator(/** @type {Node} */ (document.querySelector(id)));
          const all = [];
          for (let node = nodes.nextNode(); node; node = nodes.nextNode()) all.push(node);
          return all;
        });
      });
      globalThis.drawn = {};
      Object.defineProperty(globalThis, 'playgroundHost', { configurable: true, set(host) {
        Object.defineProperty(globalThis, 'playgroundHost', { value: host, writable: true });
        const { blit } = host;
        host.blit = (/** @type {string} */ id, /** @type {any[]} */ ...rest) => {
          drawn[id] = (drawn[id] ?? 0) + 1;
          blit(id, ...rest);
        };
      } });
    }) });
    await sleep(500); // what would be drawn again for the sizes that the page is told of
    assert.deepEqual(await page.evaluate(() => drawn), { inputs: 1, sums: 1, heatmap: 1 }, lang);
    // The words of the inspector and of the shapes came when the page was put into its language.
    const went = await page.evaluate(() => came.map((nodes) => nodes.filter((node) => !node.isConnected).length));
    assert.deepEqual(went.slice(0, lang === 'ko' ? 6 : 4), Array(lang === 'ko' ? 6 : 4).fill(0), lang);
    assert.deepEqual(await disagreements(page), []);
    await page.close();
  }
});

pageTest('a link that cannot be painted while the page begins leaves a page that works', async (visit) => {
  visit.allow(/caught in Go/);
  const page = await visit.open('hidden-size=5&lang=en', { prepare: (page) => watchTurns(page, (turn) => {
    const { playgroundHost: host } = /** @type {any} */ (globalThis);
    if (turn !== 30) return;
    const { phase } = host;
    host.phase = () => {
      host.phase = phase;
      throw new Error('not now');
    };
  }) });
  assert.match((await notices(page)).join(), /not now/);
  await fill(page, '#hidden-size-value', '4');
  await page.waitForFunction(() => el('#hidden-states').getAttribute('aria-colcount') === '5');
  assert.deepEqual(await disagreements(page), []);
});

pageTest('no task of the start holds a slow phone up', async (visit) => {
  const shares = [];
  while (shares.length < 3 && !(Math.min(...shares) <= SHARE)) {
    const page = await visit.open('', { ready: false, size: [412, 823], prepare: async (page) => {
      await page.evaluateOnNewDocument(() => {
        Object.defineProperty(globalThis, 'playgroundHost', { configurable: true, set(value) {
          Object.defineProperty(globalThis, 'playgroundHost', { value, writable: true });
          console.timeStamp('begins');
          const { ready } = value;
          value.ready = () => { ready(); console.timeStamp('is there'); };
        } });
      });
      await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
    } });
    await isReady(page);
    const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
    const [from, to] = ['begins', 'is there'].map((what) => traceEvents.find((/** @type {any} */ { name, args }) => name === 'TimeStamp' && args.data.message === what));
    const times = traceEvents
      .filter((/** @type {any} */ { name, pid, tid, tdur, ts, dur }) => name === 'ThreadControllerImpl::RunTask' && pid === from.pid && tid === from.tid && tdur > 0 && ts + dur >= from.ts && ts <= to.ts)
      .map((/** @type {any} */ { tdur }) => tdur);
    shares.push(Math.max(...times) / times.reduce((/** @type {number} */ sum, /** @type {number} */ time) => sum + time, 0));
    await page.close();
  }
  assert.ok(Math.min(...shares) <= SHARE, `of the processor time one task took ${shares.map((share) => `${Math.round(100 * share)} %`)}`);
});

pageTest('the browser has a turn in the midst of Go’s own start, before the program reaches for its host', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => {
    kept = [];
    let Glue, next, host;
    Object.defineProperty(globalThis, 'Go', { get: () => Glue, set: (Go) => {
      Glue = class extends Go {
        run(instance) {
          const running = super.run(instance);
          kept.push('started');
          return running;
        }
      };
    } });
    Object.defineProperty(globalThis, 'playgroundTurn', { get: () => next, set: (turn) => {
      next = turn && ((f) => turn(() => { kept.push('turn'); f(); }));
    } });
    Object.defineProperty(globalThis, 'playgroundHost', { get: () => host, set: (value) => {
      host = value;
      const { listening } = host;
      host.listening = () => { kept.push('host'); return listening(); };
    } });
  }) });
  assert.deepEqual(await page.evaluate(() => kept), ['started', 'turn', 'host']);
});

pageTest('what is there is put into words in a task of its own, after the one that finds them', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => page.evaluateOnNewDocument(() => {
    kept = [];
    let host;
    Object.defineProperty(globalThis, 'playgroundHost', { get: () => host, set: (value) => {
      host = value;
      const { later, write } = host;
      host.later = (name, ms) => { kept.push(name); later(name, ms); };
      host.write = (id, html) => { if (id === 'announce') kept.push('announced'); write(id, html); };
    } });
  }) });
  await until(page, 'the page is at rest', () => kept.filter((name) => name === 'said').length === 2);
  await page.evaluate(() => { kept.length = 0; });
  await fill(page, '#seed', '8');
  await until(page, 'it is told', () => kept.includes('announced'));
  assert.deepEqual(await page.evaluate(() => kept.filter((name) => name !== 'resized').slice(-4)), ['settled', 'said', 'said', 'announced']);
});
