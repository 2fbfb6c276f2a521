import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Bar, BarChart, type BarShapeProps, Tooltip, XAxis, YAxis } from 'recharts';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { ANATOMY_PARTS, type AnatomyPart } from '@/lib/measure/anatomy';
import type { LaneId } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { AnatomyLabels, type AnatomyRow } from './anatomy-labels';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { hatchPath } from './hatch';
import { LaneTick, laneTickWidth } from './lane-tick';
import { Pointed } from './pointed';
import { textWidth } from './text-width';
import { useChartText } from './use-chart-text';

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

/** One bar a lane, each on its own scale: what the median item's time went into. */
export const AnatomyChart = memo(function AnatomyChart({ summaries, widthPx, heightPx }: AnatomyChartProps) {
  const t = useTranslations('charts.anatomy');
  const names = useLaneNames();
  const figures = useFigures();
  const { textPx, markPx, strokePx } = useChartText();
  const rows: AnatomyRow[] = summaries.flatMap(({ id, modeId, anatomy }) => (anatomy ? [{ id, modeId, anatomy }] : []));
  const namePx = laneTickWidth(
    rows.map(({ id }) => names(id)),
    textPx,
    markPx,
  );
  const totalPx =
    Math.ceil(Math.max(0, ...rows.map(({ anatomy }) => textWidth(figures.duration(anatomy.totalMs), textPx, 600)))) +
    14;
  const barPx = Math.min(34, Math.max(14, heightPx / Math.max(1, rows.length) - textPx * 2.6));

  return (
    <BarChart
      layout="vertical"
      width={widthPx}
      height={heightPx}
      data={rows}
      margin={{ top: 0, right: totalPx, bottom: Math.ceil(textPx * 0.9), left: 0 }}
      barSize={barPx}
      title={t('title')}
      accessibilityLayer
    >
      <XAxis type="number" domain={[0, 1]} allowDataOverflow hide />
      <YAxis
        type="category"
        dataKey="id"
        width={namePx}
        axisLine={false}
        tickLine={false}
        interval={0}
        tick={({ y, payload }: { y: number | string; payload: { value: LaneId } }) => (
          <LaneTick
            x={0}
            y={Number(y)}
            lane={names(payload.value).modeId}
            {...names(payload.value)}
            textPx={textPx}
            markPx={markPx}
          />
        )}
      />
      <Tooltip
        cursor={false}
        isAnimationActive={false}
        content={({ active, payload }) => {
          const row = payload?.[0]?.payload as AnatomyRow | undefined;
          if (!active || !row) return null;
          return (
            <Pointed
              title={`${names(row.id).full} ${figures.duration(row.anatomy.totalMs)}`}
              rows={ANATOMY_PARTS.map((part) => ({
                lane: null,
                name: t(`parts.${part}`),
                value: figures.share(row.anatomy.shares[part]),
              }))}
            />
          );
        }}
      />
      {ANATOMY_PARTS.map((part) => (
        <Bar
          key={part}
          dataKey={(row: AnatomyRow) => row.anatomy.shares[part]}
          name={t(`parts.${part}`)}
          stackId="whole"
          isAnimationActive={false}
          shape={({ x, y, width, height, payload }: BarShapeProps) => {
            const { colour } = LANE_STYLE[(payload as AnatomyRow).modeId];
            // A gap of the card's colour tells neighbours apart; the smallest part stays visible.
            const shownPx = width > 3 ? width - 1.5 : Math.max(width, width > 0 ? 1 : 0);
            return (
              <>
                <rect x={x} y={y} width={shownPx} height={height} fill={colour} fillOpacity={STRENGTH[part]} />
                {part === 'emulated' && (
                  <path
                    d={hatchPath(x, y, shownPx, height, strokePx * 4)}
                    stroke={colour}
                    strokeWidth={strokePx * 0.75}
                  />
                )}
              </>
            );
          }}
        />
      ))}
      <AnatomyLabels rows={rows} barPx={barPx} textPx={textPx} />
    </BarChart>
  );
});
