// @ts-check
// Tests that ask the real NumPy. REQUIRE_NUMPY=1 has them fail where there is none.

import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { pageTest } from './harness.js';

export const python = '/usr/bin/python3';

/** Whether these tests run. */
export const hasNumPy = process.env.REQUIRE_NUMPY === '1' || spawnSync(python, ['-I', '-c', 'import numpy']).status === 0;

/** A test of a page, as pageTest has it, where there is NumPy. @type {typeof pageTest} */
export function numpyTest(name, body) {
  if (hasNumPy) pageTest(name, body);
  else test(name, { skip: `${python} has no NumPy` }, () => {});
}
