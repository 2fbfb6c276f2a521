import { useTranslations } from 'next-intl';
import { memo } from 'react';
import {
  Bar,
  BarChart,
  type BarShapeProps,
  CartesianGrid,
  DefaultZIndexes,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts';
import { roundTicks } from '@/components/charts/axis-ticks';
import { bottomAxis, GRID, gridLine, UNTOUCHABLE } from '@/components/charts/chart-style';
import { useFigures } from '@/components/charts/format';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { START_PARTS, type StartFigure, type StartPart } from '@/lib/lab/studies/cold-start-figures';

interface ColdStartChartProps {
  readonly bars: readonly StartFigure[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Strength of a part's colour; neighbours differ, and what comes after the first answer is faint. */
const STRENGTH: Readonly<Record<StartPart, number>> = {
  start: 0.8,
  fetch: 0.35,
  load: 1,
  firstRun: 0.6,
  warm: 0.22,
  steady: 0.12,
};

/** Height of the drawing for so many bars, px. */
export const coldStartHeight = (count: number, textPx: number) =>
  Math.ceil(Math.max(2, count) * textPx * 4.6 + textPx * 2);

/** One stacked bar a start, all on one axis; the parts that are wide enough are named in place. */
export const ColdStartChart = memo(function ColdStartChart({ bars, widthPx, heightPx }: ColdStartChartProps) {
  const t = useTranslations('studies.coldStart');
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const longest = Math.max(
    ...bars.map(({ partMs, firstAnswer }) =>
      Math.max(
        firstAnswer.value,
        START_PARTS.reduce((sum, part) => sum + (partMs[part] ?? 0), 0),
      ),
    ),
  );
  const tickPx = textWidth(figures.tick(1000), textPx) + 24;
  const ticks = roundTicks(longest, Math.max(2, Math.floor(widthPx / (1.8 * tickPx))), 'beyond');
  return (
    <BarChart
      layout="vertical"
      width={widthPx}
      height={heightPx}
      data={bars as StartFigure[]}
      margin={{ top: 0, right: Math.ceil(tickPx / 2) + 4, bottom: 0, left: Math.ceil(textPx / 2) }}
      barSize={textPx * 1.3}
      title={t('title')}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} horizontal={false} strokeWidth={gridLine(strokePx)} />
      <XAxis
        {...bottomAxis(textPx)}
        domain={[0, ticks.at(-1) ?? longest]}
        ticks={ticks as number[]}
        tickFormatter={(ms: number) => (ms === 0 ? figures.count(0) : figures.tick(ms))}
      />
      <YAxis type="category" dataKey="id" hide />
      <Tooltip
        cursor={false}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const bar = payload?.[0]?.payload as StartFigure | undefined;
          if (!active || !bar) return null;
          return (
            <Pointed
              title={t(`bars.${bar.id}`)}
              rows={[
                ...START_PARTS.flatMap((part) => {
                  const ms = bar.partMs[part];
                  return ms === null ? [] : [{ lane: null, name: t(`parts.${part}`), value: figures.duration(ms) }];
                }),
                { lane: bar.lane, name: t('firstAnswer'), value: figures.duration(bar.firstAnswer.value) },
              ]}
            />
          );
        }}
      />
      {START_PARTS.map((part) => (
        <Bar
          key={part}
          dataKey={(bar: StartFigure) => bar.partMs[part] ?? 0}
          name={t(`parts.${part}`)}
          stackId="start"
          isAnimationActive={false}
          shape={({ x, y, width, height, payload }: BarShapeProps) => (
            <rect
              x={x}
              y={y}
              // A gap of the card's colour tells neighbours apart; the smallest part stays visible.
              width={width > 3 ? width - 1.5 : width > 0 ? Math.max(width, 1) : 0}
              height={height}
              fill={LANE_STYLE[(payload as StartFigure).lane].colour}
              fillOpacity={STRENGTH[part]}
            />
          )}
        />
      ))}
      <Labels bars={bars} textPx={textPx} />
    </BarChart>
  );
});

function Labels({ bars, textPx }: { bars: readonly StartFigure[]; textPx: number }) {
  const t = useTranslations('studies.coldStart');
  const figures = useFigures();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  const plot = usePlotArea();
  const { markPx, strokePx } = useChartText();
  if (!toX || !toY || !plot) return null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      <g style={UNTOUCHABLE} fontSize={textPx}>
        {bars.map((bar) => {
          const y = toY(bar.id, { position: 'middle' }) ?? 0;
          let beforeMs = 0;
          const parts = START_PARTS.flatMap((part) => {
            const ms = bar.partMs[part] ?? 0;
            const from = toX(beforeMs) ?? 0;
            beforeMs += ms;
            const room = (toX(beforeMs) ?? 0) - from - 8;
            const short = t(`short.${part}`);
            return textWidth(short, textPx * 0.85) < room ? [{ part, x: from, text: short }] : [];
          });
          return (
            <g key={bar.id}>
              <g
                transform={`translate(${plot.x + markPx / 2} ${y - textPx * 1.35})`}
                fill={LANE_STYLE[bar.lane].colour}
              >
                <LaneShape lane={bar.lane} radius={markPx / 2} />
              </g>
              <text x={plot.x + markPx + 7} y={y - textPx} fontWeight={600} fill={LANE_STYLE[bar.lane].textColour}>
                {t(`bars.${bar.id}`)}
                <tspan fontWeight={400} fill="var(--ink)" dx={textPx * 0.6}>
                  {figures.duration(bar.firstAnswer.value)}
                </tspan>
              </text>
              <path
                d={`M${toX(bar.firstAnswer.value) ?? 0} ${y - textPx * 0.85}v${textPx * 1.7}`}
                stroke="var(--ink)"
                strokeWidth={strokePx}
              />
              {parts.map(({ part, x, text }) => (
                <text key={part} x={x + 1} y={y + textPx * 1.6} fontSize={textPx * 0.85} fill="var(--soft)">
                  {text}
                </text>
              ))}
            </g>
          );
        })}
      </g>
    </ZIndexLayer>
  );
}
