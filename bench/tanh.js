// @ts-check
// tanh alone, of VALUES values in ±2.

import { BY } from './program.js';

export const VALUES = 4096;

/** @param {import('./program.js').Program} program @returns {import('./race.js').Contestant[]} */
export function tanhContestants(program) {
  const values = program.fill(VALUES);
  const results = new Float64Array(VALUES);
  /** @param {string} name @param {number} by */
  const inGo = (name, by) => ({ name, run: (/** @type {number} */ times) => program.exports.tanh(by, times) });
  return [
    ...(program.hasKernel ? [inGo('kernel', BY.kernel)] : []),
    inGo('plain', BY.plain),
    {
      name: 'javascript',
      run(times) {
        for (let i = 0; i < times; i++) for (let k = 0; k < VALUES; k++) results[k] = Math.tanh(values[k]);
      },
    },
  ];
}
