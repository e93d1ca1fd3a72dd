// @ts-check
// A session of gestures in a fresh profile.

import { visiting } from '../harness.js';
import { watchPauses } from './pauses.js';
import { session } from './session.js';

/** @param {number} seed @param {number} gestures @param {import('./gestures.js').Gesture[]} [replay] */
export const fuzz = (seed, gestures, replay) => visiting((visit) => session({
  open: (link) => visit.open(link, { prepare: watchPauses }), complaints: () => visit.complaints, url: visit.url, seed, gestures, replay,
}));
