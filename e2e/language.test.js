// @ts-check
// Korean and English, from the first text to the last.

import assert from 'node:assert/strict';
import { can } from './engines/capabilities.js';
import { pageTest, until } from './harness.js';
import { servePlainly } from './hosts.js';
import { fill, linkShown, notices, paste, settings, textOf } from './look.js';

/** Everything that is read or spoken, but for the button to the other language. @param {import('./look.js').Page} page @returns {Promise<string[]>} */
const texts = (page) => page.evaluate(() => {
  const found = [document.title, el('meta[name="description"]').content];
  for (const element of els('body *')) {
    if (element.closest('#language, #version, #printout, #listing, math, kbd, noscript, script')) continue;
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.push(node.data.trim());
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      if (element.hasAttribute(name)) found.push(element.getAttribute(name));
    }
  }
  return found;
});

const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/;

/** Words that stand in Korean text as they are. */
const INTERNATIONAL = /\b(RNN|LSTM|GRU|SimpleRNN|NumPy|WebAssembly|tanh|relu|np|random|seed|shape|uniform|nn|PyTorch|Keras|Go|Glorot|log|Enter|Esc|Delete|https?|iframe|npy|npz|safetensors|CSV|TSV|JSON|SVG|PNG|ipynb|Hz|Web|Audio|Wx|Wh|[a-zA-Z])\b/g;

pageTest('lang= decides, and every text is in that language', async (visit) => {
  for (const link of ['', 'timesteps=200&hidden-size=64', 'timesteps=5000&hidden-size=300', 'panel=printout', 'hidden-size=1&timesteps=1&input-size=1',
    'panel=weights&weights=keras&inputs=words&edits=b:1:0:2', 'panel=memory&colors=log&compare=radius', 'panel=cells&gates=gru', 'panel=code&drawing=folded&weights=identity']) {
    const english = await visit.open(`${link}&lang=en`, { browserLanguage: 'ko-KR' });
    assert.equal(await english.evaluate(() => document.documentElement.lang), 'en');
    for (const text of await texts(english)) assert.doesNotMatch(text, HANGUL);
    const korean = await visit.open(`${link}&lang=ko`, { browserLanguage: 'en-US' });
    assert.equal(await korean.evaluate(() => document.documentElement.lang), 'ko');
    for (const text of await texts(korean)) {
      assert.doesNotMatch(text.replace(INTERNATIONAL, ''), /[a-zA-Z]{2,}/, text);
    }
    await english.close();
    await korean.close();
  }
});

pageTest('without lang= the browser decides, and nothing about it enters the link', async (visit) => {
  for (const [wants, gets] of [['ko-KR,ko', 'ko'], ['en-GB,en', 'en'], ['fr-FR,ko', can('list of languages') ? 'ko' : 'en'], ['fr-FR,de', 'en']]) {
    const page = await visit.open('', { browserLanguage: wants });
    assert.equal(await page.evaluate(() => document.documentElement.lang), gets, wants);
    assert.doesNotMatch(await linkShown(page), /lang/);
    await page.close();
  }
});

/** Has the script of the page fail when it begins. @param {import('./look.js').Page} page */
const withoutScript = (page) => page.evaluateOnNewDocument(() => {
  globalThis.MessageChannel = /** @type {any} */ (undefined); // of which it makes one at once
});

pageTest('the page is in its language before there is its script, and without it', async (visit) => {
  visit.allow(/MessageChannel/);
  for (const [link, browserLanguage, lang] of [['', 'en-GB,en', 'en'], ['lang=en', 'ko-KR,ko', 'en'], ['lang=ko', 'en-GB,en', 'ko'], ['', 'ko-KR,ko', 'ko']]) {
    const page = await visit.open(link, { browserLanguage, ready: false, prepare: withoutScript });
    await until(page, 'all of the page', () => document.readyState === 'complete');
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
    for (const text of await texts(page)) {
      if (lang === 'en') assert.doesNotMatch(text, HANGUL);
      else assert.doesNotMatch(text.replace(INTERNATIONAL, ''), /[a-zA-Z]{2,}/, text);
    }
    await page.close();
  }
});

pageTest('what the page says before there is its script it says afterwards', async (visit) => {
  visit.allow(/MessageChannel|preload/);
  for (const lang of ['en', 'ko']) {
    const before = await visit.open(`lang=${lang}`, { ready: false, prepare: withoutScript });
    await until(before, 'all of the page', () => document.readyState === 'complete');
    const after = await visit.open(`lang=${lang}`);
    const said = new Set(await texts(after));
    assert.deepEqual((await texts(before)).filter((text) => !said.has(text)), [], lang);
  }
});

pageTest('nothing is painted in another language, however slowly the page comes', async (visit) => {
  const host = await servePlainly();
  visit.atEnd(host.stop);
  host.answers['index.html'] = (response, content) => {
    const at = content.indexOf('<template id="said"');
    assert.ok(at > 0);
    response.write(content.subarray(0, at));
    setTimeout(() => response.end(content.subarray(at)), 700);
  };
  const page = await visit.open('', { url: host.url, browserLanguage: 'en-GB,en', prepare: (page) => page.evaluateOnNewDocument(() => {
    globalThis.kept = new Set();
    const look = () => {
      kept.add(document.querySelector('h1')?.textContent);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }) });
  assert.deepEqual(await page.evaluate(() => [...kept].filter((title) => title)), ['RNN Playground']);
});

pageTest('the button switches everything and keeps the numbers', async (visit) => {
  const page = await visit.open('timesteps=12&hidden-size=5&seed=3&lang=ko');
  const numbers = await textOf(page, '#table-body');
  await page.click('#language');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  for (const text of await texts(page)) assert.doesNotMatch(text, HANGUL);
  assert.equal(await textOf(page, '#language'), '한국어');
  assert.equal(await page.evaluate(() => el('#language').lang), 'ko', 'the button is read in its own language');
  assert.equal(await page.title(), 'RNN Playground');
  assert.equal(await textOf(page, '#table-body'), numbers);
  await until(page, 'the language in the link', () => location.hash.endsWith('&lang=en'));
  await page.click('#play');
  const plays = () => page.evaluate(() => [document.documentElement.matches('.playing'), el('#play').getAttribute('aria-label')]);
  assert.deepEqual(await plays(), [true, 'Pause']);
  await page.click('#language');
  assert.deepEqual(await plays(), [true, '멈춤']);
  for (const text of await texts(page)) assert.doesNotMatch(text.replace(INTERNATIONAL, ''), /[a-zA-Z]{2,}/, text);
  assert.deepEqual((await settings(page)).fields, [12, 4, 5, 3]);
});

pageTest('errors and notices speak the language too', async (visit) => {
  for (const [lang, wrong] of /** @type {[string, RegExp][]} */ ([['en', HANGUL], ['ko', /[a-z]{3,} [a-z]{2,}/]])) {
    const page = await visit.open(`seed=-1&lang=${lang}`);
    for (const text of await notices(page)) assert.doesNotMatch(text, wrong);
    await paste(page, '#timesteps-value', '0');
    assert.doesNotMatch(await textOf(page, '#timesteps-error'), wrong);
    await page.keyboard.press('Escape');
    await fill(page, '#timesteps-value', '9');
    await until(page, 'an announcement', () => el('#announce').textContent !== '');
    assert.doesNotMatch(await textOf(page, '#announce'), wrong);
    await page.close();
  }
});

pageTest('few faces are asked for, and no others for another language: WebKit looks for each at every size', async (visit) => {
  const page = await visit.open('lang=en');
  const asked = () => page.evaluate(() => els('body, body *').flatMap((element) => {
    const style = getComputedStyle(element);
    const families = style.fontFamily.split(',').length;
    const own = /** @type {any} */ (style).webkitLocale;
    const problems = [];
    if (families > 5 && !element.closest('pre, code, textarea')) problems.push(`${element.tagName} ${element.id} asks for ${style.fontFamily}`);
    if (own !== undefined && own !== 'auto' && !element.closest('[lang]:not(html)')) problems.push(`${element.tagName} ${element.id} asks for faces of ${own}`);
    return problems;
  }));
  assert.deepEqual(await asked(), []);
  await page.click('#language');
  await until(page, 'Korean', () => document.documentElement.lang === 'ko');
  assert.deepEqual(await asked(), []);
});
