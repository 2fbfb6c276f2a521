import { useTranslations } from 'next-intl';
import { CartesianGrid, ComposedChart, Line, Tooltip, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts';
import { axisText, bottomAxis, GRID, gridLine, pointerLine, sideAxis } from '@/components/charts/chart-style';
import { Pointed } from '@/components/charts/pointed';
import { textWidth } from '@/components/charts/text-width';
import { useChartText } from '@/components/charts/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { labelsOf } from '@/lib/exercises/drawing/axis';
import type { Aim } from '@/lib/exercises/drawing/bands';
import type { Crossing, DrawnCurve } from '@/lib/exercises/drawing/crossing';
import { linesOf } from '@/lib/exercises/drawing/lines';
import type { Scale } from '@/lib/exercises/scale';
import { AimBands } from './aim-bands';
import { boldWidth, HEAD_LINE } from './aim-line';
import { CrossingMarks, type HeadWords } from './crossing-marks';

interface CrossingChartProps {
  readonly title: string;
  readonly crossing: Crossing;
  readonly xLabel: string;
  readonly yLabel: string;
  /** In words: the prediction and, once there is one, the measured crossing. */
  readonly aimWords: string;
  readonly foundWords: string | null;
  /** The longest that may be found. */
  readonly neverWords: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Of the height, that a label beside it takes. */
const ROW_SHARE = 0.09;

type Drawn = { readonly x: number } & Readonly<Record<string, number>>;

/** Two curves on the axes the prediction was made on, with the line of the prediction and the crossing that was measured. */
export function CrossingChart({
  title,
  crossing,
  xLabel,
  yLabel,
  aimWords,
  foundWords,
  neverWords,
  widthPx,
  heightPx,
}: CrossingChartProps) {
  const amounts = useAmounts();
  const t = useTranslations('predictionChart');
  const { textPx, strokePx, markPx } = useChartText();
  const { x, y, curves, aim } = crossing;
  const linesIn = (text: string) => linesOf(text, widthPx, (line) => boldWidth(line, textPx));
  const head: HeadWords = {
    aim: linesIn(aimWords),
    found: foundWords === null ? null : linesIn(foundWords),
    foundLines: linesIn(neverWords).length,
  };
  const data = rowsOf(curves);
  const isDrawn = data.length > 0;
  const yTicks = isDrawn ? labelsOf(y, ROW_SHARE) : [];
  const axisPx =
    Math.ceil(Math.max(textPx * 3, ...yTicks.map((tick) => textWidth(amounts.tick(y.unit, tick), textPx)))) + 14;
  const tickPx = Math.max(...labelsOf(x, 0).map((value) => textWidth(amounts.tick(x.unit, value), textPx)), 1) + textPx;
  const xTicks = labelsOf(x, tickPx / (widthPx - axisPx - tickPx / 2));
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={data as Drawn[]}
      margin={{
        top: Math.ceil(textPx * (1.9 + (head.aim.length + head.foundLines) * HEAD_LINE)),
        right: Math.ceil(tickPx / 2),
        bottom: 0,
        left: 0,
      }}
      title={title}
      accessibilityLayer
    >
      <CartesianGrid {...GRID} strokeWidth={gridLine(strokePx)} />
      <XAxis
        dataKey="x"
        {...bottomAxis(textPx)}
        scale={x.kind === 'log' ? 'log' : 'linear'}
        domain={[x.least, x.most]}
        allowDataOverflow
        ticks={xTicks as number[]}
        tickFormatter={(value: number) => amounts.tick(x.unit, value)}
        height={Math.ceil(textPx * 3.4)}
        label={{
          value: x.kind === 'log' ? t('axis.logOf', { name: xLabel }) : xLabel,
          position: 'insideBottomRight',
          ...axisText(textPx),
        }}
      />
      <YAxis
        {...sideAxis(textPx)}
        scale={y.kind === 'log' ? 'log' : 'linear'}
        domain={[y.least, y.most]}
        allowDataOverflow
        ticks={yTicks as number[]}
        tickFormatter={(value: number) => amounts.tick(y.unit, value)}
        width={axisPx}
      />
      {aim && <Bands aim={aim} axis={x} textPx={textPx} strokePx={strokePx} />}
      <Tooltip
        cursor={pointerLine(strokePx)}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const one = payload?.[0]?.payload as Drawn | undefined;
          if (!active || !one) return null;
          return (
            <Pointed
              title={amounts.measured(x, one.x)}
              rows={curves.flatMap(({ id, words, lane }) => {
                const value = one[id];
                return value === undefined ? [] : [{ lane, name: words, value: amounts.measured(y, value) }];
              })}
            />
          );
        }}
      />
      {curves.map(({ id, lane }, index) => (
        <Line
          key={id}
          dataKey={id}
          type="linear"
          stroke={lane ? LANE_STYLE[lane].colour : 'var(--ink)'}
          strokeWidth={strokePx + 0.5}
          strokeDasharray={lane ? LANE_STYLE[lane].strokeDasharray : index % 2 === 0 ? 'none' : '8 5'}
          strokeLinecap={lane ? LANE_STYLE[lane].lineCap : 'butt'}
          connectNulls
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      <CrossingMarks
        crossing={crossing}
        yLabel={yLabel}
        head={head}
        widthPx={widthPx}
        textPx={textPx}
        strokePx={strokePx}
        markPx={markPx}
      />
    </ComposedChart>
  );
}

/** One row an x, with every curve that has a value there. */
function rowsOf(curves: readonly DrawnCurve[]): readonly Drawn[] {
  const xs = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  return xs.map((x) => ({
    ...Object.fromEntries(
      curves.flatMap(({ id, points }) => {
        const point = points.find((each) => each.x === x);
        return point ? [[id, point.y] as const] : [];
      }),
    ),
    x,
  }));
}

interface BandsProps {
  readonly aim: Aim;
  readonly axis: Scale;
  readonly textPx: number;
  readonly strokePx: number;
}

/** The bands of a prediction over the whole height of the plot. */
export function Bands({ aim, axis, textPx, strokePx }: BandsProps) {
  const scale = useXAxisScale();
  const plot = usePlotArea();
  if (!scale || !plot) return null;
  const toX = (value: number) => scale(value) ?? plot.x;
  return (
    <AimBands aim={aim} axis={axis} toX={toX} y={plot.y} heightPx={plot.height} textPx={textPx} strokePx={strokePx} />
  );
}
