// @ts-check
// The messages of the page around this one. It may send some as soon as this page has been
// loaded, before embed.js has begun, which are kept for it: only what runs in the task of
// app.js is sure to come before that.

/** @type {MessageEvent[]} */
const heard = [];
const keep = (/** @type {MessageEvent} */ event) => heard.push(event);
if (globalThis.document && parent !== window) addEventListener('message', keep);

/** Gives f what has come and what will. @param {(event: MessageEvent) => void} f */
export function listen(f) {
  removeEventListener('message', keep);
  addEventListener('message', f);
  heard.splice(0).forEach(f);
}
