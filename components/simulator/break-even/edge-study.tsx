import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useAssumptions } from '@/components/charts/use-assumptions';
import {
  type BytesOf,
  edgeAgainstOnline,
  MODEL_DAYS,
  middleOf,
  SIZES,
  type SizeBreakEven,
} from '@/lib/simulate/break-even/edge-online';
import type { Bracket } from '@/lib/simulate/plan/bracket';
import { laneUse } from '@/lib/simulator-page/lane-use';
import type { MakePlan } from '@/lib/simulator-page/plan-run';
import { usePlan } from '../use-plan';
import { useSimFigures } from '../use-sim-words';
import { CurveNames, Curves, type Series } from './curves';
import { StudyPart } from './study-part';
import type { StudyProps } from './study-props';

const HEIGHT_PX = 260;
const NONE: readonly SizeBreakEven[] = [];
const LINES = ['fewerBytes', 'quicker'] as const;

/** How often users must ask so that the edge lane comes off better, over the size of the model. */
export function EdgeStudy({ setup, profile, isOpen }: StudyProps) {
  const t = useTranslations('simulatorBreakEven.edge');
  const { assumptions } = useAssumptions();
  const make = useMemo<MakePlan<readonly SizeBreakEven[]> | null>(() => {
    const bytesOf: BytesOf = (scenario, lane) => laneUse(scenario, lane, assumptions)?.bytesPerAnswer ?? null;
    return isOpen ? (tell) => edgeAgainstOnline(setup, profile, bytesOf, tell) : null;
  }, [setup, profile, assumptions, isOpen]);
  const control = usePlan(make);
  const rows = control.state.shown ?? NONE;
  return (
    <StudyPart
      label={t('title')}
      control={control}
      share={rows.length / SIZES.length}
      about={t('about', { days: MODEL_DAYS })}
    >
      <EdgeChart rows={rows} seed={setup.seed} />
    </StudyPart>
  );
}

interface EdgeChartProps {
  readonly rows: readonly SizeBreakEven[];
  readonly seed: number;
}

const EdgeChart = memo(function EdgeChart({ rows, seed }: EdgeChartProps) {
  const t = useTranslations('simulatorBreakEven.edge');
  const shared = useTranslations('simulatorBreakEven');
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const series: readonly Series<SizeBreakEven>[] = LINES.map((id) => ({
    id,
    name: t(`lines.${id}`),
    colour: id === 'fewerBytes' ? 'var(--edge)' : 'var(--ink)',
    ...(id === 'quicker' && { dash: '7 4' }),
    of: (row) => middleOf(row[id]),
    // A bracket is a pair of runs, not a mean: it is narrow by how it is found.
    isTooWide: () => false,
  }));
  const words = ({ holds, breaks }: Bracket) => {
    if (holds === null) return t('always');
    return breaks === null
      ? t('never')
      : t('between', { holds: figures.amount(holds), breaks: figures.amount(breaks) });
  };
  const hasLine = rows.some((row) => LINES.some((id) => middleOf(row[id]) !== null));
  return (
    <ChartFrame
      name="break-even-edge"
      title={t('chart')}
      note={t('note', { seed })}
      summary={rows
        .map((row) =>
          t('summary', { size: figures.bytes(row.bytes), fewer: words(row.fewerBytes), quicker: words(row.quicker) }),
        )
        .join(' ')}
      caption={shared('caption', { seed })}
      state={rows.length > 0 ? 'done' : 'running'}
      hasData={rows.length > 1 && hasLine}
      heightFor={() => heightPx}
      twin={{
        head: [t('size'), ...LINES.map((id) => t(`lines.${id}`))],
        rows: rows.map((row) => [figures.bytes(row.bytes), ...LINES.map((id) => words(row[id]))]),
      }}
      data={() => ({
        columns: ['model_bytes', 'fewer_bytes_from', 'quicker_from'],
        rows: rows.map((row) => [row.bytes, ...LINES.map((id) => middleOf(row[id]))]),
      })}
      control={<CurveNames series={series} />}
    >
      {(widthPx) => (
        <Curves<SizeBreakEven>
          title={t('chart')}
          {...{ widthPx, heightPx, rows, series }}
          x={{ kind: 'log', of: 'bytes', valueOf: ({ bytes }) => bytes, name: t('size'), words: figures.bytes }}
          y={{ name: t('asks'), words: figures.amount }}
          pointed={(row) => ({
            title: t('sized', { size: figures.bytes(row.bytes) }),
            rows: LINES.map((id) => ({ lane: null, name: t(`lines.${id}`), value: words(row[id]) })),
          })}
        />
      )}
    </ChartFrame>
  );
});
