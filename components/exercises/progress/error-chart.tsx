import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CartesianGrid, ComposedChart, Label, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { bottomAxis, GRID, gridLine, pointerLine, sideAxis } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { logTicks } from '@/components/lab/studies/log-axes';
import type { PredictionError } from '@/lib/exercises/progress/prediction-errors';
import { timeTicks } from '@/lib/exercises/progress/time-ticks';
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
  const ticks = logTicks(1, Math.max(5, most * 1.05));
  const axisPx = Math.ceil(Math.max(...ticks.map((tick) => textWidth(factor(tick), textPx)))) + 16;
  const [firstMs, lastMs] = [errors[0]?.atMs ?? 0, errors.at(-1)?.atMs ?? 0];
  const reach = Math.max(LEAST_SPAN_MS, (lastMs - firstMs) * MARGIN);
  const domain = [firstMs - reach, lastMs + reach] as const;
  const room = (widthPx - axisPx) / (textWidth('30 Nov', textPx) * 1.6);
  const { ticksMs, as } = timeTicks(domain[0], domain[1], Math.max(2, Math.min(8, Math.floor(room))));
  const label = { fill: 'var(--soft)', fontSize: textPx };
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={errors as PredictionError[]}
      margin={{ top: Math.ceil(textPx * 2), right: Math.ceil(textPx * 1.2), bottom: Math.ceil(textPx * 0.5), left: 0 }}
      title={t('heading')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="atMs"
        {...bottomAxis(textPx)}
        // The line of 1× is the ground.
        axisLine={false}
        domain={[...domain]}
        ticks={[...ticksMs]}
        tickFormatter={as === 'day' ? times.shortDay : times.time}
      />
      <YAxis
        {...sideAxis(textPx)}
        scale="log"
        // A little below 1, so that a mark on that line is whole.
        domain={[0.85, ticks.at(-1) ?? 10]}
        ticks={[...ticks]}
        tickFormatter={factor}
        width={axisPx}
      >
        <Label
          content={() => (
            <text x={0} y={textPx} {...label}>
              {t('axis')}
            </text>
          )}
        />
      </YAxis>
      <ReferenceLine y={1} stroke="var(--control-line)" strokeWidth={strokePx * 0.75} />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const one = payload?.[0]?.payload as PredictionError | undefined;
          if (!active || !one) return null;
          return (
            <Pointed
              title={titleOf(one)}
              rows={[
                { lane: null, name: t('columns.at'), value: times.moment(one.atMs) },
                { lane: null, name: t('columns.factor'), value: factor(one.factor) },
                { lane: null, name: t('columns.verdict'), value: verdicts(one.verdict) },
                ...(one.median === null ? [] : [{ lane: null, name: t('columns.median'), value: factor(one.median) }]),
              ]}
            />
          );
        }}
      />
      <Line
        dataKey="median"
        type="linear"
        stroke="var(--soft)"
        strokeWidth={strokePx}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="factor"
        stroke="none"
        activeDot={false}
        isAnimationActive={false}
        dot={({ cx, cy, index, payload }: { cx?: number; cy?: number; index?: number; payload?: PredictionError }) => (
          <VerdictShape
            key={index}
            state={payload?.verdict ?? 'new'}
            x={cx ?? 0}
            y={cy ?? 0}
            radius={markPx * 0.55}
            strokePx={strokePx * 0.75}
          />
        )}
      />
    </ComposedChart>
  );
});
