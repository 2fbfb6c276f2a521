import type { SampledRequests } from '../sample';

/** Simulated seconds in a second of whoever looks. */
export const SPEEDS = [
  ...[1 / 50, 1 / 20, 1 / 10, 1 / 5, 1 / 2],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
] as const;

/** Nobody watches a picture for longer, ms of whoever looks. */
const LONGEST_MS = 90_000;
/** More arrivals a second than this, and nobody can follow one of them. */
const MOST_ARRIVALS_A_SECOND = 4;

/**
 * The fastest speed at which a person can follow single requests, by the rate at which they come. Where all that is seen stands for many, there are none
 * to be followed: then one at which somebody sees the end.
 *
 * @param lengthMs of the film
 * @param longestMs that it may take whoever looks: where the whole is to be seen, it goes too fast for single requests
 */
export function proposedSpeed(
  samples: readonly SampledRequests[],
  lengthMs: number,
  longestMs = Number.POSITIVE_INFINITY,
): number {
  const inTime = (limitMs: number) =>
    SPEEDS.find((speed) => lengthMs / speed <= limitMs) ?? SPEEDS[SPEEDS.length - 1] ?? 1;
  const single = samples.filter(({ each }) => each === 1);
  if (samples.length > 0 && single.length === 0) return inTime(Math.min(longestMs, LONGEST_MS));
  const perMs = Math.max(0, ...single.map(rateOf));
  const followed = SPEEDS.findLast((speed) => perMs * 1000 * speed <= MOST_ARRIVALS_A_SECOND) ?? SPEEDS[0];
  return Math.max(followed, inTime(longestMs));
}

/** Arrivals a ms over the sample. */
function rateOf({ requests }: SampledRequests): number {
  const lengthMs = (requests.at(-1)?.arrivedAtMs ?? 0) - (requests[0]?.arrivedAtMs ?? 0);
  return lengthMs > 0 ? requests.length / lengthMs : 0;
}

/** The next faster or slower one, or the same at the end. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const speeds: readonly number[] = SPEEDS;
  return speeds[speeds.indexOf(speed) + direction] ?? speed;
}
