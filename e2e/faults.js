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

/** Ends the newest instance as os.Exit would. @param {Page} page */
export const exit = (page) => page.evaluate(() => {
  const go = goes.at(-1)?.deref();
  go.importObject.gojs['runtime.wasmExit'](4096); // wherever that points: some exit code
});
