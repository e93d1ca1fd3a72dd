// @ts-check
// Times contestants in turns, so that what else the machine does meets all of them.

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {(times: number) => unknown} run does the work that many times; may be a promise
 *
 * @typedef {object} Rules
 * @property {number} [rounds] how often each is timed
 * @property {number} [sample] milliseconds that a timing takes at least: the clock of a page has steps of 0.1 ms
 * @property {number} [budget] milliseconds after which a contestant sits out the rounds that are left; each is timed 3 times
 * @property {(share: number) => unknown} [progress] told from 0 to 1 how much is done
 *
 * @typedef {object} Timing
 * @property {string} name
 * @property {number} ms for once, the median
 * @property {number} least
 * @property {number} samples
 */

/** @param {Contestant} contestant @param {number} times */
async function time({ run }, times) {
  const start = performance.now();
  const pending = run(times);
  if (pending instanceof Promise) await pending;
  return performance.now() - start;
}

/** How often a contestant has to run for a timing to take long enough. @param {Contestant} contestant @param {number} sample */
async function calibrate(contestant, sample) {
  let times = 1;
  for (;;) {
    const ms = await time(contestant, times);
    if (ms >= sample) return times;
    times = Math.ceil(times * Math.min(Math.max((1.2 * sample) / Math.max(ms, 0.05), 1.5), 8));
  }
}

/**
 * @param {Contestant[]} contestants @param {Rules} [rules]
 * @returns {Promise<Timing[]>} in the order of the contestants
 */
export async function race(contestants, { rounds = 15, sample = 10, budget = 1000, progress } = {}) {
  const runners = [];
  for (const [i, contestant] of contestants.entries()) {
    await progress?.(i / contestants.length / 4);
    runners.push({ contestant, times: await calibrate(contestant, sample), spent: 0, samples: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runners.length; i++) {
      const runner = runners[(i + round) % runners.length];
      if (runner.spent > budget && runner.samples.length >= 3) continue;
      const ms = await time(runner.contestant, runner.times);
      runner.spent += ms;
      runner.samples.push(ms / runner.times);
      await progress?.(1 / 4 + (3 / 4) * (round + (i + 1) / runners.length) / rounds);
    }
  }
  return runners.map(({ contestant, samples }) => ({
    name: contestant.name, ms: median(samples), least: Math.min(...samples), samples: samples.length,
  }));
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
