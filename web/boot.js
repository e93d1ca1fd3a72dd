// @ts-check
// Boots the Go program and keeps it alive. The page itself is drawn by Go; what
// is here is what has to work before Go runs, after it has died, or where a
// browser interface is awkward from Go.

import { texts } from '../build/texts.js';
import { createAssistant } from './assistant.js';
import { BootError, download } from './loader.js';
import { createHost } from './host.js';
import { installRunLayer } from './runlayer.js';
import { installRunRNN } from './runrnn.js';
import { notify, showBoot, hideBoot } from './notices.js';
import { instantiate, outgrown } from './program.js';
import { attend } from './attend.js';
import { dress } from './refused.js';
import { createRenewal } from './renew.js';
import { installDialogs } from './dialogs.js';
import { installHelp } from './help.js';
import { installOffline } from './offline.js';
import { installSnippet } from './snippet.js';
import { afterTurn } from './turn.js';

/** How often the program may die within WINDOW ms before the page gives up. */
const DEATHS = 3;
const WINDOW = 20_000;

/**
 * WebKit and Firefox break off what is on its way for a page that somebody sets out to leave before
 * the page is gone: of that nobody is told, unless the page is still there after so many ms.
 */
const GOING = 3000;
let stays = Promise.resolve();
onbeforeunload = () => { stays = new Promise((done) => { setTimeout(done, GOING); }); };

dress();

// What is preloaded WebKit hands on when all of it is there, and nobody would see how much has
// come: by its media query, which WebKit does not know, the link is a preload in Chromium only.
const program = /** @type {HTMLElement} */ (document.getElementById('program'));
// In the other language than its own the page has its texts itself.
const otherwise = document.getElementById('texts');
if (otherwise) Object.assign(/** @type {Record<string, {}>} */ (texts)[otherwise.lang], JSON.parse(otherwise.textContent));
const host = createHost(/** @type {import('./language.js').Texts} */ (texts), () => compiled, size);

/** @type {WebAssembly.Module | undefined} the compiled program, kept for a restart */
let compiled;
/** The one that runs. @type {{ memory: WebAssembly.Memory, end: () => void } | undefined} */
let running;
/** @type {number[]} */
const deaths = [];

function size() {
  return running?.memory.buffer.byteLength ?? 0;
}

/** @param {string} key @param {...string} values */
function text(key, ...values) {
  const table = host.texts[host.language()];
  return values.reduce((out, value, i) => out.replace(`{${i}}`, value), table[key]);
}

/** Downloads the program, and has it compiled and rehearsed beside the page, as far as to where it can begin. @param {boolean} afresh */
async function load(afresh) {
  const total = Number(program.dataset.bytes);
  const assistant = createAssistant(total, host.link(), host.language());
  host.whenReady.then(assistant.end);
  try {
    const module = await download(program instanceof HTMLLinkElement ? program.href : program, total, afresh, (share) => showBoot(text('boot.loading'), share), assistant.compile);
    await assistant.ahead;
    return module;
  } catch (error) {
    assistant.end();
    throw error;
  }
}

/** Downloads the program if that is still to be done, and starts it. */
async function boot(again = false) {
  try {
    if (!compiled) {
      showBoot(text('boot.loading'), 0);
      compiled = await load(again);
    }
    if (!document.documentElement.dataset.ready) showBoot(text('boot.starting'), 1);
    const fresh = await instantiate(compiled);
    await afterTurn();
    globalThis.playgroundTurn = afterTurn;
    run(fresh);
    globalThis.playgroundTurn = undefined; // a program that follows another one is there in one task
  } catch (error) {
    await stays;
    console.warn(error);
    hideBoot();
    const [key, detail] = BootError.explain(error);
    // A browser that had WebAssembly turned off gives it to the next page only.
    const act = key === 'boot.unsupported' ? () => location.reload() : () => boot(true);
    const retry = { label: text('boot.retry'), act };
    notify(`${text(key, detail)} ${text('boot.stays')}`, { close: text('close'), problem: true, retry });
  }
}

/**
 * Runs the program of a fresh instance: host.ready tells when it has painted.
 * @param {Awaited<ReturnType<typeof instantiate>>} fresh
 */
function run({ go, instance }) {
  let dead = false;
  /** Nothing of it goes on, and what still knows it does not keep its memory. */
  const end = () => {
    dead = true;
    go._resume = () => {};
    for (const timer of go._scheduledTimeouts.values()) clearTimeout(timer);
    go._resolveExitPromise();
    running = go._inst = go.mem = go._values = undefined;
  };
  /** @param {unknown} reason */
  const died = (reason) => {
    if (dead) return;
    end();
    console.warn('The Go program ended:', reason);
    restart(outgrown(reason));
  };
  const resume = go._resume.bind(go);
  go._resume = () => {
    try {
      resume();
    } catch (error) {
      died(error);
    }
  };
  go.exit = (code) => queueMicrotask(() => died(`exit code ${code}`));
  globalThis.playgroundHost = host;
  running = { memory: /** @type {WebAssembly.Memory} */ (instance.exports.mem), end };
  go.run(instance).catch(died);
}

host.rest = createRenewal(size, host.resting, async (still) => {
  if (!compiled) return;
  try {
    const fresh = await instantiate(compiled);
    if (!still()) return;
    running?.end();
    host.dismiss();
    run(fresh);
  } catch (error) {
    console.info(error); // there is no room for another one: this one goes on
  }
});

/** Starts the program again, with its state; where that was too large, with the one before. @param {boolean} large */
function restart(large) {
  delete document.documentElement.dataset.ready;
  const now = performance.now();
  deaths.push(now);
  while (deaths[0] < now - WINDOW) deaths.shift();
  host.reset(large || deaths.length > 1);
  host.translate(host.language());
  if (deaths.length > DEATHS) {
    hideBoot();
    const retry = { label: text('boot.retry'), act: () => { deaths.length = 0; boot(); } };
    notify(text('boot.gaveup'), { close: text('close'), problem: true, retry });
    return;
  }
  notify(text(large ? 'boot.outgrown' : 'boot.restarted'), { close: text('close'), problem: true });
  boot();
}

host.whenReady.then(() => { onbeforeunload = null; }); // with it some browsers do not keep a page to come back to

installRunRNN();
installRunLayer();
afterTurn(installHelp);
afterTurn(installDialogs);
afterTurn(() => installOffline(host.whenReady, () => {
  const retry = { label: text('boot.renew'), act: () => { host.leave(); location.reload(); } };
  notify(text('boot.newer'), { close: text('close'), retry });
}));
afterTurn(() => installSnippet(host.wanted, text));
if (host.embed.on) {
  // What is loaded before it is needed is in the cache by now; without this, browsers warn of it.
  // To the end: frames beside this one wait for what is on its way into the cache, and one
  // who breaks it off has them begin again.
  if (program instanceof HTMLLinkElement) fetch(program.href).then((response) => response.arrayBuffer()).catch(() => {});
  host.embed.onWake(attend({
    begin: async () => { if (!running) await boot(); },
    end: () => {
      const { small, idle } = host.resting();
      if (!running || !small || !idle || host.embed.busy()) return false;
      host.dismiss();
      running.end();
      return true;
    },
    hidden: () => host.hidden(),
  }));
} else boot();
