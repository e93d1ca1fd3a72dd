// @ts-check
// Work of many pieces that does not hold the page up. A message is handed over after what the
// browser has to do by then, and other than a timer as soon in a page that nobody sees.

const { port1, port2 } = new MessageChannel();

/** @type {(() => void)[]} */
const waiting = [];
port1.onmessage = () => waiting.shift()?.();

/** Calls f after the browser has had a turn. @param {() => void} [f] @returns {Promise<void>} when it has been called */
export const afterTurn = (f) => new Promise((done) => {
  waiting.push(() => {
    try {
      f?.();
    } finally {
      done();
    }
  });
  port2.postMessage(null);
});

/** Milliseconds of work after which a phone a fourth as fast would be held up. */
const LONG = 8;

/** Gives a function to be awaited between two pieces: the browser has a turn there when they have taken long. */
export function createTurns() {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < LONG) return;
    await afterTurn();
    began = performance.now();
  };
}
