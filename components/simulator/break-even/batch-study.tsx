import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useEstimateWords } from '@/components/charts/estimate-words';
import { useAssumptions } from '@/components/charts/use-assumptions';
import { type BatchBreakEven, batchAgainstOnline, MINUTES } from '@/lib/simulate/break-even/batch-online';
import { dayCost } from '@/lib/simulator-page/day-cost';
import type { MakePlan } from '@/lib/simulator-page/plan-run';
import { usePlan } from '../use-plan';
import { useSimFigures } from '../use-sim-words';
import { CurveNames, Curves, type Series } from './curves';
import { StudyLinks } from './study-links';
import { StudyPart } from './study-part';
import type { StudyProps } from './study-props';

const HEIGHT_PX = 260;
const MINUTE_MS = 60_000;
/** Servers, intervals, and a look or two after them. */
const PARTS = MINUTES.length + 2;
type Row = BatchBreakEven['rows'][number];

/** What a job costs over how fresh its answers must be, against servers. */
export function BatchStudy({ setup, profile, isOpen }: StudyProps) {
  const t = useTranslations('simulatorBreakEven.batch');
  const { assumptions } = useAssumptions();
  const make = useMemo<MakePlan<BatchBreakEven> | null>(
    () => (isOpen ? (tell) => batchAgainstOnline(setup, profile, (...of) => dayCost(...of, assumptions), tell) : null),
    [setup, profile, assumptions, isOpen],
  );
  const control = usePlan(make);
  return (
    <StudyPart label={t('title')} control={control} share={Math.min(1, control.state.runs / PARTS)} about={t('about')}>
      <BatchChart shown={control.state.shown} seed={setup.seed} />
    </StudyPart>
  );
}

interface BatchChartProps {
  readonly shown: BatchBreakEven | null;
  readonly seed: number;
}

const BatchChart = memo(function BatchChart({ shown, seed }: BatchChartProps) {
  const t = useTranslations('simulatorBreakEven.batch');
  const shared = useTranslations('simulatorBreakEven');
  const none = useTranslations('charts')('none');
  const figures = useSimFigures();
  const { money } = useEstimateWords();
  const heightPx = useChartHeight(HEIGHT_PX);
  const rows = shown?.rows ?? [];
  const series: readonly Series<Row>[] = [
    {
      id: 'batch',
      name: t('lines.batch'),
      colour: 'var(--batch)',
      of: ({ usd }) => usd,
      isTooWide: (row) => row.isTooWide,
    },
    {
      ...{ id: 'online', name: t('lines.online'), colour: 'var(--online)', dash: '7 4' },
      of: () => shown?.online.usd ?? null,
      isTooWide: () => shown?.online.isTooWide ?? false,
    },
  ];
  const time = (ms: number | null) => (ms === null ? none : figures.time(ms));
  const interval = (minutes: number) => figures.time(minutes * MINUTE_MS);
  const verdict = useVerdict(shown?.dearer ?? null, interval);
  return (
    <>
      {verdict && (
        <p className="measure lead below-3" data-verdict>
          {verdict}
        </p>
      )}
      <ChartFrame
        name="break-even-batch"
        title={t('chart')}
        note={t('note', { seed })}
        summary={verdict ?? ''}
        caption={shared('caption', { seed })}
        state={rows.length > 0 ? 'done' : 'running'}
        hasData={rows.length > 1}
        heightFor={() => heightPx}
        twin={{
          head: [t('interval'), t('lines.batch'), t('lines.online'), t('age'), t('p95')],
          rows: rows.map((row) => [
            interval(row.minutes),
            money(row.usd),
            money(shown?.online.usd ?? null),
            time(row.ageMs),
            time(row.p95Ms),
          ]),
        }}
        data={() => ({
          columns: ['interval_minutes', 'batch_usd', 'online_usd', 'age_ms', 'p95_ms'],
          rows: rows.map((row) => [row.minutes, row.usd, shown?.online.usd ?? null, row.ageMs, row.p95Ms]),
        })}
        control={<CurveNames series={series} />}
      >
        {(widthPx) => (
          <Curves<Row>
            title={t('chart')}
            {...{ widthPx, heightPx, rows, series }}
            x={{
              kind: 'log',
              of: 'minutes',
              valueOf: ({ minutes }) => minutes,
              ticks: MINUTES,
              name: t('interval'),
              words: interval,
            }}
            y={{ name: t('cost'), words: money }}
            pointed={(row) => ({
              title: t('every', { interval: interval(row.minutes) }),
              rows: [
                { lane: 'batch', name: t('lines.batch'), value: money(row.usd) },
                { lane: 'online', name: t('lines.online'), value: money(shown?.online.usd ?? null) },
                { lane: null, name: t('age'), value: time(row.ageMs) },
                { lane: null, name: t('p95'), value: time(row.p95Ms) },
              ],
            })}
          />
        )}
      </ChartFrame>
      {shown && rows.length > 0 && (
        <StudyLinks
          label={t('runs')}
          runs={[
            ...rows.map(({ minutes, setup }) => ({ name: interval(minutes), setup })),
            { name: t('lines.online'), setup: shown.online.setup },
          ]}
        />
      )}
    </>
  );
});

function useVerdict(dearer: BatchBreakEven['dearer'], interval: (minutes: number) => string): string | null {
  const t = useTranslations('simulatorBreakEven.batch');
  if (!dearer) return null;
  const { holds, breaks } = dearer;
  if (holds === null) return t('always', { interval: interval(breaks ?? 1) });
  return breaks === null
    ? t('never', { interval: interval(holds) })
    : t('from', { holds: interval(holds), breaks: interval(breaks) });
}
