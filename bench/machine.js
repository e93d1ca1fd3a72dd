// @ts-check
// What the numbers were measured on.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** @param {string} program @param {...string} args @returns {string} what it prints, or nothing where it is missing */
function output(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** Bytes of a cache, 0 where the system does not tell. @param {1 | 2} level */
function cache(level) {
  const name = level === 1 ? 'LEVEL1_DCACHE_SIZE' : 'LEVEL2_CACHE_SIZE';
  return Number(output('getconf', name) || output('sysctl', '-n', level === 1 ? 'hw.l1dcachesize' : 'hw.l2cachesize')) || 0;
}

export function machine() {
  return {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    l1: cache(1),
    l2: cache(2),
    system: `${process.platform} ${process.arch}`,
  };
}

export function versions() {
  const packages = ['package-lock.json', '../package-lock.json']
    .map((path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).packages);
  const version = (/** @type {string} */ name) => Object.assign({}, ...packages)[`node_modules/${name}`].version;
  return {
    go: output('go', 'env', 'GOVERSION').replace('go', ''),
    node: process.versions.node,
    onnx: version('onnxruntime-web'),
    tensorflow: version('@tensorflow/tfjs-core'),
    assemblyscript: version('assemblyscript'),
  };
}
