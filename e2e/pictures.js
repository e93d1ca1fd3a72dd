// @ts-check
// Takes the pictures of the README anew, docs/*.png.

import { launchEngine } from './engines/launch.js';
import { serve } from './server.js';

/** What each shows: the link, the size of the window, the theme. @type {Record<string, [link: string, height: number, theme: 'light' | 'dark']>} */
const PICTURES = {
  page: ['lang=ko', 800, 'light'],
  compare: ['compare=pytorch&t=4&unit=2&lang=en', 800, 'light'],
  memory: ['timesteps=60&hidden-size=24&weights=pytorch&panel=memory&lang=en', 900, 'dark'],
  lstm: ['timesteps=24&cell=LSTM&weights=pytorch&inputs=sine&t=4&unit=3&gate=f&lang=en', 800, 'light'],
  stack: ['timesteps=24&cell=GRU&num-layers=2&bidirectional=true&weights=pytorch&layer=2&view=backward&colors=log&t=12&unit=3&lang=ko', 800, 'dark'],
  cells: ['weights=keras&inputs=characters&text=a+network+reads+letter+after+letter&compare=LSTM&panel=cells&gates=lstm&lang=en', 1240, 'light'],
};

const server = await serve();
const browser = await launchEngine();
try {
  for (const [name, [link, height, theme]] of Object.entries(PICTURES)) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height, deviceScaleFactor: 1.5 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.goto(`${server.url}#${link}`);
    await page.waitForSelector('html[data-ready="true"]');
    await new Promise((resolve) => { setTimeout(resolve, 1500); }); // panels compute on their own
    await page.screenshot({ path: `docs/${name}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
