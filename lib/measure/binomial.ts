export interface RankInterval {
  /** 1-based, within 1..n. */
  readonly lowRank: number;
  readonly highRank: number;
}

/**
 * Ranks of the order statistics that enclose the `share`-quantile with at least 95 % confidence, whatever the
 * distribution: the number of samples below the quantile is Binomial(n, share), and each side leaves out at most
 * 2.5 % of it (David & Nagaraja, Order Statistics, 7.1). A side that cannot be bounded by `n` samples ends at 1 or `n`.
 *
 * The probabilities are walked outwards from the mode by their ratio and then normalised: no factorial overflows,
 * and the cost is a few standard deviations, not `n`.
 */
export function quantileRanks(n: number, share: number): RankInterval {
  const odds = share / (1 - share);
  const mode = Math.min(n, Math.floor((n + 1) * share));
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0; k--) {
    weight *= k / ((n - k + 1) * odds);
    if (weight < 1e-18) break;
    below.push(weight);
  }
  const from = [1];
  for (let k = mode, weight = 1; k < n; k++) {
    weight *= ((n - k) * odds) / (k + 1);
    if (weight < 1e-18) break;
    from.push(weight);
  }
  const weights = [...below.reverse(), ...from];
  const first = mode - below.length;
  const tail = 0.025 * weights.reduce((sum, weight) => sum + weight, 0);

  // Largest rank whose "fewer than rank samples below" is improbable, and the mirror image of it.
  let low = 0;
  for (let sum = weights[0] ?? 0; sum <= tail; sum += weights[low] ?? tail) low++;
  let high = weights.length - 1;
  for (let sum = weights[high] ?? 0; sum <= tail; sum += weights[high] ?? tail) high--;
  return { lowRank: Math.max(1, first + low), highRank: Math.min(n, first + high + 1) };
}
