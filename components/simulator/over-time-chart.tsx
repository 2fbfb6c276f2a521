import { useFormatter, useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { type Axis, type AxisAcross, axisFromZero, axisOfShares, logAxisOf } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { laneLine } from '@/components/chart-kit/style';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { decadeTicks, roundTicks, spacedTicks } from '@/lib/chart/ticks';
import type { SimLaneId } from '@/lib/simulate/scenario/lanes-schema';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { axisEnd, leastOf, overTime, type TimeMeasure, type TimeRow, valuesAt } from '@/lib/simulator-page/over-time';
import { isHybrid, SIM_LANE_MODE, useSimFigures, useSimLaneName } from './use-sim-words';

const MOST_DECADES = 5;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a lane's line is drawn: a hybrid's in dashes and dots of its own. */
export function lineOf(id: SimLaneId, strokePx: number) {
  const line = { ...laneLine(SIM_LANE_MODE[id]), widthPx: strokePx };
  return isHybrid(id) ? { ...line, dash: '12 4 2 4', cap: 'butt' as const } : line;
}

/** Rows of a measure, what its values are written as, and the least that is drawn. @param scale the lanes of all charts that have the same axes */
export function useOverTime(
  lanes: readonly SimulatedLane[],
  measure: TimeMeasure,
  scale: readonly (readonly SimulatedLane[])[],
) {
  const figures = useSimFigures();
  const rows = useMemo(() => overTime(lanes, measure), [lanes, measure]);
  const words: Readonly<Record<TimeMeasure, (value: number) => string>> = {
    p95: figures.time,
    queue: figures.amount,
    utilisation: figures.share,
    throughput: figures.rate,
  };
  const least = useMemo(() => leastOf(scale.flat(), measure), [scale, measure]);
  return { rows, words: words[measure], least };
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
  const { words, least } = useOverTime(lanes, measure, scale);
  const format = useFormatter();
  // Ticks of small shares are nearer to each other than whole percents.
  const shareWords = (share: number) => format.number(share, { style: 'percent', maximumSignificantDigits: 2 });
  const { endMs } = axisEnd(scale.flat());
  const scaleRows = useMemo(() => scale.flatMap((side) => overTime(side, measure)), [scale, measure]);
  return (
    <CurveChart
      title={t('title')}
      {...size}
      rows={rows}
      x={{ ...timeAxis(endMs, textPx, figures.time), of: 'atMs' }}
      y={measure === 'utilisation' ? shareAxis(scaleRows, shareWords) : logAxis(scaleRows, measure, least, words)}
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
/** From this share on, the axis goes up to all. */
const FITS_WHOLE = 0.4;

/** Round durations from a tenth of a millisecond to a hundred days, ms. */
const DURATIONS = [0.1, 1, 10, 100, 1000, 10_000, MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 10 * HOUR_MS].concat(
  [48, 240, 2400].map((hours) => hours * HOUR_MS),
);

/** Durations that are written along a logarithmic axis. @param room that one takes, as a share of the axis */
export function durationTicks(from: number, to: number, room: number): readonly number[] {
  const all = DURATIONS.filter((ms) => ms >= from && ms <= to);
  return spacedTicks(all, 'linear', (ms) => Math.log(ms / from) / Math.log(to / from), room);
}

const valuesIn = (rows: readonly TimeRow[]) => rows.flatMap(({ values }) => Object.values(values));

/** Up to all of it, or, of shares that are all small, to the next round one. */
function shareAxis(rows: readonly TimeRow[], words: Axis['words']): Axis {
  const most = Math.max(0, ...valuesIn(rows));
  return most === 0 || most > FITS_WHOLE ? axisOfShares(SHARES, words) : axisFromZero(most, SHARES.length, words);
}

function logAxis(rows: readonly TimeRow[], measure: TimeMeasure, least: number, words: Axis['words']): Axis {
  const all = valuesIn(rows).filter((value) => value >= least);
  // Where nothing is worth drawing, its line lies along the foot.
  const lowest = all.length === 0 ? least : Math.min(1, ...all);
  const from = 10 ** Math.floor(Math.log10(lowest) + 1e-9);
  const to = Math.max(from * 10, 10 ** Math.ceil(Math.log10(Math.max(...(all.length === 0 ? [1] : all))) - 1e-9));
  const ticks =
    measure === 'p95' ? durationTicks(from, to, 1 / MOST_DECADES / 1.5) : decadeTicks(from, to, MOST_DECADES);
  return { ...logAxisOf(ticks, words), from, to, cuts: true };
}

/** Round moments in the largest unit that the time has some of. */
function timeAxis(endMs: number, textPx: number, words: (ms: number) => string): AxisAcross {
  const unitMs = endMs >= 4 * DAY_MS ? DAY_MS : endMs >= 3 * HOUR_MS ? HOUR_MS : endMs >= 3 * MINUTE_MS ? MINUTE_MS : 1;
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
