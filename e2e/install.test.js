// @ts-check
// Chromium's own opinion on whether the page can be installed. In a profile of its
// own, because in the private one of the other tests nothing can be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from './browser.js';
import { notApplicable } from './engines/capabilities.js';
import { servePlainly } from './hosts.js';
import { serve } from './server.js';

/** The size of a picture, by its first bytes (PNG, section 11.2.2). @param {Buffer} png */
const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)];

for (const [name, start] of /** @type {[string, () => Promise<{ url: string, close: () => unknown }>][]} */ ([
  ['by our own server', () => serve()],
  ['under a path, by a host that sends no header', async () => { const host = await servePlainly({ path: '/a/b/' }); return { url: host.url, close: host.stop }; }],
])) {
  // In a window of its own: in a fresh profile within another nothing can be installed.
  test(`it can be installed as it is served ${name}`, { timeout: 60_000, skip: notApplicable('install.test.js', name) || false }, async () => {
    const server = await start();
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.waitForSelector('html[data-ready="true"]');
      const session = await page.createCDPSession();
      assert.deepEqual((await session.send('Page.getInstallabilityErrors')).installabilityErrors, []);

      const { url, errors, data, manifest } = /** @type {any} */ (await session.send('Page.getAppManifest'));
      assert.deepEqual(errors, []);
      assert.equal(new URL(url).href.startsWith(server.url), true);
      const written = JSON.parse(data);
      assert.equal(manifest.startUrl, server.url);
      assert.equal(manifest.scope, server.url);
      assert.equal((await session.send('Page.getAppId')).appId, server.url, 'it is the same page whatever its files are called');
      assert.match(written.name, /RNN Playground/);
      assert.ok(written.short_name.length <= 12, 'it fits under an icon');
      assert.match(written.description, /NumPy/);

      for (const { src, sizes, type } of written.icons.filter((/** @type {any} */ icon) => icon.type === 'image/png')) {
        const response = await fetch(new URL(src, url));
        assert.equal(response.headers.get('Content-Type'), type);
        const png = Buffer.from(await response.arrayBuffer());
        assert.deepEqual(sizeOf(png), sizes.split('x').map(Number));
        assert.ok(png.length < 10_000, `${src} has ${png.length} bytes`);
      }
      const apple = await page.evaluate(() => /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="apple-touch-icon"]')).href);
      assert.deepEqual(sizeOf(Buffer.from(await (await fetch(apple)).arrayBuffer())), [180, 180]);
      const themes = await page.evaluate(() => [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => /** @type {HTMLMetaElement} */ (meta).content));
      assert.equal(themes.length, 2, 'for light and for dark');
      assert.ok(themes.includes(written.theme_color));
    } finally {
      await browser.close();
      await server.close();
    }
  });
}
