// @ts-check
// The page by keyboard alone, and what a screen reader hears.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { boxOf, fill, isVisible, settings, textOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

pageTest('Tab goes through every control in order, and focus is always seen', async (visit) => {
  const page = await visit.open('timesteps=40');
  const order = [];
  for (let i = 0; i < 46; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = /** @type {HTMLElement} */ (document.activeElement);
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      // The numbers of the inspector have no id; one of them is a stop.
      return { id: element.id || (element.dataset.place ?? ''), outline: `${outlineStyle} ${outlineWidth}` };
    });
    if (focus.id === '' || order.includes(focus.id)) break;
    assert.match(focus.outline, /^(solid|auto) [1-9]/, `${focus.id} shows its focus`);
    // Where the column of controls is longer than the window Firefox lets keys scroll it.
    if (focus.id !== 'controls') order.push(focus.id);
  }
  assert.deepEqual(order, ['tour-start', 'copy-link', 'embed-open', 'projector', 'language', 'help-open', 'play', 'back', 'forward', 'speed', 'drawing-unrolled', 'scrub', 'plots', 'sound', 'timesteps-value', 'timesteps',
    'input-size-value', 'input-size', 'hidden-size-value', 'hidden-size', 'cell-kind', 'bidirectional', 'num-layers', 'batch', 'seed', 'dice', 'inputs-kind', 'weights', 'bias', 'bring-open', 'reset', 'terms',
    'b:0:0', 'colors', 'try-weights', 'compare', 'tab-table', 'find-step', 'table-scroll']);
});

pageTest('tabs turn with the arrow keys, Home and End', async (visit) => {
  const page = await visit.open();
  await page.focus('#tab-table');
  for (const [key, id] of [['ArrowRight', 'tab-weights'], ['ArrowRight', 'tab-memory'], ['ArrowRight', 'tab-cells'], ['ArrowRight', 'tab-printout'], ['ArrowRight', 'tab-code'],
    ['ArrowRight', 'tab-files'],
    ['ArrowRight', 'tab-table'], ['ArrowLeft', 'tab-files'], ['Home', 'tab-table'], ['End', 'tab-files'], ['ArrowLeft', 'tab-code'], ['ArrowLeft', 'tab-printout']]) {
    await page.keyboard.press(/** @type {any} */ (key));
    assert.equal(await page.evaluate(() => document.activeElement.id), id, key);
    assert.equal(await page.evaluate(() => els('[role="tab"][aria-selected="true"]').map((tab) => tab.id).join()), id);
    for (const panel of ['table', 'weights', 'memory', 'cells', 'printout', 'code', 'files']) {
      assert.equal(await isVisible(page, `#panel-${panel}`), id === `tab-${panel}`, `${panel} after ${key}`);
    }
    assert.equal(await isVisible(page, '#copy'), ['tab-printout', 'tab-code'].includes(id));
    assert.equal(await isVisible(page, '#code'), id === 'tab-code');
    assert.equal(await isVisible(page, '#find-step'), id === 'tab-table');
  }
});

/** Waits until nothing scrolls: on a busy machine a key that comes meanwhile is lost. @param {Page} page @param {string} region */
const still = (page, region) => page.evaluate(async (region) => {
  for (let [at, frames] = [NaN, 0]; frames < 5; frames = el(region).scrollTop === at ? frames + 1 : 0) {
    at = el(region).scrollTop;
    await new Promise((done) => requestAnimationFrame(done));
  }
}, region);

pageTest('table and printout scroll by keys', async (visit) => {
  const page = await visit.open('timesteps=500');
  for (const [tab, region] of [['#tab-table', '#table-scroll'], ['#tab-printout', '#printout']]) {
    await page.click(tab);
    await page.focus(region);
    await still(page, region);
    await page.keyboard.press('PageDown');
    await until(page, `${region} scrolls`, (region) => el(region).scrollTop > 50, region);
    await still(page, region);
    await page.keyboard.press('End');
    await until(page, `${region} at its end`, (region) => el(region).scrollTop + el(region).clientHeight >= el(region).scrollHeight - 2, region);
  }
});

pageTest('a finished run is announced, once the user has stopped', async (visit) => {
  const page = await visit.open('lang=en');
  await until(page, 'a settled page', () => location.hash.includes('timesteps'));
  assert.equal(await textOf(page, '#announce'), '', 'nothing is said before anything is done');
  await page.focus('#hidden-size');
  await page.keyboard.press('ArrowLeft');
  await until(page, 'the announcement', () => el('#announce').textContent.startsWith('Computed 10 timesteps with hidden size 7 and seed 0.'));
  assert.equal(await page.evaluate(() => el('#announce').getAttribute('aria-live')), 'polite');
});

pageTest('everything that can be operated has a name', async (visit) => {
  const page = await visit.open('lang=en');
  const tree = await page.accessibility.snapshot();
  const roles = new Set(['slider', 'spinbutton', 'button', 'tab', 'textbox', 'combobox', 'radio', 'application']);
  const named = [];
  const walk = (/** @type {any} */ node) => {
    if (roles.has(node.role)) {
      assert.ok(node.name, `a ${node.role} without a name`);
      named.push(`${node.role} ${node.name}`);
    }
    node.children?.forEach(walk);
  };
  walk(tree);
  for (const want of ['slider Timesteps T', 'spinbutton Timesteps T as a number', 'slider Hidden size H', 'spinbutton Seed', 'button New seed',
    'button Back to the tutorial', 'tab Table', 'tab Weights', 'tab Memory', 'tab NumPy output', 'tab Code', 'spinbutton Go to step',
    'combobox Weights Wx, Wh, b', 'combobox Bias b', 'combobox What enters: x', 'combobox Terms', 'combobox Colours of h', 'combobox Speed',
    'radio Unrolled', 'radio Folded', 'button Play', 'button One step back', 'button A | B', 'button Wx[0,1] = .437']) {
    assert.ok(named.includes(want), `${want} in ${named.join(', ')}`);
  }
});

pageTest('Enter in a field does not send a form anywhere', async (visit) => {
  const page = await visit.open();
  await page.evaluate(() => { kept = document.body; });
  await fill(page, '#timesteps-value', '11');
  await page.keyboard.press('Enter');
  await fill(page, '#find-step', '4');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => kept === document.body && location.search === ''), true);
  assert.equal((await settings(page)).rows, 11);
});

pageTest('behind an open dialog no key does anything', async (visit) => {
  const page = await visit.open('lang=en&edits=Wx:0:0:0.5');
  await page.click('#unedit');
  await until(page, 'it is taken back', () => el('#unedit').disabled);
  const press = async () => {
    for (const key of ['p', '?']) await page.keyboard.press(/** @type {any} */ (key));
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    return page.evaluate(() => [el('#projector').getAttribute('aria-pressed'), el('#help').open, el('#unedit').disabled]);
  };
  for (const [opens, dialog] of [['#embed-open', '#embedding'], ['#bring-open', '#bring']]) {
    await page.click(opens);
    assert.deepEqual(await press(), ['false', false, true], dialog);
    // What is pressed in it and let go of beside it closes nothing, a click beside it does.
    const { left, top } = await boxOf(page, dialog);
    await page.mouse.move(left + 60, top + 30);
    await page.mouse.down();
    await page.mouse.move(5, 5, { steps: 3 });
    await page.mouse.up();
    assert.equal(await page.evaluate((dialog) => el(dialog).open, dialog), true, dialog);
    await page.mouse.click(5, 5);
    await until(page, 'it is closed', (dialog) => !el(dialog).open, dialog);
  }
  await page.focus('#plots');
  await page.keyboard.down('Control');
  await page.keyboard.press('z');
  await page.keyboard.up('Control');
  await until(page, 'the value is there again', () => !el('#unedit').disabled);
});
