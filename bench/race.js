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
 * @property {number} [budget] milliseconds after which a contestant sits out the rounds that are left
 * @property {number} [fewest] how often each is timed all the same
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

/** How often to run when `times` took only `ms`. @param {number} times @param {number} ms @param {number} sample */
function more(times, ms, sample) {
  return Math.ceil(times * Math.min(Math.max((1.2 * sample) / Math.max(ms, 0.05), 1.5), 8));
}

/**
 * @param {Contestant[]} contestants @param {Rules} [rules]
 * @returns {Promise<Timing[]>} in the order of the contestants
 */
export async function race(contestants, { rounds = 15, sample = 10, budget = 1000, fewest = 3, progress } = {}) {
  const runners = [];
  for (const [i, contestant] of contestants.entries()) {
    await progress?.(i / contestants.length / 4);
    let times = 1, ms;
    while ((ms = await time(contestant, times)) < sample) times = more(times, ms, sample);
    const counts = ms > budget; // a single run, and so long that it need not be made again
    runners.push({ contestant, times, spent: counts ? ms : 0, samples: counts ? [ms / times] : [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < runners.length; i++) {
      const runner = runners[(i + round) % runners.length];
      if (runner.spent > budget && runner.samples.length >= fewest) continue;
      let ms = await time(runner.contestant, runner.times);
      while (ms < sample / 2) { // what seemed long enough was only interrupted
        runner.times = more(runner.times, ms, sample);
        ms = await time(runner.contestant, runner.times);
      }
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
