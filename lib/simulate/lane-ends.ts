import { COMPLETED, FAILED, REJECTED, type Requests, TIMED_OUT } from './events/requests';
import { areaOf, type LaneLevels, type PartLevels, partsOf, utilisationOf } from './lane-levels';
import type { Ends, LaneEnds } from './simulated-lane';
import { seriesMean } from './statistics/batch-means';
import { type AreaOverTime, timeAverage } from './statistics/time-average';

/** How far what is counted of a lane may be off (SPEC 2.2, 2.8), after the warm-up of so many requests, which lasted until a moment. */
export function laneEnds(
  levels: LaneLevels,
  requests: Requests,
  warmUp: { readonly requests: number; readonly untilMs: number },
  lastMs: number,
): LaneEnds {
  const { untilMs } = warmUp;
  const shareOf = (outcome: number) => endsOfShare(requests, outcome);
  const isSpan = lastMs > untilMs;
  const over = (level: AreaOverTime, of?: AreaOverTime) =>
    isSpan ? endsWithin(timeAverage(level, untilMs, lastMs, of), of ? 1 : Number.POSITIVE_INFINITY) : null;
  const all: AreaOverTime = { areaOf: (fromMs, toMs) => areaOf(levels, 'queue', fromMs, toMs) };
  const busiest = isSpan ? busiestPart(levels, untilMs, lastMs) : null;
  return {
    utilisation: busiest && over(busiest.busy, busiest.workers),
    queueLengthMean: over(all),
    completed: shareOf(COMPLETED),
    rejected: shareOf(REJECTED),
    failed: shareOf(FAILED),
    timedOut: shareOf(TIMED_OUT),
  };
}

function busiestPart(levels: LaneLevels, fromMs: number, toMs: number): PartLevels | null {
  const shares = partsOf(levels).map((part) => ({ part, share: utilisationOf(part, fromMs, toMs) }));
  return shares.toSorted((a, b) => b.share - a.share)[0]?.part ?? null;
}

/** That something came to nobody in one run does not tell how seldom it does. */
function endsOfShare({ arrived, outcome, counts }: Requests, of: number): Ends | null {
  const count = counts[of] ?? 0;
  if (count === 0 || count === arrived) return null;
  const { value, error } = seriesMean(arrived, (request) => (outcome[request] === of ? 1 : 0));
  return error.state === 'told'
    ? { low: Math.max(0, value - error.reach), high: Math.min(1, value + error.reach) }
    : null;
}

const endsWithin = (average: ReturnType<typeof timeAverage>, most: number): Ends | null =>
  average.state === 'told' ? { low: Math.max(0, average.low), high: Math.min(most, average.high) } : null;
