// @ts-check
// Nothing is cut off, too small, too pale or over something else.

import assert from 'node:assert/strict';
import { serveFaulty } from './faulty.js';
import { pageTest, until } from './harness.js';
import { WIDE, boxOf, followed, frames, linkShown, withFace } from './look.js';

/** @type {[number, number][]} */
const SIZES = [[1280, 800], [768, 1024], [390, 844], [320, 640]];

/** By how many pixels what fits exactly may be over, as engines add up what they round. */
const ROUNDED = 0.01;

/** What is wrong with the layout, in words. @param {import('./look.js').Page} page @returns {Promise<string[]>} */
const faults = (page) => page.evaluate(() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  const visible = els('body *').filter((e) => e.checkVisibility() && !e.closest('.spoken, caption, #table-scroll, #printout'));
  for (const e of visible) {
    const text = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (!text && e.tagName !== 'INPUT') continue;
    const name = `${e.tagName} ${e.id || e.textContent.slice(0, 20)}`;
    const style = getComputedStyle(e);
    if (Number.parseFloat(style.fontSize) < 14 && !e.closest('math')) found.push(`${name} is ${style.fontSize} small`);
    if (style.display !== 'inline' && e.scrollWidth > e.clientWidth + 1 && !e.matches('.tagline, svg *, math *, .corner, span')) found.push(`${name} is cut: ${e.scrollWidth} in ${e.clientWidth}`);
    const { left, right } = e.getBoundingClientRect();
    if (left < -0.5 || right > innerWidth + 0.5) found.push(`${name} lies outside: ${left} to ${right}`);
  }
  for (const axis of ['#time-axis', '#unit-axis', '.scale', '.value-axis']) {
    const boxes = els(`${axis} text`).map((t) => t.getBoundingClientRect());
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      if (a.left < b.right && b.left < a.right && a.top + 4 < b.bottom - 4 && b.top + 4 < a.bottom - 4) found.push(`labels of ${axis} overlap`);
    }));
  }
  for (const name of els('.row-name').filter((e) => e.checkVisibility())) {
    const a = name.firstElementChild.getBoundingClientRect();
    for (const b of els('.unit-axis text').map((t) => t.getBoundingClientRect())) {
      if (a.top + 4 < b.bottom - 4 && b.top + 4 < a.bottom - 4 && b.left - a.right < 2) found.push(`${name.textContent} touches its axis: ${b.left - a.right} px between them`);
    }
  }
  return found;
});

for (const size of SIZES) {
  pageTest(`${size[0]} × ${size[1]}: everything is whole, in both languages`, async (visit) => {
    for (const lang of ['ko', 'en']) {
      const page = await visit.open(`lang=${lang}`, { size });
      assert.deepEqual(await faults(page), [], lang);
      for (const link of ['timesteps=100000&hidden-size=64&seed=4294967295&t=3', 'timesteps=1&input-size=1&hidden-size=1', 'timesteps=37&hidden-size=1000&panel=printout', 'cell=RNN_RELU&hidden-size=16', 'cell=RNN_RELU&hidden-size=64&timesteps=100', 'compare=LSTM']) {
        await page.evaluate((hash) => { location.hash = hash; }, `${link}&lang=${lang}`);
        await followed(page);
        const there = (await linkShown(page)).split('&');
        for (const part of link.split('&')) assert.ok(there.includes(part), `${part} of ${there}`);
        assert.deepEqual(await faults(page), [], `${link} ${lang}`);
      }
      await page.close();
    }
  });
}

pageTest('at 1280 × 800 the tutorial is seen without scrolling', async (visit) => {
  for (const lang of ['ko', 'en']) {
    const page = await visit.open(`lang=${lang}`);
    assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) <= 800);
    const last = await boxOf(page, 'td[data-t="10"][data-unit="7"]');
    assert.ok(last.bottom <= 800 && last.right <= 1280, JSON.stringify(last));
    assert.equal(await page.evaluate(() => el('#table-scroll').scrollWidth <= el('#table-scroll').clientWidth), true);
  }
});

pageTest('at 1280 × 800 no tab is scrolled away, whatever stands beside them', async (visit) => {
  for (const lang of ['ko', 'en']) {
    const page = await visit.open(`lang=${lang}`);
    for (const panel of await page.evaluate(() => els('[role="tab"]').map((tab) => tab.id))) {
      const room = await page.evaluate((panel) => {
        el(`#${panel}`).click();
        const { scrollWidth, clientWidth } = el('.tabs [role="tablist"]');
        return clientWidth - scrollWidth;
      }, panel);
      assert.ok(room >= 0, `${-room} px are missing beside ${panel}, ${lang}`);
    }
    await page.close();
  }
});

pageTest('between the sizes that are looked at, too, the bar and the tabs have room for all that is in them', async (visit) => {
  for (const link of ['lang=ko', 'lang=ko&cell=LSTM&num-layers=2&bidirectional=true&view=backward&layer=2', 'lang=en&compare=LSTM&timesteps=1000&t=999']) {
    const page = await visit.open(link);
    for (const width of [1280, 1279, 1240, 1180, 1151, 1150, 1000, 765, 560]) {
      await page.setViewport({ width, height: 820 });
      await page.waitForFunction((width) => innerWidth === width, {}, width);
      const missing = await page.evaluate((ROUNDED) => {
        const bar = el('.stage-head').getBoundingClientRect();
        const over = els('#player > *').filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > bar.right + ROUNDED).map((e) => e.id || e.className);
        const small = el('#scrub').offsetWidth < 40 ? ['a slider to slide'] : [];
        const away = els('[role="tab"]').filter((tab) => {
          tab.click();
          const { scrollWidth, clientWidth } = el('.tabs [role="tablist"]');
          return scrollWidth > clientWidth;
        }).map((tab) => tab.id);
        return [...over, ...small, ...away];
      }, ROUNDED);
      assert.deepEqual(missing, [], `${width} px, ${link}`);
    }
    await page.close();
  }
});

pageTest('in a frame of any width the bar over the picture is beside what is beside it, not over it', async (visit) => {
  for (const link of ['lang=ko&show=equation,inputs,sums,heatmap,lines,player,inspector', 'lang=en&view=backward&cell=LSTM&t=3&show=heatmap,player,saturation', 'lang=en&timesteps=100000&t=99999&show=heatmap,player']) {
    const page = await visit.open(`embed=1&${link}`, { size: [1280, 560] });
    for (const width of [1180, 1000, 920, 860, 800, 761, 700, 600, 480, 320]) {
      await page.setViewport({ width, height: 560 });
      await page.waitForFunction((width) => innerWidth === width, {}, width);
      const over = await page.evaluate(() => {
        const bar = el('.stage-head').getBoundingClientRect();
        const words = document.createRange();
        words.selectNodeContents(el('#now .reading'));
        return Math.max(...[words, ...els('#player > *').filter((e) => e.checkVisibility())].map((e) => e.getBoundingClientRect().right)) - bar.right;
      });
      assert.ok(over <= ROUNDED, `${over} px over at ${width}, ${link}`);
      assert.ok((await boxOf(page, '#scrub')).width >= 40, `the slider at ${width}, ${link}`);
    }
    await page.close();
  }
});

pageTest('the equation is as high for sizes of three digits, so that no picture moves while one is dragged', async (visit) => {
  for (const size of /** @type {[number, number][]} */ ([[1280, 800], [768, 1024]])) {
    for (const lang of ['ko', 'en']) {
      const page = await visit.open(`lang=${lang}`, { size });
      const { height } = await boxOf(page, '.equation');
      for (const link of ['hidden-size=100', 'hidden-size=256&input-size=64']) {
        await page.evaluate((hash) => { location.hash = hash; }, `${link}&lang=${lang}`);
        await followed(page);
        assert.equal((await boxOf(page, '.equation')).height, height, `${link} at ${size}, ${lang}`);
      }
      await page.close();
    }
  }
});

pageTest('on a phone the picture is in view while a size is dragged', async (visit) => {
  const page = await visit.open('lang=ko', { size: [390, 844] });
  const top = (await boxOf(page, '.picture')).top;
  const bottom = (await boxOf(page, '#hidden-size')).bottom;
  assert.ok(bottom - top <= 844, `${bottom - top} px from the picture to the last slider`);
});

pageTest('text stands out from its background, in light and dark', async (visit) => {
  for (const theme of ['light', 'dark']) {
    const page = await visit.open('hidden-size=20&lang=en', {
      prepare: (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]),
    });
    const pale = await page.evaluate(() => {
      const rgb = (/** @type {string} */ color) => (color.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = (/** @type {number[]} */ color) => {
        const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (/** @type {Element} */ e) => {
        const color = rgb(getComputedStyle(e).backgroundColor);
        return color.length === 3 || color[3] > 0 || !e.parentElement ? luminance(color.slice(0, 3)) : behind(e.parentElement);
      };
      const found = [];
      for (const e of els('body *')) {
        if (!e.checkVisibility() || e.closest(':disabled')) continue;
        if (![...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim())) continue;
        const { fill, color } = getComputedStyle(e);
        const background = behind(e);
        const own = luminance(rgb(e.closest('svg') ? fill : color).slice(0, 3));
        const contrast = (Math.max(own, background) + 0.05) / (Math.min(own, background) + 0.05);
        if (contrast < 4.5) found.push(`${e.tagName} ${e.id || e.textContent}: ${contrast.toFixed(2)}`);
      }
      return found;
    });
    assert.deepEqual(pale, [], theme);
    await page.close();
  }
});

// An emulated screen tells nobody that its pixels have changed, so the test does.
pageTest('a window that moves to a screen of other pixels is drawn for them', async (visit) => {
  const page = await visit.open('timesteps=50000&hidden-size=6&lang=en', {
    prepare: (page) => page.evaluateOnNewDocument(() => {
      const original = matchMedia;
      kept = [];
      globalThis.matchMedia = (query) => {
        const list = original(query);
        if (query.includes('resolution')) kept.push(list);
        return list;
      };
    }),
  });
  const pixels = () => page.evaluate(() => el('#heatmap-canvas').width);
  const before = await pixels();
  for (const deviceScaleFactor of [2, 1.5, 1]) {
    await page.setViewport({ width: 1280, height: 800, deviceScaleFactor });
    await page.evaluate(() => kept.at(-1).dispatchEvent(new Event('change')));
    const ratio = (await pixels()) / before;
    assert.ok(Math.abs(ratio - deviceScaleFactor) < 0.05 * deviceScaleFactor, `${ratio}, not ${deviceScaleFactor}`);
  }
  // Firefox tells of it too.
  const queries = (await page.evaluate(() => kept.map((list) => list.media))).filter((query, i, all) => query !== all[i - 1]);
  assert.deepEqual(queries, ['(resolution: 1dppx)', '(resolution: 2dppx)', '(resolution: 1.5dppx)', '(resolution: 1dppx)']);
});

pageTest('the page is no wider than its window while the program comes', async (visit) => {
  const server = await serveFaulty(() => {}); // nor refused: it is on its way
  visit.atEnd(() => server.close());
  const page = await visit.open('lang=en', { ready: false, url: server.url });
  await until(page, 'the wait is shown', () => !el('#boot').hidden);
  for (const lang of ['en', 'ko']) {
    if (lang === 'ko') await page.click('#language');
    for (const width of [1280, 900, 768, 721, 640, 390, 320]) {
      await page.setViewport({ width, height: 800 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, lang);
    }
    await page.setViewport({ width: 1280, height: 800 });
  }
});

/** The least that is left free beside what is as wide as a phone. */
const MARGIN = 4;

pageTest('the equation fits a phone, however far the step is that stands in it', async (visit) => {
  for (const cell of ['RNN_TANH', 'RNN_RELU', 'LSTM', 'GRU']) {
    for (const step of [2, 19_999]) {
      const page = await visit.open(`timesteps=20000&hidden-size=2&input-size=1&cell=${cell}&t=${step}&lang=en`, { size: [390, 844] });
      await until(page, 'the step', (step) => el('#equation').textContent.replaceAll(',', '').includes(step), String(step));
      for (const face of ['as it is', WIDE.serif]) {
        if (face === WIDE.serif) await withFace(page, '.formula :is(mtext, mn, mo)', face);
        for (const width of [390, 360, 320]) {
          await page.setViewport({ width, height: 844 });
          await frames(page);
          const { left, right } = await boxOf(page, '#equation');
          assert.ok(left >= MARGIN && right <= width - MARGIN, `${cell}, step ${step}, ${face}: ${left} … ${right} of ${width}`);
          const size = parseFloat(await page.evaluate(() => getComputedStyle(el('#equation')).fontSize));
          assert.ok(size >= (width < 390 ? 14 : 16), `${cell} at ${width}: ${size} px`);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, cell);
        }
      }
      await page.close();
    }
  }
});

// Most phones have no font for mathematics, by which an msub is lowered, and no signs of its own for slanted letters.
pageTest('indices of the equation are low and small, and its letters plain ones, whatever the face', async (visit) => {
  for (const cell of ['RNN_TANH', 'LSTM', 'GRU']) {
    const page = await visit.open(`cell=${cell}&lang=en`);
    for (const face of ['as it is', WIDE.serif]) {
      if (face === WIDE.serif) await withFace(page, '.formula :is(mtext, mn, mo)', face);
      await frames(page);
      const { found, text } = await page.evaluate(() => ({
        text: el('#equation').textContent,
        found: els('#equation .indexed').map((indexed) => {
          const [letter, index] = [indexed.querySelector('mtext'), indexed.querySelector('.index > *')];
          const [a, b] = [letter, index].map((e) => ({ bottom: e.getBoundingClientRect().bottom, size: parseFloat(getComputedStyle(e).fontSize) }));
          return { of: indexed.textContent, lower: (b.bottom - a.bottom) / a.size, smaller: b.size / a.size };
        }),
      }));
      assert.ok(found.length >= 5, `${found.length}`);
      for (const { of, lower, smaller } of found) assert.ok(lower > 0.1 && smaller < 0.8, `${of} in ${cell}, ${face}: lower by ${lower}, ${smaller} as large`);
      assert.doesNotMatch(text, /[\u{1D400}-\u{1D7FF}]/u);
      assert.equal(await page.evaluate(() => els('#equation mi').length), 0, 'an mi of one letter is drawn slanted, by a sign that fonts lack');
    }
    await page.close();
  }
});

pageTest('a picture stays where it is pointed at, whatever is said of it then', async (visit) => {
  for (const size of SIZES.slice(0, 3)) {
    for (const link of ['panel=memory', 'panel=cells', 'compare=LSTM', 'view=backward', 'cell=LSTM&num-layers=2&bidirectional=true', 'cell=GRU&timesteps=20000&hidden-size=2']) {
      const page = await visit.open(`weights=pytorch&lang=en&${link}`, { size });
      await frames(page);
      for (const id of await page.evaluate(() => els('.plot[id]').filter((plot) => plot.checkVisibility()).map((plot) => plot.id))) {
        await page.mouse.move(2, 2);
        await page.evaluate((id) => el(`#${id}`).scrollIntoView({ block: 'center' }), id);
        await frames(page);
        const box = await boxOf(page, `#${id}`);
        for (const [x, y] of [[0.05, 0.06], [0.5, 0.5], [0.95, 0.05], [0.95, 0.95]]) {
          await page.mouse.move(box.left + x * box.width, box.top + y * box.height);
          await frames(page);
          assert.deepEqual(await boxOf(page, `#${id}`), box, `${id} at ${x}, ${y}: ${link}, ${size}`);
        }
      }
      await page.close();
    }
  }
});

pageTest('in a frame on a wall what has no room beside the rest is scrolled, or of its usual size', async (visit) => {
  for (const [size, show] of /** @type {[[number, number], string][]} */ ([
    [[844, 390], 'saturation,weights&panel=weights'], [[768, 1024], 'inspector,weights&panel=weights'],
    [[320, 568], 'inspector,set-hidden-size&bidirectional=true&gain=10&bias-value=-1'], [[480, 568], 'inspector&cell=LSTM'],
  ])) {
    const page = await visit.open(`embed=1&lang=ko&mode=projector&show=${show}`, { size });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= size[0], `${show} at ${size}`);
    if (show.includes('weights')) {
      // The last of the matrices can be come to.
      const [right, edge] = await page.evaluate(() => {
        el('#panel-weights').scrollLeft = 9999;
        return [el('#h0').getBoundingClientRect().right, innerWidth];
      });
      assert.ok(right <= edge + 0.5, `${show} at ${size}: h0 ends at ${right} of ${edge}`);
    }
    await page.close();
  }
});
