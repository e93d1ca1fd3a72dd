// @ts-check
// The page's state is its address, both ways.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, fill, isVisible, linkShown, notices, settings, textOf, valueOf } from './look.js';

pageTest('what is changed stands in the address, and opens again', async (visit) => {
  const page = await visit.open('lang=en');
  await fill(page, '#timesteps-value', '23');
  await fill(page, '#input-size-value', '3');
  await fill(page, '#hidden-size-value', '6');
  await fill(page, '#seed', '99');
  await fill(page, '#find-step', '7');
  await page.click('#tab-printout');
  const want = 'v=1&timesteps=23&input-size=3&hidden-size=6&seed=99&t=7&panel=printout&lang=en';
  await until(page, 'all of it in the address', (want) => location.hash === `#${want}`, want);
  const again = await visit.open(want);
  assert.deepEqual((await settings(again)).fields, [23, 3, 6, 99]);
  assert.equal(await isVisible(again, '#printout'), true);
  assert.equal(await isVisible(again, '#table-scroll'), false);
  assert.equal(await valueOf(again, '#find-step'), '7');
  assert.equal(await textOf(again, '#printout'), await textOf(page, '#printout'));
  assert.equal(await linkShown(again), want);
});

pageTest('a changed address is followed without a reload', async (visit) => {
  const page = await visit.open();
  await page.evaluate(() => { kept = document.body; location.hash = '#v=1&timesteps=5&hidden-size=2&seed=1'; });
  await until(page, 'five steps', () => el('#hidden-states').getAttribute('aria-rowcount') === '6');
  assert.deepEqual((await settings(page)).fields, [5, 4, 2, 1]);
  assert.equal(await page.evaluate(() => kept === document.body), true);
});

pageTest('a link that cannot be taken as it is opens with a notice', async (visit) => {
  const bad = [
    ['timesteps=0', [1, 4, 8, 0], /timesteps=0/],
    ['timesteps=1e99', [100000, 4, 8, 0], /timesteps=1e99/],
    ['seed=-1', [10, 4, 8, 0], /seed=-1/],
    ['hidden-size=eight', [10, 4, 8, 0], /hidden-size=eight/],
    ['timesteps=100000&hidden-size=4096', [10, 4, 8, 0], /At most 33,554,432/],
    ['t=11', [10, 4, 8, 0], /t=11/],
    ['panel=sideways', [10, 4, 8, 0], /panel=sideways/],
  ];
  for (const [link, fields, notice] of bad) {
    const page = await visit.open(`${link}&lang=en`);
    assert.deepEqual((await settings(page)).fields, fields, String(link));
    const shown = await notices(page);
    assert.equal(shown.length, 1, `${link}: ${shown}`);
    assert.match(shown[0], /** @type {RegExp} */ (notice));
    await page.click('#notices button');
    assert.deepEqual(await notices(page), []);
    await page.close();
  }
});

pageTest('unknown keys and versions are no reason for a notice', async (visit) => {
  const page = await visit.open('v=7&colour=red&timesteps=3&&=&constructor=1&__proto__=2');
  assert.deepEqual((await settings(page)).fields, [3, 4, 8, 0]);
  assert.deepEqual(await notices(page), []);
});

pageTest('text in a link never becomes markup', async (visit) => {
  const hostile = ['"><img src=x onerror=alert(1)>', '%3Cscript%3Ealert(1)%3C/script%3E', "'-alert(1)-'", '%00%FF{0}'];
  for (const text of hostile) {
    const page = await visit.open(`timesteps=${text}&panel=${text}&lang=${text}&t=${text}&seed=${text}`);
    assert.equal(await page.evaluate(() => els('#notices img, #notices script').length), 0);
    assert.ok((await notices(page)).length > 0);
    assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
    await page.close();
  }
});

pageTest('t= marks its step in the table and frames it in the pictures', async (visit) => {
  const page = await visit.open('timesteps=400&hidden-size=8&t=300');
  assert.equal(await page.evaluate(() => el('tr.marked th').textContent), '300');
  const row = await boxOf(page, 'tr.marked');
  const view = await boxOf(page, '#table-scroll');
  assert.ok(row.top >= view.top && row.bottom <= view.bottom, 'the row is in view');
  const plot = await boxOf(page, '#heatmap');
  for (const id of ['#heatmap-frame', '#lines-frame']) {
    const frame = await boxOf(page, id);
    const want = plot.left + (299 / 400) * plot.width;
    assert.ok(Math.abs(frame.left - want) <= 3, `${id} is at ${frame.left}, not ${want}`);
  }
});
