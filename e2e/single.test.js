// @ts-check
// The page as one file, opened from a folder: everything but the API, and no request.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FILES } from './fuzz/files.js';
import { isReady, pageTest, until } from './harness.js';
import { printed } from './goldens.js';
import { cells, countWorkers, dropFile, fill, isVisible, linkShown, notices, settings, textOf, workersBegun } from './look.js';
import { temporary } from './temporary.js';

const built = fileURLToPath(new URL(`../${process.env.DIST ?? 'dist'}/rnn-playground.html`, import.meta.url));

/**
 * Where somebody has put it: in a folder with a name that has to be escaped.
 * @param {(program: string) => string} [damage] what has become of the program that is in it
 */
function downloaded(damage = (program) => program) {
  const folder = temporary('내려받기 #1 ');
  const whole = readFileSync(built, 'utf8');
  const file = whole.replace(/(<script [^>]*id="program"[^>]*>)([^<]+)/, (_, tag, program) => tag + damage(program));
  assert.equal(file === whole, damage('a'.repeat(5000)) === 'a'.repeat(5000), 'the program is where it is looked for');
  writeFileSync(join(folder, 'rnn-playground.html'), file);
  return pathToFileURL(join(folder, 'rnn-playground.html')).href;
}

/**
 * Opens it under watch: whatever it asks for, and whatever its policy refuses.
 * @param {any} visit @param {string} link @param {{ damage?: (program: string) => string, [option: string]: unknown }} [options]
 */
async function openSingle(visit, link, { damage, ...options } = {}) {
  /** @type {string[]} */
  const asked = [];
  const url = downloaded(damage);
  const page = await visit.open(link, {
    url,
    ...options,
    prepare: async (/** @type {import('./look.js').Page} */ page) => {
      page.on('request', (request) => asked.push(request.url()));
      await page.evaluateOnNewDocument(() => {
        globalThis.refused = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => refused.push(`${effectiveDirective} ${blockedURI}`));
      });
      await /** @type {any} */ (options).prepare?.(page);
    },
  });
  return {
    page,
    /** It has asked for nothing but itself and its own icon and worker, and done nothing that its policy refuses. */
    async isQuiet() {
      assert.deepEqual(asked.filter((address) => !address.startsWith(url) && !/^(data|blob):/.test(address)), []);
      assert.deepEqual(await page.evaluate(() => refused), []);
    },
  };
}

pageTest('from file:// it is the tutorial, live', async (visit) => {
  const { page, isQuiet } = await openSingle(visit, '');
  assert.equal(await page.evaluate(() => location.protocol), 'file:');
  const [tutorial] = printed;
  (await cells(page)).forEach(({ value }, i) => assert.ok(Math.abs(value - Number(tutorial.states[i])) <= 1e-13));
  assert.equal(await textOf(page, '#printout'), tutorial.printout);
  await fill(page, '#hidden-size-value', '5');
  assert.deepEqual((await settings(page)).fields, [10, 4, 5, 0]);
  assert.equal(await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates[0][0]), Number(tutorial.states[0]));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontVariantNumeric !== '' && document.styleSheets[0].cssRules.length > 100), true);
  for (const panel of ['table', 'weights', 'memory', 'cells', 'printout', 'code']) {
    await page.click(`#tab-${panel}`);
    await until(page, `the panel ${panel}`, (to) => el(`#panel-${to}`).checkVisibility() && el(`#panel-${to}`).textContent.trim() !== '', panel);
  }
  await isQuiet();
  assert.equal(await isVisible(page, '#single'), false, 'it does not offer itself');
});

pageTest('a long run has its worker there too', async (visit) => {
  const { page, isQuiet } = await openSingle(visit, 'lang=en');
  await countWorkers(page);
  await page.evaluate(() => { location.hash = '#timesteps=3000&input-size=9&hidden-size=257&lang=en'; });
  await until(page, 'the run of 3000 steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '3001');
  assert.equal(await workersBegun(page), 1, 'a worker computed it');
  assert.deepEqual(await notices(page), []);
  await page.evaluate(() => { location.hash = '#timesteps=2999&input-size=9&hidden-size=257&lang=en'; });
  await until(page, 'another one', () => el('#hidden-states').getAttribute('aria-rowcount') === '3000');
  assert.equal(await workersBegun(page), 2);
  await isQuiet();
});

pageTest('where a worker is refused, the page computes in slices', async (visit) => {
  const { page } = await openSingle(visit, 'lang=en', {
    prepare: (/** @type {import('./look.js').Page} */ page) => page.evaluateOnNewDocument(() => {
      globalThis.Worker = /** @type {any} */ (class { constructor() { throw new DOMException('no', 'SecurityError'); } });
    }),
  });
  await page.evaluate(() => { location.hash = '#timesteps=3000&input-size=9&hidden-size=257&lang=en'; });
  await until(page, 'the run of 3000 steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '3001');
  assert.deepEqual(await notices(page), []);
});

pageTest('the address carries the state, back and forward, and over a reload', async (visit) => {
  const { page, isQuiet } = await openSingle(visit, 'timesteps=7&input-size=3&hidden-size=5&seed=2&lang=en');
  assert.deepEqual((await settings(page)).fields, [7, 3, 5, 2]);
  await fill(page, '#seed', '41');
  await until(page, 'the address', () => location.hash.includes('seed=41'));
  await page.goBack();
  await until(page, 'the seed before', () => el('#seed').value === '2');
  await page.goForward();
  await until(page, 'the seed again', () => el('#seed').value === '41');
  await page.reload();
  await isReady(page);
  assert.deepEqual((await settings(page)).fields, [7, 3, 5, 41]);
  assert.match(await linkShown(page), /seed=41/);
  await isQuiet();
});

pageTest('languages, errors and the notice of a bad link', async (visit) => {
  const { page, isQuiet } = await openSingle(visit, 'lang=ko&timesteps=0');
  assert.match((await notices(page))[0], /timesteps/);
  await page.click('#language');
  await until(page, 'English', () => document.documentElement.lang === 'en' && el('#picture-title').textContent !== '');
  assert.equal(await page.title(), 'RNN Playground');
  await fill(page, '#seed', '-1');
  await until(page, 'the error', () => /from 0 to 4,294,967,295/.test(el('#seed-error').textContent));
  await isQuiet();
});

pageTest('the link is copied, by the older way where there is no clipboard', async (visit) => {
  const { page } = await openSingle(visit, 'seed=3&lang=en', {
    prepare: (/** @type {import('./look.js').Page} */ page) => page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.addEventListener('copy', () => { kept = /** @type {any} */ (document.activeElement).value; });
    }),
  });
  await page.click('#copy-link');
  await until(page, 'the button tells', () => el('#copy-link-label').textContent === 'Copied');
  const copied = await page.evaluate(() => kept);
  assert.equal(copied, await page.evaluate(() => `${location.href.split('#')[0]}${location.hash}`));
  assert.match(copied, /^file:.*seed=3.*&lang=en$/);
});

pageTest('a file that was cut short or changed says so, and stays readable', async (visit) => {
  visit.allow(/boot\.|atob|InvalidCharacterError|decod|TypeError/i);
  for (const damage of [
    (/** @type {string} */ program) => program.slice(0, program.length / 2),
    (/** @type {string} */ program) => `${program.slice(0, 1000)}????${program.slice(1004)}`,
    (/** @type {string} */ program) => program.slice(0, 4000) + program.slice(4004),
  ]) {
    const { page } = await openSingle(visit, 'lang=en', { ready: false, damage });
    await until(page, 'the notice', () => els('#notices .notice').length === 1);
    assert.match((await notices(page))[0], /The tutorial's result below stays readable\.$/);
    assert.equal((await cells(page)).length, 80);
    await page.close();
  }
});

pageTest('numbers are brought in and taken along there, too', async (visit) => {
  const { page, isQuiet } = await openSingle(visit, 'lang=en&panel=files');
  await dropFile(page, FILES[0].name, Buffer.from(FILES[0].base64, 'base64'), 'body');
  await until(page, 'what is in it', () => el('#bring-found button'));
  await page.click('#bring-found button');
  await until(page, 'b in the link', () => /given=b:8:/.test(location.hash));
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    kept = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { kept.push(/** @type {Blob} */ (blob).size); return make(blob); };
  });
  await page.click('#panel-files [data-file]');
  await until(page, 'the file', () => globalThis.kept.length === 1 && el('#files-status').textContent.includes('.npz'));
  assert.ok(await page.evaluate(() => kept[0]) > 2000);
  await isQuiet();
});
