'use client';

import { useTranslations } from 'next-intl';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { usePercentileWords } from '@/components/charts/percentile-words';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { ComparedLane, RunComparison } from '@/lib/lab/compare-runs';
import type { Interval } from '@/lib/measure/interval';
import { PERCENTILE_IDS } from '@/lib/measure/percentile';
import { CompareCurves } from './compare-curves';
import { useSideWords } from './use-side-words';

/** Side by side where there is room for each. px */
const LEAST_WIDTH_PX = 300;

/** The latencies of both runs, a small chart a lane on one scale. */
export function CompareChart({ comparison }: { readonly comparison: RunComparison }) {
  const t = useTranslations('runs.compare');
  const charts = useTranslations('charts');
  const lane = useLaneName();
  const words = useSideWords();
  const percentile = usePercentileWords();
  const { ratio } = useFigures();
  const { textPx } = useChartText();
  const lanes = comparison.lanes.flatMap((each) => (each.curves ? [{ ...each, curves: each.curves }] : []));
  const domain = {
    fromMs: Math.min(...lanes.map(({ curves }) => curves.fromMs)),
    toMs: Math.max(...lanes.map(({ curves }) => curves.toMs)),
  };
  const heightPx = Math.round(textPx * 15);
  const perRow = (widthPx: number) =>
    Math.max(1, Math.min(lanes.length, Math.floor(widthPx / (LEAST_WIDTH_PX * Math.max(1, textPx / 16)))));

  const [widest] = lanes
    .filter(({ difference }) => difference?.verdict === 'real' && isApart(difference.medianRatio))
    .sort((left, right) => distance(right) - distance(left));
  const factor = widest?.difference?.medianRatio?.value ?? 1;
  return (
    <ChartFrame
      name="comparison"
      title={
        widest
          ? t('chart.titleReal', {
              lane: lane(widest),
              ratio: ratio(Math.max(factor, 1 / factor)),
              slow: words.letter(widest, factor > 1 ? 'b' : 'a'),
              fast: words.letter(widest, factor > 1 ? 'a' : 'b'),
            })
          : t('chart.title')
      }
      note={t('chart.note')}
      summary={lanes
        .map((each) =>
          t('chart.summary', {
            lane: lane(each),
            a: each.a ? words.said(each, 'a', percentile.brief(each.a.p50)) : t('lanes.none'),
            b: each.b ? words.said(each, 'b', percentile.brief(each.b.p50)) : t('lanes.none'),
          }),
        )
        .join(charts('sentence.separator'))}
      caption={`${comparison.a.state.startedAt} / ${comparison.b.state.startedAt}`}
      state="done"
      hasData={lanes.length > 0}
      heightFor={(widthPx) => Math.ceil(lanes.length / perRow(widthPx)) * heightPx}
      twin={{
        head: [
          charts('latency.percentile'),
          ...lanes.flatMap((each) =>
            (['a', 'b'] as const).map((run) => t('chart.column', { lane: lane(each), run: words.letter(each, run) })),
          ),
        ],
        rows: PERCENTILE_IDS.map((id) => [
          charts(`results.columns.${id}`),
          ...lanes.flatMap(({ a, b }) =>
            [a, b].map((latency) => (latency ? percentile.withInterval(latency[id]) : t('lanes.none'))),
          ),
        ]),
      }}
      data={() => ({
        columns: ['lane', 'run', 'within_ms', 'share'],
        rows: lanes.flatMap(({ id, curves }) =>
          (['a', 'b'] as const).flatMap((run) =>
            curves.points.flatMap(({ withinMs, [run]: share }) =>
              share === undefined ? [] : [[id, run, withinMs, share]],
            ),
          ),
        ),
      })}
    >
      {(widthPx) => (
        <div className="grid" style={{ gridTemplateColumns: `repeat(${perRow(widthPx)}, minmax(0, 1fr))` }}>
          {lanes.map((each) => (
            <CompareCurves
              key={each.id}
              lane={each}
              curves={each.curves}
              domain={domain}
              widthPx={Math.floor(widthPx / perRow(widthPx))}
              heightPx={heightPx}
            />
          ))}
        </div>
      )}
    </ChartFrame>
  );
}

/** A ratio is only spoken of when its interval leaves "the same" out. */
const isApart = (ratio: Interval | null) => ratio !== null && (ratio.low > 1 || ratio.high < 1);

/** How far apart the medians are, either way. */
const distance = ({ difference }: ComparedLane) => Math.abs(Math.log(difference?.medianRatio?.value ?? 1));
