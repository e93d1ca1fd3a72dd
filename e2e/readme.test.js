// @ts-check
// The examples of README.md for the console, on the page: each line with a comment
// behind three blanks gives what the comment begins with.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pageTest } from './harness.js';

const text = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map((match) => match[1]);

pageTest('README\'s examples for the console say what they say', async (visit) => {
  assert.ok(examples.length >= 2, 'README has lost its examples');
  const page = await visit.open();
  for (const example of examples) {
    // Lines that say what comes out become entries of a list, in one function with the rest.
    /** @type {{ code: string, says: string }[]} */
    const shown = [];
    const body = example.split('\n').map((line) => {
      const match = line.match(/^(.*?);   \/\/ (.*)$/);
      if (!match) return line;
      shown.push({ code: match[1], says: match[2] });
      return `shown.push(${match[1]});`;
    }).join('\n');
    assert.ok(shown.length > 0, `nothing says what comes out of\n${example}`);
    // By the debugger, as a person at the console does: the page's policy allows no eval.
    const got = /** @type {unknown[]} */ (await page.evaluate(
      `(() => { const shown = [];\n${body}\nreturn shown.map((v) => v instanceof Float64Array ? [...v] : v); })()`));
    shown.forEach(({ code, says }, i) => {
      const value = got[i];
      if (/^[-\d[]/.test(says)) {
        const want = JSON.parse(/** @type {RegExpMatchArray} */ (says.match(/^(-?[\d.]+|\[[^\]]*\])/))[0]);
        assert.deepEqual(value, want, `${code} is ${JSON.stringify(value)}`);
      } else {
        assert.ok(Array.isArray(value) && value.length > 0 && value.every(Number.isFinite), `${code} is ${JSON.stringify(value)}`);
      }
    });
  }
});
