// @ts-check
// A line as notes, and where it is just now. Which notes is decided in Go; nothing is heard
// unless somebody has asked for it.

/** Of 1, the loudest there is. */
const LOUD = 0.25;

/** Of a note it sounds for so much: of two equal ones each is heard. */
const SOUNDING = 0.8;

/** How long a device may take until it can be heard, in ms. */
const PATIENCE = 3000;

/** @param {(name: string, ...values: unknown[]) => void} call of Go: 'sounding' with a note, from 0, and at the end 'sounded' and whether it failed */
export function createSound(call) {
  /** @type {{ context: AudioContext, timer: ReturnType<typeof setTimeout>, ended: AbortController } | undefined} */
  let heard;

  function end(failed = false) {
    if (!heard) return;
    const { context, timer, ended } = heard;
    heard = undefined;
    clearTimeout(timer);
    ended.abort();
    context.close().catch(() => {});
    call('sounded', failed);
  }

  /** @param {NonNullable<typeof heard>} mine @param {number[]} pitches @param {number} seconds */
  function play(mine, pitches, seconds) {
    const { context } = mine;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = 'triangle'; // small loudspeakers have its low notes too
    tone.connect(volume).connect(context.destination);
    const from = context.currentTime + 0.05;
    const until = from + pitches.length * seconds;
    volume.gain.setValueAtTime(0, context.currentTime);
    pitches.forEach((pitch, i) => {
      const at = from + i * seconds;
      if (pitch === 0) return;
      tone.frequency.setValueAtTime(pitch, at);
      volume.gain.setTargetAtTime(LOUD, at, 0.004); // neither clicks
      volume.gain.setTargetAtTime(0, at + seconds * SOUNDING, 0.004);
    });
    tone.start(from);
    tone.stop(until);
    let last = -1;
    const tick = () => {
      const now = context.currentTime;
      if (now >= until) return end();
      const note = Math.floor((now - from) / seconds);
      if (note > last) call('sounding', last = note);
      if (heard === mine) mine.timer = setTimeout(tick, Math.max(1000 * (from + (note + 1) * seconds - now), 4));
    };
    tick();
  }

  return {
    canSound: () => typeof globalThis.AudioContext === 'function',

    /** Is for the task of a click or a key. @param {number[]} pitches in Hz, 0 for a rest @param {number} seconds of each */
    async soundStart(pitches, seconds) {
      end();
      const ended = new AbortController();
      const { signal } = ended;
      /** @type {AudioContext} */
      let context;
      try {
        context = new AudioContext();
      } catch {
        call('sounded', true); // there are too many of them, or no device
        return;
      }
      const mine = { context, ended, timer: setTimeout(() => end(true), PATIENCE) };
      heard = mine;
      addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation(); // what is pinned stays
        end();
      }, { capture: true, signal });
      document.addEventListener('visibilitychange', () => { if (document.hidden) end(); }, { signal });
      try {
        await context.resume();
      } catch {
        if (heard === mine) end(true);
      }
      if (heard !== mine) return;
      clearTimeout(mine.timer);
      play(mine, pitches, seconds);
    },

    soundStop: () => end(),
  };
}
