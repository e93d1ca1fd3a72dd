// @ts-check
// Workers: the page's one script, beside the page.

import { trustedAddress } from './trusted.js';

/** The script by an address; of one that stands in the page itself, of a copy. */
function scriptAddress() {
  const enclosed = document.querySelector('script#enclosed');
  return copy ??= enclosed ? URL.createObjectURL(new Blob([enclosed.textContent ?? ''], { type: 'text/javascript' })) : import.meta.url;
}
/** @type {string | undefined} */
let copy;

/** Begins one (worker.js). Throws where there are none. */
export const beside = () => new Worker(trustedAddress(scriptAddress()), { type: 'module' });
