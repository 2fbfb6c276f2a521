import { useTranslations } from 'next-intl';
import { memo } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  DefaultZIndexes,
  Line,
  ReferenceLine,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
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
import { LANE_STYLE } from '@/components/marks/lane-style';
import { type CapacityPoint, capacityPoints } from '@/lib/lab/studies/capacity-points';
import type { RateTrial } from '@/lib/lab/studies/capacity-result';
import { logTicks } from './log-axes';
import { useP99Words } from './use-p99-words';

interface CapacityCurveProps {
  /** By rate, ascending. */
  readonly trials: readonly RateTrial[];
  readonly limitMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** p99 over rate with the limit across it; a circle was met, a cross was not, a ring could not be asked. */
export const CapacityCurve = memo(function CapacityCurve({ trials, limitMs, widthPx, heightPx }: CapacityCurveProps) {
  const t = useTranslations('studies.capacity');
  const figures = useFigures();
  const p99Of = useP99Words();
  const { textPx, strokePx, markPx } = useChartText();
  const drawn = capacityPoints(trials);
  const rates = drawn.map(({ perSecond }) => perSecond);
  const times = [limitMs, ...drawn.map(({ p99Ms }) => p99Ms)];
  const rateTicks = logTicks(Math.min(...rates) * 0.9, Math.max(...rates) * 1.1);
  const timeTicks = logTicks(Math.min(...times) * 0.8, Math.max(...times) * 1.2);
  const axisPx = Math.ceil(Math.max(...timeTicks.map((tick) => textWidth(figures.tick(tick), textPx)))) + 10;
  const limit = t('limit', { limit: figures.duration(limitMs) });
  const { colour } = LANE_STYLE.online;
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={drawn}
      margin={{ top: Math.ceil(textPx * 1.2), right: Math.ceil(textPx * 2), bottom: 0, left: 0 }}
      title={t('curveTitle')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="perSecond"
        {...bottomAxis(textPx)}
        scale="log"
        domain={[rateTicks[0] ?? 1, rateTicks.at(-1) ?? 10]}
        ticks={rateTicks as number[]}
        interval="preserveStartEnd"
        tickFormatter={figures.rate}
        height={Math.ceil(textPx * 3.4)}
        label={{ value: t('rateAxis'), position: 'insideBottomRight', ...axisText(textPx) }}
      />
      <YAxis
        {...sideAxis(textPx)}
        scale="log"
        domain={[timeTicks[0] ?? 0.1, timeTicks.at(-1) ?? 1000]}
        ticks={timeTicks as number[]}
        tickFormatter={figures.tick}
        width={axisPx}
      />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const one = payload?.[0]?.payload as CapacityPoint | undefined;
          if (!active || !one) return null;
          return (
            <Pointed
              title={t('perSecond', { rate: figures.rate(one.perSecond) })}
              rows={[
                { lane: 'online', name: t('p99'), value: p99Of(one.trial) },
                { lane: null, name: t('answers'), value: figures.count(one.trial.sentCount - one.trial.failedCount) },
                { lane: null, name: t('verdict'), value: t(`verdicts.${one.trial.verdict}`) },
              ]}
            />
          );
        }}
      />
      <ReferenceLine
        y={limitMs}
        stroke="var(--ink)"
        strokeDasharray="6 4"
        strokeWidth={strokePx * 0.75}
        label={{ value: limit, position: 'insideBottomLeft', fill: 'var(--ink)', fontSize: textPx, fontWeight: 600 }}
      />
      <Line
        dataKey="countsMs"
        type="linear"
        stroke={colour}
        strokeOpacity={0.45}
        strokeWidth={strokePx * 0.75}
        connectNulls
        isAnimationActive={false}
        dot={false}
        activeDot={false}
      />
      <Line
        dataKey="p99Ms"
        stroke="none"
        isAnimationActive={false}
        activeDot={false}
        dot={({
          cx = 0,
          cy = 0,
          index,
          payload,
        }: {
          cx?: number;
          cy?: number;
          index?: number;
          payload?: CapacityPoint;
        }) => <TrialMark key={index} x={cx} y={cy} trial={payload?.trial} sizePx={markPx} strokePx={strokePx} />}
      />
      <Names drawn={drawn} textPx={textPx} />
    </ComposedChart>
  );
});

interface TrialMarkProps {
  readonly x: number;
  readonly y: number;
  readonly trial: RateTrial | undefined;
  readonly sizePx: number;
  readonly strokePx: number;
}

function TrialMark({ x, y, trial, sizePx, strokePx }: TrialMarkProps) {
  const reach = sizePx * 0.5;
  if (trial?.met)
    return <circle cx={x} cy={y} r={reach} fill={LANE_STYLE.online.colour} stroke="var(--card)" strokeWidth={1} />;
  if (trial?.disturbed)
    return <circle cx={x} cy={y} r={reach} fill="none" stroke="var(--soft)" strokeWidth={strokePx * 0.75} />;
  return (
    <path
      d={`M${x - reach} ${y - reach}l${2 * reach} ${2 * reach}M${x - reach} ${y + reach}l${2 * reach} ${-2 * reach}`}
      stroke={LANE_STYLE.online.textColour}
      strokeWidth={strokePx}
    />
  );
}

/** The two shapes are named where the curve breaks: at the highest rate that was met and the lowest that was not. */
function Names({ drawn, textPx }: { drawn: readonly CapacityPoint[]; textPx: number }) {
  const t = useTranslations('studies.capacity');
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toX || !toY || !plot) return null;
  const met = drawn.findLast(({ trial }) => trial.met);
  const missed = drawn.find(({ trial }) => !trial.met && !trial.disturbed);
  const disturbed = drawn.find(({ trial }) => trial.disturbed);
  const names = [
    met && { one: met, text: t('met'), below: true },
    missed && { one: missed, text: t('missed'), below: false },
    disturbed && { one: disturbed, text: t('disturbed'), below: false },
  ].filter((name) => name !== undefined);
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE} fontSize={textPx} fontWeight={600} fill={LANE_STYLE.online.textColour}>
        {names.map(({ one, text, below }) => {
          const x = toX(one.perSecond) ?? 0;
          const hasRoom = x - textPx - textWidth(text, textPx, 600) > plot.x;
          return (
            <text
              key={text}
              x={x + textPx * (hasRoom ? -0.8 : 0.8)}
              y={(toY(one.p99Ms) ?? 0) + (below ? textPx * 1.6 : -textPx * 0.5)}
              textAnchor={hasRoom ? 'end' : 'start'}
              {...halo(textPx)}
            >
              {text}
            </text>
          );
        })}
      </g>
    </ZIndexLayer>
  );
}
