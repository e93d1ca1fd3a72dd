// @ts-check
// What the fuzzer goes by: it compares a page that has settled, at which nothing is under way, nor
// about to be, and that is in front; and what a notice says of a link are not the page's own words.

import assert from 'node:assert/strict';
import { always, settle } from './fuzz/invariants.js';
import { performInFront } from './fuzz/session.js';
import { pageTest, until } from './harness.js';
import { notices, valueOf } from './look.js';

pageTest('a page that is at work when it is first looked at has settled when it no longer is', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    document.documentElement.classList.add('away');
    setTimeout(() => document.documentElement.classList.remove('away'), 300);
  });
  await settle(page, 200);
  assert.equal(await page.evaluate(() => document.documentElement.matches('.away')), false);
});

pageTest('a page that was too busy to be looked at has not settled for its being the same before and after', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    const note = el('#lines-note');
    const { textContent } = note;
    // After the first look it is at work for longer than settling takes, and more is to come.
    Object.defineProperty(note, 'textContent', { configurable: true, get() {
      Reflect.deleteProperty(note, 'textContent');
      setTimeout(() => {
        const end = performance.now() + 700;
        while (performance.now() < end);
        setTimeout(() => { note.textContent = `${textContent} and more`; }, 70);
      });
      return textContent;
    } });
  });
  await settle(page, 200);
  assert.equal(await page.evaluate(() => el('#lines-note').textContent.endsWith(' and more')), true);
});

pageTest('a page has not settled while a run is under way, though it does not show that yet; and what settling cancels, it cancels then alone', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    const { remote } = playgroundHost;
    playgroundHost.remote = (/** @type {Parameters<typeof remote>} */ ...what) => { setTimeout(() => remote(...what), 1500); }; // a worker that is slow to begin
    location.hash = 't=1&timesteps=20000&hidden-size=64&weights=pytorch&lang=en';
  });
  await until(page, 'the run to be wanted', () => playgroundHost.wanted().includes('20000'));
  await settle(page, 200);
  assert.match(await page.evaluate(() => playgroundHost.painted()), /timesteps=20000\b/);
  const began = Date.now();
  await page.evaluate(() => { location.hash = 't=1&timesteps=100000&hidden-size=64&weights=pytorch&lang=en'; });
  await until(page, 'the run to be shown', () => !el('#running').hidden);
  await page.evaluate((ms) => new Promise((done) => { setTimeout(done, ms); }), Math.max(0, began + 4500 - Date.now()));
  assert.deepEqual(await notices(page), [], 'nothing was cancelled');
});

pageTest('an address that is written late, after many writes, is waited for', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(async () => {
    const slider = /** @type {HTMLInputElement} */ (el('#timesteps'));
    for (let i = 0; i < 28; i++) {
      dispatchEvent(new Event('pointerdown')); // so that each is an entry of the history
      slider.value = String(2 + i);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
    dispatchEvent(new Event('pointerup'));
  });
  await settle(page, 100);
  assert.deepEqual(await page.evaluate(() => [location.hash, playgroundHost.painted()]), await page.evaluate(() => [`#${playgroundHost.wanted()}`, playgroundHost.wanted()]));
});

pageTest('a notice in an open dialog may quote what a link has', async (visit) => {
  const page = await visit.open('lang=en');
  await page.click('#bring-open');
  await page.evaluate(() => { location.hash = 't=undefined&seed=3&lang=en'; });
  await until(page, 'the notice', () => /undefined/.test(el('#bring').textContent));
  assert.equal((await notices(page)).length, 1);
  await page.evaluate(() => { history.replaceState(null, '', '#seed=3&lang=en'); });
  assert.deepEqual((await always(page)).wrong, []);
});

pageTest('a page that a link has opened another before comes back, and a pointer that moves goes on', async (visit) => {
  const page = await visit.open('embed=1&show=heatmap&lang=en');
  await page.evaluate(() => {
    kept = 0;
    document.addEventListener('visibilitychange', () => { kept += Number(document.hidden); });
    el('#frame-open').focus();
  });
  await page.keyboard.press('Enter');
  // The tab comes when it comes.
  for (let i = 0; i < 100 && await page.evaluate(() => kept === 0); i++) await performInFront(page, { do: 'hover', over: [['#heatmap', i % 10 / 10, 0.5]] });
  await performInFront(page, { do: 'hover', over: [['#heatmap', 0.45, 0.5]] });
  assert.deepEqual(await page.evaluate(() => [kept, document.hidden]), [1, false]);
  assert.equal((await visit.context.pages()).length, 1);
});

pageTest('what is turned off, with all around it, the fuzzer does not choose from: no user can', async (visit) => {
  const page = await visit.open('lang=en');
  const choose = async () => {
    await performInFront(page, { do: 'select', selector: '#cell-kind', value: 'GRU' });
    return valueOf(page, '#cell-kind');
  };
  await page.evaluate(() => { el('#fields').disabled = true; }); // as while the program comes
  assert.equal(await choose(), 'RNN_TANH');
  await page.evaluate(() => { el('#fields').disabled = false; });
  assert.equal(await choose(), 'GRU');
});
