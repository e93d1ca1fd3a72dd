// @ts-check
// A session of gestures in a fresh profile.

import { browserFlags, visiting } from '../harness.js';
import { watchPauses } from './pauses.js';
import { session } from './session.js';

// A finger that goes to the right is the browser's own way back, out of the page too.
browserFlags('--disable-features=OverscrollHistoryNavigation,TouchpadOverscrollHistoryNavigation');

/** @param {number} seed @param {number} gestures @param {import('./gestures.js').Gesture[]} [replay] */
const once = (seed, gestures, replay) => visiting((visit) => {
  visit.allow(/Failed to load ‘’\. A ServiceWorker intercepted the request/); // Firefox, of a frame that is gone before its page is there
  return session({
    open: (link) => visit.open(link, { prepare: watchPauses }), complaints: () => visit.complaints, url: visit.url, seed, gestures, replay,
  });
});

/**
 * A machine that is busy makes a page slow now and then: a gesture is too slow that is so
 * again when all is done once more.
 * @param {number} seed @param {number} gestures @param {import('./gestures.js').Gesture[]} [replay]
 */
export async function fuzz(seed, gestures, replay) {
  const outcome = await once(seed, gestures, replay);
  if (outcome.wrong.length > 0 || outcome.slow.size === 0) return outcome;
  const last = Math.max(...outcome.slow.keys());
  const again = await once(seed, 0, outcome.gestures.slice(0, last));
  for (const [n, text] of outcome.slow) {
    const second = again.slow.get(n);
    if (second) outcome.wrong.push(`gesture ${n}: ${text}; and again: ${second}`);
  }
  if (outcome.wrong.length > 0) outcome.gestures = outcome.gestures.slice(0, last);
  return outcome;
}
