// @ts-check
// What embeds the page: the custom element, many frames on one page, slides, a page from
// a file, and the dialog that gives the markup.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browserFlags, pageTest, until } from './harness.js';
import { TWO_SITES, serveLessons, within } from './lesson.js';
import { fill, isVisible, textOf } from './look.js';
import { objections } from './objections.js';
import { temporary } from './temporary.js';

browserFlags(TWO_SITES);

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {any} visit @param {string} body @param {[number, number]} [size] */
async function lesson(visit, body, size = [900, 800]) {
  const server = await serveLessons(() => ({ '/': `<script type="module" src="${visit.url}rnn-playground.js"></script>${body}` }));
  visit.atEnd(() => server.close());
  /** @type {Page} */
  const page = await visit.tab(server.origin, visit.url);
  await page.setViewport({ width: size[0], height: size[1] });
  await page.goto(server.origin);
  return page;
}

/** How many frames have the playground. @param {Page} page */
const loaded = async (page) => (await page.frames()).filter((frame) => frame.url().includes('embed=1')).length;

/** @param {Page} page */
const element = (page) => page.evaluateHandle(() => /** @type {any} */ (document.querySelector('rnn-playground')));

pageTest('an element has the keys of a link as attributes and properties, tells changes and gives the numbers', async (visit) => {
  const page = await lesson(visit, `<script>onmessage = ({ data }) => { if (data.type.endsWith(':ready')) kept = data.state; };</script>
    <rnn-playground lang="en-GB" timesteps="6" hidden-size="3" seed="5" show="heatmap,set-seed" lock="hidden-size"><a href="x">instead</a></rnn-playground>`);
  const frame = await within(page);
  const before = await page.evaluate(() => history.length);
  const playground = await element(page);
  assert.match(await frame.evaluate(() => location.hash), /timesteps=6&input-size=4&hidden-size=3&seed=5.*lang=en&embed=1&show=heatmap,set-seed&lock=hidden-size&origin=/);
  await until(page, 'it is ready', () => /** @type {any} */ (globalThis).kept);
  assert.deepEqual(await page.evaluate(() => [kept.timesteps, kept['hidden-size'], kept.seed, kept.lang, kept.given]), [6, 3, 5, 'en', ''], 'with its state');
  assert.deepEqual(await playground.evaluate((e) => [e.timesteps, e.hiddenSize, e.seed, e.cell, e.show]), [6, 3, 5, 'RNN_TANH', 'heatmap,set-seed']);

  const run = await playground.evaluate((e) => e.run().then((/** @type {any} */ r) => [r.shapes.hiddenStates, r.hiddenStates.constructor.name, r.hiddenStates[0], r.Wx.length, r.state.seed]));
  const want = await frame.evaluate(() => /** @type {any} */ (runRNN(6, 4, 3, 5)).hiddenStates[0][0]);
  assert.deepEqual(run, [[6, 3], 'Float64Array', want, 12, 5]);

  await playground.evaluate((e) => {
    e.told = [];
    document.addEventListener('change', (/** @type {any} */ { target, detail }) => e.told.push([target === e, detail.changed.join(), detail.state.seed]));
    e.seed = 7; // a property is the attribute
    e.setAttribute('cell', 'GRU');
  });
  await until(page, 'the change', () => /** @type {any} */ (document.querySelector('rnn-playground')).told.length === 1);
  assert.deepEqual(await playground.evaluate((e) => [e.told[0], e.getAttribute('seed'), e.cell]), [[true, 'seed,cell', 7], '7', 'GRU']);
  await frame.$eval('#seed', (field) => { /** @type {any} */ (field).value = '8'; field.dispatchEvent(new Event('input', { bubbles: true })); });
  await until(page, 'what a visitor does', () => /** @type {any} */ (document.querySelector('rnn-playground')).seed === 8);
  assert.deepEqual(await playground.evaluate((e) => [e.getAttribute('seed'), e.told.length]), ['7', 2], 'attributes are what the author says');
  await playground.evaluate((e) => e.removeAttribute('cell'));
  await until(page, 'the usual cell', () => /** @type {any} */ (document.querySelector('rnn-playground')).cell === 'RNN_TANH');
  await playground.evaluate((e) => { e.t = 2; });
  await until(page, 'a step', () => /** @type {any} */ (document.querySelector('rnn-playground')).t === 2);
  assert.deepEqual(await playground.evaluate((e) => e.set({ t: null }).then(() => [e.getAttribute('t'), e.t])), ['2', null], 'what is on the screen, if it is none');

  const refused = await playground.evaluate((e) => Promise.all([{ hiddenSize: 1 }, { 'hidden-size': 4 }, { seed: 'x' }].map((state) => e.set(state).then(() => 'taken', (/** @type {any} */ error) => [error.name, error.field, error.allowed.slice(0, 24)]))));
  assert.deepEqual(refused, [['RefusedError', 'hiddenSize', 'one of timesteps, input-'], ['RefusedError', 'hidden-size', 'nothing else than "3": it'], ['RefusedError', 'seed', 'a whole number from 0 to ']].map(([a, b, c]) => [a, b, c.slice(0, 24)]));
  assert.deepEqual(await playground.evaluate((e) => e.set({ timesteps: 9 }).then((/** @type {any} */ state) => state.timesteps)), 9);

  await playground.evaluate((e) => { e.show = 'lines'; });
  await frame.waitForFunction(() => document.documentElement.classList.contains('no-heatmap'));
  assert.equal(await page.evaluate(() => history.length), before, 'no steps for Back');
  // Who waits for an answer of a page that goes is told.
  assert.equal(await playground.evaluate((e, src) => {
    const asked = e.run().then(() => 'answered', (/** @type {Error} */ error) => error.name);
    e.src = src;
    return asked;
  }, `${visit.url}?again`), 'AbortError');
  assert.equal(await playground.evaluate((e) => e.set({ seed: 3 }).then((/** @type {any} */ state) => state.seed)), 3, 'the next page answers');
});

pageTest('what is said to a frame that is loaded and has not begun is heard', async (visit) => {
  const server = await serveLessons(() => ({ '/': `<script type="module" src="${visit.url}rnn-playground.js"></script><rnn-playground seed="5" show="heatmap,set-seed"></rnn-playground>` }));
  visit.atEnd(() => server.close());
  /** @type {Page} */
  const page = await visit.tab(server.origin, visit.url);
  await page.evaluateOnNewDocument(() => {
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (/** @type {any[]} */ ...message) {
      const later = () => setTimeout(() => post.apply(this, /** @type {any} */ (message)), 100);
      if (document.readyState === 'complete') later(); // it takes long to become whole, and is painted before
      else {
        /** @type {any} */ (globalThis).kept = true;
        addEventListener('load', later);
      }
    };
    const [now, late] = [performance.now.bind(performance), { by: 0 }];
    performance.now = () => now() + (late.by += 20); // so that the browser is given every turn there may be
    document.addEventListener('ready', ({ target }) => {
      const e = /** @type {any} */ (target);
      e.early = Promise.all([e.set({ 'hidden-size': 3 }), e.run()]).then(([state, { hiddenStates }]) => [state['hidden-size'], hiddenStates.length], String);
    }, true);
  });
  await page.goto(server.origin);
  const frame = await within(page);
  assert.equal(await frame.evaluate(() => /** @type {any} */ (globalThis).kept), true, 'it is loaded before it begins');
  const playground = await element(page);
  await playground.evaluate((e) => {
    e.told = 0;
    e.addEventListener('change', () => { e.told++; });
    e.seed = 7;
  });
  await until(page, 'that it is ready', () => Boolean(/** @type {any} */ (document.querySelector('rnn-playground')).early));
  assert.deepEqual(await playground.evaluate((e) => e.early), [3, 30], 'what is asked as soon as it is ready');
  await until(page, 'the change', () => /** @type {any} */ (document.querySelector('rnn-playground')).told > 0 && /** @type {any} */ (document.querySelector('rnn-playground')).seed === 7);
});

pageTest('several elements on one page are apart, wherever and however it reads', async (visit) => {
  const page = await lesson(visit, `<style>rnn-playground { block-size: 300px } iframe, body { direction: rtl; color: red !important; font-size: 60px }</style>
    <div dir="rtl"><rnn-playground id="a" seed="1" lang="en"></rnn-playground><rnn-playground id="b" seed="2" lang="ko" theme="dark"></rnn-playground></div>`);
  const [a, b] = [await within(page, '#a'), await within(page, '#b')];
  assert.deepEqual(await page.evaluate(() => Promise.all([...document.querySelectorAll('rnn-playground')].map((e) => /** @type {any} */ (e).run(['b']).then((/** @type {any} */ r) => r.state.seed)))), [1, 2]);
  for (const frame of [a, b]) {
    assert.deepEqual(await frame.evaluate(() => [getComputedStyle(document.body).direction, getComputedStyle(document.body).fontSize]), ['ltr', '15px']);
    const [axis, plot] = await frame.evaluate(() => ['#unit-axis', '#heatmap'].map((id) => document.querySelector(id).getBoundingClientRect().left));
    assert.ok(axis < plot);
  }
  // A document without an address of its own has the origin of the page around it.
  const [named, own] = await page.evaluate((module) => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.srcdoc = `<script type="module" src="${module}"></script><rnn-playground></rnn-playground>`;
    frame.onload = () => {
      const { src } = /** @type {any} */ (frame.contentDocument?.querySelector('rnn-playground')).shadowRoot.querySelector('iframe');
      frame.remove();
      done([new URLSearchParams(new URL(src).hash).get('origin'), origin]);
    };
    document.body.append(frame);
  }), `${visit.url}rnn-playground.js`);
  assert.equal(named, own);
  // Resized, moved, taken out and put back.
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector('rnn-playground')).style.inlineSize = '400px'; });
  await a.waitForFunction(() => innerWidth === 400);
  const lost = await page.evaluate(() => {
    const e = /** @type {any} */ (document.querySelector('#a'));
    const asked = e.run().then(() => 'answered', (/** @type {Error} */ error) => error.name);
    e.remove();
    return asked;
  });
  assert.match(lost, /AbortError|answered/);
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.createElement('rnn-playground')).run().catch((/** @type {Error} */ error) => error.name)), 'InvalidStateError');
  await page.evaluate(() => { const e = document.createElement('rnn-playground'); e.id = 'c'; e.setAttribute('seed', '9'); document.body.prepend(e); });
  await within(page, '#c');
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('#c')).run(['b']).then((/** @type {any} */ r) => r.state.seed)), 9);
});

pageTest('without scripts, and until it is there, the element has what is inside of it', async (visit) => {
  const server = await serveLessons(() => ({ '/': '<rnn-playground><a href="x">instead</a></rnn-playground>' }));
  visit.atEnd(() => server.close());
  const page = await visit.tab(server.origin);
  await page.setJavaScriptEnabled(false);
  await page.goto(server.origin);
  assert.ok(await (await page.$('a')).boundingBox());
});

pageTest('what is not in view does not begin, computes when it is asked, and is let go of again', async (visit) => {
  const many = Array.from({ length: 12 }, (_, i) => `<rnn-playground seed="${i}" lang="en" style="block-size: 300px; margin-block-start: ${i ? 2400 : 0}px"></rnn-playground>`);
  const page = await lesson(visit, many.join(''), [800, 600]);
  await within(page);
  const first = await loaded(page);
  assert.ok(first <= 3, `${first} frames are loaded`);
  // The last one is far below, and gives its numbers all the same.
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('rnn-playground:last-of-type')).run(['b']).then((/** @type {any} */ r) => r.state.seed)), 11);
  const last = (await page.frames()).find((frame) => /seed=11/.test(frame.url()));
  const runs = () => last.evaluate(() => { // its functions go with the program
    try { return /** @type {any} */ (runRNN(1, 1, 1, 0)).timesteps === 1; } catch { return false; }
  });
  assert.equal(await runs(), true);
  const started = Date.now();
  while (await runs()) {
    assert.ok(Date.now() - started < 60_000, 'the program is let go of');
    await new Promise((done) => { setTimeout(done, 500); });
  }
  assert.equal(await last.evaluate(() => /** @type {HTMLCanvasElement} */ (document.querySelector('#heatmap-canvas')).width > 1), true, 'the picture stays');
  await page.evaluate(() => document.querySelector('rnn-playground:last-of-type').scrollIntoView());
  const again = Date.now();
  while (!await runs()) {
    assert.ok(Date.now() - again < 60_000, 'seen, it runs again');
    await new Promise((done) => { setTimeout(done, 200); });
  }
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (document.querySelector('rnn-playground:last-of-type')).set({ seed: 12 }).then((/** @type {any} */ state) => state.seed)), 12);
});

pageTest('a page from a file can have it in a frame', async (visit) => {
  const folder = temporary('lesson-');
  await writeFile(join(folder, 'deck.html'), `<iframe width="600" height="400" src="${visit.url}#embed=1&amp;origin=null&amp;seed=6"></iframe><script>
    onmessage = ({ data }) => { if (data.type.endsWith(':ready')) frames[0].postMessage({ type: 'rnn-playground:get', id: 1 }, '*'); else document.title = data.state.seed; };</script>`);
  const page = await visit.tab('file:///', visit.url);
  await page.goto(pathToFileURL(join(folder, 'deck.html')).href);
  await until(page, 'the answer', () => document.title === '6');
});

pageTest('the examples of docs/embed.md, pasted into a lesson, do what they say', async (visit) => {
  const text = await readFile(new URL('../docs/embed.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  assert.deepEqual(examples.map(([, language]) => language), ['html', 'js', 'html'], 'each is tried below');
  const [frame, script, element] = examples.map(([, , code]) => code.replaceAll('https://your.host', new URL(visit.url).origin));
  const server = await serveLessons((_, origin) => ({
    '/frame': `${frame.replace('lock=seed', `$&&amp;origin=${origin}`)}<script>console.log = (...said) => { kept = said; };${script}</script>`,
    '/element': element,
  }));
  visit.atEnd(() => server.close());
  /** @type {Page} */
  const page = await visit.tab(server.origin, visit.url);
  await page.goto(`${server.origin}/element`);
  const shown = () => ['#heatmap', '#inspector', '#lines', '#set-seed'].filter((id) => document.querySelector(id)?.checkVisibility());
  assert.deepEqual(await (await within(page)).evaluate(shown), ['#heatmap', '#inspector']);

  await page.goto(`${server.origin}/frame`);
  const handle = await page.$('iframe');
  const around = await handle.contentFrame();
  await around.waitForSelector('html[data-ready="true"]');
  assert.deepEqual(await around.evaluate(shown), ['#heatmap', '#inspector']);
  const box = await handle.boundingBox();
  const plot = await around.$eval('#heatmap', (e) => { const { left, top, width, height } = e.getBoundingClientRect(); return { left, top, width, height }; });
  /** @type {unknown[] | undefined} */
  let said;
  for (let i = 0; i < 100 && !said; i++) { // until it has heard that it shall tell
    await page.mouse.click(box.x + plot.left + plot.width * (0.3 + 0.1 * (i % 5)), box.y + plot.top + plot.height * 0.56);
    await new Promise((done) => { setTimeout(done, 100); });
    said = await page.evaluate(() => /** @type {any} */ (globalThis).kept);
  }
  assert.equal(said?.[1], 0, 'the seed');
  assert.ok(/** @type {string[]} */ (said[0]).includes('t'), 'a step that is chosen is told');
});

pageTest('slides: arrow keys turn them, and within a playground move in its picture', async (visit) => {
  const page = await visit.tab(visit.url);
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(`${visit.url}slides.html`);
  const place = () => page.$eval('#place', (e) => e.textContent);
  assert.equal(await place(), '1 / 5');
  assert.equal(await loaded(page), 0, 'what is on slides that are not shown does not load');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageDown');
  assert.equal(await place(), '3 / 5');
  const frame = await within(page, 'section.shown rnn-playground');
  const box = await (await page.$('section.shown rnn-playground')).boundingBox();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  assert.equal(await place(), '3 / 5', 'a playground that has not the keyboard takes no key');

  const plot = await frame.$eval('#heatmap', (e) => { const { left, top, width, height } = e.getBoundingClientRect(); return { left, top, width, height }; });
  await page.mouse.click(box.x + plot.left + plot.width * 0.35, box.y + plot.top + plot.height * 0.56);
  await frame.waitForFunction(() => /t=4&unit=4/.test(location.hash));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await frame.waitForFunction(() => /t=5&unit=5/.test(location.hash));
  assert.equal(await place(), '3 / 5', 'the deck stays');
  await page.keyboard.press('Escape');
  await until(page, 'the deck has the keyboard', () => document.hasFocus() && document.activeElement === document.body);
  await page.keyboard.press('ArrowRight');
  assert.equal(await place(), '4 / 5');

  await within(page, '#choice');
  await until(page, 'the mean', () => /0\.98/.test(document.querySelector('#said').textContent));
  await page.click('[data-weights="pytorch"]');
  await until(page, 'another mean', () => !/0\.98|…/.test(document.querySelector('#said').textContent));
  for (const width of [1280, 390]) {
    await page.setViewport({ width, height: 800 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  assert.deepEqual(await objections(page), []);
});

pageTest('the dialog gives markup that, pasted into a page, shows what was on the screen', async (visit) => {
  const page = await visit.open('lang=en&timesteps=7&seed=4&cell=GRU&t=3&unit=2');
  await visit.allowClipboard();
  await page.bringToFront();
  await page.click('#embed-open');
  await until(page, 'the markup', () => /^<iframe src=/.test(el('#embed-code').textContent));
  assert.match(await textOf(page, '#embed-code'), /timesteps=7&amp;.*seed=4&amp;cell=GRU&amp;t=3&amp;unit=2&amp;lang=en&amp;embed=1&amp;show=heatmap,lines,player,inspector"/);
  for (const name of ['show-lines', 'show-inspector', 'show-player', 'show-set-seed', 'lock-seed']) await page.click(`[name="${name}"]`);
  await fill(page, '#embed-height', '360');
  await fill(page, '#embed-origin', 'https://lesson.example/');
  const code = await textOf(page, '#embed-code');
  assert.match(code, /show=heatmap,set-seed&amp;lock=seed&amp;origin=https:%2F%2Flesson.example" title="RNN Playground" width="100%" height="360" loading="lazy"/);
  await fill(page, '#embed-origin', 'javascript:alert(1)');
  assert.equal(await isVisible(page, '#embed-origin-error'), true);
  assert.doesNotMatch(await textOf(page, '#embed-code'), /origin=/);
  await fill(page, '#embed-origin', '');
  const preview = await (await page.waitForSelector('#embed-preview iframe')).contentFrame();
  await preview.waitForFunction(() => document.documentElement.dataset.ready === 'true' && document.documentElement.classList.contains('no-lines') && /** @type {any} */ (document.querySelector('#seed')).disabled);
  assert.deepEqual(await objections(page), []);

  await page.click('#embed-copy');
  await until(page, 'it is copied', () => el('#embed-copy').textContent === 'Copied');
  const iframe = await page.evaluate(() => navigator.clipboard.readText());
  await page.click('#embed-as-element');
  const custom = await textOf(page, '#embed-code');
  assert.match(custom, /<script type="module" src="http.*\/rnn-playground\.js"><\/script>\n<rnn-playground timesteps="7" .* cell="GRU" .* show="heatmap,set-seed" lock="seed" style="block-size: 360px">/);
  await page.keyboard.press('Escape');
  await until(page, 'the dialog is closed, and its preview gone', () => els('#embed-preview iframe').length + Number(el('#embedding').open) === 0);

  for (const markup of [iframe, custom]) {
    const pasted = await lesson(visit, markup);
    const frame = await pasted.waitForFrame((frame) => frame.url().includes('embed=1'));
    await frame.waitForSelector('html[data-ready="true"]');
    assert.match(await frame.evaluate(() => location.hash), /timesteps=7&input-size=4&hidden-size=8&seed=4&cell=GRU&t=3&unit=2.*show=heatmap,set-seed&lock=seed/);
    await pasted.close();
  }
});
