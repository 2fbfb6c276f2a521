import type { CostOf } from '../advice/advise';
import { atPeak } from '../advice/candidates';
import { ofLane } from '../findings/remedies';
import { type Bracket, lastThatHolds } from '../plan/bracket';
import type { Plan } from '../plan/plan';
import { MOST_EXACT_REQUESTS } from '../scenario/limits';
import { withChange } from '../setup/address';
import type { SimSetup } from '../setup/fields';
import type { ServiceProfile } from '../setup/profile';
import { scenarioOf } from '../setup/scenario-of';
import type { SimulatedLane } from '../simulated-lane';
import { coarseFirst, isCurve } from './coarse-first';

/** Minutes between two runs of a job. */
export const MINUTES = [1, 2, 5, 15, 60, 240, 720];
const MOST_MINUTES = 1440;
/** Runs of a job that are played at least: the age of its answers is known from the second on. */
const RUNS = 3;
const FEWEST_REQUESTS = 1000;
/** More are not worth the wait where each item may stand for many (SPEC 6.1). */
const MOST_PLAYED = 1_000_000;
const MINUTES_A_DAY = 1440;
const MOST_DAYS = 28;
const RATIO = 1.1;

/** A lane at one interval, or whatever it is; `null` = nothing was answered, or no second run came. */
export interface BatchPoint {
  /** Of a million answers, to the operator. USD */
  readonly usd: number | null;
  readonly p95Ms: number | null;
  /** Of its newest answers, at most. ms */
  readonly ageMs: number | null;
  /** The interval of its mean latency is too wide, or cannot be told. */
  readonly isTooWide: boolean;
  readonly setup: SimSetup;
}

export interface BatchBreakEven {
  readonly online: BatchPoint;
  readonly rows: readonly (BatchPoint & { readonly minutes: number })[];
  /** `holds`: the longest interval at which batch was not cheaper yet; `null` = not looked for yet. Minutes. */
  readonly dearer: Bracket | null;
}

/** A job that runs every so many minutes, at the mean rate of the day all the time. */
export function everySetup(base: SimSetup, minutes: number): SimSetup {
  const day = base.users * base.requestsPerDay;
  const runs = Math.ceil((RUNS * minutes * day) / MINUTES_A_DAY);
  const asked = Math.max(FEWEST_REQUESTS, runs, Math.ceil(day));
  const isMuch = asked > MOST_PLAYED && day * MOST_DAYS > MOST_EXACT_REQUESTS;
  return withChange(base, {
    ...{ batch: 'every', batchEveryMinutes: minutes, online: 'off', edge: 'off', hybrids: [], peakFactor: 1 },
    requests: isMuch ? Math.max(MOST_EXACT_REQUESTS + 1, asked) : asked,
  });
}

/** The servers of the set-up, at its busiest time. */
function onlineSetup(base: SimSetup): SimSetup {
  return atPeak(withChange(base, { batch: 'off', online: 'on', edge: 'off', hybrids: [] }));
}

/** What a million answers cost by a job at each interval, and by the servers of the set-up; and from which interval on the job is cheaper. */
export function* batchAgainstOnline(
  base: SimSetup,
  profile: ServiceProfile,
  costOf: CostOf,
  tell: (found: BatchBreakEven) => void,
): Plan<void> {
  const pointOf = function* (setup: SimSetup, lane: 'batch' | 'online'): Plan<BatchPoint> {
    const scenario = ofLane(scenarioOf(setup, profile), lane);
    const { latencyMs, ...played }: SimulatedLane = yield scenario;
    return {
      usd: costOf(setup, scenario, { latencyMs, ...played }),
      p95Ms: latencyMs?.p95 ?? null,
      ageMs: played.job?.ageMsMost ?? null,
      isTooWide: latencyMs?.isTooWide ?? true,
      setup,
    };
  };
  const online = yield* pointOf(onlineSetup(base), 'online');
  let rows: BatchBreakEven['rows'] = [];
  for (const minutes of coarseFirst(MINUTES)) {
    const point = yield* pointOf(everySetup(base, minutes), 'batch');
    rows = [...rows, { ...point, minutes }].toSorted((a, b) => a.minutes - b.minutes);
    if (isCurve(rows.length, MINUTES)) tell({ online, rows, dearer: null });
  }
  const isDearer = function* (minutes: number): Plan<boolean> {
    const known = rows.find((row) => row.minutes === minutes);
    const { usd } = known ?? (yield* pointOf(everySetup(base, minutes), 'batch'));
    return usd === null || (online.usd !== null && usd >= online.usd);
  };
  const dearer = yield* lastThatHolds(isDearer, { from: 1, to: MOST_MINUTES, ratio: RATIO, whole: true });
  tell({ online, rows, dearer });
}
