import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useAmounts } from '@/components/exercises/use-amounts';
import { type Attempt, type AttemptResult, isOnSample } from '@/lib/exercises/attempt';
import type { OfferedExercise } from '@/lib/exercises/progress/offered';
import { EntryFrame } from './entry-frame';
import { useGivenWords } from './use-given-words';

interface ExerciseLineProps {
  readonly attempt: Attempt;
  /** `null` = it is no longer offered. */
  readonly exercise: OfferedExercise | null;
  readonly time: string;
}

/** A go at an exercise from its commitment on. */
export function ExerciseLine({ attempt, exercise, time }: ExerciseLineProps) {
  const t = useTranslations('progress.history');
  const figures = useFigures();
  const given = useGivenWords();
  const gapWords = useGapWords(exercise);
  const { exerciseId, commitment, legs, result, set, told } = attempt;
  const title = exercise?.title ?? t('gone', { id: exerciseId });
  const runs = legs.flatMap(({ runId }) => runId ?? []);
  return (
    <EntryFrame
      kind={t('kind.exercise')}
      time={time}
      title={title}
      href={exercise && `/exercises/${exerciseId}`}
      state={result?.verdict ?? (told ? 'told' : 'begun')}
      verdict={t(`verdict.${result?.verdict ?? (told ? 'told' : 'open')}`)}
      facts={[
        ...(result?.gap ? [gapWords(result.gap)] : []),
        ...(result ? [t('points', { points: Math.round(result.score * 100) })] : []),
        ...(isOnSample(attempt) ? [t('sample')] : []),
        ...(legs.some(({ simulated }) => simulated) ? [t('simulated')] : []),
        ...(commitment ? [t('sure', { share: figures.share(commitment.confidence) })] : []),
      ]}
    >
      {commitment && (
        <p className="measure soft anywhere">{t('predicted', { words: given(commitment.prediction, exercise) })}</p>
      )}
      {set !== null && <p className="measure soft anywhere">{t('set', { set })}</p>}
      {runs.length > 0 && (
        <p className="flex wrap gap-y-0 gap-x-4 tiny no-print">
          {runs.map((runId, index) => {
            const words = t('run', { count: runs.length, number: index + 1 });
            return (
              <a
                className="inline-row target"
                key={runId}
                href={`/lab?saved=${encodeURIComponent(runId)}`}
                aria-label={t('runOf', { words, title })}
              >
                {words}
              </a>
            );
          })}
        </p>
      )}
    </EntryFrame>
  );
}

function useGapWords(exercise: OfferedExercise | null): (gap: NonNullable<AttemptResult['gap']>) => string {
  const t = useTranslations('progress.history');
  const factors = useTranslations('progress.errors');
  const figures = useFigures();
  const amounts = useAmounts();
  return ({ kind, value }) => {
    if (kind === 'times')
      return value <= 1 ? t('within') : t('off', { amount: factors('factor', { value: figures.ratio(value) }) });
    return value === 0
      ? t('within')
      : t('off', { amount: amounts.measured({ unit: exercise?.unit ?? 'count' }, value) });
  };
}
