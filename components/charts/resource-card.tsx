import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { headlineOf } from '@/lib/measure/headlines';
import { resourceTable } from '@/lib/measure/series';
import type { CardProps } from './card';
import { ChartFrame } from './chart-frame';
import type { LaneFigures } from './figure-parts';
import { ResourceChart } from './resource-chart';
import { resourceLayout } from './resource-layout';
import { RESOURCE_MEASURES, useResourceWords } from './resource-words';
import { useChartText } from './use-chart-text';
import { useWords } from './use-words';

const METHODS = ['cpuMethod', 'memoryMethod'] as const;

export const ResourceCard = memo(function ResourceCard({
  figures,
  ...card
}: CardProps & { figures: LaneFigures['resources'] }) {
  const t = useTranslations('charts');
  const modes = useTranslations('modes');
  const words = useWords();
  const { summaries, exact } = figures;
  const { textPx } = useChartText();
  const resource = useResourceWords();
  const headline = exact ? headlineOf('resources', summaries) : null;
  return (
    <ChartFrame
      {...card}
      heightFor={(widthPx) => resourceLayout(widthPx, textPx, card.heightPx).heightPx}
      name="resources"
      title={headline ? words.headline(headline) : t('resources.title')}
      note={t('resources.note')}
      summary={summaries
        .map((summary) =>
          t('resources.summary', {
            lane: modes(`${summary.modeId}.name`),
            parts: RESOURCE_MEASURES.map(
              (measure) => `${t(`resources.${measure}`)} ${resource(measure, summary).text}`,
            ).join(', '),
          }),
        )
        .join(t('sentence.separator'))}
      {...(summaries.some(({ counts }) => counts.completed > 0) && {
        placeholder: t(card.state === 'running' ? 'resources.whenDone' : 'resources.stopped'),
      })}
      hasData={summaries.some(({ resources }) => resources !== null)}
      twin={{
        head: [t('resources.measure'), ...summaries.map(({ modeId }) => modes(`${modeId}.name`))],
        rows: [
          ...RESOURCE_MEASURES.map((measure) => [
            t(`resources.${measure}`),
            ...summaries.map((summary) => resource(measure, summary).text),
          ]),
          ...METHODS.map((method) => [
            t(`resources.${method}`),
            ...summaries.map(({ resources }) => (resources ? t(`resources.method.${resources[method]}`) : t('none'))),
          ]),
        ],
      }}
      data={() => resourceTable(summaries)}
    >
      {(widthPx) => <ResourceChart summaries={summaries} widthPx={widthPx} heightPx={card.heightPx} />}
    </ChartFrame>
  );
});
