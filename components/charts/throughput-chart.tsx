import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { LaneKey } from '@/lib/measure/lane-record';
import type { Throughput } from '@/lib/measure/throughput';
import { roundTicks } from './axis-ticks';
import { bottomAxis, GRID, gridLine, pointerLine, sideAxis } from './chart-style';
import { EndLabels } from './end-labels';
import { useFigures } from './format';
import { Pointed } from './pointed';
import { textWidth } from './text-width';
import { useChartText } from './use-chart-text';

interface ThroughputChartProps {
  readonly throughput: Throughput;
  /** Those that are drawn. */
  readonly lanes: readonly LaneKey[];
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Step {
  readonly atMs: number;
  readonly toMs: number;
  readonly perSecond: Readonly<Record<string, number>>;
  /** The same, and the end of a lane that has just ended: a step holds until the next point. */
  readonly drawn: Readonly<Record<string, number>>;
}

/** Answers per second in each window, as steps; all lanes over one axis. */
export const ThroughputChart = memo(function ThroughputChart({
  throughput,
  lanes: all,
  widthPx,
  heightPx,
}: ThroughputChartProps) {
  const t = useTranslations('charts.throughput');
  const nameOf = useLaneName();
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const steps = stepsOf(throughput);
  const endMs = steps.at(-1)?.toMs ?? throughput.windowMs;
  const lanes = all
    .filter(({ id }) => steps.some(({ perSecond }) => perSecond[id] !== undefined))
    .map(({ id, modeId }) => ({ id, modeId, name: nameOf({ id, modeId }) }));
  const peak = Math.max(1, ...steps.flatMap(({ perSecond }) => Object.values(perSecond)));
  const rates = roundTicks(peak, 5, 'beyond');
  const axisPx = Math.ceil(Math.max(...rates.map((rate) => textWidth(figures.rate(rate), textPx)))) + 10;
  const namePx = Math.ceil(Math.max(0, ...lanes.map(({ name }) => textWidth(name, textPx, 600)))) + 12;
  const tickPx = textWidth(figures.seconds(10_000), textPx) * 2;

  return (
    <LineChart
      width={widthPx}
      height={heightPx}
      data={steps as Step[]}
      margin={{ top: Math.ceil(textPx * 0.7), right: namePx, bottom: 0, left: 0 }}
      title={t('title')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} vertical={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="atMs"
        {...bottomAxis(textPx)}
        domain={[0, endMs]}
        ticks={roundTicks(endMs, Math.max(2, Math.floor((widthPx - axisPx - namePx) / tickPx)), 'within') as number[]}
        tickFormatter={(ms: number) => (ms === 0 ? figures.count(0) : figures.seconds(ms))}
      />
      <YAxis
        {...sideAxis(textPx)}
        domain={[0, rates.at(-1) ?? peak]}
        ticks={rates as number[]}
        tickFormatter={figures.rate}
        width={axisPx}
      />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        // Where no lane has a point there is something to say all the same.
        filterNull={false}
        content={({ active, payload }) => {
          const step = payload?.[0]?.payload as Step | undefined;
          if (!active || !step) return null;
          return (
            <Pointed
              title={t('between', { from: figures.seconds(step.atMs), to: figures.seconds(step.toMs) })}
              rows={lanes.flatMap(({ id, modeId, name }) => {
                const rate = step.perSecond[id];
                return rate === undefined ? [] : [{ lane: modeId, name, value: figures.rate(rate) }];
              })}
            />
          );
        }}
      />
      {lanes.map(({ id, modeId, name }) => (
        <Line
          key={id}
          dataKey={(step: Step) => step.drawn[id]}
          name={name}
          type="stepAfter"
          stroke={LANE_STYLE[modeId].colour}
          strokeWidth={strokePx}
          strokeDasharray={LANE_STYLE[modeId].strokeDasharray}
          strokeLinecap={LANE_STYLE[modeId].lineCap}
          strokeLinejoin="round"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      <EndLabels
        labels={lanes.map(({ id, modeId, name }) => ({
          id,
          modeId,
          text: name,
          value: steps.findLast(({ perSecond }) => perSecond[id] !== undefined)?.perSecond[id] ?? 0,
        }))}
        textPx={textPx}
      />
    </LineChart>
  );
});

function stepsOf({ windows }: Throughput): readonly Step[] {
  const steps = windows.map(({ fromMs, toMs, perSecond }, index) => ({
    atMs: fromMs,
    toMs,
    perSecond,
    drawn: { ...windows[index - 1]?.perSecond, ...perSecond },
  }));
  const last = windows.at(-1);
  return last
    ? [...steps, { atMs: last.toMs, toMs: last.toMs, perSecond: last.perSecond, drawn: last.perSecond }]
    : steps;
}
