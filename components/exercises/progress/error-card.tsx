import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import type { Attempt } from '@/lib/exercises/attempt';
import type { OfferedExercise } from '@/lib/exercises/progress/offered';
import {
  LEAST_ERRORS,
  MEDIAN_OF,
  type PredictionError,
  predictionErrors,
} from '@/lib/exercises/progress/prediction-errors';
import { ErrorChart } from './error-chart';
import { useTimeWords } from './use-time-words';

interface ErrorCardProps {
  readonly attempts: readonly Attempt[];
  readonly exercises: readonly OfferedExercise[];
}

/** How far the numbers that were predicted lay from what was measured, over their dates. */
export function ErrorCard({ attempts, exercises }: ErrorCardProps) {
  const t = useTranslations('progress.errors');
  const verdicts = useTranslations('progress.verdict');
  const figures = useFigures();
  const times = useTimeWords();
  const heightPx = useChartHeight(300);
  const { errors, leftOut } = useMemo(() => predictionErrors(attempts), [attempts]);
  const titleOf = ({ exerciseId }: PredictionError) =>
    exercises.find(({ id }) => id === exerciseId)?.title ?? exerciseId;
  const factor = (value: number) => t('factor', { value: figures.ratio(value) });
  const [first, last] = [errors[0], errors.at(-1)];
  const median = last?.median ?? null;
  const count = Math.min(MEDIAN_OF, errors.length);
  const all = errors.map((error) => error.factor);
  const range = { from: first ? times.shortDay(first.atMs) : '', to: last ? times.shortDay(last.atMs) : '' };
  const title =
    median === null
      ? t('titleFew')
      : median <= 1
        ? t('titleNone', { count })
        : t('title', { count, factor: factor(median) });
  return (
    <section className="grid from-top gap-3 narrow" aria-labelledby="progress-errors">
      <h2 className="large" id="progress-errors">
        {t('heading')}
      </h2>
      <ChartFrame
        name="prediction-errors"
        title={title}
        note={t('note')}
        summary={
          median === null
            ? t('few', { count: errors.length })
            : t('summary', {
                ...range,
                count: errors.length,
                right: errors.filter(({ verdict }) => verdict === 'right').length,
                best: factor(Math.min(...all)),
                worst: factor(Math.max(...all)),
                window: count,
                median: factor(median),
              })
        }
        caption={t('caption', { ...range, count: errors.length })}
        state="done"
        hasData={errors.length >= LEAST_ERRORS}
        placeholder={t('few', { count: errors.length })}
        heightFor={() => (errors.length >= LEAST_ERRORS ? heightPx : heightPx / 2)}
        twin={{
          head: [
            t('columns.at'),
            t('columns.exercise'),
            t('columns.factor'),
            t('columns.verdict'),
            t('columns.median'),
          ],
          rows: errors.map((error) => [
            times.moment(error.atMs),
            titleOf(error),
            factor(error.factor),
            verdicts(error.verdict),
            error.median === null ? t('none') : factor(error.median),
          ]),
        }}
        data={() => ({
          columns: ['at', 'exercise', 'off_by_factor', 'verdict', `median_of_last_${MEDIAN_OF}`],
          rows: errors.map((error) => [
            new Date(error.atMs).toISOString(),
            error.exerciseId,
            error.factor,
            error.verdict,
            error.median,
          ]),
        })}
      >
        {(widthPx) => (
          <ErrorChart errors={errors} titleOf={titleOf} times={times} widthPx={widthPx} heightPx={heightPx} />
        )}
      </ChartFrame>
      {leftOut > 0 && <p className="measure soft small">{t('left', { count: leftOut })}</p>}
    </section>
  );
}
