// @ts-check
// Changes the inside of an element into HTML of another form: what both have from
// their beginnings on stays, at every depth, and what comes after that is written
// or taken away. A table that gets a column keeps all its cells.

import { alike, sameName, setPiece } from './tag.js';
import { trustedHTML } from './trusted.js';

/** @typedef {import('./write.js').Writing} Writing */

/**
 * An element or a text in what is written.
 * @typedef {object} Piece
 * @property {number} from the first of its pieces: the text, or the element's tag
 * @property {number} to behind the last
 * @property {Piece[]} [inside] of an element
 */

/**
 * False if this cannot be done; some of it may have changed by then.
 * @param {Element} element @param {Writing} before with its nodes @param {Writing} now
 */
export function grow(element, before, now) {
  now.tree = read(now.pieces);
  now.nodes = [];
  return now.tree !== undefined && become(element, before.tree ?? [], now.tree, before, now);
}

/** Reads what is written; undefined if not every element is closed. @param {string[]} pieces @returns {Piece[] | undefined} */
export function read(pieces) {
  /** @type {Piece[]} */
  const all = [];
  /** @type {Piece[]} */
  const open = [];
  for (let i = 0; i < pieces.length; i++) {
    const html = pieces[i];
    if (html === '') continue;
    if (html.startsWith('</')) {
      const closed = open.pop();
      if (closed === undefined || !sameName(`</${pieces[closed.from].slice(1)}`, html)) return undefined;
      closed.to = i + 1;
      continue;
    }
    /** @type {Piece} */
    const piece = { from: i, to: i + 1 };
    (open.at(-1)?.inside ?? all).push(piece);
    if (i % 2 === 1 && !html.endsWith('/>')) open.push(Object.assign(piece, { inside: [] }));
  }
  return open.length === 0 ? all : undefined;
}

/** The nodes of an element; undefined if others stand there. @param {Element} element @param {Piece[]} tree @param {string[]} pieces */
export function nodesOf(element, tree, pieces) {
  /** @type {Node[]} */
  const nodes = [];
  return find(nodes, element.firstChild, tree, pieces) ? nodes : undefined;
}

/**
 * Looks up the nodes from one to its last sibling.
 * @param {(Node | undefined)[]} nodes @param {Node | null} node @param {Piece[]} tree what they are @param {string[]} pieces
 * @returns {boolean} whether they are
 */
function find(nodes, node, tree, pieces) {
  for (const { from, inside } of tree) {
    if (!node || !(from % 2 === 0 ? node instanceof Text : node instanceof Element && sameName(`<${node.localName}>`, pieces[from]))) return false;
    nodes[from] = node;
    if (inside && !find(nodes, node.firstChild, inside, pieces)) return false;
    node = node.nextSibling;
  }
  return node === null;
}

/**
 * @param {Element} element
 * @param {Piece[]} old @param {Piece[]} tree of what is inside
 * @param {Writing} before @param {Writing} now
 * @returns {boolean}
 */
function become(element, old, tree, before, now) {
  const [was, is] = [before.nodes ?? [], now.nodes ?? []];
  let same = 0;
  for (; same < old.length && same < tree.length && isLike(old[same], tree[same], before, now); same++) {
    const [from, to] = [old[same], tree[same]];
    if (remains(from, to, before, now)) continue;
    const node = was[from.from];
    is[to.from] = node;
    const [html, next] = [before.pieces[from.from], now.pieces[to.from]];
    if (html !== next && !setPiece(node, html, next)) return false;
    if (to.inside && !become(/** @type {Element} */ (node), from.inside ?? [], to.inside, before, now)) return false;
  }
  for (const { from } of old.slice(same)) /** @type {ChildNode | undefined} */ (was[from])?.remove();
  if (same === tree.length) return true;
  const last = same > 0 ? is[tree[same - 1].from] : undefined;
  element.insertAdjacentHTML('beforeend', trustedHTML(now.pieces.slice(tree[same].from, tree[tree.length - 1].to).join('')));
  return find(is, last ? last.nextSibling : element.firstChild, tree.slice(same), now.pieces);
}

/** Whether one can become the other. @param {Piece} from @param {Piece} to @param {Writing} before @param {Writing} now */
function isLike(from, to, before, now) {
  return from.from % 2 === to.from % 2 && !from.inside === !to.inside && alike(before.pieces[from.from], now.pieces[to.from], to.from % 2 === 1);
}

/** Whether the one is the other, with all that is inside; then its nodes are too. @param {Piece} from @param {Piece} to @param {Writing} before @param {Writing} now */
function remains(from, to, before, now) {
  if (to.to - to.from !== from.to - from.from) return false;
  for (let i = to.from, k = from.from; i < to.to; i++, k++) {
    if (now.pieces[i] !== before.pieces[k]) return false;
    if (now.nodes && before.nodes) now.nodes[i] = before.nodes[k];
  }
  return true;
}
