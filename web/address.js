// @ts-check
// The link of the page's state in its address and in the history. It is kept here, outside
// the Go program, for one that follows it.

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

/** @param {ReturnType<typeof import('./embed.js').createEmbed>} embed */
export function createAddress(embed) {
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

  /** Writes what is wanted into the address, unless somebody has just gone to another one. */
  function write() {
    clearTimeout(writing);
    writing = undefined;
    if (!kept || location.hash !== fragment || fragment === `#${kept.wanted}`) return;
    const now = performance.now();
    if (paid > now) {
      writing = setTimeout(write, paid - now);
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
      writing = setTimeout(write, DENIED);
      return;
    }
    fragment = next;
    entering = false;
    writing = setTimeout(write, 300);
  }

  return {
    /** The link of what is on the page, or will be. */
    wanted: () => kept?.wanted ?? location.hash.slice(1),

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
    painted: () => kept?.painted ?? '',

    /**
     * Keeps the links of what is wanted and of what is painted. The address follows at
     * once, or goes on to follow a little later or when changes pause.
     * @param {string} wanted
     * @param {string} painted
     * @param {string} kind what the user has changed; '' for what makes no history
     */
    keepLink(wanted, painted, kind) {
      const now = performance.now();
      if (kind && (kind !== gesture.kind || (now > gesture.at + PAUSE && !gesture.held))) {
        write(); // the entry before ends as it came to be
        entering = true;
      }
      if (kind) Object.assign(gesture, { kind, at: now });
      kept = { wanted, painted };
      if (embed.on) embed.link(wanted);
      if (entering || !kind && !writing) write();
      else writing ??= setTimeout(write, WRITE_AFTER);
    },

    /** What is wanted after a program has died: what was, or, if that may be what it died of, what was painted. @param {boolean} wary */
    recover(wary) {
      if (kept && wary) kept.wanted = kept.painted;
      write();
    },

    /** Takes over what a page before this one wanted. @param {string} wanted */
    take(wanted) {
      kept = { wanted, painted: '' };
    },

    /** Writes what is wanted at once, as the page is left. */
    leave() {
      paid = -Infinity;
      write();
      clearTimeout(writing);
    },

    /** Whatever is pressed anew begins an entry of its own in the history. */
    watchGestures() {
      for (const event of ['pointerdown', 'pointerup', 'pointercancel', 'click']) {
        addEventListener(event, () => {
          gesture.held = event === 'pointerdown';
          if (event === 'pointerdown' || event === 'click') gesture.kind = '';
        }, { capture: true });
      }
    },
  };
}
