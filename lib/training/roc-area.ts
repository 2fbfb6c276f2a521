/** The standard normal quantile for a two-sided interval of 95 %. */
export const Z_95 = 1.959964;

export interface RocArea {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly interval: 'DeLong 95 %';
}

/**
 * The area under the ROC curve, which is the share of pairs of one sample of each class whose scores are in the right
 * order (a tie counts half), with its 95 % interval.
 *
 * E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
 * characteristic curves: a nonparametric approach", Biometrics 44 (1988), 837-845; the normal interval about one area.
 *
 * @param labels 1 for what should score high, 0 for the rest
 */
export function rocArea(scores: Float32Array, labels: Uint8Array): RocArea {
  const high = scores.filter((_, index) => labels[index] === 1);
  const low = scores.filter((_, index) => labels[index] === 0);
  if (high.length < 2 || low.length < 2) throw new Error('an area needs two samples of each class');
  const shareBelow = Array.from(high, (score) => meanOf(Array.from(low, (other) => order(score, other))));
  const shareAbove = Array.from(low, (score) => meanOf(Array.from(high, (other) => order(other, score))));
  const area = meanOf(shareBelow);
  const spread = Z_95 * Math.sqrt(varianceOf(shareBelow) / high.length + varianceOf(shareAbove) / low.length);
  return {
    value: rounded(area),
    low: rounded(Math.max(0, area - spread)),
    high: rounded(Math.min(1, area + spread)),
    count: scores.length,
    interval: 'DeLong 95 %',
  };
}

function order(score: number, other: number): number {
  if (score === other) return 0.5;
  return score > other ? 1 : 0;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Unbiased. */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function rounded(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}
