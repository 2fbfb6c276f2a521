import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useAssumptions } from '@/components/charts/use-assumptions';
import {
  EDGE_GAINS,
  type EdgeGain,
  edgeAgainstOnline,
  edgeOnlineSetup,
  MODEL_DAYS,
  middleOf,
  SIZES,
  type SizeBreakEven,
  type UseOf,
} from '@/lib/simulate/break-even/edge-online';
import type { Bracket } from '@/lib/simulate/plan/bracket';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import { downloadBytes } from '@/lib/simulate/setup/parameters';
import { fleetUse } from '@/lib/simulator-page/fleet-use';
import type { MakePlan } from '@/lib/simulator-page/plan-run';
import { usePlan } from '../use-plan';
import { useSimFigures } from '../use-sim-words';
import { CurveNames, Curves, type Series } from './curves';
import { StudyLinks } from './study-links';
import { StudyPart } from './study-part';
import type { StudyProps } from './study-props';

const HEIGHT_PX = 260;
const NONE: readonly SizeBreakEven[] = [];
const LOOKS = {
  fewerBytes: { colour: 'var(--edge)' },
  cheaper: { colour: 'var(--ink)' },
  quickerMedian: { colour: 'var(--soft)', dash: '2 4' },
  quicker: { colour: 'var(--ink)', dash: '7 4' },
} as const;

/** How often users must ask so that the edge lane comes off better, over the size of the model. */
export function EdgeStudy({ setup, profile, isOpen }: StudyProps) {
  const t = useTranslations('simulatorBreakEven.edge');
  const { assumptions } = useAssumptions();
  const make = useMemo<MakePlan<readonly SizeBreakEven[]> | null>(() => {
    const useOf: UseOf = (asks, scenario, lane) => fleetUse(setup, asks, { scenario, lane, given: assumptions });
    return isOpen ? (tell) => edgeAgainstOnline(setup, profile, useOf, tell) : null;
  }, [setup, profile, assumptions, isOpen]);
  const control = usePlan(make);
  const rows = control.state.shown ?? NONE;
  return (
    <StudyPart
      label={t('title')}
      control={control}
      share={rows.length / SIZES.length}
      about={t('about', { days: MODEL_DAYS, users: setup.users })}
    >
      <EdgeChart rows={rows} setup={setup} />
    </StudyPart>
  );
}

interface EdgeChartProps {
  readonly rows: readonly SizeBreakEven[];
  readonly setup: SimSetup;
}

const EdgeChart = memo(function EdgeChart({ rows, setup }: EdgeChartProps) {
  const { seed } = setup;
  const t = useTranslations('simulatorBreakEven.edge');
  const shared = useTranslations('simulatorBreakEven');
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  // A line that is nowhere is told beside its name.
  const named = (id: EdgeGain) => {
    const isKnown = rows.length > 0;
    if (isKnown && rows.every((row) => row[id].holds === null)) return t('lineAlways', { name: t(`lines.${id}`) });
    return isKnown && rows.every((row) => row[id].breaks === null)
      ? t('lineNever', { name: t(`lines.${id}`) })
      : t(`lines.${id}`);
  };
  const series: readonly Series<SizeBreakEven>[] = EDGE_GAINS.map((id) => ({
    ...{ id, name: named(id), ...LOOKS[id] },
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
  const sentence = (row: SizeBreakEven) =>
    t('summary', {
      ...{ size: figures.bytes(row.bytes), fewer: words(row.fewerBytes), cheaper: words(row.cheaper) },
      ...{ median: words(row.quickerMedian), quicker: words(row.quicker) },
    });
  const own = nearestTo(rows, downloadBytes(setup));
  const hasLine = rows.some((row) => EDGE_GAINS.some((id) => middleOf(row[id]) !== null));
  return (
    <>
      {own && (
        <p className="measure lead below-3" data-verdict>
          {sentence(own)}
        </p>
      )}
      <ChartFrame
        name="break-even-edge"
        title={t('chart')}
        note={t('note', { seed })}
        summary={rows.map(sentence).join(' ')}
        caption={shared('caption', { seed })}
        state={rows.length > 0 ? 'done' : 'running'}
        hasData={rows.length > 1 && hasLine}
        heightFor={() => heightPx}
        twin={{
          head: [t('size'), ...EDGE_GAINS.map((id) => t(`lines.${id}`))],
          rows: rows.map((row) => [figures.bytes(row.bytes), ...EDGE_GAINS.map((id) => words(row[id]))]),
        }}
        data={() => ({
          columns: ['model_bytes', 'fewer_bytes_from', 'cheaper_from', 'quicker_median_from', 'quicker_p95_from'],
          rows: rows.map((row) => [row.bytes, ...EDGE_GAINS.map((id) => middleOf(row[id]))]),
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
              rows: EDGE_GAINS.map((id) => ({ lane: null, name: t(`lines.${id}`), value: words(row[id]) })),
            })}
          />
        )}
      </ChartFrame>
      <StudyLinks
        label={t('runs')}
        runs={rows.flatMap((row) => {
          const asks = firstOn(row);
          return asks === null
            ? []
            : [{ name: figures.bytes(row.bytes), setup: edgeOnlineSetup(setup, row.bytes, asks) }];
        })}
      />
    </>
  );
});

/** Where edge first comes off better in something; `null` = nowhere, or everywhere. */
function firstOn(row: SizeBreakEven): number | null {
  const all = EDGE_GAINS.flatMap((id) => (row[id].holds === null ? [] : (row[id].breaks ?? [])));
  return all.length > 0 ? Math.min(...all) : null;
}

/** The one whose size is the nearest by its ratio. */
function nearestTo(rows: readonly SizeBreakEven[], bytes: number): SizeBreakEven | null {
  const away = (row: SizeBreakEven) => Math.abs(Math.log(row.bytes / Math.max(1, bytes)));
  return rows.reduce<SizeBreakEven | null>((best, row) => (best && away(best) <= away(row) ? best : row), null);
}
