// @ts-check
// Tags, as they are written in HTML with attributes in double quotes.

/** The tag's beginning, as in `<td` or `</td`. @param {string} tag */
export const nameOf = (tag) => /^<\/?[^\s/>]*/.exec(tag)?.[0];

/** @param {string} tag */
function attributesOf(tag) {
  return new Map([...tag.matchAll(/\s([^\s=/>]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, value]));
}

/** @param {Element} element @param {string} before its tag, as it was written @param {string} now */
export function setAttributes(element, before, now) {
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
