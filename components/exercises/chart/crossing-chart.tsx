import { useTranslations } from 'next-intl';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { Marks } from '@/components/chart-kit/plot';
import { laneLine } from '@/components/chart-kit/style';
import { boldWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import { linesOf } from '@/lib/chart/labels';
import type { Crossing, DrawnCurve } from '@/lib/exercises/drawing/crossing';
import { AimBands, HEAD_LINE_EM } from './aim';
import { CrossingMarks } from './crossing-marks';
import { useScaleAxis } from './use-scale-axis';

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

type Drawn = { readonly x: number } & Readonly<Record<string, number>>;

/** Two curves on the axes the prediction was made on, with the line of the prediction and the crossing that was measured. */
export function CrossingChart(props: CrossingChartProps) {
  const { title, crossing, xLabel, yLabel, aimWords, foundWords, neverWords, widthPx, heightPx } = props;
  const amounts = useAmounts();
  const t = useTranslations('predictionChart');
  const axisOf = useScaleAxis();
  const { textPx, strokePx } = useChartText();
  const { x, y, curves, aim } = crossing;
  const linesIn = (text: string) => linesOf(text, widthPx, (line) => boldWidth(line, textPx));
  const head = {
    aim: linesIn(aimWords),
    found: foundWords === null ? null : linesIn(foundWords),
    foundLines: linesIn(neverWords).length,
  };
  const { across, tickPx } = axisOf(x);
  const { up } = axisOf(y);
  const rows = rowsOf(curves);
  return (
    <CurveChart
      title={title}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={rows}
      x={{ ...across, of: 'x', name: x.kind === 'log' ? t('axis.logOf', { name: xLabel }) : xLabel }}
      y={{ ...up, ticks: rows.length > 0 ? up.ticks : [], name: yLabel, leastPx: textPx * 3 }}
      room={{
        topPx: textPx * (1.9 + (head.aim.length + head.foundLines) * HEAD_LINE_EM),
        rightPx: tickPx / 2,
      }}
      curves={curves.map(({ id, lane }, index) => ({
        id,
        of: ({ [id]: value }: Drawn) => value,
        look: {
          as: 'line',
          ...(lane ? laneLine(lane) : { colour: 'var(--ink)', dash: index % 2 === 0 ? 'none' : '8 5' }),
          widthPx: strokePx + 0.5,
          joins: true,
        },
      }))}
      grid="both"
      pointed={(row) => ({
        title: amounts.measured(x, row.x),
        rows: curves.flatMap(({ id, words, lane }) => {
          const value = row[id];
          return value === undefined ? [] : [{ lane, name: words, value: amounts.measured(y, value) }];
        }),
      })}
    >
      {aim && (
        <Marks behind>
          {(plot) => <AimBands aim={aim} axis={x} plot={plot} y={plot.top} heightPx={plot.height} />}
        </Marks>
      )}
      <Marks>{(plot) => <CrossingMarks crossing={crossing} head={head} plot={plot} widthPx={widthPx} />}</Marks>
    </CurveChart>
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
