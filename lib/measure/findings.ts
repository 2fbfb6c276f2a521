import { isEmulated } from '../emulate/conditions';
import type { ErrorCode } from '../errors';
import { gathers, type ModeId, runsOnDevice } from '../modes';
import { ANATOMY_PARTS, type AnatomyPart } from './anatomy';
import type { ChartId } from './chart-id';
import {
  isCpuOfSome,
  latencyDifference,
  plainVerdict,
  standingByCpu,
  standingByMedian,
  standingByRate,
} from './compare';
import { differs } from './interval';
import type { LaneId } from './lane-record';
import { disturbanceOf, isJudged } from './lateness';
import { type Omission, omissionsOf } from './omission';
import { PERCENTILES } from './percentile';
import { NOISY_FACTOR, QUEUE_SHARE_TO_SAY } from './rules';
import { type RankedLane, type Standing, standingOf } from './standing';
import type { LaneSummary } from './summary';

/** A value in a sentence; the words around it and its format are the catalogue's business. */
export type FindingValue =
  | { readonly kind: 'lane'; readonly lane: LaneId }
  | { readonly kind: 'lanes'; readonly lanes: readonly LaneId[] }
  | { readonly kind: 'duration'; readonly ms: number }
  | { readonly kind: 'ratio' | 'share' | 'accuracy' | 'count' | 'rate'; readonly value: number }
  | { readonly kind: 'part'; readonly part: AnatomyPart }
  /** In the words of `errors.<code>.title`. */
  | { readonly kind: 'error'; readonly code: ErrorCode }
  /** Picks between wordings. */
  | { readonly kind: 'choice'; readonly choice: string };

/** Every finding, with where it is to be seen. */
const FINDING_CHARTS = {
  stopped: 'results',
  failures: 'results',
  unaccounted: 'results',
  'nothing-answered': 'results',
  'too-few': 'results',
  'answered-first': 'latency',
  'answered-sooner': 'latency',
  'answered-before': 'latency',
  'first-unclear': 'latency',
  'first-noisy': 'latency',
  'first-untested': 'latency',
  'hidden-wait': 'latency',
  'batch-waited': 'anatomy',
  'online-split': 'anatomy',
  'edge-split': 'anatomy',
  'time-added': 'anatomy',
  'time-added-to-some': 'anatomy',
  'most-work': 'results',
  'work-unclear': 'results',
  'work-noisy': 'results',
  'least-cpu': 'resources',
  'cpu-unclear': 'resources',
  freshest: 'results',
  stalest: 'results',
  'accuracy-differs': 'results',
  'accuracy-unclear': 'results',
  'other-bytes': 'results',
  contended: 'results',
} as const satisfies Readonly<Record<string, ChartId>>;
export type FindingId = keyof typeof FINDING_CHARTS;

/** Something the run shows, computed; its words are in the catalogue under `findings.sentences.<id>`. */
export interface Finding {
  readonly id: FindingId;
  /** The lane it is about; `null` = the run as a whole. */
  readonly lane: LaneId | null;
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
 * What compares lanes is made from the same test and the same lanes as the tables (SPEC 6.7).
 */
export function findingsOf({ summaries, contended }: FindingsInput): readonly Finding[] {
  const begun = summaries.filter(
    ({ counts, state }) =>
      counts.completed + counts.failed + counts.timedOut > 0 || state === 'failed' || state === 'done',
  );
  const byMedian = standingByMedian(begun);
  const locked = begun.filter(({ latency }) => latency.p50.state === 'locked');
  return [
    ...begun.flatMap(stopped),
    ...begun.flatMap(failures),
    ...begun.flatMap(unaccounted),
    ...first(byMedian),
    ...ownFindings(byMedian),
    ...locked.map(lockedFinding),
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
export const MANIFOLD = NOISY_FACTOR;

const finding = (id: FindingId, lane: LaneId | null, values: Finding['values']): Finding => ({
  id,
  lane,
  chart: FINDING_CHARTS[id],
  values,
});
const lane = (id: LaneId): FindingValue => ({ kind: 'lane', lane: id });
const duration = (ms: number): FindingValue => ({ kind: 'duration', ms });
const share = (value: number): FindingValue => ({ kind: 'share', value });
const accuracyValue = (value: number): FindingValue => ({ kind: 'accuracy', value });
const ratio = (value: number): FindingValue => ({ kind: 'ratio', value });
const rate = (value: number): FindingValue => ({ kind: 'rate', value });
const count = (value: number): FindingValue => ({ kind: 'count', value });
const choice = (value: string): FindingValue => ({ kind: 'choice', choice: value });
/** The lanes that cannot be told apart, and what lies between their figures. */
const contendersOf = ({ contenders }: Standing): FindingValue => ({
  kind: 'lanes',
  lanes: contenders.map(({ summary }) => summary.id),
});

function stopped({ id, state, counts, plannedCount, commonError }: LaneSummary): Finding[] {
  if (state !== 'failed' || counts.completed === 0) return [];
  return [finding('stopped', id, { count: count(counts.completed), of: count(plannedCount), ...why(commonError) })];
}

function failures({ id, counts, commonError }: LaneSummary): Finding[] {
  const unanswered = counts.failed + counts.timedOut;
  if (unanswered === 0 || counts.completed === 0) return [];
  const values = { failed: count(unanswered), of: count(unanswered + counts.completed) };
  return [finding('failures', id, { ...values, ...why(commonError) })];
}

/** The error that came most often, where one came. */
function why(error: LaneSummary['commonError']): Finding['values'] {
  return error
    ? { known: choice('yes'), error: { kind: 'error', code: error.code } }
    : { known: choice('no'), error: choice('') };
}

/** A lane that ended by itself should have something to say of every item it was given. */
function unaccounted({ id, state, counts, plannedCount }: LaneSummary): Finding[] {
  const heardOf = counts.completed + counts.failed + counts.timedOut + counts.cancelled;
  if (state !== 'done' || heardOf === 0 || heardOf >= plannedCount) return [];
  return [finding('unaccounted', id, { count: count(plannedCount - heardOf), of: count(plannedCount) })];
}

function lockedFinding({ id, counts, latency, commonError }: LaneSummary): Finding {
  if (counts.completed === 0 || latency.p50.state === 'earned')
    return finding('nothing-answered', id, why(commonError));
  return finding('too-few', id, { have: count(latency.p50.have), need: count(latency.p50.need) });
}

/** Who answered first: ahead of every other lane, told against the next. */
function first(byMedian: Standing): Finding[] {
  const [best, next] = byMedian.ranked;
  const lanes = contendersOf(byMedian);
  if (!best || !next || byMedian.state === 'alone') return [];
  if (byMedian.state === 'not-shown') return [finding('first-unclear', null, { lanes })];
  if (byMedian.state === 'too-noisy') return [finding('first-noisy', null, { lanes })];
  if (byMedian.state === 'too-few') return [finding('first-untested', null, { lanes })];
  const { id, resources } = best.summary;
  const { superiority, medianRatio } = latencyDifference(best.summary, next.summary);
  const values = {
    other: lane(next.summary.id),
    network: choice(resources?.bytesTotal === 0 ? 'none' : 'some'),
    pairs: count(Math.round(100 * (superiority ?? 0.5))),
  };
  // A median of 0 has no ratio.
  if (!medianRatio) return [finding('answered-before', id, values)];
  if (medianRatio.value < MANIFOLD)
    return [finding('answered-sooner', id, { ...values, share: share(1 - 1 / medianRatio.value) })];
  const interval = { low: ratio(medianRatio.low), high: ratio(medianRatio.high) };
  return [finding('answered-first', id, { ...values, ratio: ratio(medianRatio.value), ...interval })];
}

/** Each item goes to a server, so that there is more to say of where its time went. */
const sendsEach = (modeId: ModeId) => !gathers(modeId) && !runsOnDevice(modeId);

/** The soonest lane was spoken of already, unless there is more to say of it. */
function ownFindings({ ranked, state }: Standing): Finding[] {
  return ranked
    .filter(({ summary }, place) => place > 0 || state !== 'clear' || sendsEach(summary.modeId))
    .map(ownFinding);
}

/** What characterises a lane by itself. */
function ownFinding({ summary, value: medianMs }: RankedLane): Finding {
  const { id, modeId, medianWaitMs, medianWorkMs, anatomy } = summary;
  if (gathers(modeId)) {
    return finding('batch-waited', id, { wait: duration(medianWaitMs ?? 0), work: duration(medianWorkMs ?? 0) });
  }
  const { compute = 0, transfer = 0, queue = 0 } = anatomy?.shares ?? {};
  const [part, most] = largestOther(anatomy);
  return finding(runsOnDevice(modeId) ? 'edge-split' : 'online-split', id, {
    median: duration(medianMs),
    compute: share(compute),
    transfer: share(transfer),
    elsewhere: choice(most > Math.max(compute, transfer) ? 'yes' : 'no'),
    part: { kind: 'part', part },
    most: share(most),
    queue: share(queue),
    queued: choice(queue >= QUEUE_SHARE_TO_SAY ? 'yes' : 'no'),
  });
}

/** Where most of an item's time went, beside the model and the way. */
function largestOther(anatomy: LaneSummary['anatomy']): readonly [AnatomyPart, number] {
  const others = ANATOMY_PARTS.filter((part) => part !== 'compute' && part !== 'transfer');
  const shares = others.map((part) => [part, anatomy?.shares[part] ?? 0] as const);
  return shares.reduce((most, one) => (one[1] > most[1] ? one : most));
}

/** What a load tester who waits for the answers would not have seen of a lane; what late sending made is not the lane's. */
function hiddenWait(summaries: readonly LaneSummary[]): Finding[] {
  const isOwn = ({ lane, percentile }: Omission) => {
    const lateness = summaries.find(({ id }) => id === lane)?.lateness;
    return !lateness || !isJudged(percentile) || disturbanceOf(lateness, [percentile]) === null;
  };
  return omissionsOf(summaries)
    .filter(isOwn)
    .map((omission) =>
      finding('hidden-wait', omission.lane, {
        percentile: share(PERCENTILES[omission.percentile]),
        corrected: duration(omission.correctedMs),
        uncorrected: duration(omission.uncorrectedMs),
        count: count(omission.leftOutCount),
        of: count(omission.of),
      }),
    );
}

function timeAdded({ id, conditions, counts, emulatedMedianMs, emulated, latency }: LaneSummary): Finding[] {
  if (!isEmulated(conditions) || emulatedMedianMs === null || emulated.count === 0) return [];
  // Only the items that came during a stall waited for it: the median of all would not show it.
  if (conditions.stall || emulatedMedianMs === 0 || latency.p50.state === 'locked') {
    const values = { count: count(emulated.count), of: count(counts.completed), worst: duration(emulated.worstMs) };
    return [finding('time-added-to-some', id, values)];
  }
  const values = { added: duration(emulatedMedianMs), median: duration(latency.p50.valueMs) };
  return [finding('time-added', id, values)];
}

function work(summaries: readonly LaneSummary[]): Finding[] {
  const standing = standingByRate(summaries, 'itemsPerComputeSecond');
  const [most, next] = standing.ranked;
  if (!most || !next || standing.state === 'alone') return [];
  if (standing.state !== 'clear') {
    const last = standing.contenders.at(-1) ?? next;
    const values = { lanes: contendersOf(standing), rate: rate(last.value), otherRate: rate(most.value) };
    return [finding(standing.state === 'too-noisy' ? 'work-noisy' : 'work-unclear', null, values)];
  }
  const rates = { rate: rate(most.value), otherRate: rate(next.value), ratio: ratio(most.value / next.value) };
  return [finding('most-work', most.summary.id, { ...rates, other: lane(next.summary.id) })];
}

function cpu(summaries: readonly LaneSummary[]): Finding[] {
  const standing = standingByCpu(summaries);
  const [least, next] = standing.ranked;
  if (!least || !next || standing.state === 'alone') return [];
  const among = choice(isCpuOfSome(summaries) ? 'alike' : 'all');
  if (standing.state !== 'clear') return [finding('cpu-unclear', null, { lanes: contendersOf(standing), among })];
  const values = { among, other: lane(next.summary.id), ratio: ratio(next.value / least.value) };
  return [finding('least-cpu', least.summary.id, values)];
}

/** How old the news was (SPEC 7.4): of a lane that is ahead of all others in it, or else behind them. */
function freshness(summaries: readonly LaneSummary[]): Finding[] {
  const byAge = summaries
    .flatMap((summary) => {
      const { freshness: age, latency } = summary;
      return age && latency.p50.state === 'earned' ? [{ summary, value: age.meanMs, worstMs: age.worstMs }] : [];
    })
    .sort((a, b) => a.value - b.value);
  const [freshest, stalest] = [byAge[0], byAge.at(-1)];
  if (!freshest || !stalest || freshest === stalest) return [];
  const isClear = (ranked: typeof byAge) =>
    standingOf(ranked, (best, other) => plainVerdict(best.value, other.value)).state === 'clear';
  const told = { worst: duration(stalest.worstMs) };
  if (isClear(byAge)) {
    const ages = { age: duration(freshest.value), otherAge: duration(stalest.value) };
    return [finding('freshest', freshest.summary.id, { ...ages, ...told, other: lane(stalest.summary.id) })];
  }
  if (!isClear([...byAge].reverse())) return [];
  const ages = { age: duration(stalest.value), otherAge: duration(freshest.value) };
  return [finding('stalest', stalest.summary.id, { ...ages, ...told, other: lane(freshest.summary.id) })];
}

function accuracy(summaries: readonly LaneSummary[]): Finding[] {
  const known = summaries
    .flatMap(({ id, accuracy: right, target }) => (right ? [{ id, right, target }] : []))
    .sort((a, b) => b.right.value - a.right.value);
  const best = known[0];
  const worst = known.at(-1);
  if (!best || !worst || best === worst) return [];
  const values = {
    other: lane(worst.id),
    share: accuracyValue(best.right.value),
    otherShare: accuracyValue(worst.right.value),
  };
  if (differs(best.right, worst.right)) return [finding('accuracy-differs', best.id, values)];
  // The same file gives the same answers: only worth saying where the lanes ran different ones.
  return best.target.versionId === worst.target.versionId
    ? []
    : [finding('accuracy-unclear', null, { ...values, best: lane(best.id) })];
}

/** Lanes that ran another file than most lanes did. */
function otherBytes(summaries: readonly LaneSummary[]): Finding[] {
  const fileOf = ({ target }: LaneSummary) => `${target.modelId}/${target.versionId}`;
  const lanesWith = (file: string) => summaries.filter((summary) => fileOf(summary) === file).length;
  const [usual] = [...new Set(summaries.map(fileOf))].sort((a, b) => lanesWith(b) - lanesWith(a));
  return summaries.filter((summary) => fileOf(summary) !== usual).map(({ id }) => finding('other-bytes', id, {}));
}
