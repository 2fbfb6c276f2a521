import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useChartHeight } from '@/components/chart-kit/use-chart-text';
import { ChartFrame } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { emptySweep, runSweep } from '@/lib/lab/studies/sweep';
import { type SweepFigures, sweepFigures, sweepTable } from '@/lib/lab/studies/sweep-figures';
import type { SweepPoint, SweepResult } from '@/lib/lab/studies/sweep-result';
import { stateOfChart, useStudyCaption } from './study-chart';
import { StudyShell } from './study-shell';
import { SweepBarsCard } from './sweep-bars-card';
import { SweepChart } from './sweep-chart';
import { useStanding } from './use-standing';
import { type StudyProps, useStudy } from './use-study';

/** One lane while one thing varies: the size of the batch, the threads, or the variant of the model. */
export function SweepStudy({ setup, ...rest }: StudyProps<SetupOf<'sweep'>>) {
  const t = useTranslations('studies');
  const models = useModelWords();
  const control = useStudy(runSweep, emptySweep, setup, rest);
  const { state } = control;
  const standing = useStanding(state);
  const figures = useMemo(() => sweepFigures(state.result, standing), [state.result, standing]);
  const caption = useStudyCaption(state.setup ?? setup);
  const nameOf = ({ batchSize, threads, versionId }: SweepPoint) => {
    switch (state.result.kind) {
      case 'variants':
        return models.version(versionId);
      case 'threads':
        return t('sweep.threadCount', { threads: threads ?? 1 });
      case 'batch-size':
        return t('sweep.pointSize', { size: batchSize });
    }
  };
  const shared = { result: state.result, figures, caption, state: stateOfChart(state.phase) } as const;
  return (
    <StudyShell
      control={control}
      setup={setup}
      title={t('label.sweep')}
      about={t(`about.sweep.${setup.sweep}`)}
      findings={figures.findings}
      validity={figures.validity}
      failures={state.result.failures.map(({ error, ...point }) => ({
        lane: state.result.lane,
        name: nameOf(point),
        report: error,
      }))}
    >
      {state.result.kind === 'batch-size' ? (
        <div className="grid gap-5 halves">
          <SizeCard measure="time" {...shared} />
          <SizeCard measure="rate" {...shared} />
        </div>
      ) : (
        <SweepBarsCard {...shared} />
      )}
    </StudyShell>
  );
}

interface SizeCardProps {
  readonly measure: 'time' | 'rate';
  readonly result: SweepResult;
  readonly figures: SweepFigures;
  readonly caption: string;
  readonly state: ReturnType<typeof stateOfChart>;
}

function SizeCard({ measure, result, figures, caption, state }: SizeCardProps) {
  const t = useTranslations('studies.sweep');
  const charts = useTranslations('charts');
  const numbers = useFigures();
  const heightPx = useChartHeight(340);
  const { points, fit, best } = figures;
  const isDone = state === 'done';
  const title = () => {
    if (measure === 'time') {
      if (!fit) return t('timeTitle');
      if (!isDone || fit.slope.low <= 0) return t('timeTitleLine');
      const each = numbers.duration(fit.slope.value);
      return fit.intercept.low > 0
        ? t('timeTitleFit', { fixed: numbers.duration(fit.intercept.value), each })
        : t('timeTitleNoFixed', { each });
    }
    if (!isDone || best?.comparison !== 'apart' || best.point === points[0]) return t('rateTitle');
    return t('rateTitleGain', {
      ratio: numbers.ratio(best.ratio.value),
      low: numbers.ratio(best.ratio.low),
      high: numbers.ratio(best.ratio.high),
      size: numbers.count(best.point.batchSize),
    });
  };
  const value = (point: (typeof points)[number]) =>
    measure === 'time' ? numbers.duration(point.callMs.value) : numbers.rate(point.samplesPerSecond);
  return (
    <ChartFrame
      name={`sweep-${measure}`}
      title={title()}
      note={measure === 'time' ? t('timeNote', { passes: result.passes, line: fit ? 'yes' : 'no' }) : t('rateNote')}
      summary={points
        .map((point) => t('summaryPoint', { name: t('pointSize', { size: point.batchSize }), time: value(point) }))
        .join(charts('sentence.separator'))}
      caption={caption}
      state={state}
      hasData={points.length > 0}
      heightFor={() => heightPx}
      twin={{
        head: [t('size'), t('time'), t('range'), t('rate'), t('fitted'), t('residual')],
        rows: points.map((point) => [
          numbers.count(point.batchSize),
          numbers.duration(point.callMs.value),
          `${numbers.duration(point.callMs.low)} – ${numbers.duration(point.callMs.high)}`,
          numbers.rate(point.samplesPerSecond),
          point.fittedMs === null ? t('none') : numbers.duration(Math.max(0, point.fittedMs)),
          point.residualShare === null ? t('none') : numbers.share(point.residualShare),
        ]),
      }}
      data={() => sweepTable(result)}
    >
      {(widthPx) => (
        <SweepChart measure={measure} lane={result.lane} figures={figures} widthPx={widthPx} heightPx={heightPx} />
      )}
    </ChartFrame>
  );
}
