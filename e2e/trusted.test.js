// @ts-check
// Texts from outside stay texts, wherever they come in, and a text becomes HTML of the
// page through web/trusted.js alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustedHTML } from '../web/trusted.js';
import { engine } from './engines/capabilities.js';
import { browserFlags, pageTest, until } from './harness.js';
import { TALK, TWO_SITES, serveLessons } from './lesson.js';
import { dropFile, fill, notices } from './look.js';

browserFlags(TWO_SITES);

/** @typedef {import('./look.js').Page} Page */

/** What runs or shows something of its own where one place forgets to escape. All of it would set globalThis.clicked. */
const HOSTILE = [
  '<script>clicked=1</script>', '<img src=x onerror=clicked=1>', '<svg/onload=clicked=1>', '<svg><animate onbegin=clicked=1 attributeName=x dur=1s>',
  '"><img src=x onerror=clicked=1>', '\'><img src=x onerror=clicked=1>', '" autofocus onfocus="clicked=1', '\' onmouseover=\'clicked=1',
  '</textarea></title></style></noscript></template><script>clicked=1</script>', '--><img src=x onerror=clicked=1>', ']]><img src=x onerror=clicked=1>',
  '<iframe srcdoc="<script>parent.clicked=1</script>">', '<iframe src="javascript:parent.clicked=1">', '<a href="javascript:clicked=1">x</a>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=clicked=1>', '<details open ontoggle=clicked=1>', '<style>*{display:none}</style>',
  '<base href="https://stranger.example/">', '<meta http-equiv="refresh" content="0;url=https://stranger.example/">', '<form action="javascript:clicked=1"><button>x',
  '&lt;img src=x onerror=clicked=1&gt;', '\u202e<img src=x onerror=clicked=1>', '{0}<b>{1}', '\\"-clicked=1-\\"', '`${clicked=1}`', '__proto__', 'constructor',
];

/** What of the document was not there before, and could run or lead elsewhere. @param {Page} page */
const strange = (page) => page.evaluate(() => {
  const own = new Set(kept ?? []);
  return [...document.querySelectorAll('*')].filter((element) => !own.has(element) && (
    /^(script|iframe|frame|object|embed|img|base|meta|form|link|style|animate)$/i.test(element.localName)
    || [...element.attributes].some(({ name, value }) => /^on|^srcdoc$/i.test(name) || /^\s*javascript:/i.test(value))
  )).map((element) => element.outerHTML.slice(0, 100)).concat(globalThis.clicked === undefined ? [] : ['it ran']);
});

/** Opens the page, and remembers what of it there was. @param {any} visit @param {string} link */
async function known(visit, link) {
  const page = await visit.open(link);
  await page.evaluate(() => { kept = els('script, iframe, img, base, meta, form, link, style'); });
  return page;
}

pageTest('in a link', async (visit) => {
  const page = await known(visit, 'lang=en');
  for (const text of HOSTILE) {
    for (const keys of [['text'], ['timesteps', 'cell', 'lang', 'panel', 'edits', 'given', 'compare', 'target', 'gain', 'nothing']]) {
      const link = `inputs=characters&hidden-size=3&${keys.map((key) => `${key}=${encodeURIComponent(text)}`).join('&')}`;
      await page.evaluate((hash) => { location.hash = hash; }, link);
      await until(page, 'the link is followed', (want) => location.hash !== want, `#${link}`);
      assert.deepEqual(await strange(page), [], link);
    }
  }
  assert.notDeepEqual(await notices(page), []);
});

pageTest('in a sentence that is typed, in all that shows it', async (visit) => {
  const page = await known(visit, 'lang=en&inputs=words&text=a');
  for (const text of HOSTILE) {
    await fill(page, '#text', text.slice(0, 60));
    for (const panel of ['table', 'weights', 'printout', 'code']) await page.click(`#tab-${panel}`);
    assert.deepEqual(await strange(page), [], text);
  }
});

pageTest('in files: in their names, the names of their arrays, and where numbers are wanted', async (visit) => {
  const page = await known(visit, 'lang=en');
  for (const text of HOSTILE) {
    const files = [[`${text}.json`, JSON.stringify({ [text]: [1, 2], [`${text}.weight_ih_l0`]: [[1, 2]] })], [`${text}.csv`, `1,2\n3,${text}\n`], ['x.json', `{"rnn-playground":1,"link":${JSON.stringify(`#inputs=words&text=${encodeURIComponent(text)}`)}}`]];
    for (const [name, content] of files) {
      await page.evaluate(() => {
        el('#bring-error').textContent = '';
        el('#bring-found').textContent = '';
      });
      await dropFile(page, name, content);
      if (name === 'x.json') await until(page, 'the page is opened', (text) => el('#text').value === text, text);
      else await until(page, 'what is said of the file', () => el('#bring-error').textContent || el('#bring-found').textContent);
      assert.deepEqual(await strange(page), [], `${name}: ${content}`);
    }
  }
});

pageTest('in messages of the page around it', async (visit) => {
  const server = await serveLessons((_, origin) => ({
    '/': `${TALK}<iframe width="640" height="400" src="${visit.url}#embed=1&amp;lang=en&amp;inputs=characters&amp;origin=${encodeURIComponent(origin)}"></iframe>`,
  }));
  visit.atEnd(() => server.close());
  const page = await visit.tab(server.origin, visit.url);
  await page.goto(server.origin);
  const frame = await /** @type {import('puppeteer-core').ElementHandle<HTMLIFrameElement>} */ (await page.$('iframe')).contentFrame();
  await frame.waitForSelector('html[data-ready="true"]');
  const count = () => frame.evaluate(() => document.querySelectorAll('img, script, form, style, iframe, base, meta, link, [onerror], [onload], [onfocus]').length);
  const before = await count();
  for (const text of HOSTILE) {
    for (const state of [{ text }, { seed: text }, { cell: text }, { [text]: 1 }, { edits: text }]) {
      // As text: the protocols of browsers have trouble of their own with some of them.
      const answer = await page.evaluate((state) => /** @type {any} */ (globalThis).eval('ask')({ type: 'set', state: JSON.parse(state) }), JSON.stringify(state));
      assert.match(answer.type, /^rnn-playground:/);
    }
    assert.equal(await count(), before, text);
    assert.equal(await frame.evaluate(() => globalThis.clicked === undefined), true, text);
  }
});

test('HTML that the page does not have is refused before it is any', () => {
  for (const text of ['', 'a &lt;b&gt; c', '<p class="a">1 < 2</p>'.replace('1 <', '1 &lt;'), '<td id="h-1" data-t="on click=1">0.5</td>', '<svg><rect width="1"/><path d="M0 0"/></svg>',
    '<image xlink:href="data:image/png;base64,AAAA"/>', '<button type="button" data-on="1" hidden>x</button>', '<rect fill="url(#scale)"/>']) {
    assert.equal(trustedHTML(text), text);
  }
  for (const text of ['<script>', '<p>a<img src="x">', '<IFRAME>', '<svg onload="a">', '<p class="b" onclick="a">', '<p\tONCLICK=a>', '<p class="a"\n style="x">', '<p srcdoc="x">',
    '<image xlink:href="https://x/y.png"/>', '<p title="a>b" onclick="x">', '<!-- -->', '<?x?>', '< p>', '<a href="javascript:x">', '</script>', '<math-x>', '<image href="//x">', '<b hidden onload=x>',
    '<p/onclick=x>', '<p a=1 onclick=x>', "<p a='1' style=x>", '<p a="b"onclick="x">', '<p class="a']) {
    assert.throws(() => trustedHTML(text), TypeError, text);
  }
});

pageTest('nothing else becomes HTML or a program', async (visit) => {
  visit.allow(/Trusted ?(HTML|Script|Type)|Content.Security.Policy|policy violated/);
  const page = await visit.open('lang=en');
  const before = await page.evaluate(() => el('#inspector').innerHTML);
  const refused = await page.evaluate(() => {
    /** @type {(act: () => unknown) => string} */
    const tried = (act) => {
      try {
        act();
        return 'done';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    };
    const any = /** @type {any} */ (globalThis);
    return {
      own: tried(() => any.playgroundHost.write('inspector', '<p><img src="x" onerror="clicked = true">')),
      html: tried(() => { el('#now').innerHTML = '<b>x</b>'; }),
      worker: tried(() => new Worker('app.js')),
      policy: tried(() => any.trustedTypes.createPolicy('mine', {})),
      twice: tried(() => any.trustedTypes.createPolicy('playground', {})),
    };
  });
  assert.equal(refused.own, 'refused', 'in every engine');
  assert.equal(await page.evaluate(() => el('#inspector').innerHTML), before);
  if (engine === 'chromium') {
    assert.deepEqual({ ...refused, html: '', own: '' }, { own: '', html: '', worker: 'refused', policy: 'refused', twice: 'refused' });
    assert.equal(refused.html, 'refused');
  }
  assert.equal(await page.evaluate(() => globalThis.clicked), undefined);
});
