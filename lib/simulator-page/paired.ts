import type { SampledRequests } from '../simulate/sample';
import { type PairedDifference, pairedByItems } from '../simulate/statistics/paired-difference';

export interface Paired {
  /** Of the second less the first, ms of latency. */
  readonly difference: PairedDifference;
  /** Requests that both answered. */
  readonly requests: number;
}

/** How far apart two runs of a lane are, request by request; `null` where they are not the same requests at the same moments, or none was answered by both. */
export function pairedLatency(a: SampledRequests | undefined, b: SampledRequests | undefined): Paired | null {
  if (!a || !b || a.requests.length !== b.requests.length) return null;
  const both: [number, number][] = [];
  for (const [index, one] of a.requests.entries()) {
    const other = b.requests[index];
    if (!other || other.arrivedAtMs !== one.arrivedAtMs) return null;
    if (one.outcome === 'completed' && other.outcome === 'completed')
      both.push([one.endedAtMs - one.arrivedAtMs, other.endedAtMs - other.arrivedAtMs]);
  }
  if (both.length === 0) return null;
  const of = (side: 0 | 1) => Float64Array.from(both, (pair) => pair[side]);
  return { difference: pairedByItems(of(0), of(1)), requests: both.length };
}
