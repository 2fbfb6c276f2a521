import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { logAxisOf } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { lineAcross, Marks } from '@/components/chart-kit/plot';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useFigures } from '@/components/charts/format';
import { logTicks, timeTicks } from '@/lib/chart/ticks';
import type { PredictionError } from '@/lib/exercises/progress/prediction-errors';
import type { TimeWords } from './use-time-words';
import { VerdictShape } from './verdict-mark';

interface ErrorChartProps {
  /** The oldest first. */
  readonly errors: readonly PredictionError[];
  titleOf(error: PredictionError): string;
  readonly times: TimeWords;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Room on either side of the first and the last dot. */
const MARGIN = 0.03;
const LEAST_SPAN_MS = 60_000;

/** A mark a prediction on a logarithmic axis of factors over its date, and the rolling median. */
export const ErrorChart = memo(function ErrorChart({ errors, titleOf, times, widthPx, heightPx }: ErrorChartProps) {
  const t = useTranslations('progress.errors');
  const verdicts = useTranslations('progress.verdict');
  const figures = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const factor = (value: number) => t('factor', { value: figures.ratio(value) });
  const most = Math.max(...errors.map((error) => error.factor));
  const factors = logAxisOf(logTicks(1, Math.max(5, most * 1.05)), factor);
  const [firstMs, lastMs] = [errors[0]?.atMs ?? 0, errors.at(-1)?.atMs ?? 0];
  const reach = Math.max(LEAST_SPAN_MS, (lastMs - firstMs) * MARGIN);
  const span = { from: firstMs - reach, to: lastMs + reach };
  const count = Math.floor((widthPx - textPx * 3) / (textWidth('30 Nov', textPx) * 1.6));
  const { ticksMs, as } = timeTicks(span.from, span.to, Math.max(2, Math.min(8, count)));
  return (
    <CurveChart
      title={t('heading')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={errors}
      x={{ ...span, of: 'atMs', isBare: true, ticks: ticksMs, words: as === 'day' ? times.shortDay : times.time }}
      // A little below 1, so that a mark on that line is whole.
      y={{ ...factors, from: 0.85, isOpen: true, name: t('axis') }}
      room={{ topPx: textPx * 2, rightPx: textPx * 1.2 }}
      curves={[
        { id: 'median', of: 'median', look: { as: 'line', colour: 'var(--soft)', widthPx: strokePx } },
        {
          id: 'factor',
          of: 'factor',
          look: {
            as: 'marks',
            mark: ({ verdict }) => (
              <VerdictShape state={verdict} x={0} y={0} radius={markPx * 0.55} strokePx={strokePx * 0.75} />
            ),
          },
        },
      ]}
      pointed={(one) => ({
        title: titleOf(one),
        rows: [
          { lane: null, name: t('columns.at'), value: times.moment(one.atMs) },
          { lane: null, name: t('columns.factor'), value: factor(one.factor) },
          { lane: null, name: t('columns.verdict'), value: verdicts(one.verdict) },
          ...(one.median === null ? [] : [{ lane: null, name: t('columns.median'), value: factor(one.median) }]),
        ],
      })}
    >
      {/* The line of 1× is the ground. */}
      <Marks behind>
        {(plot) => <path d={lineAcross(plot, 1)} stroke="var(--control-line)" strokeWidth={strokePx * 0.75} />}
      </Marks>
    </CurveChart>
  );
});
