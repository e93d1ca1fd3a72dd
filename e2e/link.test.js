// @ts-check
// The page's state is its address, both ways.

import assert from 'node:assert/strict';
import { follow, isReady, pageTest, until } from './harness.js';
import { boxOf, disagreements, fill, isVisible, linkShown, notices, settings, textOf, valueOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** Follows a link on an open page, until the address is what the page makes of it. @param {Page} page @param {string} link */
async function go(page, link) {
  await page.evaluate((link) => { location.hash = link; }, link);
  await until(page, `the link ${link.slice(0, 80)} is taken`, () => location.hash.startsWith('#v=1&timesteps='));
}

/** @param {Page} page */
async function closeNotices(page) {
  while ((await notices(page)).length > 0) await page.click('#notices .notice button:last-child');
}

/** The page can be worked with. @param {Page} page */
async function assertWorks(page) {
  assert.deepEqual(await disagreements(page), []);
  await page.focus('#input-size');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  assert.equal((await settings(page)).fields[1], 2);
  assert.deepEqual(await disagreements(page), []);
}

/** The row of a step is in the view of the table, marked, and framed in both plots. @param {Page} page @param {number} t @param {number} timesteps */
async function assertMarked(page, t, timesteps) {
  assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((head) => head.textContent)), [String(t)]);
  const row = await boxOf(page, 'tr.marked');
  const head = await boxOf(page, '#table-head');
  const view = await boxOf(page, '#table-scroll');
  assert.ok(row.top >= head.bottom - 1 && row.bottom <= view.bottom + 1, `row ${t} at ${row.top} is not in view, ${head.bottom} to ${view.bottom}`);
  const plot = await boxOf(page, '#heatmap');
  for (const id of ['#heatmap-frame', '#lines-frame']) {
    assert.equal(await isVisible(page, id), true);
    const frame = await boxOf(page, id);
    const [left, right] = [t - 1, t].map((edge) => plot.left + (edge / timesteps) * plot.width);
    assert.ok(frame.left <= left + 1 && frame.right >= right - 1, `${id} is around step ${t}`);
    assert.ok(frame.right - frame.left <= Math.max(right - left, 4) + 2, `${id} is around nothing else`);
    assert.ok(frame.right - frame.left >= 4, `${id} can be seen`);
  }
}

pageTest('what is changed stands in the address within a second, and opens again', async (visit) => {
  const page = await visit.open('lang=en');
  await fill(page, '#timesteps-value', '23');
  await fill(page, '#input-size-value', '3');
  await fill(page, '#hidden-size-value', '6');
  await fill(page, '#find-step', '7');
  await page.click('#tab-printout');
  const want = 'v=1&timesteps=23&input-size=3&hidden-size=6&seed=99&t=7&panel=printout&lang=en';
  const took = await page.evaluate((want) => new Promise((done) => {
    const start = performance.now();
    el('#seed').value = 99;
    el('#seed').dispatchEvent(new Event('input', { bubbles: true }));
    const look = () => {
      if (location.hash === `#${want}` || performance.now() > start + 5000) done(performance.now() - start);
      else setTimeout(look, 10);
    };
    look();
  }), want);
  assert.ok(took < 1000, `${took} ms`);
  const again = await visit.open(want);
  assert.deepEqual((await settings(again)).fields, [23, 3, 6, 99]);
  assert.deepEqual(await disagreements(again), []);
  assert.equal(await isVisible(again, '#printout'), true);
  assert.equal(await isVisible(again, '#table-scroll'), false);
  assert.equal(await again.evaluate(() => document.documentElement.lang), 'en');
  assert.equal(await valueOf(again, '#find-step'), '7');
  assert.equal(await textOf(again, '#printout'), await textOf(page, '#printout'));
  assert.equal(await textOf(again, '#table-body'), await textOf(page, '#table-body'));
  assert.equal(await linkShown(again), want);
  await again.click('#tab-table');
  await until(again, 'no panel in the link', () => !location.hash.includes('panel'));
  await again.reload();
  await isReady(again);
  assert.equal(await linkShown(again), want.replace('&panel=printout', ''));
});

pageTest('moving about leaves no trail of addresses; following links does', async (visit) => {
  const page = await visit.open('v=1&timesteps=10&input-size=4&hidden-size=8&seed=0');
  const before = await page.evaluate(() => history.length);
  await page.focus('#timesteps');
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('ArrowRight');
    await until(page, 'the move in the address', () => location.hash.includes(`timesteps=${el('#timesteps-value').value}&`));
  }
  assert.equal(await page.evaluate(() => history.length), before);
  await page.evaluate(() => { kept = document.body; });
  await follow(page, { timesteps: 5, inputSize: 4, hiddenSize: 2, seed: 1 });
  assert.deepEqual(await disagreements(page), []);
  await follow(page, { timesteps: 6, inputSize: 1, hiddenSize: 3, seed: 2 });
  await page.evaluate(() => history.back());
  await until(page, 'the link before', () => el('#hidden-states').getAttribute('aria-rowcount') === '6');
  assert.deepEqual((await settings(page)).fields, [5, 4, 2, 1]);
  await page.evaluate(() => history.back());
  await until(page, 'the first link', () => el('#hidden-states').getAttribute('aria-rowcount') === '17');
  assert.deepEqual((await settings(page)).fields, [16, 4, 8, 0]);
  assert.deepEqual(await disagreements(page), []);
  assert.equal(await page.evaluate(() => kept === document.body), true, 'without a reload');
});

pageTest('a changed address is followed in all it says, and only in that', async (visit) => {
  const page = await visit.open('timesteps=12&t=9&panel=printout&lang=ko');
  await go(page, 'timesteps=12&lang=en');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.equal(await isVisible(page, '#table-scroll'), true);
  assert.equal(await isVisible(page, '#printout'), false);
  assert.equal(await valueOf(page, '#find-step'), '');
  assert.equal(await page.evaluate(() => els('tr.marked').length), 0);
  assert.equal(await isVisible(page, '#heatmap-frame'), false);
  await go(page, 'panel=printout');
  assert.equal(await isVisible(page, '#printout'), true);
  assert.deepEqual(await disagreements(page), []);
  await go(page, '');
  assert.equal(await isVisible(page, '#printout'), false);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
});

pageTest('a link that cannot be taken as it is opens with a notice, and the page works', async (visit) => {
  const page = await visit.open();
  for (const [link, fields, ...said] of /** @type {[string, number[], ...RegExp[]][]} */ ([
    ['timesteps=0', [1, 4, 8, 0], /timesteps=0 .* 1 is used/],
    ['timesteps=-5', [1, 4, 8, 0], /timesteps=-5 .* 1 is used/],
    ['timesteps=1e99&hidden-size=1', [100000, 4, 1, 0], /timesteps=1e99 .* 100000 is used/],
    ['timesteps=1.5', [10, 4, 8, 0], /timesteps=1\.5 .* 10 is used/],
    ['timesteps=', [10, 4, 8, 0], /timesteps= .* 10 is used/],
    ['timesteps', [10, 4, 8, 0], /timesteps= .* 10 is used/],
    ['input-size=5000&timesteps=2', [2, 4096, 8, 0], /input-size=5000 .* 4096 is used/],
    ['hidden-size=eight', [10, 4, 8, 0], /hidden-size=eight .* 8 is used/],
    ['hidden-size=0x10', [10, 4, 8, 0], /hidden-size=0x10 .* 8 is used/],
    ['seed=-1', [10, 4, 8, 0], /seed=-1 .* 0 is used/],
    ['seed=4294967296', [10, 4, 8, 4294967295], /seed=4294967296 .* 4294967295 is used/],
    ['seed=NaN', [10, 4, 8, 0], /seed=NaN .* 0 is used/],
    ['timesteps=100000&hidden-size=4096', [10, 4, 8, 0], /426,797,216 values.*At most 33,554,432.*tutorial/],
    ['t=11', [10, 4, 8, 0], /t=11 .* no marked step/],
    ['t=0', [10, 4, 8, 0], /t=0 .* no marked step/],
    ['t=x&panel=sideways', [10, 4, 8, 0], /t=x /, /panel=sideways .* the table/],
    ['lang=klingon', [10, 4, 8, 0], /lang=klingon .* the browser's language/],
    ['timesteps=x&input-size=x&hidden-size=x&seed=x&t=x', [10, 4, 8, 0], /hidden-size=x/, /seed=x/, /t=x/],
    [`seed=${'9'.repeat(3000)}`, [10, 4, 8, 4294967295], /^seed=9{40}… /],
  ])) {
    const asked = link.includes('lang=') ? link : `${link}&lang=en`;
    await go(page, asked);
    const name = asked.slice(0, 60);
    assert.deepEqual((await settings(page)).fields, fields, name);
    const shown = await notices(page);
    assert.equal(shown.length, said.length, `${name}: ${shown.join(' | ')}`);
    said.forEach((text, i) => assert.match(shown[i], text));
    assert.doesNotMatch(await linkShown(page), /NaN|sideways|klingon|x/, 'the address is corrected');
    assert.ok((await linkShown(page)).startsWith(`v=1&timesteps=${fields[0]}&input-size=${fields[1]}&hidden-size=${fields[2]}&seed=${fields[3]}`));
    await closeNotices(page);
    await assertWorks(page);
  }
});

pageTest('a bad link does not keep the page from opening', async (visit) => {
  for (const [link, fields, said] of /** @type {[string, number[], RegExp][]} */ ([
    ['hidden-size=eight&seed=3', [10, 4, 8, 3], /hidden-size=eight/],
    ['timesteps=100000&hidden-size=4096&seed=3', [10, 4, 8, 3], /At most 33,554,432/],
    ['%E0%A4%A&timesteps=%ZZ', [10, 4, 8, 0], /timesteps=%ZZ/],
  ])) {
    const page = await visit.open(`${link}&lang=en`);
    assert.deepEqual((await settings(page)).fields, fields, link);
    assert.equal((await notices(page)).length, 1);
    assert.match((await notices(page))[0], said);
    await assertWorks(page);
    await page.close();
  }
});

pageTest('what a link says that the page does not know is passed over in silence', async (visit) => {
  const page = await visit.open();
  for (const [link, fields] of /** @type {[string, number[]][]} */ ([
    ['v=7&colour=red&timesteps=3&&=&constructor=1&__proto__=2&toString=3', [3, 4, 8, 0]],
    ['timesteps=4', [4, 4, 8, 0]],
    ['TIMESTEPS=5&Timesteps=6&inputSize=7', [10, 4, 8, 0]],
    ['seed=1&seed=2', [10, 4, 8, 2]],
    ['hidden%2Dsize=%35&seed=+7', [10, 4, 5, 7]],
    ['timesteps=1e1&seed=09', [10, 4, 8, 9]],
    ['/some/route?x=1', [10, 4, 8, 0]],
    ['한글', [10, 4, 8, 0]],
  ])) {
    await go(page, link);
    assert.deepEqual((await settings(page)).fields, fields, link);
    assert.deepEqual(await notices(page), [], link);
    assert.deepEqual(await disagreements(page), [], link);
  }
});

pageTest('text in a link never becomes markup', async (visit) => {
  const page = await visit.open();
  /** @type {string[]} */
  const dialogs = [];
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  const known = await page.evaluate(() => document.querySelectorAll('*').length);
  const hostile = [
    '<img src=x onerror=alert(1)>', '"><img src=x onerror=alert(1)>', '</p><script>alert(1)</script>', '<svg/onload=alert(1)>', "'-alert(1)-'",
    'javascript:alert(1)', '<iframe srcdoc="<script>parent.alert(1)</script>">', '&lt;b&gt;', '<b>{0}</b>', '{0}{1}{2}', '$& $1 $`', '\u0000\u202e\ud83d\ude00',
  ];
  for (const text of hostile) {
    for (const written of [encodeURIComponent(text), text.replaceAll('&', '%26').replaceAll('+', '%2B')]) {
      for (const key of ['timesteps', 'hidden-size', 'seed', 't', 'panel', 'lang']) {
        await go(page, `${key}=${written}${key === 'lang' ? '' : '&lang=en'}`);
        const [said] = await notices(page);
        assert.ok(said?.startsWith(`${key}=${text} in the link`), `${key}=${text}: ${said}`);
        assert.deepEqual(await page.evaluate(() => [...new Set(els('#notices *').map((e) => e.tagName))].sort()), ['BUTTON', 'DIV', 'P']);
        await closeNotices(page);
      }
    }
    await go(page, `${encodeURIComponent(text)}=1`);
    assert.deepEqual(await notices(page), []);
  }
  assert.equal(await page.evaluate(() => document.querySelectorAll('*').length), known, 'nothing was added to the page');
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.deepEqual(dialogs, []);
});

pageTest('t= marks its step in the table, brings it into view, and frames it in the pictures', async (visit) => {
  const page = await visit.open('timesteps=400&hidden-size=8&t=300');
  await assertMarked(page, 300, 400);
  assert.equal(await valueOf(page, '#find-step'), '300');
  for (const t of [1, 400, 2, 223]) {
    await page.evaluate((t) => { location.hash = `timesteps=400&t=${t}`; }, t);
    await until(page, `step ${t} is marked`, (t) => el('tr.marked th')?.textContent === String(t), t);
    await assertMarked(page, t, 400);
  }
  await page.evaluate(() => { location.hash = 'timesteps=3&t=2'; });
  await until(page, 'step 2 of 3', () => el('#hidden-states').getAttribute('aria-rowcount') === '4');
  await assertMarked(page, 2, 3);
});

pageTest('t= is kept for a run that takes a while', async (visit) => {
  const page = await visit.open('timesteps=100000&input-size=4&hidden-size=64&t=77777');
  await until(page, 'step 77,777', () => el('#find-step').value === '77777' && el('tr.marked'))
    .catch(() => {}); // what is missing is said below
  await assertMarked(page, 77777, 100000);
});

pageTest('t= is in view when the table is opened after the printout', async (visit) => {
  const page = await visit.open('timesteps=400&t=300&panel=printout');
  assert.equal(await isVisible(page, '#table-scroll'), false);
  await page.click('#tab-table');
  await assertMarked(page, 300, 400);
});
