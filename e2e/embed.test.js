// @ts-check
// The page in frames of a page of another site: what it shows, what is locked, and the
// messages between the two. embedded.test.js is about what embeds it.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { dieOfProperty } from './faults.js';
import { browserFlags, pageTest, until } from './harness.js';
import { TALK, TWO_SITES, openLesson, serveLessons } from './lesson.js';
import { boxOf, fill, isVisible, linkShown, notices, textOf } from './look.js';
import { objections } from './objections.js';

browserFlags(TWO_SITES);

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').Frame} Frame */

/** @param {Frame} frame @param {string} selector */
const shown = (frame, selector) => frame.$eval(selector, (element) => element.checkVisibility());

/** The notices in a frame. @param {Frame} frame */
const said = (frame) => frame.$eval('#notices', (element) => element.textContent);

/** @param {Page} page @param {Record<string, unknown>} message */
const ask = (page, message) => page.evaluate((message) => /** @type {any} */ (globalThis).eval('ask')(message), message);

pageTest('a frame shows the pieces that its link names, and nothing else', async (visit) => {
  /** @type {[string, string[], string[]][]} */
  const cases = [
    ['embed=1', ['#heatmap', '#now', '#frame-open'], ['#lines', '#equation', '#inspector', '#controls', '.panels', '.actions', '#play', '#inputs', '#sums']],
    ['embed=1&show=heatmap,inspector', ['#heatmap', '#inspector'], ['#saturated', '.panels', '#controls']],
    ['embed=1&show=equation,gates', ['#equation', '#sums'], ['#heatmap', '#inputs', '#lines']],
    ['embed=1&show=memory', ['#panel-memory'], ['.tabs', '.stage', '#panel-table']],
    ['embed=1&show=table,code', ['#panel-table', '#tab-code', '#find'], ['#tab-memory', '.stage']],
    ['embed=1&show=set-seed,set-weights,player,heatmap', ['#seed', '#weights', '#play'], ['#bias', '#cell-kind', '#timesteps', '#inputs-kind']],
    ['embed=1&show=controls,heatmap', ['#seed', '#bias', '#cell-kind', '#timesteps', '#inputs-kind', '#reset'], ['#equation']],
  ];
  for (const [link, seen, unseen] of cases) {
    const page = await visit.open(`${link}&lang=en`, { size: [640, 480] });
    for (const selector of seen) assert.equal(await isVisible(page, selector), true, `${link} shows ${selector}`);
    for (const selector of unseen) assert.equal(await isVisible(page, selector), false, `${link} does not show ${selector}`);
    await page.close();
  }
  const page = await visit.open('embed=1&show=heatmap,sparkles&lang=en');
  assert.match((await notices(page))[0], /show=heatmap,sparkles → heatmap/);
});

pageTest('what is shown is chosen before anything is painted', async (visit) => {
  const page = await visit.open('embed=1&show=lines&theme=dark', {
    prepare: (page) => page.evaluateOnNewDocument(() => {
      globalThis.kept = [];
      const beforePaint = () => {
        const actions = document.querySelector('.actions');
        if (actions) kept.push(getComputedStyle(actions).display);
        requestAnimationFrame(beforePaint);
      };
      requestAnimationFrame(beforePaint);
    }),
  });
  assert.deepEqual(await page.evaluate(() => [...new Set(kept)]), ['none']);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(22, 24, 27)');
});

pageTest('it fits any box, from 320 × 240 to the width of a page', async (visit) => {
  for (const lang of ['ko', 'en']) {
    for (const [size, show] of /** @type {[[number, number], string][]} */ ([
      [[320, 240], 'heatmap'], [[320, 240], 'lines'], [[400, 300], 'heatmap,lines,player'], [[640, 360], 'heatmap,inspector'],
      [[640, 400], 'inputs,sums,heatmap'], [[1280, 720], 'heatmap,lines,player,inspector'], [[320, 240], 'table'], [[500, 300], 'memory'],
      [[320, 568], 'heatmap&mode=projector&t=3&unit=0'], [[320, 568], 'heatmap&mode=projector&view=backward&cell=LSTM&timesteps=20000&t=19999&unit=0'],
      [[768, 500], 'heatmap'], [[320, 568], 'heatmap&view=backward&cell=LSTM&timesteps=20000&t=19999&unit=0'],
    ])) {
      const page = await visit.open(`embed=1&show=${show}&lang=${lang}`, { size });
      const [width, height] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      assert.equal(width, size[0], `${show} at ${size}: ${width} px wide`);
      if (show !== 'memory') assert.equal(height, size[1], `${show} at ${size}: ${height} px high`);
      const link = await boxOf(page, '#frame-open');
      assert.ok(link.bottom <= height + 0.5 && link.right <= width, `${show} at ${size}: the link is in it: ${JSON.stringify(link)}, ${height}`);
      const cut = await page.evaluate(() => els('.scale text, .unit-axis text, #now, #frame-open').filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5).length);
      assert.equal(cut, 0, `${show} at ${size}: texts are cut`);
      const ends = await page.evaluate(() => Math.max(0, ...els('#heatmap-scale text').filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().right)));
      if (!show.includes('inspector')) assert.ok(ends <= size[0] - 7, `${show} at ${size}: the scale ends at ${ends}`);
      await page.close();
    }
  }
});

pageTest('its foot is at the foot of the frame, on a wall too', async (visit) => {
  for (const show of ['saturation', 'heatmap', 'heatmap,inspector,table', 'set-seed']) {
    for (const mode of ['', '&mode=projector']) {
      const page = await visit.open(`embed=1&lang=en&show=${show}${mode}`, { size: [1280, 800] });
      const [bottom, height] = await page.evaluate(() => [el('#frame-foot').getBoundingClientRect().bottom, Math.max(innerHeight, document.documentElement.scrollHeight)]);
      assert.ok(Math.abs(bottom - height) < 0.6, `${show}${mode}: it ends at ${bottom} of ${height}`);
      await page.close();
    }
  }
});

pageTest('a frame that gets another size has its lines and its axis drawn for it', async (visit) => {
  const page = await visit.open('embed=1&show=lines&timesteps=60', { size: [400, 700] });
  const before = await page.evaluate(() => el('#lines svg').getAttribute('viewBox') + el('#time-axis').innerHTML);
  await page.setViewport({ width: 900, height: 700 });
  await until(page, 'others', (before) => el('#lines svg').getAttribute('viewBox') + el('#time-axis').innerHTML !== before, before);
});

pageTest('themes and languages follow the link, or else the reader', async (visit) => {
  for (const [link, scheme, dark] of /** @type {[string, string, boolean][]} */ ([['', 'light', false], ['', 'dark', true], ['&theme=light', 'dark', false], ['&theme=dark', 'light', true]])) {
    const page = await visit.open(`embed=1&lang=ko${link}`, { prepare: (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]) });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark ? 'rgb(22, 24, 27)' : 'rgb(251, 251, 249)', link + scheme);
    assert.equal(await textOf(page, '#frame-open span'), '놀이터에서 열기');
    const pixel = await page.evaluate(() => [...el('#heatmap-canvas').getContext('2d').getImageData(3, 3, 1, 1).data]);
    assert.ok(dark ? pixel[0] > 200 && pixel[1] > 90 : pixel[0] < 190, `the picture has the colours of the theme: ${pixel}`);
    assert.deepEqual(await objections(page), [], link + scheme);
    await page.close();
  }
  const page = await visit.open('theme=dark&lang=en');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(22, 24, 27)', 'the page itself too');
});

pageTest('the link leads to the playground with what is on the screen', async (visit) => {
  const page = await visit.open('embed=1&lang=en&show=heatmap,set-seed&lock=timesteps&origin=https%3A%2F%2Fa.example');
  await fill(page, '#seed', '5');
  await page.focus('#plots');
  await page.keyboard.press('ArrowRight');
  await until(page, 'it says so', () => /seed=5.*t=2/.test(el('#frame-open').getAttribute('href')));
  const [href, target, rel] = await page.evaluate(() => [el('#frame-open').href, el('#frame-open').target, el('#frame-open').rel]);
  assert.deepEqual([target, rel], ['_blank', 'noopener']);
  assert.doesNotMatch(href, /embed|show|lock|origin/);
  const open = await visit.open(href.split('#')[1]);
  assert.equal(await isVisible(open, '#controls'), true);
  assert.match(await linkShown(open), /seed=5&t=2/);
});

pageTest('what is locked is a value: no key, gesture or undo changes it', async (visit) => {
  const page = await visit.open('embed=1&lang=en&show=controls,heatmap,weights,saturation,inspector,player&seed=3&lock=seed,hidden-size,edits,weights&t=2&unit=1', { size: [900, 1200] });
  for (const id of ['seed', 'dice', 'hidden-size', 'hidden-size-value', 'weights', 'try-weights', 'undo', 'redo', 'unedit', 'edit-chosen']) {
    assert.equal(await page.evaluate((id) => el(`#${id}`).disabled, id), true, `${id} is off`);
  }
  for (const id of ['timesteps', 'input-size', 'cell-kind', 'bias']) assert.equal(await page.evaluate((id) => el(`#${id}`).disabled, id), false, `${id} is on`);
  assert.equal(await isVisible(page, '#hidden-size'), false, 'no slider of what is locked');
  assert.equal(await page.evaluate(() => el('#seed').value + el('#hidden-size-value').value), '38');
  const numbers = () => page.evaluate(() => els('#inspector tbody td').map((cell) => cell.textContent).join());
  const before = await numbers();

  // Even where a control is turned on by hand, or an event made up.
  await page.evaluate(() => {
    for (const [id, value] of [['seed', '9'], ['hidden-size-value', '2'], ['weights', 'pytorch']]) {
      const field = el(`#${id}`);
      field.disabled = false;
      field.value = value;
      for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));
    }
    for (const id of ['dice', 'try-weights', 'unedit', 'undo']) { el(`#${id}`).disabled = false; el(`#${id}`).click(); }
  });
  await page.focus('#matrices');
  for (const key of /** @type {const} */ (['ArrowRight', '+', 'Enter', '5', 'Enter', 'Delete'])) await page.keyboard.press(key);
  assert.equal(await isVisible(page, '#editor'), false);
  const cell = await boxOf(page, '#Wx');
  await page.mouse.move(cell.left + 10, cell.top + 10);
  await page.mouse.down();
  await page.mouse.move(cell.left + 80, cell.top + 10, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.down('Control');
  await page.keyboard.press('z');
  await page.keyboard.up('Control');
  await page.evaluate(() => el('#reset').click());
  await until(page, 'the reset of the rest', () => /seed=3/.test(location.hash));
  assert.equal(await numbers().then((now) => now.length > 0), true);
  assert.doesNotMatch(await linkShown(page), /edits=|weights=/);
  assert.match(await linkShown(page), /hidden-size=8&seed=3/);
  await page.evaluate(() => { location.hash += '&t=2&unit=1'; });
  await page.mouse.move(2, 2); // it was over a weight
  await until(page, 'the same arithmetic', (before) => els('#inspector tbody td').map((cell) => cell.textContent).join() === before, before);
  assert.ok((await notices(page)).includes('This value is locked here.'));
});

pageTest('messages of the page that the link names set, get and tell, on another site', async (visit) => {
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&seed=3&lock=seed&origin=ORIGIN']);
  await until(page, 'it is ready', () => /** @type {any} */ (globalThis).eval('of("ready").length') === 1);
  const { state } = await ask(page, { type: 'get' });
  assert.deepEqual([state.timesteps, state['hidden-size'], state.seed, state.cell, state.bidirectional, state.t, state.lang, state.edits], [10, 8, 3, 'RNN_TANH', false, null, 'en', '']);
  assert.equal((await ask(page, { type: 'subscribe' })).type, 'rnn-playground:state');

  const set = await ask(page, { type: 'set', state: { timesteps: 12, 'hidden-size': '3', t: 4, unit: 1, weights: 'pytorch' } });
  assert.equal(set.type, 'rnn-playground:state');
  assert.deepEqual([set.state.timesteps, set.state['hidden-size'], set.state.t, set.state.weights], [12, 3, 4, 'pytorch']);
  assert.equal(await frame.evaluate(() => document.querySelector('#hidden-states').getAttribute('aria-rowcount')), '13', 'it is on the screen by then');
  await until(page, 'the change is told', () => /** @type {any} */ (globalThis).eval('of("change").length') === 1);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).eval('of("change")[0].changed')), ['timesteps', 'hidden-size', 'weights', 't', 'unit']);
  assert.equal((await ask(page, { type: 'set', state: { weights: null, t: null } })).state.weights, 'tutorial');

  // What the visitor does is told too.
  await (await frame.$('#heatmap')).click();
  await page.keyboard.press('End');
  await until(page, 'the step is told', () => /** @type {any} */ (globalThis).eval('of("change").at(-1).state.t') === 12);

  // The numbers, as NumPy has them, in buffers of their own.
  const numbers = await page.evaluate(() => /** @type {any} */ (globalThis).eval('ask')({ type: 'get', numbers: ['hiddenStates', 'Wh', 'b'] }).then((/** @type {any} */ answer) => ({
    shapes: answer.shapes, kinds: Object.values(answer.numbers).map((values) => values.constructor.name + values.length), first: answer.numbers.hiddenStates[0], last: answer.numbers.hiddenStates.at(-1),
  })));
  assert.deepEqual(numbers.shapes, { hiddenStates: [12, 3], Wh: [3, 3], b: [3] });
  assert.deepEqual(numbers.kinds, ['Float64Array36', 'Float64Array9', 'Float64Array3']);
  const own = await frame.evaluate(() => {
    const { hiddenStates } = /** @type {any} */ (runRNN(12, 4, 3, 3));
    return [hiddenStates[0][0], hiddenStates[11][2]];
  });
  assert.deepEqual([numbers.first, numbers.last], own);

  // What is locked is refused by name, and all of the message with it.
  const locked = await ask(page, { type: 'set', state: { timesteps: 5, seed: 4 } });
  assert.deepEqual([locked.type, locked.field, locked.value], ['rnn-playground:error', 'seed', '4']);
  assert.match(locked.allowed, /"3".*locked/);
  assert.equal((await ask(page, { type: 'get' })).state.timesteps, 12);
  assert.equal((await ask(page, { type: 'set', state: { seed: 3 } })).type, 'rnn-playground:state', 'as it is');
});

pageTest('a large run is answered when it is there', async (visit) => {
  const { page } = await openLesson(visit, ['embed=1&lang=en&origin=ORIGIN']);
  const [set, get] = await page.evaluate(() => {
    const ask = /** @type {any} */ (globalThis).eval('ask');
    return Promise.all([ask({ type: 'set', state: { timesteps: 3000, 'hidden-size': 257 } }), ask({ type: 'get', numbers: true })]).then(([set, get]) => [set.state.timesteps, get.numbers.hiddenStates.length]);
  });
  assert.deepEqual([set, get], [3000, 3000 * 257]);
});

pageTest('of many messages the last wins, and each is answered', async (visit) => {
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&origin=ORIGIN']);
  await ask(page, { type: 'subscribe' });
  const answers = await page.evaluate(() => {
    const ask = /** @type {any} */ (globalThis).eval('ask');
    return Promise.all(Array.from({ length: 300 }, (_, i) => ask({ type: 'set', state: { seed: i } }))).then((all) => all.map(({ type }) => type));
  });
  assert.equal(answers.filter((type) => type === 'rnn-playground:state').length, 300);
  assert.equal(await frame.$eval('#seed', (field) => /** @type {any} */ (field).value), '299');
  const changes = await page.evaluate(() => /** @type {any} */ (globalThis).eval('of("change").length'));
  assert.ok(changes > 0 && changes < 60, `${changes} changes were told`);
  const flood = await page.evaluate(() => {
    const ask = /** @type {any} */ (globalThis).eval('ask');
    return Promise.all(Array.from({ length: 5000 }, (_, i) => ask({ type: 'get' }))).then((all) => [all.filter(({ type }) => type === 'rnn-playground:error').length, all.length]);
  });
  assert.ok(flood[0] > 0 && flood[0] < 5000, `${flood[0]} of ${flood[1]} were refused`);
  assert.equal((await ask(page, { type: 'get' })).state.seed, 299);
});

/** Messages that cannot be taken, and the field that is named. @type {[unknown, string][]} */
const MALFORMED = [
  [{ type: 'rnn-playground:set' }, 'state'],
  [{ type: 'rnn-playground:set', state: null }, 'state'],
  [{ type: 'rnn-playground:set', state: [1, 2] }, 'state'],
  [{ type: 'rnn-playground:set', state: 'seed=3' }, 'state'],
  [{ type: 'rnn-playground:set', state: { seed: { toString: 1 } } }, 'seed'],
  [{ type: 'rnn-playground:set', state: { seed: [1] } }, 'seed'],
  [{ type: 'rnn-playground:set', state: { seed: 'NaN' } }, 'seed'],
  [{ type: 'rnn-playground:set', state: { seed: -1 } }, 'seed'],
  [{ type: 'rnn-playground:set', state: { timesteps: 1e9 } }, 'timesteps'],
  [{ type: 'rnn-playground:set', state: { timesteps: 100000, 'hidden-size': 4096 } }, 'timesteps'],
  [{ type: 'rnn-playground:set', state: { 'seed&lock': '' } }, 'seed&lock'],
  [{ type: 'rnn-playground:set', state: { lock: '' } }, 'lock'],
  [{ type: 'rnn-playground:set', state: { origin: 'null' } }, 'origin'],
  [{ type: 'rnn-playground:set', state: { embed: 0 } }, 'embed'],
  [{ type: 'rnn-playground:set', state: { text: 'a'.repeat(50_000) } }, 'text'],
  [{ type: 'rnn-playground:set', state: { lang: '"><img src=x onerror=alert(1)>' } }, 'lang'],
  [{ type: 'rnn-playground:set', state: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])) }, 'state'],
  [{ type: 'rnn-playground:get', numbers: 'all' }, 'numbers'],
  [{ type: 'rnn-playground:get', numbers: ['constructor'] }, 'numbers'],
  [{ type: 'rnn-playground:get', numbers: [] }, 'numbers'],
  [{ type: 'rnn-playground:subscribe', on: 'yes' }, 'on'],
  [{ type: 'rnn-playground:eval', code: '1' }, 'type'],
  [{ type: 'rnn-playground:', state: {} }, 'type'],
  [{ type: 'rnn-playground:get', id: { a: 1 } }, 'id'],
];

pageTest('malformed and hostile messages are refused by name, and break nothing', async (visit) => {
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&seed=7&origin=ORIGIN']);
  const before = await frame.evaluate(() => /** @type {HTMLCanvasElement} */ (document.querySelector('#heatmap-canvas')).toDataURL() + location.hash);
  for (const [message, field] of MALFORMED) {
    // As text: the protocols of browsers have trouble of their own with some of them.
    const error = await page.evaluate((message) => new Promise((done) => {
      addEventListener('message', ({ data }) => done(data), { once: true });
      /** @type {any} */ (globalThis).eval('post')(JSON.parse(message));
    }), JSON.stringify(message));
    assert.equal(error.type, 'rnn-playground:error', JSON.stringify(message).slice(0, 100));
    assert.equal(error.field, field, JSON.stringify(message).slice(0, 100));
    assert.ok(error.value !== undefined && error.allowed && error.message.includes(field), JSON.stringify(error));
  }
  // What is not for it at all gets no answer.
  await page.evaluate(() => {
    const post = /** @type {any} */ (globalThis).eval('post');
    const loop = /** @type {any} */ ({ type: 'rnn-playground:set' });
    loop.state = loop;
    for (const message of [null, undefined, 0, '', 'rnn-playground:set', [], {}, { type: 1 }, { type: 'webpack' }, new Map([['type', 'rnn-playground:get']]), new Error('x'), new ArrayBuffer(8), loop]) post(message);
  });
  assert.equal((await ask(page, { type: 'get' })).state.seed, 7);
  assert.equal(await frame.evaluate(() => /** @type {HTMLCanvasElement} */ (document.querySelector('#heatmap-canvas')).toDataURL() + location.hash), before);
  assert.equal(await frame.evaluate(() => document.querySelectorAll('img, .notice').length), 0);
});

pageTest('only the page that the link names is heard and answered', async (visit) => {
  const links = ['embed=1&origin=https%3A%2F%2Fother.example', 'embed=1', 'origin=ORIGIN', 'embed=1&seed=8&origin=ORIGIN'];
  // Firefox says of the first that the page around it is not the one that is named.
  visit.allow(/target origin provided \(.https:\/\/other\.example.\) does not match/);
  const { page, frames } = await openLesson(visit, links);
  await page.evaluate((n) => {
    const post = /** @type {any} */ (globalThis).eval('post');
    for (let i = 0; i < n; i++) {
      post({ type: 'rnn-playground:subscribe', id: 10 * i + 1 }, i);
      post({ type: 'rnn-playground:set', id: 10 * i + 2, state: { seed: 99 } }, i);
      post({ type: 'rnn-playground:get', id: 10 * i + 3, numbers: true }, i);
    }
  }, links.length);
  await until(page, 'the last one answers', () => /** @type {any} */ (globalThis).eval('heard.filter(({ id }) => id === 33).length') === 1);
  await new Promise((done) => { setTimeout(done, 300); });
  const ids = await page.evaluate(() => /** @type {any} */ (globalThis).eval('heard.filter(({ id }) => id !== undefined).map(({ id }) => id)'));
  assert.deepEqual(ids.filter((/** @type {number} */ id) => id < 30), []);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).eval('of("ready").length')), 1, 'nor are they told that others are ready');
  for (const frame of frames.slice(0, -1)) assert.doesNotMatch(await frame.evaluate(() => location.hash), /seed=99/);
  assert.match(await frames[3].evaluate(() => location.hash), /seed=99/);

  // Nor is a window that is not the page around it, though of the origin that is named.
  await page.evaluate(() => {
    const stranger = document.createElement('iframe');
    stranger.srcdoc = '<script>parent.frames[3].postMessage({ type: "rnn-playground:set", state: { seed: 66 } }, "*")</scr' + 'ipt>';
    document.body.append(stranger);
  });
  await new Promise((done) => { setTimeout(done, 500); });
  assert.doesNotMatch(await frames[3].evaluate(() => location.hash), /seed=66/);
});

pageTest('what is done in a frame makes no steps for the Back of the page around it', async (visit) => {
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&show=set-seed,heatmap&origin=ORIGIN']);
  const before = await page.evaluate(() => history.length);
  for (const seed of ['1', '2', '3']) {
    await frame.$eval('#seed', (field, seed) => { /** @type {any} */ (field).value = seed; field.dispatchEvent(new Event('input', { bubbles: true })); }, seed);
    await new Promise((done) => { setTimeout(done, 1100); });
  }
  assert.match(await frame.evaluate(() => location.hash), /seed=3/);
  assert.equal(await page.evaluate(() => history.length), before);
});

pageTest('a panic in a frame is caught, and messages go on', async (visit) => {
  visit.allow(/never mind/);
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&seed=4&origin=ORIGIN']);
  await frame.evaluate(() => {
    const reset = /** @type {any} */ (globalThis).playgroundHost.told;
    /** @type {any} */ (globalThis).playgroundHost.told = () => { /** @type {any} */ (globalThis).playgroundHost.told = reset; throw new Error('never mind'); };
  });
  const answer = await ask(page, { type: 'set', state: { seed: 5 } });
  assert.ok(answer.state.seed === 5 || answer.state.seed === 4, JSON.stringify(answer));
  assert.match(await said(frame), /The page still works/);
  assert.equal((await ask(page, { type: 'set', state: { seed: 6 } })).state.seed, 6);
});

pageTest('a program that dies in a frame comes again, and messages with it', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&seed=4&origin=ORIGIN']);
  await dieOfProperty(frame);
  await frame.waitForFunction(() => /was started again/.test(document.querySelector('#notices').textContent) && document.documentElement.dataset.ready === 'true');
  assert.equal((await ask(page, { type: 'get' })).state.seed, 4);
  assert.equal((await ask(page, { type: 'set', state: { seed: 6 } })).state.seed, 6);
  assert.equal(await frame.$eval('#seed', (field) => /** @type {HTMLInputElement} */ (field).value), '6');
});

pageTest('what is asked while a program begins is answered when it has begun', async (visit) => {
  visit.allow(/The Go program ended|exit code/);
  const { page, frames: [frame] } = await openLesson(visit, ['embed=1&lang=en&seed=4&origin=ORIGIN']);
  await frame.evaluate(() => {
    const { playgroundHost: host } = /** @type {any} */ (globalThis);
    const { nextTurn } = host;
    host.nextTurn = () => {
      host.nextTurn = nextTurn;
      kept = nextTurn;
    };
  });
  await dieOfProperty(frame);
  await frame.waitForFunction(() => /** @type {any} */ (globalThis).kept && !document.documentElement.dataset.ready);
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).eval('ask')({ type: 'get', numbers: ['b'] }).then((/** @type {any} */ answer) => { kept = answer; });
  });
  await sleep(300);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).kept), undefined);
  await frame.evaluate(() => kept());
  await page.waitForFunction(() => /** @type {any} */ (globalThis).kept);
  const { state, numbers } = await page.evaluate(() => ({ state: kept.state, numbers: [...kept.numbers.b] }));
  assert.equal(state.seed, 4);
  assert.equal(numbers.length, 8);
});

pageTest('of the keys and the pieces nothing is objected to by axe', async (visit) => {
  for (const [link, size] of /** @type {[string, [number, number]][]} */ ([
    ['show=equation,inputs,sums,heatmap,lines,player,inspector,saturation,controls,table,weights,memory,cells,printout,code', [900, 1200]],
    ['show=heatmap,player,set-seed,set-hidden-size,set-weights&lock=seed,weights', [390, 500]],
    ['show=heatmap,player&mode=projector', [960, 540]],
  ])) {
    const page = await visit.open(`embed=1&lang=ko&${link}`, { size });
    assert.deepEqual(await objections(page), [], link);
    await page.close();
  }
});
