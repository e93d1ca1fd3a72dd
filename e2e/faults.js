// @ts-check
// Ways for the Go program to die.

/** @typedef {import('./look.js').Page} Page */

/** Knows each instance of Go's glue in `goes`, without keeping it. @param {Page} page */
export const captureGo = (page) => page.evaluateOnNewDocument(() => {
  globalThis.goes = [];
  let Original;
  Object.defineProperty(globalThis, 'Go', {
    configurable: true,
    get: () => Original,
    set: (Go) => {
      Original = class extends Go {
        constructor() {
          super();
          goes.push(new WeakRef(this));
        }
      };
    },
  });
});

/** Lets the kernel trap where it is called next, each time that `trap` is set. @param {Page} page */
export const trapInKernel = (page) => page.evaluateOnNewDocument(() => {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = /** @type {any} */ ((module, imports) => {
    for (const name of ['product', 'recurrence']) {
      const f = imports.kernel?.[name];
      if (f) {
        imports.kernel[name] = (...args) => {
          if (globalThis.trap) {
            trap = false;
            throw new WebAssembly.RuntimeError('memory access out of bounds');
          }
          f(...args);
        };
      }
    }
    return instantiate(module, imports);
  });
});

/**
 * Has the program die when it changes the language: Go recovers from calls that throw, not from properties that do.
 * @param {Page | import('puppeteer-core').Frame} page
 */
export const dieOfProperty = (page) => page.evaluate(() => {
  const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  Object.defineProperty(HTMLInputElement.prototype, 'value', {
    ...property,
    set(value) {
      Object.defineProperty(HTMLInputElement.prototype, 'value', property);
      throw new Error(`not now: ${value}`);
    },
  });
  /** @type {HTMLElement} */ (document.querySelector('#language')).click();
});

/** Ends the newest instance as os.Exit would. @param {Page} page */
export const exit = (page) => page.evaluate(() => {
  const go = goes.at(-1)?.deref();
  go.importObject.gojs['runtime.wasmExit'](4096); // wherever that points: some exit code
});
