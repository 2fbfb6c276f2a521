import { useTranslations } from 'next-intl';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { barsHeight, ValueBars } from '@/components/chart-kit/value-bars';
import { ChartFrame, type ChartState } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import { type SweepFigures, sweepTable } from '@/lib/lab/studies/sweep-figures';
import type { SweepFigure, SweepResult } from '@/lib/lab/studies/sweep-result';
import { findVersion } from '@/lib/model';

interface SweepBarsCardProps {
  readonly result: SweepResult;
  readonly figures: SweepFigures;
  readonly caption: string;
  readonly state: ChartState;
}

/** Threads or variants as bars of the time a sample took. */
export function SweepBarsCard({ result, figures, caption, state }: SweepBarsCardProps) {
  const t = useTranslations('studies.sweep');
  const charts = useTranslations('charts');
  const numbers = useFigures();
  const models = useModelWords();
  const { textPx } = useChartText();
  const { kind, lane, modelId, passes } = result;
  const { points, best } = figures;
  const isVariants = kind === 'variants';
  const nameOf = ({ versionId, threads }: SweepFigure) =>
    isVariants ? models.version(versionId) : t('threadCount', { threads: threads ?? 1 });
  const factsOf = ({ versionId, callMs }: SweepFigure) => {
    const time = numbers.duration(callMs.value);
    if (!isVariants) return time;
    const { sizeBytes, accuracy } = findVersion({ modelId, versionId });
    return t('variantFacts', { time, size: numbers.bytes(sizeBytes), accuracy: numbers.accuracy(accuracy.value) });
  };
  const title = () => {
    if (state !== 'done' || !best) return t(isVariants ? 'variantsTitle' : 'threadsTitle');
    if (best.comparison !== 'apart' || best.alike.length > 0) return t('sameTitle');
    return t('quickestTitle', { name: nameOf(best.point), time: numbers.duration(best.point.callMs.value) });
  };
  // Room for all the rows there will be, so that none that comes in moves the page.
  const rows = Math.max(points.length, result.planned / passes, 3);
  const heightPx = barsHeight(rows, textPx);
  return (
    <ChartFrame
      name={`sweep-${kind}`}
      title={title()}
      note={t(isVariants ? 'variantsNote' : 'barsNote', { passes })}
      summary={points
        .map((point) => t('summaryPoint', { name: nameOf(point), time: numbers.duration(point.callMs.value) }))
        .join(charts('sentence.separator'))}
      caption={caption}
      state={state}
      hasData={points.length > 0}
      heightFor={() => heightPx}
      twin={{
        head: [
          t(isVariants ? 'variant' : 'threads'),
          t('time'),
          t('range'),
          t('rate'),
          ...(isVariants ? [t('fileSize'), t('accuracy')] : []),
        ],
        rows: points.map((point) => {
          const { sizeBytes, accuracy } = findVersion({ modelId, versionId: point.versionId });
          return [
            nameOf(point),
            numbers.duration(point.callMs.value),
            `${numbers.duration(point.callMs.low)} – ${numbers.duration(point.callMs.high)}`,
            numbers.rate(point.samplesPerSecond),
            ...(isVariants ? [numbers.bytes(sizeBytes), numbers.accuracy(accuracy.value)] : []),
          ];
        }),
      }}
      data={() => sweepTable(result)}
    >
      {(widthPx) => (
        <ValueBars
          title={t(isVariants ? 'variantsTitle' : 'threadsTitle')}
          names="above"
          bars={points.map((point) => ({
            id: `${point.versionId} ${point.threads}`,
            lane,
            name: nameOf(point),
            value: point.callMs.value,
            text: factsOf(point),
          }))}
          widthPx={widthPx}
          heightPx={barsHeight(points.length, textPx)}
        />
      )}
    </ChartFrame>
  );
}
