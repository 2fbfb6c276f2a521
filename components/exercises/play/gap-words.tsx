'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { viewOf } from '@/components/exercises/kinds/view-of';
import { useAmounts } from '@/components/exercises/use-amounts';
import { measuredOf, numberOf, scaleOf } from '@/lib/exercises/asked-number';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { Unit } from '@/lib/exercises/evidence/figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import type { Grade } from '@/lib/exercises/grading/grade';
import styles from './play.module.css';

/** What was measured of what was asked, how far off the answer was, and how near it had to be. */
export function GapWords({ exercise, grade, evidence }: { exercise: AnyExercise; grade: Grade; evidence: Evidence }) {
  const t = useTranslations('exercises.play.explain');
  const { ratio } = useFigures();
  const { measured } = useAmounts();
  const scale = scaleOf(exercise.ask);
  const reading = measuredOf(exercise, evidence);
  const tolerance = useToleranceWords(exercise);
  const amount = (unit: Unit, of: number) => measured({ unit }, of);
  return (
    <div className="grid gap-1 above-2 below-4">
      {scale && reading !== undefined && (
        <p>
          {reading === null
            ? t('never')
            : reading.low === reading.high
              ? t('measuredExactly', { value: amount(scale.unit, reading.value) })
              : t('measured', {
                  value: amount(scale.unit, reading.value),
                  low: amount(scale.unit, reading.low),
                  high: amount(scale.unit, reading.high),
                })}
          {'. '}
          {grade.gap &&
            (grade.gap.kind === 'times'
              ? grade.gap.value <= 1
                ? t('gapNone')
                : t('gapTimes', { factor: ratio(grade.gap.value) })
              : grade.gap.value === 0 || (scale.unit === 'share' && pointsOf(grade.gap.value) === 0)
                ? t('gapNone')
                : scale.unit === 'share'
                  ? t('gapByPoints', { points: pointsOf(grade.gap.value) })
                  : t('gapBy', { amount: amount(scale.unit, grade.gap.value) }))}
        </p>
      )}
      {tolerance && <p className={`${styles.note} soft small`}>{tolerance}</p>}
    </div>
  );
}

/** A difference of two shares, in percentage points. */
const pointsOf = (difference: number) => Math.round(difference * 100);

function useToleranceWords({ ask, key }: AnyExercise): string | null {
  const t = useTranslations('exercises.play.explain');
  const { ratio } = useFigures();
  const { measured } = useAmounts();
  const near = numberOf({ ask, key });
  if (!near) {
    const { tolerance } = viewOf(ask.kind);
    return tolerance ? t(tolerance) : null;
  }
  const { unit, kind } = near.scale;
  const { right, partly } = near.tolerance;
  if (kind === 'log') return t('toleranceTimes', { right: ratio(right), partly: ratio(partly) });
  if (unit === 'share') return t('tolerancePoints', { right: pointsOf(right), partly: pointsOf(partly) });
  return t('toleranceBy', { right: measured({ unit }, right), partly: measured({ unit }, partly) });
}
