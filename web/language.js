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

    browserLanguage() {
      for (const tag of navigator.languages ?? [navigator.language]) {
        const name = tag.toLowerCase().split('-')[0];
        if (name in texts) return name;
      }
      return 'en';
    },

    /** Puts every fixed text of the page into a language. @param {string} name */
    translate(name) {
      const table = texts[name];
      const root = document.documentElement;
      if (root.lang === name) return;
      root.lang = name;
      for (const element of document.querySelectorAll('[data-i18n]')) {
        element.textContent = table[element.getAttribute('data-i18n') ?? ''];
      }
      for (const [kind, attribute] of Object.entries(ATTRIBUTES)) {
        for (const element of document.querySelectorAll(`[data-i18n-${kind}]`)) {
          element.setAttribute(attribute, table[element.getAttribute(`data-i18n-${kind}`) ?? '']);
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
