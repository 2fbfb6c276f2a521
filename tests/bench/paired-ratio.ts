import { medianOf } from '@/lib/measure/median';

export interface PairedRatio {
  /** Median of the ratios of the pairs. */
  readonly ratio: number;
  /** A 95 % interval of it, without a word about how times are spread. */
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/**
 * How many times as much the first of each pair is as the second. The two were measured one right after the other, so what
 * slowed the machine for a while slowed both. The interval is that of the sign test: so far from the middle that the true median lies
 * beyond it in at most one of 40 (binomial, p = 1/2) on each side; with fewer than six pairs, all there is.
 */
export function pairedRatio(pairs: readonly (readonly [number, number])[]): PairedRatio {
  const ratios = pairs.map(([first, second]) => first / second).sort((left, right) => left - right);
  const count = ratios.length;
  let outside = 0;
  // Chance that no more than `outside` of them are below the true median.
  for (let chance = 0, term = 0.5 ** count; outside < count / 2; outside++) {
    chance += term;
    if (chance > 0.025) break;
    term *= (count - outside) / (outside + 1);
  }
  const place = Math.max(0, outside - 1);
  return {
    ratio: medianOf(ratios),
    low: ratios[place] ?? Number.NaN,
    high: ratios[count - 1 - place] ?? Number.NaN,
    pairs: count,
  };
}

/** For a row of the table: the interval, and whether it can tell on which side of the target the ratio is. */
export function inWords({ low, high, pairs }: PairedRatio, target: number): string {
  const text = `${low.toFixed(3)} to ${high.toFixed(3)} in ${pairs} pairs`;
  return low <= target && target < high ? `${text}: too wide to tell from ${target}` : text;
}

/** Measures two settings one right after the other, so many times; which comes first changes from pair to pair. */
export async function inPairs<T>(
  pairs: number,
  [first, second]: readonly [T, T],
  measure: (setting: T) => Promise<number>,
): Promise<readonly (readonly [number, number])[]> {
  const measured: [number, number][] = [];
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % 2 === 0) {
      const value = await measure(first);
      measured.push([value, await measure(second)]);
    } else {
      const value = await measure(second);
      measured.push([await measure(first), value]);
    }
  }
  return measured;
}
