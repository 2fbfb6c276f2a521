/** What was played of a recording: ascending, apart from each other, in seconds from its start. */
export type HeardRanges = readonly (readonly [fromS: number, toS: number])[];

/** A chapter counts as heard when this share of it was played. */
export const HEARD_SHARE = 0.9;

/** Pieces of sound this close to each other are one: players report a few times a second. */
const JOIN_S = 0.5;

/** With one more stretch that was played. @returns new ranges, or the same where it adds nothing */
export function addHeard(ranges: HeardRanges, fromS: number, toS: number): HeardRanges {
  if (!(toS > fromS) || fromS < 0) return ranges;
  if (ranges.some(([from, to]) => from <= fromS && toS <= to)) return ranges;
  const before = ranges.filter(([, to]) => to < fromS - JOIN_S);
  const after = ranges.filter(([from]) => from > toS + JOIN_S);
  const touching = ranges.slice(before.length, ranges.length - after.length);
  const joined = [
    Math.min(fromS, ...touching.map(([from]) => from)),
    Math.max(toS, ...touching.map(([, to]) => to)),
  ] as const;
  return [...before, joined, ...after];
}

/** The share of a recording that was played, 0..1. */
export function heardShare(ranges: HeardRanges, durationS: number): number {
  const heardS = ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, durationS) - from), 0);
  return Math.min(1, heardS / durationS);
}
