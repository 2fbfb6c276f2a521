'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { ErrorWords } from '@/components/shell/error-words';
import { requests } from '@/lib/console/requests';
import type { BatchJobDetail } from '@/lib/engine/wire/console';
import { Problem } from '../problem';
import section from '../section.module.css';
import { useAction } from '../use-action';
import styles from './job-errors.module.css';

const MOST_SHOWN = 8;

/** What went wrong: the job as a whole, and the chunks that were set aside, with a way to try them again. */
export function JobErrors({ job }: { job: BatchJobDetail }) {
  const t = useTranslations('batch.job.errors');
  const figures = useFigures();
  const action = useAction();
  const setAside = job.chunkMap.filter(({ state }) => state === 'set-aside');
  if (!job.error && setAside.length === 0) return null;
  return (
    <section className={styles.errors} aria-label={t('label')}>
      <Problem error={job.error} />
      {setAside.length > 0 && (
        <>
          <div className={styles.head}>
            <h3 className={styles.title}>{t('title', { count: setAside.length })}</h3>
            <button
              type="button"
              className={section.quiet}
              disabled={action.busy}
              onClick={() => action.run(() => requests.changeJob(job.id, 'retry'))}
            >
              {t('retry')}
            </button>
          </div>
          <p className={styles.note}>{t('note')}</p>
          <Problem error={action.error} onClose={action.dismiss} />
          <ul className={styles.list}>
            {setAside.slice(0, MOST_SHOWN).map(({ index, firstRow, rows, tries, deaths, error }) => (
              <li key={index}>
                <p className={styles.which}>
                  {t('chunk', {
                    chunk: figures.count(index + 1),
                    from: figures.count(firstRow + 1),
                    to: figures.count(firstRow + rows),
                    tries: tries + deaths,
                  })}
                </p>
                {error && <ErrorWords report={error} />}
              </li>
            ))}
          </ul>
          {setAside.length > MOST_SHOWN && <p>{t('more', { count: setAside.length - MOST_SHOWN })}</p>}
        </>
      )}
    </section>
  );
}
