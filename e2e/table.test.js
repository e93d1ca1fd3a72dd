// @ts-check
// The table holds only what is in view, and shows everything.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, fill, frames, isVisible, notices, paste, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */
/** @typedef {Parameters<Parameters<typeof pageTest>[1]>[0]} Visit */

const BIG = 'timesteps=100000&hidden-size=64&seed=1&lang=en';
/** The same as arguments of runRNN. @type {Arguments} */
const OF_BIG = [100_000, 4, 64, 1];

/** @typedef {[timesteps: number, inputSize: number, hiddenSize: number, seed: number]} Arguments */

/** Opens a run and keeps its states on the page to compare with. @param {Visit} visit @param {string} link @param {Arguments} args */
async function openTable(visit, link, args) {
  const page = await visit.open(link);
  await keep(page, args);
  return page;
}

/** @param {Page} page @param {Arguments} args */
const keep = (page, args) => page.evaluate((args) => { kept = /** @type {any} */ (runRNN(...args)).hiddenStates; }, args);

/**
 * What in view is not as it should be: at every place of the view there is a cell,
 * and it is that of the step and the unit that belong there by how far the table
 * is scrolled, with the run's value; the heads stay on top and the steps at the
 * left. Nothing, when all is well.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
const faults = (page) => page.evaluate(tableFaults);

/** Runs on the page. */
function tableFaults() {
  /** @type {string[]} */
  const found = [];
  const s = el('#table-scroll');
  const corner = el('#table-head th').getBoundingClientRect();
  const view = s.getBoundingClientRect();
  const near = (/** @type {string} */ what, /** @type {number} */ got, /** @type {number} */ want) => {
    if (Math.abs(got - want) > 1.5) found.push(`${what} is at ${got}, not ${want}`);
  };
  near('the row of heads', corner.top, view.top);
  near('the column of steps', corner.left, view.left);

  // Each row and each head is where it belongs in the whole table.
  const rowHeight = el('#table-body tr').getBoundingClientRect().height;
  const heads = [...el('#table-head tr').cells].slice(1);
  const columnWidth = heads[0].getBoundingClientRect().width;
  const units = heads.map((head) => Number(/^h\[(\d+)\]$/.exec(head.textContent)?.[1]));
  const rows = els('#table-body tr');
  const steps = rows.map((row) => Number(row.cells[0].textContent));
  rows.forEach((row, i) => {
    near(`step ${steps[i]}`, row.getBoundingClientRect().top - view.top + s.scrollTop, steps[i] * rowHeight);
    near(`the head of step ${steps[i]}`, row.cells[0].getBoundingClientRect().left, view.left);
  });
  heads.forEach((head, i) => {
    near(`unit ${units[i]}`, head.getBoundingClientRect().left - view.left + s.scrollLeft, corner.width + units[i] * columnWidth);
    near(`the head of unit ${units[i]}`, head.getBoundingClientRect().top, view.top);
  });

  // Each cell holds what its row and column say.
  rows.forEach((row, i) => [...row.cells].slice(1).forEach((cell, j) => {
    const { t, unit, value } = cell.dataset;
    if (Number(t) !== steps[i] || Number(unit) !== units[j]) found.push(`${cell.outerHTML} is at (${steps[i]}, ${units[j]})`);
    const h = kept[steps[i] - 1]?.[units[j]];
    if (Number(value) !== h) found.push(`h_${t}[${unit}] is ${value}, not ${h}`);
    if (!(Math.abs(Number(cell.textContent.replaceAll('\u2007', '').replace('−', '-')) - h) < 5.01e-9)) found.push(`h_${t}[${unit}] reads ${cell.textContent}`);
  }));

  // No place in view is empty. WebKit's scroll bars lie over what they scroll, and are hit before it.
  const isBar = (/** @type {Element | null} */ hit, /** @type {number} */ x, /** @type {number} */ y) => hit === s && (x > view.right - 24 || y > view.bottom - 24);
  const [T, H] = [kept.length, kept[0].length];
  const bottom = Math.min(view.top + s.clientHeight, view.top - s.scrollTop + (T + 1) * rowHeight);
  const right = Math.min(view.left + s.clientWidth, view.left - s.scrollLeft + corner.width + H * columnWidth);
  for (let y = corner.bottom + 3; y < bottom - 2; y += 11) {
    for (let x = corner.right + 3; x < right - 2; x += 47) {
      const there = document.elementFromPoint(x, y);
      if (isBar(there, x, y)) continue;
      const cell = /** @type {HTMLElement | null} */ (there?.closest('td') ?? null);
      const t = Math.floor((y - view.top + s.scrollTop) / rowHeight);
      const unit = Math.floor((x - view.left + s.scrollLeft - corner.width) / columnWidth);
      // On the line between two either will do.
      if (!cell) found.push(`nothing at ${x}, ${y}, where h_${t}[${unit}] belongs`);
      else if (Math.abs(Number(cell.dataset.t) - t) > 1 || Math.abs(Number(cell.dataset.unit) - unit) > 1) found.push(`${cell.outerHTML} at the place of h_${t}[${unit}]`);
    }
    const head = document.elementFromPoint(corner.left + 4, y);
    if (head?.tagName !== 'TH' && !isBar(head, corner.left + 4, y)) found.push(`no step at the left of ${y}`);
  }
  // However large the run is: only the window counts.
  const all = document.querySelectorAll('*').length;
  if (all >= (innerWidth * innerHeight > 1280 * 800 ? 4500 : 3000)) found.push(`${all} elements`);
  return found.slice(0, 6);
}

/** Waits until the view is right, and says what was not. @param {Page} page @param {string} where */
async function assertRight(page, where) {
  await frames(page); // the scroll event comes with the next frame
  if ((await faults(page)).length === 0) return;
  await until(page, where, /** @type {any} */ (`(${tableFaults})().length === 0`)).catch(() => {});
  assert.deepEqual(await faults(page), [], where);
}

/** Scrolls the table to a share of its way. @param {Page} page @param {number} down @param {number} across */
async function scrollTo(page, down, across) {
  await page.evaluate((down, across) => {
    const s = el('#table-scroll');
    s.scrollTop = down * (s.scrollHeight - s.clientHeight);
    s.scrollLeft = across * (s.scrollWidth - s.clientWidth);
  }, down, across);
  await assertRight(page, `${down} down, ${across} across`);
}

/** Steps and units that are seen whole. @param {Page} page */
const inView = (page) => page.evaluate(() => {
  const s = el('#table-scroll').getBoundingClientRect();
  const corner = el('#table-head th').getBoundingClientRect();
  const { clientWidth, clientHeight } = el('#table-scroll');
  const whole = els('#table-body td').filter((cell) => {
    const { left, top, right, bottom } = cell.getBoundingClientRect();
    return left >= corner.right - 1 && top >= corner.bottom - 1 && right <= s.left + clientWidth + 1 && bottom <= s.top + clientHeight + 1;
  });
  const range = (/** @type {string} */ name) => {
    const values = whole.map((cell) => Number(cell.dataset[name]));
    return [Math.min(...values), Math.max(...values)];
  };
  return { steps: range('t'), units: range('unit') };
});

pageTest('100,000 steps of 64 units, everywhere', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await assertRight(page, 'as opened');
  for (const [down, across] of [[0.001, 0], [0.5, 0.5], [0.73, 1], [1, 1], [1, 0], [0.2, 0.3], [0.2, 0.31], [0, 1], [0, 0]]) {
    await scrollTo(page, down, across);
  }
  await scrollTo(page, 0, 0);
  assert.deepEqual([(await inView(page)).steps[0], (await inView(page)).units[0]], [1, 0]);
  await scrollTo(page, 1, 1);
  assert.deepEqual([(await inView(page)).steps[1], (await inView(page)).units[1]], [100_000, 63]);
});

pageTest('a number of many digits fits its column, wherever it stands', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await scrollTo(page, 1, 1);
  const cut = () => page.evaluate(() => els('#hidden-states th, #hidden-states td').filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.outerHTML));
  assert.deepEqual(await cut(), []);
  await page.evaluate(() => { location.hash = '#timesteps=3&hidden-size=4096&lang=en'; });
  await until(page, 'the wide table', () => el('#hidden-states').getAttribute('aria-colcount') === '4097');
  await keep(page, [3, 4, 4096, 0]);
  await scrollTo(page, 0, 1);
  assert.deepEqual(await cut(), []);
});

pageTest('the wheel, the keys and long jumps leave no hole', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  const { left, top } = await boxOf(page, '#table-scroll');
  await page.mouse.move(left + 300, top + 100);
  for (const [deltaX, deltaY] of [[0, 100], [0, 700], [0, 700], [0, 5000], [300, 0], [900, 0], [-500, -400], [0, 90_000], [9000, -30]]) {
    await page.mouse.wheel({ deltaX, deltaY });
    await assertRight(page, `turned by ${deltaX}, ${deltaY}`);
  }
  await page.focus('#table-scroll');
  for (const key of /** @type {const} */ (['PageDown', 'PageDown', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'End', 'Home'])) {
    await page.keyboard.press(key);
    await assertRight(page, key);
  }
  // One event after the other, each redrawn before the next.
  await page.evaluate(async () => {
    const s = el('#table-scroll');
    for (let i = 0; i < 40; i++) {
      s.scrollTop += 20_000;
      s.dispatchEvent(new Event('scroll'));
      await new Promise(requestAnimationFrame);
    }
  });
  await assertRight(page, 'after many jumps');
});

pageTest('in no frame of a scroll is the view empty', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  const empty = await page.evaluate(async () => {
    const s = el('#table-scroll');
    const { left, top } = s.getBoundingClientRect();
    const empty = [];
    for (let i = 1; i <= 60; i++) {
      s.scrollTop += i < 30 ? 40 * i : 3000;
      // Handlers of scroll run before those of the frame in which it is drawn.
      await new Promise(requestAnimationFrame);
      for (const y of [40, s.clientHeight / 2, s.clientHeight - 5]) {
        const there = document.elementFromPoint(left + 200, top + y);
        if (there === s && y > s.clientHeight - 24) continue; // a scroll bar of WebKit
        if (!there?.closest('td')) empty.push(`frame ${i}, ${y} px down`);
      }
    }
    return empty;
  });
  assert.deepEqual(empty, []);
});

pageTest('4,096 units: columns come and go as rows do', async (visit) => {
  const page = await openTable(visit, 'timesteps=30&hidden-size=4096&lang=en', [30, 4, 4096, 0]);
  for (const [down, across] of [[0, 0], [0, 0.5], [1, 1], [0.5, 0.01], [0.5, 0.999]]) await scrollTo(page, down, across);
  await scrollTo(page, 0, 1);
  assert.equal((await inView(page)).units[1], 4095);
  assert.equal(await page.evaluate(() => els('#table-head th').at(-1).textContent), 'h[4095]');
});

pageTest('a screen reader is told where in the whole a cell is', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await scrollTo(page, 0.5, 0.5);
  const wrong = await page.evaluate(() => els('#table-body tr').flatMap((row) => {
    const found = [];
    if (Number(row.getAttribute('aria-rowindex')) !== Number(row.cells[0].textContent) + 1) found.push(row.outerHTML);
    return found;
  }).concat([...el('#table-head tr').cells].slice(1).filter((head) => `h[${Number(head.getAttribute('aria-colindex')) - 2}]` !== head.textContent).map((head) => head.outerHTML)));
  assert.deepEqual(wrong, []);
  assert.deepEqual(await page.evaluate(() => ['aria-rowcount', 'aria-colcount'].map((name) => el('#hidden-states').getAttribute(name))), ['100001', '65']);
});

pageTest('a step is found by its number, marked, and framed in both plots', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await scrollTo(page, 0.9, 1);
  for (const step of ['54321', '1', '100000', '2']) {
    await fill(page, '#find-step', step);
    await page.keyboard.press('Enter');
    await assertRight(page, `step ${step}`);
    assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((th) => th.textContent)), [step]);
    const row = await boxOf(page, 'tr.marked');
    const view = await boxOf(page, '#table-scroll');
    const head = await boxOf(page, '#table-head th');
    assert.ok(row.top >= head.bottom - 1 && row.bottom <= view.bottom + 1, `step ${step} is in view, from ${row.top} to ${row.bottom} in ${head.bottom} … ${view.bottom}`);
    for (const [plot, frame] of [['#heatmap', '#heatmap-frame'], ['#lines', '#lines-frame']]) {
      assert.equal(await isVisible(page, frame), true, `step ${step} is framed in ${plot}`);
      const [outer, inner] = [await boxOf(page, plot), await boxOf(page, frame)];
      const left = outer.left + ((Number(step) - 1) / 100_000) * outer.width;
      assert.ok(Math.abs(inner.left - left) <= 1, `the frame of ${step} is at ${inner.left}, not ${left}`);
    }
    await until(page, 'the step in the link', (step) => location.hash.includes(`&t=${step}&`), step);
  }
  // Marked still, after being scrolled away and back.
  await scrollTo(page, 0.5, 0);
  assert.equal(await page.evaluate(() => els('tr.marked').length), 0);
  await scrollTo(page, 0, 0);
  assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((th) => th.textContent)), ['2']);
  await fill(page, '#find-step', '');
  assert.equal(await page.evaluate(() => els('tr.marked').length), 0);
  assert.equal(await isVisible(page, '#plots:not(.loose)'), false);
  await until(page, 'no step in the link', () => !location.hash.includes('&t='));
});

pageTest('what is no step is marked while it is typed, and refused with a notice on Enter', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await fill(page, '#find-step', '70000');
  await page.keyboard.press('Enter');
  await assertRight(page, 'step 70000');
  for (const wrong of ['0', '100001', '1.5', '-3', '1e9']) {
    await paste(page, '#find-step', wrong);
    assert.equal(await page.evaluate(() => el('#find-step').getAttribute('aria-invalid')), 'true', wrong);
    assert.ok((await notices(page)).every((text) => !text.includes(`this is ${wrong}.`)), 'nothing is said while it is typed');
    await page.keyboard.press('Enter');
    await until(page, `a notice about ${wrong}`, (wrong) => els('#notices p').some((p) => p.textContent.includes(`this is ${wrong}.`)), wrong);
    assert.match((await notices(page)).at(-1), /^Step t: only whole numbers from 1 to 100,000 can be used/);
    assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((th) => th.textContent)), ['70000'], 'the mark stays');
    assert.equal(await page.evaluate(() => el('#find-step').value), wrong, 'what was typed stays, to be corrected');
  }
  await fill(page, '#find-step', '70001');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => el('#find-step').getAttribute('aria-invalid')), 'false');
  await assertRight(page, 'step 70001');
  assert.deepEqual(await page.evaluate(() => els('tr.marked th').map((th) => th.textContent)), ['70001']);
});

for (const [what, link, args, step] of /** @type {[string, string, Arguments, number][]} */ ([
  ['a quick run', 'timesteps=900&hidden-size=8', [900, 4, 8, 0], 650],
  ['a long run', BIG, OF_BIG, 43_210],
])) {
  pageTest(`the marked step of a link to ${what} is in view`, async (visit) => {
    const page = await openTable(visit, `${link}&t=${step}`, args);
    await assertRight(page, 'as opened');
    assert.equal(await page.evaluate(() => el('#find-step').value), String(step));
    const { steps } = await inView(page);
    assert.ok(steps[0] <= step && step <= steps[1], `steps ${steps[0]} to ${steps[1]} are in view, not ${step}`);
  });
}

pageTest('a table that becomes smaller while it is scrolled far stays whole', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  for (const [t, h] of [[60, 12], [99_000, 64], [5, 60], [3000, 3], [10, 8], [100_000, 64], [1, 1]]) {
    await scrollTo(page, 1, 1);
    await page.evaluate((t, h) => { location.hash = `#timesteps=${t}&hidden-size=${h}&seed=2&lang=en`; }, t, h);
    await until(page, `(${t}, ${h})`, (t, h) => el('#hidden-states').getAttribute('aria-rowcount') === String(t + 1)
      && el('#hidden-states').getAttribute('aria-colcount') === String(h + 1), t, h);
    await keep(page, /** @type {Arguments} */ ([t, 4, h, 2]));
    await assertRight(page, `(${t}, ${h}) after a larger one`);
    const { scrollTop, scrollLeft, most, widest } = await page.evaluate(() => {
      const s = el('#table-scroll');
      return { scrollTop: s.scrollTop, scrollLeft: s.scrollLeft, most: s.scrollHeight - s.clientHeight, widest: s.scrollWidth - s.clientWidth };
    });
    assert.ok(scrollTop <= most + 1 && scrollLeft <= widest + 1);
  }
});

pageTest('a slider that is drawn to its end and back leaves a whole table at each value', async (visit) => {
  const page = await openTable(visit, 'timesteps=800&hidden-size=20&lang=en', [800, 4, 20, 0]);
  await scrollTo(page, 0.8, 1);
  await page.focus('#timesteps');
  for (const key of /** @type {const} */ (['ArrowLeft', 'ArrowLeft', 'Home', 'End', 'ArrowLeft'])) {
    await page.keyboard.press(key);
    const t = Number(await page.evaluate(() => el('#timesteps-value').value));
    await keep(page, [t, 4, 20, 0]);
    await assertRight(page, `${t} steps`);
  }
});

pageTest('a window of another size shows as much as fits', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await scrollTo(page, 0.4, 0.6);
  for (const [width, height] of [[1920, 1400], [390, 844], [768, 500], [1280, 800]]) {
    await page.setViewport({ width, height });
    await frames(page);
    await page.evaluate(() => el('#table-scroll').scrollIntoView({ block: 'center' }));
    await assertRight(page, `${width} × ${height}`);
    await scrollTo(page, 0.4, 0.6);
  }
});

pageTest('a table that was scrolled while the printout was shown is whole when it comes back', async (visit) => {
  const page = await openTable(visit, BIG, OF_BIG);
  await scrollTo(page, 0.6, 0.5);
  await page.click('#tab-printout');
  await fill(page, '#timesteps-value', '50');
  await page.click('#tab-table');
  await keep(page, [50, 4, 64, 1]);
  await assertRight(page, 'the table comes back');
  assert.equal(await textOf(page, '#table-body tr:last-child th'), '50');
});

pageTest('the document stays small, also while it is scrolled', async (visit) => {
  const page = await visit.open(BIG);
  const counts = await page.evaluate(async () => {
    const s = el('#table-scroll');
    const counts = [];
    for (let i = 0; i <= 20; i++) {
      s.scrollTop = (i / 20) * s.scrollHeight;
      s.scrollLeft = ((i * 7) % 21 / 20) * s.scrollWidth;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      counts.push(els('*').length);
    }
    return counts;
  });
  assert.ok(Math.max(...counts) < 3000, `${Math.max(...counts)} elements`);
});
