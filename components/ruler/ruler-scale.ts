/** Every latency ruler of the site has this one axis, so that two of them compare at a glance. ms */
export const RULER_MS = { from: 0.1, to: 10_000 } as const;
/** One tick a decade. ms */
export const RULER_TICKS_MS = [0.1, 1, 10, 100, 1000, 10_000] as const;

export interface RulerPlace {
  /** From the start of the axis, 0..1. */
  readonly share: number;
  /** It lies off the axis and is drawn at its end. */
  readonly beyond: 'start' | 'end' | null;
}

/** Where a latency stands on the log axis. @param ms 0 or more */
export function rulerPlace(ms: number): RulerPlace {
  if (!(ms >= RULER_MS.from)) return { share: 0, beyond: 'start' };
  if (ms > RULER_MS.to) return { share: 1, beyond: 'end' };
  return { share: Math.log(ms / RULER_MS.from) / Math.log(RULER_MS.to / RULER_MS.from), beyond: null };
}

/** Which side of what is drawn in a row its words stand on: where there is more room. @param shares of all that is drawn */
export function wordsSide(shares: readonly number[]): { readonly side: 'before' | 'after'; readonly share: number } {
  const first = Math.min(1, ...shares);
  const last = Math.max(0, ...shares);
  return 1 - last >= first ? { side: 'after', share: last } : { side: 'before', share: first };
}
