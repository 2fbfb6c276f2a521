import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { emptyCapacity, runCapacity } from '@/lib/lab/studies/capacity';
import { capacityFigures } from '@/lib/lab/studies/capacity-figures';
import type { RateTrial } from '@/lib/lab/studies/capacity-result';
import { capacityTable } from '@/lib/lab/studies/capacity-table';
import { isStudyOver } from '@/lib/lab/studies/study-state';
import { CapacityCurve } from './capacity-curve';
import { CapacityHeadlines } from './capacity-headlines';
import { stateOfChart, useStudyCaption } from './study-chart';
import { failuresOfLanes, StudyShell } from './study-shell';
import { useP99Words } from './use-p99-words';
import { useStanding } from './use-standing';
import { type StudyProps, useStudy } from './use-study';

/** The most each lane can do, each in the scenario its kind of service is judged by. */
export function CapacityStudy({ setup, ...rest }: StudyProps<SetupOf<'capacity'>>) {
  const t = useTranslations('studies');
  const charts = useTranslations('charts');
  const numbers = useFigures();
  const heightPx = useChartHeight(380);
  const control = useStudy(runCapacity, emptyCapacity, setup, rest);
  const { state } = control;
  const standing = useStanding(state);
  const figures = useMemo(() => capacityFigures(state.result, standing), [state.result, standing]);
  const caption = useStudyCaption(state.setup ?? setup);
  const { lanes, online, limitMs, failures } = state.result;
  const shownLimitMs = state.phase === 'idle' ? setup.limitMs : limitMs;
  const capacity = online?.capacity ?? null;
  const p99Of = useP99Words();
  const curveTitle = () => {
    const limit = numbers.duration(shownLimitMs);
    switch (capacity?.state) {
      case 'found':
        return t('capacity.curveTitleFound', {
          rate: numbers.rate(capacity.perSecond),
          next: numbers.rate(capacity.failsAtPerSecond),
          limit,
        });
      case 'beyond':
      case 'at-least':
        return t('capacity.curveTitleAtLeast', { rate: numbers.rate(capacity.perSecond), limit });
      default:
        return t('capacity.curveTitle');
    }
  };
  /** How many of its items left late, and by how much; nothing where none did. */
  const lateOf = ({ lateCount, sentCount, worstLateMs }: RateTrial) =>
    lateCount === 0
      ? t('capacity.none')
      : t('capacity.lateBy', {
          share: numbers.share(lateCount / Math.max(1, sentCount)),
          time: numbers.duration(worstLateMs),
        });
  return (
    <StudyShell
      control={control}
      setup={setup}
      title={t('label.capacity')}
      about={t('about.capacity')}
      findings={figures.findings}
      validity={figures.validity}
      failures={failuresOfLanes(failures)}
    >
      <CapacityHeadlines result={state.phase === 'idle' ? emptyCapacity(setup) : state.result} figures={figures} />
      {lanes.includes('online') && (
        <ChartFrame
          name="capacity"
          title={curveTitle()}
          note={t('capacity.curveNote')}
          summary={figures.curve
            .map((trial) => `${t('capacity.perSecond', { rate: numbers.rate(trial.perSecond) })}: ${p99Of(trial)}`)
            .join(charts('sentence.separator'))}
          caption={caption}
          state={stateOfChart(state.phase)}
          {...((isStudyOver(state.phase) || figures.curve.length > 0) && {
            placeholder: t('capacity.noCurve', { trials: figures.curve.length }),
          })}
          hasData={figures.curve.some(({ p99AtLeastMs }) => p99AtLeastMs !== null)}
          heightFor={() => heightPx}
          twin={{
            head: [
              t('capacity.trial'),
              t('capacity.p99'),
              t('capacity.answers'),
              t('capacity.verdict'),
              t('capacity.late'),
            ],
            rows: figures.curve.map((trial) => [
              t('capacity.perSecond', { rate: numbers.rate(trial.perSecond) }),
              p99Of(trial),
              numbers.count(trial.sentCount - trial.failedCount),
              t(`capacity.verdicts.${trial.verdict}`),
              lateOf(trial),
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
