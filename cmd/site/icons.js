// @ts-check
// Draws the icons of the installed page out of web/icon.svg:
//   node cmd/site/icons.js FOLDER
// By resvg in WebAssembly, so that every machine gets the same bytes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg, initWasm } from '@resvg/resvg-wasm';

const [folder] = process.argv.slice(2);
const icon = readFileSync('web/icon.svg', 'utf8');

/** Where the system cuts the shape, the colour goes to the edges. The letter stays within the inner 80 %, which no shape cuts. */
const full = icon.replace(' rx="7"', '');
if (full === icon) throw new Error('web/icon.svg has no rounded corners to be made full');

/** @type {[name: string, svg: string, pixels: number][]} */
const ICONS = [
  ['icon-192.png', icon, 192],
  ['icon-512.png', icon, 512],
  ['icon-maskable.png', full, 512],
  ['apple-touch-icon.png', full, 180],
];

await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
mkdirSync(folder, { recursive: true });
for (const [name, svg, pixels] of ICONS) {
  writeFileSync(`${folder}/${name}`, new Resvg(svg, { fitTo: { mode: 'width', value: pixels } }).render().asPng());
}
