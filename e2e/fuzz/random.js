// @ts-check
// A seeded stream of choices: the same seed chooses the same.

/** A well mixed number from [0, 2³²). @param {number} x */
function mixed(x) {
  let y = Math.imul(x ^ (x >>> 15), x | 1);
  y ^= y + Math.imul(y ^ (y >>> 7), y | 61);
  return (y ^ (y >>> 14)) >>> 0;
}

export class Random {
  #state;

  /** @param {number} seed @param {number} [nth] of several streams of one seed */
  constructor(seed, nth = 0) { this.#state = nth === 0 ? seed >>> 0 : mixed(seed ^ mixed(nth)); }

  /** From [0, 1): mulberry32, whose period of 2³² is enough for choices. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    return mixed(this.#state) / 2 ** 32;
  }

  /** A whole number, least … most. @param {number} least @param {number} most */
  int(least, most) { return least + Math.floor(this.next() * (most - least + 1)); }

  /** Whether something of that probability happens. @param {number} probability */
  chance(probability) { return this.next() < probability; }

  /** @template T @param {readonly T[]} of @returns {T} */
  one(of) { return of[this.int(0, of.length - 1)]; }

  /**
   * One of those that there are at the moment, by a name of each: whether others are among
   * them or not does not matter, but where they would have been chosen themselves.
   * @template T @param {readonly T[]} of @param {(one: T) => string} name
   */
  among(of, name) {
    const salt = this.int(0, 2 ** 32 - 1);
    let [best, most] = [of[0], -1];
    for (const one of of) {
      let hash = salt;
      for (const letter of name(one)) hash = mixed(hash ^ /** @type {number} */ (letter.codePointAt(0)));
      if (hash > most) [best, most] = [one, hash];
    }
    return best;
  }

  /** A whole number that is as likely to have few digits as many, 1 … most. @param {number} most */
  scale(most) { return Math.floor(Math.exp(this.next() * Math.log(most + 1))); }

  /** One of several by weight. @template {{ weight: number }} T @param {readonly T[]} of @returns {T} */
  weighted(of) {
    let at = this.next() * of.reduce((sum, { weight }) => sum + weight, 0);
    return of.find(({ weight }) => (at -= weight) < 0) ?? of[of.length - 1];
  }
}
