'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
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
  const { rows, unreadable, error, add, remove, clear } = useRuns();
  const pair = usePair();
  const moment = useMoment();
  const [doomed, setDoomed] = useState<HistoryRow | 'all' | null>(null);
  const letterOf = (id: string) => (id === pair.a ? 'a' : id === pair.b ? 'b' : null);

  const heading = useRef<HTMLHeadingElement>(null);
  const nothing = useRef<HTMLParagraphElement>(null);
  const [deletions, setDeletions] = useState(0);
  // The button that asked for it is gone with its entry.
  useEffect(() => {
    if (deletions > 0) (heading.current ?? nothing.current)?.focus();
  }, [deletions]);

  const destroy = async () => {
    setDoomed(null);
    if (doomed === 'all') {
      pair.clear();
      await clear();
    } else if (doomed) {
      if (letterOf(doomed.id)) pair.toggle(doomed.id);
      await remove(doomed.id);
    }
    setDeletions((before) => before + 1);
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
      {unreadable.length > 0 && (
        <Notice>
          <p>{t('unreadable', { count: unreadable.length })}</p>
          <Button onClick={() => void remove(...unreadable)}>
            {t('deleteUnreadable', { count: unreadable.length })}
          </Button>
        </Notice>
      )}
      {pair.a && pair.b && <ComparePanel key={`${pair.a} ${pair.b}`} a={pair.a} b={pair.b} onClose={pair.clear} />}
      {rows === null && !error && <div className={styles.wait} />}
      {rows?.length === 0 && (
        <div className={`${styles.empty} grid gap-2 pad-x-5 soft text-center rounded-card`}>
          <p ref={nothing} className={styles.emptyTitle} tabIndex={-1}>
            {t('empty.title')}
          </p>
          <p>{t('empty.body')}</p>
          <IntentLink className={buttonLook('go', 'above-3')} href="/lab">
            {t('empty.lab')}
          </IntentLink>
        </div>
      )}
      {rows && rows.length > 0 && (
        <section aria-label={t('label')}>
          <h2 ref={heading} className="below-3 large" tabIndex={-1}>
            {t('count', { count: rows.length })}
          </h2>
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
        onYes={() => void destroy()}
        onNo={() => setDoomed(null)}
      />
    </div>
  );
}
