'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { StartDraft } from '@/lib/batch-page/start-draft';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { MOST_NAME } from '@/lib/wire/shown-name';
import { useBatchWords } from '../use-batch-words';
import { useTimingWords } from '../use-timing-words';

/** The parts of a draft as the sentence says them, and what the new things it makes are called. */
export function useDraftWords(draft: StartDraft, dataSets: readonly DataSetInfo[]) {
  const t = useTranslations('batch.start.value');
  const words = useBatchWords();
  const figures = useFigures();
  const timing = useTimingWords(draft.when.kind === 'now' ? null : draft.when);
  const { rows, modelId, versionId, workers, batchSize } = draft;
  const model = words.model(modelId, versionId);
  const rowWords =
    rows.kind === 'made'
      ? t('made', { count: rows.count })
      : rows.kind === 'arriving'
        ? t('arriving', { rate: figures.count(rows.perSecond) })
        : (dataSets.find(({ id }) => id === rows.id)?.name ?? t('gone'));
  return {
    rows: rowWords,
    model,
    when: timing ?? t('now'),
    how: batchSize === null ? t('workers', { count: workers }) : t('batches', { count: workers, size: batchSize }),
    names: {
      dataSet: rows.kind === 'arriving' ? t('arrivingName', { rate: figures.count(rows.perSecond) }) : rowWords,
      schedule: shortened(t('scheduleName', { model, when: timing ?? '' })),
    },
  };
}

/** The words of a cron line may be longer than a name. */
function shortened(name: string): string {
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1)}…`;
}
