// @ts-check
// Makes pixels of our own figures. A browser would draw any SVG as an image, but only from an
// address that the page's policy does not allow.

import { beside } from './beside.js';
import { drawFigure } from './figure.js';
import { trustedHTML } from './trusted.js';

/** For how many milliseconds a worker may be at it. */
const PATIENCE = 10_000;

/**
 * @param {string} svg
 * @param {number} scale pixels for one of CSS
 * @returns {Promise<Blob>} a PNG
 */
export async function raster(svg, scale) {
  const figure = read(new DOMParser().parseFromString(trustedHTML(svg), 'image/svg+xml').documentElement);
  const png = await rasterBeside(figure, scale);
  if (png) return png;
  const canvas = /** @type {HTMLCanvasElement} */ (await drawFigure(figure, scale, (width, height) => Object.assign(document.createElement('canvas'), { width, height })));
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no room for the pixels'))), 'image/png');
  });
}

/** @param {Element} element @returns {import('./figure.js').Figure} */
const read = (element) => ({
  name: element.localName,
  attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  children: [...element.children].map(read),
  text: element.localName === 'text' ? element.textContent ?? '' : '',
});

/**
 * Has it done in a worker: to draw and pack 2.8 million pixels took WebKit up to 450 ms of the page.
 * @param {import('./figure.js').Figure} figure @param {number} scale
 * @returns {Promise<Blob | undefined>} nothing where no worker can
 */
async function rasterBeside(figure, scale) {
  /** @type {Worker | undefined} */
  let worker;
  try {
    const working = worker = beside();
    return await new Promise((done, failed) => {
      working.onmessage = ({ data }) => done(data.png);
      working.onerror = failed;
      working.postMessage({ type: 'figure', figure, scale });
      setTimeout(done, PATIENCE);
    });
  } catch {
    // The page does it itself.
  } finally {
    worker?.terminate();
  }
}
