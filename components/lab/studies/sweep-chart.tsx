import { useTranslations } from 'next-intl';
import { memo } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  DefaultZIndexes,
  Line,
  ReferenceLine,
  Tooltip,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import { roundTicks } from '@/components/charts/axis-ticks';
import {
  axisText,
  bottomAxis,
  GRID,
  gridLine,
  halo,
  pointerLine,
  sideAxis,
  UNTOUCHABLE,
} from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { SweepFigures } from '@/lib/lab/studies/sweep-figures';
import { BATCH_SIZES } from '@/lib/lab/studies/sweep-result';
import type { ModeId } from '@/lib/modes';
import { logTicks } from './log-axes';

interface SweepChartProps {
  readonly measure: 'time' | 'rate';
  readonly lane: ModeId;
  readonly figures: SweepFigures;
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Drawn {
  readonly size: number;
  readonly point: number;
  readonly fitted: number | null;
}

/** Batch sizes on a log axis: time per call on another, or samples a second from 0; points, and the fitted line. */
export const SweepChart = memo(function SweepChart({ measure, lane, figures, widthPx, heightPx }: SweepChartProps) {
  const t = useTranslations('studies.sweep');
  const numbers = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const isTime = measure === 'time';
  const drawn: Drawn[] = figures.points.map(({ batchSize, callMs, samplesPerSecond, fittedMs }) => ({
    size: batchSize,
    point: isTime ? callMs.value : samplesPerSecond,
    fitted: fittedMs !== null && fittedMs > 0 ? (isTime ? fittedMs : (batchSize * 1000) / fittedMs) : null,
  }));
  const values = drawn.flatMap(({ point, fitted }) => (fitted === null ? [point] : [point, fitted]));
  const ticks = isTime
    ? logTicks(Math.min(...values), Math.max(...values))
    : roundTicks(Math.max(...values), 5, 'beyond');
  const inWords = isTime ? numbers.tick : numbers.rate;
  const axisPx = Math.ceil(Math.max(...ticks.map((tick) => textWidth(inWords(tick), textPx)))) + 16;
  const sizes = BATCH_SIZES.filter((size) => size <= Math.max(2, ...drawn.map((one) => one.size)));
  const everyOther = (widthPx - axisPx) / sizes.length < textWidth('256', textPx) + 8;
  const knee = figures.fit?.knee;
  const { colour, textColour } = LANE_STYLE[lane];

  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={drawn}
      margin={{ top: Math.ceil(textPx * 1.6), right: Math.ceil(textPx * 1.2), bottom: 0, left: 0 }}
      title={t(isTime ? (figures.fit ? 'timeTitleLine' : 'timeTitle') : 'rateTitle')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="size"
        {...bottomAxis(textPx)}
        scale="log"
        domain={[1, sizes.at(-1) ?? 256]}
        ticks={sizes.filter((_, index) => !everyOther || index % 2 === 0) as number[]}
        tickFormatter={(size: number) => numbers.count(size)}
        height={Math.ceil(textPx * 3.4)}
        label={{ value: t('timeAxis'), position: 'insideBottomRight', ...axisText(textPx) }}
      />
      <YAxis
        {...sideAxis(textPx)}
        scale={isTime ? 'log' : 'linear'}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        ticks={ticks as number[]}
        tickFormatter={inWords}
        width={axisPx}
      />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const one = payload?.[0]?.payload as Drawn | undefined;
          if (!active || !one) return null;
          const value = isTime ? numbers.duration : numbers.rate;
          return (
            <Pointed
              title={t('pointSize', { size: one.size })}
              rows={[
                { lane, name: t(isTime ? 'time' : 'rate'), value: value(one.point) },
                ...(one.fitted === null ? [] : [{ lane: null, name: t('fitted'), value: value(one.fitted) }]),
              ]}
            />
          );
        }}
      />
      {knee && knee.value > 1 && knee.value < (sizes.at(-1) ?? 256) && (
        <ReferenceLine
          x={knee.value}
          stroke="var(--control-line)"
          strokeDasharray="3 3"
          strokeWidth={strokePx / 2}
          label={{
            value: t('kneeLabel', { knee: numbers.ratio(knee.value) }),
            position: 'top',
            fill: 'var(--soft)',
            fontSize: textPx,
          }}
        />
      )}
      <Line
        dataKey="fitted"
        type="monotone"
        stroke={textColour}
        strokeWidth={strokePx * 0.75}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="point"
        stroke="none"
        isAnimationActive={false}
        activeDot={false}
        dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => (
          <g
            key={index}
            transform={`translate(${cx ?? 0} ${cy ?? 0})`}
            fill={colour}
            stroke="var(--card)"
            strokeWidth={markPx / 8}
          >
            <LaneShape lane={lane} radius={markPx * 0.6} />
          </g>
        )}
      />
      <LineName drawn={drawn} text={t('line')} colour={textColour} textPx={textPx} />
    </ComposedChart>
  );
});

/** Beside the end of the line, below it. */
function LineName({
  drawn,
  text,
  colour,
  textPx,
}: {
  drawn: readonly Drawn[];
  text: string;
  colour: string;
  textPx: number;
}) {
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  const last = drawn.findLast(({ fitted }) => fitted !== null);
  if (!toX || !toY || last?.fitted == null || drawn.length < 3) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <text
        x={toX(last.size)}
        y={(toY(last.fitted) ?? 0) + textPx * 2.2}
        textAnchor="end"
        fontSize={textPx}
        fontWeight={600}
        fill={colour}
        style={UNTOUCHABLE}
        {...halo(textPx)}
      >
        {text}
      </text>
    </ZIndexLayer>
  );
}
