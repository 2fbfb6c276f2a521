'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { NumberField } from '@/components/kit/number-field';
import type { StartDraft } from '@/lib/batch-page/start-draft';
import { MOST_WORKERS } from '@/lib/wire/batch-system';

const USUAL_BATCH = 256;
const LARGEST_BATCH = 8192;

interface HowFieldProps {
  readonly draft: StartDraft;
  onChange(draft: StartDraft): void;
}

/** How many workers share it, and how many rows go into the model at a time. */
export function HowField({ draft, onChange }: HowFieldProps) {
  const t = useTranslations('batch.start.how');
  return (
    <>
      <NumberField
        label={t('workers')}
        description={t('workersNote')}
        value={draft.workers}
        min={1}
        max={MOST_WORKERS}
        whole
        step={1}
        onChange={(workers) => onChange({ ...draft, workers })}
      />
      <Switch
        label={t('ownBatch')}
        description={t('ownBatchNote')}
        checked={draft.batchSize !== null}
        onChange={(event) => onChange({ ...draft, batchSize: event.currentTarget.checked ? USUAL_BATCH : null })}
      />
      {draft.batchSize !== null && (
        <NumberField
          label={t('batchSize')}
          value={draft.batchSize}
          min={1}
          max={LARGEST_BATCH}
          whole
          step={64}
          onChange={(batchSize) => onChange({ ...draft, batchSize })}
        />
      )}
    </>
  );
}
