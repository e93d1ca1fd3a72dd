// @ts-check
// What is not in the address is put away when the page is loaded again as another
// build, and taken back by the page that comes: what can be undone, where it is
// scrolled to, and what has the keyboard.

const KEY = 'rnn-playground left';

/**
 * @typedef {object} Left
 * @property {string} at the fragment of the address
 * @property {string} wanted the link of what is wanted
 * @property {[name: string, text: string][]} store what a program keeps for the one that follows it
 * @property {[id: string, x: number, y: number][]} scrolls of elements; '' is the window
 * @property {string} focus the id of what has the keyboard; '' for nothing
 */

/** @param {string} wanted @param {Iterable<[string, string]>} store */
export function putAway(wanted, store) {
  /** @type {Left} */
  const left = { at: location.hash, wanted, store: [...store], scrolls: [['', scrollX, scrollY]], focus: document.activeElement?.id ?? '' };
  for (const element of document.querySelectorAll('[id]')) {
    if (element.scrollTop || element.scrollLeft) left.scrolls.push([element.id, element.scrollLeft, element.scrollTop]);
  }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(left));
  } catch {
    // It may keep nothing; what is wanted is in the address.
  }
}

/** What was put away, once, and by a page of this address. @returns {Left | undefined} */
export function takeBack() {
  try {
    const left = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    /** @type {Left | null} */
    const read = left && JSON.parse(left);
    return read && read.at === location.hash ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Scrolls and gives the keyboard back, on a page that is painted. @param {Left} left */
export function restore({ scrolls, focus }) {
  for (const [id, x, y] of scrolls) (id ? document.getElementById(id) : window)?.scrollTo({ left: x, top: y, behavior: 'instant' });
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}
