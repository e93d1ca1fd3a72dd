// @ts-check
// bench.html: anyone's own measurement of ours against the naive loop and plain
// JavaScript.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { objections } from './objections.js';

const WAYS = ['kernel', 'plain', 'javascript4', 'javascript', 'naive'];

/** @param {any} visit @param {string} lang @param {object} [options] */
async function openBench(visit, lang, options = {}) {
  const page = await visit.open(lang && `lang=${lang}`, { url: `${visit.url}bench.html`, ready: false, ...options });
  await until(page, 'the page is there', () => !el('#run').disabled);
  return page;
}

/** The rows of the nth table: way, time, ratio. @param {import('./look.js').Page} page @param {number} n */
const rows = (page, n) => page.evaluate((i) => [...els('table')[i].tBodies[0].rows].map(({ dataset, cells }) => (
  [dataset.way, cells[2].textContent, cells[3].textContent])), n);

/** The text of the language that is shown, which WebKit ends with a new line. @param {import('./look.js').Page} page @param {string} selector */
const seen = (page, selector) => page.evaluate((s) => el(s).innerText.trim(), selector);

/** Puts a worker in the place of the page's that answers at once. @param {import('./look.js').Page} page @param {object[]} answers */
const answering = (page, answers) => page.evaluateOnNewDocument((all) => {
  globalThis.Worker = /** @type {any} */ (class extends EventTarget {
    postMessage() {
      for (const data of all) setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
    }

    terminate() {}
  });
}, answers);

pageTest('bench.html measures plausible times, with progress, until it is stopped', async (visit) => {
  const page = await openBench(visit, 'en');
  assert.deepEqual(await rows(page, 0), WAYS.map((way) => [way, '', '']), 'nothing is claimed before it is measured');
  await page.evaluate(() => {
    kept = { ticks: 0, values: [] };
    setInterval(() => kept.ticks++, 10);
    new MutationObserver(() => kept.values.push(el('#progress').value)).observe(el('#progress'), { attributeFilter: ['value'] });
  });
  await page.focus('#run');
  await page.keyboard.press('Enter');
  await until(page, 'two sizes are measured', () => [0, 1].every((i) => Number(els('table')[i].tBodies[0].rows[0].cells[2].textContent) > 0));
  const { ticks, values } = await page.evaluate(() => kept);
  assert.ok(ticks >= 8, `the page goes on while the worker measures: ${ticks}`);
  assert.ok(new Set(values).size >= 8, `there is progress: ${values}`);
  assert.deepEqual(values, [...values].sort((a, b) => a - b), 'progress only grows');
  assert.match(await seen(page, '#status'), /Measuring: \d of 6/);

  const [small, larger] = [await rows(page, 0), await rows(page, 1)];
  for (const shown of [small, larger]) {
    assert.deepEqual(shown.map(([way]) => way), WAYS);
    assert.equal(shown[0][2], '1×');
    for (const [way, time, ratio] of shown) {
      assert.ok(Number(time) > 0, `${way} takes ${time} ms`);
      assert.match(ratio, /^\d+(\.\d+)?×$/);
    }
    assert.ok(parseFloat(shown[4][2]) > 2, `the naive loop takes ${shown[4][2]} as long as the kernel`);
    assert.ok(Math.abs(Number(shown[4][1]) / Number(shown[0][1]) / parseFloat(shown[4][2]) - 1) < 0.06, 'times and ratio agree');
  }
  // The larger one has 2560 times as many products.
  small.forEach(([way, time], i) => assert.ok(Number(larger[i][1]) > 20 * Number(time), `${way} takes ${time} and ${larger[i][1]} ms`));

  await page.keyboard.press('Enter');
  assert.match(await seen(page, '#status'), /^Stopped/);
  assert.equal(await seen(page, '#run'), 'Run');
  const stopped = await rows(page, 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(await rows(page, 2), stopped, 'nothing goes on');
});

pageTest('the question is answered by what was measured, in both languages', async (visit) => {
  const timings = (/** @type {number} */ naive) => WAYS.map((name) => ({ name, ms: name === 'kernel' ? 2 : name === 'naive' ? naive : 8, least: 1, samples: 3 }));
  const page = await openBench(visit, 'en', {
    prepare: (opened) => answering(opened, [
      ...[12, 40, 30, 41, 20].map((naive, at) => ({ type: 'timed', at, timings: timings(naive) })),
      { type: 'timed', at: 5, timings: timings(0).slice(0, 4) },
      { type: 'done' },
    ]),
  });
  await page.click('#run');
  await until(page, 'it is done', () => /^Done/.test(el('#status').innerText));
  assert.equal(await seen(page, 'h2'), 'On this machine, 6.0 to 21 times as fast as the naive loop');
  assert.deepEqual((await rows(page, 3)).at(-1), ['naive', '41.0', '21×']);
  assert.deepEqual((await rows(page, 5)).map(([, time]) => time), ['488', '1953', '1953'], 'nanoseconds a value');
  await page.click('#language');
  assert.equal(await seen(page, 'h2'), '이 기기에서는 단순 반복문보다 6.0배에서 21배 빠릅니다');
  assert.equal(await page.title(), 'RNN 놀이터의 속도');
  assert.equal(await page.evaluate(() => location.hash), '#lang=ko');
});

pageTest('a measurement that fails says why', async (visit) => {
  const page = await openBench(visit, 'en', { prepare: (opened) => answering(opened, [{ type: 'failed', message: 'kernel: state 3 is 1, want 2' }]) });
  await page.click('#run');
  await until(page, 'it says so', () => el('#status').innerText.trim() === 'It could not be measured: kernel: state 3 is 1, want 2');
  assert.equal(await seen(page, '#run'), 'Run', 'it can be tried again');
});

pageTest('bench.html speaks the language of the browser, fits a phone, and axe finds nothing', async (visit) => {
  for (const size of [[1280, 800], [390, 844], [320, 640]]) {
    for (const [browserLanguage, title, theme] of [['ko-KR', 'RNN 놀이터', 'light'], ['de-DE', 'RNN Playground', 'dark']]) {
      const page = await openBench(visit, '', {
        browserLanguage, size,
        prepare: (opened) => opened.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]),
      });
      assert.equal(await seen(page, 'h1'), title);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `nothing sticks out at ${size}`);
      if (size[0] >= 1280) assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'all is on one screen');
      assert.deepEqual(await objections(page), [], `${browserLanguage}, ${size}, ${theme}`);
      await page.close();
    }
  }
});

pageTest('the first visit to the page loads nothing of the benchmarks', async (visit) => {
  const page = await visit.open();
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.ok(asked.length >= 3);
  assert.deepEqual(asked.filter((name) => /bench|onnx|tfjs/.test(name)), []);
});
