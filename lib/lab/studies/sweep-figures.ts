import { fitLine, type LineFit } from '../../measure/linear-fit';
import type { DataTable } from '../../measure/series';
import { findModel, findVersion } from '../../model';
import { medianOf } from './median';
import type { StudyPhase } from './study-state';
import {
  count,
  duration,
  ratio,
  type StudyFinding,
  type StudyValidity,
  say,
  share,
  validityFrom,
  version,
} from './study-words';
import type { SweepPoint, SweepResult } from './sweep-result';

/** One point over all its passes. */
export interface SweepFigure extends SweepPoint {
  readonly passes: number;
  /** Of the passes. */
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly samplesPerSecond: number;
  /** What the fitted line says, where there is one. */
  readonly fittedMs: number | null;
  readonly residualShare: number | null;
}

export interface SweepFigures {
  readonly points: readonly SweepFigure[];
  /** Only of batch sizes. */
  readonly fit: LineFit | null;
  readonly findings: readonly StudyFinding[];
  readonly validity: StudyValidity | null;
}

/** From here on it is said that the line does not describe the points. */
const POOR_FIT = 0.25;
/** A point whose passes differ by more is unsettled (SPEC 5.6). */
const MOST_SPREAD = 1.1;
/** What differs by less is called the same. */
const SAME = 1.05;
const MOST_CLOCK_SHARE = 0.01;

/** What a sweep shows, from scratch; cheap. */
export function sweepFigures(
  result: SweepResult,
  { phase, wasHidden }: { readonly phase: StudyPhase; readonly wasHidden: boolean },
): SweepFigures {
  const measured = pointsOf(result);
  // Before each point was timed once, a line or a sentence would speak of a few points drawn by lot.
  const isWhole = result.planned > 0 && result.samples.length * result.passes >= result.planned;
  const fit =
    isWhole && result.kind === 'batch-size'
      ? fitLine(measured.map(({ batchSize, medianMs }) => ({ x: batchSize, y: medianMs })))
      : null;
  const points = measured.map((point, index) => ({
    ...point,
    fittedMs: fit && fit.slope.value * point.batchSize + fit.intercept.value,
    residualShare: fit?.residualShares[index] ?? null,
  }));
  return {
    points,
    fit,
    findings: isWhole ? findingsOf(result, points, fit) : [],
    validity: phase === 'done' || phase === 'cancelled' ? validityOf(result, points, wasHidden) : null,
  };
}

function pointsOf({ samples, kind, modelId }: SweepResult): SweepFigure[] {
  const versions = findModel(modelId).versions.map(({ id }) => id);
  const groups = new Map<string, SweepResult['samples'][number][]>();
  for (const sample of samples) {
    const key = `${sample.batchSize} ${sample.threads} ${sample.versionId}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const sorted = group.map(({ perCallMs }) => perCallMs).sort((a, b) => a - b);
      const medianMs = medianOf(sorted);
      return [
        {
          batchSize: first.batchSize,
          threads: first.threads,
          versionId: first.versionId,
          passes: group.length,
          medianMs,
          lowMs: sorted[0] ?? medianMs,
          highMs: sorted.at(-1) ?? medianMs,
          samplesPerSecond: (first.batchSize * 1000) / medianMs,
          fittedMs: null,
          residualShare: null,
        },
      ];
    })
    .sort((a, b) => {
      if (kind === 'variants') return versions.indexOf(a.versionId) - versions.indexOf(b.versionId);
      return a.batchSize - b.batchSize || (a.threads ?? 0) - (b.threads ?? 0);
    });
}

function findingsOf(result: SweepResult, points: readonly SweepFigure[], fit: LineFit | null): StudyFinding[] {
  const { kind, lane } = result;
  const [first] = points;
  const fastest = points.reduce((best, point) => (point.medianMs < best.medianMs ? point : best));
  if (!first) return [];
  if (kind === 'threads') {
    if (!result.isolated) return [say('threadsNotIsolated', lane, { one: duration(first.medianMs) })];
    if (points.length === 1) return [say('threadsOne', lane, { one: duration(first.medianMs) })];
    const gain = first.medianMs / fastest.medianMs;
    return gain < SAME
      ? [say('threadsNoGain', lane, { one: duration(first.medianMs) })]
      : [
          say('threadsGain', lane, {
            threads: count(fastest.threads ?? 1),
            best: duration(fastest.medianMs),
            ratio: ratio(gain),
          }),
        ];
  }
  if (kind === 'variants') return variantFindings(result, points, fastest);
  const findings: StudyFinding[] = [];
  if (fit && fit.slope.low > 0) {
    findings.push(
      fit.intercept.low > 0
        ? say('fit', lane, { fixed: duration(fit.intercept.value), each: duration(fit.slope.value) })
        : say('fitNoFixed', lane, { each: duration(fit.slope.value) }),
    );
    if (fit.knee) {
      findings.push(
        say('knee', lane, { knee: ratio(fit.knee.value), low: ratio(fit.knee.low), high: ratio(fit.knee.high) }),
      );
    }
  }
  const busiest = points.reduce((best, point) => (point.samplesPerSecond > best.samplesPerSecond ? point : best));
  const gain = busiest.samplesPerSecond / first.samplesPerSecond;
  findings.push(
    gain < SAME
      ? say('batchingNoGain', lane)
      : say('batchingGain', lane, { size: count(busiest.batchSize), ratio: ratio(gain) }),
  );
  if (fit && fit.worstResidualShare > POOR_FIT)
    findings.push(say('poorFit', lane, { worst: share(fit.worstResidualShare) }));
  if (result.mostRows !== null) findings.push(say('mostRows', lane, { rows: count(result.mostRows) }));
  return findings;
}

function variantFindings(
  { lane, modelId }: SweepResult,
  points: readonly SweepFigure[],
  fastest: SweepFigure,
): StudyFinding[] {
  const slowest = points.reduce((worst, point) => (point.medianMs > worst.medianMs ? point : worst));
  if (points.length < 2) return [];
  const accuracyOf = ({ versionId }: SweepFigure) => findVersion({ modelId, versionId }).accuracy;
  const best = points.reduce((top, point) => (accuracyOf(point).value > accuracyOf(top).value ? point : top));
  const behind = accuracyOf(fastest).high < accuracyOf(best).low;
  return [
    say('variantsFastest', lane, {
      fastest: version(fastest.versionId),
      slowest: version(slowest.versionId),
      best: duration(fastest.medianMs),
      ratio: ratio(slowest.medianMs / fastest.medianMs),
    }),
    say(behind ? 'variantsLessRight' : 'variantsAsRight', null, {
      fastest: version(fastest.versionId),
      accuracy: { kind: 'accuracy', value: accuracyOf(fastest).value },
      best: version(best.versionId),
      bestAccuracy: { kind: 'accuracy', value: accuracyOf(best).value },
    }),
  ];
}

function validityOf(result: SweepResult, points: readonly SweepFigure[], wasHidden: boolean): StudyValidity {
  const reasons: StudyFinding[] = [];
  const cautions: StudyFinding[] = [];
  if (wasHidden) reasons.push(say('hidden'));
  if (result.samples.length < result.planned || result.planned === 0)
    reasons.push(say('unfinished', null, { have: count(result.samples.length), need: count(result.planned) }));
  if (result.samples.some(({ clockShare }) => clockShare > MOST_CLOCK_SHARE))
    reasons.push(say('coarseClock', result.lane));
  const unsettled = points.filter(({ lowMs, highMs }) => highMs > MOST_SPREAD * lowMs).length;
  if (unsettled > 0) cautions.push(say('unsettled', result.lane, { have: count(unsettled), of: count(points.length) }));
  return validityFrom(reasons, cautions);
}

/** Everything timed, in the order it was. */
export function sweepTable({ samples, lane, modelId }: SweepResult): DataTable {
  return {
    columns: [
      'lane',
      'model',
      'version',
      'batch_size',
      'threads',
      'calls_together',
      'blocks',
      'ms_per_call',
      'samples_per_second',
    ],
    rows: samples.map(({ versionId, batchSize, threads, calls, blocks, perCallMs }) => [
      lane,
      modelId,
      versionId,
      batchSize,
      threads,
      calls,
      blocks,
      perCallMs,
      (batchSize * 1000) / perCallMs,
    ]),
  };
}
