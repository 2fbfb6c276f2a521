'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceDot, Tooltip, XAxis, YAxis } from 'recharts';
import { decadeTicks } from '@/components/charts/axis-ticks';
import { bottomAxis, GRID, gridLine, halo, pointerLine, sideAxis } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { ComparedCurves, ComparedLane } from '@/lib/lab/compare-runs';

interface CompareCurvesProps {
  readonly lane: ComparedLane;
  readonly curves: ComparedCurves;
  /** The latencies that the axis spans, over all lanes: all curves have one scale. */
  readonly domain: { readonly fromMs: number; readonly toMs: number };
  readonly widthPx: number;
  readonly heightPx: number;
}

type Point = ComparedCurves['points'][number];
const RUNS = ['a', 'b'] as const;
const SHARES = [0, 0.5, 0.9, 1];

/** The latencies of one lane in two runs: the first bold, the second thin, each with its letter at its median. */
export const CompareCurves = memo(function CompareCurves(props: CompareCurvesProps) {
  const { lane, curves, domain, widthPx, heightPx } = props;
  const t = useTranslations('runs.compare');
  const nameOf = useLaneName();
  const figures = useFigures();
  const { textPx, strokePx, markPx } = useChartText();
  const { colour, textColour } = LANE_STYLE[lane.modeId];
  const axisPx = Math.ceil(textWidth(figures.share(1), textPx)) + 10;
  const tickPx = textWidth(figures.tick(100), textPx) + 12;
  const name = nameOf(lane);
  const medians = RUNS.flatMap((run) => {
    const median = lane[run]?.p50;
    return median?.state === 'earned' ? [{ run, ms: median.valueMs }] : [];
  });
  // The sooner one's letter to the left of both curves, the later one's to the right.
  const sideOf = (ms: number) => (medians.some((other) => other.ms < ms) ? 'right' : 'left');

  return (
    <LineChart
      width={widthPx}
      height={heightPx}
      data={curves.points as Point[]}
      margin={{ top: Math.ceil(textPx * 2), right: Math.ceil(tickPx / 2), bottom: 0, left: 0 }}
      title={t('chart.lane', { lane: name })}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} strokeWidth={gridLine(strokePx)} verticalValues={[]} />
      <g transform={`translate(${axisPx + markPx} ${textPx * 0.75})`} fill={colour}>
        <LaneShape lane={lane.modeId} radius={markPx * 0.7} />
        <text x={markPx * 1.5} y={textPx * 0.35} fontSize={textPx} fontWeight={600} fill={textColour}>
          {name}
        </text>
      </g>
      <XAxis
        dataKey="withinMs"
        {...bottomAxis(textPx)}
        scale="log"
        // Room for a letter before the first curve.
        domain={[domain.fromMs / 2, domain.toMs]}
        allowDataOverflow
        ticks={decadeTicks(domain.fromMs, domain.toMs, Math.floor((widthPx - axisPx) / tickPx)) as number[]}
        tickFormatter={figures.tick}
      />
      <YAxis {...sideAxis(textPx)} domain={[0, 1]} ticks={SHARES} tickFormatter={figures.share} width={axisPx} />
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        filterNull={false}
        content={({ active, label, payload }) => {
          const point = payload?.[0]?.payload as Point | undefined;
          if (!active || typeof label !== 'number' || !point) return null;
          return (
            <Pointed
              title={t('chart.within', { time: figures.duration(label) })}
              rows={RUNS.filter((run) => lane[run]).map((run) => ({
                lane: null,
                name: t(`run.${run}`),
                value: figures.accuracy(point[run] ?? (isPast(curves, run, label) ? 1 : 0)),
              }))}
            />
          );
        }}
      />
      {RUNS.map((run) => (
        <Line
          key={run}
          dataKey={run}
          name={t(`run.${run}`)}
          type="linear"
          stroke={colour}
          strokeWidth={run === 'a' ? strokePx * 1.75 : strokePx * 0.75}
          strokeLinejoin="round"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {medians.map(({ run, ms }) => (
        <ReferenceDot
          key={run}
          x={ms}
          y={0.5}
          r={markPx * 0.5}
          fill={run === 'a' ? colour : 'var(--card)'}
          stroke={colour}
          strokeWidth={strokePx}
          label={{
            value: t(`letter.${run}`),
            position: sideOf(ms),
            fontSize: textPx,
            fontWeight: 700,
            fill: textColour,
            ...halo(textPx),
          }}
        />
      ))}
    </LineChart>
  );
});

/** Whether all answers of a run had come by then. */
const isPast = ({ points }: ComparedCurves, run: (typeof RUNS)[number], ms: number) =>
  points.some((point) => point.withinMs < ms && point[run] === 1);
