import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Marks, type Plot } from '@/components/chart-kit/plot';
import { RowChart } from '@/components/chart-kit/row-chart';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { placeInline } from '@/lib/chart/labels';
import { ANATOMY_PARTS, type Anatomy, type AnatomyPart } from '@/lib/measure/anatomy';
import type { LaneKey } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { useLaneNames } from './emulated';
import { useFigures } from './format';

interface Row extends LaneKey {
  readonly anatomy: Anatomy;
}

interface AnatomyChartProps {
  readonly summaries: readonly LaneSummary[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Strength of a part's colour: the model's own work is the full colour of the lane, what surrounds it is paler. */
const STRENGTH: Readonly<Record<AnatomyPart, number>> = {
  wait: 0.3,
  blocked: 0.48,
  queue: 0.55,
  record: 0.72,
  transfer: 0.38,
  compute: 1,
  emulated: 0.12,
  rest: 0.15,
};
/** Smaller parts are named in the table and at the pointer only. */
const LEAST_NAMED = 0.08;

/** One bar a lane, each on its own scale: what the median item's time went into. */
export const AnatomyChart = memo(function AnatomyChart({ summaries, widthPx, heightPx }: AnatomyChartProps) {
  const t = useTranslations('charts.anatomy');
  const names = useLaneNames();
  const figures = useFigures();
  const { textPx } = useChartText();
  const rows: Row[] = summaries.flatMap(({ id, modeId, anatomy }) => (anatomy ? [{ id, modeId, anatomy }] : []));
  const totals = rows.map(({ anatomy }) => figures.duration(anatomy.totalMs));
  const barPx = Math.min(34, Math.max(14, heightPx / Math.max(1, rows.length) - textPx * 2.6));
  return (
    <RowChart<Row>
      title={t('title')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={rows}
      x={{ from: 0, to: 1 }}
      nameOf={({ id, modeId }) => ({ lane: modeId, name: names(id).name, note: names(id).note })}
      parts={ANATOMY_PARTS.map((part) => ({
        id: part,
        of: ({ anatomy }) => anatomy.shares[part],
        colour: ({ modeId }) => LANE_STYLE[modeId].colour,
        strength: STRENGTH[part],
        isHatched: part === 'emulated',
      }))}
      barPx={barPx}
      room={{
        rightPx: Math.ceil(Math.max(0, ...totals.map((total) => textWidth(total, textPx, 600)))) + 14,
        bottomPx: textPx * 0.9,
      }}
      pointed={({ id, anatomy }) => ({
        title: `${names(id).full} ${figures.duration(anatomy.totalMs)}`,
        rows: ANATOMY_PARTS.map((part) => ({
          lane: null,
          name: t(`parts.${part}`),
          value: figures.share(anatomy.shares[part]),
        })),
      })}
    >
      <Marks>
        {(plot) =>
          rows.map(({ id, anatomy }, index) => (
            <g key={id} fontSize={textPx}>
              <PartNames anatomy={anatomy} plot={plot} y={plot.toY(id) + barPx / 2 + textPx * 1.2} />
              <text x={plot.right + 8} y={plot.toY(id) + textPx * 0.35} fontWeight={600} fill="var(--ink)">
                {totals[index]}
              </text>
            </g>
          ))
        }
      </Marks>
    </RowChart>
  );
});

/** The names of the larger parts, on a line. */
function PartNames({ anatomy, plot, y }: { readonly anatomy: Anatomy; readonly plot: Plot; readonly y: number }) {
  const t = useTranslations('charts.anatomy');
  const figures = useFigures();
  let before = 0;
  const names = ANATOMY_PARTS.map((part) => {
    const weight = anatomy.shares[part];
    const text = t('part', { part: t(`parts.${part}`), share: figures.share(weight) });
    const at = plot.toX(before);
    before += weight;
    return { part, text, at, width: textWidth(text, plot.textPx), weight };
  }).filter(({ weight }) => weight >= LEAST_NAMED);
  const starts = placeInline(names, plot.left, plot.right, plot.textPx * 0.8);
  return names.map(({ part, text }, index) =>
    starts[index] == null ? null : (
      <text key={part} x={starts[index]} y={y} fill="var(--soft)">
        {text}
      </text>
    ),
  );
}
