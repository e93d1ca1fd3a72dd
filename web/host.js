// @ts-check
// What the Go program asks of the browser beyond single elements.

import { createAddress } from './address.js';
import { watchBring } from './bring.js';
import { blit, number, room } from './canvas.js';
import { copyText } from './copy.js';
import { createFiles } from './files.js';
import { keepButton, light, watchEdits } from './edit.js';
import { createLanguage } from './language.js';
import { putAway, restore, takeBack } from './leave.js';
import { createEmbed } from './embed.js';
import { hideBoot, notify } from './notices.js';
import { followPrintout, mark, phase, watchPointer } from './plots.js';
import { canHave } from './program.js';
import { createRemote } from './remote.js';
import { createSound } from './sound.js';
import { createTensors } from './tensors.js';
import { pointOut } from './tour.js';
import { trustedHTML } from './trusted.js';
import { afterTurn } from './turn.js';
import { forgetWritten, write } from './write.js';

/**
 * @param {import('./language.js').Texts} texts
 * @param {() => WebAssembly.Module | undefined} program compiled
 * @param {() => number} size of the memory of the one that runs, in bytes
 */
export function createHost(texts, program, size) {
  /** Go's functions by name; empty until it runs. @type {Map<string, Function>} */
  const handlers = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const timers = new Map();
  let watching = false;
  let pointing = false;
  /** What a program keeps for the one that follows it. @type {Map<string, string>} */
  const store = new Map();
  /** Ends the listeners of the program. */
  let listening = new AbortController();
  /** Whether the program follows one that was put to rest. */
  let again = false;
  /** @type {ReturnType<typeof watchEdits> | undefined} */
  let editor;
  const tensors = createTensors(() => call('tensor-unkept'));
  const bring = watchBring(call, tensors);
  const remote = createRemote(call, program, tensors.of);
  const files = createFiles(call);
  const embed = createEmbed(call);
  const address = createAddress(embed);
  const sound = createSound(call);
  let draft = document.createElement('div');
  /** @type {(value?: unknown) => void} */
  let arrived = () => {};
  const whenReady = new Promise((resolve) => { arrived = resolve; });
  const left = takeBack();
  if (left) {
    address.take(left.wanted);
    for (const [name, text] of left.store) store.set(name, text);
    again = true;
    whenReady.then(() => restore(left));
  }

  /** @param {string} name @param {...unknown} args */
  function call(name, ...args) {
    handlers.get(name)?.(...args);
  }

  /** A window may move to another screen, or be zoomed. */
  function watchPixels() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      call('resized');
      watchPixels();
    }, { once: true });
  }

  const host = {
    texts,

    /** Registers a function of Go. @param {string} name @param {Function} handler */
    on(name, handler) {
      handlers.set(name, handler);
    },

    /**
     * Forgets a program that has died. The next one begins with what was wanted,
     * or, if that may be what it dies of, with what was painted.
     * @param {boolean} wary
     */
    reset(wary) {
      host.dismiss();
      again = false;
      host.away(false);
      remote.stop();
      embed.asleep();
      forgetWritten();
      address.recover(wary);
    },

    embed,
    wanted: address.wanted,
    link: address.link,
    painted: address.painted,
    keepLink: address.keepLink,

    /** Nobody sees the frame. */
    hidden: () => call('hidden'),

    /** Shows of the page what a frame is to show. @param {boolean} on @param {string} show @param {string} theme @param {string} origin of who may send messages */
    frame(on, show, theme, origin) {
      globalThis.playgroundFrame?.(on, show, theme);
      embed.turn(on, origin);
      if (on) onresize = () => host.later('resized', 0);
    },

    /** What is on the page, as the keys of a link. @param {string} keys */
    told: (keys) => embed.told(keys),

    /** Lets go of a program for another one, which finds the page as it is. */
    dismiss() {
      embed.asleep();
      sound.soundStop();
      handlers.clear();
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      files.fileStop();
      listening.abort();
      listening = new AbortController();
      again = true;
    },

    /** Whether this program follows one that was put to rest. */
    again: () => again,

    /** Options for listeners of the program. */
    listening: () => ({ signal: listening.signal }),

    /** What Go says about being put to rest. */
    resting() {
      const answer = { small: false, idle: false };
      call('resting', answer);
      return { small: answer.small, idle: answer.idle && timers.size === 0 };
    },

    /** Go shows little, and is at rest. */
    rest: () => {},

    /** Shows whether the numbers behind the picture are away. @param {boolean} away */
    away(away) {
      document.documentElement.classList.toggle('away', away);
      document.getElementById('plots')?.setAttribute('aria-busy', String(away));
    },

    /** Whether the program can have so much more memory. @param {number} bytes */
    fits: (bytes) => canHave(size() + bytes),

    ...createLanguage(texts),

    /** Calls Go's 'turn' after the browser has had one. */
    nextTurn() {
      afterTurn(() => call('turn'));
    },

    /** Calls Go's 'slice' after the browser has had a turn. */
    nextSlice() {
      afterTurn(() => call('slice'));
    },

    /** Has the run of a link computed in a worker, which takes that many bytes, and here so many more. @param {string} link @param {number} bytes @param {number} more */
    remote: (link, bytes, more) => remote.start(link, bytes, size() + more),
    remoteTaken: remote.taken,
    remoteStop: () => remote.stop(),

    /** Calls a handler after a while; a later call under the same name replaces it. @param {string} name @param {number} ms */
    later(name, ms) {
      clearTimeout(timers.get(name));
      timers.set(name, setTimeout(() => {
        timers.delete(name);
        call(name);
      }, ms));
    },

    /** @param {string} message @param {string} close @param {boolean} problem */
    notice(message, close, problem) {
      notify(message, { close, problem });
    },

    /** Copies, and tells `copied-…` of the button how that went. @param {string} button @param {string} text */
    async copy(button, text) {
      call(`copied-${button}`, await copyText(text));
    },

    ...files,
    ...sound,

    blit,
    room,
    number,

    /** A token of the style sheet; a colour as #rrggbb. @param {string} token */
    color(token) {
      return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
    },

    /** Calls 'resized' when one of the elements has another size or the screen other pixels, and 'themed' when light and dark change, or a canvas has lost what was drawn. @param {...string} ids */
    watch(...ids) {
      if (watching) return;
      watching = true;
      const observer = new ResizeObserver(() => host.later('resized', 0));
      for (const id of ids) observer.observe(/** @type {Element} */ (document.getElementById(id)));
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => call('themed'));
      addEventListener('contextrestored', ({ target }) => {
        /** @type {HTMLCanvasElement} */ (target).width = 0; // the font and the scale are lost as well
        host.later('themed', 0); // all lose theirs at once
      }, true);
      watchPixels();
      /** @param {boolean} printing */
      const print = (printing) => {
        document.documentElement.classList.toggle('printing', printing);
        call('printing', printing);
      };
      const paper = matchMedia('print');
      addEventListener('beforeprint', () => print(true));
      // Firefox says that it has printed while the page is still laid out for paper.
      addEventListener('afterprint', () => {
        if (paper.matches) paper.addEventListener('change', () => print(false), { once: true });
        else print(false);
      });
      addEventListener('hashchange', () => call('linked'));
      address.watchGestures();
    },

    mark,
    light,
    forgetWritten: () => forgetWritten(),

    /** Writes the inside of an element. @param {string} id @param {string} html */
    write(id, html) {
      if (id === 'inspector') keepButton(() => write(id, html));
      else write(id, html);
    },

    /** Adds to what is written apart from the page; '' begins anew. @param {string} html */
    draft(html) {
      if (html === '') draft = document.createElement('div');
      else draft.insertAdjacentHTML('beforeend', trustedHTML(html));
    },

    /** Makes the draft the inside of an element. @param {string} id */
    publish(id) {
      forgetWritten(id);
      document.getElementById(id)?.replaceChildren(...draft.childNodes);
    },

    /** Keeps a text for a program that follows this one. @param {string} name @param {string} text */
    keep(name, text) {
      store.set(name, text);
    },

    /** What was kept; '' for nothing. @param {string} name */
    kept(name) {
      return store.get(name) ?? '';
    },

    /** Tells Go's 'edit' what is done to single values. */
    watchEdits() {
      editor ??= watchEdits((...what) => call('edit', ...what));
    },

    /** @param {string} name @param {string} value @param {string} drawn */
    showEditor(name, value, drawn) {
      editor?.show(name, value, drawn);
    },

    /** @param {string} value @param {string} drawn @param {string} error */
    updateEditor(value, drawn, error) {
      editor?.update(value, drawn, error);
    },

    /** Go takes what is brought to the page. @param {number} most bytes of a file */
    bring,

    /** @param {string} key */
    tensor: (key) => tensors.get(key),

    /** Looks for tensors of an earlier visit, and tells Go's 'tensors-sought' that it has. @param {string} keys */
    async seekTensors(keys) {
      await tensors.seek(keys.split(' '));
      call('tensors-sought');
    },
    phase,
    followPrintout,
    pointOut,

    /** Tells Go's 'point' where the pointer is. */
    watchPointer() {
      if (!pointing) watchPointer((...where) => call('point', ...where));
      pointing = true;
    },

    /** Shows whether steps are being played, and names the button. @param {boolean} playing @param {string} label */
    playing(playing, label) {
      document.documentElement.classList.toggle('playing', playing);
      document.getElementById('play')?.setAttribute('aria-label', label);
    },

    /** The program runs. */
    started() {
      hideBoot();
      document.documentElement.classList.remove('playing'); // in case one died of it
      phase('', false, 0);
    },

    /** The first run is painted. */
    ready() {
      document.documentElement.dataset.ready = 'true';
      arrived();
    },

    /** The program can be asked, too. */
    awake: embed.awake,

    /** When the first run is painted. */
    whenReady,

    /** The page is about to be loaded again: what is wanted is put into the address at once, and the rest away. */
    leave() {
      call('resting', {}); // and Go keeps what only it knows
      address.leave();
      putAway(address.wanted(), store);
    },
  };
  return host;
}
