// @ts-check
// The one script of the site: on the page it boots the program and keeps it alive,
// in a worker it computes a long run.

import { startPage } from './boot.js';
import { startWorker } from './worker.js';

if (globalThis.document) startPage();
else startWorker();
