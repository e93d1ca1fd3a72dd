// @ts-check
// Copying the printout, with all that can stand in its way.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { isVisible, notices, textOf } from './look.js';

pageTest('the clipboard gets the printout, byte for byte, and the button says so', async (visit) => {
  for (const link of ['', 'timesteps=5000&hidden-size=3']) {
    const page = await visit.open(`${link}&panel=printout&lang=en`);
    await visit.allowClipboard();
    await page.bringToFront();
    await page.click('#copy');
    await until(page, 'the button tells', () => el('#copy').textContent === 'Copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await textOf(page, '#printout'));
    assert.equal(await textOf(page, '#announce'), 'Copied');
    await until(page, 'the button is as before', () => el('#copy').textContent === 'Copy output');
    await page.close();
  }
});

pageTest('without a clipboard, or when it is denied, the older way copies', async (visit) => {
  for (const take of [
    () => Object.defineProperty(navigator, 'clipboard', { value: undefined }),
    () => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); },
  ]) {
    const page = await visit.open('panel=printout&lang=en');
    await page.evaluate(take);
    await page.evaluate(() => {
      document.addEventListener('copy', () => { kept = /** @type {any} */ (document.activeElement).value; });
    });
    await page.click('#copy');
    await until(page, 'the button tells', () => el('#copy').textContent === 'Copied');
    assert.equal(await page.evaluate(() => kept), await textOf(page, '#printout'));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'copy', 'focus is back on the button');
    assert.equal(await page.evaluate(() => els('body > textarea').length), 0);
    await page.close();
  }
});

pageTest('when nothing can copy, the page says so', async (visit) => {
  const page = await visit.open('panel=printout&lang=en');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.click('#copy');
  await until(page, 'a notice', () => els('#notices .notice').length === 1);
  assert.match((await notices(page))[0], /Could not copy/);
  assert.equal(await textOf(page, '#copy'), 'Copy output');
});

pageTest('in the dialog of the markup it is the same, and said there: all beside it is out of reach', async (visit) => {
  const page = await visit.open('lang=en');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.addEventListener('copy', () => { kept = /** @type {any} */ (document.activeElement).value; });
  });
  await page.click('#embed-open');
  await until(page, 'the markup', () => /^<iframe src=/.test(el('#embed-code').textContent));
  await page.click('#embed-copy');
  await until(page, 'the button tells', () => el('#embed-copy').textContent === 'Copied');
  assert.equal(await page.evaluate(() => kept), await textOf(page, '#embed-code'));
  assert.equal(await textOf(page, '#embed-copied'), 'Copied');
  assert.deepEqual(await page.evaluate(() => [document.activeElement.id, els('#embedding textarea').length]), ['embed-copy', 0]);
  await page.evaluate(() => { document.execCommand = () => false; });
  await page.click('#embed-copy');
  await until(page, 'it says so', () => /^Could not copy/.test(el('#embed-copied').textContent));
  assert.equal(await isVisible(page, '#embed-copied'), true);
  assert.deepEqual(await notices(page), [], 'none behind it');
  // What the page says meanwhile is in it, and can be closed.
  await page.evaluate(() => { location.hash = 'seed=x&lang=en'; });
  await until(page, 'a notice', () => els('#notices .notice').length === 1);
  await page.click('#notices .quiet');
  assert.deepEqual(await notices(page), []);
  await page.keyboard.press('Escape');
  await until(page, 'the place of notices is on the page again', () => el('#notices').parentElement === document.body && !el('#embedding').open);
});
