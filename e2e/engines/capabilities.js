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
  chromium: {
    'text zoom': 'Chromium has no zoom of text alone',
  },
  firefox: {
    'waiting to paint': 'only Chromium waits with painting for an element of the page',
    CDP: 'the DevTools protocol is Chromium’s own',
    tracing: 'traces of tasks are Chromium’s own',
    heap: 'nothing lists the objects on the heap',
    'accessibility tree': 'WebDriver BiDi does not give the tree',
    flags: 'V8’s flags are Chromium’s own',
    'frozen pages': 'BiDi does not put one page of several to sleep',
    'menu of a select': 'the menu is the browser’s own window, which BiDi does not reach',
    'pages of a PDF': 'what Firefox prints is packed, so that a test cannot count its pages',
    'text of a number field': 'of what Firefox does not take for a number, as +9, a page is not told the text',
    'scrolling by touch': 'the fingers of BiDi scroll nothing',
  },
  webkit: {
    'waiting to paint': 'only Chromium waits with painting for an element of the page',
    CDP: 'the DevTools protocol is Chromium’s own',
    tracing: 'traces of tasks are Chromium’s own',
    heap: 'nothing lists the objects on the heap',
    'accessibility tree': 'WebDriver does not give the tree',
    flags: 'V8’s flags are Chromium’s own',
    'frozen pages': 'WebKitGTK’s driver does not put one page of several to sleep',
    tabs: 'WebKitGTK’s driver has a window for each page, and none hides another',
    'quota of pages that are open': 'WebKitGTK is told how much pages may keep before there is one',
    touch: 'WebKitGTK’s driver has no fingers',
    print: 'WebKitGTK’s driver does not print',
    'forced colours': 'WebKitGTK has no forced colours',
    'list of workers': 'WebKitGTK’s driver does not list workers',
    'menu of a select': 'the menu is a window of GTK, which the driver does not reach',
    'scrolling by touch': 'WebKitGTK’s driver has no fingers',
    'device scale': 'WebKitGTK has the scale of its display',
    'list of languages': 'of the languages that are preferred WebKit tells a page the first alone',
  },
};

/** @type {[file: string, needs: string, tests?: string[]][]} what tests of a file need: all of it, or those named */
const NEEDS = [
  ['compare.test.js', 'touch', ['by finger: a tap shows both, a finger goes along the difference, a tap leaves']],
  ['conditions.test.js', 'forced colours', ['forced colours: all is to be seen and operated, and pictures keep the colours of their numbers']],
  ['cursor.test.js', 'touch', ['a finger chooses a cell and draws it along']],
  ['drag.test.js', 'touch', ['a factor is dragged in the inspector, by mouse and finger, as one change']],
  ['edits.test.js', 'touch', ['a value is dragged, to the right for more, by the mouse and by a finger']],
  ['edits.test.js', 'CDP', ['two taps of a finger open the field, and so does the button for the chosen value']],
  ['export.test.js', 'device scale', ['pictures: an SVG that opens by itself, and a PNG of it at twice its size']],
  ['fields.test.js', 'text of a number field', [
    'other ways to write a number are understood, and written plainly afterwards',
    'letters are not taken, and junk that is pasted does no harm',
  ]],
  ['handout.test.js', 'print'],
  ['handout.test.js', 'pages of a PDF', ['one page of A4 or Letter, from any state, theme and width']],
  ['install.test.js', 'CDP'],
  ['keyboard.test.js', 'accessibility tree', ['everything that can be operated has a name']],
  ['large.test.js', 'heap', [
    'two runs with many steps, then the tutorial\'s: the memory of one, then of none',
    'two runs with many weights, then the tutorial\'s: the memory of one, then of none',
    'a run with many steps takes the memory of its tensors in the worker, too',
    'a run with many weights takes the memory of its tensors in the worker, too',
    'while the numbers of a large run come, the picture of the last one stays; what is wanted then follows',
    'numbers that do not come: the run before is computed again, and when that fails too, the tutorial\'s is there',
    'a fresh program takes over when nobody is in the middle of something, and nothing is lost',
  ]],
  ['language.test.js', 'waiting to paint', ['nothing is painted in another language, however slowly the page comes']],
  ['layout.test.js', 'device scale', ['a window that moves to a screen of other pixels is drawn for them']],
  ['memory.test.js', 'touch', ['by keys and by finger']],
  ['outgrown.test.js', 'flags'],
  ['play.test.js', 'touch', ['folded: squares choose a unit by mouse, finger and key; the state changes when it lands']],
  ['settled.test.js', 'tabs', ['a page that a link has opened another before comes back, and a pointer that moves goes on']],
  ['spoken.test.js', 'accessibility tree', ['the tree that a screen reader gets has them']],
  ['start.test.js', 'tracing', ['no task of the start holds a slow phone up']],
  ['tasks.test.js', 'tracing'],
  ['touch.test.js', 'touch'],
  ['touch.test.js', 'scrolling by touch', ['a swipe up or down over a picture scrolls the page']],
  ['update.test.js', 'frozen pages', ['a page that does not answer may be of any build: nothing is thrown away']],
  ['update.test.js', 'quota of pages that are open', ['a disk that becomes full keeps the build before']],
  ['worker.test.js', 'list of workers', [
    'a long run has a worker of its own, which ends with it; the numbers are those of the page',
    'Cancel ends the worker at once, and the page has gone on meanwhile',
    'of many changes only the last is computed, in one worker',
  ]],
];

/** What tests do in another way where something is missing. @type {[file: string, needs: string, instead: string][]} */
export const OTHERWISE = [
  ['conditions.test.js', 'text zoom', 'the whole page is twice as large, as its own zoom makes it'],
  ['language.test.js', 'list of languages', 'a language that is preferred after another one counts for nothing'],
  ['draws.test.js', 'menu of a select', 'an entry is chosen by keys alone, not by a click and then keys'],
  ['survived.test.js', 'frozen pages', 'the processes of pages are stopped and go on'],
];

/** Whether this engine has it. @param {string} what */
export const can = (what) => !(what in MISSING[engine]);

/** @param {string} of an engine @returns {string[]} what tests do in another way there */
export const otherwise = (of) => OTHERWISE.filter(([, needs]) => needs in MISSING[of]).map(([file, needs, instead]) => `${of}: ${file}: ${instead}: ${MISSING[of][needs]}`);

/** Console messages that say nothing of the page. @type {Record<string, RegExp[]>} */
export const NOISE = {
  chromium: [],
  firefox: [],
  webkit: [
    // The preview in the dialog for embedding is given another link before it has loaded the last one.
    /Failed to load resource: Frame load interrupted \(.*[#&]embed=1/,
  ],
};

/**
 * What `make test-browsers` runs, as much of what engines do differently as a landing has
 * time for: the bits of the numbers, how the page begins, is laid out, drawn on, typed into
 * and operated by keys, what it keeps, and its workers. `make test-browsers-full` runs all.
 */
export const SHORT = [
  'assistant.test.js', 'controls.test.js', 'drag.test.js', 'edits.test.js', 'engines.test.js', 'focus.test.js', 'history.test.js', 'keyboard.test.js', 'language.test.js',
  'layout.test.js', 'offline.test.js', 'play.test.js', 'start.test.js', 'stores.test.js', 'table.test.js', 'worker.test.js',
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
