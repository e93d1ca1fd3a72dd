// @ts-check
// A program whose memory has become far larger than what it shows is put to rest, and
// a fresh one takes its place: the memory of WebAssembly cannot shrink. Nobody is to
// see it, so it waits until nobody is in the middle of something.

/** Bytes that a program without a large run does not come to. */
const LARGE = 128 * 2 ** 20;

/** Milliseconds in which nothing was touched, and between two looks. */
const QUIET = 2000;

const TOUCHES = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'keydown', 'input', 'change', 'wheel', 'scroll', 'focusin', 'compositionstart', 'compositionend'];

/** What a program answers. @typedef {{ small: boolean, idle: boolean }} Rest */

/**
 * @param {() => number} size of the program's memory in bytes
 * @param {() => Rest} ask whether it shows little, and has nothing to do
 * @param {(still: () => boolean) => Promise<void>} renew gets a fresh program ready, and lets it begin if still() says so
 */
export function createRenewal(size, ask, renew) {
  let touched = 0;
  let [held, composing] = [false, false];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  for (const event of TOUCHES) {
    addEventListener(event, ({ type }) => {
      touched = performance.now();
      if (type.startsWith('pointer') && type !== 'pointermove') held = type === 'pointerdown';
      if (type.startsWith('composition')) composing = type === 'compositionstart';
    }, { capture: true, passive: true });
  }

  const quiet = () => performance.now() - touched > QUIET && !held && !composing
    // An open editor, a value that was refused and is to be corrected, a button that says it is done.
    && !document.querySelector('#editor:not([hidden]), [aria-invalid="true"], [data-done]')
    && !document.documentElement.matches('.playing, .printing');

  async function look() {
    waiting = undefined;
    if (size() <= LARGE) return;
    const { small, idle } = ask();
    if (!small) return; // it will say so when it does
    if (idle && quiet()) await renew(() => quiet() && ask().idle);
    rest();
  }

  /** The program shows little, and may have much memory. */
  function rest() {
    if (size() > LARGE) waiting ??= setTimeout(look, QUIET);
  }
  return rest;
}
