import type { ModeId } from '../modes';
import { ANATOMY_PARTS, type AnatomyPart } from './anatomy';
import type { ChartId } from './chart-id';
import { isSooner, lanesByCpu, lanesByMedian, latencyDifference, PLAIN_FACTOR } from './compare';
import { type FindingValue, MANIFOLD } from './findings';
import type { LaneSummary } from './summary';
import type { Throughput } from './throughput';

export type HeadlineId =
  | 'latency-first'
  | 'latency-sooner'
  | 'latency-alike'
  | 'latency-one'
  | 'anatomy-part'
  | 'throughput-bursts'
  | 'throughput-most'
  | 'throughput-alike'
  | 'throughput-one'
  | 'resources-least'
  | 'resources-alike';

/** What a chart shows, as its title; words under `findings.headlines.<id>`. */
export interface Headline {
  readonly id: HeadlineId;
  readonly values: Readonly<Record<string, FindingValue>>;
}

/** `null` when there is nothing to claim: the chart then has its neutral title. */
export function headlineOf(
  chart: ChartId,
  summaries: readonly LaneSummary[],
  throughput: Throughput = NO_WINDOWS,
): Headline | null {
  switch (chart) {
    case 'latency':
      return latency(summaries);
    case 'anatomy':
      return anatomy(summaries);
    case 'throughput':
      return answersPerSecond(summaries, throughput);
    case 'resources':
      return resources(summaries);
    case 'results':
      return null;
  }
}

const NO_WINDOWS: Throughput = { windowMs: 0, windows: [] };

const laneValue = (lane: ModeId): FindingValue => ({ kind: 'lane', lane });

function latency(summaries: readonly LaneSummary[]): Headline | null {
  const [first, next] = lanesByMedian(summaries);
  if (!first) return null;
  const lane = laneValue(first.summary.modeId);
  const median: FindingValue = { kind: 'duration', ms: first.medianMs };
  if (!next) return { id: 'latency-one', values: { lane, median } };
  const other = laneValue(next.summary.modeId);
  if (!isSooner(latencyDifference(first.summary, next.summary)))
    return { id: 'latency-alike', values: { lane, other } };
  const factor = next.medianMs / first.medianMs;
  if (factor < MANIFOLD) return { id: 'latency-sooner', values: { lane, other } };
  return { id: 'latency-first', values: { lane, other, ratio: { kind: 'ratio', value: factor } } };
}

function anatomy(summaries: readonly LaneSummary[]): Headline | null {
  let largest: { lane: ModeId; part: AnatomyPart; share: number } | null = null;
  for (const {
    modeId,
    anatomy: parts,
    latency: { p50 },
  } of summaries) {
    if (!parts || p50.state === 'locked') continue;
    for (const part of ANATOMY_PARTS) {
      // "Rest" explains nothing, and a title should.
      if (part !== 'rest' && parts.shares[part] > (largest?.share ?? 0))
        largest = { lane: modeId, part, share: parts.shares[part] };
    }
  }
  if (!largest) return null;
  return {
    id: 'anatomy-part',
    values: {
      lane: laneValue(largest.lane),
      part: { kind: 'part', part: largest.part },
      share: { kind: 'share', value: largest.share },
    },
  };
}

/** A lane works in bursts when its best window is this many times its mean. */
const BURST_FACTOR = 2;

function answersPerSecond(summaries: readonly LaneSummary[], { windows }: Throughput): Headline | null {
  const lanes = summaries.flatMap(({ modeId, state, itemsPerSecond, latency: { p50 } }) => {
    // A lane that stopped early answered for too short a time to be set against the others.
    if (state !== 'done' || itemsPerSecond === null || p50.state === 'locked') return [];
    const peak = Math.max(0, ...windows.map(({ perSecond }) => perSecond[modeId] ?? 0));
    return [{ modeId, perSecond: itemsPerSecond, peak, bursts: peak >= BURST_FACTOR * itemsPerSecond }];
  });
  const [most, next] = [...lanes].sort((a, b) => b.perSecond - a.perSecond);
  if (!most) return null;
  const rate: FindingValue = { kind: 'rate', value: most.perSecond };
  const lane = laneValue(most.modeId);
  if (next && most.perSecond >= PLAIN_FACTOR * next.perSecond) {
    return {
      id: 'throughput-most',
      values: { lane, rate, other: laneValue(next.modeId), otherRate: { kind: 'rate', value: next.perSecond } },
    };
  }
  const bursting = lanes.filter(({ bursts }) => bursts);
  const [burst] = bursting;
  if (burst && bursting.length === 1 && windows.length > 2) {
    return {
      id: 'throughput-bursts',
      values: { lane: laneValue(burst.modeId), peak: { kind: 'rate', value: burst.peak } },
    };
  }
  return next ? { id: 'throughput-alike', values: { rate } } : { id: 'throughput-one', values: { lane, rate } };
}

function resources(summaries: readonly LaneSummary[]): Headline | null {
  const [least, next] = lanesByCpu(summaries);
  if (!least || !next) return null;
  const factor = next.cpuSecondsPer1000 / least.cpuSecondsPer1000;
  const values = { lane: laneValue(least.summary.modeId), other: laneValue(next.summary.modeId) };
  return factor >= PLAIN_FACTOR
    ? { id: 'resources-least', values: { ...values, ratio: { kind: 'ratio', value: factor } } }
    : { id: 'resources-alike', values };
}
