// @ts-check
// A reporter for node --test: a line of JSON for each test, for browsers.js to count.

import { basename } from 'node:path';

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* tally(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A file is a test too, which fails where it does not even begin.
    const file = basename(data.file ?? data.name);
    const whole = basename(data.name) === file;
    if (whole && type === 'test:pass') continue;
    const result = data.skip !== undefined && data.skip !== false ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    yield `${JSON.stringify({ file, name: whole ? file : data.name, result, why: data.skip || undefined, ms: Math.round(data.details.duration_ms) })}\n`;
  }
}
