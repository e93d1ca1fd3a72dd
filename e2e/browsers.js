// @ts-check
// Runs the end-to-end tests in several engines, two files at a time, and ends with a table
// of engines and suites. A file in which a test failed is run once more in the end, by
// itself, since two busy cores can be too slow for a test that waits; what passed only then
// is listed under the table, and what failed twice fails the run:
//   node e2e/browsers.js [--full] [engine …] [-- suite …]
//
// What docs/ says of an engine is of all suites: those of the last --full run. Suites that are
// named with --full take the place of the same ones in it, and keep the build that they are of.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ENGINES, SHORT } from './engines/capabilities.js';
import { lines, renewed, table } from './engines/table.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals, tokens } = parseArgs({
  allowPositionals: true, tokens: true, options: { full: { type: 'boolean' } },
});
const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? Infinity;
const named = tokens.filter(({ kind, index }) => kind === 'positional' && index > end).map((token) => /** @type {any} */ (token).value);
const engines = positionals.slice(0, positionals.length - named.length);
if (engines.length === 0) engines.push('firefox', 'webkit');
for (const engine of engines) {
  if (!ENGINES.includes(engine)) throw new Error(`${engine}: want one of ${ENGINES.join(', ')}`);
  if (values.full && named.length && !existsSync(`${root}build/browsers/${engine}.jsonl`)) throw new Error(`--full with suites: all of them have not run in ${engine}`);
}
const suites = named.length ? named.map((name) => `${basename(name, '.test.js')}.test.js`)
  : readdirSync(`${root}e2e`).filter((name) => name.endsWith('.test.js') && (values.full || SHORT.includes(name)));

/**
 * @typedef {import('./engines/table.js').Result} Result
 * @typedef {import('./engines/table.js').Outcome & { seconds: number, failed: boolean }} Outcome
 */

/** The build that is tested. */
const version = readFileSync(`${root}build/version`, 'utf8').trim();

/** How long a file may take, and then to close what it has opened. */
const LIMIT = 12 * 60_000, FAREWELL = 5_000;

/** What runs, each in a group of processes of its own. @type {Set<number>} */
const groups = new Set();
/** @param {number} group @param {NodeJS.Signals} signal */
const tell = (group, signal) => {
  try {
    process.kill(-group, signal);
  } catch {
    // all of it has ended
  }
};
/** Where what runs puts what it needs for a while; with a short name, for the sockets in it. @type {Set<string>} */
const folders = new Set();
/** @param {string} folder */
const remove = (folder) => {
  folders.delete(folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // an engine that ends still writes to it
  }
};
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    for (const group of groups) tell(group, signal);
    folders.forEach(remove);
    process.exit(1);
  });
}

/**
 * Runs a program until it ends or its time is over, leaves nothing of it behind, and
 * shows what it has said, in one piece.
 * @param {string[]} args @param {string} engine @param {string} log @returns {Promise<boolean>} whether it ended, and well
 */
async function runFile(args, engine, log) {
  const output = openSync(log, 'w');
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  folders.add(folder);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', output, output], detached: true, env: { ...process.env, BROWSER: engine, TMPDIR: folder } });
  closeSync(output);
  const group = /** @type {number} */ (child.pid);
  groups.add(group);
  const timers = [setTimeout(tell, LIMIT, group, 'SIGTERM'), setTimeout(tell, LIMIT + FAREWELL, group, 'SIGKILL')];
  const [code] = await once(child, 'exit');
  for (const timer of timers) clearTimeout(timer);
  tell(group, 'SIGKILL');
  groups.delete(group);
  remove(folder);
  process.stdout.write(readFileSync(log));
  return code === 0;
}

/**
 * Runs one file in one engine, by itself: a runner of many takes harness.js, where most
 * tests are made, for the file that they are of.
 * @param {string} engine @param {string} file
 * @returns {Promise<{ results: Result[], seconds: number }>}
 */
async function runFileIn(engine, file) {
  const folder = `${root}build/browsers`;
  mkdirSync(folder, { recursive: true });
  const name = `${folder}/${engine}-${basename(file, '.test.js')}`;
  const report = `${name}.jsonl.part`;
  rmSync(report, { force: true });
  const began = Date.now();
  const well = await runFile([
    '--test', '--test-reporter=spec', '--test-reporter-destination=stdout',
    `--test-reporter=${root}e2e/engines/tally.js`, `--test-reporter-destination=${report}`, `${root}e2e/${file}`,
  ], engine, `${name}.log`);
  const seconds = (Date.now() - began) / 1000;
  console.log(`${well ? '✔' : '✖'} ${file} in ${engine}: ${Math.round(seconds)} s\n`);
  const results = /** @type {Result[]} */ (lines(existsSync(report) ? readFileSync(report, 'utf8') : '')).map((result) => ({ ...result, file }));
  rmSync(report, { force: true });
  // A run that ends before its file does has failed, whatever it has told until then.
  if (!well && !results.some(({ result }) => result === 'failed')) results.push({ file, name: file, result: 'failed', ms: 0 });
  return { results, seconds };
}

/** All files in all engines, two at a time; then, one after the other, those again that failed. @returns {Promise<Outcome[]>} */
async function runAll() {
  /** @type {Outcome[]} */
  const all = engines.map((engine) => ({ engine, results: [], seconds: 0, failed: false }));
  const next = suites.flatMap((file) => all.map((outcome) => ({ file, outcome }))).values();
  const some = async () => {
    for (const { file, outcome } of next) {
      const { results, seconds } = await runFileIn(outcome.engine, file);
      outcome.results.push(...results);
      outcome.seconds += seconds;
    }
  };
  await Promise.all([some(), some()]);
  for (const outcome of all) {
    const failing = new Set(outcome.results.filter(({ result }) => result === 'failed').map(({ file }) => file));
    if (failing.size) console.log(`\nonce more in ${outcome.engine}: ${[...failing].join(', ')}`);
    for (const file of failing) {
      const { results, seconds } = await runFileIn(outcome.engine, file);
      const others = outcome.results.filter((result) => result.file !== file);
      outcome.results = [...others, ...together(outcome.results.filter((result) => result.file === file), results)];
      outcome.seconds += seconds;
    }
    outcome.failed = outcome.results.some(({ result }) => result === 'failed') || outcome.results.length === 0;
    record(outcome);
  }
  return all;
}

/** Keeps what is known of an engine. @param {Outcome} outcome */
function record({ engine, results }) {
  const path = `${root}build/browsers/${engine}${values.full ? '' : '-some'}.jsonl`;
  /** @type {Result[]} */
  const known = values.full && named.length > 0 ? lines(readFileSync(path, 'utf8')) : [];
  writeFileSync(path, renewed(known, suites, results, version).map((result) => `${JSON.stringify(result)}\n`).join(''));
}

/** What two runs give: a test has passed if it did in one of them. @param {Result[]} first @param {Result[]} second @returns {Result[]} */
function together(first, second) {
  const key = (/** @type {Result} */ { file, name }) => `${file}: ${name}`;
  const then = new Map(second.map((result) => [key(result), result]));
  const now = new Map(first.map((result) => [key(result), result]));
  const both = first.map((result) => {
    if (result.result !== 'failed') return result;
    // A file that did not end has failed as a whole, and has not where it did the second time.
    const whole = result.name === result.file && second.some(({ file }) => file === result.file);
    const passed = then.get(key(result))?.result === 'passed' || (whole && !then.has(key(result)));
    return passed ? { ...result, result: /** @type {const} */ ('passed'), again: true } : result;
  });
  return [...both, ...second.filter((result) => !now.has(key(result)))];
}

const outcomes = await runAll();
const text = table(outcomes);
console.log(`\n${text}`);
for (const { engine, results } of outcomes) for (const { result, file, name } of results) if (result === 'failed') console.log(`failed in ${engine}: ${file}: ${name}`);
writeFileSync(`${root}build/browsers/table.md`, `${text}\n`);
const total = (/** @type {Result['result']} */ kind) => outcomes.flatMap(({ results }) => results).filter(({ result }) => result === kind).length;
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = outcomes.some(({ failed }) => failed) ? 1 : 0;
