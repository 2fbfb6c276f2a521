import type { SimLaneId } from '../scenario/lanes-schema';
import type { SimSetup } from '../setup/fields';
import { loadOf } from '../setup/load';
import type { SimulatedLane } from '../simulated-lane';
import { FRESH_MS, limitMsOf, type Needs } from './needs';

export type NeedName = 'privacy' | 'offline' | 'latency' | 'lost' | 'busy' | 'freshness' | 'budget';

/** A need that a lane does not meet: what it comes to, and what was allowed. Shares 0 .. 1, ms, USD. */
export interface BrokenNeed {
  readonly id: NeedName;
  readonly figure: number;
  readonly limit: number;
}

/** Without an answer: rejected, failed, given up, or still open when the run had to stop. More than one in a thousand is too many. */
const MOST_LOST = 0.001;
/** Servers that have more work than this at the peak do not hold: a run of its first minutes may not show it, but the queue grows from there on. */
export const MOST_BUSY = 0.95;
const DAYS_A_MONTH = 30;

/** What is told of a lane that was simulated. */
export interface AdvisedFigures {
  /** At the percentile that was asked for; `null` = nothing was answered. ms */
  readonly latencyMs: number | null;
  readonly isTooWide: boolean;
  readonly lostShare: number;
  /** Of the time at the peak, that in which the servers have work; over 1 = more than they can do. `null` = there are none. */
  readonly busyShare: number | null;
  /** Of requests, those that leave the device. */
  readonly sentShare: number;
  /** Of its newest answers, at most; `null`: they are made when they are asked for. ms */
  readonly ageMs: number | null;
  /** Of a million answers, and of a month, to the operator; `null` = cannot be told. USD */
  readonly usdPerMillion: number | null;
  readonly usdPerMonth: number | null;
}

export function figuresFor(
  needs: Needs,
  setup: SimSetup,
  lane: SimulatedLane,
  usdPerMillion: number | null,
): AdvisedFigures {
  const { latencyMs, requests, completed, job } = lane;
  const perMonth = (needs.users * needs.requestsPerDay * DAYS_A_MONTH) / 1e6;
  return {
    latencyMs: latencyMs?.[needs.percentile] ?? null,
    isTooWide: latencyMs?.isTooWide ?? true,
    lostShare: requests > 0 ? (requests - completed) / requests : 0,
    busyShare: busyShare(setup, lane),
    sentShare: sentShare(lane),
    ageMs: job ? (job.ageMsMost ?? Number.POSITIVE_INFINITY) : null,
    usdPerMillion,
    usdPerMonth: usdPerMillion === null ? null : usdPerMillion * perMonth,
  };
}

/** Whether answers come in time, and to all: what more load or a slower device may break. */
export function isInTime(needs: Needs, setup: SimSetup, lane: SimulatedLane): boolean {
  const { latencyMs, lostShare, busyShare: busy } = figuresFor(needs, setup, lane, null);
  const isPromised = latencyMs !== null && latencyMs <= limitMsOf(needs) && lostShare <= MOST_LOST;
  return isPromised && (busy === null || busy <= MOST_BUSY);
}

/** Whether what a job makes is fresh enough. A lane without a job answers when it is asked. */
export function isFresh(needs: Needs, { job }: SimulatedLane): boolean {
  return !job || (job.ageMsMost !== null && job.ageMsMost <= FRESH_MS[needs.freshness]);
}

/** Needs that rule a lane out whatever it comes to: nothing may leave the device, or each answer needs a connection at that moment. */
export function isHard({ id }: BrokenNeed): boolean {
  return id === 'privacy' || id === 'offline';
}

const NEEDS_SIGNAL: readonly SimLaneId[] = ['online', 'cacheThenOnline', 'cascade'];
/** Of the time, the part in which a device that is mostly offline has no signal. */
const OFFLINE_SHARE = 5 / 6;

/** The needs that a lane does not meet, those that rule it out first. */
export function brokenNeeds(needs: Needs, lane: SimLaneId, figures: AdvisedFigures): readonly BrokenNeed[] {
  const { latencyMs, lostShare, busyShare: busy, sentShare: sent, ageMs, usdPerMillion, usdPerMonth } = figures;
  const usd = needs.per === 'month' ? usdPerMonth : usdPerMillion;
  const limitMs = limitMsOf(needs);
  const freshMs = FRESH_MS[needs.freshness];
  const all: readonly (BrokenNeed | false)[] = [
    needs.privacy === 'stays' && sent > 0 && { id: 'privacy', figure: sent, limit: 0 },
    needs.connectivity === 'mostly-offline' &&
      NEEDS_SIGNAL.includes(lane) && { id: 'offline', figure: OFFLINE_SHARE, limit: 0 },
    latencyMs !== null && latencyMs > limitMs && { id: 'latency', figure: latencyMs, limit: limitMs },
    lostShare > MOST_LOST && { id: 'lost', figure: lostShare, limit: MOST_LOST },
    busy !== null && busy > MOST_BUSY && { id: 'busy', figure: busy, limit: MOST_BUSY },
    ageMs !== null && ageMs > freshMs && { id: 'freshness', figure: ageMs, limit: freshMs },
    needs.budget !== null && usd !== null && usd > needs.budget && { id: 'budget', figure: usd, limit: needs.budget },
  ];
  return all.flatMap((one) => (one ? [one] : []));
}

function sentShare({ id, pools, requests }: SimulatedLane): number {
  if (id === 'edge') return 0;
  if (id !== 'edgeThenOnline') return 1;
  return requests > 0 ? Math.min(1, (pools[0]?.attempts ?? 0) / requests) : 0;
}

/** Work that each request brought, as it was simulated, times the rate at the peak, over the workers: of the busier pool. */
function busyShare(setup: SimSetup, { pools, requests }: SimulatedLane): number | null {
  if (pools.length === 0 || requests === 0) return null;
  const { peakPerSecond } = loadOf(setup);
  const shares = pools.map(({ utilisation, serverSeconds }) => {
    const seconds = (utilisation * serverSeconds * setup.workersPerServer) / requests;
    return (seconds * peakPerSecond) / (setup.servers * setup.workersPerServer);
  });
  return Math.max(...shares);
}
