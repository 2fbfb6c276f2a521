import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { emptyCapacity, runCapacity } from '@/lib/lab/studies/capacity';
import { capacityFigures } from '@/lib/lab/studies/capacity-figures';
import { capacityTable } from '@/lib/lab/studies/capacity-table';
import { CapacityCurve } from './capacity-curve';
import { CapacityHeadlines } from './capacity-headlines';
import { stateOfChart, useChartHeight, useStudyCaption } from './study-chart';
import { StudyShell } from './study-shell';
import { useP99Words } from './use-p99-words';
import { type StudyProps, useStudy } from './use-study';

/** The most each lane can do, each in the scenario its kind of service is judged by. */
export function CapacityStudy({ setup, onState, done }: StudyProps<SetupOf<'capacity'>>) {
  const t = useTranslations('studies');
  const charts = useTranslations('charts');
  const numbers = useFigures();
  const heightPx = useChartHeight(380);
  const control = useStudy(runCapacity, emptyCapacity, setup, { onState, done });
  const { state } = control;
  const figures = useMemo(() => capacityFigures(state.result, state), [state]);
  const caption = useStudyCaption(state.setup ?? setup);
  const { lanes, online, limitMs, failures } = state.result;
  const shownLimitMs = state.phase === 'idle' ? setup.limitMs : limitMs;
  const capacity = online?.capacity ?? null;
  const p99Of = useP99Words();
  return (
    <StudyShell
      control={control}
      setup={setup}
      title={t('label.capacity')}
      about={t('about.capacity')}
      findings={figures.findings}
      validity={figures.validity}
      failures={failures}
    >
      <CapacityHeadlines result={state.phase === 'idle' ? emptyCapacity(setup) : state.result} figures={figures} />
      {lanes.includes('online') && (
        <ChartFrame
          name="capacity"
          title={
            capacity && capacity.state !== 'none'
              ? t('capacity.curveTitleFound', {
                  rate: numbers.rate(capacity.perSecond),
                  limit: numbers.duration(shownLimitMs),
                })
              : t('capacity.curveTitle')
          }
          note={t('capacity.curveNote')}
          summary={figures.curve
            .map((trial) => `${t('capacity.perSecond', { rate: numbers.rate(trial.perSecond) })}: ${p99Of(trial)}`)
            .join(charts('sentence.separator'))}
          caption={caption}
          state={stateOfChart(state.phase)}
          hasData={figures.curve.some(({ p99AtLeastMs }) => p99AtLeastMs !== null)}
          heightFor={() => heightPx}
          twin={{
            head: [t('capacity.trial'), t('capacity.p99'), t('capacity.answers'), t('capacity.verdict')],
            rows: figures.curve.map((trial) => [
              t('capacity.perSecond', { rate: numbers.rate(trial.perSecond) }),
              p99Of(trial),
              numbers.count(trial.sentCount - trial.failedCount),
              t(`capacity.verdicts.${trial.verdict}`),
            ]),
          }}
          data={() => capacityTable(state.result)}
        >
          {(widthPx) => (
            <CapacityCurve trials={figures.curve} limitMs={shownLimitMs} widthPx={widthPx} heightPx={heightPx} />
          )}
        </ChartFrame>
      )}
    </StudyShell>
  );
}
