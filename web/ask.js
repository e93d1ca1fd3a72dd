// @ts-check
// How runRNN and runLayer ask Go: it cannot throw, and is not always there.

/** @typedef {{ error?: { type: string, message: string } }} Answer */

/**
 * Go's answer, or throws what Go refuses.
 * @param {string} name of the function that is called on the page
 * @param {((...args: unknown[]) => unknown) | undefined} go Go's
 * @param {...unknown} args
 */
export function ask(name, go, ...args) {
  if (!go) throw new Error(`${name}: the calculator is not running yet; wait for <html data-ready="true">`);
  const answer = /** @type {Answer | undefined} */ (go(...args));
  globalThis.playgroundHost.rest(); // it may have taken much memory
  if (!answer) throw new Error(`${name}: the calculator stopped and is being started again`);
  if (answer.error) {
    const { type, message } = answer.error;
    const errors = { TypeError, RangeError, Error };
    throw new (errors[/** @type {keyof typeof errors} */ (type)] ?? Error)(`${name}: ${message}`);
  }
  return answer;
}

const typedName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get;

/**
 * What kind of typed array a value is; undefined if none. No code of the value runs.
 * @param {unknown} value
 * @returns {string | undefined}
 */
export const typed = (value) => typedName?.call(value);

/**
 * What an argument is that is not what it should be, in words. No code of the
 * argument runs.
 * @param {unknown} value
 */
export function describe(value) {
  switch (typeof value) {
    case 'string': return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case 'bigint': return 'a BigInt';
    case 'symbol': return 'a symbol';
    case 'function': return 'a function';
    case 'number':
    case 'boolean': return String(value);
    case 'undefined': return '';
  }
  if (value === null) return 'null';
  const kind = typed(value);
  if (kind) return kind.startsWith('Int') ? `an ${kind}` : `a ${kind}`;
  return Array.isArray(value) ? 'an array' : 'an object';
}
