import { meanOf } from './mean';

/** Correlations up to here, in square roots of log10(n) / n, may be chance. */
const CHANCE = 2;

/**
 * How many values of a series, in their order, a block bootstrap should take together, so that what hangs together stays together: the rule of Politis and White
 * (Automatic block-length selection for the dependent bootstrap, Econometric Reviews 23, 2004) for circular blocks.
 *
 * @returns whole, 1 .. the lesser of 3 x sqrt(n) and n / 3; 1 where values that follow each other know nothing of one another
 */
export function blockLength(values: readonly number[]): number {
  const { length } = values;
  const most = Math.floor(Math.min(3 * Math.sqrt(length), length / 3));
  if (most < 2) return 1;
  const mean = meanOf(values);
  const deviations = values.map((value) => value - mean);
  const variance = covariance(deviations, 0);
  if (variance === 0) return 1;
  const last = lastThatCounts(deviations, variance, most);
  if (last === 0) return 1;
  let weighted = 0;
  let spectrum = variance;
  // A flat top that falls to 0 at twice the last correlation that counts.
  for (let lag = 1; lag < 2 * last; lag++) {
    const twice = 2 * Math.min(1, 2 - lag / last) * covariance(deviations, lag);
    weighted += twice * lag;
    spectrum += twice;
  }
  if (spectrum <= 0) return 1;
  return Math.min(most, Math.max(1, Math.round(Math.cbrt(1.5 * length) * Math.cbrt((weighted / spectrum) ** 2))));
}

/** The last lag before as many in a row whose correlations may be chance. */
function lastThatCounts(deviations: readonly number[], variance: number, most: number): number {
  const { length } = deviations;
  const inRow = Math.max(5, Math.ceil(Math.sqrt(Math.log10(length))));
  const bound = CHANCE * Math.sqrt(Math.log10(length) / length) * variance;
  let last = 0;
  for (let lag = 1; lag <= most && lag <= last + inRow; lag++) {
    if (Math.abs(covariance(deviations, lag)) >= bound) last = lag;
  }
  return last;
}

function covariance(deviations: readonly number[], lag: number): number {
  let sum = 0;
  for (let index = lag; index < deviations.length; index++)
    sum += (deviations[index] ?? 0) * (deviations[index - lag] ?? 0);
  return sum / deviations.length;
}
