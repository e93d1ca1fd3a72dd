// @ts-check
// Runs the end-to-end tests in several engines, one after the other, and ends with a
// table of engines and suites:
//   node e2e/browsers.js [--full] [--write FILE] [engine …] [-- suite …]

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ENGINES, LONG, otherwise } from './engines/capabilities.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals, tokens } = parseArgs({
  allowPositionals: true, tokens: true, options: { full: { type: 'boolean' }, write: { type: 'string' } },
});
const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? Infinity;
const named = tokens.filter(({ kind, index }) => kind === 'positional' && index > end).map((token) => /** @type {any} */ (token).value);
const engines = positionals.slice(0, positionals.length - named.length);
if (engines.length === 0) engines.push('firefox', 'webkit');
for (const engine of engines) {
  if (!ENGINES.includes(engine)) throw new Error(`${engine}: want one of ${ENGINES.join(', ')}`);
}
const suites = named.length ? named.map((name) => `${basename(name, '.test.js')}.test.js`)
  : readdirSync(`${root}e2e`).filter((name) => name.endsWith('.test.js') && (values.full || !LONG.includes(name)));

/**
 * @typedef {{ file: string, name: string, result: 'passed' | 'failed' | 'skipped', why?: string, ms: number }} Result
 * @typedef {{ engine: string, results: Result[], seconds: number, failed: boolean }} Outcome
 */

/** @param {string} engine @returns {Promise<Outcome>} */
async function run(engine) {
  const folder = `${root}build/browsers`;
  mkdirSync(folder, { recursive: true });
  const report = `${folder}/${engine}.jsonl`;
  rmSync(report, { force: true });
  const began = Date.now();
  const child = spawn(process.execPath, [
    '--test', '--test-concurrency=1',
    '--test-reporter=spec', '--test-reporter-destination=stdout',
    `--test-reporter=${root}e2e/engines/tally.js`, `--test-reporter-destination=${report}`,
    ...suites.map((suite) => `${root}e2e/${suite}`),
  ], { cwd: root, stdio: 'inherit', env: { ...process.env, BROWSER: engine } });
  const [code] = await once(child, 'exit');
  const results = readFileSync(report, 'utf8').split('\n').filter(Boolean).map((line) => /** @type {Result} */ (JSON.parse(line)));
  return { engine, results, seconds: Math.round((Date.now() - began) / 1000), failed: code !== 0 };
}

/** @param {Outcome[]} outcomes @returns {string} in Markdown */
function table(outcomes) {
  const count = (/** @type {Result[]} */ results, /** @type {Result['result']} */ kind) => results.filter(({ result }) => result === kind).length;
  const cell = (/** @type {Result[]} */ results) => {
    const [passed, failed, skipped] = [count(results, 'passed'), count(results, 'failed'), count(results, 'skipped')];
    return `${passed}${skipped ? ` (${skipped} n/a)` : ''}${failed ? ` **${failed} failed**` : ''}`;
  };
  const rows = suites.map((suite) => [basename(suite, '.test.js'), ...outcomes.map(({ results }) => cell(results.filter(({ file }) => file === suite)))]);
  rows.push(['**all**', ...outcomes.map(({ results }) => cell(results))], ['minutes', ...outcomes.map(({ seconds }) => (seconds / 60).toFixed(1))]);
  const lines = [['Suite', ...outcomes.map(({ engine }) => engine)], ['---', ...outcomes.map(() => '---:')], ...rows].map((row) => `| ${row.join(' | ')} |`);

  /** @type {Map<string, number>} */
  const reasons = new Map();
  for (const { results } of outcomes) for (const { why } of results) if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  if (reasons.size) lines.push('', 'Not applicable:', '', ...[...reasons].map(([why, times]) => `- ${times} × ${why}`));
  const ways = outcomes.flatMap(({ engine }) => otherwise(engine));
  if (ways.length) lines.push('', 'In another way:', '', ...ways.map((way) => `- ${way}`));
  return lines.join('\n');
}

/** @type {Outcome[]} */
const outcomes = [];
for (const engine of engines) outcomes.push(await run(engine));
const text = table(outcomes);
console.log(`\n${text}`);
for (const { engine, results } of outcomes) for (const { result, file, name } of results) if (result === 'failed') console.log(`failed in ${engine}: ${file}: ${name}`);
writeFileSync(`${root}build/browsers/table.md`, `${text}\n`);
if (values.write) {
  writeFileSync(values.write, `# The end-to-end tests by engine\n\nWritten by \`make test-browsers-full\`. What a test needs that an engine, or the way to drive it,\ndoes not have stands in \`e2e/engines/capabilities.js\`.\n\n${text}\n`);
}
process.exitCode = outcomes.some(({ failed }) => failed) ? 1 : 0;
