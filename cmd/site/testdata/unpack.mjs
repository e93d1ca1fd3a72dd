// Writes what a packed program on the standard input is unpacked to, as the page
// does it: node unpack.mjs SIZE… takes chunks of these sizes in turn.

import fs from 'node:fs';
import { createUnpacker } from '../../../web/unpack.js';

const sizes = process.argv.slice(2).map(Number);
const bytes = fs.readFileSync(new URL('../../../build/unpack.wasm', import.meta.url));
const packed = new Uint8Array(fs.readFileSync(0));
const unpack = await createUnpacker(bytes, packed.length);
for (let from = 0, i = 0; from < packed.length; i++) {
  const size = sizes[i % sizes.length];
  fs.writeSync(1, unpack(packed.subarray(from, from + size)));
  from += size;
}
