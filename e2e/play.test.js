// @ts-check
// A step computed before the eyes: its phases, the speeds, the folded network.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, linkShown } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const PHASES = ['enter', 'sum', 'bend', 'land'];

/** What the page shows from now on, at each change of phase. @param {Page} page */
const record = (page) => page.evaluate(() => {
  kept = [];
  const soft = `rgb(${getComputedStyle(document.documentElement).getPropertyValue('--soft').match(/[0-9a-f]{2}/g).map((byte) => parseInt(byte, 16)).join(', ')})`;
  const percent = (/** @type {HTMLElement} */ e) => (e.hidden ? 100 : Math.round(parseFloat(e.style.insetInlineStart)));
  new MutationObserver(() => kept.push({
    at: performance.now(),
    phase: el('#plots').dataset.phase,
    t: Number(el('#inspected').dataset.t),
    sums: percent(el('#sums .veil')),
    states: percent(el('#heatmap .veil')),
    lines: percent(el('#lines-plot .veil')),
    later: els('#table-body tr.later').length,
    // What does not act in a phase is grey, with all its letters.
    lit: els('#equation > :not(mo, mspace)').filter((e) => ![e, ...e.querySelectorAll('*')].some((part) => getComputedStyle(part).color === soft))
      .map((e) => e.textContent).join(' '),
    reading: el('#now .reading').textContent,
    result: getComputedStyle(el('#inspected')).visibility,
    point: getComputedStyle(el('#inspector circle')).visibility,
    wires: els('#flow .wire').map((e) => e.getAttribute('class').slice(5)),
    squares: els('#cell .square').length,
    animations: document.getAnimations().length,
  })).observe(el('#plots'), { attributes: true, attributeFilter: ['data-phase'] });
});

/** @param {Page} page @returns {Promise<any[]>} */
const recorded = (page) => page.evaluate(() => kept);

/** @param {Page} page */
const ended = (page) => until(page, 'the end', () => !document.documentElement.matches('.playing'));

/** @param {import('puppeteer-core').Page} page */
const still = (page) => page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);

for (const motion of ['moving', 'in still frames']) {
  pageTest(`a step goes through its phases, ${motion}`, async (visit) => {
    const page = await visit.open('timesteps=4&weights=pytorch&t=4&unit=5&speed=4&lang=en', motion === 'moving' ? {} : { prepare: still });
    await record(page);
    await page.click('#play');
    await page.mouse.move(5, 5);
    assert.equal(await page.evaluate(() => el('#play').getAttribute('aria-label')), 'Pause');
    await ended(page);
    const seen = await recorded(page);
    if (seen[0].phase === '') seen.shift(); // drawn anew before it began
    assert.equal(seen.find((s) => s.t === 3 && s.phase === 'sum').animations > 0, motion === 'moving');
    assert.deepEqual(seen.map((s) => [s.t, s.phase]), [...[1, 2, 3, 4].flatMap((t) => PHASES.map((p) => [t, p])), [4, '']]);
    for (const s of seen.slice(0, -1)) {
      const done = { enter: [s.t - 1, s.t - 1], sum: [s.t, s.t - 1], bend: [s.t, s.t - 1], land: [s.t, s.t] }[/** @type {'sum'} */ (s.phase)];
      assert.deepEqual([s.sums, s.states, s.lines, 100 - 25 * s.later], [done[0], done[1], done[1], done[1]].map((n) => 25 * n), JSON.stringify(s));
      assert.equal(s.lit, { enter: `x${s.t} h${s.t - 1}`, sum: `Wx x${s.t} Wh h${s.t - 1} b`, bend: 'tanh', land: `h${s.t}` }[/** @type {'sum'} */ (s.phase)]);
      assert.match(s.reading, { enter: /^h.\[5\] = …/, sum: /^a.\[5\] = −?0\.\d/, bend: /^a.\[5\] = −?0\.\d/, land: /^h.\[5\] = −?0\.\d/ }[/** @type {'sum'} */ (s.phase)]);
      assert.equal(s.result, s.phase === 'land' ? 'visible' : 'hidden');
      assert.equal(s.point, ['bend', 'land'].includes(s.phase) ? 'visible' : 'hidden');
      assert.deepEqual(s.wires, {
        enter: ['x on', 'h on'], sum: ['x done', 'h done'], bend: ['x done', 'h done', 'ink on'], land: ['x done', 'h done', 'ink done'],
      }[/** @type {'sum'} */ (s.phase)]);
    }
    assert.deepEqual(seen.at(-1).wires, ['x still', 'h still', 'ink still']);
    assert.equal(seen.at(-1).states, 100);
    assert.equal(seen.at(-1).lit.split(' ').length, 7, 'the whole equation again');
  });
}

/**
 * What `look` says in the page of an element, in each phase of step 2, which is played.
 * @param {Page} page @param {string} selector @param {() => string} look @returns {Promise<string[]>}
 */
async function byPhase(page, selector, look) {
  await page.evaluate(`globalThis.look = ${look}`);
  await page.evaluate((selector) => {
    kept = {};
    const shown = el(selector);
    new MutationObserver(() => {
      if (shown.dataset.phase && el('#inspected').dataset.t === '2') kept[shown.dataset.phase] = /** @type {any} */ (globalThis).look();
    }).observe(shown, { attributes: true, attributeFilter: ['data-phase'] });
  }, selector);
  await page.click('#play');
  await ended(page);
  const seen = await recorded(page);
  return PHASES.map((phase) => /** @type {any} */ (seen)[phase]);
}

/** What keeps its colour in the equation, by phase. @type {Record<string, string[]>} */
const ACTS = {
  RNN_RELU: ['x2h1', 'Wxx2Whh1b', 'relu', 'h2'],
  LSTM: ['x2h1c1', 'Wxx2Whh1b', 'σtanhc2tanh', 'h2'],
  GRU: ['x2h1x2h1h1', 'Wxx2Whh1bWxx2bWhh1', 'σtanh', 'h2'],
};

pageTest('in the equation of each cell what acts keeps its colour, and nothing else', async (visit) => {
  for (const [cell, parts] of Object.entries(ACTS)) {
    const page = await visit.open(`timesteps=2&cell=${cell}&speed=4&lang=en`);
    const lit = () => {
      const grey = document.createElement('i');
      grey.style.color = 'var(--soft)';
      document.body.append(grey);
      const { color } = getComputedStyle(grey);
      grey.remove();
      return els('#equation :is(mtext, mn)').filter((e) => getComputedStyle(e).color !== color).map((e) => e.textContent).join('');
    };
    assert.deepEqual(await byPhase(page, '#equation', lit), parts, cell);
    await page.close();
  }
});

/** What the inspector has of a step of gates, by phase: what it can open, products and their sum. @type {Record<string, string[]>} */
const COMPUTED = {
  LSTM: ['c₁[0]', 'c₁[0]', 'f₂[0] c₁[0] product i₂[0] g₂[0] product sum o₂[0]', 'f₂[0] c₁[0] product i₂[0] g₂[0] product sum o₂[0] product h₂[0]'],
  GRU: ['h₁[0]', 'h₁[0]', 'z₂[0] h₁[0] 1 − z₂[0] n₂[0]', 'z₂[0] h₁[0] product 1 − z₂[0] n₂[0] product sum h₂[0]'],
};

pageTest('the inspector has of gates only what is computed', async (visit) => {
  for (const [cell, phases] of Object.entries(COMPUTED)) {
    const page = await visit.open(`timesteps=2&cell=${cell}&speed=4&lang=en`);
    const known = () => {
      const seen = (/** @type {HTMLElement} */ e) => getComputedStyle(e).visibility === 'visible' && getComputedStyle(e).color !== 'rgba(0, 0, 0, 0)';
      const name = (/** @type {Element} */ e) => /(?:open )?(.*) =/.exec(e.getAttribute('aria-label') ?? '')?.[1] ?? (e.closest('#inspected-sum') ? 'sum' : 'product');
      return [...els('#inspector td :is(button, span)').filter(seen).map(name), ...seen(el('#inspected')) ? ['h₂[0]'] : []].join(' ');
    };
    assert.deepEqual(await byPhase(page, '#inspector', known), phases, cell);
    await page.close();
  }
});

pageTest('the flow lines up with the columns, at any size', async (visit) => {
  for (const [link, size] of /** @type {[string, [number, number]][]} */ ([['t=4', [1280, 800]], ['t=4', [390, 844]], ['timesteps=200&hidden-size=64&t=150', [768, 1024]]])) {
    const page = await visit.open(`${link}&lang=en`, { size });
    const off = await page.evaluate(() => {
      const frame = el('#sums-frame').getBoundingClientRect();
      const middle = (frame.left + frame.right) / 2;
      const [x, h, ink] = els('#flow .wire .tip').map((tip) => tip.getBoundingClientRect());
      const [inputs, sums, heatmap] = ['#inputs', '#sums', '#heatmap'].map((s) => el(s).getBoundingClientRect());
      const start = els('#flow .wire.h path')[1].getPointAtLength(0);
      const svg = el('#flow').getBoundingClientRect();
      const column = sums.width / Number(el('#scrub').max);
      return {
        x: (x.left + x.right) / 2 - middle, ink: (ink.left + ink.right) / 2 - middle,
        before: svg.left + start.x + column - middle,
        into: h.right >= middle - column / 2 && h.right <= middle + column / 2 + 2,
        rows: x.bottom > sums.top && x.bottom < sums.bottom && x.top < sums.top + 16 && ink.bottom > heatmap.top && ink.bottom < heatmap.bottom
          && svg.top + start.y > heatmap.top && h.top > sums.top && h.bottom < sums.bottom && Math.abs(svg.top - inputs.top) < 0.1 && Math.abs(svg.bottom - heatmap.bottom) < 0.1,
      };
    });
    for (const by of [off.x, off.ink, off.before]) assert.ok(Math.abs(by) < 1.5, JSON.stringify(off));
    assert.ok(off.into && off.rows, JSON.stringify(off));
    await page.close();
  }
});

pageTest('a pause keeps the phase, play goes on from it, and anything else shows the whole step', async (visit) => {
  const page = await visit.open('t=3&unit=5&lang=en', { prepare: still });
  const shown = () => page.evaluate(() => [Number(el('#inspected').dataset.t), el('#plots').dataset.phase, document.documentElement.matches('.playing')]);
  await page.focus('#plots');
  const read = () => page.evaluate(() => el('#now').getAttribute('aria-live'));
  await page.keyboard.press('Space');
  assert.deepEqual(await shown(), [3, 'enter', true], 'from the pinned step');
  assert.equal(await read(), 'off', 'so many values are not read out');
  await until(page, 'the sum', () => el('#plots').dataset.phase === 'sum');
  await page.keyboard.press('Space');
  assert.deepEqual(await shown(), [3, 'sum', false]);
  assert.equal(await read(), 'polite');
  // What is computed can be looked at meanwhile, what is not cannot.
  const { left, top, width, height } = await boxOf(page, '#heatmap');
  await page.mouse.move(left + 0.15 * width, top + 0.5 * height);
  assert.deepEqual(await shown(), [2, 'sum', false]);
  assert.equal(await page.evaluate(() => getComputedStyle(el('#inspected')).visibility), 'visible');
  await page.mouse.move(left + 0.75 * width, top + 0.5 * height);
  assert.deepEqual(await shown(), [3, 'sum', false]);
  await page.keyboard.press('Space');
  await until(page, 'the next phase', () => el('#plots').dataset.phase === 'bend');
  await page.click('#forward');
  assert.deepEqual(await shown(), [4, '', false]);
  assert.equal(await page.evaluate(() => el('#heatmap .veil').hidden), true);
  for (const [act, t] of /** @type {[() => Promise<unknown>, number][]} */ ([
    [() => page.click('#back'), 3],
    [() => page.keyboard.press('Escape'), 2],
    [() => page.mouse.click(left + 0.65 * width, top + 0.5 * height), 7],
    [() => page.evaluate(() => { el('#scrub').value = 5; el('#scrub').dispatchEvent(new Event('input')); }), 5],
    [() => page.click('#dice'), 5],
  ])) {
    await page.focus('#plots');
    await page.keyboard.press('Space');
    await until(page, 'it plays', () => el('#plots').dataset.phase !== '');
    await act();
    await page.mouse.move(5, 5);
    assert.deepEqual(await shown(), [t, '', false], String(act));
  }
});

/** Milliseconds that three steps take by each speed. @type {[speed: string, phases: string[], ms: number][]} */
const SPEEDS = [['0.5', PHASES, 9600], ['1', PHASES, 4800], ['2', PHASES, 2400], ['4', PHASES, 1200], ['16', ['land'], 300]];

// A machine that has other things to do plays slower, never faster.
pageTest('each speed plays as fast as it says beside the others, and a long run is played in half a minute', async (visit) => {
  const page = await visit.open('timesteps=3&t=3&lang=en');
  /** @type {number[]} */
  const times = [];
  for (const [speed, phases, ms] of SPEEDS) {
    await page.select('#speed', speed);
    await record(page);
    const begun = await page.evaluate(() => performance.now());
    await page.click('#play');
    await ended(page);
    const seen = await recorded(page);
    const frames = [1, 2, 3].flatMap((t) => phases.map((p) => `${t} ${p}`));
    assert.deepEqual(seen.map((s) => `${s.t} ${s.phase}`).filter((s, i, all) => s !== all[i - 1]), [...frames, '3 ']);
    const took = seen.at(-1).at - begun;
    assert.ok(took > 0.95 * ms, `×${speed}: ${took} ms, not ${ms}`);
    times.push(took);
    const [faster, want] = [times[0] / took, SPEEDS[0][2] / ms];
    assert.ok(faster >= Math.sqrt(want) && faster < 2 * want, `×${speed} is ${faster} times as fast as ×0.5, not ${want}`);
  }
  await until(page, 'the speed in the link', () => location.hash.includes('&speed=16'));
  await page.evaluate(() => { location.hash = 'timesteps=20000&input-size=1&hidden-size=2&speed=16&lang=en'; });
  await until(page, 'a long run', () => el('#scrub').max === '20000');
  const begun = await page.evaluate(() => {
    el('#play').click();
    return performance.now();
  });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const [step, now] = await page.evaluate(() => [Number(el('#inspected').dataset.t), performance.now()]);
  await page.click('#play');
  const want = (20_000 * (now - begun)) / 30_000;
  assert.ok(step > 0.25 * want && step < 1.5 * want, `step ${step} after ${now - begun} ms`);
});

pageTest('folded: one cell in the place of the pictures, and nothing moves', async (visit) => {
  for (const size of /** @type {[number, number][]} */ ([[1280, 800], [390, 844]])) {
    const page = await visit.open('t=3&unit=5&weights=pytorch&lang=en', { size });
    const places = () => page.evaluate(() => ['#lines-plot', '#lines-note', '.panels', '#controls', '#play', '#scrub', '#now'].map((s) => {
      const { left, top, width, height } = el(s).getBoundingClientRect();
      return [s, left, top, width, height].join(' ');
    }));
    const before = await places();
    await page.click('.switch label:nth-child(2)');
    assert.deepEqual(await places(), before);
    assert.equal(await page.evaluate(() => getComputedStyle(el('#heatmap')).visibility), 'hidden');
    const cell = await page.evaluate(() => {
      const box = el('#plots').getBoundingClientRect();
      const texts = els('#cell text').map((e) => ({ text: e.textContent, size: parseFloat(getComputedStyle(e).fontSize), ...e.getBoundingClientRect().toJSON() }));
      return {
        texts: texts.map((t) => t.text),
        small: texts.filter((t) => t.size < 14),
        outside: texts.filter((t) => t.left < box.left - 0.5 || t.right > innerWidth || t.top < box.top - 4),
        scale: el('#cell svg').getScreenCTM().a,
        squares: [els('#cell [data-input]').length, els('#cell [data-unit]').length],
        label: el('#cell svg').getAttribute('aria-label'),
      };
    });
    assert.deepEqual([cell.small, cell.outside, cell.scale, cell.squares], [[], [], 1, [4, 8]]);
    assert.equal(cell.label, 'The network folded to one cell at step 3, with the numbers of unit 5');
    const digits = size[0] > 600 ? 8 : 3;
    const numbers = cell.texts.filter((t) => /\d\.\d/.test(t)).map((t) => Number(t.replace('−', '-').replace(/.*= −/, '-').replace(/.*= /, '')));
    const [b, x, h, a, out] = numbers;
    assert.ok(Math.abs(b + x + h - a) < 2 * 10 ** -digits && Math.abs(Math.tanh(a) - out) < 10 ** -digits, `${numbers}`);
    assert.equal(out, Number((-0.54452993).toFixed(digits)));
    await until(page, 'in the link', () => location.hash.includes('&drawing=folded'));
    const again = await visit.open(await linkShown(page), { size });
    assert.equal(await again.evaluate(() => el('#drawing-folded').checked && el('#cell').checkVisibility()), true);
    assert.deepEqual(await again.evaluate(() => els('#cell text').map((e) => e.textContent)), cell.texts);
    await again.close();
    // The keys of radio buttons.
    await page.focus('#drawing-folded');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.evaluate(() => el('#plots').dataset.drawing), 'unrolled');
    assert.equal(await page.evaluate(() => el('#cell').checkVisibility()), false);
    assert.deepEqual(await places(), before);
    await page.close();
  }
});

pageTest('folded: squares choose a unit by mouse, finger and key; the state changes when it lands', async (visit) => {
  const page = await visit.open('t=3&unit=5&drawing=folded&weights=pytorch&speed=4&lang=en');
  const looked = () => page.evaluate(() => [Number(el('#inspected').dataset.t), Number(el('#inspected').dataset.unit), el('#now .reading').textContent.split(' ')[0]]);
  const middle = async (/** @type {string} */ selector) => {
    const { left, top, width, height } = await boxOf(page, selector);
    return /** @type {[number, number]} */ ([left + width / 2, top + height / 2]);
  };
  await page.mouse.move(...await middle('#cell [data-unit="2"]'));
  assert.deepEqual(await looked(), [3, 2, 'h₃[2]']);
  await page.mouse.move(...await middle('#cell [data-input="1"]'));
  assert.deepEqual(await looked(), [3, 5, 'x₃[1]']);
  await page.mouse.click(...await middle('#cell [data-unit="7"]'));
  await page.mouse.move(5, 5);
  assert.deepEqual(await looked(), [3, 7, 'h₃[7]']);
  await page.touchscreen.tap(...await middle('#cell [data-unit="4"]'));
  assert.deepEqual(await looked(), [3, 4, 'h₃[4]']);
  await page.focus('#plots');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await looked(), [4, 5, 'h₄[5]']);
  /** The label of h and its squares' colours. */
  const state = () => page.evaluate(() => [els('#cell text.h').map((e) => e.textContent).find((text) => text.includes('(')),
    els('#cell [data-unit]').map((e) => e.previousElementSibling.getAttribute('fill-opacity')).join()]);
  const [third, fourth] = [[], []];
  await page.keyboard.press('ArrowLeft');
  third.push(...await state());
  await page.keyboard.press('ArrowRight');
  fourth.push(...await state());
  assert.notEqual(third[1], fourth[1]);
  await page.evaluate(() => {
    kept = [];
    new MutationObserver(() => kept.push([el('#plots').dataset.phase, els('#cell text.h').map((e) => e.textContent).find((text) => text.includes('(')),
      els('#cell [data-unit]').map((e) => e.previousElementSibling.getAttribute('fill-opacity')).join(), els('#cell .wire.on').length]))
      .observe(el('#plots'), { attributes: true, attributeFilter: ['data-phase'] });
  });
  await page.keyboard.press('Space');
  await until(page, 'it lands', () => kept.at(-1)?.[0] === 'land');
  await page.keyboard.press('Space');
  assert.deepEqual((await recorded(page)).slice(0, 4), [
    ['enter', ...third, 2], ['sum', ...third, 1], ['bend', ...third, 1], ['land', ...fourth, 1],
  ]);
  assert.equal(third[0], 'h₃ (8,)');
});

pageTest('a panic while playing stops it', async (visit) => {
  visit.allow(/caught in Go/);
  const page = await visit.open('t=3&lang=en');
  await page.click('#play');
  await page.evaluate(() => {
    const mark = playgroundHost.mark;
    playgroundHost.mark = () => {
      playgroundHost.mark = mark;
      throw new Error('for the test');
    };
  });
  await until(page, 'the notice', () => els('#notices .notice').length === 1);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.matches('.playing'), el('#plots').dataset.phase, el('#play').getAttribute('aria-label')]), [false, '', 'Play']);
  await new Promise((resolve) => setTimeout(resolve, 800));
  assert.equal(await page.evaluate(() => el('#plots').dataset.phase), '', 'and it stays so');
  await page.click('#play');
  assert.equal(await page.evaluate(() => el('#plots').dataset.phase), 'enter');
});
