import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { axisFromZero, axisOfTime } from '@/components/chart-kit/axis';
import { CurveChart } from '@/components/chart-kit/curve-chart';
import { EndNames } from '@/components/chart-kit/end-names';
import { laneLine } from '@/components/chart-kit/style';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { LaneKey } from '@/lib/measure/lane-record';
import type { Throughput } from '@/lib/measure/throughput';
import { useFigures } from './format';

interface ThroughputChartProps {
  readonly throughput: Throughput;
  /** Those that are drawn. */
  readonly lanes: readonly LaneKey[];
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Step {
  readonly atMs: number;
  readonly toMs: number;
  readonly perSecond: Readonly<Record<string, number>>;
  /** The same, and the end of a lane that has just ended: a step holds until the next point. */
  readonly drawn: Readonly<Record<string, number>>;
}

/** Answers per second in each window, as steps; all lanes over one axis. */
export const ThroughputChart = memo(function ThroughputChart(props: ThroughputChartProps) {
  const { throughput, widthPx, heightPx } = props;
  const t = useTranslations('charts.throughput');
  const nameOf = useLaneName();
  const figures = useFigures();
  const { textPx, strokePx } = useChartText();
  const steps = stepsOf(throughput);
  const lanes = props.lanes
    .filter(({ id }) => steps.some(({ perSecond }) => perSecond[id] !== undefined))
    .map((lane) => ({ ...lane, name: nameOf(lane) }));
  const peak = Math.max(1, ...steps.flatMap(({ perSecond }) => Object.values(perSecond)));
  return (
    <CurveChart
      title={t('title')}
      widthPx={widthPx}
      heightPx={heightPx}
      rows={steps}
      x={{ ...axisOfTime(steps.at(-1)?.toMs ?? throughput.windowMs, textPx, figures), of: 'atMs' }}
      y={axisFromZero(peak, 5, figures.rate)}
      room={{ rightPx: Math.max(0, ...lanes.map(({ name }) => textWidth(name, textPx, 600))) + 12 }}
      curves={lanes.map(({ id, modeId }) => ({
        id,
        of: ({ drawn }: Step) => drawn[id],
        look: { as: 'steps', ...laneLine(modeId), widthPx: strokePx },
      }))}
      pointed={({ atMs, toMs, perSecond }) => ({
        title: t('between', { from: figures.seconds(atMs), to: figures.seconds(toMs) }),
        rows: lanes.flatMap(({ id, modeId, name }) => {
          const rate = perSecond[id];
          return rate === undefined ? [] : [{ lane: modeId, name, value: figures.rate(rate) }];
        }),
      })}
    >
      <EndNames
        ends={lanes.map((lane) => ({
          ...lane,
          value: steps.findLast(({ perSecond }) => perSecond[lane.id] !== undefined)?.perSecond[lane.id] ?? 0,
        }))}
      />
    </CurveChart>
  );
});

function stepsOf({ windows }: Throughput): readonly Step[] {
  const steps = windows.map(({ fromMs, toMs, perSecond }, index) => ({
    atMs: fromMs,
    toMs,
    perSecond,
    drawn: { ...windows[index - 1]?.perSecond, ...perSecond },
  }));
  const last = windows.at(-1);
  return last
    ? [...steps, { atMs: last.toMs, toMs: last.toMs, perSecond: last.perSecond, drawn: last.perSecond }]
    : steps;
}
