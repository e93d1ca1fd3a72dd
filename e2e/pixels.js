// @ts-check
// The colours of a picture's cells, against what its numbers should have.

import assert from 'node:assert/strict';

/** @typedef {import('./look.js').Page} Page */

/** The pixels of a picture with one for each cell, by row and column. @param {Page} page @param {string} canvas @returns {Promise<number[][][]>} */
export const pixels = (page, canvas) => page.evaluate((canvas) => {
  const { width, height } = el(canvas);
  // A copy is read, so that the page's canvas stays one that is only drawn to.
  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(el(canvas), 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  return Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, column) =>
    [...data.slice(4 * (row * width + column), 4 * (row * width + column) + 4)]));
}, canvas);

/** The colours of −1, 0 and 1. @param {Page} page @returns {Promise<number[][]>} */
const palette = (page) => page.evaluate(() => ['--negative', '--zero', '--positive'].map((token) =>
  getComputedStyle(document.documentElement).getPropertyValue(token).match(/[0-9a-f]{2}/g).map((byte) => parseInt(byte, 16))));

/**
 * Each cell of a picture has the colour of its place on the scale from −1 to 1;
 * one without a place is empty.
 * @param {Page} page @param {string} canvas
 * @param {(number | null)[][]} places by row and column
 */
export async function assertColours(page, canvas, places) {
  const [negative, zero, positive] = await palette(page);
  const shown = await pixels(page, canvas);
  assert.deepEqual([shown.length, shown[0].length], [places.length, places[0].length], `cells of ${canvas}`);
  places.forEach((row, j) => row.forEach((place, i) => {
    const [got, at] = [shown[j][i], `${canvas}, row ${j}, column ${i}`];
    if (place === null) {
      assert.equal(got[3], 0, `${at} is empty`);
      return;
    }
    zero.forEach((from, channel) => {
      const want = from + ((place < 0 ? negative : positive)[channel] - from) * Math.min(Math.abs(place), 1);
      assert.ok(Math.abs(got[channel] - want) <= 1.6, `${at} is ${got}, not ${want} in channel ${channel} for ${place}`);
    });
  }));
}
