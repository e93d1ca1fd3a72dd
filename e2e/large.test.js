// @ts-check
// Large runs follow each other in the memory of one, and it is given back after them.
// Sizes, not times.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { captureGo, exit } from './faults.js';
import { pageTest, until } from './harness.js';
import { arrived, go, holdValues, large, memory, workerMemory } from './large.js';
import { boxOf, disagreements, fill, isVisible, notices, paste, settings, textOf, valueOf } from './look.js';

/** @typedef {import('./look.js').Page} Page */

/** MiB that a page has with the tutorial's run: the program, its ballast, and as much for garbage. */
const LITTLE = 80;
const STEPS = 60_000;
const RUN = large(STEPS, 64, 128);

/** Goes to the large run and waits for it. @param {Page} page @param {number} seed */
async function show(page, seed) {
  await go(page, `${RUN.link}&seed=${seed}`);
  await arrived(page, STEPS, seed);
}

/** What is seen of a run, but for what the table has beside its view. @param {Page} page */
const seen = (page) => page.evaluate(() => [
  els('#table-body td').filter(({ dataset: { t, unit } }) => t <= 4 && unit <= 4).map(({ textContent }) => textContent).join(' '),
  el('#inspector').textContent, el('#summary').textContent, el('#heatmap-canvas').toDataURL(),
]);

/** Waits until a fresh program has taken the place of the large one. @param {Page} page */
const freed = (page) => until(page, 'a fresh program', () => goes.length > 1);

const SHAPES = { steps: RUN, weights: large(40, 2600, 2500) };

for (const [name, { link, size }] of Object.entries(SHAPES)) {
  pageTest(`two runs with many ${name}, then the tutorial's: the memory of one, then of none`, async (visit) => {
    const page = await visit.open('lang=en', { prepare: captureGo });
    const none = await memory(page);
    assert.ok(none <= LITTLE, `${none} MiB at first`);
    const steps = Number(new URLSearchParams(link).get('timesteps'));
    for (const seed of [1, 2, 3]) {
      await go(page, `${link}&seed=${seed}`);
      await arrived(page, steps, seed);
      const most = await memory(page);
      assert.ok(most <= size + LITTLE, `${most} MiB with run ${seed} of ${size}`);
    }
    await go(page, 'seed=4');
    await arrived(page, 10, 4);
    await page.evaluate(() => { kept = document.body; });
    await freed(page);
    const after = await memory(page);
    assert.ok(after <= none + 8, `${after} MiB afterwards, ${none} before`);
    assert.deepEqual((await settings(page)).fields, [10, 4, 8, 4]);
    assert.deepEqual(await notices(page), [], 'nobody is told');
    assert.equal(await page.evaluate(() => kept === document.body), true, 'without a reload');
    await fill(page, '#seed', '5');
    assert.deepEqual(await disagreements(page), []);
  });
}

for (const [name, { link, size }] of Object.entries(SHAPES)) {
  pageTest(`a run with many ${name} takes the memory of its tensors in the worker, too`, async (visit) => {
    const page = await visit.open('lang=en', { prepare: holdValues });
    await page.evaluate(() => { kept.hold = true; });
    await go(page, `${link}&seed=1`);
    await until(page, 'the numbers on their way', () => kept.release);
    const most = await workerMemory(page);
    assert.ok(most >= size && most <= size + LITTLE, `${most} MiB for ${size}`);
  });
}

pageTest('while the numbers of a large run come, the picture of the last one stays; what is wanted then follows', async (visit) => {
  const page = await visit.open('lang=en', { prepare: holdValues });
  await show(page, 1);
  const before = await seen(page);
  await page.focus('#tab-table');
  await page.evaluate(() => { kept.hold = true; });
  await go(page, `${RUN.link}&seed=2`);
  await until(page, 'the numbers on their way', () => document.documentElement.matches('.away'));
  assert.equal(await isVisible(page, '#running'), true);
  assert.match(await textOf(page, '#running .coming'), /Bringing/);
  assert.equal(await isVisible(page, '#cancel'), false, 'it is computed');

  // Everything that looks at the numbers waits; nothing of it is an error.
  for (const plot of ['#heatmap', '#inputs', '#lines-plot']) {
    const { left, top, width, height } = await boxOf(page, plot);
    await page.mouse.move(left + width / 3, top + height / 3);
    await page.mouse.click(left + width / 2, top + height / 2);
    await page.mouse.click(left + width / 2, top + height / 2, { count: 2 });
  }
  await page.click('#play');
  await page.focus('#plots');
  for (const key of /** @type {const} */ (['ArrowRight', 'Enter', ' ', 'Escape'])) await page.keyboard.press(key);
  await page.evaluate(() => { el('#table-scroll').scrollTop = 20_000; });
  await page.setViewport({ width: 1240, height: 790 });
  await page.click('#tab-weights');
  await page.click('#tab-printout');
  await sleep(300);
  assert.deepEqual(await seen(page), before);
  await paste(page, '#seed', '3');
  assert.deepEqual((await settings(page)).fields, [STEPS, 64, 128, 3], 'the controls show what is wanted');
  assert.equal(await page.evaluate(() => document.documentElement.matches('.away')), true);

  await page.evaluate(() => kept.release());
  await arrived(page, STEPS, 3);
  assert.equal(await page.evaluate(() => document.documentElement.matches('.away')), false);
  assert.equal(await isVisible(page, '#panel-printout'), true);
  await page.click('#tab-table');
  await until(page, 'the table where it was scrolled to', () => els('#table-body td').length > 0 && Number(el('#table-body td').dataset.t) > 500);
  assert.notDeepEqual(await seen(page), before);
  assert.ok(await memory(page) <= RUN.size + LITTLE);
});

pageTest('a quick run does not wait for the numbers of a large one', async (visit) => {
  const page = await visit.open('lang=en', { prepare: holdValues });
  await show(page, 1);
  await page.evaluate(() => { kept.hold = true; });
  await go(page, `${RUN.link}&seed=2`);
  await until(page, 'the numbers on their way', () => document.documentElement.matches('.away'));
  await page.click('#reset');
  assert.equal(await page.evaluate(() => document.documentElement.matches('.away')), false);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.deepEqual(await disagreements(page), []);
});

pageTest('numbers that do not come: the run before is computed again, and when that fails too, the tutorial\'s is there', async (visit) => {
  const page = await visit.open('lang=en', { prepare: holdValues });
  await show(page, 1);
  const before = await seen(page);
  const fail = async (/** @type {number} */ seed) => {
    await page.evaluate(() => { kept.hold = true; });
    await go(page, `${RUN.link}&seed=${seed}`);
    await until(page, 'the numbers on their way', () => document.documentElement.matches('.away') && kept.release);
    await page.evaluate(() => {
      Object.assign(kept, { hold: false, release: undefined });
      kept.worker.onmessage({ data: { type: 'failed', reason: 'other', message: 'lost on the way' } });
    });
  };
  await fail(2);
  assert.ok((await notices(page)).some((text) => /lost on the way/.test(text)));
  await arrived(page, STEPS, 1);
  assert.deepEqual(await seen(page), before);
  assert.ok(await memory(page) <= RUN.size + LITTLE);

  await fail(2);
  await until(page, 'another worker', () => el('#run-progress').value > 0 && !el('#running').hidden);
  await page.evaluate(() => kept.worker.onmessage({ data: { type: 'failed', reason: 'memory', message: '' } }));
  await arrived(page, 10, 0);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.deepEqual(await disagreements(page), []);
});

pageTest('a panic or the end of the program while the numbers come', async (visit) => {
  visit.allow(/caught in Go|The Go program ended|exit code/);
  const page = await visit.open('lang=en', { prepare: async (page) => { await captureGo(page); await holdValues(page); } });
  await show(page, 1);
  const before = await seen(page);
  await page.evaluate(() => { kept.hold = true; });
  await go(page, `${RUN.link}&seed=2`);
  await until(page, 'the numbers on their way', () => document.documentElement.matches('.away') && kept.release);
  await page.evaluate(() => {
    Object.assign(kept, { hold: false, release: undefined });
    kept.worker.onmessage({ data: { type: 'values', tensor: 99, from: 0, bytes: new Uint8Array(8) } });
  });
  await arrived(page, STEPS, 1);
  assert.deepEqual(await seen(page), before);

  await page.evaluate(() => { kept.hold = true; });
  await go(page, `${RUN.link}&seed=2`);
  await until(page, 'the numbers on their way', () => document.documentElement.matches('.away') && kept.release);
  await page.evaluate(() => Object.assign(kept, { hold: false, release: undefined }));
  await exit(page);
  await until(page, 'another instance', () => goes.length === 2);
  await arrived(page, STEPS, 2); // what was wanted
  assert.equal(await page.evaluate(() => document.documentElement.matches('.away')), false);
});

pageTest('a fresh program takes over when nobody is in the middle of something, and nothing is lost', async (visit) => {
  const page = await visit.open('timesteps=30&hidden-size=6&seed=7&t=9&unit=2&panel=weights&lang=en', { prepare: captureGo });
  for (const v of ['1', '2', '3']) { // something to take back, and to do again
    await page.focus('#matrices');
    if (v === '1') for (const key of /** @type {const} */ (['ArrowRight', 'ArrowDown', 'ArrowDown'])) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await page.keyboard.type(v);
    await page.keyboard.press('Enter');
  }
  await page.click('#undo');
  await page.mouse.move(1, 1);
  // Much memory without a large run on the page.
  await page.evaluate(() => { runRNN(40000, 100, 300, 1); });
  await page.click('#tab-table');
  await page.evaluate(() => { el('#table-scroll').scrollTop = 200; });
  await until(page, 'the table', () => els('#table-body tr').length > 20);

  // A field with what cannot be taken is being typed in.
  await fill(page, '#timesteps-value', '0');
  await sleep(5000);
  assert.equal(await page.evaluate(() => goes.length), 1);
  assert.equal(await valueOf(page, '#timesteps-value'), '0');
  await page.keyboard.press('Escape');
  // A value of the inspector is being set.
  await page.click('#inspector [data-place]');
  assert.equal(await isVisible(page, '#editor'), true);
  await page.keyboard.type('0.2');
  await sleep(5000);
  assert.equal(await page.evaluate(() => goes.length), 1);
  assert.equal(await valueOf(page, '#editor-value'), '0.2');
  await page.keyboard.press('Escape');
  await page.mouse.move(1, 1);

  const state = () => page.evaluate(() => ({
    hash: location.hash, entries: history.length, table: el('#table-body').textContent, inspector: el('#inspector').innerHTML,
    printout: el('#printout').textContent, scrolled: el('#table-scroll').scrollTop, top: scrollY,
    focus: document.activeElement.id || document.activeElement.getAttribute('data-place'),
    buttons: ['undo', 'redo', 'unedit'].map((id) => el(`#${id}`).disabled), edits: el('#edit-count').textContent,
    pixels: el('#heatmap-canvas').toDataURL(), notices: els('#notices p').length, lit: els('.lit, .marked, .chosen').length,
  }));
  await page.evaluate(() => { playgroundHost.notice('still here', 'Close', false); });
  const before = await state();
  await page.evaluate(() => {
    kept = { nodes: ['#table-body tr', '#inspector button', '#printout .row'].map((s) => el(s)), changes: 0 };
    new MutationObserver((all) => { kept.changes += all.length; })
      .observe(el('#lines'), { childList: true, subtree: true });
  });
  await freed(page);
  await sleep(500); // what settles
  assert.deepEqual(await state(), before);
  assert.deepEqual(await page.evaluate(() => [kept.nodes.every((node) => node.isConnected), kept.changes]), [true, 0], 'nothing was drawn anew');
  assert.ok(await memory(page) <= LITTLE);

  await page.click('#redo');
  assert.match(await textOf(page, '#edit-count'), /1/);
  await page.click('#undo');
  await page.click('#undo');
  await page.click('#undo');
  assert.equal(await page.evaluate(() => el('#undo').disabled), true);
  assert.deepEqual(await disagreements(page), []);
  await page.click('#tab-weights');
  await page.focus('#matrices');
  await page.keyboard.press('ArrowRight');
  assert.match(await textOf(page, '#matrix-now'), /Wx/);
});

pageTest('of a wide run the way back stays in view, whatever is asked of it and whoever takes over', async (visit) => {
  const page = await visit.open('lang=en', { prepare: captureGo });
  await show(page, 1);
  await go(page, 'hidden-size=429&seed=7&batch=2&t=2&view=backward');
  await until(page, 'its gradients', () => el('.result').textContent.includes('∂L/∂h₂[0]'));
  await page.evaluate(() => {
    kept = new Set();
    const look = () => {
      kept.add(`${el('.result').textContent.split(' = ')[1]}, ${el('#heatmap-name')?.textContent ?? el('.row-name i').textContent}`);
      requestAnimationFrame(look);
    };
    look();
  });
  for (const target of ['pattern', 'last', 'pattern']) {
    const loss = await textOf(page, '#inspector');
    await page.select('#target', target);
    await until(page, `L of ${target}`, (before) => el('#inspector').textContent !== before, loss);
  }
  await sleep(5000); // a program that shows little would be another one by now
  assert.equal(await page.evaluate(() => kept.size), 1, (await page.evaluate(() => [...kept])).join('; '));
  await page.click('#drawing-unrolled');
  await freed(page);
});
