/** Items whose mean counts as one. */
const BATCH = 5;
/** A tail of fewer batches is short enough to be even by accident. */
const FEWEST_LEFT = 5;

/**
 * How many items at the start of a series are warm-up, by MSER-5 (SPEC 2.1): White, An effective truncation heuristic for bias reduction in
 * simulation output, Simulation 69 (1997); White, Cobb & Spratt, A comparison of five steady-state truncation heuristics for simulation,
 * Winter Simulation Conference 2000. From the end to the start, so that every tail is known after one pass (Welford, 1962).
 *
 * @returns a multiple of 5 in the first half of the series; `null`: the run is too short to tell
 */
export function mser5(values: Float64Array): number | null {
  const batches = Math.floor(values.length / BATCH);
  let mean = 0;
  let squares = 0;
  let least = Number.POSITIVE_INFINITY;
  let cut: number | null = null;
  // A tail of equal values has no error, whatever came before: only the longest one can be what the series settled at.
  let equalFrom = batches;
  const last = batches > 0 ? batchMean(values, batches - 1) : 0;
  for (let batch = batches - 1; batch >= 0; batch--) {
    const value = batchMean(values, batch);
    const left = batches - batch;
    const off = value - mean;
    mean += off / left;
    squares += off * (value - mean);
    if (value === last && equalFrom === batch + 1) {
      equalFrom = batch;
      continue;
    }
    const error = squares / (left * left);
    if (left >= FEWEST_LEFT && error <= least) {
      least = error;
      cut = batch;
    }
  }
  if (batches - equalFrom >= FEWEST_LEFT && equalFrom <= batches / 2) cut = equalFrom;
  return cut !== null && cut <= batches / 2 ? cut * BATCH : null;
}

function batchMean(values: Float64Array, batch: number): number {
  let sum = 0;
  for (let index = batch * BATCH; index < (batch + 1) * BATCH; index++) sum += values[index] as number;
  return sum / BATCH;
}
