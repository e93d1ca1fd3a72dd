// @ts-check
// The header: copying the link, the projector mode, and the list of keys.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, cells, isVisible, linkShown, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

const focused = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

pageTest('the link that is copied opens the same page, in the same language, for anyone', async (visit) => {
  const page = await visit.open('weights=normal&gain=1.75&inputs=sine&level=2&edits=b:3:0:-1&t=4&unit=3&panel=weights&terms=size&seed=12', { browserLanguage: 'ko-KR,ko' });
  await visit.allowClipboard();
  await page.bringToFront();
  await page.click('#copy-link');
  await until(page, 'the button tells', () => el('#copy-link-label').textContent === '복사했습니다');
  assert.equal(await textOf(page, '#announce'), '복사했습니다');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, `${await page.evaluate(() => location.href)}&lang=ko`);
  await until(page, 'the button is as before', () => el('#copy-link-label').textContent === '링크 복사');

  const other = await visit.open(link.split('#')[1], { browserLanguage: 'en-US,en' });
  assert.equal(await textOf(other, 'h1'), 'RNN 놀이터');
  assert.deepEqual(await cells(other), await cells(page));
  for (const part of ['#inspector', '#summary', '#Wh-note', '#edit-count']) assert.equal(await textOf(other, part), await textOf(page, part), part);
});

pageTest('projector: larger and thicker, what is set is folded away, by button and key, and in the link', async (visit) => {
  const page = await visit.open('lang=en&t=3&unit=1');
  const look = () => page.evaluate(() => ({
    number: el('#inspected').getBoundingClientRect().height,
    plot: el('#heatmap').getBoundingClientRect().height,
    line: parseFloat(getComputedStyle(el('#lines .line.chosen')).strokeWidth),
    controls: el('#controls').checkVisibility(),
    pressed: el('#projector').getAttribute('aria-pressed'),
    pixels: el('#lines').getBoundingClientRect().width,
  }));
  const usual = await look();
  await page.click('#projector');
  const wall = await look();
  assert.ok(wall.number >= 1.3 * usual.number && wall.plot >= 1.2 * usual.plot && wall.line >= 1.8 * usual.line, JSON.stringify([usual, wall]));
  assert.deepEqual([usual.controls, wall.controls, wall.pressed], [true, false, 'true']);
  assert.match(await linkShown(page), /&mode=projector/);
  // What a class looks at is in view, and nothing is cut at the side.
  for (const id of ['#equation', '#heatmap', '#lines', '#inspected', '#summary', '#try-weights']) {
    const { left, right, bottom } = await boxOf(page, id);
    assert.ok(left >= 0 && right <= 1280 && bottom <= 800, `${id}: ${left} … ${right}, down to ${bottom}`);
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);

  // The pointer still finds what is under it.
  const { left, top, width, height } = await boxOf(page, '#heatmap');
  await page.mouse.click(left + 0.85 * width, top + height - 5);
  assert.deepEqual(await page.evaluate(() => ({ ...el('#inspected').dataset })).then(({ t, unit }) => [t, unit]), ['9', '7']);
  const flow = await page.evaluate(() => [el('#flow .wire .tip').getBoundingClientRect().left, el('#heatmap-frame').getBoundingClientRect()].map((v) => (typeof v === 'number' ? v : v.left + v.width / 2)));
  assert.ok(Math.abs(flow[0] - flow[1]) < 14, `the flow is in its column: ${flow}`);

  await page.click('#unfold');
  assert.deepEqual([await isVisible(page, '#controls'), await page.evaluate(() => el('#unfold').getAttribute('aria-expanded'))], [true, 'true']);
  await page.click('#unfold');
  assert.equal(await isVisible(page, '#controls'), false);
  await page.keyboard.press('p');
  assert.equal((await look()).pressed, 'false');
  assert.equal(await isVisible(page, '#unfold'), false);
  await page.focus('#seed');
  await page.keyboard.press('p');
  assert.equal((await look()).pressed, 'false', 'in a field a p is a p');
});

pageTest('on a wall with what is set beside it, the player stays over the pictures', async (visit) => {
  const page = await visit.open('lang=en&mode=projector&cell=LSTM&t=2');
  await page.click('#unfold');
  const { right: end } = await boxOf(page, '#plots');
  for (const id of ['#play', '#scrub', '#now', '#drawing-backward']) {
    const { right } = await boxOf(page, id);
    assert.ok(right <= end + 16, `${id} ends at ${right}, the pictures at ${end}`);
  }
});

for (const controls of ['', ' with the controls']) {
  pageTest(`on a wall of 1024 pixels${controls}, the equation leaves what stands beside it alone`, async (visit) => {
    for (const lang of ['ko', 'en']) {
      const page = await visit.open(`lang=${lang}&mode=projector`, { size: [1024, 768] });
      if (controls) await page.click('#unfold');
      const [equation, beside] = await page.evaluate(() => [
        Math.max(...els('.equation *').filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().right)),
        el('.inspector-head').getBoundingClientRect().left,
      ]);
      assert.ok(equation <= beside, `${lang}: ${equation} … ${beside}`);
      await page.close();
    }
  });
}

pageTest('on a phone in the projector mode no button lies over the title', async (visit) => {
  const page = await visit.open('lang=en&mode=projector', { size: [390, 844] });
  for (const width of [760, 390, 320]) {
    await page.setViewport({ width, height: 844 });
    await until(page, 'the width', (width) => innerWidth === width, width);
    const [title, first, last] = await page.evaluate(() => {
      const buttons = els('.actions button').filter((button) => button.checkVisibility());
      return [el('h1').getBoundingClientRect().right, buttons[0].getBoundingClientRect().left, buttons.at(-1).getBoundingClientRect().right];
    });
    assert.ok(title < first && last <= width, `at ${width} px the title ends at ${title}, the buttons go from ${first} to ${last}`);
  }
});

pageTest('on a wall of 1024 pixels with what is set beside them, pictures and words keep their room', async (visit) => {
  const page = await visit.open('lang=en&mode=projector&inputs=words&text=aaaa+bbbb+aaaa&cell=LSTM&t=2', { size: [390, 844] });
  await page.setViewport({ width: 1024, height: 768 });
  await page.click('#unfold');
  await until(page, 'the words in full', () => el('#time-axis').textContent === 'aaaabbbbaaaa');
  for (const [id, least] of /** @type {[string, number][]} */ ([['#heatmap', 300], ['#inspector', 350], ['#controls', 1000]])) {
    const { left, right, width } = await boxOf(page, id);
    assert.ok(width >= least && left >= 0 && right < 1024.01, `${id}: ${left} … ${right}`);
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1024);
});

pageTest('the keys are listed behind ?, and the list closes by key, button and a click beside it', async (visit) => {
  for (const size of /** @type {[number, number][]} */ ([[1280, 800], [390, 844]])) {
    const page = await visit.open('lang=en', { size });
    const open = () => page.evaluate(() => el('#help').open);
    const closings = [
      () => page.keyboard.press('Escape'),
      () => page.click('#help form button'),
      () => page.mouse.click(3, size[1] - 3),
    ];
    for (const close of closings) {
      await page.click('#help-open');
      assert.equal(await open(), true);
      const { left, right, top, bottom } = await boxOf(page, '#help');
      assert.ok(left >= 0 && top >= 0 && right <= size[0] && bottom <= size[1]);
      assert.equal(await page.evaluate(() => el('#help').scrollWidth <= el('#help').clientWidth), true);
      await close();
      assert.equal(await open(), false);
      assert.equal(await focused(page), 'help-open', 'focus is where it was');
    }
    await page.focus('#plots');
    await page.keyboard.press('?');
    assert.equal(await open(), true);
    await page.keyboard.press('Escape');
    assert.equal(await focused(page), 'plots');
    await page.close();
  }
});

pageTest('the keys that move and play do what is said, and the list names all keys', async (visit) => {
  const page = await visit.open('lang=en&timesteps=30&t=5&unit=2&panel=weights');
  await page.focus('#plots');
  const at = () => page.evaluate(() => [Number(el('#inspected').dataset.t), Number(el('#inspected').dataset.unit)]);
  for (const [key, want] of /** @type {[import('puppeteer-core').KeyInput, number[]][]} */ ([
    ['ArrowRight', [6, 2]], ['ArrowLeft', [5, 2]], ['ArrowUp', [5, 1]], ['ArrowDown', [5, 2]],
    ['PageDown', [15, 2]], ['PageUp', [5, 2]], ['End', [30, 2]], ['Home', [1, 2]],
  ])) {
    await page.keyboard.press(key);
    assert.deepEqual(await at(), want, key);
  }
  await page.keyboard.press('Space');
  assert.equal(await page.evaluate(() => document.documentElement.matches('.playing')), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.documentElement.matches('.playing')), false);
  const listed = await page.evaluate(() => els('#help kbd').map((kbd) => kbd.textContent));
  assert.deepEqual([...new Set(listed)].sort(), ['0', '9', '?', 'Alt', 'Ctrl', 'End', 'Enter', 'Esc', 'Home', 'Page Down', 'Page Up', 'Shift', 'Space', 'Tab', 'Z', 'p', '←', '↑', '→', '↓'].sort());
});

pageTest('single keys can be turned off in the list of keys, which the browser keeps', async (visit) => {
  const page = await visit.open('lang=en');
  const projector = () => page.evaluate(() => document.documentElement.matches('.projector'));
  const told = () => page.evaluate(() => ['#projector', '#help-open'].map((s) => el(s).getAttribute('aria-keyshortcuts')));
  assert.deepEqual(await told(), ['p', '?']);
  await page.click('#help-open');
  assert.equal(await page.evaluate(() => el('#single-keys').checked), true);
  const struck = () => page.evaluate(() => els('#help dd').filter((dd) => getComputedStyle(dd).textDecorationLine === 'line-through').length);
  assert.equal(await struck(), 0);
  await page.focus('#single-keys');
  await page.keyboard.press('Space');
  assert.equal(await struck(), 2, 'what does nothing now is struck out');
  await page.keyboard.press('Escape');
  for (const again of [false, true]) {
    if (again) {
      await page.reload();
      await page.waitForSelector('html[data-ready="true"]');
    }
    await page.focus('#plots');
    await page.keyboard.press('p');
    await page.keyboard.press('?');
    assert.deepEqual([await projector(), await isVisible(page, '#help')], [false, false], again ? 'after a reload' : 'at once');
    assert.deepEqual(await told(), [null, null]);
  }
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => el('#plots').matches('.loose')), false, 'keys of the picture that has the keyboard go on');
  await page.click('#help-open');
  assert.equal(await page.evaluate(() => el('#single-keys').checked), false);
  await page.click('#single-keys');
  await page.keyboard.press('Escape');
  await page.focus('#plots');
  await page.keyboard.press('p');
  assert.equal(await projector(), true, 'turned on again');
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing more is kept than has to be');
});

pageTest('under the list of keys: which version it is, and the page as one file', async (visit) => {
  const page = await visit.open('lang=en');
  await page.click('#help-open');
  assert.match(await textOf(page, '.help-foot'), /^RNN Playground (v?\d\S*|[0-9a-f]{7,}\S*|dev) Download as one file/);
  const { height } = await boxOf(page, '#single');
  assert.ok(height >= 24);
  const [name, status, begin] = await page.evaluate(async () => {
    const response = await fetch(el('#single').href);
    return [el('#single').pathname, response.status, (await response.text()).slice(0, 1000)];
  });
  assert.equal(name, '/rnn-playground.html');
  assert.equal(status, 200);
  assert.match(begin, /^<!DOCTYPE html><html lang="ko"><head>\s*<meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy" content="[^"]* connect-src &#39;none&#39;;/);
  assert.equal(await page.evaluate(() => el('#single').hasAttribute('download')), true);
});
