import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { emptyColdStart, runColdStart } from '@/lib/lab/studies/cold-start';
import { coldStartFigures, coldStartTable, START_PARTS } from '@/lib/lab/studies/cold-start-figures';
import { runsOnDevice } from '@/lib/modes';
import { ColdStartChart, coldStartHeight } from './cold-start-chart';
import styles from './studies.module.css';
import { stateOfChart, useStudyCaption } from './study-chart';
import { failuresOfLanes, StudyShell } from './study-shell';
import { useStanding } from './use-standing';
import { type StudyProps, useStudy } from './use-study';

/** Every lane from nothing to its first answer, several times, and what comes after it. */
export function ColdStartStudy({ setup, ...rest }: StudyProps<SetupOf<'cold-start'>>) {
  const t = useTranslations('studies');
  const charts = useTranslations('charts');
  const modes = useTranslations('modes');
  const numbers = useFigures();
  const { textPx } = useChartText();
  const control = useStudy(runColdStart, emptyColdStart, setup, rest);
  const { state } = control;
  const standing = useStanding(state);
  const { bars, slowest, findings, validity } = useMemo(
    () => coldStartFigures(state.result, standing),
    [state.result, standing],
  );
  const caption = useStudyCaption(state.setup ?? setup);
  const { lanes, repeats, failures } = state.result;
  const rows = lanes.length + lanes.filter(runsOnDevice).length;
  const ms = (value: number | null) => (value === null ? t('coldStart.none') : numbers.duration(value));
  return (
    <StudyShell
      control={control}
      setup={setup}
      title={t('label.cold-start')}
      about={t('about.cold-start')}
      findings={findings}
      validity={validity}
      failures={failuresOfLanes(failures)}
    >
      <ChartFrame
        name="cold-start"
        title={
          state.phase === 'done' && slowest
            ? t('coldStart.titleDone', {
                slowest: numbers.duration(slowest.firstAnswer.value),
                lane: modes(`${slowest.lane}.name`),
              })
            : t('coldStart.title')
        }
        note={t('coldStart.note', { starts: Math.max(...bars.map(({ starts }) => starts), 0) || repeats })}
        summary={bars
          .map((bar) =>
            t('coldStart.summary', {
              name: t(`coldStart.bars.${bar.id}`),
              first: numbers.duration(bar.firstAnswer.value),
            }),
          )
          .join(charts('sentence.separator'))}
        caption={caption}
        state={stateOfChart(state.phase)}
        hasData={bars.length > 0}
        heightFor={() => coldStartHeight(rows, textPx)}
        twin={{
          head: [
            t('coldStart.column'),
            ...START_PARTS.map((part) => t(`coldStart.parts.${part}`)),
            t('coldStart.firstAnswer'),
            t('coldStart.range'),
            t('coldStart.bytes'),
          ],
          rows: bars.map((bar) => [
            t(`coldStart.bars.${bar.id}`),
            ...START_PARTS.map((part) => ms(bar.partMs[part])),
            numbers.duration(bar.firstAnswer.value),
            bar.starts === 1
              ? t('coldStart.once')
              : `${numbers.duration(bar.firstAnswer.low)} – ${numbers.duration(bar.firstAnswer.high)}`,
            bar.fetchedBytes === null ? t('coldStart.none') : numbers.bytes(bar.fetchedBytes),
          ]),
        }}
        data={() => coldStartTable(state.result)}
      >
        {(widthPx) => <ColdStartChart bars={bars} widthPx={widthPx} heightPx={coldStartHeight(bars.length, textPx)} />}
      </ChartFrame>
      <p className={`${styles.note} soft small`}>{t('coldStart.whatWasFetched')}</p>
    </StudyShell>
  );
}
