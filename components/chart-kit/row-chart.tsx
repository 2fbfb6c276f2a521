import type { KeyboardEvent, ReactNode } from 'react';
import { Bar, BarChart, type BarShapeProps, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import type { AxisAcross } from './axis';
import { hatchPath } from './hatch';
import { LaneTick, type LaneTickWords, laneTickWidth } from './lane-tick';
import { tooltipOf } from './plot';
import type { PointedWords } from './pointed';
import { acrossProps, gridLine } from './recharts-axis';
import { useChartText } from './use-chart-text';

/** A piece of every bar; pieces follow one another. */
export interface RowPart<Row> {
  readonly id: string;
  readonly of: (row: Row) => number | null;
  readonly colour: (row: Row) => string;
  /** Of its colour, 0..1. */
  readonly strength?: number;
  readonly isHatched?: boolean;
}

interface RowChartProps<Row> {
  readonly title: string;
  /** All that is drawn, in words, where nothing can be pointed at. */
  readonly desc?: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** From the top down. */
  readonly rows: readonly Row[];
  /** Below the rows where it has values to be written; else only a measure. */
  readonly x: AxisAcross | { readonly from: number; readonly to: number };
  /** Beside the bars. */
  readonly nameOf?: (row: Row) => LaneTickWords;
  /** Empty where marks are all that is seen. */
  readonly parts: readonly RowPart<Row>[];
  readonly barPx?: number;
  /** How far below the middle of its row a bar stands. */
  readonly downPx?: number;
  readonly room: Partial<Readonly<Record<'topPx' | 'rightPx' | 'bottomPx' | 'leftPx', number>>>;
  /** Without it no row can be pointed at. */
  readonly pointed?: (row: Row) => PointedWords | null;
  /** Marks. */
  readonly children?: ReactNode;
}

/** A bar a row, of one piece or several, each row with its name; the pointer and the arrow keys go from row to row. */
export function RowChart<Row extends { readonly id: string }>(props: RowChartProps<Row>) {
  const { title, desc, widthPx, heightPx, rows, x, nameOf, parts, barPx, downPx = 0, room, pointed, children } = props;
  const { textPx, strokePx, markPx } = useChartText();
  const { topPx = 0, rightPx = 0, bottomPx = 0, leftPx = 0 } = room;
  const margin = {
    top: Math.ceil(topPx),
    right: Math.ceil(rightPx),
    bottom: Math.ceil(bottomPx),
    left: Math.ceil(leftPx),
  };
  const names = new Map(nameOf && rows.map((row) => [row.id, nameOf(row)]));
  const namesPx = nameOf ? laneTickWidth([...names.values()], textPx, markPx) : 0;
  const ticksOf = ({ ticks }: AxisAcross) =>
    typeof ticks === 'function' ? ticks(widthPx - namesPx - margin.left - margin.right) : ticks;
  return (
    <div onKeyDownCapture={turnArrows}>
      <BarChart
        layout="vertical"
        width={widthPx}
        height={heightPx}
        data={rows as Row[]}
        margin={margin}
        {...(barPx !== undefined && { barSize: barPx })}
        title={title}
        {...(desc !== undefined && { desc })}
        accessibilityLayer={pointed !== undefined}
      >
        {'ticks' in x && <CartesianGrid {...gridLine(strokePx)} horizontal={false} />}
        {'ticks' in x ? (
          <XAxis {...acrossProps({ ...x, ticks: ticksOf(x) }, textPx)} />
        ) : (
          <XAxis type="number" domain={[x.from, x.to]} allowDataOverflow hide />
        )}
        <YAxis
          type="category"
          dataKey="id"
          interval={0}
          hide={!nameOf}
          width={namesPx}
          axisLine={false}
          tickLine={false}
          tick={({ y, payload }: { y: number | string; payload: { value: string } }) => {
            const name = names.get(payload.value);
            return name ? <LaneTick x={0} y={Number(y)} {...name} textPx={textPx} markPx={markPx} /> : <g />;
          }}
        />
        {pointed && <Tooltip {...tooltipOf(pointed)} cursor={false} />}
        {/* Gives the keyboard its rows where only marks are seen. */}
        {parts.length === 0 && <Bar dataKey={() => x.from} isAnimationActive={false} shape={() => <g />} />}
        {parts.map((part) => (
          <Bar
            key={part.id}
            dataKey={part.of}
            stackId="row"
            isAnimationActive={false}
            shape={(bar: BarShapeProps) => <Piece part={part} bar={bar} downPx={downPx} alone={parts.length === 1} />}
          />
        ))}
        {children}
      </BarChart>
    </div>
  );
}

interface PieceProps<Row> {
  readonly part: RowPart<Row>;
  readonly bar: BarShapeProps;
  readonly downPx: number;
  /** The only piece of its bar. */
  readonly alone: boolean;
}

function Piece<Row>({ part, bar: { x, y, width, height, payload }, downPx, alone }: PieceProps<Row>) {
  const { strokePx } = useChartText();
  if (part.of(payload as Row) === null) return null;
  const colour = part.colour(payload as Row);
  const top = y + downPx;
  if (alone) return <rect x={x} y={top} width={Math.max(width, 2)} height={height} rx={2} fill={colour} />;
  // A gap of the card's colour tells neighbours apart; the smallest part stays visible.
  const shownPx = width > 3 ? width - 1.5 : width > 0 ? Math.max(width, 1) : 0;
  return (
    <>
      <rect x={x} y={top} width={shownPx} height={height} fill={colour} fillOpacity={part.strength} />
      {part.isHatched && (
        <path d={hatchPath(x, top, shownPx, height, strokePx * 4)} stroke={colour} strokeWidth={strokePx * 0.75} />
      )}
    </>
  );
}

/** In charts whose rows run downwards Recharts takes the left arrow for the next row, and knows no other. */
const ARROWS: Readonly<Record<string, string>> = {
  ArrowDown: 'ArrowLeft',
  ArrowRight: 'ArrowLeft',
  ArrowUp: 'ArrowRight',
  ArrowLeft: 'ArrowRight',
};

/** Down and right go to the next row, up and left to the one before. */
function turnArrows(event: KeyboardEvent) {
  const key = ARROWS[event.key];
  // What is sent on from here comes by again; with another key it is the browser's.
  if (!key || !event.isTrusted || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
}
