import { memo } from 'react';
import { type Axis, axisOfShares, logAxisOf } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import type { PointedWords } from '@/components/chart-kit/pointed';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { logTicks, spacedTicks } from '@/lib/chart/ticks';

/** A line through simulated points: what it is called, how it is drawn, and where it lies. */
export interface Series<Row> {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly dash?: string;
  /** `null` = there is no point. */
  readonly of: (row: Row) => number | null;
  /** A point whose interval is too wide is a ring. */
  readonly isTooWide: (row: Row) => boolean;
}

interface CurvesProps<Row> {
  readonly title: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rows: readonly Row[];
  readonly series: readonly Series<Row>[];
  readonly x: { readonly of: Extract<keyof Row, string>; readonly name: string; readonly words: Axis['words'] } & (
    | { readonly kind: 'share' }
    | {
        readonly kind: 'log';
        readonly valueOf: (row: Row) => number;
        /** Values that may be written along it, from its one end to the other; else powers of ten. */
        readonly ticks?: readonly number[];
      }
  );
  readonly y: { readonly name: string; readonly words: Axis['words'] };
  readonly pointed: (row: Row) => PointedWords;
}

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** Simulated points, and lines through them; upwards by powers of ten. */
function CurvesOf<Row extends object>({ title, rows, series, x, y, pointed, ...size }: CurvesProps<Row>) {
  const { textPx, strokePx, markPx } = useChartText();
  const values = series.flatMap(({ of }) => rows.flatMap((row) => of(row) ?? [])).filter((value) => value > 0);
  const upwards = logTicks(Math.min(...values) * 0.9, Math.max(...values) * 1.1);
  return (
    <CurveChart<Row>
      title={title}
      {...size}
      rows={rows}
      x={{ ...acrossOf(x, rows, textPx), of: x.of, name: x.name }}
      y={{ ...logAxisOf(upwards, y.words), name: y.name }}
      room={{ topPx: textPx * 1.9, rightPx: textPx * 2.2 }}
      curves={series.flatMap(({ id, of, colour, dash, isTooWide }) => [
        {
          id,
          of: (row: Row) => of(row) ?? undefined,
          look: { as: 'line' as const, colour, widthPx: strokePx, joins: true, ...(dash && { dash }) },
        },
        {
          id: `${id}-points`,
          of: (row: Row) => of(row) ?? undefined,
          look: {
            as: 'marks' as const,
            mark: (row: Row) => (
              <circle
                r={markPx * 0.45}
                fill={isTooWide(row) ? 'var(--card)' : colour}
                stroke={colour}
                strokeWidth={strokePx * 0.75}
              />
            ),
          },
        },
      ])}
      grid="both"
      pointed={pointed}
    />
  );
}

export const Curves = memo(CurvesOf) as typeof CurvesOf;

function acrossOf<Row>(x: CurvesProps<Row>['x'], rows: readonly Row[], textPx: number) {
  if (x.kind === 'share') return axisOfShares(SHARES, x.words);
  const all = rows.map(x.valueOf);
  const ticks = x.ticks ?? logTicks(Math.min(...all), Math.max(...all));
  const [from = 1, to = 10] = [ticks[0], ticks.at(-1)];
  const tickPx = Math.max(...ticks.map((tick) => textWidth(x.words(tick), textPx))) + 16;
  return {
    ...logAxisOf(ticks, x.words),
    ticks: (lengthPx: number) =>
      spacedTicks(ticks, 'log', (tick) => Math.log(tick / from) / Math.log(to / from), tickPx / lengthPx),
  };
}

/** What each line is called, with a piece of it. */
export function CurveNames<Row>({ series }: { readonly series: readonly Series<Row>[] }) {
  const { strokePx } = useChartText();
  return (
    <span className="row wrap gap-x-4 push-end semibold">
      {series.map(({ id, name, colour, dash }) => (
        <span key={id} className="inline-row gap-2">
          <svg width={26} height={10} aria-hidden="true">
            <path d="M0 5H26" stroke={colour} strokeWidth={strokePx} strokeDasharray={dash} />
          </svg>
          {name}
        </span>
      ))}
    </span>
  );
}
