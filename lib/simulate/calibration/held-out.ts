import { meanServiceMs, mostPerSecond } from '../scale/mean-service';
import { readScenario } from '../scenario/read-scenario';
import type { ScenarioInput } from '../scenario/scenario';
import { meanOf } from '../statistics/mean';
import { theoryFor } from '../theory/theory-for';
import { calibrateEdge, calibrateOnline } from './calibrate';
import type { MeasuredLane } from './measured-lane';
import { scenarioAtRate } from './replay';

/** Of what a lane can do at most: loads to be predicted first, and run then. */
export const HELD_OUT_SHARES = [0.3, 0.5, 0.7, 0.85] as const;
/** How long each is run, and how many requests it has at least. */
const SECONDS = 30;
const FEWEST_REQUESTS = 100;

/** A load that a lane has not measured. */
export interface HeldOut {
  /** Of what the lane can do at most, 0 .. 1. */
  readonly share: number;
  readonly perSecond: number;
  readonly requests: number;
  readonly scenario: ScenarioInput;
  /** Mean latency by a formula, ms; `null` where there is none, as for batches (SPEC 1.13). */
  readonly theoryMs: number | null;
}

/** @returns none where the lane has too few answers, or gathers: how much comes in an interval hardly changes its latency */
export function heldOutLoads(lane: MeasuredLane): readonly HeldOut[] {
  const most = mostOf(lane);
  if (most === null) return [];
  return HELD_OUT_SHARES.flatMap((share) => {
    // Three digits say all that can be known of a rate, and keep addresses short.
    const perSecond = Number((most * share).toPrecision(3));
    const requests = Math.max(FEWEST_REQUESTS, Math.round(perSecond * SECONDS));
    const scenario = scenarioAtRate(lane, perSecond, requests);
    return scenario ? [{ share, perSecond, requests, scenario, theoryMs: theoryOf(lane, perSecond) }] : [];
  });
}

/** Answers a second with everything busy, in batches of one: what comes together saves some of it. */
function mostOf(lane: MeasuredLane): number | null {
  const input = lane.modeId === 'batch' ? null : scenarioAtRate(lane, 1, 1);
  const read = input && readScenario(input);
  if (!read?.ok) return null;
  const { online, edge } = read.scenario.lanes;
  if (edge) return 1000 / meanServiceMs(edge.serviceMs, 1);
  return online ? mostPerSecond({ ...online, batchMost: 1 }) : null;
}

/** The mean wait by the formula, with all that surrounds it. */
function theoryOf(lane: MeasuredLane, perSecond: number): number | null {
  if (lane.modeId === 'edge') {
    const edge = calibrateEdge(lane);
    return edge && latencyByFormula(edge.serviceMs.values, 1, perSecond);
  }
  const online = calibrateOnline(lane);
  if (!online || online.serviceMs.sizes.length > 1) return null;
  const { serviceMs, workers, requestMs, roundTripMs } = online;
  const mean = latencyByFormula(serviceMs.sizes[0]?.values ?? [], workers, perSecond);
  const taker = requestMs > 0 ? latencyByFormula([requestMs], 1, perSecond) : 0;
  return mean === null || taker === null ? null : mean + taker + meanOf(roundTripMs.values);
}

function latencyByFormula(valuesMs: readonly number[], servers: number, perSecond: number): number | null {
  const meanMs = meanOf(valuesMs);
  if (meanMs <= 0) return null;
  const variance = meanOf(valuesMs.map((value) => (value - meanMs) ** 2));
  const cv = Math.sqrt(variance) / meanMs;
  const service = { meanMs, cv, shape: cv === 0 ? 'constant' : 'general' } as const;
  const theory = theoryFor({ arrivals: 'poisson', perSecond, servers, service, places: null });
  if (theory.state === 'none' || theory.figures.state !== 'steady') return null;
  return theory.figures.latencyMsMean;
}
