// @ts-check
// Writes HTML into elements of the page. Most of what a redraw writes has the form
// of what was there, or has a few elements more or less: then the nodes stay, and
// only texts and attributes that are others are set. New nodes would have to be
// parsed, styled and laid out.

import { grow } from './grow.js';
import { nameOf, setAttributes } from './tag.js';

/** What was last written into elements, by id, cut at its tags: text, tag, text, tag, … @type {Map<string, string[]>} */
const written = new Map();

/** Forgets what is there, in one element or all: nobody knows how much of it was written. @param {string} [id] */
export function forgetWritten(id) {
  if (id) written.delete(id);
  else written.clear();
}

/**
 * Writes the inside of an element.
 * @param {string} id
 * @param {string} html in which `<` and `>` are those of tags, and attributes have double quotes
 */
export function write(id, html) {
  const element = /** @type {HTMLElement} */ (document.getElementById(id));
  const pieces = html.split(/(<[^>]*>)/);
  const before = written.get(id);
  written.delete(id); // for as long as this may fail
  if (!before || !(sameForm(before, pieces) ? change : grow)(element, before, pieces)) element.innerHTML = html;
  written.set(id, pieces);
}

/** Whether the same elements and texts stand in two writings. @param {string[]} before @param {string[]} pieces */
function sameForm(before, pieces) {
  return before.length === pieces.length && pieces.every((piece, i) => {
    const old = before[i];
    if (piece === old) return true;
    if (piece.includes('&') || old.includes('&')) return false; // to be read by the parser
    return i % 2 === 0 ? piece !== '' && old !== '' : nameOf(piece) === nameOf(old);
  });
}

/**
 * Sets what is another; false if the element does not hold what was written.
 * @param {HTMLElement} element @param {string[]} before @param {string[]} pieces
 */
function change(element, before, pieces) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === '' || piece.startsWith('</')) continue;
    const node = nodes.nextNode();
    if (i % 2 === 0) {
      if (!(node instanceof Text)) return false;
      if (piece !== before[i]) node.data = piece;
    } else {
      if (!(node instanceof Element) || `<${node.localName}` !== nameOf(piece)) return false;
      if (piece !== before[i]) setAttributes(node, before[i], piece);
    }
  }
  return nodes.nextNode() === null;
}
