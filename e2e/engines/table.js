// @ts-check
// What tests gave, as a table of suites and engines.

import { basename } from 'node:path';
import { otherwise } from './capabilities.js';

/**
 * Of a test: `again` where it passed only when its file was run once more.
 * @typedef {{ file: string, name: string, result: 'passed' | 'failed' | 'skipped', why?: string, ms?: number, again?: boolean, version?: string }} Result
 * @typedef {{ engine: string, results: Result[], seconds?: number }} Outcome
 */

/** What is kept as lines of JSON. @template T @param {string} text @returns {T[]} */
export const lines = (text) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line));

/** What is known when files have run again in a build: of the others what was known. @param {Result[]} known @param {string[]} files @param {Result[]} results @param {string} version @returns {Result[]} */
export const renewed = (known, files, results, version) => [
  ...known.filter(({ file }) => !files.includes(file)), ...results.map((result) => ({ ...result, version })),
];

/** How many tests did so. A file that did not run to its end is among those that failed, and no test where it did the second time. @param {Result[]} results @param {Result['result']} kind */
export const count = (results, kind) => results.filter(({ result, file, name }) => result === kind && (name !== file || kind === 'failed')).length;

/** @param {Outcome[]} outcomes @returns {string} in Markdown */
export function table(outcomes) {
  const cell = (/** @type {Result[]} */ results) => {
    if (results.length === 0) return '–';
    const [passed, failed, skipped] = [count(results, 'passed'), count(results, 'failed'), count(results, 'skipped')];
    return `${passed}${skipped ? ` (${skipped} n/a)` : ''}${failed ? ` **${failed} failed**` : ''}`;
  };
  const suites = [...new Set(outcomes.flatMap(({ results }) => results.map(({ file }) => file)))].sort();
  const rows = suites.map((suite) => [basename(suite, '.test.js'), ...outcomes.map(({ results }) => cell(results.filter(({ file }) => file === suite)))]);
  rows.push(['**all**', ...outcomes.map(({ results }) => cell(results))]);
  if (outcomes.some(({ seconds }) => seconds)) rows.push(['minutes, two files at a time', ...outcomes.map(({ seconds = 0 }) => (seconds / 60).toFixed(1))]);
  const builds = outcomes.map(({ results }) => [...new Set(results.flatMap(({ version }) => version ?? []))].join(', '));
  if (builds.some(Boolean)) rows.push(['build', ...builds]);
  const text = [['Suite', ...outcomes.map(({ engine }) => engine)], ['---', ...outcomes.map(() => '---:')], ...rows].map((row) => `| ${row.join(' | ')} |`);

  /** @type {Map<string, number>} */
  const reasons = new Map();
  for (const { results } of outcomes) for (const { why } of results) if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  if (reasons.size) text.push('', 'Not applicable:', '', ...[...reasons].map(([why, times]) => `- ${times} × ${why}`));
  const again = outcomes.flatMap(({ engine, results }) => results.filter((result) => result.again).map(({ file, name }) => `${file}, ${name === file ? 'as a whole' : name}, ${engine}`));
  if (again.length) text.push('', 'Passed the second time:', '', ...again.map((line) => `- ${line}`));
  const ways = outcomes.flatMap(({ engine }) => otherwise(engine));
  if (ways.length) text.push('', 'In another way:', '', ...ways.map((way) => `- ${way}`));
  return text.join('\n');
}

/** All of docs/browsers.md. @param {Outcome[]} outcomes */
export const page = (outcomes) => `# The end-to-end tests by engine

Written by \`make trust\` from what \`make test-browsers-full\` left. What a test needs that an engine, or the way to drive it, does not
have stands in \`e2e/engines/capabilities.js\`.

${table(outcomes)}
`;
