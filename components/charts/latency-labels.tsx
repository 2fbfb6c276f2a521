import { useTranslations } from 'next-intl';
import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { LaneShape } from '@/components/marks/lane-shape';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { DistributionPoint } from '@/lib/measure/distribution';
import { omissionsOf } from '@/lib/measure/omission';
import { SHORTEST_DRAWN_MS } from '@/lib/measure/rules';
import type { LaneSummary } from '@/lib/measure/summary';
import { halo, UNTOUCHABLE } from './chart-style';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { placeLabels } from './place-labels';
import { textWidth } from './text-width';

interface LatencyLabelsProps {
  readonly points: readonly DistributionPoint[];
  readonly summaries: readonly LaneSummary[];
  readonly textPx: number;
  readonly markPx: number;
}

const MARKED = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
] as const;

/** The lane's name and median beside its curve, and its mark at p50, p90 and p99 once they are earned. */
export function LatencyLabels({ points, summaries, textPx, markPx }: LatencyLabelsProps) {
  const t = useTranslations('charts.latency');
  const names = useLaneNames();
  const figures = useFigures();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  const plot = usePlotArea();
  if (!toX || !toY || !plot) return null;
  const at = (ms: number, share: number) => ({ x: toX(Math.max(ms, SHORTEST_DRAWN_MS)) ?? 0, y: toY(share) ?? 0 });

  const parted = omissionsOf(summaries).map(({ lane }) => lane);
  const answered = summaries.filter(({ counts }) => counts.completed > 0);
  const lanes = answered.flatMap((summary) => {
    const { id, modeId } = summary;
    const { p50 } = summary.latency;
    const { name, full } = names(id);
    const median = p50.state === 'earned' ? figures.duration(p50.valueMs) : null;
    // On one line, on two, or the name alone.
    const shapes = median === null ? [[full]] : [[t('label', { lane: full, median })], [full, median], [full]];
    const curve = { modeId, key: id, summary, weight: 600, ...curveOf(shapes, 600, ({ shares }) => shares[id]) };
    const sent = curveOf(
      [[t('uncorrected.name', { lane: name })], [name, t('uncorrected.from')], [t('uncorrected.from')]],
      400,
      (point) => point.uncorrected[id],
    );
    // Where the two lie on one another one name is enough. What a forgetful generator would say has no marks: it is no result.
    return sent.points.length > 0 && parted.includes(id)
      ? [curve, { modeId, key: `${id}-sent`, summary: null, weight: 400, ...sent }]
      : [curve];
  });

  function curveOf(
    shapes: readonly (readonly string[])[],
    weight: number,
    shareOf: (point: DistributionPoint) => number | undefined,
  ) {
    return {
      shapes,
      points: points.flatMap((point) => {
        const share = shareOf(point);
        return share === undefined ? [] : [at(point.withinMs, share)];
      }),
      sizes: shapes.map((lines) => ({
        width: Math.max(...lines.map((line) => textWidth(line, textPx, weight))),
        height: textPx * 1.25 * lines.length,
      })),
    };
  }
  const area = { left: plot.x, right: plot.x + plot.width, top: plot.y, bottom: plot.y + plot.height };
  const places = placeLabels(lanes, area, markPx * 1.3);

  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      {lanes.map(({ modeId, key, summary, weight, shapes }, index) => (
        <g key={key} style={UNTOUCHABLE}>
          <g fill={LANE_STYLE[modeId].colour} stroke="var(--card)" strokeWidth={markPx / 6}>
            {MARKED.map(([name, share]) => {
              const percentile = summary?.latency[name];
              if (percentile?.state !== 'earned') return null;
              const { x, y } = at(percentile.valueMs, share);
              return (
                <g key={name} transform={`translate(${x} ${y})`}>
                  <LaneShape lane={modeId} radius={markPx * 0.55} />
                </g>
              );
            })}
          </g>
          <text fontSize={textPx} fontWeight={weight} fill={LANE_STYLE[modeId].textColour} {...halo(textPx)}>
            {shapes[places[index]?.size ?? 0]?.map((line, row) => (
              <tspan
                key={line}
                x={places[index]?.box.left}
                y={(places[index]?.box.top ?? 0) + textPx * (0.98 + row * 1.25)}
              >
                {line}
              </tspan>
            ))}
          </text>
        </g>
      ))}
    </ZIndexLayer>
  );
}
