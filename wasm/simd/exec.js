// Runs a Go program for js/wasm under Node, as go_js_wasm_exec of Go's own does,
// with the SIMD kernel in place: for go test -exec, from the root of the tree after
// make build/wasm_exec.js build/kernel.wasm.

import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { prepareKernel } from '../../web/kernel.js';

Object.assign(globalThis, { fs, path, require: createRequire(import.meta.url) });
globalThis.crypto ??= crypto.webcrypto;
await import('../../build/wasm_exec.js');

const kernel = await prepareKernel(fs.readFileSync(new URL('../../build/kernel.wasm', import.meta.url)));
const go = new globalThis.Go();
go.argv = process.argv.slice(2);
go.env = { TMPDIR: os.tmpdir(), ...process.env };
go.exit = process.exit;
const module = await WebAssembly.compile(fs.readFileSync(process.argv[2]));
const instance = await WebAssembly.instantiate(module, { ...go.importObject, kernel: kernel.imports });
await kernel.connect(instance);
process.on('exit', (code) => { // Node ends when nothing is pending: let Go report a deadlock
  if (code === 0 && !go.exited) {
    go._pendingEvent = { id: 0 };
    go._resume();
  }
});
await go.run(instance);
