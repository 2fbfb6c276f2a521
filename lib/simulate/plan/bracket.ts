import type { Plan } from './plan';

/** Where something stops to hold: the last value at which it was seen to hold, and the first at which it was not. */
export interface Bracket {
  /** `null`: it does not even hold at the least value. */
  readonly holds: number | null;
  /** `null`: it holds at the greatest value, too. */
  readonly breaks: number | null;
}

export interface BracketSpan {
  /** Above 0. */
  readonly from: number;
  readonly to: number;
  /** Narrow enough: `breaks` over `holds`. */
  readonly ratio: number;
  /** Only whole values are tried. */
  readonly whole?: boolean;
}

/** From one value to the next while it holds. */
const GROWTH = 4;

/**
 * The largest value at which something holds that, once broken, stays so at all larger values: first in large steps, then by halving the ratio of the two
 * ends. Each look is runs of its own. @param tell what is known so far
 */
export function* lastThatHolds(
  holdsAt: (value: number) => Plan<boolean>,
  { from, to, ratio, whole = false }: BracketSpan,
  tell: (bracket: Bracket) => void = () => {},
): Plan<Bracket> {
  let holds: number | null = null;
  let breaks: number | null = null;
  for (let value = from; ; ) {
    if (yield* holdsAt(value)) holds = value;
    else breaks = value;
    tell({ holds, breaks });
    if (breaks !== null || value >= to) break;
    const next = Math.min(to, value * GROWTH);
    value = whole ? Math.round(next) : next;
  }
  while (holds !== null && breaks !== null && breaks / holds > ratio && !(whole && breaks - holds <= 1)) {
    const middle = Math.sqrt(holds * breaks);
    const value: number = whole ? Math.min(breaks - 1, Math.max(holds + 1, Math.round(middle))) : middle;
    if (yield* holdsAt(value)) holds = value;
    else breaks = value;
    tell({ holds, breaks });
  }
  return { holds, breaks };
}
