import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { axisFromZero } from '@/components/chart-kit/axis';
import { Marks, type Plot } from '@/components/chart-kit/plot';
import { RowChart } from '@/components/chart-kit/row-chart';
import { LaneSign } from '@/components/chart-kit/shapes';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useFigures } from '@/components/charts/format';
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
  const { textPx } = useChartText();
  const wholeOf = ({ partMs }: StartFigure) => START_PARTS.reduce((sum, part) => sum + (partMs[part] ?? 0), 0);
  const longest = Math.max(...bars.map((bar) => Math.max(bar.firstAnswer.value, wholeOf(bar))));
  const tickPx = textWidth(figures.tick(1000), textPx) + 24;
  const count = Math.max(2, Math.floor(widthPx / (1.8 * tickPx)));
  return (
    <RowChart<StartFigure>
      title={t('title')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={bars}
      x={axisFromZero(longest, count, (ms) => (ms === 0 ? figures.count(0) : figures.tick(ms)))}
      parts={START_PARTS.map((part) => ({
        id: part,
        of: ({ partMs }) => partMs[part] ?? 0,
        colour: ({ lane }) => LANE_STYLE[lane].colour,
        strength: STRENGTH[part],
      }))}
      barPx={textPx * 1.3}
      room={{ rightPx: tickPx / 2 + 4, leftPx: textPx / 2 }}
      pointed={({ id, lane, partMs, firstAnswer }) => ({
        title: t(`bars.${id}`),
        rows: [
          ...START_PARTS.flatMap((part) => {
            const ms = partMs[part];
            return ms === null ? [] : [{ lane: null, name: t(`parts.${part}`), value: figures.duration(ms) }];
          }),
          { lane, name: t('firstAnswer'), value: figures.duration(firstAnswer.value) },
        ],
      })}
    >
      <Marks>{(plot) => bars.map((bar) => <BarWords key={bar.id} bar={bar} plot={plot} />)}</Marks>
    </RowChart>
  );
});

/** The name of a bar above it, the line of the first answer across it, and the names of its parts below. */
function BarWords({ bar, plot }: { readonly bar: StartFigure; readonly plot: Plot }) {
  const t = useTranslations('studies.coldStart');
  const figures = useFigures();
  const { left, toX, toY, textPx, strokePx, markPx } = plot;
  const y = toY(bar.id);
  let beforeMs = 0;
  const parts = START_PARTS.flatMap((part) => {
    const from = toX(beforeMs);
    beforeMs += bar.partMs[part] ?? 0;
    const text = t(`short.${part}`);
    return textWidth(text, textPx * 0.85) < toX(beforeMs) - from - 8 ? [{ part, x: from + 1, text }] : [];
  });
  return (
    <g fontSize={textPx}>
      <g transform={`translate(${left + markPx / 2} ${y - textPx * 1.35})`}>
        <LaneSign lane={bar.lane} radius={markPx / 2} />
      </g>
      <text x={left + markPx + 7} y={y - textPx} fontWeight={600} fill={LANE_STYLE[bar.lane].textColour}>
        {t(`bars.${bar.id}`)}
        <tspan fontWeight={400} fill="var(--ink)" dx={textPx * 0.6}>
          {figures.duration(bar.firstAnswer.value)}
        </tspan>
      </text>
      <path
        d={`M${toX(bar.firstAnswer.value)} ${y - textPx * 0.85}v${textPx * 1.7}`}
        stroke="var(--ink)"
        strokeWidth={strokePx}
      />
      {parts.map(({ part, x, text }) => (
        <text key={part} x={x} y={y + textPx * 1.6} fontSize={textPx * 0.85} fill="var(--soft)">
          {text}
        </text>
      ))}
    </g>
  );
}
