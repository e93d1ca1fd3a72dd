// @ts-check
// The language of the page, and its fixed texts in it.

/** Texts by language and key. @typedef {Record<string, Record<string, string>>} Texts */

/** Text on the page is the inside of an element, or one of its attributes. */
const ATTRIBUTES = { label: 'aria-label', content: 'content', title: 'title', group: 'label' };

/** @param {Texts} texts */
export function createLanguage(texts) {
  const language = {
    /** The language the link asks for, or else the browser. */
    language: () => /[#&]lang=(ko|en)(&|$)/.exec(location.hash)?.[1] ?? language.browserLanguage(),

    browserLanguage: () => globalThis.playgroundLanguage(),

    /** Puts every fixed text of the page into a language. @param {string} name */
    translate(name) {
      for (const _ of language.translation(name)); // in one go
    },

    /**
     * The same in many pieces, of which each is done when it is asked for.
     * @param {string} name @returns {Generator<void>}
     */
    *translation(name) {
      const table = texts[name];
      const root = document.documentElement;
      if (root.dataset.texts === name) return;
      root.dataset.texts = name;
      if (root.lang !== name) root.lang = name; // what is said again makes all styles anew, too
      for (const element of document.querySelectorAll('[data-i18n]')) {
        element.textContent = table[element.getAttribute('data-i18n') ?? ''];
        yield;
      }
      for (const [kind, attribute] of Object.entries(ATTRIBUTES)) {
        for (const element of document.querySelectorAll(`[data-i18n-${kind}]`)) {
          element.setAttribute(attribute, table[element.getAttribute(`data-i18n-${kind}`) ?? '']);
          yield;
        }
      }
      const other = document.querySelector('[data-other-lang]');
      other?.setAttribute('lang', name === 'ko' ? 'en' : 'ko');
      // What was said before was said in the other language.
      document.getElementById('notices')?.replaceChildren();
    },
  };
  return language;
}
