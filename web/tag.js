// @ts-check
// Tags and texts, as they are written in HTML with attributes in double quotes.

/** Whether two tags begin alike, as in `<td` or `</td`. @param {string} tag @param {string} other */
export function sameName(tag, other) {
  for (let i = 0; ; i++) {
    const ended = ends(tag, i);
    if (ended || tag.charCodeAt(i) !== other.charCodeAt(i)) return ended && ends(other, i);
  }
}

/** Whether a tag's name ends before that character: a space, `/` or `>`. @param {string} tag @param {number} i */
function ends(tag, i) {
  const code = tag.charCodeAt(i);
  return code === 32 || code === 62 || (code === 47 && i > 1);
}

/** @param {string} tag */
function attributesOf(tag) {
  return new Map([...tag.matchAll(/\s([^\s=/>]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, value]));
}

/** @param {Element} element @param {string} before its tag, as it was written @param {string} now */
function setAttributes(element, before, now) {
  // Nearly always it is the same attributes with other values, which stand between quotes.
  let [was, is] = [0, 0];
  for (;;) {
    const [from, to] = [before.indexOf('"', was), now.indexOf('"', is)];
    const name = now.slice(is, to < 0 ? undefined : to);
    if (before.slice(was, from < 0 ? undefined : from) !== name) break;
    if (to < 0) return;
    [was, is] = [before.indexOf('"', from + 1) + 1, now.indexOf('"', to + 1) + 1];
    const value = now.slice(to + 1, is - 1);
    if (before.slice(from + 1, was - 1) !== value) element.setAttribute(name.slice(name.lastIndexOf(' ') + 1, -1), value);
  }
  const [old, attributes] = [attributesOf(before), attributesOf(now)];
  for (const [name, value] of attributes) if (old.get(name) !== value) element.setAttribute(name, value);
  for (const name of old.keys()) if (!attributes.has(name)) element.removeAttribute(name);
}

/** Whether a node can be changed from one tag, or text, into another. @param {string} was @param {string} is @param {boolean} tag */
export function alike(was, is, tag) {
  if (was === is) return true;
  if (was.includes('&') || is.includes('&')) return false; // to be read by the parser
  return !tag || sameName(was, is);
}

/** Changes a node; false if it is another one than was written. @param {Node | undefined} node @param {string} was @param {string} is */
export function setPiece(node, was, is) {
  if (!node?.isConnected) return false;
  if (node instanceof Element) setAttributes(node, was, is);
  else if (node.nodeValue === was) node.nodeValue = is;
  else return false;
  return true;
}
