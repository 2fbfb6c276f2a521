import type { SimLaneId } from '../scenario/lanes-schema';
import type { SimulatedLane } from '../simulated-lane';
import { FRESH_MS, limitMsOf, type Needs } from './needs';

export type NeedName = 'privacy' | 'offline' | 'latency' | 'lost' | 'freshness' | 'budget';

/** A need that a lane does not meet: what it comes to, and what was allowed. Shares 0 .. 1, ms, USD. */
export interface BrokenNeed {
  readonly id: NeedName;
  readonly figure: number;
  readonly limit: number;
}

/** Without an answer: rejected, failed, given up, or still open when the run had to stop. More than one in a thousand is too many. */
const MOST_LOST = 0.001;
const DAYS_A_MONTH = 30;

/** What is told of a lane that was simulated. */
export interface AdvisedFigures {
  /** At the percentile that was asked for; `null` = nothing was answered. ms */
  readonly latencyMs: number | null;
  readonly isTooWide: boolean;
  readonly lostShare: number;
  /** Of requests, those that leave the device. */
  readonly sentShare: number;
  /** Of its newest answers, at most; `null`: they are made when they are asked for. ms */
  readonly ageMs: number | null;
  /** Of a million answers, and of a month, to the operator; `null` = cannot be told. USD */
  readonly usdPerMillion: number | null;
  readonly usdPerMonth: number | null;
}

export function figuresFor(needs: Needs, lane: SimulatedLane, usdPerMillion: number | null): AdvisedFigures {
  const { latencyMs, requests, completed, job } = lane;
  const perMonth = (needs.users * needs.requestsPerDay * DAYS_A_MONTH) / 1e6;
  return {
    latencyMs: latencyMs?.[needs.percentile] ?? null,
    isTooWide: latencyMs?.isTooWide ?? true,
    lostShare: requests > 0 ? (requests - completed) / requests : 0,
    sentShare: sentShare(lane),
    ageMs: job ? (job.ageMsMost ?? Number.POSITIVE_INFINITY) : null,
    usdPerMillion,
    usdPerMonth: usdPerMillion === null ? null : usdPerMillion * perMonth,
  };
}

/** Whether answers come in time, and to all: what more load or a slower device may break. */
export function isInTime(needs: Needs, lane: SimulatedLane): boolean {
  const { latencyMs, lostShare } = figuresFor(needs, lane, null);
  return latencyMs !== null && latencyMs <= limitMsOf(needs) && lostShare <= MOST_LOST;
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
  const { latencyMs, lostShare, sentShare: sent, ageMs, usdPerMillion, usdPerMonth } = figures;
  const usd = needs.per === 'month' ? usdPerMonth : usdPerMillion;
  const limitMs = limitMsOf(needs);
  const freshMs = FRESH_MS[needs.freshness];
  const all: readonly (BrokenNeed | false)[] = [
    needs.privacy === 'stays' && sent > 0 && { id: 'privacy', figure: sent, limit: 0 },
    needs.connectivity === 'mostly-offline' &&
      NEEDS_SIGNAL.includes(lane) && { id: 'offline', figure: OFFLINE_SHARE, limit: 0 },
    latencyMs !== null && latencyMs > limitMs && { id: 'latency', figure: latencyMs, limit: limitMs },
    lostShare > MOST_LOST && { id: 'lost', figure: lostShare, limit: MOST_LOST },
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
