// @ts-check
// The language of the page, and its fixed texts in it.

import { say } from './say.js';

/** Texts by language and key. @typedef {Record<string, Record<string, string>>} Texts */

/** @param {Texts} texts */
export function createLanguage(texts) {
  const language = {
    /** The language the link asks for, or else the browser. */
    language: () => /[#&]lang=(ko|en)(&|$)/.exec(location.hash)?.[1] ?? language.browserLanguage(),

    browserLanguage: () => globalThis.playgroundLanguage(),

    /** Puts every fixed text of the page into a language. @param {string} name */
    translate(name) {
      if (document.documentElement.dataset.texts === name) return;
      say(texts[name], name);
      // What was said before was said in the other language.
      document.getElementById('notices')?.replaceChildren();
    },
  };
  return language;
}
