'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Confirm } from '@/components/runs/confirm';
import { requests } from '@/lib/batch-page/requests';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { Problem } from '../problem';
import { Section } from '../section';
import section from '../section.module.css';
import { ShowMore } from '../show-more';
import { useAction } from '../use-action';
import type { OlderEntries } from '../use-older';
import { DataSetEntry } from './data-set-entry';
import { MakeForm } from './make-form';
import { UploadForm } from './upload-form';

interface DataSetSectionProps {
  readonly dataSets: OlderEntries<DataSetInfo>;
  readonly ready: boolean;
}

/** The rows there are, and two ways to get more. */
export function DataSetSection({ dataSets, ready }: DataSetSectionProps) {
  const t = useTranslations('batch.dataSets');
  const action = useAction();
  const [doomed, setDoomed] = useState<DataSetInfo | null>(null);
  return (
    <Section title={t('title')} lead={t('lead')}>
      <div className="grid gap-5 halves">
        <UploadForm ready={ready} />
        <MakeForm ready={ready} />
      </div>
      <Problem error={action.error} onClose={action.dismiss} />
      {dataSets.entries.length > 0 ? (
        <ul className="plain-list grid one-column gap-3" aria-label={t('title')}>
          {dataSets.entries.map((dataSet) => (
            <DataSetEntry key={dataSet.id} dataSet={dataSet} onDelete={() => setDoomed(dataSet)} />
          ))}
        </ul>
      ) : (
        <div className={`${section.empty} grid gap-2 pad-x-5 soft text-center rounded-card`}>
          <p className="ink bolder">{ready ? t('empty.title') : t('empty.waiting')}</p>
          <p>{t('empty.body')}</p>
        </div>
      )}
      <ShowMore older={dataSets} />
      <Confirm
        opened={doomed !== null}
        title={t('confirm.title')}
        body={t('confirm.body', { name: doomed?.name ?? '' })}
        yes={t('confirm.yes')}
        no={t('confirm.no')}
        onYes={() => {
          if (doomed) action.run(() => requests.deleteDataSet(doomed.id).then(() => dataSets.forget(doomed.id)));
          setDoomed(null);
        }}
        onNo={() => setDoomed(null)}
      />
    </Section>
  );
}
