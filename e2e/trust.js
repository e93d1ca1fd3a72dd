// @ts-check
// Gathers what runs have left in build/ into docs/trust.json, and writes the table of it,
// docs/trust.md. What has not run since then keeps its row, with the date and the build that
// it is of; what never has is said to be missing. What is known of all engines, suite by
// suite, is docs/browsers.md. See `make trust`.

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINES } from './engines/capabilities.js';
import { count, lines, page } from './engines/table.js';

/**
 * @typedef {import('./engines/table.js').Result} Result
 * @typedef {{ engine: string, browser: string, version: string, date: string, gestures: number, wrong: string[], pause: number | null, slow?: number, kinds: Record<string, number>, without: string[] }} Session of the fuzzer
 * @typedef {{ date: string, version: string, browser: string, minutes: number, rounds: number, gestures: number, growth: { name: string, from: number, to: number, flat: boolean }[] }} Soak
 * @typedef {{ desktop: Record<string, number>, mobile: Record<string, number>, version: string }} Lighthouse
 * @typedef {{ suites: number, passed: number, failed: number, skipped: number, faults: number, notTried?: number, refused: Record<string, number>, date: string, version?: string }} Suites
 * @typedef {{ browser: string, version: string, date: string, sessions: number, gestures: number, failures: number, inARow: number, pause: number | null, slow?: number, kinds: number, without: string[] }} Fuzzed
 */

/** @typedef {object} Trust
 * @property {string} version of the tree that the table is made in
 * @property {number} faults that are known
 * @property {Record<string, Suites | null>} suites by engine
 * @property {Record<string, Fuzzed | null>} fuzzed by engine
 * @property {{ date: string, of: Record<string, number>, failed: number } | null} refused by the Go tests
 * @property {(Lighthouse & { date: string }) | null} lighthouse
 * @property {Soak | null} soak without what was measured round by round
 */

/** @param {Result[]} results @param {string} date @param {[string, [string, string][]][]} faults @returns {Suites} */
export function countSuites(results, date, faults) {
  const those = (/** @type {Result['result']} */ wanted) => new Set(results.filter(({ result }) => result === wanted).map(({ file, name }) => `${file}: ${name}`));
  const [passed, skipped] = [those('passed'), those('skipped')];
  /** Those whose tests passed or, some of them, cannot run in the engine. @param {(test: string) => boolean} fine */
  const whose = (fine) => faults.filter(([, tests]) => tests.every(([file, name]) => fine(`${file}: ${name}`))).length;
  const survived = whose((test) => passed.has(test));
  /** @type {Record<string, number>} */
  const refused = {};
  for (const { name, result } of results) {
    const [, n, what] = /refuses (\d+) kinds of bad (\w+)/.exec(name) ?? [];
    if (n && result === 'passed') refused[`${what} in the console`] = Number(n);
  }
  return {
    suites: new Set(results.map(({ file }) => file)).size, passed: count(results, 'passed'), failed: count(results, 'failed'), skipped: count(results, 'skipped'),
    faults: survived, notTried: whose((test) => passed.has(test) || skipped.has(test)) - survived, refused, date, version: [...new Set(results.map(({ version }) => version))].join(', '),
  };
}

/**
 * Adds sessions of one engine to what is known of it.
 * @param {Session[]} all those of before are among them, or not
 * @param {Fuzzed | null} [before] @returns {Fuzzed | null} of the row that the last session is in with the longest pause, null where no machine could tell, and how many gestures were too slow once
 */
export function countSessions(all, before = null) {
  const sessions = all.filter(({ date }) => !before || date > before.date);
  if (sessions.length === 0) return before;
  const last = sessions[sessions.length - 1];
  const sum = (/** @type {Session[]} */ some) => some.reduce((n, { gestures }) => n + gestures, 0);
  // Of one build: what another did is no word for this one.
  const ended = sessions.findLastIndex(({ wrong, version }) => wrong.length > 0 || version !== last.version);
  const row = sessions.slice(ended + 1);
  const since = ended < 0 && before?.version === last.version ? before : null;
  const pauses = [since, ...row].flatMap((of) => of?.pause ?? []);
  return {
    browser: last.browser, version: last.version, date: last.date,
    sessions: (before?.sessions ?? 0) + sessions.length, gestures: (before?.gestures ?? 0) + sum(sessions),
    failures: (before?.failures ?? 0) + sessions.filter(({ wrong }) => wrong.length > 0).length,
    inARow: (since?.inARow ?? 0) + sum(row), pause: pauses.length > 0 ? Math.max(...pauses) : null,
    slow: (since?.slow ?? 0) + row.reduce((n, { slow = 0 }) => n + slow, 0),
    kinds: Math.max(before?.kinds ?? 0, new Set(sessions.flatMap(({ kinds }) => Object.keys(kinds))).size), without: last.without,
  };
}

/** What `go test -json` says of inputs that were refused. @param {string} text */
export function countRefused(text) {
  /** @type {Record<string, number>} */
  const of = {};
  let failed = 0;
  for (const line of text.split('\n').filter((line) => line.startsWith('{'))) {
    const { Action: action, Output: output, Test: name, FailedBuild: unbuilt } = JSON.parse(line);
    if (action === 'fail' && (name || unbuilt)) failed++;
    const [, n, what] = /refused: (\d+) (.+)\n/.exec(output ?? '') ?? [];
    if (what) of[what] = (of[what] ?? 0) + Number(n);
  }
  return { of, failed };
}

const grouped = (/** @type {number} */ n) => n.toLocaleString('en');
const day = (/** @type {string} */ date) => date.slice(0, 10);
/** @param {Fuzzed} of */
const longest = ({ pause, slow = 0 }) => (pause === null ? '*could not be told from the machine’s*' : `${pause} ms${slow ? `; ${slow} too slow at first, and not when made again` : ''}`);
const MISSING = '*has not run*';

/** @param {Trust} trust @returns {string} in Markdown */
export function table({ version, faults, suites, fuzzed, refused, lighthouse, soak }) {
  const perEngine = (/** @type {(engine: string) => string} */ cell) => ENGINES.map(cell);
  /** @type {Record<string, number>} */
  const all = { ...refused?.of };
  for (const engine of ENGINES) Object.assign(all, suites[engine]?.refused); // the same in each
  const list = (/** @type {Record<string, number>} */ of) => Object.entries(of).map(([what, n]) => `${n} ${what}`).join(', ');
  const names = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };
  const rows = [
    ['', ...perEngine((engine) => names[/** @type {keyof typeof names} */ (engine)])],
    ['---', ...perEngine(() => '---')],
    ['End-to-end tests', ...perEngine((engine) => {
      const of = suites[engine];
      return of ? `${of.passed} passed${of.failed ? `, **${of.failed} failed**` : ''}${of.skipped ? `, ${of.skipped} not applicable` : ''}, in ${of.suites} suites (${[day(of.date), ...(of.version ? [of.version] : [])].join(', ')})` : MISSING;
    })],
    ['Faults injected and survived', ...perEngine((engine) => {
      const of = suites[engine];
      return of ? `${of.faults} of ${faults}${of.notTried ? `, ${of.notTried} in part not applicable` : ''}` : MISSING;
    })],
    ['Gestures fuzzed', ...perEngine((engine) => {
      const of = fuzzed[engine];
      return of ? `${grouped(of.gestures)} of ${of.kinds} kinds in ${of.sessions} sessions; the last ${grouped(of.inARow)} without a failure, ${of.failures} earlier sessions with a failure; ${of.browser} (${day(of.date)}, ${of.version})` : MISSING;
    })],
    ['Longest pause of the page’s own in that row', ...perEngine((engine) => {
      const of = fuzzed[engine];
      return of ? longest(of) : MISSING;
    })],
  ];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  const sum = Object.values(all).reduce((n, m) => n + m, 0);
  const scores = (/** @type {Record<string, number>} */ of) => Object.entries(of).map(([what, n]) => `${what} ${n}`).join(', ');
  lines.push('', '| | |', '| --- | --- |',
    `| Bad inputs refused | ${refused ? `${grouped(sum)}: ${list(all)}${refused.failed ? `; **${refused.failed} tests failed**` : ''} (${day(refused.date)}, ${version})` : MISSING} |`,
    `| Lighthouse, desktop | ${lighthouse ? `${scores(lighthouse.desktop)} (${lighthouse.version}, ${day(lighthouse.date)})` : MISSING} |`,
    `| Lighthouse, mobile | ${lighthouse ? `${scores(lighthouse.mobile)} (${lighthouse.version}, ${day(lighthouse.date)})` : MISSING} |`,
    `| Memory | ${soak ? `${soak.growth.every(({ flat }) => flat) ? 'flat' : '**not flat**'} over ${soak.minutes} minutes of play and edits, ${grouped(soak.gestures)} gestures: ${soak.growth.map(({ name, from, to, flat }) => `${name} ${from} → ${to}${flat ? '' : ' (**grows**)'}`).join(', ')}; ${soak.browser} (${day(soak.date)}, ${soak.version})` : MISSING} |`);
  const without = ENGINES.flatMap((engine) => (fuzzed[engine]?.without ?? []).map((what) => `In ${names[/** @type {keyof typeof names} */ (engine)]} the fuzzer has no ${what}.`));
  return `# What it was tried with

Written by \`make trust\` from what the last runs left: \`make test-browsers-full\`, \`make fuzz-ui\` (\`BROWSER=firefox\`,
\`webkit\`), \`make lighthouse\`, \`make soak\`, and the Go tests that refuse inputs, which it runs. Medians of the second and
the last fifth stand for memory; a pause of the page's own is one that the machine was not busy with others in, and too slow are
more than 100 ms on a machine at its best: a session fails by a gesture that is so three times. WebKit on Linux looks for a face
at each size of text that it has not had, 3 ms a time: there a window is seen once before it is measured, and to start a device
of sound is the engine's. Lighthouse is kept from making text of the program, which no visit does: with that it gave 87 to 91 as
a phone (2026-11-28; \`lighthouse/run.js\` has the figures). Faults and their tests are listed in \`e2e/faults.json\`: one is
survived where all of its tests passed, and not applicable in part where the others of them did.${without.length ? ` ${without.join(' ')}` : ''}

${lines.join('\n')}
`;
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** @param {string} path */
const read = (path) => (existsSync(root + path) ? readFileSync(root + path, 'utf8') : undefined);
/** @param {string} path */
const dateOf = (path) => statSync(root + path).mtime.toISOString();

/** @param {Trust | null} before @returns {Trust} */
function gather(before) {
  const faults = JSON.parse(readFileSync(`${root}e2e/faults.json`, 'utf8'));
  const sessions = lines(read('build/fuzz/sessions.jsonl') ?? '');
  const [go, lighthouse, soak] = ['build/trust/refused.jsonl', 'build/lighthouse/summary.json', 'build/soak/soak.json'].map(read);
  const soaked = soak && JSON.parse(soak);
  return {
    version: (read('build/version') ?? 'dev').trim(),
    faults: faults.length,
    suites: Object.fromEntries(ENGINES.map((engine) => {
      const path = `build/browsers/${engine}.jsonl`;
      const text = read(path);
      return [engine, text ? countSuites(lines(text), dateOf(path), faults) : before?.suites[engine] ?? null];
    })),
    fuzzed: Object.fromEntries(ENGINES.map((engine) => {
      const of = /** @type {Session[]} */ (sessions).filter((session) => session.engine === engine);
      return [engine, countSessions(of, before?.fuzzed[engine])];
    })),
    refused: go ? { ...countRefused(go), date: dateOf('build/trust/refused.jsonl') } : before?.refused ?? null,
    lighthouse: lighthouse ? { ...JSON.parse(lighthouse), date: dateOf('build/lighthouse/summary.json') } : before?.lighthouse ?? null,
    soak: soaked ? { ...soaked, samples: undefined, grown: undefined } : before?.soak ?? null,
  };
}

if (basename(process.argv[1] ?? '') === 'trust.js') {
  const before = read('docs/trust.json');
  const trust = gather(before ? JSON.parse(before) : null);
  writeFileSync(`${root}docs/trust.json`, `${JSON.stringify(trust, null, 1)}\n`);
  writeFileSync(`${root}docs/trust.md`, table(trust));
  const results = ENGINES.map((engine) => ({ engine, results: /** @type {Result[]} */ (lines(read(`build/browsers/${engine}.jsonl`) ?? '')) }));
  if (results.every(({ results: { length } }) => length > 0)) writeFileSync(`${root}docs/browsers.md`, page(results));
}
