// @ts-check
// What stands in the page, its style sheet and early.js, the policy of a host may refuse: one
// of its own, or an older one of ours. Files of the site it allows, and style sheets that a
// script makes are no concern of it, so that this one can make up for both.

import './early.js';

/** Has the page look as it should where its style sheet was refused. */
export function dress() {
  const style = document.querySelector('style');
  if (!style || style.sheet) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
