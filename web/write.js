// @ts-check
// Writes HTML into elements of the page. Most of what a redraw writes has the form
// of what was there: then the nodes stay, and only texts and attributes that are
// others are set. New nodes would have to be parsed, styled and laid out.

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
 * @param {(html: string) => void} [replace] writes what has another form than before
 */
export function write(id, html, replace) {
  const element = /** @type {HTMLElement} */ (document.getElementById(id));
  const pieces = html.split(/(<[^>]*>)/);
  const before = written.get(id);
  written.delete(id); // for as long as this may fail
  if (!before || !sameForm(before, pieces) || !change(element, before, pieces)) {
    if (replace) replace(html);
    else element.innerHTML = html;
  }
  written.set(id, pieces);
}

/** @param {string} tag */
const nameOf = (tag) => /^<\/?[^\s/>]*/.exec(tag)?.[0];

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

/** @param {string} tag */
function attributesOf(tag) {
  return new Map([...tag.matchAll(/\s([^\s=/>]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, value]));
}

/** @param {Element} element @param {string} before its tag, as it was written @param {string} now */
function setAttributes(element, before, now) {
  // Nearly always it is the same attributes with other values, which stand between quotes.
  const was = before.split('"');
  const is = now.split('"');
  if (was.length === is.length && is.every((part, i) => i % 2 === 1 || part === was[i])) {
    for (let i = 1; i < is.length; i += 2) {
      if (is[i] !== was[i]) element.setAttribute(is[i - 1].slice(is[i - 1].lastIndexOf(' ') + 1, -1), is[i]);
    }
    return;
  }
  const [old, attributes] = [attributesOf(before), attributesOf(now)];
  for (const [name, value] of attributes) if (old.get(name) !== value) element.setAttribute(name, value);
  for (const name of old.keys()) if (!attributes.has(name)) element.removeAttribute(name);
}
