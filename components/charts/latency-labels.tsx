import { useTranslations } from 'next-intl';
import { Marks, type Plot } from '@/components/chart-kit/plot';
import { LaneSign } from '@/components/chart-kit/shapes';
import { sizeOfWords, Words } from '@/components/chart-kit/words';
import { LANE_STYLE } from '@/components/marks/lane-style';
import { placeLabels } from '@/lib/chart/labels';
import type { DistributionPoint } from '@/lib/measure/distribution';
import { omissionsOf } from '@/lib/measure/omission';
import { SHORTEST_DRAWN_MS } from '@/lib/measure/rules';
import type { LaneSummary } from '@/lib/measure/summary';
import { useLaneNames } from './emulated';
import { useFigures } from './format';

interface LatencyLabelsProps {
  readonly points: readonly DistributionPoint[];
  readonly summaries: readonly LaneSummary[];
}

const MARKED = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
] as const;

const LEAST_TEXT_PX = 13;
/** A chart is at least this many heights of its names wide. */
const NAMES_ACROSS_EM = 11;

/** The lane's name and median beside its curve, and its mark at p50, p90 and p99 once they are earned. */
export function LatencyLabels(props: LatencyLabelsProps) {
  return <Marks>{(plot) => <Labels {...props} plot={plot} />}</Marks>;
}

function Labels({ points, summaries, plot }: LatencyLabelsProps & { readonly plot: Plot }) {
  const t = useTranslations('charts.latency');
  const emulated = useTranslations('charts.emulated');
  const names = useLaneNames();
  const figures = useFigures();
  const { markPx } = plot;
  // A name stands beside its curve, with its figure: on a narrow chart large words would leave it.
  const textPx = Math.min(plot.textPx, Math.max(LEAST_TEXT_PX, plot.width / NAMES_ACROSS_EM));
  const at = (ms: number, share: number) => ({ x: plot.toX(Math.max(ms, SHORTEST_DRAWN_MS)), y: plot.toY(share) });

  const parted = omissionsOf(summaries).map(({ lane }) => lane);
  const answered = summaries.filter(({ counts }) => counts.completed > 0);
  const lanes = answered.flatMap((summary) => {
    const { id, modeId } = summary;
    const { p50 } = summary.latency;
    const { name, full, note } = names(id);
    const median = p50.state === 'earned' ? figures.duration(p50.valueMs) : null;
    // On one line, on two, or each word on its own: never without its figure.
    const words = note === undefined ? [name] : [name, emulated('beside')];
    const shapes =
      median === null ? [[full], words] : [[t('label', { lane: full, median })], [full, median], [...words, median]];
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
      sizes: shapes.map((lines) => sizeOfWords(lines, textPx, weight)),
    };
  }
  const places = placeLabels(lanes, plot, markPx * 1.3);

  return lanes.map(({ modeId, key, summary, weight, shapes }, index) => {
    const { box, size } = places[index] ?? { box: plot, size: 0 };
    return (
      <g key={key}>
        {MARKED.map(([name, share]) => {
          const percentile = summary?.latency[name];
          if (percentile?.state !== 'earned') return null;
          const { x, y } = at(percentile.valueMs, share);
          return (
            <g key={name} transform={`translate(${x} ${y})`}>
              <LaneSign lane={modeId} radius={markPx * 0.55} edgePx={markPx / 6} />
            </g>
          );
        })}
        <Words
          x={box.left}
          y={box.top + textPx * 0.98}
          lines={shapes[size] ?? []}
          textPx={textPx}
          weight={weight}
          colour={LANE_STYLE[modeId].textColour}
        />
      </g>
    );
  });
}
