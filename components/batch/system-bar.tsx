'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { PageView } from '@/lib/batch-page/page-view';
import styles from './system-bar.module.css';
import { useBatchWords } from './use-batch-words';
import { useNow } from './use-now';
import { WorkersDetails } from './workers-details';

/** How the batch system is and how the page hears of it, in one quiet line that is always there. */
export function SystemBar({ view }: { view: PageView }) {
  const t = useTranslations('batch.system');
  const { connection, state } = view;
  const isOpening = state?.system.state === 'opening';
  return (
    <div className={`${styles.bar} row wrap gap-y-0 gap-x-5 soft small`}>
      <p className={`${styles.line} row gap-2`} role="status" data-connection={connection}>
        <span className={`${styles.lamp} rigid round`} aria-hidden="true" />
        {connection === 'connecting' && t('connecting')}
        {connection === 'reconnecting' && t('reconnecting')}
        {connection === 'live' && state && t(`state.${state.system.state}`, { database: state.system.database })}
      </p>
      {connection === 'live' && isOpening && state && <Opening key="opening" sinceMs={state.system.sinceMs} />}
      {state?.system.state === 'ready' && (
        <WorkersDetails workers={state.workers.filter(({ queue }) => queue === 'long')} jobs={state.jobs} />
      )}
    </div>
  );
}

/** Counts on from what the server said. */
function Opening({ sinceMs }: { sinceMs: number }) {
  const t = useTranslations('batch.system');
  const words = useBatchWords();
  const now = useNow(1000);
  // The server tells how long, not since when: two machines' clocks do not subtract.
  const began = useBegan(sinceMs, now);
  return <p className="figures">{t('openingFor', { time: words.span(began === 0 ? sinceMs : now - began) })}</p>;
}

function useBegan(sinceMs: number, now: number): number {
  const [began, setBegan] = useState(0);
  useEffect(() => setBegan(Date.now() - sinceMs), [sinceMs]);
  return now === 0 ? 0 : began;
}
