'use client';

import { useTranslations } from 'next-intl';
import type { RunOutcome } from '@/lib/wire/batch-system';
import type { ScheduleRunInfo } from '@/lib/wire/schedule-schema';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';
import styles from './run-history.module.css';

interface RunHistoryProps {
  readonly runs: readonly ScheduleRunInfo[];
  /** Of the schedule. */
  readonly name: string;
  onJob(id: string): void;
}

/** Filled: a job was started; hollow: there was nothing to do; crossed: it did not run. */
const SIGNS: Readonly<Record<RunOutcome, string>> = {
  started: 'M3 3h10v10H3z',
  'nothing-new': 'M3 3h10v10H3z',
  overlap: 'M3 3h10v10H3zM3 3l10 10',
  missed: 'M3 3l10 10M3 13L13 3',
};

/** What came of each due time, newest first. It scrolls by itself: new lines move nothing else. */
export function RunHistory({ runs, name, onJob }: RunHistoryProps) {
  const t = useTranslations('batch.schedules.runs');
  const words = useBatchWords();
  const now = useNow(60_000);
  return (
    <div className={styles.history}>
      <h4 className={styles.title}>{t('title')}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={t('label', { name })} tabIndex={0}>
        {runs.length === 0 && <p className={styles.none}>{t('none')}</p>}
        <ol className={styles.runs} reversed>
          {runs.map(({ dueAt, outcome, missed, rows, jobId }) => (
            <li key={`${dueAt} ${outcome}`}>
              <svg viewBox="0 0 16 16" className={styles.sign} data-outcome={outcome} aria-hidden="true">
                <path d={SIGNS[outcome]} />
              </svg>
              <time dateTime={dueAt}>{words.moment(dueAt, now)}</time>
              <span>{t(outcome, { count: outcome === 'missed' ? missed : rows })}</span>
              {jobId !== null && (
                <button
                  type="button"
                  className={styles.link}
                  aria-label={t('openNamed', { when: words.moment(dueAt, now) })}
                  onClick={() => onJob(jobId)}
                >
                  {t('open')}
                </button>
              )}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
