// @ts-check
// The one script of the site: on the page it boots the program and keeps it alive,
// in a worker it computes a long run.

import { startWorker } from './worker.js';

if (globalThis.document) import('./boot.js'); // is bundled, and begins here
else startWorker();
