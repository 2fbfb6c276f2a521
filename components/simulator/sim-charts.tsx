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
import { lineOf, OverTimeChart, useOverTime } from './over-time-chart';
import { useInTurn } from './use-in-turn';
import { isHybrid, useSimFigures, useSimLaneName } from './use-sim-words';
import type { Simulated } from './use-simulation';

const HEIGHT_PX = 240;
/** Three side by side where there is room for them. */
const THIRDS = { gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 20rem), 1fr))' };
/** A card whose turn has not come. */
const WAITING_PX = 400;
/** Every so many windows stand in the table of a chart. */
const TOLD_EVERY = 6;

/** One of the simulations whose charts stand side by side. */
export interface ChartSide {
  readonly outcome: Simulated;
  /** What was simulated, in the caption of a chart that is saved. */
  readonly name: string;
  /** Tells its charts from those of the others; none where it is the only one. */
  readonly scene?: { readonly id: string; readonly name: string };
}

/** All charts of some outcomes, each kind of them side by side, on axes that all lanes share. @param sides as a stable list */
export const SimCharts = memo(function SimCharts({ sides }: { readonly sides: readonly ChartSide[] }) {
  const t = useTranslations('simulator.charts');
  const shown = useMemo(() => {
    const scale = sides.map(({ outcome }) => outcome.lanes);
    return sides.map(({ outcome: { lanes, scenario }, name, scene }) => ({
      lanes,
      scale,
      caption: t('caption', { name, seed: scenario.seed }),
      stem: scene ? `-${scene.id}` : '',
      titled: (title: string) => (scene ? t('titled', { title, scene: scene.name }) : title),
    }));
  }, [sides, t]);
  if (sides.every(({ outcome }) => outcome.lanes.every(({ latencyMs }) => latencyMs === null))) return null;
  const cards = [LatencyCard, ...TIME_MEASURES.map((measure) => TIME_CARDS[measure])];
  return (
    <div className="grid halves gap-4 above-4" style={sides.length > 2 ? THIRDS : undefined}>
      {cards.flatMap((Card, kind) =>
        shown.map((charts, side) => (
          <InTurn key={`${kind}-${side}`} charts={charts} turn={2 + kind * shown.length + side} Card={Card} />
        )),
      )}
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
  /** The lanes of each side, for which the axes have room. */
  readonly scale: readonly (readonly SimulatedLane[])[];
  readonly caption: string;
  /** What its names end in. */
  readonly stem: string;
  titled(title: string): string;
}

const LatencyCard = memo(function LatencyCard({ lanes: all, scale, caption, stem, titled }: SimCardProps) {
  const lanes = useMemo(() => all.filter(({ latencyMs }) => latencyMs !== null), [all]);
  const t = useTranslations('simulator.charts');
  const columns = useTranslations('simulator.results.columns');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const distribution = useMemo(() => {
    const own = distributionOf(lanes.map(({ id, curveMs }) => ({ id, sortedMs: Float64Array.from(curveMs) })));
    const every = scale.flat().map(({ curveMs }, index) => ({ id: `${index}`, sortedMs: Float64Array.from(curveMs) }));
    const axis = scale.length > 1 ? distributionOf(every) : own;
    return own && axis && { ...own, fromMs: axis.fromMs, toMs: axis.toMs };
  }, [lanes, scale]);
  return (
    <ChartFrame
      name={`sim-latency${stem}`}
      title={titled(t('latency.title'))}
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

function TimeCard({ measure, lanes, scale, caption, stem, titled }: SimCardProps & { readonly measure: TimeMeasure }) {
  const t = useTranslations('simulator.charts');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const { rows, words, least } = useOverTime(lanes, measure, scale);
  const { endMs, beyond } = axisEnd(scale.flat());
  const longestMs = Math.max(...lanes.map(({ spanMs }) => spanMs));
  const mostOf = (id: SimulatedLane['id']) => Math.max(0, ...rows.map(({ values }) => values[id] ?? 0));
  return (
    <ChartFrame
      name={`sim-${measure}${stem}`}
      title={titled(t(`${measure}.title`))}
      note={[
        t(`${measure}.note`, { least: words(least) }),
        ...(beyond === null || longestMs <= endMs
          ? []
          : [t('beyond', { lane: nameOf(beyond), time: figures.time(longestMs) })]),
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
      {(widthPx) => (
        <OverTimeChart
          rows={rows}
          measure={measure}
          lanes={lanes}
          scale={scale}
          widthPx={widthPx}
          heightPx={heightPx}
        />
      )}
    </ChartFrame>
  );
}

function Legend({ lanes }: { readonly lanes: readonly SimulatedLane[] }) {
  const hasHybrids = lanes.some(({ id }) => isHybrid(id));
  return (
    <span className="row wrap gap-x-4 push-end semibold">
      {lanes.map(({ id }) => (
        <span key={id} className="inline-row gap-1">
          <SimLaneHeading id={id} />
          {hasHybrids && <LineSample id={id} />}
        </span>
      ))}
    </span>
  );
}

/** As the lane's line is drawn: a hybrid has the mark and the colour of the lane that it begins with. */
function LineSample({ id }: Pick<SimulatedLane, 'id'>) {
  const { colour, dash, cap, widthPx } = lineOf(id, 2.5);
  return (
    <svg viewBox="0 0 36 6" width="1.75rem" height="0.375rem" className="rigid" aria-hidden="true">
      <path d="M2 3H34" stroke={colour} strokeWidth={widthPx} strokeDasharray={dash} strokeLinecap={cap} />
    </svg>
  );
}
