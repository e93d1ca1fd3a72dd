// @ts-check
// What does not outlive the process of a test file, however that ends but by SIGKILL.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<() => unknown>} */
const endings = new Set();
process.once('exit', () => { for (const ending of endings) ending(); });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, () => process.exit(1));

/** Does something when the process ends, unless what it gives is called before. @param {() => unknown} ending what waits for nothing */
export function atExit(ending) {
  endings.add(ending);
  return () => { endings.delete(ending); };
}

/** A new folder, which goes with the process. @param {string} name how its own begins */
export function temporary(name) {
  const folder = mkdtempSync(join(tmpdir(), name));
  atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  return folder;
}
