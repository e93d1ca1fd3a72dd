// @ts-check
// The only ways by which a text becomes HTML of the page, or the address of a program.
// The page's policy (headers/headers.go) has browsers with Trusted Types refuse every
// other; those without still have what is refused here. All HTML is made by the Go
// program, which escapes what it did not write; should it ever fail to, a tag or an
// attribute that the page does not have goes nowhere.

/** What the page writes; a test in package playground compares it with what the Go program makes. */
export const TAGS = ('b button caption circle code defs details div g h3 i image li lineargradient mn mo mpadded mrow mspace mtable mtd mtext mtr option output p path pre rect section span '
  + 'stop sub summary svg table tbody td text tfoot th thead title tr ul').split(' ');

/** An attribute that runs something, has styles, or leads elsewhere than into the page. */
const ACTIVE = 'on|style|src|action|formaction|(?:xlink:)?href="(?!#|data:image/png;base64,)';
/** A tag of another name or with such an attribute, one that is not written as all are, or `<` that begins none. */
const OTHER = new RegExp(`<(?!/?(?:${TAGS.join('|')})(?:\\s+(?!${ACTIVE})[^\\s"'=<>/]+(?:="[^"]*")?)*\\s*/?>)`, 'i');

/** @param {string} text @returns {string} the same, if it is of the kind that the page is made of */
function checkedHTML(text) {
  const at = OTHER.exec(text);
  if (at) throw new TypeError(`HTML is refused from ${JSON.stringify(text.slice(at.index, at.index + 60))} on`);
  return text;
}

/** @param {string} address @returns {string} the same, if it is of this site, or of a script that is in the page */
function checkedAddress(address) {
  const { origin, protocol } = new URL(address, location.href);
  if (origin !== location.origin && protocol !== 'blob:') throw new TypeError(`a program from ${address} is refused`);
  return address;
}

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('playground', { createHTML: checkedHTML, createScriptURL: checkedAddress })
  ?? { createHTML: checkedHTML, createScriptURL: checkedAddress };

/**
 * HTML to be set or inserted.
 * @param {string} text in which attributes have double quotes
 * @returns {string} to the type checker; where there are Trusted Types, one of those
 */
export const trustedHTML = (text) => policy.createHTML(text);

/** The address of a worker. @param {string} text @returns {string} as with trustedHTML */
export const trustedAddress = (text) => policy.createScriptURL(text);
