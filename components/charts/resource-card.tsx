import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { headlineOf } from '@/lib/measure/headlines';
import { resourceTable } from '@/lib/measure/series';
import type { CardProps } from './card';
import { ChartFrame } from './chart-frame';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { ResourceChart } from './resource-chart';
import { resourceLayout } from './resource-layout';
import { MORE_MEASURES, RESOURCE_MEASURES, useResourceWords } from './resource-words';
import { useWords } from './use-words';

const METHODS = ['cpuMethod', 'memoryMethod'] as const;

/** What all lanes used together, of the page they ran in. `null` = this browser does not tell. */
export interface PageUse {
  readonly pageMemoryBytes: number | null;
  readonly longTasks: number | null;
}

export const ResourceCard = memo(function ResourceCard({
  figures,
  pageMemoryBytes,
  longTasks,
  ...card
}: CardProps & PageUse) {
  const t = useTranslations('charts');
  const names = useLaneNames();
  const words = useWords();
  const summaries = figures.last.summaries;
  const { textPx } = useChartText();
  const resource = useResourceWords();
  const numbers = useFigures();
  const headline = headlineOf('resources', summaries);
  // One figure for all lanes stands under the first.
  const ofThePage = (id: 'page' | 'longTasks', text: string | null) => [
    t(`resources.${id}`),
    ...summaries.map((_, index) => (index > 0 ? t('none') : (text ?? t('resources.unknown')))),
  ];
  return (
    <ChartFrame
      state={card.state}
      caption={card.caption}
      heightFor={(widthPx) => resourceLayout(widthPx, textPx, card.heightPx).heightPx}
      name="resources"
      title={headline ? words.headline(headline) : t('resources.title')}
      note={t(
        summaries.some(({ resources }) => resources?.cpuMethod === 'process')
          ? 'resources.noteBefore'
          : 'resources.note',
      )}
      summary={summaries
        .map((summary) =>
          t('resources.summary', {
            lane: names(summary.id).full,
            parts: RESOURCE_MEASURES.map(
              (measure) => `${t(`resources.${measure}`)} ${resource(measure, summary).text}`,
            ).join(', '),
          }),
        )
        .join(t('sentence.separator'))}
      {...(summaries.some(({ counts }) => counts.completed > 0) && {
        placeholder: t(summaries.some(({ state }) => state === 'done') ? 'resources.unmetered' : 'resources.stopped'),
      })}
      hasData={summaries.some(({ resources }) => resources !== null)}
      twin={{
        head: [t('resources.measure'), ...summaries.map(({ id }) => names(id).full)],
        rows: [
          ...[...RESOURCE_MEASURES, ...MORE_MEASURES].map((measure) => [
            t(`resources.${measure}`),
            ...summaries.map((summary) => resource(measure, summary).text),
          ]),
          ...METHODS.map((method) => [
            t(`resources.${method}`),
            ...summaries.map(({ resources }) => (resources ? t(`resources.method.${resources[method]}`) : t('none'))),
          ]),
          [
            t('resources.bytesMethod'),
            ...summaries.map(({ resources }) =>
              resources
                ? t(`resources.bytes.${resources.bytesTotal === 0 ? 'none' : resources.bytesMethod}`)
                : t('none'),
            ),
          ],
          ofThePage('page', pageMemoryBytes === null ? null : numbers.bytes(pageMemoryBytes)),
          ofThePage('longTasks', longTasks === null ? null : t('resources.times', { count: longTasks })),
        ],
      }}
      data={() => resourceTable(summaries)}
    >
      {(widthPx) => <ResourceChart summaries={summaries} widthPx={widthPx} heightPx={card.heightPx} />}
    </ChartFrame>
  );
});
