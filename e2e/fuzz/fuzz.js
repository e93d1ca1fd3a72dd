// @ts-check
// A session of gestures in a fresh profile.

import { engine } from '../engines/capabilities.js';
import { browserFlags, visiting } from '../harness.js';
import { watchPauses } from './pauses.js';
import { session } from './session.js';

// A finger that goes to the right is the browser's own way back, out of the page too.
browserFlags('--disable-features=OverscrollHistoryNavigation,TouchpadOverscrollHistoryNavigation');

/** @param {number} seed @param {number} gestures @param {import('./gestures.js').Gesture[]} [replay] */
const once = (seed, gestures, replay) => visiting((visit) => {
  visit.allow(/Failed to load ‘’\. A ServiceWorker intercepted the request/); // Firefox, of a frame that is gone before its page is there
  // Firefox, where a selected text is dragged: it gives the page an event and then does not let it read what that carries.
  if (engine === 'firefox') visit.allow(/^uncaught: Error: Error: Permission denied to access property "types"/);
  return session({
    open: (link) => visit.open(link, { prepare: watchPauses }), complaints: () => visit.complaints, url: visit.url, seed, gestures, replay,
  });
});

/** So often a gesture has to be too slow. */
const TIMES = 3;

/**
 * A machine that is busy makes a page slow now and then: a gesture is too slow that is so
 * each time when all is done once more.
 * @param {number} seed @param {number} gestures @param {import('./gestures.js').Gesture[]} [replay]
 */
export async function fuzz(seed, gestures, replay) {
  const outcome = await once(seed, gestures, replay);
  if (outcome.wrong.length > 0) return outcome;
  let slow = [...outcome.slow].map(([n, text]) => ({ n, texts: [text] }));
  for (let time = 2; time <= TIMES && slow.length > 0; time++) {
    const again = await once(seed, 0, outcome.gestures.slice(0, Math.max(...slow.map(({ n }) => n))));
    outcome.wrong.push(...again.wrong);
    slow = slow.flatMap(({ n, texts }) => (again.slow.has(n) ? [{ n, texts: [...texts, again.slow.get(n) ?? ''] }] : []));
  }
  outcome.wrong.push(...slow.map(({ n, texts }) => `gesture ${n}: ${texts.join('; and again: ')}`));
  if (slow.length > 0) outcome.gestures = outcome.gestures.slice(0, Math.max(...slow.map(({ n }) => n)));
  return outcome;
}
