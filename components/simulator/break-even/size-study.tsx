import Link from 'next/link';
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
import type { MakePlan } from '@/lib/simulator-page/plan-run';
import { useInTurn } from '../use-in-turn';
import { usePlan } from '../use-plan';
import { simHref } from '../use-sim-setup';
import { useSimFigures } from '../use-sim-words';
import { CurveNames, Curves, type Series } from './curves';
import { StudyPart } from './study-part';
import type { StudyProps } from './study-props';

const HEIGHT_PX = 260;
const NONE: readonly SizingRow[] = [];
/** The run that a link opens is that of this load. */
const LINKED_LOAD = 0.8;
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
      <p className="row wrap gap-x-4 above-2 small">
        {t('runs')}
        {SIZINGS.map((sizing) => (
          <Link
            key={sizing}
            href={simHref(sizingSetup(setup, profile, sizing, LINKED_LOAD))}
            className="inline-row target"
            prefetch={false}
          >
            {t(`lines.${sizing}`, { servers })}
          </Link>
        ))}
      </p>
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
