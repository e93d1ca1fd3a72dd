// @ts-check
// What an engine, or the way to drive it, does not have, and which tests need it. A test
// that is not listed here runs in all three; one that is, is counted as not applicable
// with its reason where that is missing. What the page does is the same everywhere, and
// no reason to be in this list.

/** Which of them runs: BROWSER=firefox or webkit, or chromium when nothing is said. */
export const engine = /** @type {'chromium' | 'firefox' | 'webkit'} */ (process.env.BROWSER || 'chromium');
export const ENGINES = ['chromium', 'firefox', 'webkit'];
if (!ENGINES.includes(engine)) throw new Error(`BROWSER=${engine}: want one of ${ENGINES.join(', ')}`);

/** @type {Record<string, Record<string, string>>} why, by engine and capability */
const MISSING = {
  chromium: {},
  firefox: {
    CDP: 'the DevTools protocol is Chromium’s own',
    tracing: 'traces of tasks are Chromium’s own',
    heap: 'nothing lists the objects on the heap',
    'accessibility tree': 'WebDriver BiDi does not give the tree',
    flags: 'V8’s flags are Chromium’s own',
  },
  webkit: {
    CDP: 'the DevTools protocol is Chromium’s own',
    tracing: 'traces of tasks are Chromium’s own',
    heap: 'nothing lists the objects on the heap',
    'accessibility tree': 'WebDriver does not give the tree',
    flags: 'V8’s flags are Chromium’s own',
    touch: 'WebKitGTK’s driver has no fingers',
    print: 'WebKitGTK’s driver does not print',
    'forced colours': 'WebKitGTK has no forced colours',
    'list of workers': 'WebKitGTK’s driver does not list workers',
    'device scale': 'WebKitGTK has the scale of its display',
    'network conditions': 'WebKitGTK’s driver does not take the network away',
  },
};

/** @type {[file: string, needs: string, tests?: string[]][]} what tests of a file need: all of it, or those named */
const NEEDS = [
];

/** Why a test cannot run in this engine, or ''. @param {string} file @param {string} name */
export function notApplicable(file, name) {
  for (const [of, needs, tests] of NEEDS) {
    if (of === file && (!tests || tests.includes(name)) && needs in MISSING[engine]) return `${engine}: ${MISSING[engine][needs]}`;
  }
  return '';
}

/** Where a driver is asked for what it has not. @param {string} what @returns {never} */
export function lacks(what) {
  throw new Error(`${engine} has no ${what} (${MISSING[engine][what]}): list the test in e2e/engines/capabilities.js`);
}
