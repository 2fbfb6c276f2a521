/**
 * The shares of time in each state of a Markov chain, by its balance equations: what flows into a state flows out of it. By elimination, with nothing
 * known of queues. @param flows from a state to others, with their rates
 */
export function balanced(
  states: number,
  flows: (from: number) => readonly (readonly [to: number, rate: number])[],
): Float64Array {
  const rows = Array.from({ length: states }, () => new Float64Array(states + 1));
  const cell = (row: number) => rows[row] as (typeof rows)[number];
  for (let from = 0; from < states; from++) {
    for (const [to, rate] of flows(from)) {
      if (to < 0 || to >= states || to === from) continue;
      cell(to)[from] = (cell(to)[from] as number) + rate;
      cell(from)[from] = (cell(from)[from] as number) - rate;
    }
  }
  // One equation follows from the others; instead of it: the shares add up to 1.
  cell(states - 1).fill(1);
  for (let column = 0; column < states; column++) {
    let best = column;
    for (let row = column + 1; row < states; row++) {
      if (Math.abs(cell(row)[column] as number) > Math.abs(cell(best)[column] as number)) best = row;
    }
    [rows[column], rows[best]] = [cell(best), cell(column)];
    const pivot = cell(column);
    for (let row = column + 1; row < states; row++) {
      const factor = (cell(row)[column] as number) / (pivot[column] as number);
      if (factor === 0) continue;
      for (let at = column; at <= states; at++)
        cell(row)[at] = (cell(row)[at] as number) - factor * (pivot[at] as number);
    }
  }
  const shares = new Float64Array(states);
  for (let row = states - 1; row >= 0; row--) {
    let rest = cell(row)[states] as number;
    for (let at = row + 1; at < states; at++) rest -= (cell(row)[at] as number) * (shares[at] as number);
    shares[row] = rest / (cell(row)[row] as number);
  }
  return shares;
}

/** The mean of a figure of a state over its share of time. */
export function meanOf(shares: Float64Array, figure: (state: number) => number): number {
  return shares.reduce((sum, share, state) => sum + share * figure(state), 0);
}

/** What a queue in front of equal servers makes of gaps and service times, request by request (Kiefer & Wolfowitz, 1955). */
export function played(
  count: number,
  servers: number,
  {
    gapMs,
    serviceMs,
    places = Number.POSITIVE_INFINITY,
  }: { gapMs: () => number; serviceMs: () => number; places?: number },
): { readonly waitMs: Float64Array; readonly latencyMs: Float64Array; readonly lost: number } {
  const freeAtMs = new Float64Array(servers);
  const startsMs: number[] = [];
  const waitMs: number[] = [];
  const latencyMs: number[] = [];
  let lost = 0;
  let nowMs = 0;
  for (let request = 0, first = 0; request < count; request++) {
    nowMs += gapMs();
    while ((startsMs[first] ?? Number.POSITIVE_INFINITY) <= nowMs) first++;
    const soonest = freeAtMs.indexOf(Math.min(...freeAtMs));
    const startMs = Math.max(nowMs, freeAtMs[soonest] as number);
    if (startMs > nowMs && startsMs.length - first >= places) {
      lost++;
      continue;
    }
    startsMs.push(startMs);
    freeAtMs[soonest] = startMs + serviceMs();
    waitMs.push(startMs - nowMs);
    latencyMs.push((freeAtMs[soonest] as number) - nowMs);
  }
  return { waitMs: Float64Array.from(waitMs), latencyMs: Float64Array.from(latencyMs), lost: lost / count };
}
