// @ts-check
// Changes the inside of an element into HTML of another form: what both have from
// their beginnings on stays, at every depth, and what comes after that is written
// or taken away. A table that gets a column keeps all its cells.

import { nameOf, setAttributes } from './tag.js';

/**
 * An element or a text in what is written.
 * @typedef {object} Piece
 * @property {string} html the text, or the element's tag
 * @property {number} from the first of its pieces
 * @property {number} to behind the last
 * @property {Piece[]} [inside] of an element
 */

/**
 * False if the element does not hold what was written, or if this cannot be done;
 * some of it may have changed by then.
 * @param {Element} element
 * @param {string[]} before what was written, cut at its tags
 * @param {string[]} pieces what is to be there
 */
export function grow(element, before, pieces) {
  const [old, now] = [read(before), read(pieces)];
  return old !== undefined && now !== undefined && become(element, old, now, pieces);
}

/** Reads what is written; undefined if not every element is closed. @param {string[]} pieces @returns {Piece[] | undefined} */
function read(pieces) {
  /** @type {Piece[]} */
  const all = [];
  /** @type {Piece[]} */
  const open = [];
  for (const [i, html] of pieces.entries()) {
    if (html === '') continue;
    if (html.startsWith('</')) {
      const closed = open.pop();
      if (closed === undefined || `</${nameOf(closed.html)?.slice(1)}` !== nameOf(html)) return undefined;
      closed.to = i + 1;
      continue;
    }
    /** @type {Piece} */
    const piece = { html, from: i, to: i + 1 };
    (open.at(-1)?.inside ?? all).push(piece);
    if (i % 2 === 1 && !html.endsWith('/>')) open.push(Object.assign(piece, { inside: [] }));
  }
  return open.length === 0 ? all : undefined;
}

/** @param {Element} element @param {Piece[]} old @param {Piece[]} now @param {string[]} pieces of now @returns {boolean} */
function become(element, old, now, pieces) {
  const nodes = [...element.childNodes];
  if (nodes.length !== old.length) return false;
  const most = Math.min(old.length, now.length);
  let same = 0;
  for (; same < most && isLike(old[same], now[same]); same++) {
    const [node, was, is] = [nodes[same], old[same], now[same]];
    if (node instanceof Text) {
      if (is.inside) return false;
      if (was.html !== is.html) node.data = is.html;
    } else {
      if (!(node instanceof Element) || `<${node.localName}` !== nameOf(is.html)) return false;
      if (was.html !== is.html) setAttributes(node, was.html, is.html);
      if (!become(node, was.inside ?? [], is.inside ?? [], pieces)) return false;
    }
  }
  for (const node of nodes.slice(same)) node.remove();
  if (same < now.length) element.insertAdjacentHTML('beforeend', pieces.slice(now[same].from, now.at(-1)?.to).join(''));
  return true;
}

/** Whether one can become the other. @param {Piece} was @param {Piece} is */
function isLike(was, is) {
  if (was.html === is.html) return true;
  if (/&/.test(was.html + is.html)) return false; // to be read by the parser
  return was.inside ? nameOf(was.html) === nameOf(is.html) : !is.inside;
}
