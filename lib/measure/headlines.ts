import { ANATOMY_PARTS, type AnatomyPart } from './anatomy';
import type { ChartId } from './chart-id';
import {
  isCpuOfSome,
  latencyDifference,
  standingByCpu,
  standingByMedian,
  standingByRate,
  standingOfSlowest,
} from './compare';
import { type FindingValue, MANIFOLD } from './findings';
import type { LaneId } from './lane-record';
import { BURST_FACTOR } from './rules';
import type { Standing } from './standing';
import type { LaneSummary } from './summary';
import type { Throughput } from './throughput';

export type HeadlineId =
  | 'latency-first'
  | 'latency-sooner'
  | 'latency-before'
  | 'latency-unclear'
  | 'latency-noisy'
  | 'latency-one'
  | 'anatomy-part'
  | 'throughput-bursts'
  | 'throughput-most'
  | 'throughput-least'
  | 'throughput-range'
  | 'throughput-one'
  | 'resources-least'
  | 'resources-unclear';

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

const laneValue = (lane: LaneId): FindingValue => ({ kind: 'lane', lane });
const rateValue = (value: number): FindingValue => ({ kind: 'rate', value });
const lanesValue = (ranked: Standing['ranked']): FindingValue => ({
  kind: 'lanes',
  lanes: ranked.map(({ summary }) => summary.id),
});

function latency(summaries: readonly LaneSummary[]): Headline | null {
  const { ranked, state, contenders } = standingByMedian(summaries);
  const [first, next] = ranked;
  if (!first) return null;
  const lane = laneValue(first.summary.id);
  if (!next || state === 'alone')
    return { id: 'latency-one', values: { lane, median: { kind: 'duration', ms: first.value } } };
  if (state !== 'clear') {
    const id = state === 'too-noisy' ? 'latency-noisy' : 'latency-unclear';
    return { id, values: { lanes: lanesValue(contenders) } };
  }
  const other = laneValue(next.summary.id);
  const { medianRatio } = latencyDifference(first.summary, next.summary);
  if (!medianRatio) return { id: 'latency-before', values: { lane, other } };
  if (medianRatio.value < MANIFOLD) return { id: 'latency-sooner', values: { lane, other } };
  return { id: 'latency-first', values: { lane, other, ratio: { kind: 'ratio', value: medianRatio.value } } };
}

function anatomy(summaries: readonly LaneSummary[]): Headline | null {
  let largest: { lane: LaneId; part: AnatomyPart; share: number } | null = null;
  for (const {
    id,
    anatomy: parts,
    latency: { p50 },
  } of summaries) {
    if (!parts || p50.state === 'locked') continue;
    for (const part of ANATOMY_PARTS) {
      // "Rest" explains nothing, and a title should.
      if (part !== 'rest' && parts.shares[part] > (largest?.share ?? 0))
        largest = { lane: id, part, share: parts.shares[part] };
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

function answersPerSecond(summaries: readonly LaneSummary[], { windows }: Throughput): Headline | null {
  // A lane that stopped early answered for too short a time to be set against the others.
  const ended = summaries.filter(({ state, latency: { p50 } }) => state === 'done' && p50.state === 'earned');
  const { ranked, state } = standingByRate(ended, 'itemsPerSecond');
  const [most, next] = ranked;
  const least = ranked.at(-1);
  if (!most || !least) return null;
  const lane = laneValue(most.summary.id);
  if (!next) return { id: 'throughput-one', values: { lane, rate: rateValue(most.value) } };
  if (state === 'clear') {
    const values = { lane, rate: rateValue(most.value), other: laneValue(next.summary.id) };
    return { id: 'throughput-most', values: { ...values, otherRate: rateValue(next.value) } };
  }
  const slowest = standingOfSlowest(ended, 'itemsPerSecond');
  const beforeLast = slowest.ranked[1];
  if (slowest.state === 'clear' && beforeLast) {
    const values = { lane: laneValue(least.summary.id), rate: rateValue(least.value) };
    return { id: 'throughput-least', values: { ...values, otherRate: rateValue(beforeLast.value) } };
  }
  const bursting = ended.flatMap(({ id, itemsPerSecond }) => {
    const peak = Math.max(0, ...windows.map(({ perSecond }) => perSecond[id] ?? 0));
    return peak >= BURST_FACTOR * (itemsPerSecond ?? Number.POSITIVE_INFINITY) ? [{ id, peak }] : [];
  });
  const [burst] = bursting;
  if (burst && bursting.length === 1 && windows.length > 2)
    return { id: 'throughput-bursts', values: { lane: laneValue(burst.id), peak: rateValue(burst.peak) } };
  // Named as the figures go: the lowest first.
  const values = { lanes: lanesValue(ranked.toReversed()), low: rateValue(least.value), high: rateValue(most.value) };
  return { id: 'throughput-range', values };
}

function resources(summaries: readonly LaneSummary[]): Headline | null {
  const { ranked, state, contenders } = standingByCpu(summaries);
  const [least, next] = ranked;
  if (!least || !next || state === 'alone') return null;
  const among: FindingValue = { kind: 'choice', choice: isCpuOfSome(summaries) ? 'alike' : 'all' };
  if (state !== 'clear') return { id: 'resources-unclear', values: { lanes: lanesValue(contenders), among } };
  const values = { among, lane: laneValue(least.summary.id), other: laneValue(next.summary.id) };
  return { id: 'resources-least', values: { ...values, ratio: { kind: 'ratio', value: next.value / least.value } } };
}
