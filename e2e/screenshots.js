// @ts-check
// Takes the page at three widths, light and dark, in both languages:
//   node e2e/screenshots.js FOLDER [link] [part of the names to take]
// BROWSER=firefox or webkit takes it there.

import { mkdirSync } from 'node:fs';
import { engine } from './engines/capabilities.js';
import { launchEngine } from './engines/launch.js';
import { serve } from './server.js';

const [folder = 'build/screenshots', link = '', only = ''] = process.argv.slice(2);
const SIZES = [[1280, 800], [768, 1024], [390, 844]];

mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launchEngine();
try {
  for (const [width, height] of SIZES) {
    for (const theme of ['light', 'dark']) {
      for (const lang of ['ko', 'en']) {
        const name = `${width}-${theme}-${lang}`;
        if (!name.includes(only)) continue;
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        await page.setViewport({ width, height, deviceScaleFactor: width < 500 && engine !== 'webkit' ? 2 : 1 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await page.goto(`${server.url}#${link}&lang=${lang}`);
        await page.waitForSelector('html[data-ready="true"]');
        await new Promise((resolve) => setTimeout(resolve, 300));
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: width < 1000 });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
