// @ts-check
// The page in the conditions of others: text at twice its size, the colours of a
// contrast theme, surroundings that read from right to left, a slow machine, a slow
// network. Nothing is lost, and all of it can be operated.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { can } from './engines/capabilities.js';
import { serveFaulty } from './faulty.js';
import { isReady, pageTest, until } from './harness.js';
import { openAround } from './lesson.js';
import { WIDE, disagreements, frames, settings, withFace } from './look.js';
import { pixels } from './pixels.js';

/** @typedef {import('./look.js').Page} Page */

/** Text alone where the engine can; the whole page in Chromium, which has no other way. @param {Page} page @param {[width: number, height: number]} size */
async function twice(page, [width, height]) {
  if (can('text zoom')) await /** @type {any} */ (page).zoomText(2);
  else await page.setViewport({ width: width / 2, height: height / 2, deviceScaleFactor: 2 });
}

/** Text that lies over other text, and text that is wider than the window. @param {Page} page @returns {Promise<string[]>} */
const illegible = (page) => page.evaluate(() => {
  const leaves = els('main *, header *').filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('svg, math, select, .spoken') && getComputedStyle(e).clipPath === 'none'
    && [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()));
  const boxes = leaves.flatMap((e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    return [...range.getClientRects()].map((r) => ({ e, left: r.left, right: r.right, top: r.top, bottom: r.bottom }));
  }).filter(({ left, right }) => right - left > 2);
  const name = (/** @type {Element} */ e) => `${e.id || e.className || e.localName} “${e.textContent.trim().slice(0, 20)}”`;
  const found = [];
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      if (a.e.contains(b.e) || b.e.contains(a.e) || a.e.closest('#hidden-states') || b.e.closest('#hidden-states')) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 3 && down > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top)) found.push(`${name(a.e)} lies over ${name(b.e)}`);
    }
  }
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [`the page is ${wide} px too wide`, ...found] : found;
});

pageTest('text at twice its size: nothing lies over anything, and nothing leaves the window', async (visit) => {
  // Half a phone's width is no window that there is.
  const sizes = /** @type {[number, number][]} */ (can('text zoom') ? [[1280, 800], [390, 844]] : [[1280, 800]]);
  for (const [size, lang] of sizes.flatMap((size) => /** @type {const} */ ([[size, 'en'], [size, 'ko']]))) {
    const page = await visit.open(`lang=${lang}&weights=pytorch`, { size, prepare: (page) => twice(page, size) });
    await twice(page, size); // Firefox forgets it on the way to another document
    await until(page, 'one column', () => el('.controls').getBoundingClientRect().width > innerWidth / 2);
    await frames(page);
    await sleep(300);
    assert.deepEqual(await illegible(page), [], `${lang}, ${size}`);
    await page.click('#try-weights');
    await frames(page);
    assert.deepEqual(await illegible(page), [], `${lang}, ${size}, other weights`);
    await page.close();
  }
});

pageTest('on a phone the columns of the table are as wide as text of twice its size', async (visit) => {
  for (const [link, columns] of /** @type {[string, number][]} */ ([['', 8], ['weights=pytorch', 8], ['weights=pytorch&timesteps=100000&hidden-size=3&t=99999', 3], ['view=backward', 8]])) {
    const page = await visit.open(`${link}&lang=en`, { size: [390, 844] });
    const width = () => page.evaluate(() => el('#table-body td').getBoundingClientRect().width);
    const before = await width();
    if (can('text zoom')) await /** @type {any} */ (page).zoomText(2);
    else await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await until(page, 'wider columns', (before) => el('#table-body td').getBoundingClientRect().width > 1.5 * before, before);
    for (const face of ['as it is', WIDE.sans]) {
      if (face === WIDE.sans) await withFace(page, '#hidden-states', face);
      await frames(page);
      const { cells, spilt } = await page.evaluate(() => {
        const cells = els('#hidden-states :is(th, td)');
        const spilt = cells.filter((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const [text, box] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
          return text.width > 0 && (text.left < box.left || text.right > box.right + 0.5 || text.top < box.top - 0.5 || text.bottom > box.bottom + 0.5);
        });
        return { cells: cells.length, spilt: spilt.map((cell) => cell.textContent) };
      });
      assert.ok(cells > 2 * columns, `${cells} cells`);
      assert.deepEqual(spilt, [], `${link}, ${face}`);
    }
    await page.close();
  }
});

/** What in forced colours cannot be seen: what is to be pressed and has no edge, and text in the colour that is behind it. @param {Page} page @returns {Promise<string[]>} */
const unseen = (page) => page.evaluate(() => els('button, select, input, [role="tab"]').filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.spoken')).flatMap((e) => {
  const { color, backgroundColor, borderTopWidth, borderBottomWidth, appearance } = getComputedStyle(e);
  const name = e.id || e.textContent.trim() || e.name;
  const faults = [];
  if (e.localName === 'button' && parseFloat(borderTopWidth) + parseFloat(borderBottomWidth) === 0 && e.closest('.terms, .printout') === null) faults.push(`${name} has no edge`);
  if (color === backgroundColor && appearance !== 'none' && e.type !== 'range') faults.push(`${name} is ${color} on ${backgroundColor}`);
  return faults;
}));

pageTest('forced colours: all is to be seen and operated, and pictures keep the colours of their numbers', async (visit) => {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    const page = await visit.open('lang=en&weights=pytorch');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await until(page, theme, (theme) => matchMedia(`(prefers-color-scheme: ${theme})`).matches, theme);
    await frames(page);
    const before = await pixels(page, '#heatmap-canvas');
    await forceColours(page, theme);
    await frames(page);
    await sleep(200);
    assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
    assert.deepEqual(await pixels(page, '#heatmap-canvas'), before, 'the picture of the states');
    assert.equal(await page.evaluate(() => getComputedStyle(el('#heatmap-canvas')).forcedColorAdjust), 'none');
    assert.deepEqual(await unseen(page), [], theme);
    // A bar of which nothing is full does not look full.
    assert.ok(await page.evaluate(() => getComputedStyle(el('.share')).fill === getComputedStyle(document.body).backgroundColor));
    const [left, frame] = await page.evaluate(() => [el('#reset').getBoundingClientRect().left, el('.controls').getBoundingClientRect().left]);
    assert.ok(left >= frame, 'what is quiet has an edge, and stays in its column');
    await page.focus('#hidden-size');
    await page.keyboard.press('ArrowRight');
    await until(page, 'nine units', () => el('#hidden-states').getAttribute('aria-colcount') === '10');
    await page.close();
  }
});

/** @param {Page} page @param {'light' | 'dark'} theme */
async function forceColours(page, theme) {
  const features = [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: theme }];
  if (!can('CDP')) return page.emulateMediaFeatures(features);
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features });
}

pageTest('in a page that reads from right to left, an embedded page reads as it does alone', async (visit) => {
  const frame = await openAround(visit, '<html dir="rtl" lang="ar"><p>شبكة</p>');
  const { direction, time, sideways } = await frame.evaluate(() => ({
    direction: getComputedStyle(document.documentElement).direction,
    time: [...document.querySelectorAll('#time-axis text')].map((label) => label.getBoundingClientRect().left),
    sideways: document.documentElement.scrollWidth - innerWidth,
  }));
  assert.equal(direction, 'ltr');
  assert.deepEqual(time, [...time].sort((a, b) => a - b), 'time runs from left to right');
  assert.ok(sideways <= 0);
});

pageTest('turned from right to left by whoever shows it, time still runs to the right and nothing is lost', async (visit) => {
  const page = await visit.open('lang=en&weights=pytorch');
  const before = await settings(page);
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await frames(page);
  await sleep(200);
  const time = await page.evaluate(() => els('#time-axis text').map((label) => label.getBoundingClientRect().left));
  assert.deepEqual(time, [...time].sort((a, b) => a - b), 'time runs from left to right');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the window');
  assert.deepEqual(await settings(page), before);
});

pageTest('on a machine six times as slow a slider follows its keys, and all views agree', async (visit) => {
  const page = await visit.open('lang=en', { prepare: (page) => page.emulateCPUThrottling(6) });
  await page.focus('#hidden-size');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await until(page, 'the end of the keys', () => el('#hidden-size-value').value === '12' && el('#hidden-states').getAttribute('aria-colcount') === '13');
  assert.deepEqual(await disagreements(page), []);
});

pageTest('on a slow network the result is there to read, progress is seen, and what is pressed meanwhile does no harm', async (visit) => {
  const server = await serveFaulty(async (response, content) => {
    response.setHeader('Content-Length', content.length);
    await sleep(400);
    for (let at = 0; at < content.length; at += 20_000) {
      response.write(content.subarray(at, at + 20_000));
      await sleep(100);
    }
    response.end();
  }, '*');
  visit.atEnd(() => server.close());
  const page = await visit.open('lang=en', { ready: false, url: server.url });
  await until(page, 'progress', () => !el('#boot').hidden && el('#boot-progress').value > 0 && el('#boot-progress').value < 1);
  assert.equal(await page.evaluate(() => els('#hidden-states td[data-value]').length), 80, 'the first result is there before the program');
  assert.match(await page.evaluate(() => el('#boot-percent').textContent), /^\d+ %$/);
  await page.mouse.click(640, 300);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await isReady(page);
  assert.equal(await page.evaluate(() => el('#boot').checkVisibility()), false);
  assert.equal(await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates.length), 10);
});

pageTest('a page that arrives in pieces is quiet, and whole in the end', async (visit) => {
  const server = await serveFaulty((response, content) => {
    const half = content.indexOf('</mtext>', content.indexOf('<mpadded')) + '</mtext>'.length;
    response.write(content.subarray(0, half));
    setTimeout(() => response.end(content.subarray(half)), 1500);
  }, 'index.html');
  visit.atEnd(() => server.close());
  const page = await visit.open('lang=en', { url: server.url });
  assert.equal(await page.evaluate(() => els('#equation .indexed').every((index) => index.checkVisibility())), true);
});
