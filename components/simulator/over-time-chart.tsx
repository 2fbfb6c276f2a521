import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { type Axis, type AxisAcross, axisOfShares, logAxisOf } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { laneLine } from '@/components/chart-kit/style';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { decadeTicks, roundTicks, spacedTicks } from '@/lib/chart/ticks';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { axisEnd, overTime, type TimeMeasure, type TimeRow, valuesAt } from '@/lib/simulator-page/over-time';
import { isHybrid, SIM_LANE_MODE, useSimFigures, useSimLaneName } from './use-sim-words';

/** What lies below is not drawn on a scale of powers of ten. */
const LEAST: Readonly<Record<TimeMeasure, number>> = { p95: 0.1, queue: 0.01, throughput: 0.01, utilisation: 0 };
const MOST_DECADES = 5;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How a lane's line is drawn: a hybrid's in dashes and dots of its own. */
export function lineOf(id: SimLaneId, strokePx: number) {
  const line = { ...laneLine(SIM_LANE_MODE[id]), widthPx: strokePx };
  return isHybrid(id) ? { ...line, dash: '12 4 2 4', cap: 'butt' as const } : line;
}

/** Rows of a measure, and what its values are written as. */
export function useOverTime(lanes: readonly SimulatedLane[], measure: TimeMeasure) {
  const figures = useSimFigures();
  const rows = useMemo(() => overTime(lanes, measure), [lanes, measure]);
  const words: Readonly<Record<TimeMeasure, (value: number) => string>> = {
    p95: figures.time,
    queue: figures.amount,
    utilisation: figures.share,
    throughput: figures.rate,
  };
  return { rows, words: words[measure], least: LEAST[measure] };
}

interface OverTimeChartProps {
  readonly rows: readonly TimeRow[];
  readonly measure: TimeMeasure;
  readonly lanes: readonly SimulatedLane[];
  /** The lanes of each chart beside it, its own among them: all have the same axes. */
  readonly scale: readonly (readonly SimulatedLane[])[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One measure over time as steps, all lanes over one axis. */
export const OverTimeChart = memo(function OverTimeChart({ rows, measure, lanes, scale, ...size }: OverTimeChartProps) {
  const t = useTranslations(`simulator.charts.${measure}`);
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const { textPx, strokePx } = useChartText();
  const { words, least } = useOverTime(lanes, measure);
  const { endMs } = axisEnd(scale.flat());
  const scaleRows = useMemo(() => scale.flatMap((side) => overTime(side, measure)), [scale, measure]);
  return (
    <CurveChart
      title={t('title')}
      {...size}
      rows={rows}
      x={{ ...timeAxis(endMs, textPx, figures.time), of: 'atMs' }}
      y={measure === 'utilisation' ? axisOfShares(SHARES, figures.share) : logAxis(scaleRows, measure, words)}
      room={{ rightPx: textPx * 2 }}
      curves={lanes.map(({ id }) => ({
        id,
        // A logarithm has no zero.
        of: ({ values }: TimeRow) => (values[id] === undefined ? undefined : Math.max(values[id], least)),
        look: { as: 'steps' as const, ...lineOf(id, strokePx), joins: true },
      }))}
      pointed={(row) => {
        const values = valuesAt(rows, row);
        return {
          title: t('from', { time: figures.time(row.atMs) }),
          rows: lanes.flatMap(({ id }) => {
            const value = values[id];
            return value === undefined ? [] : [{ lane: SIM_LANE_MODE[id], name: nameOf(id), value: words(value) }];
          }),
        };
      }}
    />
  );
});

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** Round durations from a tenth of a millisecond to a hundred days, ms. */
const DURATIONS = [0.1, 1, 10, 100, 1000, 10_000, MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 10 * HOUR_MS].concat(
  [48, 240, 2400].map((hours) => hours * HOUR_MS),
);

/** Durations that are written along a logarithmic axis. @param room that one takes, as a share of the axis */
export function durationTicks(from: number, to: number, room: number): readonly number[] {
  const all = DURATIONS.filter((ms) => ms >= from && ms <= to);
  return spacedTicks(all, 'linear', (ms) => Math.log(ms / from) / Math.log(to / from), room);
}

function logAxis(rows: readonly TimeRow[], measure: TimeMeasure, words: Axis['words']): Axis {
  const least = LEAST[measure];
  const all = rows.flatMap(({ values }) => Object.values(values)).filter((value) => value >= least);
  const from = 10 ** Math.floor(Math.log10(Math.min(1, ...all)) + 1e-9);
  const to = Math.max(from * 10, 10 ** Math.ceil(Math.log10(Math.max(1, ...all)) - 1e-9));
  const ticks =
    measure === 'p95' ? durationTicks(from, to, 1 / MOST_DECADES / 1.5) : decadeTicks(from, to, MOST_DECADES);
  return { ...logAxisOf(ticks, words), from, to, cuts: true };
}

/** Round moments in the largest unit that the time has some of. */
function timeAxis(endMs: number, textPx: number, words: (ms: number) => string): AxisAcross {
  const unitMs = endMs >= 3 * HOUR_MS ? HOUR_MS : endMs >= 3 * MINUTE_MS ? MINUTE_MS : 1;
  const tickPx = textWidth(words(endMs), textPx) * 2;
  return {
    from: 0,
    to: endMs,
    cuts: true,
    ticks: (lengthPx) =>
      roundTicks(endMs / unitMs, Math.max(2, Math.floor(lengthPx / tickPx)), 'within').map((tick) => tick * unitMs),
    words: (ms) => (ms === 0 ? '0' : words(ms)),
  };
}
