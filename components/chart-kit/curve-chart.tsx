import type { ReactNode } from 'react';
import { Area, Bar, BarChart, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { type Axis, type AxisAcross, axisWidth } from './axis';
import { Marks, tooltipOf } from './plot';
import type { PointedWords } from './pointed';
import { acrossProps, gridLine, sideProps } from './recharts-axis';
import { axisText } from './style';
import { useChartText } from './use-chart-text';

type Name<Row> = Extract<keyof Row, string>;

/** Something drawn through the rows of a chart, or the room between two of its values. */
export type Curve<Row> = Drawn<Row> | Band<Row>;

interface Band<Row> {
  readonly id: string;
  /** Its lower and its upper end. */
  readonly of: (row: Row) => readonly [low: number, high: number] | undefined;
  readonly look: { readonly as: 'band'; readonly colour: string; readonly opacity: number };
}

interface Drawn<Row> {
  readonly id: string;
  readonly of: Name<Row> | ((row: Row) => number | null | undefined);
  readonly look:
    | LineLook
    /** A mark at each row, drawn around the origin. */
    | { readonly as: 'marks'; readonly mark: (row: Row) => ReactNode }
    | { readonly as: 'bars'; readonly colour: string };
}

interface LineLook {
  readonly as: 'line' | 'steps' | 'smooth';
  readonly colour: string;
  readonly widthPx: number;
  readonly dash?: string;
  readonly cap?: 'butt' | 'round';
  readonly opacity?: number;
  /** Goes on over rows that have no value. */
  readonly joins?: boolean;
  /** Fills what is below it. */
  readonly wash?: string;
}

export interface CurveChartProps<Row> {
  readonly title: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** In the order of the axis. */
  readonly rows: readonly Row[];
  /** `bands`: each row has a place of the same width; `isBare`: without a line of its own. */
  readonly x: AxisAcross & { readonly of: Name<Row>; readonly bands?: boolean; readonly isBare?: boolean };
  /** Its name stands above the plot. `leastPx`: what its words take where they are not known yet; `isOpen`: no line at its very ends. */
  readonly y: Axis & { readonly leastPx?: number; readonly isOpen?: boolean };
  readonly curves: readonly Curve<Row>[];
  /** Around the plot, beside its axes. */
  readonly room: { readonly topPx?: number; readonly rightPx: number };
  readonly pointed: (row: Row) => PointedWords | null;
  /** A line where the pointer is; so unless said otherwise. */
  readonly cursor?: boolean;
  /** Lines at the values of both axes. */
  readonly grid?: 'both';
  /** Marks. */
  readonly children?: ReactNode;
}

/** Lines, areas, marks or bars over one axis, in the order they are given; the pointer and the arrow keys go from row to row. */
export function CurveChart<Row extends object>(props: CurveChartProps<Row>) {
  const { title, widthPx, heightPx, rows, x, y, curves, room, pointed, cursor = true, grid, children } = props;
  const { textPx, strokePx } = useChartText();
  const axisPx = axisWidth(y, textPx, y.leastPx);
  const ticks = typeof x.ticks === 'function' ? x.ticks(widthPx - axisPx - room.rightPx) : x.ticks;
  // Bars lie above the band of the pointer, lines below its line: Recharts goes by the sort of chart.
  const Chart = x.bands ? BarChart : ComposedChart;
  return (
    <Chart
      width={widthPx}
      height={heightPx}
      data={rows as Row[]}
      margin={{ top: Math.ceil(room.topPx ?? textPx * 0.7), right: Math.ceil(room.rightPx), bottom: 0, left: 0 }}
      title={title}
      accessibilityLayer
    >
      <CartesianGrid
        {...gridLine(strokePx)}
        vertical={grid === 'both'}
        {...(y.isOpen && { horizontalValues: y.ticks as number[] })}
      />
      <XAxis
        dataKey={x.of}
        {...acrossProps({ ...x, ticks }, textPx)}
        {...(x.bands && IN_BANDS)}
        {...(x.isBare && { axisLine: false })}
      />
      <YAxis {...sideProps(y, textPx)} width={axisPx} />
      <Tooltip
        {...tooltipOf(pointed)}
        cursor={cursor && (x.bands ? { fill: 'var(--sunken)' } : pointerLine(strokePx))}
      />
      {curves.map((curve) => drawn(curve))}
      {y.name && (
        <Marks>
          {() => (
            <text x={0} y={textPx} {...axisText(textPx)}>
              {y.name}
            </text>
          )}
        </Marks>
      )}
      {children}
    </Chart>
  );
}

function drawn<Row>({ id, of, look }: Curve<Row>) {
  // What moves by itself is nobody's measurement, and says nothing under the pointer.
  const still = { dataKey: of as string, dot: false, activeDot: false, isAnimationActive: false } as const;
  switch (look.as) {
    case 'band':
      return <Area key={id} {...still} type="linear" stroke="none" fill={look.colour} fillOpacity={look.opacity} />;
    case 'bars':
      return <Bar key={id} dataKey={of as string} fill={look.colour} isAnimationActive={false} radius={[2, 2, 0, 0]} />;
    case 'marks':
      return (
        <Line
          key={id}
          {...still}
          stroke="none"
          dot={({ cx, cy, index, payload }: { cx?: number; cy?: number; index: number; payload: Row }) => (
            <g key={index} transform={`translate(${cx ?? 0} ${cy ?? 0})`}>
              {cx !== undefined && cy !== undefined && look.mark(payload)}
            </g>
          )}
        />
      );
    default: {
      const line = {
        ...still,
        type: TYPES[look.as],
        stroke: look.colour,
        strokeWidth: look.widthPx,
        strokeLinejoin: 'round',
        connectNulls: look.joins ?? false,
        ...(look.dash && { strokeDasharray: look.dash }),
        ...(look.cap && { strokeLinecap: look.cap }),
        ...(look.opacity && { strokeOpacity: look.opacity }),
      } as const;
      return look.wash ? <Area key={id} {...line} fill={look.wash} fillOpacity={1} /> : <Line key={id} {...line} />;
    }
  }
}

const TYPES = { line: 'linear', steps: 'stepAfter', smooth: 'monotone' } as const;

/** Every row has a place, whatever it is. */
const IN_BANDS = { type: 'category', scale: 'auto', domain: ['auto', 'auto'] } as const;

const pointerLine = (strokePx: number) => ({ stroke: 'var(--control-line)', strokeWidth: strokePx / 2 });
