import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { headlineOf } from '@/lib/measure/headlines';
import { resourceTable } from '@/lib/measure/series';
import type { LaneSummary } from '@/lib/measure/summary';
import type { CardProps } from './card';
import { ChartFrame } from './chart-frame';
import { ResourceChart } from './resource-chart';
import { resourceLayout } from './resource-layout';
import { RESOURCE_MEASURES, useResourceWords } from './resource-words';
import { useChartText } from './use-chart-text';
import { useWords } from './use-words';

const METHODS = ['cpuMethod', 'memoryMethod'] as const;

export const ResourceCard = memo(function ResourceCard({
  summaries,
  ...card
}: CardProps & { summaries: readonly LaneSummary[] }) {
  const t = useTranslations('charts');
  const modes = useTranslations('modes');
  const words = useWords();
  const { textPx } = useChartText();
  const resource = useResourceWords();
  const headline = card.exact ? headlineOf('resources', summaries) : null;
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
