'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
import { NumberField } from '@/components/kit/number-field';
import { requests } from '@/lib/batch-page/requests';
import { DRAFT_LIMITS } from '@/lib/batch-page/start-draft';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { Problem } from '../problem';
import { useAction } from '../use-action';

interface ArrivalsControlProps {
  readonly dataSet: DataSetInfo;
  readonly arrivals: NonNullable<DataSetInfo['arrivals']>;
}

/** The arrivals simulator of a data set: how many rows a second, start and stop. */
export function ArrivalsControl({ dataSet: { id, name }, arrivals }: ArrivalsControlProps) {
  const t = useTranslations('batch.dataSets.arrivals');
  const action = useAction();
  const set = (change: Partial<typeof arrivals>) =>
    action.run(() => requests.setArrivals(id, { ...arrivals, ...change }));
  return (
    <fieldset className="flex wrap bottom gap-3" aria-label={t('label', { name })}>
      <NumberField
        label={t('perSecond')}
        value={arrivals.perSecond}
        {...DRAFT_LIMITS.perSecond}
        whole
        step={50}
        onChange={(perSecond) => set({ perSecond })}
      />
      <Button disabled={action.busy} onClick={() => set({ running: !arrivals.running })}>
        {arrivals.running ? t('stop') : t('start')}
      </Button>
      <p className="self-middle pad-above-5 soft small">{t(arrivals.running ? 'running' : 'stopped')}</p>
      <Problem error={action.error} onClose={action.dismiss} />
    </fieldset>
  );
}
