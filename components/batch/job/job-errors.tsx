'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { ErrorWords } from '@/components/shell/error-words';
import { failedAtOnce } from '@/lib/batch-page/job-end';
import { requests } from '@/lib/batch-page/requests';
import type { JobDetail } from '@/lib/wire/job-schema';
import { Problem } from '../problem';
import { useAction } from '../use-action';
import styles from './job-errors.module.css';
import view from './job-view.module.css';

const MOST_SHOWN = 20;

/** The chunks that were set aside, each with its error, and a way to try them again. It scrolls by itself. */
export function JobErrors({ job }: { job: JobDetail }) {
  const t = useTranslations('batch.job.errors');
  const figures = useFigures();
  const action = useAction();
  const setAside = job.chunkMap.filter(({ state }) => state === 'set-aside');
  const count = setAside.length;
  const note =
    count === 0 ? 'noteNone' : failedAtOnce(job) ? 'noteAtOnce' : job.state === 'failed' ? 'noteAll' : 'note';
  return (
    <section className={`${view.card} card pad-y-4 pad-x-5 narrow`} aria-label={t('label')} data-bad={count > 0}>
      <div className="flex wrap top between gap-2 below-1 target">
        <h3 className="below-2 lead bold">{t('title', { count })}</h3>
        {count > 0 && (
          <Button disabled={action.busy} onClick={() => action.run(() => requests.changeJob(job.id, 'retry'))}>
            {t('retry')}
          </Button>
        )}
      </div>
      <p className="soft small">{t(note)}</p>
      <Problem error={action.error} onClose={action.dismiss} />
      {count > 0 && (
        // A region that scrolls must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className={styles.scroll} aria-label={t('list')} tabIndex={0}>
          <ul className="plain-list grid gap-3 anywhere">
            {setAside.slice(0, MOST_SHOWN).map(({ index, firstRow, rows, tries, deaths, error }) => (
              <li key={index}>
                <p className="small bold">
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
          {count > MOST_SHOWN && <p>{t('more', { count: count - MOST_SHOWN })}</p>}
        </section>
      )}
    </section>
  );
}
