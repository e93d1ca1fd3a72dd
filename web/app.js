// @ts-check
// The one script of the site: on the page it boots the program and keeps it alive,
// in a worker it computes a long run.

import './heard.js';
import { afterTurn } from './turn.js';
import { startWorker } from './worker.js';

// The browser ends its own work on the page in the task of this script. boot.js is bundled,
// and begins in one of its own.
if (globalThis.document) afterTurn(() => import('./boot.js'));
else startWorker();
