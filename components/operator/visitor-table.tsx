'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Problem } from '@/components/batch/problem';
import { Section } from '@/components/batch/section';
import { useAction } from '@/components/batch/use-action';
import { useBatchWords } from '@/components/batch/use-batch-words';
import { useNow } from '@/components/batch/use-now';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { DataTable } from '@/components/kit/data-table';
import { Confirm } from '@/components/runs/confirm';
import { requests } from '@/lib/batch-page/requests';
import type { OperatorView } from '@/lib/wire/operator-schema';

interface VisitorTableProps {
  readonly visitors: OperatorView['visitors'];
  /** The one who looks. */
  readonly own: string | null;
  onDelete(): Promise<void>;
}

/** So much of an owner tells them apart. */
const SHOWN = 6;

/** What each visitor has here, and a way to make room. */
export function VisitorTable({ visitors, own, onDelete }: VisitorTableProps) {
  const t = useTranslations('operator.visitors');
  const figures = useFigures();
  const words = useBatchWords();
  const now = useNow(60_000);
  const action = useAction();
  const [asked, setAsked] = useState<string | null>(null);
  const nameOf = (owner: string | null) => {
    if (owner === null) return t('unknown');
    return owner === own ? t('you', { id: owner.slice(0, SHOWN) }) : owner.slice(0, SHOWN);
  };
  return (
    <Section title={t('title')} lead={t('lead')}>
      {visitors.length === 0 ? (
        <p className="soft">{t('none')}</p>
      ) : (
        <DataTable numbers region={t('title')}>
          <thead>
            <tr>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('dataSets')}</th>
              <th scope="col">{t('bytes')}</th>
              <th scope="col">{t('jobs')}</th>
              <th scope="col">{t('openJobs')}</th>
              <th scope="col">{t('streams')}</th>
              <th scope="col">{t('lastAt')}</th>
              <th scope="col" aria-label={t('delete')} />
            </tr>
          </thead>
          <tbody>
            {visitors.map((one) => (
              <tr key={one.owner ?? ''}>
                <th scope="row" className="mono nowrap">
                  {nameOf(one.owner)}
                </th>
                <td>{figures.count(one.dataSets)}</td>
                <td>{figures.bytes(one.bytes)}</td>
                <td>{figures.count(one.jobs)}</td>
                <td>{figures.count(one.openJobs)}</td>
                <td>{figures.count(one.streams)}</td>
                <td className="nowrap">{one.lastAt === null ? '' : words.moment(one.lastAt, now)}</td>
                <td>
                  {one.owner !== null && (
                    <Button
                      disabled={action.busy}
                      aria-label={t('deleteNamed', { who: nameOf(one.owner) })}
                      onClick={() => setAsked(one.owner)}
                    >
                      {t('delete')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      <Problem error={action.error} onClose={action.dismiss} />
      <Confirm
        opened={asked !== null}
        title={t('confirm.title', { who: nameOf(asked) })}
        body={t('confirm.body')}
        yes={t('confirm.yes')}
        no={t('confirm.no')}
        onYes={() => {
          const owner = asked ?? '';
          setAsked(null);
          action.run(() => requests.deleteVisitorThings(owner).then(onDelete));
        }}
        onNo={() => setAsked(null)}
      />
    </Section>
  );
}
