import type { LineFit } from '../../measure/linear-fit';
import { findVersion } from '../../model';
import { LEAST_PASSES } from './passes';
import { count, duration, list, ratio, type StudyFinding, say, share, text, version } from './study-words';
import type { SweepBest } from './sweep-best';
import { keyOfPoint, type SweepFigure, type SweepResult } from './sweep-result';

/** What is shown of a sweep, and its sentences are made of. */
export interface SweepShown {
  readonly points: readonly SweepFigure[];
  /** Only of batch sizes, and only where the line fits. */
  readonly fit: LineFit | null;
  /** How far a line that does not fit is off its worst point; `null` = it fits, or there is none. */
  readonly misfitShare: number | null;
  /** `null` before every point was timed once. */
  readonly best: SweepBest | null;
}

/** What a sweep says: what can be told apart by the intervals of the passes (SPEC 10.3), and a line only where it fits. */
export function sweepFindings(result: SweepResult, shown: SweepShown): StudyFinding[] {
  switch (result.kind) {
    case 'threads':
      return threadFindings(result, shown);
    case 'variants':
      return variantFindings(result, shown);
    default:
      return sizeFindings(result, shown);
  }
}

const between = ({ ratio: { value, low, high } }: SweepBest) => ({
  ratio: ratio(value),
  low: ratio(low),
  high: ratio(high),
});

/** Why the passes do not say which is quicker; `null` = they do, or that it cannot be told apart. */
function undecided(lane: SweepResult['lane'], { comparison, point, than }: SweepBest): StudyFinding | null {
  switch (comparison) {
    case 'noisy':
      return say('tooNoisy', lane, { spread: ratio(Math.max(point.callMs.spread, than.callMs.spread)) });
    case 'too-few':
      return say('tooFewToSay', lane, {
        have: count(Math.min(point.callMs.passes, than.callMs.passes)),
        need: count(LEAST_PASSES),
      });
    default:
      return null;
  }
}

function sizeFindings({ lane, mostRows }: SweepResult, { points, fit, misfitShare, best }: SweepShown): StudyFinding[] {
  const findings: StudyFinding[] = [];
  if (best?.comparison === 'apart') {
    if (best.point === points[0]) {
      findings.push(say('batchingNoGain', lane));
    } else {
      findings.push(say('batchingGain', lane, { size: count(best.point.batchSize), ...between(best) }));
      if (best.alike.length > 0)
        findings.push(
          say('batchingAlike', lane, {
            size: count(best.point.batchSize),
            sizes: list(best.alike.map(({ batchSize }) => count(batchSize))),
          }),
        );
    }
  } else if (best) {
    findings.push(undecided(lane, best) ?? say('batchingSame', lane));
  }
  if (fit && fit.slope.low > 0) {
    const { slope, intercept, knee } = fit;
    const each = { each: duration(slope.value), eachLow: duration(slope.low), eachHigh: duration(slope.high) };
    findings.push(
      intercept.low > 0
        ? say('fit', lane, {
            fixed: duration(intercept.value),
            fixedLow: duration(intercept.low),
            fixedHigh: duration(intercept.high),
            ...each,
          })
        : say('fitNoFixed', lane, each),
    );
    if (knee) {
      const where = { knee: ratio(knee.value), low: ratio(knee.low), high: ratio(knee.high) };
      // No batch is smaller than one sample.
      if (knee.value >= 1) findings.push(say('knee', lane, where));
      else findings.push(say('kneeBelowOne', lane, { ...where, told: text(knee.high < 1 ? 'yes' : 'no') }));
    }
  }
  if (misfitShare !== null) findings.push(say('poorFit', lane, { worst: share(misfitShare) }));
  if (mostRows !== null) findings.push(say('mostRows', lane, { rows: count(mostRows) }));
  return findings;
}

function threadFindings({ lane, isolated, failures }: SweepResult, { points, best }: SweepShown): StudyFinding[] {
  const [first] = points;
  if (!first || (failures.length > 0 && !best)) return [];
  const one = { one: duration(first.callMs.value), low: duration(first.callMs.low), high: duration(first.callMs.high) };
  if (!isolated) return [say('threadsNotIsolated', lane, one)];
  if (!best) return [say('threadsOne', lane, one)];
  const open = undecided(lane, best);
  if (open) return [open];
  if (best.comparison === 'same') return [say('threadsSame', lane, one)];
  if (best.point === first) return [say('threadsNoGain', lane, one)];
  const gain = { threads: count(best.point.threads ?? 1), best: duration(best.point.callMs.value), ...between(best) };
  return [say('threadsGain', lane, gain)];
}

function variantFindings({ lane, modelId, failures }: SweepResult, { points, best }: SweepShown): StudyFinding[] {
  if (!best) return [];
  const open = undecided(lane, best);
  if (open) return [open];
  const { point, than, alike } = best;
  const fastest = version(point.versionId);
  const findings = [
    best.comparison === 'same'
      ? say('variantsSame', lane)
      : say('variantsFastest', lane, {
          fastest,
          slowest: version(than.versionId),
          best: duration(point.callMs.value),
          ...between(best),
        }),
  ];
  if (best.comparison === 'apart' && alike.length > 0)
    findings.push(
      say('variantsAlike', lane, { fastest, others: list(alike.map(({ versionId }) => version(versionId))) }),
    );
  const accuracyOf = ({ versionId }: SweepFigure) => findVersion({ modelId, versionId }).accuracy;
  const failed = new Set(failures.map(keyOfPoint));
  const whole = points.filter((one) => !failed.has(keyOfPoint(one)));
  const rightest = whole.reduce((top, other) => (accuracyOf(other).value > accuracyOf(top).value ? other : top));
  if (best.comparison === 'apart' && rightest !== point)
    findings.push(
      say(accuracyOf(point).high < accuracyOf(rightest).low ? 'variantsLessRight' : 'variantsAsRight', null, {
        fastest,
        accuracy: { kind: 'accuracy', value: accuracyOf(point).value },
        best: version(rightest.versionId),
        bestAccuracy: { kind: 'accuracy', value: accuracyOf(rightest).value },
      }),
    );
  return findings;
}
