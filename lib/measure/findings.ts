import { isEmulated } from '../emulate/conditions';
import type { ModeId } from '../modes';
import type { AnatomyPart } from './anatomy';
import type { ChartId } from './chart-id';
import { isSooner, lanesByCpu, lanesByMedian, latencyDifference, type MedianLane, PLAIN_FACTOR } from './compare';
import { dispatchOf } from './dispatch';
import { firstsOf } from './firsts';
import { differs } from './interval';
import { omissionsOf } from './omission';
import { PERCENTILES } from './percentile';
import type { LaneSummary } from './summary';

/** A value in a sentence; the words around it and its format are the catalogue's business. */
export type FindingValue =
  | { readonly kind: 'lane'; readonly lane: ModeId }
  | { readonly kind: 'duration'; readonly ms: number }
  | { readonly kind: 'ratio' | 'share' | 'accuracy' | 'count' | 'rate'; readonly value: number }
  | { readonly kind: 'part'; readonly part: AnatomyPart }
  /** Picks between wordings. */
  | { readonly kind: 'choice'; readonly choice: string };

/** Every finding, with where it is to be seen. */
const FINDING_CHARTS = {
  stopped: 'results',
  failures: 'results',
  'nothing-answered': 'results',
  'too-few': 'results',
  'answered-first': 'latency',
  'answered-sooner': 'latency',
  'answered-alike': 'latency',
  'not-told-apart': 'latency',
  'hidden-wait': 'latency',
  'batch-waited': 'anatomy',
  'online-split': 'anatomy',
  'edge-split': 'anatomy',
  'time-added': 'anatomy',
  'most-work': 'results',
  'alike-work': 'results',
  'least-cpu': 'resources',
  'alike-cpu': 'resources',
  freshest: 'results',
  'accuracy-differs': 'results',
  'accuracy-alike': 'results',
  'other-bytes': 'results',
  contended: 'results',
} as const satisfies Readonly<Record<string, ChartId>>;
export type FindingId = keyof typeof FINDING_CHARTS;

/** Something the run shows, computed; its words are in the catalogue under `findings.sentences.<id>`. */
export interface Finding {
  readonly id: FindingId;
  /** The lane it is about; `null` = the run as a whole. */
  readonly lane: ModeId | null;
  /** Where it is to be seen. */
  readonly chart: ChartId;
  readonly values: Readonly<Record<string, FindingValue>>;
}

export interface FindingsInput {
  readonly summaries: readonly LaneSummary[];
  /** The lanes ran at the same time and slowed each other. */
  readonly contended: boolean;
}

/**
 * What a run shows: what went wrong first, then one finding a lane, the soonest lane first, then what holds across lanes.
 * Nothing is called different unless its intervals are apart (SPEC 6).
 */
export function findingsOf({ summaries, contended }: FindingsInput): readonly Finding[] {
  const begun = summaries.filter(
    ({ counts, state }) =>
      counts.completed + counts.failed + counts.timedOut > 0 || state === 'failed' || state === 'done',
  );
  const ranked = lanesByMedian(begun);
  const locked = begun.filter(({ latency }) => latency.p50.state === 'locked');
  return [
    ...begun.flatMap(stopped),
    ...begun.flatMap(failures),
    ...ranked.map((_, rank) => laneFinding(ranked, rank)),
    ...locked.map(lockedFinding),
    ...onlineSplitOfTheSoonest(ranked),
    ...hiddenWait(begun),
    ...begun.flatMap(timeAdded),
    ...work(begun),
    ...cpu(begun),
    ...freshness(begun),
    ...accuracy(begun),
    ...otherBytes(begun),
    ...(contended && begun.length > 1 ? [finding('contended', null, {})] : []),
  ];
}

/** From here on a difference is told as a factor, below it as a share. */
export const MANIFOLD = 1.5;

const finding = (id: FindingId, lane: ModeId | null, values: Finding['values']): Finding => ({
  id,
  lane,
  chart: FINDING_CHARTS[id],
  values,
});
const lane = (id: ModeId): FindingValue => ({ kind: 'lane', lane: id });
const duration = (ms: number): FindingValue => ({ kind: 'duration', ms });
const share = (value: number): FindingValue => ({ kind: 'share', value });
const accuracyValue = (value: number): FindingValue => ({ kind: 'accuracy', value });
const ratio = (value: number): FindingValue => ({ kind: 'ratio', value });
const rate = (value: number): FindingValue => ({ kind: 'rate', value });
const count = (value: number): FindingValue => ({ kind: 'count', value });

function stopped({ modeId, state, counts, plannedCount }: LaneSummary): Finding[] {
  if (state !== 'failed' || counts.completed === 0) return [];
  return [finding('stopped', modeId, { count: count(counts.completed), of: count(plannedCount) })];
}

function failures({ modeId, counts }: LaneSummary): Finding[] {
  const unanswered = counts.failed + counts.timedOut;
  if (unanswered === 0 || counts.completed === 0) return [];
  return [finding('failures', modeId, { failed: count(unanswered), of: count(unanswered + counts.completed) })];
}

function lockedFinding({ modeId, counts, latency }: LaneSummary): Finding {
  if (counts.completed === 0 || latency.p50.state === 'earned') return finding('nothing-answered', modeId, {});
  return finding('too-few', modeId, { have: count(latency.p50.have), need: count(latency.p50.need) });
}

function laneFinding(ranked: readonly MedianLane[], rank: number): Finding {
  const it = ranked[rank] as MedianLane; // rank comes from mapping over `ranked`
  const next = ranked[1];
  if (rank === 0 && next) return soonest(it, next);
  return ownFinding(it);
}

function soonest(first: MedianLane, next: MedianLane): Finding {
  const { modeId, resources } = first.summary;
  const network: FindingValue = { kind: 'choice', choice: resources?.bytesTotal === 0 ? 'none' : 'some' };
  const difference = latencyDifference(first.summary, next.summary);
  const { superiority, medianRatio, verdict } = difference;
  const values = {
    other: lane(next.summary.modeId),
    median: duration(first.medianMs),
    network,
    pairs: count(Math.round(100 * (superiority ?? 0.5))),
  };
  if (verdict === 'too-few') return finding('not-told-apart', modeId, values);
  if (!isSooner(difference)) return finding('answered-alike', modeId, values);
  const factor = next.medianMs / first.medianMs;
  if (factor < MANIFOLD) return finding('answered-sooner', modeId, { ...values, share: share(1 - 1 / factor) });
  return finding('answered-first', modeId, {
    ...values,
    ratio: ratio(factor),
    low: ratio(medianRatio?.low ?? factor),
    high: ratio(medianRatio?.high ?? factor),
  });
}

/** What characterises a lane by itself. */
function ownFinding({ summary, medianMs }: MedianLane): Finding {
  const { modeId, medianWaitMs, medianWorkMs, anatomy } = summary;
  if (modeId === 'batch') {
    return finding('batch-waited', modeId, { wait: duration(medianWaitMs ?? 0), work: duration(medianWorkMs ?? 0) });
  }
  const shares = anatomy?.shares ?? { wait: 0, queue: 0, transfer: 0, compute: 0, emulated: 0, rest: 1 };
  return finding(modeId === 'online' ? 'online-split' : 'edge-split', modeId, {
    median: duration(medianMs),
    compute: share(shares.compute),
    transfer: share(shares.transfer),
    queue: share(shares.queue),
    queued: { kind: 'choice', choice: shares.queue >= 0.2 ? 'yes' : 'no' },
  });
}

/** Even where online answered first, its split between model and network is worth a sentence. */
function onlineSplitOfTheSoonest(ranked: readonly MedianLane[]): Finding[] {
  const first = ranked[0];
  return first && ranked.length > 1 && first.summary.modeId === 'online' ? [ownFinding(first)] : [];
}

/** What a load tester who times from the sending would not have seen; the wait of a lane that gathers is meant. */
function hiddenWait(summaries: readonly LaneSummary[]): Finding[] {
  return omissionsOf(summaries.filter(({ modeId }) => dispatchOf(modeId) !== 'at-intervals')).map((omission) =>
    finding('hidden-wait', omission.lane, {
      percentile: share(PERCENTILES[omission.percentile]),
      corrected: duration(omission.correctedMs),
      uncorrected: duration(omission.uncorrectedMs),
    }),
  );
}

function timeAdded({ modeId, conditions, emulatedMedianMs, provisionalMedianMs }: LaneSummary): Finding[] {
  if (!isEmulated(conditions) || emulatedMedianMs === null || provisionalMedianMs === null) return [];
  const values = { added: duration(emulatedMedianMs), median: duration(provisionalMedianMs) };
  return [finding('time-added', modeId, values)];
}

function work(summaries: readonly LaneSummary[]): Finding[] {
  const { work: most } = firstsOf(summaries);
  if (most.lane === null || most.perComputeSecond === null || most.nextPerComputeSecond === null) return [];
  if (most.lane === 'alike') return [finding('alike-work', null, { rate: rate(most.perComputeSecond) })];
  return [
    finding('most-work', most.lane, {
      rate: rate(most.perComputeSecond),
      otherRate: rate(most.nextPerComputeSecond),
      ratio: ratio(most.perComputeSecond / most.nextPerComputeSecond),
    }),
  ];
}

function cpu(summaries: readonly LaneSummary[]): Finding[] {
  const [least, next] = lanesByCpu(summaries);
  if (!least || !next) return [];
  const factor = next.cpuSecondsPer1000 / least.cpuSecondsPer1000;
  const other = lane(next.summary.modeId);
  return factor >= PLAIN_FACTOR
    ? [finding('least-cpu', least.summary.modeId, { other, ratio: ratio(factor) })]
    : [finding('alike-cpu', least.summary.modeId, { other })];
}

/** How old the news was (SPEC 7.4): the freshest lane against the stalest. */
function freshness(summaries: readonly LaneSummary[]): Finding[] {
  const known = summaries
    .flatMap(({ modeId, freshness: age, latency }) => (age && latency.p50.state === 'earned' ? [{ modeId, age }] : []))
    .sort((a, b) => a.age.meanMs - b.age.meanMs);
  const freshest = known[0];
  const stalest = known.at(-1);
  if (!freshest || !stalest || stalest.age.meanMs < PLAIN_FACTOR * freshest.age.meanMs) return [];
  return [
    finding('freshest', freshest.modeId, {
      age: duration(freshest.age.meanMs),
      other: lane(stalest.modeId),
      otherAge: duration(stalest.age.meanMs),
      worst: duration(stalest.age.worstMs),
    }),
  ];
}

function accuracy(summaries: readonly LaneSummary[]): Finding[] {
  const known = summaries
    .flatMap(({ modeId, accuracy: right, target }) => (right ? [{ modeId, right, target }] : []))
    .sort((a, b) => b.right.value - a.right.value);
  const best = known[0];
  const worst = known.at(-1);
  if (!best || !worst || best === worst) return [];
  const values = {
    other: lane(worst.modeId),
    share: accuracyValue(best.right.value),
    otherShare: accuracyValue(worst.right.value),
  };
  if (differs(best.right, worst.right)) return [finding('accuracy-differs', best.modeId, values)];
  // The same file gives the same answers: only worth saying where the lanes ran different ones.
  return best.target.versionId === worst.target.versionId ? [] : [finding('accuracy-alike', best.modeId, values)];
}

/** Lanes that ran another file than most lanes did. */
function otherBytes(summaries: readonly LaneSummary[]): Finding[] {
  const fileOf = ({ target }: LaneSummary) => `${target.modelId}/${target.versionId}`;
  const lanesWith = (file: string) => summaries.filter((summary) => fileOf(summary) === file).length;
  const [usual] = [...new Set(summaries.map(fileOf))].sort((a, b) => lanesWith(b) - lanesWith(a));
  return summaries
    .filter((summary) => fileOf(summary) !== usual)
    .map(({ modeId }) => finding('other-bytes', modeId, {}));
}
