'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useAmounts } from '@/components/exercises/chart/use-amounts';
import type { Evidence } from '@/lib/exercises/evidence/evidence';
import type { Unit } from '@/lib/exercises/evidence/figures';
import type { Reading } from '@/lib/exercises/evidence/reading';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { type Grade, TOLERANCES } from '@/lib/exercises/grading/grade';
import { toleranceOf } from '@/lib/exercises/grading/grade-prediction';
import compare from './compare.module.css';
import styles from './play.module.css';

/** What was measured of what was asked, how far off the answer was, and how near it had to be. */
export function GapWords({ exercise, grade, evidence }: { exercise: AnyExercise; grade: Grade; evidence: Evidence }) {
  const t = useTranslations('exercises.play.explain');
  const { ratio } = useFigures();
  const { measured } = useAmounts();
  const asked = measuredOf(exercise, evidence);
  const tolerance = useToleranceWords(exercise);
  const amount = (unit: Unit, of: number) => measured({ unit }, of);
  return (
    <div className={compare.gap}>
      {asked && (
        <p>
          {asked.reading === null
            ? t('never')
            : asked.reading.low === asked.reading.high
              ? t('measuredExactly', { value: amount(asked.unit, asked.reading.value) })
              : t('measured', {
                  value: amount(asked.unit, asked.reading.value),
                  low: amount(asked.unit, asked.reading.low),
                  high: amount(asked.unit, asked.reading.high),
                })}
          {'. '}
          {grade.gap &&
            (grade.gap.kind === 'times'
              ? grade.gap.value <= 1
                ? t('gapNone')
                : t('gapTimes', { factor: ratio(grade.gap.value) })
              : grade.gap.value === 0
                ? t('gapNone')
                : asked.unit === 'share'
                  ? t('gapByPoints', { points: pointsOf(grade.gap.value) })
                  : t('gapBy', { amount: amount(asked.unit, grade.gap.value) }))}
        </p>
      )}
      {tolerance && <p className={styles.note}>{tolerance}</p>}
    </div>
  );
}

/** A difference of two shares, in percentage points. */
const pointsOf = (difference: number) => Math.round(difference * 100);

interface Asked {
  readonly unit: Unit;
  /** `null` = the curves do not cross. */
  readonly reading: Reading | null;
}

/** The one figure that was asked about, of the kinds that ask about one. */
function measuredOf(exercise: AnyExercise, evidence: Evidence): Asked | null {
  switch (exercise.ask.kind) {
    case 'ratio': {
      const truth = (exercise as Extract<AnyExercise, { ask: { kind: 'ratio' } }>).key.truth(evidence);
      return truth && { unit: 'ratio', reading: truth.ratio };
    }
    case 'numeric': {
      const { ask, key } = exercise as Extract<AnyExercise, { ask: { kind: 'numeric' } }>;
      const truth = key.truth(evidence);
      return truth && { unit: ask.input.scale.unit, reading: truth.value };
    }
    case 'crossover': {
      const { ask, key } = exercise as Extract<AnyExercise, { ask: { kind: 'crossover' } }>;
      const truth = key.truth(evidence);
      return truth && { unit: ask.input.x.unit, reading: truth.at };
    }
    case 'load': {
      const truth = (exercise as Extract<AnyExercise, { ask: { kind: 'load' } }>).key.truth(evidence);
      return truth && { unit: 'rate', reading: truth.best };
    }
    default:
      return null;
  }
}

function useToleranceWords(exercise: AnyExercise): string | null {
  const t = useTranslations('exercises.play.explain');
  const { ratio } = useFigures();
  const { measured } = useAmounts();
  const { ask, key } = exercise;
  const scaled = (scale: {
    readonly unit: Unit;
    readonly kind: 'linear' | 'log';
    readonly least: number;
    readonly most: number;
  }) => {
    const { right, partly } = toleranceOf(scale, key.tolerance);
    return scale.kind === 'log'
      ? t('toleranceTimes', { right: ratio(right), partly: ratio(partly) })
      : scale.unit === 'share'
        ? t('tolerancePoints', { right: pointsOf(right), partly: pointsOf(partly) })
        : t('toleranceBy', {
            right: measured({ unit: scale.unit }, right),
            partly: measured({ unit: scale.unit }, partly),
          });
  };
  switch (ask.kind) {
    case 'ratio':
    case 'load': {
      const { right, partly } = key.tolerance ?? TOLERANCES.factor;
      return t('toleranceTimes', { right: ratio(right), partly: ratio(partly) });
    }
    case 'numeric':
      return scaled((exercise as Extract<AnyExercise, { ask: { kind: 'numeric' } }>).ask.input.scale);
    case 'crossover':
      return scaled((exercise as Extract<AnyExercise, { ask: { kind: 'crossover' } }>).ask.input.x);
    case 'order':
      return t('toleranceOrder');
    case 'choose':
      return t('toleranceChoose');
    case 'flaw':
      return t('toleranceFlaw');
    case 'sort':
    case 'recall':
      return t('toleranceParts');
  }
}
