import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import {
  bigAgainstSmall,
  LOADS,
  SIZING_REQUESTS,
  SIZINGS,
  type SizingRow,
  SMALL_SERVERS,
  sizingSetup,
} from '@/lib/simulate/break-even/big-small';
import { type Ordering, orderings } from '@/lib/simulate/break-even/orderings';
import type { MakePlan } from '@/lib/simulator-page/plan-run';
import { useInTurn } from '../use-in-turn';
import { usePlan } from '../use-plan';
import { useSimFigures } from '../use-sim-words';
import { CurveNames, Curves, type Series } from './curves';
import { StudyLinks } from './study-links';
import { StudyPart } from './study-part';
import type { StudyProps } from './study-props';

const HEIGHT_PX = 260;
const NONE: readonly SizingRow[] = [];
/** The runs that links open are those of these loads. */
const LINKED_LOADS = [0.5, 0.8, 0.95] as const;
const MEASURES = ['meanMs', 'p95Ms'] as const;
const PAIRS = [
  ['big', 'shared'],
  ['shared', 'own'],
] as const;
const LOOKS = {
  big: { colour: 'var(--ink)' },
  shared: { colour: 'var(--online)', dash: '7 4' },
  own: { colour: 'var(--soft)', dash: '2 4' },
} as const;

/** One server so many times as fast, against as many small ones, over the load. */
export function SizeStudy({ setup, profile, isOpen }: StudyProps) {
  const t = useTranslations('simulatorBreakEven.size');
  const make = useMemo<MakePlan<readonly SizingRow[]> | null>(
    () => (isOpen ? (tell) => bigAgainstSmall(setup, profile, tell) : null),
    [setup, profile, isOpen],
  );
  const control = usePlan(make);
  const rows = control.state.shown ?? NONE;
  const later = useInTurn(rows, 2) ?? NONE;
  const servers = SMALL_SERVERS;
  const figures = useSimFigures();
  const stretchWords = (measure: (typeof MEASURES)[number], { quicker, slower, from, to, least, most }: Ordering) => ({
    ...{ measure, from: from === to ? 'same' : figures.share(from), to: figures.share(to) },
    ...{ quicker: t(`lines.${quicker}`, { servers }), slower: t(`lines.${slower}`, { servers }) },
    ...{ least: figures.amount(least), most: figures.amount(most) },
  });
  return (
    <StudyPart
      label={t('title')}
      control={control}
      share={control.state.runs / (LOADS.length * SIZINGS.length)}
      about={t('about', { servers })}
    >
      <div className="grid halves gap-4">
        <SizeChart measure="meanMs" rows={rows} seed={setup.seed} />
        <SizeChart measure="p95Ms" rows={later} seed={setup.seed} />
      </div>
      <ul className="grid gap-1 above-3 measure" data-verdict>
        {MEASURES.flatMap((measure) =>
          PAIRS.flatMap((pair) =>
            orderings(later, measure, pair).map((one) => (
              <li key={`${measure}-${pair.join()}-${one.from}`}>{t('stretch', stretchWords(measure, one))}</li>
            )),
          ),
        )}
      </ul>
      {LINKED_LOADS.map((load) => (
        <StudyLinks
          key={load}
          label={t('runs', { load: figures.share(load) })}
          runs={SIZINGS.map((sizing) => ({
            name: t(`lines.${sizing}`, { servers }),
            setup: sizingSetup(setup, profile, sizing, load),
          }))}
        />
      ))}
    </StudyPart>
  );
}

interface SizeChartProps {
  readonly measure: 'meanMs' | 'p95Ms';
  readonly rows: readonly SizingRow[];
  readonly seed: number;
}

const SizeChart = memo(function SizeChart({ measure, rows, seed }: SizeChartProps) {
  const t = useTranslations('simulatorBreakEven.size');
  const shared = useTranslations('simulatorBreakEven');
  const none = useTranslations('charts')('none');
  const figures = useSimFigures();
  const heightPx = useChartHeight(HEIGHT_PX);
  const series: readonly Series<SizingRow>[] = SIZINGS.map((id) => ({
    ...{ id, name: t(`lines.${id}`, { servers: SMALL_SERVERS }), ...LOOKS[id] },
    of: ({ points }) => points[id][measure],
    isTooWide: ({ points }) => points[id].isTooWide,
  }));
  const words = (row: SizingRow, { of, isTooWide }: Series<SizingRow>) => {
    const value = of(row);
    if (value === null) return none;
    return isTooWide(row) ? shared('wide', { value: figures.time(value) }) : figures.time(value);
  };
  const last = rows.at(-1);
  return (
    <ChartFrame
      name={`break-even-size-${measure}`}
      title={t(`chart.${measure}`)}
      note={t('note', { requests: SIZING_REQUESTS, seed })}
      summary={
        last
          ? series
              .map((one) => t('summary', { name: one.name, load: figures.share(last.load), value: words(last, one) }))
              .join(' ')
          : ''
      }
      caption={shared('caption', { seed })}
      state={rows.length > 0 ? 'done' : 'running'}
      hasData={rows.length > 1}
      heightFor={() => heightPx}
      twin={{
        head: [t('load'), ...series.map(({ name }) => name)],
        rows: rows.map((row) => [figures.share(row.load), ...series.map((one) => words(row, one))]),
      }}
      data={() => ({
        columns: ['load', ...SIZINGS.map((id) => `${id}_ms`)],
        rows: rows.map((row) => [row.load, ...series.map(({ of }) => of(row))]),
      })}
      control={<CurveNames series={series} />}
    >
      {(widthPx) => (
        <Curves<SizingRow>
          title={t(`chart.${measure}`)}
          {...{ widthPx, heightPx, rows, series }}
          x={{ kind: 'share', of: 'load', name: t('load'), words: figures.share }}
          y={{ name: t(`axis.${measure}`), words: figures.time }}
          pointed={(row) => ({
            title: t('at', { load: figures.share(row.load) }),
            rows: series.map((one) => ({ lane: null, name: one.name, value: words(row, one) })),
          })}
        />
      )}
    </ChartFrame>
  );
});
