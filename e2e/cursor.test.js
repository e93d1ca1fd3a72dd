// @ts-check
// One cursor through pictures, lines, table, inspector and link.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, disagreements, frames, linkShown, settings, valueOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** What is looked at, by every view; the views have to agree. @param {Page} page */
async function looked(page) {
  const { views, kept, sum, terms, h, wrong } = await page.evaluate(() => {
    const output = el('#inspected');
    const t = Number(output.dataset.t);
    const unit = Number(output.dataset.unit);
    const [T, I, H, seed] = ['#timesteps-value', '#input-size-value', '#hidden-size-value', '#seed'].map((s) => Number(el(s).value));
    const kept = !el('#plots').matches('.loose');
    const frame = el('#heatmap-frame').style;
    const cell = el('#heatmap-cell').style;
    const step = (/** @type {CSSStyleDeclaration} */ style) => Math.round((parseFloat(style.insetInlineStart) / 100) * T) + 1;
    const views = [[t, unit], [step(frame), Math.round((parseFloat(cell.insetBlockStart) / 100) * H)], [Number(el('#scrub').value), unit]];
    if (kept) views.push([t, els('#lines .line').findIndex((line) => line.matches('.chosen'))]);
    if (kept && !el('#panel-table').hidden) {
      const td = el('#hidden-states td.chosen');
      views.push([Number(td.dataset.t), Number(td.dataset.unit)], [Number(el('tr.marked td').dataset.t), unit]);
    }
    // What is only said when something is pinned or pointed at.
    const spoken = el('#equation').getAttribute('aria-label');
    const said = kept ? [t, t, t - 1] : ['t', 't', 't minus 1'];
    const wrong = [];
    if (spoken !== `h ${said[0]} equals tanh of Wx times x ${said[1]}, plus Wh times h ${said[2]}, plus b`
      && spoken !== `h ${said[0]}${kept ? '의 값은' : '는'} tanh(Wx 곱하기 x ${said[1]}, 더하기 Wh 곱하기 h ${kept ? said[2] : 't 빼기 1'}, 더하기 b)`) wrong.push(spoken);
    const written = els('#equation .indexed').map((e) => e.textContent).join(' ');
    const before = kept ? t - 1 : 't−1';
    if (written !== `h${said[0]} Wx x${said[1]} Wh h${before}`) wrong.push(written);
    const low = [...String(t)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]).join('');
    const now = el('#now').textContent;
    if (!RegExp(`^(t = ${t} of ${T}|시점 ${t} / ${T}) · ([ah]${low}\\[${unit}\\]|x${low}\\[\\d\\]) = (−?[\\d.e−]+|…)$`).test(now)) wrong.push(now);
    const columns = new Set(els('#hidden-states .column').map((e) => e.dataset.unit ?? e.textContent));
    if (String([...columns]) !== (kept ? `h[${unit}],${unit}` : '')) wrong.push(`columns ${[...columns]}`);
    if (els('#hidden-states td.column').length !== (kept ? els('#table-body tr').length : 0)) wrong.push('a column is not marked to its end');
    const printed = [el('#printout .marked')?.dataset.t, el('#printout .marked .chosen')?.dataset.unit];
    if (T * H <= 1000 && String(printed) !== (kept ? `${t},${unit}` : ',')) wrong.push(`printed ${printed}`);
    const terms = els('#inspector tbody td[data-value]').map((td) => Number(td.dataset.value));
    const shown = Number(el(`#table-body td[data-t="${t}"][data-unit="${unit}"]`).dataset.value);
    return { views, kept, sum: Number(el('#inspected-sum').dataset.value), terms, h: [Number(output.dataset.value), shown], of: [I, seed], wrong };
  });
  assert.deepEqual(wrong, []);
  for (const view of views) assert.deepEqual(view, views[0], JSON.stringify(views));
  assert.equal(h[0], h[1], 'the inspector opens what the table shows');
  assert.ok(Math.abs(terms.reduce((a, b) => a + b, 0) - sum) < 1e-12, 'the terms add up');
  assert.ok(Math.abs(Math.tanh(sum) - h[0]) < 1e-15);
  return [...views[0], kept];
}

/** The middle of a cell of a picture. @param {Page} page @param {string} plot @param {number} across @param {number} down */
async function at(page, plot, across, down) {
  const { left, top, width, height } = await boxOf(page, plot);
  return /** @type {[number, number]} */ ([left + across * width, top + down * height]);
}

pageTest('the pointer shows, a click keeps, Escape lets go', async (visit) => {
  const page = await visit.open('lang=en');
  assert.deepEqual(await looked(page), [2, 0, false]);
  await page.mouse.move(...await at(page, '#heatmap', 0.65, 3.5 / 8));
  assert.deepEqual(await looked(page), [7, 3, true]);
  await page.mouse.move(...await at(page, '#sums', 0.35, 5.5 / 8));
  assert.deepEqual(await looked(page), [4, 5, true]);
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(page), [2, 0, false], 'nothing was kept');
  await page.mouse.click(...await at(page, '#heatmap', 0.25, 5.5 / 8));
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(page), [3, 5, true]);
  await until(page, 'the cell in the link', () => location.hash.includes('&t=3&unit=5'));
  assert.equal(await valueOf(page, '#find-step'), '3');
  await page.click('td[data-t="6"][data-unit="2"]');
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(page), [6, 2, true]);
  await page.focus('#plots');
  await page.keyboard.press('Escape');
  assert.deepEqual(await looked(page), [2, 0, false]);
  await until(page, 'no cell in the link', () => !location.hash.includes('t=3') && !location.hash.includes('unit'));
});

pageTest('the keys walk through steps and units', async (visit) => {
  const page = await visit.open('t=3&unit=5&lang=en');
  await page.focus('#plots');
  for (const [key, want] of /** @type {[import('puppeteer-core').KeyInput, [number, number]][]} */ ([['ArrowRight', [4, 5]], ['ArrowDown', [4, 6]],
    ['ArrowUp', [4, 5]], ['ArrowLeft', [3, 5]], ['End', [10, 5]], ['ArrowRight', [10, 5]], ['Home', [1, 5]], ['PageDown', [10, 5]]])) {
    await page.keyboard.press(key);
    assert.deepEqual(await looked(page), [...want, true], key);
  }
  await page.click('#back');
  assert.deepEqual(await looked(page), [9, 5, true]);
});

pageTest('a finger chooses a cell and draws it along', async (visit) => {
  const page = await visit.open('lang=ko', { size: [390, 844] });
  const [x, y] = await at(page, '#heatmap', 0.15, 0.5 / 8);
  const touch = await page.touchscreen.touchStart(x, y);
  assert.deepEqual((await looked(page)).slice(0, 2), [2, 0]);
  await touch.move(...await at(page, '#heatmap', 0.85, 6.5 / 8));
  await touch.end();
  assert.deepEqual(await looked(page), [9, 6, true]);
});

pageTest('play walks to the end, hides what is to come, and stops when asked', async (visit) => {
  const page = await visit.open('timesteps=3&t=3&lang=en');
  await page.click('#play');
  assert.deepEqual((await looked(page)).slice(0, 2), [1, 0], 'from the start again');
  assert.equal(await page.evaluate(() => el('#heatmap .veil').hidden), false);
  await until(page, 'the last step', () => el('#inspected').dataset.t === '3');
  await until(page, 'the end', () => !document.documentElement.matches('.playing'));
  assert.equal(await page.evaluate(() => el('#heatmap .veil').hidden), true);
  await page.click('#play');
  await page.click('#play');
  assert.equal(await page.evaluate(() => document.documentElement.matches('.playing')), false);
});

pageTest('weights and terms are chosen, and stand in the link', async (visit) => {
  const page = await visit.open('t=3&unit=5&lang=en');
  const inputs = () => page.evaluate(() => el('#inputs-canvas').toDataURL());
  const before = await inputs();
  await page.click('#try-weights');
  assert.equal(await valueOf(page, '#weights'), 'pytorch');
  assert.equal(await page.evaluate(() => el('#inspected').textContent), '−0.54452993'); // NumPy's, see printouts.json
  assert.equal(await inputs(), before, 'the same seed, the same inputs');
  await page.select('#terms', 'size');
  await looked(page);
  await page.select('#terms', 'digits');
  await looked(page);
  await until(page, 'both in the link', () => location.hash.includes('&weights=pytorch&') && location.hash.includes('&terms=digits'));
  const again = await visit.open(await linkShown(page));
  assert.deepEqual(await looked(again), [3, 5, true]);
  await again.close(); // a page behind another one draws no frame, and a click waits for one
  await page.click('#reset');
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.equal(await valueOf(page, '#weights'), 'tutorial');
  assert.deepEqual(await disagreements(page), []);
});

pageTest('what is pointed at is read beside the player, whichever picture it is in', async (visit) => {
  const page = await visit.open('timesteps=5&input-size=2&hidden-size=3&weights=pytorch&lang=en');
  const inputs = await page.evaluate(() => [.../** @type {any} */ (runRNN(5, 2, 3, 0)).inputs[3]]);
  const h = await page.evaluate(() => Number(el('td[data-t="4"][data-unit="1"]').dataset.value));
  const reading = () => page.evaluate(() => el('#now .reading').textContent);
  const box = await boxOf(page, '#now');
  await page.mouse.move(...await at(page, '#inputs', 0.7, 0.75));
  assert.equal(await reading(), `x₄[1] = ${inputs[1].toFixed(8).replace(/0+$/, '')}`);
  assert.deepEqual((await looked(page)).slice(0, 2), [4, 0], 'the unit is the one from before');
  await page.mouse.move(...await at(page, '#sums', 0.7, 0.5));
  assert.equal(await reading(), `a₄[1] = ${await page.evaluate(() => el('#inspected-sum').textContent.trim().replaceAll('\u2007', ''))}`);
  await page.mouse.move(...await at(page, '#heatmap', 0.7, 0.5));
  assert.equal(await reading(), `h₄[1] = ${h.toFixed(8)}`);
  await page.mouse.move(...await at(page, '#lines-plot', 0.7, 0.5));
  assert.match(await reading(), /^h₄\[\d\] = /);
  assert.deepEqual(await boxOf(page, '#now'), box, 'nothing moves');
});

pageTest('the printout is part of it: its numbers point, its lines are marked', async (visit) => {
  const page = await visit.open('panel=printout&lang=en');
  const centre = (/** @type {string} */ selector) => page.evaluate((s) => {
    el(s).scrollIntoView({ block: 'center' });
    const { left, top, width, height } = el(s).getBoundingClientRect();
    return /** @type {[number, number]} */ ([left + width / 2, top + height / 2]);
  }, selector);
  /** The line of the text under the mark of the shape. */
  const shape = () => page.evaluate(() => {
    const mark = el('#printout .line').getBoundingClientRect();
    const text = el('#printout').textContent.split('\n');
    const top = el('#printout .block').getBoundingClientRect().top;
    return el('#printout .line').checkVisibility() ? text[Math.round((mark.top - top) / mark.height)] : '';
  });
  assert.equal(await shape(), '');
  await page.mouse.move(...await centre('#printout .row[data-t="7"] [data-unit="6"]'));
  assert.deepEqual(await looked(page), [7, 6, true]);
  assert.equal(await shape(), '(7, 8)');
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(page), [2, 0, false]);
  await page.mouse.click(...await centre('#printout .row[data-t="3"] [data-unit="5"]'));
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(page), [3, 5, true]);
  assert.equal(await shape(), '(3, 8)');
  // Text that is being chosen to be copied is not a click.
  const [from, to] = [await centre('#printout .row[data-t="9"] [data-unit="1"]'), await centre('#printout .row[data-t="9"] [data-unit="4"]')];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(page), [3, 5, true]);
  // The keys bring what they mark into view.
  await page.focus('#plots');
  for (const key of /** @type {const} */ (['Home', 'End'])) {
    await page.keyboard.press(key);
    await looked(page);
    assert.ok(await page.evaluate(() => {
      const [row, view] = [el('#printout .row.marked'), el('#printout')].map((e) => e.getBoundingClientRect());
      return row.top >= view.top - 1 && row.bottom <= view.bottom + 1;
    }), key);
  }
});

pageTest('of a printout with parts left out the first and last rows are marked', async (visit) => {
  const page = await visit.open('timesteps=500&hidden-size=6&t=2&unit=4&panel=printout&lang=en');
  const printed = () => page.evaluate(() => [els('#printout .marked').map((e) => e.dataset.t), els('#printout .chosen').length, els('#printout [data-unit]').length]);
  assert.deepEqual(await printed(), [['2'], 0, 0]);
  await page.focus('#plots');
  await page.keyboard.press('End');
  assert.deepEqual(await printed(), [['500'], 0, 0]);
  await page.keyboard.press('PageUp');
  assert.deepEqual(await printed(), [[], 0, 0], 'step 490 is not printed');
  const line = await page.evaluate(() => {
    const [line, view] = [el('#printout .line'), el('#printout')].map((e) => e.getBoundingClientRect());
    return [line.top >= view.top - 1, line.bottom <= view.bottom + 1, Number(el('#printout .line').style.getPropertyValue('--line'))];
  });
  assert.deepEqual(line, [true, true, 4 + 489], 'but its shape is');
});

pageTest('a number of the run before, which is still told of, does no harm', async (visit) => {
  const page = await visit.open('timesteps=2&hidden-size=3&t=2&lang=en');
  await page.evaluate(() => Object.assign(el('#table-body td[data-value]').dataset, { t: '4', unit: '7' }));
  const { left, top, width, height } = await boxOf(page, '#table-body td[data-value]');
  for (const kind of /** @type {const} */ (['move', 'click'])) {
    await page.mouse[kind](left + width / 2, top + height / 2);
    await frames(page);
  }
  await page.evaluate(() => { // and a factor of it that is opened
    const source = el('#inspector button[data-step]');
    source.dataset.step = '4';
    source.click();
  });
  await frames(page);
  assert.equal(await page.evaluate(() => el('#notices').textContent), '');
});
