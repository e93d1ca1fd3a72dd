// @ts-check
// Runs the program where there is no page, for its functions to be compiled: from its start
// to where all that it shows of a link is there, and put into words. It talks to an empty
// stage, on which there is everything that it looks for, and nothing in it.

import { instantiate } from './program.js';

/** What is told of everything: by these names what has to be a number, a text or a truth. Sizes are those of a phone. */
const FACTS = {
  clientWidth: 280, clientHeight: 112, offsetWidth: 80, offsetHeight: 21, offsetTop: 0, scrollTop: 0, scrollLeft: 0,
  length: 0, value: '', checked: false, disabled: false, contains: () => false,
};

/** Everything: it can be called, and has itself in it. @type {any} */
const everything = new Proxy(() => {}, {
  get: (_, name) => (Object.hasOwn(FACTS, name) ? FACTS[/** @type {keyof FACTS} */ (name)] : typeof name === 'symbol' ? undefined : everything),
  set: () => true,
  apply: () => everything,
});

/**
 * @param {WebAssembly.Module} module
 * @param {string} link @param {string} language
 * @param {() => void} begun is called where the program reaches for the page
 * @returns {Promise<void>} when nothing more is to come
 */
export function rehearse(module, link, language, begun) {
  return new Promise((done, failed) => {
    /** @type {Map<string, () => void>} */
    const handlers = new Map();
    const fire = (/** @type {string} */ name) => { handlers.get(name)?.(); };
    /** @type {Record<string, (...args: any[]) => unknown>} what is answered to what the program asks of its host (host.js) */
    const answers = {
      listening() {
        begun();
        return everything;
      },
      on: (name, handler) => handlers.set(name, handler),
      nextTurn: () => queueMicrotask(() => fire('turn')),
      nextSlice: () => queueMicrotask(() => fire('slice')),
      later(name) {
        if (name === 'settled' || name === 'said') setTimeout(fire, 0, name);
      },
      rest: done,
      again: () => false,
      canSound: () => true,
      fits: () => true,
      link: () => link,
      painted: () => '',
      browserLanguage: () => language,
      kept: () => '',
      tensor: () => undefined,
      color: (/** @type {string} */ token) => (/^--(negative|zero|positive|paper)/.test(token) ? '#808080' : '24'),
    };
    const host = new Proxy(answers, { get: (_, name) => answers[/** @type {string} */ (name)] ?? everything });
    Object.assign(globalThis, { playgroundHost: host, document: everything, devicePixelRatio: 2 });
    instantiate(module).then(({ go, instance }) => go.run(instance)).then(done, failed);
  });
}
