import type { ComponentProps } from 'react';
import type { CartesianGrid } from 'recharts';
import { type Axis, axisHeight } from './axis';
import { axisText } from './style';

const axisProps = ({ scale = 'linear', from, to, ticks, words, cuts = false }: Axis, textPx: number) =>
  ({
    type: 'number',
    scale,
    domain: [from, to],
    allowDataOverflow: cuts,
    ticks: ticks as number[],
    tickFormatter: words,
    // Every value asked for is written.
    interval: 0,
    tick: (tick: TickProps) => <Tick {...tick} words={words} textPx={textPx} />,
    tickLine: false,
  }) as const;

/** What Recharts gives of a tick. */
interface TickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly textAnchor?: string;
  readonly verticalAnchor?: string;
  readonly className?: string;
  readonly payload: { readonly value: number };
}

/** Of the height of a line, what lies between its anchor and its foot. */
const FOOT: Readonly<Record<string, string>> = { start: '0.71em', middle: '0.355em', end: '0' };

/** The words of a tick on one line. Recharts' own would measure them in the document, to break them where they are too long: the page would be laid out for that. */
function Tick({
  x,
  y,
  textAnchor,
  verticalAnchor = 'end',
  className,
  payload,
  words,
  textPx,
}: TickProps & { readonly words: Axis['words']; readonly textPx: number }) {
  return (
    <text
      x={x}
      y={y}
      dy={FOOT[verticalAnchor]}
      textAnchor={textAnchor as 'start' | 'middle' | 'end' | undefined}
      className={className}
      {...axisText(textPx)}
    >
      {words(payload.value)}
    </text>
  );
}

/** Props of an axis below a chart; what it counts stands below its end. */
export const acrossProps = (axis: Axis, textPx: number) =>
  ({
    ...axisProps(axis, textPx),
    axisLine: { stroke: 'var(--control-line)' },
    height: axisHeight(axis.name !== undefined, textPx),
    tickMargin: Math.ceil(textPx * 0.4),
    ...(axis.name && { label: { value: axis.name, position: 'insideBottomRight' as const, ...axisText(textPx) } }),
  }) as const;

/** Props of an axis beside a chart: its grid lines say enough. */
export const sideProps = (axis: Axis, textPx: number) => ({ ...axisProps(axis, textPx), axisLine: false }) as const;

/**
 * Props of the grid: its lines grow a little with the projector's strokes. They stand at the ticks of the axes and at the ends of the plot; where Recharts
 * places them itself, it measures the ticks' words in the document first.
 */
export const gridLine = (strokePx: number) => ({
  stroke: 'var(--line)',
  strokeWidth: strokePx / 2,
  horizontalCoordinatesGenerator: ({ yAxis, offset }: GridOf<'yAxis'>, isAtTicks: boolean) =>
    linesOf(yAxis, isAtTicks ? [] : [offset.top, offset.top + offset.height]),
  verticalCoordinatesGenerator: ({ xAxis, offset }: GridOf<'xAxis'>, isAtTicks: boolean) =>
    linesOf(xAxis, isAtTicks ? [] : [offset.left, offset.left + offset.width]),
});

type GridAsked = Parameters<NonNullable<ComponentProps<typeof CartesianGrid>['horizontalCoordinatesGenerator']>>[0];
type GridAxis = NonNullable<GridAsked['yAxis']>;
type GridOf<Name extends string> = { readonly [name in Name]: GridAxis | undefined } & Pick<GridAsked, 'offset'>;

/** @param ends of the plot, where lines stand at them, too; px */
function linesOf(axis: GridAxis | undefined, ends: readonly number[]): number[] {
  const atTicks = (axis?.ticks ?? []).flatMap((tick) => {
    const px = axis?.scale?.map(tick);
    return typeof px === 'number' && Number.isFinite(px) ? [px] : [];
  });
  return [...new Set([...ends, ...atTicks])];
}
