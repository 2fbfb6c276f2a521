'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { buttonLook } from '@/components/kit/button-look';
import { Notice } from '@/components/kit/notice';
import { ErrorWords } from '@/components/shell/error-words';
import { IntentLink } from '@/components/shell/intent-link';
import { lazyPart } from '@/components/shell/lazy-part';
import type { HistoryRow } from '@/lib/lab/history-row';
import { Confirm } from './confirm';
import { ImportRun } from './import-run';
import { KeptEntry } from './kept-entry';
import styles from './run-list.module.css';
import { usePair } from './use-pair';
import { useMoment } from './use-run-words';
import { useRuns } from './use-runs';

/** Charts are heavy: they come when there is something to compare. */
const ComparePanel = lazyPart(
  () => import('./compare-panel').then((module) => module.ComparePanel),
  () => <div className={styles.wait} />,
);

/** The runs and studies kept on this device: open, compare (runs), delete, import. */
export function RunsPage() {
  const t = useTranslations('runs.list');
  const { rows, error, add, remove, clear } = useRuns();
  const pair = usePair();
  const moment = useMoment();
  const [doomed, setDoomed] = useState<HistoryRow | 'all' | null>(null);
  const letterOf = (id: string) => (id === pair.a ? 'a' : id === pair.b ? 'b' : null);

  const destroy = () => {
    if (doomed === 'all') {
      pair.clear();
      void clear();
    } else if (doomed) {
      if (letterOf(doomed.id)) pair.toggle(doomed.id);
      void remove(doomed.id);
    }
    setDoomed(null);
  };

  return (
    <div className="grid gap-6 pad-above-6">
      <div className="row wrap gap-3">
        <ImportRun onOpened={(opened) => void add(opened)} />
        {rows && rows.length > 0 && <Button onClick={() => setDoomed('all')}>{t('deleteAll')}</Button>}
        <p className="soft small" role="status">
          {pair.a && !pair.b ? t('chooseAnother') : ''}
        </p>
      </div>
      {error && (
        <Notice>
          <ErrorWords report={error} />
        </Notice>
      )}
      {pair.a && pair.b && <ComparePanel key={`${pair.a} ${pair.b}`} a={pair.a} b={pair.b} onClose={pair.clear} />}
      {rows === null && !error && <div className={styles.wait} />}
      {rows?.length === 0 && (
        <div className={`${styles.empty} grid gap-2 pad-x-5 soft text-center rounded-card`}>
          <p className={styles.emptyTitle}>{t('empty.title')}</p>
          <p>{t('empty.body')}</p>
          <IntentLink className={buttonLook('go', 'above-3')} href="/lab">
            {t('empty.lab')}
          </IntentLink>
        </div>
      )}
      {rows && rows.length > 0 && (
        <section aria-label={t('label')}>
          <h2 className="below-3 large">{t('count', { count: rows.length })}</h2>
          <ul className="plain-list grid gap-3">
            {rows.map((row) => (
              <KeptEntry
                key={row.id}
                row={row}
                chosen={letterOf(row.id)}
                onChoose={() => pair.toggle(row.id)}
                onDelete={() => setDoomed(row)}
              />
            ))}
          </ul>
        </section>
      )}
      <Confirm
        opened={doomed !== null}
        title={doomed === 'all' ? t('confirm.allTitle') : t('confirm.oneTitle')}
        body={
          doomed === 'all'
            ? t('confirm.all', { count: rows?.length ?? 0 })
            : t('confirm.one', { when: doomed ? moment(doomed.startedAt) : '' })
        }
        yes={t('confirm.yes')}
        no={t('confirm.no')}
        onYes={destroy}
        onNo={() => setDoomed(null)}
      />
    </div>
  );
}
