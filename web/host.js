// @ts-check
// What the Go program asks of the browser beyond single elements.

import { watchBring } from './bring.js';
import { blit, number, room } from './canvas.js';
import { copyText } from './copy.js';
import { createFiles } from './files.js';
import { keepButton, light, watchEdits } from './edit.js';
import { putAway, restore, takeBack } from './leave.js';
import { createEmbed } from './embed.js';
import { hideBoot, notify } from './notices.js';
import { followPrintout, mark, phase, watchPointer } from './plots.js';
import { canHave } from './program.js';
import { createRemote } from './remote.js';
import { createTensors } from './tensors.js';
import { pointOut } from './tour.js';
import { trustedHTML } from './trusted.js';
import { forgetWritten, write } from './write.js';

/** Text on the page is the inside of an element, or one of its attributes. */
const ATTRIBUTES = { label: 'aria-label', content: 'content', title: 'title', group: 'label' };

/** Changes of one kind, each no longer than this after the one before, are one entry of the history. */
const PAUSE = 1000;

/**
 * Browsers refuse more than 100 writes of the address in 30 seconds: 20 may come
 * at once, and one more every 400 ms.
 */
const BURST = 20;
const PACE = 400;

/** A browser that refused one nonetheless is asked again after so long. */
const DENIED = 5000;

/** A write takes a millisecond of the browser: what goes on changing is written after the frame of the change. */
const WRITE_AFTER = 40;

/** Texts by language and key. @typedef {Record<string, Record<string, string>>} Texts */

/**
 * @param {Texts} texts
 * @param {() => WebAssembly.Module | undefined} program compiled
 * @param {() => number} size of the memory of the one that runs, in bytes
 */
export function createHost(texts, program, size) {
  /** Go's functions by name; empty until it runs. @type {Map<string, Function>} */
  const handlers = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const timers = new Map();
  /** The links of what is wanted and of what is painted. @type {{ wanted: string, painted: string } | undefined} */
  let kept;
  /** The fragment of the address as this page last read or wrote it. */
  let fragment = location.hash;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let writing;
  /** When the writes so far are worked off, one each PACE. */
  let paid = -BURST * PACE;
  /** Whether what is wanted gets an entry of its own in the history. */
  let entering = false;
  /** What was changed last, and when; and whether the pointer that does it is still down. */
  const gesture = { kind: '', at: 0, held: false };
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
  const remote = createRemote(call, program, tensors.of);
  let bringing = false;
  const files = createFiles(call);
  const embed = createEmbed(call);
  let draft = document.createElement('div');
  const slices = new MessageChannel();
  slices.port1.onmessage = () => call('slice');
  /** @type {(value?: unknown) => void} */
  let arrived = () => {};
  const whenReady = new Promise((resolve) => { arrived = resolve; });
  const left = takeBack();
  if (left) {
    kept = { wanted: left.wanted, painted: '' };
    for (const [name, text] of left.store) store.set(name, text);
    again = true;
    whenReady.then(() => restore(left));
  }

  /** @param {string} name @param {...unknown} args */
  function call(name, ...args) {
    handlers.get(name)?.(...args);
  }

  /** Writes what is wanted into the address, unless somebody has just gone to another one. */
  function writeLink() {
    clearTimeout(writing);
    writing = undefined;
    if (!kept || location.hash !== fragment || fragment === `#${kept.wanted}`) return;
    const now = performance.now();
    if (paid > now) {
      writing = setTimeout(writeLink, paid - now);
      return;
    }
    paid = Math.max(paid, now - BURST * PACE) + PACE;
    const next = `#${kept.wanted}`;
    try {
      // An entry that came to be as the one before it is used again.
      // In a frame they would be steps of the page around it.
      if (entering && history.state?.before !== fragment && !embed.on) history.pushState({ before: fragment }, '', next);
      else history.replaceState(history.state, '', next);
    } catch { // a browser that counts otherwise, or a frame that may not
      writing = setTimeout(writeLink, DENIED);
      return;
    }
    fragment = next;
    entering = false;
    writing = setTimeout(writeLink, 300);
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
      if (kept && wary) kept.wanted = kept.painted;
      writeLink();
    },

    embed,

    /** The link of what is on the page, or will be. */
    wanted: () => kept?.wanted ?? location.hash.slice(1),

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

    /** The fragment of the page's address, to be followed. */
    link() {
      entering = false;
      gesture.kind = '';
      // What was changed before a program died may still wait to be written.
      if (kept && location.hash === fragment) return `#${kept.wanted}`;
      fragment = location.hash;
      return fragment;
    },

    /** The link of what stands on the page, painted by a program before this one; '' for what it came with. */
    painted() {
      return kept?.painted ?? '';
    },

    /**
     * Keeps the links of what is wanted and of what is painted, outside the
     * program. The address follows at once, or goes on to follow a little later or when changes pause.
     * @param {string} wanted
     * @param {string} painted
     * @param {string} kind what the user has changed; '' for what makes no history
     */
    keepLink(wanted, painted, kind) {
      const now = performance.now();
      if (kind && (kind !== gesture.kind || (now > gesture.at + PAUSE && !gesture.held))) {
        writeLink(); // the entry before ends as it came to be
        entering = true;
      }
      if (kind) Object.assign(gesture, { kind, at: now });
      kept = { wanted, painted };
      if (embed.on) embed.link(wanted);
      if (entering || !kind && !writing) writeLink();
      else writing ??= setTimeout(writeLink, WRITE_AFTER);
    },

    /** The language the link asks for, or else the browser. */
    language() {
      const asked = /[#&]lang=(ko|en)(&|$)/.exec(location.hash)?.[1];
      return asked ?? host.browserLanguage();
    },

    browserLanguage() {
      for (const tag of navigator.languages ?? [navigator.language]) {
        const language = tag.toLowerCase().split('-')[0];
        if (language in texts) return language;
      }
      return 'en';
    },

    /** Puts every fixed text of the page into a language. @param {string} language */
    translate(language) {
      const table = texts[language];
      const root = document.documentElement;
      if (root.lang === language) return;
      root.lang = language;
      for (const element of document.querySelectorAll('[data-i18n]')) {
        element.textContent = table[element.getAttribute('data-i18n') ?? ''];
      }
      for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
        for (const element of document.querySelectorAll(`[data-i18n-${name}]`)) {
          element.setAttribute(attribute, table[element.getAttribute(`data-i18n-${name}`) ?? '']);
        }
      }
      const other = document.querySelector('[data-other-lang]');
      other?.setAttribute('lang', language === 'ko' ? 'en' : 'ko');
      // What was said before was said in the other language.
      document.getElementById('notices')?.replaceChildren();
    },

    /** Calls Go's 'slice' after the browser has had a turn. */
    nextSlice() {
      slices.port2.postMessage(null);
    },

    /** Has the run of a link computed in a worker, which takes that many bytes, and here so many more. @param {string} link @param {number} bytes @param {number} more */
    remote: (link, bytes, more) => remote.start(link, bytes, size() + more),
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
      for (const [event, printing] of /** @type {const} */ ([['beforeprint', true], ['afterprint', false]])) {
        addEventListener(event, () => {
          document.documentElement.classList.toggle('printing', printing);
          call('printing', printing);
        });
      }
      addEventListener('hashchange', () => call('linked'));
      // Whatever is pressed anew begins an entry of its own in the history.
      for (const event of ['pointerdown', 'pointerup', 'pointercancel', 'click']) {
        addEventListener(event, () => {
          gesture.held = event === 'pointerdown';
          if (event === 'pointerdown' || event === 'click') gesture.kind = '';
        }, { capture: true });
      }
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

    /** Tells Go what is brought to the page. @param {number} most bytes of a file */
    watchBring(most) {
      if (!bringing) watchBring(call, most, tensors);
      bringing = true;
    },

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
      embed.awake();
      arrived();
    },

    /** When the first run is painted. */
    whenReady,

    /** The page is about to be loaded again: what is wanted is put into the address at once, and the rest away. */
    leave() {
      call('resting', {}); // and Go keeps what only it knows
      paid = -Infinity;
      try {
        writeLink();
      } catch {
        // Too many writes for this browser; it is put away too.
      }
      clearTimeout(writing);
      putAway(kept?.wanted ?? location.hash.slice(1), store);
    },
  };
  return host;
}
