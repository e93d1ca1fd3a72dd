// @ts-check
// In a frame of another page the program begins when it is seen or asked something, and
// is let go of when it has not been seen for a while: a lesson may have thirty of them.
// The pictures stay; a program that follows finds the page as it is.

/** Milliseconds out of sight after which a program goes. */
const PATIENCE = 10_000;

/**
 * @param {object} program
 * @param {() => Promise<unknown>} program.begin starts it, the first time or again
 * @param {() => boolean} program.end lets go of it, unless it is in the middle of something
 * @param {() => void} program.hidden is told that it is out of sight
 * @returns {() => void} what has it begin, seen or not
 */
export function attend({ begin, end, hidden }) {
  let seen = false;
  let running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;

  function start() {
    if (!running) begin();
    running = true;
    leave();
  }

  /** Lets go of it when it has been out of sight long enough. */
  function leave() {
    clearTimeout(leaving);
    if (!seen && running) leaving = setTimeout(() => {
      if (!document.hasFocus() && end()) running = false;
      else leave();
    }, PATIENCE);
  }

  new IntersectionObserver((entries) => {
    for (const { isIntersecting } of entries) seen = isIntersecting; // as it was last
    if (seen) start();
    else if (running) hidden();
    leave();
  }).observe(document.documentElement);
  return start;
}
