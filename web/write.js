// @ts-check
// Writes HTML into elements of the page. Most of what a redraw writes has the form
// of what was there, or has a few elements more or less: then the nodes stay, and
// only texts and attributes that are others are set. New nodes would have to be
// parsed, styled and laid out.

import { grow, nodesOf, read } from './grow.js';
import { alike, setPiece } from './tag.js';
import { trustedHTML } from './trusted.js';

/**
 * What was last written into an element. Its nodes are kept: to find them takes
 * longer than all that is done with them.
 * @typedef {object} Writing
 * @property {string[]} pieces it is cut at its tags: text, tag, text, tag, …
 * @property {import('./grow.js').Piece[]} [tree] the same as a tree, once it was asked for
 * @property {(Node | undefined)[]} [nodes] that stand there, at the index of their first piece, once they were looked up
 */

/** By id. @type {Map<string, Writing>} */
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
  /** @type {Writing} */
  let now = { pieces: html.split(/(<[^>]*>)/) };
  const before = written.get(id);
  written.delete(id); // for as long as this may fail
  if (before ? !change(element, before, now) : !adapt(element, html)) {
    element.innerHTML = trustedHTML(html);
    now = { pieces: now.pieces };
  }
  written.set(id, now);
}

/**
 * Makes what stands in an element, of which nothing is known, what is to be there; false if
 * that has another form. A page comes with the tutorial's run, and as a rule that is wanted.
 * @param {HTMLElement} element @param {string} html
 */
function adapt(element, html) {
  const draft = /** @type {HTMLElement} */ (element.cloneNode(false)); // which parses as the element would
  draft.innerHTML = trustedHTML(html);
  if (draft.childNodes.length === 0 || !formed(element, draft)) return false;
  become(element, draft);
  return true;
}

/** Whether two nodes have children of the same kinds, and these, too. @param {Node} one @param {Node} other @returns {boolean} */
function formed(one, other) {
  const others = other.childNodes;
  return one.childNodes.length === others.length
    && [...one.childNodes].every((child, i) => child.nodeName === others[i].nodeName && formed(child, others[i]));
}

/** Gives the children of a node the texts and attributes of those of another one that is formed alike. @param {Node} node @param {Node} like */
function become(node, like) {
  node.childNodes.forEach((child, i) => {
    const model = like.childNodes[i];
    if (child instanceof Element && model instanceof Element) {
      for (const { name, value } of model.attributes) {
        if (child.getAttribute(name) !== value) child.setAttribute(name, value);
      }
      for (const { name } of [...child.attributes]) {
        if (!model.hasAttribute(name)) child.removeAttribute(name);
      }
      become(child, model);
    } else if (child.nodeValue !== model.nodeValue) child.nodeValue = model.nodeValue;
  });
}

/**
 * Changes what was written into what is to be there; false if the element does not
 * hold what was written, or if this cannot be done.
 * @param {HTMLElement} element @param {Writing} before @param {Writing} now
 */
function change(element, before, now) {
  const others = differences(before.pieces, now.pieces);
  before.tree ??= read(before.pieces);
  before.nodes ??= before.tree && nodesOf(element, before.tree, before.pieces);
  if (!before.nodes) return false;
  if (!others) return grow(element, before, now);
  for (const i of others) {
    if (!setPiece(before.nodes[i], before.pieces[i], now.pieces[i])) return false;
  }
  [now.tree, now.nodes] = [before.tree, before.nodes];
  return true;
}

/** Where writings of one form differ; undefined for others. @param {string[]} before @param {string[]} pieces */
function differences(before, pieces) {
  if (before.length !== pieces.length) return undefined;
  const others = [];
  for (let i = 0; i < pieces.length; i++) {
    if (pieces[i] === before[i]) continue;
    if (pieces[i] === '' || before[i] === '' || !alike(before[i], pieces[i], i % 2 === 1)) return undefined;
    others.push(i);
  }
  return others;
}
