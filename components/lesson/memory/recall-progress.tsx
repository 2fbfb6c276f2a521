'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMarks } from '@/components/lesson/use-marks';
import { MEMORY_AID_IDS } from '@/lib/lesson/outline';
import { markKey } from '@/lib/lesson/progress';
import styles from './recall-progress.module.css';

/** How many aids were recalled rightly on this device, and where each is. */
export function RecallProgress({
  titles,
}: {
  readonly titles: readonly { readonly id: string; readonly title: string }[];
}) {
  const t = useTranslations('memory');
  const marks = useMarks();
  const recalled = (id: string) => marks?.get(markKey({ kind: 'recalled', piece: id }))?.right === true;
  const count = MEMORY_AID_IDS.filter(recalled).length;
  const [last, setLast] = useState<{ readonly count: number; readonly changed: boolean } | null>(null);
  if (marks && count !== last?.count) setLast({ count, changed: last !== null });
  const words = marks && t('progress', { count, all: MEMORY_AID_IDS.length });
  return (
    <nav className={`${styles.progress} above-6 no-print`} aria-label={t('contents')}>
      <p className="one-line bold">{words}</p>
      {/* What was known before is there to read; only what changes is announced. */}
      <span className="visually-hidden" role="status">
        {last?.changed && words}
      </span>
      <ul className="plain-list flex wrap gap-y-0 gap-x-5">
        {titles.map(({ id, title }) => (
          <li key={id}>
            <a className="inline-row gap-2 target small" href={`#${id}`}>
              <svg
                className="sign"
                viewBox="0 0 16 16"
                aria-hidden="true"
                data-done={recalled(id)}
                data-right={recalled(id)}
              >
                <circle cx="8" cy="8" r="6.5" />
                <path d="M5 8.3L7.2 10.5L11.2 5.8" />
              </svg>
              {title}
              {recalled(id) && <span className="visually-hidden">{t('done')}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
