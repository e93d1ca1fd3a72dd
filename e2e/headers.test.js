// @ts-check
// The page under its policy, on hosts that send one too and on others, and in a frame of
// another origin.

import assert from 'node:assert/strict';
import { pageTest, until } from './harness.js';
import { servePlainly } from './hosts.js';
import { openAround } from './lesson.js';

for (const plain of [false, true]) pageTest(`nothing that the page does is against its policy, and what is not its own is${plain ? ', where the host sends none' : ''}`, async (visit) => {
  visit.allow(/Content Security Policy|violates|Refused|policy violated|TrustedHTML|TrustedScript/i);
  const host = plain ? await servePlainly() : undefined;
  if (host) visit.atEnd(host.stop);
  const page = await visit.open('lang=en', {
    ...host && { url: host.url },
    prepare: (page) => page.evaluateOnNewDocument(() => {
      globalThis.refused = [];
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    }),
  });
  for (const panel of ['table', 'weights', 'memory', 'cells', 'printout', 'code', 'files']) {
    await page.evaluate((to) => { location.hash = `#lang=en&drawing=folded&t=3&panel=${to}`; }, panel);
    await until(page, `the panel ${panel}`, (to) => el(`#tab-${to}`).getAttribute('aria-selected') === 'true', panel);
  }
  await page.evaluate(() => { location.hash = '#timesteps=3000&input-size=9&hidden-size=257&lang=en'; });
  await until(page, 'the run of a worker', () => el('#hidden-states').getAttribute('aria-rowcount') === '3001');
  assert.deepEqual(await page.evaluate(() => refused), []);

  // Where there are Trusted Types none of it comes as far (trusted.test.js); elsewhere the rest of the policy is in its way.
  await page.evaluate(() => {
    for (const act of [
      () => {
        const stranger = document.createElement('div');
        stranger.innerHTML = '<p style="color: red" onclick="globalThis.clicked = true">';
        document.body.append(stranger);
        stranger.querySelector('p')?.click();
      },
      () => document.body.setAttribute('onclick', 'globalThis.clicked = true'),
      () => document.body.setAttribute('style', 'color: red'),
      () => {
        const style = document.createElement('style');
        style.textContent = 'body { color: red }';
        document.body.append(style);
      },
      () => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.clicked = true';
        document.body.append(script);
      },
    ]) {
      try {
        act();
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    document.body.click();
  });
  assert.equal(await page.evaluate(() => globalThis.clicked), undefined, 'no script of a stranger runs');
  const kinds = new Set(await page.evaluate(() => refused));
  assert.ok(kinds.has('style-src-attr'));
  assert.ok(kinds.has('style-src-elem'));
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(255, 0, 0)');
  assert.ok(kinds.has('require-trusted-types-for') || (kinds.has('script-src-attr') && kinds.has('script-src-elem')), [...kinds].join());
  // Later, because what the debugger itself runs is allowed everything.
  assert.equal(await page.evaluate(() => new Promise((done) => {
    setTimeout(() => {
      try {
        done(String((0, eval)('1 + 1')));
      } catch (error) {
        done(error instanceof EvalError ? 'refused' : String(error));
      }
    });
  })), 'refused', 'WebAssembly is compiled, text is not');
});

pageTest('a page of another origin can embed it', async (visit) => {
  const frame = await openAround(visit);
  assert.equal(await frame.$$eval('#hidden-states td[data-t]', (cells) => cells.length), 80);
});
