import type { SampledRequests } from '../sample';

/** Simulated seconds in a second of whoever looks. */
export const SPEEDS = [
  ...[1 / 50, 1 / 20, 1 / 10, 1 / 5, 1 / 2],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
] as const;

/** More arrivals a second than this, and nobody can follow one of them. */
const MOST_ARRIVALS_A_SECOND = 4;

/** The fastest speed at which a person can follow single requests, by the rate at which they come. */
export function proposedSpeed(samples: readonly SampledRequests[]): number {
  const perMs = Math.max(0, ...samples.map(rateOf));
  const fits = SPEEDS.filter((speed) => perMs * 1000 * speed <= MOST_ARRIVALS_A_SECOND);
  return fits.at(-1) ?? SPEEDS[0];
}

/** Arrivals a ms over the sample. */
function rateOf({ requests }: SampledRequests): number {
  const lastMs = requests.at(-1)?.arrivedAtMs ?? 0;
  return lastMs > 0 ? requests.length / lastMs : 0;
}

/** The next faster or slower one, or the same at the end. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const speeds: readonly number[] = SPEEDS;
  return speeds[speeds.indexOf(speed) + direction] ?? speed;
}
