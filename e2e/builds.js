// @ts-check
// Another build of the site: the same but for its script, which leaves a mark, made by
// the same program.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporary } from './temporary.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Its folder. The page of it has `globalThis.secondBuild`. */
export function anotherBuild() {
  const tree = temporary('rnn-build-');
  for (const part of ['LICENSE', 'NOTICE', 'web', 'bench/site', 'build/icons']) cpSync(join(root, part), join(tree, part), { recursive: true });
  for (const file of readdirSync(join(root, 'build')).filter((name) => /\.(wasm|js|css)$/.test(name) && name !== 'linked.wasm')) {
    cpSync(join(root, 'build', file), join(tree, 'build', file));
  }
  mkdirSync(join(root, 'build/compressed'), { recursive: true });
  symlinkSync(join(root, 'build/compressed'), join(tree, 'build/compressed')); // the best brotli of the program takes seconds
  appendFileSync(join(tree, 'build/app.js'), ';globalThis.secondBuild=true;\n');
  writeFileSync(join(tree, 'build/version'), 'v2.0.0-test\n');
  execFileSync('go', ['build', '-o', join(tree, 'site'), './cmd/site'], { cwd: root });
  execFileSync(join(tree, 'site'), ['build', 'dist'], { cwd: tree });
  return join(tree, 'dist');
}
