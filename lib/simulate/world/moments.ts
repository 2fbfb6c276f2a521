import { exactExp } from '../random/exact';
import { mix } from '../random/streams';

const UNIT = 2.3283064365386963e-10;

/** Moments that come by chance, one every so often on the mean, for ever before and ever after: a Poisson process that can be asked anywhere. */
export interface Moments {
  /** The last one up to a moment, itself included, and after an earlier one; -Infinity of none. ms */
  lastWithin(thing: number, afterMs: number, untilMs: number): number;
  /** The first one after a moment, ms. */
  firstAfter(thing: number, atMs: number): number;
}

/** With a mean of one, the chance that no more than 0, 1, 2 ... come, of 2^32: Poisson's. More than eleven are as good as never. */
const NO_MORE_THAN = Float64Array.from({ length: 11 }, (_, most) => {
  let [term, sum] = [1, 1];
  for (let count = 1; count <= most; count++) {
    term /= count;
    sum += term;
  }
  return sum * exactExp(-1) * 4294967296;
});

/**
 * Time is cut into stretches as long as the mean gap. How many moments lie in one, and where, is drawn by its number: stretches know nothing of one
 * another, which is what makes the process Poisson's (Kingman, Poisson Processes, 1993).
 */
export function createMoments(everyMs: number, seed: number): Moments {
  const countOf = (key: number) => {
    let count = 0;
    while (count < NO_MORE_THAN.length && key >= (NO_MORE_THAN[count] as number)) count++;
    return count;
  };
  const momentOf = (key: number, stretch: number, which: number) => (stretch + mix(key, which) * UNIT) * everyMs;
  return {
    lastWithin(thing, afterMs, untilMs) {
      const own = mix(seed, thing);
      for (let stretch = Math.floor(untilMs / everyMs); (stretch + 1) * everyMs > afterMs; stretch--) {
        const key = mix(own, stretch);
        let last = afterMs;
        for (let which = countOf(key); which > 0; which--) {
          const moment = momentOf(key, stretch, which);
          if (moment <= untilMs && moment > last) last = moment;
        }
        if (last > afterMs) return last;
      }
      return Number.NEGATIVE_INFINITY;
    },
    firstAfter(thing, atMs) {
      const own = mix(seed, thing);
      for (let stretch = Math.floor(atMs / everyMs); ; stretch++) {
        const key = mix(own, stretch);
        let first = Number.POSITIVE_INFINITY;
        for (let which = countOf(key); which > 0; which--) {
          const moment = momentOf(key, stretch, which);
          if (moment > atMs && moment < first) first = moment;
        }
        if (first < Number.POSITIVE_INFINITY) return first;
      }
    },
  };
}
