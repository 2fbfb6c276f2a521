'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, memo, useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { distributionOf } from '@/lib/measure/distribution';
import { distributionTable } from '@/lib/measure/series';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { axisEnd, TIME_MEASURES, type TimeMeasure } from '@/lib/simulator-page/over-time';
import { SimLaneHeading } from './figures-table';
import { LatencyCurves } from './latency-curves';
import { OverTimeChart, useOverTime } from './over-time-chart';
import { useInTurn } from './use-in-turn';
import { useSimFigures, useSimLaneName } from './use-sim-words';
import type { Simulated } from './use-simulation';

const HEIGHT_PX = 240;
/** A card whose turn has not come. */
const WAITING_PX = 400;
/** Every so many windows stand in the table of a chart. */
const TOLD_EVERY = 6;

interface SimChartsProps {
  readonly outcome: Simulated;
  /** What was simulated, in the caption of a chart that is saved. */
  readonly name: string;
}

/** All charts of an outcome, on axes that the lanes share. */
export const SimCharts = memo(function SimCharts({ outcome: { lanes, scenario }, name }: SimChartsProps) {
  const t = useTranslations('simulator.charts');
  const { seed } = scenario;
  const shown = useMemo(() => ({ lanes, caption: t('caption', { name, seed }) }), [lanes, name, seed, t]);
  if (lanes.every(({ latencyMs }) => latencyMs === null)) return null;
  return (
    <div className="grid halves gap-4 above-4">
      <InTurn charts={shown} turn={2} Card={LatencyCard} />
      {TIME_MEASURES.map((measure, index) => (
        <InTurn key={measure} charts={shown} turn={3 + index} Card={TIME_CARDS[measure]} />
      ))}
    </div>
  );
});

interface InTurnProps {
  readonly charts: SimCardProps;
  readonly turn: number;
  readonly Card: ComponentType<SimCardProps>;
}

/** A chart, drawn when it is its turn. */
function InTurn({ charts, turn, Card }: InTurnProps) {
  const shown = useInTurn(charts, turn);
  if (!shown) return <div style={{ minBlockSize: WAITING_PX }} />;
  return <Card {...shown} />;
}

interface SimCardProps {
  readonly lanes: readonly SimulatedLane[];
  readonly caption: string;
}

const LatencyCard = memo(function LatencyCard({ lanes: all, caption }: SimCardProps) {
  const lanes = useMemo(() => all.filter(({ latencyMs }) => latencyMs !== null), [all]);
  const t = useTranslations('simulator.charts');
  const columns = useTranslations('simulator.results.columns');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const distribution = useMemo(
    () => distributionOf(lanes.map(({ id, curveMs }) => ({ id, sortedMs: Float64Array.from(curveMs) }))),
    [lanes],
  );
  return (
    <ChartFrame
      name="sim-latency"
      title={t('latency.title')}
      note={t('latency.note')}
      summary={lanes
        .map(({ id, latencyMs }) =>
          t('latency.summary', {
            lane: nameOf(id),
            p50: figures.time(latencyMs?.p50 ?? 0),
            p95: figures.time(latencyMs?.p95 ?? 0),
          }),
        )
        .join(t('separator'))}
      caption={caption}
      state="done"
      hasData={distribution !== null}
      heightFor={() => heightPx}
      twin={{
        head: [t('latency.percentile'), ...lanes.map(({ id }) => nameOf(id))],
        rows: (['p50', 'p95', 'p99'] as const).map((percentile) => [
          columns(percentile),
          ...lanes.map(({ latencyMs }) => figures.time(latencyMs?.[percentile] ?? 0)),
        ]),
      }}
      data={() =>
        distributionTable(
          distribution,
          lanes.map(({ id }) => id),
        )
      }
      control={<Legend lanes={lanes} />}
    >
      {(widthPx) =>
        distribution && (
          <LatencyCurves distribution={distribution} lanes={lanes} widthPx={widthPx} heightPx={heightPx} />
        )
      }
    </ChartFrame>
  );
});

const timeCard = (measure: TimeMeasure) => memo((props: SimCardProps) => <TimeCard measure={measure} {...props} />);
const TIME_CARDS: Readonly<Record<TimeMeasure, ComponentType<SimCardProps>>> = {
  p95: timeCard('p95'),
  queue: timeCard('queue'),
  utilisation: timeCard('utilisation'),
  throughput: timeCard('throughput'),
};

function TimeCard({ measure, lanes, caption }: SimCardProps & { readonly measure: TimeMeasure }) {
  const t = useTranslations('simulator.charts');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const { rows, words, least } = useOverTime(lanes, measure);
  const { beyond } = axisEnd(lanes);
  const longestMs = Math.max(...lanes.map(({ spanMs }) => spanMs));
  const mostOf = (id: SimulatedLane['id']) => Math.max(0, ...rows.map(({ values }) => values[id] ?? 0));
  return (
    <ChartFrame
      name={`sim-${measure}`}
      title={t(`${measure}.title`)}
      note={[
        t(`${measure}.note`, { least: words(least) }),
        ...(beyond === null ? [] : [t('beyond', { lane: nameOf(beyond), time: figures.time(longestMs) })]),
      ].join(' ')}
      summary={lanes
        .map(({ id }) => t(`${measure}.summary`, { lane: nameOf(id), most: words(mostOf(id)) }))
        .join(t('separator'))}
      caption={caption}
      state="done"
      hasData={rows.length > 1}
      heightFor={() => heightPx}
      twin={{
        head: [t('time'), ...lanes.map(({ id }) => nameOf(id))],
        rows: rows
          .filter((_, index) => index % TOLD_EVERY === 0)
          .map(({ atMs, values }) => [
            figures.time(atMs),
            ...lanes.map(({ id }) => (values[id] === undefined ? '' : words(values[id]))),
          ]),
      }}
      data={() => ({
        columns: ['from_ms', ...lanes.map(({ id }) => id)],
        rows: rows.map(({ atMs, values }) => [atMs, ...lanes.map(({ id }) => values[id] ?? null)]),
      })}
      control={<Legend lanes={lanes} />}
    >
      {(widthPx) => <OverTimeChart rows={rows} measure={measure} lanes={lanes} widthPx={widthPx} heightPx={heightPx} />}
    </ChartFrame>
  );
}

function Legend({ lanes }: { readonly lanes: readonly SimulatedLane[] }) {
  return (
    <span className="row wrap gap-x-4 push-end semibold">
      {lanes.map(({ id }) => (
        <SimLaneHeading key={id} id={id} />
      ))}
    </span>
  );
}
