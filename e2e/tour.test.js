// @ts-check
// The guided tour over the live page.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, frames, isVisible, linkShown, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** What each stop talks about. */
const ANCHORS = ['equation', 'shapes', 'inspector', 'heatmap', 'saturated', 'try-weights', 'gradient-plot', 'bands', 'gradient-plot'];

const stop = (/** @type {Page} */ page) => page.evaluate(() => ({
  title: el('#tour-title').textContent,
  place: el('#tour-place').textContent,
  anchor: els('.toured').map((e) => e.id).join(),
  offer: el('#tour-offer').hidden ? '' : el('#tour-offer').textContent,
}));

for (const size of /** @type {[number, number][]} */ ([[1280, 800], [768, 1024], [390, 844]])) {
  pageTest(`nine stops beside what they talk about, at ${size[0]} × ${size[1]}, in both languages`, async (visit) => {
    for (const lang of ['ko', 'en']) {
      const page = await visit.open(`lang=${lang}`, { size });
      await page.click('#tour-start');
      const titles = new Set();
      for (const [i, anchor] of ANCHORS.entries()) {
        await until(page, `stop ${i + 1}`, (place) => el('#tour-place').textContent === place, `${i + 1} / 9`);
        await frames(page);
        const at = await stop(page);
        assert.equal(at.anchor, anchor);
        titles.add(at.title);
        await until(page, 'the stop in the link', (stop) => new URLSearchParams(location.hash.slice(1)).get('tour') === stop, String(i + 1));
        const [card, seen] = [await boxOf(page, '#tour'), await boxOf(page, `#${anchor}`)];
        assert.ok(card.left >= 0 && card.right <= size[0] + 0.5 && card.top >= 0 && card.bottom <= size[1] + 0.5, `${i + 1}: the card is in the window`);
        // What is larger than the window beside the card is seen from its beginning or to its end.
        const apart = card.left >= seen.right || card.right <= seen.left || card.top >= seen.bottom || card.bottom <= seen.top;
        assert.ok(apart || seen.height > size[1] - card.height - 48, `stop ${i + 1} covers what it talks about`);
        if (i < 8) await page.click('#tour-next');
      }
      assert.equal(titles.size, 9);
      await page.click('#tour-next');
      assert.equal(await isVisible(page, '#tour'), false);
      await until(page, 'a link without the tour', () => !location.hash.includes('tour'));
      assert.equal(await page.evaluate(() => els('.toured').length), 0);
      await page.close();
    }
  });
}

pageTest('a link to a stop, in one column: all that it talks about is seen, and what it is called', async (visit) => {
  for (const [i, lang] of /** @type {[number, string][]} */ ([[3, 'ko'], [3, 'en'], [5, 'en'], [7, 'ko'], [8, 'en'], [9, 'ko']])) {
    const page = await visit.open(`lang=${lang}&tour=${i}`, { size: [768, 1024] });
    const anchor = `#${ANCHORS[i - 1]}`;
    await until(page, `all of ${anchor} at stop ${i}`, (anchor) => {
      const { top, bottom } = el(anchor).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, anchor);
    await frames(page);
    const [card, name] = [await boxOf(page, '#tour'), await boxOf(page, i === 3 ? '#inspector-title' : i === 5 ? '#saturation-title' : '#tab-cells')];
    const apart = card.left >= name.right || card.right <= name.left || card.top >= name.bottom || card.bottom <= name.top;
    assert.ok(apart && name.top >= 0, `stop ${i} covers what it is called`);
    await page.close();
  }
});

pageTest('the ring around the inspector is below its heading, which has two lines in English', async (visit) => {
  const page = await visit.open('lang=en&tour=3');
  const [heading, ring] = await page.evaluate(() => {
    const { outlineOffset, outlineWidth } = getComputedStyle(el('#inspector'));
    return [el('#inspector-title').getBoundingClientRect().bottom, el('#inspector').getBoundingClientRect().top - parseFloat(outlineOffset) - parseFloat(outlineWidth)];
  });
  assert.ok(ring >= heading - 2.5, `the heading ends at ${heading}, the ring begins at ${ring}`); // below its last line is that much of none
});

pageTest('on a wall no stop makes the page wider', async (visit) => {
  for (let i = 1; i <= ANCHORS.length; i++) {
    const page = await visit.open(`lang=ko&mode=projector&tour=${i}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `stop ${i}`);
    await page.close();
  }
});

pageTest('by keyboard: it is read out, goes on and back, and gives the focus back', async (visit) => {
  const page = await visit.open('lang=en');
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.focus('#tour-start');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'tour-title');
  assert.equal(await page.evaluate(() => el('#tour-title').closest('[aria-live]').getAttribute('aria-live')), 'polite');
  assert.equal(await page.evaluate(() => el('#tour-back').disabled), true);
  for (const want of ['2 / 9', '3 / 9']) {
    await page.focus('#tour-next');
    await page.keyboard.press('Enter');
    assert.equal((await stop(page)).place, want);
    assert.equal(await focused(), 'tour-next');
  }
  await page.focus('#tour-back');
  await page.keyboard.press('Space');
  assert.equal((await stop(page)).place, '2 / 9');
  await page.keyboard.press('Space');
  assert.equal((await stop(page)).place, '1 / 9');
  assert.equal(await focused(), 'tour-next', 'the button that is turned off does not take the keyboard along');
  await page.focus('#tour-next');
  await page.keyboard.press('Escape');
  assert.equal(await isVisible(page, '#tour'), false);
  assert.equal(await focused(), 'tour-start');
});

pageTest('it plays the steps, and changes the weights on the same seed', async (visit) => {
  const page = await visit.open('lang=en&tour=4&speed=16&seed=3');
  assert.equal((await stop(page)).offer, 'Play it');
  await page.click('#tour-offer');
  await until(page, 'it plays', () => document.documentElement.matches('.playing'));
  await until(page, 'the end', () => !document.documentElement.matches('.playing'));
  assert.equal((await stop(page)).place, '4 / 9', 'the tour is still there');
  await page.click('#tour-next');
  const before = await textOf(page, '#summary');
  await page.click('#tour-next');
  await page.click('#tour-offer');
  await until(page, 'the weights in the link', () => location.hash.includes('weights=pytorch'));
  const link = new URLSearchParams(await linkShown(page));
  assert.deepEqual([link.get('weights'), link.get('seed'), link.get('tour')], ['pytorch', '3', '6']);
  assert.notEqual(await textOf(page, '#summary'), before);
  const count = before.match(/^(?:All )?(\d+)/)?.[1] ?? '';
  assert.ok((await textOf(page, '#tour-text')).includes(`the same seed it was ${count}`), await textOf(page, '#tour-text'));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tour-title');
});

pageTest('the page stays alive under the tour: what is changed is what it talks about', async (visit) => {
  const page = await visit.open('lang=en&tour=2');
  assert.match(await textOf(page, '#tour-text'), /104 parameters/);
  await page.focus('#hidden-size');
  await page.keyboard.press('ArrowRight');
  assert.match(await textOf(page, '#tour-text'), /126 parameters/); // 9·4 + 9·9 + 9
  await page.click('#language');
  assert.match(await textOf(page, '#tour-text'), /126/);
  assert.equal((await stop(page)).place, '2 / 9');
  await page.reload();
  await until(page, 'the tour is where it was', () => document.documentElement.dataset.ready === 'true' && el('#tour-place').textContent === '2 / 9');
});
