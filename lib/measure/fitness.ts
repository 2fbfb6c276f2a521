import { assumptionsFrom } from './assumptions';
import { estimateOf } from './estimates';
import { differs, type Estimate, type Interval, isTold, plainEstimate } from './interval';
import type { LaneId } from './lane-record';
import { disturbanceOf, type JudgedPercentile } from './lateness';
import { NOISY_FACTOR, SPOILS_A_RUN } from './rules';
import type { LaneSummary } from './summary';
import { timesApart, type Validity, type ValidityReason } from './validity';

/**
 * Figures of a lane that may be asked about. Latencies in ms, rates a second, CPU-seconds and joules (with the usual
 * assumptions) per 1000 answers, bytes at the peak and bytes sent an answer.
 */
export type AskedFigure = JudgedPercentile | 'throughput' | 'work-rate' | 'cpu' | 'energy' | TimelessFigure;

/** They are the same however soon an answer comes. */
type TimelessFigure = 'memory' | 'bytes';

/** What is asked of a run. Lanes that are not named do not matter. */
export type Question =
  /** In which order these lanes stand; two of them may stand in either as long as they differ by less than a factor. */
  | {
      readonly kind: 'order';
      readonly figure: AskedFigure;
      readonly lanes: readonly LaneId[];
      readonly near?: { readonly lanes: readonly LaneId[]; readonly within: number };
    }
  /**
   * How large a figure is, or how many times one lane's is in another's. `within` is the factor that an answer may be off:
   * 1.25 asks for more than 2.
   */
  | { readonly kind: 'size'; readonly figure: AskedFigure; readonly lanes: readonly LaneId[]; readonly within: number };

/** Why a reason against the run does not count against the question. Words under `findings.fitness.<id>`. */
export type Excuse = 'other-lane' | 'other-figure' | 'order-stands' | 'order-untold' | 'small-for-this';

export type Fitness =
  | { readonly state: 'valid' }
  /** The run is not valid, but it answers this question. */
  | {
      readonly state: 'good-enough';
      readonly excused: readonly { readonly reason: ValidityReason; readonly why: Excuse }[];
    }
  /** `reasons` are those that count against the question. */
  | { readonly state: 'invalid'; readonly reasons: readonly ValidityReason[] };

const USUAL = assumptionsFrom(null);

/** These spoil whatever is asked. */
const NEVER: ReadonlySet<ValidityReason['id']> = new Set([
  'altered',
  'outputs-disagree',
  'answers-disagree',
  'page-hidden',
  'asleep',
  'failures',
  'cut-short',
  'too-short',
]);

/**
 * Whether a run answers a question (SPEC 5.11). Of a run with several passes, judge each.
 * @param validity of the run as a whole, with `summaries` of its lanes
 */
export function fitnessFor(question: Question, validity: Validity, summaries: readonly LaneSummary[]): Fitness {
  const against = reasonsForQuestions(validity, summaries);
  if (against.length === 0) return { state: 'valid' };
  const judged = against.map((reason) => ({ reason, why: excuseFor(reason, question, validity, summaries) }));
  const counting = judged.filter(({ why }) => why === null).map(({ reason }) => reason);
  if (counting.length > 0) return { state: 'invalid', reasons: counting };
  return { state: 'good-enough', excused: judged.flatMap(({ reason, why }) => (why ? [{ reason, why }] : [])) };
}

/**
 * What may count against a question: the reasons of a run, lanes that moved, though not by so much that the run is INVALID, and a p99 that
 * lateness spoilt. What is asked may be finer than the run's verdict (SPEC 5.11).
 */
export function reasonsForQuestions(
  { reasons, cautions }: Pick<Validity, 'reasons' | 'cautions'>,
  summaries: readonly LaneSummary[],
): readonly ValidityReason[] {
  const onPurpose = new Set<LaneId | null>(summaries.filter(({ conditions }) => conditions.stall).map(({ id }) => id));
  // Made to stand still a lane moves on purpose; it is sent late by nobody's wish.
  const isMeant = (reason: ValidityReason) => isMoving(reason) && onPurpose.has(reason.lane);
  return [...reasons, ...cautions.filter((caution) => isFiner(caution) && !isMeant(caution))];
}

/** Whether a caution of a run may be more than that to a question. */
export const isFiner = (caution: ValidityReason): boolean =>
  isMoving(caution) || (caution.id === 'generator-late' && caution.raised !== 'none');

/** Of a lane that was not the same all the time. */
const isMoving = ({ id }: ValidityReason) => id === 'unstable' || id === 'warming';

function excuseFor(
  reason: ValidityReason,
  question: Question,
  validity: Validity,
  summaries: readonly LaneSummary[],
): Excuse | null {
  if (NEVER.has(reason.id)) return null;
  if (reason.lane && !question.lanes.includes(reason.lane)) return 'other-lane';
  const asked = question.lanes.map((lane) => summaries.find(({ id }) => id === lane));
  const lanes = asked.filter((lane) => lane !== undefined);
  const spans = lanes.flatMap((lane) => spanOf(lane, question.figure, validity) ?? []);
  // A lane without the figure answers nothing.
  if (spans.length < asked.length) return null;
  const lane = lanes.find(({ id }) => id === reason.lane);
  if (lane && leavesAlone(reason, lane, question)) return 'other-figure';
  if (question.kind === 'order') {
    if (stands(spans, question, false)) return 'order-stands';
    // Computers that move a little, as all do, leave an order alone that one run does not tell anyway.
    const movedLittle = isMoving(reason) && lanes.every((each) => movedBy(each, validity) < NOISY_FACTOR);
    if (movedLittle && stands(spans, question, true)) return 'order-untold';
  }
  if (reason.id === 'page-busy') return lanes.some((each) => isLateIn(each, question.figure)) ? null : 'other-figure';
  if (!isMoving(reason) || question.kind !== 'size') return null;
  const moved = lanes.reduce((product, each) => product * movedBy(each, validity), 1);
  return moved <= Math.sqrt(question.within) ? 'small-for-this' : null;
}

/** A figure of a lane, and where it may be for all that became of the lane (SPEC 5.11). */
interface Span {
  readonly lane: LaneId;
  readonly measured: Estimate;
  readonly widened: Interval;
}

/**
 * Whether the order is the same wherever in their widened intervals the figures are.
 * @param mayBeUntold two that the run does not tell apart, as the grade sees it, do not count: either order of them is right
 */
function stands(spans: readonly Span[], { near }: Question & { kind: 'order' }, mayBeUntold: boolean): boolean {
  const isUntold = (a: Span, b: Span) => {
    const areNear = near?.lanes.includes(a.lane) && near.lanes.includes(b.lane);
    return !isTold(a.measured, b.measured, areNear ? near?.within : undefined);
  };
  return spans.every((a, index) =>
    spans.slice(index + 1).every((b) => differs(a.widened, b.widened) || (mayBeUntold && isUntold(a, b))),
  );
}

/** Whether a reason says nothing against this figure of its lane. */
function leavesAlone(reason: ValidityReason, lane: LaneSummary, { figure, kind }: Question): boolean {
  if (reason.id === 'generator-late') return !isLateIn(lane, figure);
  if (isMoving(reason)) return isTimeless(figure);
  // Too few for the figure the lane is known by: enough, where the one that is asked about is earned.
  return reason.id === 'too-few-samples' && kind === 'size';
}

/** Whether late sending moved a figure: a latency by itself; the pace of a lane, and what its pace costs it, where it moved the lane (SPEC 5.3). */
function isLateIn({ lateness }: LaneSummary, figure: AskedFigure): boolean {
  if (lateness === null || isTimeless(figure) || figure === 'work-rate') return false;
  return disturbanceOf(lateness, isLatency(figure) ? [figure] : SPOILS_A_RUN.class) !== null;
}

const isTimeless = (figure: AskedFigure): figure is TimelessFigure => figure === 'memory' || figure === 'bytes';
const isLatency = (figure: AskedFigure): figure is JudgedPercentile =>
  figure === 'p50' || figure === 'p90' || figure === 'p99';

/**
 * The interval of a figure, as measured and widened: on both sides by the factor its lane moved, and downwards by what lateness
 * added. `null` where the lane has no such figure.
 */
function spanOf(lane: LaneSummary, figure: AskedFigure, validity: Validity): Span | null {
  const measured = estimateFor(lane, figure);
  if (!measured) return null;
  const moved = bearsMoves(lane, figure, validity) ? 1 : movedBy(lane, validity);
  const shift = lane.lateness?.shifts.find(({ percentile }) => percentile === figure);
  const widened = { low: measured.low / moved / Math.max(1, shift?.factor ?? 1), high: measured.high * moved };
  return { lane: lane.id, measured, widened };
}

/** Whether a figure does not move with its lane, or its interval says how it did: that of a rate of work is made of blocks of the run (SPEC 3.4), and bears a little. */
const bearsMoves = (lane: LaneSummary, figure: AskedFigure, validity: Validity) =>
  isTimeless(figure) ||
  (figure === 'work-rate' && lane.computeRateInterval !== null && movedBy(lane, validity) < NOISY_FACTOR);

function movedBy({ id }: LaneSummary, { reasons, cautions }: Validity): number {
  const moved = [...reasons, ...cautions].flatMap((reason) =>
    (reason.id === 'unstable' || reason.id === 'noisy' || reason.id === 'warming') && reason.lane === id
      ? [timesApart(reason.ratio)]
      : [],
  );
  return Math.max(1, ...moved);
}

function estimateFor(lane: LaneSummary, figure: AskedFigure): Estimate | null {
  switch (figure) {
    case 'p50':
    case 'p90':
    case 'p99': {
      const result = lane.latency[figure];
      return result.state === 'earned' ? { value: result.valueMs, low: result.low, high: result.high } : null;
    }
    case 'throughput':
      return withInterval(lane.itemsPerSecond, lane.throughputInterval);
    case 'work-rate':
      return withInterval(lane.itemsPerComputeSecond, lane.computeRateInterval);
    case 'cpu':
      return withInterval(lane.resources?.cpuSecondsPer1000 ?? null, null);
    case 'energy':
      return withInterval(
        lane.resources && (estimateOf(lane.modeId, lane.resources, USUAL, 1000)?.computeJoules ?? null),
        null,
      );
    case 'memory':
      return withInterval(lane.resources?.peakMemoryBytes ?? null, null);
    case 'bytes':
      return counted(lane.resources?.bytesSentPerItem ?? null);
  }
}

function withInterval(value: number | null, interval: Interval | null): Estimate | null {
  return value === null ? null : interval ? { value, ...interval } : plainEstimate(value);
}

const counted = (value: number | null): Estimate | null => (value === null ? null : { value, low: value, high: value });
