// @ts-check
// The fixed texts of the page, as early.js puts them in before it is painted and language.js later.

/** Text on the page is the inside of an element, or one of its attributes. */
const ATTRIBUTES = { label: 'aria-label', content: 'content', title: 'title', group: 'label' };

/** Puts every fixed text of the page into a language. @param {Record<string, string>} table by key @param {string} lang */
export function say(table, lang) {
  const root = document.documentElement;
  root.dataset.texts = lang;
  if (root.lang !== lang) root.lang = lang; // what is said again makes all styles anew, too
  for (const element of document.querySelectorAll('[data-i18n]')) element.textContent = table[element.getAttribute('data-i18n') ?? ''];
  for (const [kind, attribute] of Object.entries(ATTRIBUTES)) {
    for (const element of document.querySelectorAll(`[data-i18n-${kind}]`)) element.setAttribute(attribute, table[element.getAttribute(`data-i18n-${kind}`) ?? '']);
  }
  document.querySelector('[data-other-lang]')?.setAttribute('lang', lang === 'ko' ? 'en' : 'ko');
}
