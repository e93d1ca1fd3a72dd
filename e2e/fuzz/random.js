// @ts-check
// A seeded stream of choices: the same seed chooses the same.

export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) { this.#state = seed >>> 0; }

  /** From [0, 1): mulberry32, whose period of 2³² is enough for choices. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, least … most. @param {number} least @param {number} most */
  int(least, most) { return least + Math.floor(this.next() * (most - least + 1)); }

  /** Whether something of that probability happens. @param {number} probability */
  chance(probability) { return this.next() < probability; }

  /** @template T @param {readonly T[]} of @returns {T} */
  one(of) { return of[this.int(0, of.length - 1)]; }

  /** A whole number that is as likely to have few digits as many, 1 … most. @param {number} most */
  scale(most) { return Math.floor(Math.exp(this.next() * Math.log(most + 1))); }

  /** One of several by weight. @template {{ weight: number }} T @param {readonly T[]} of @returns {T} */
  weighted(of) {
    let at = this.next() * of.reduce((sum, { weight }) => sum + weight, 0);
    return of.find(({ weight }) => (at -= weight) < 0) ?? of[of.length - 1];
  }
}
