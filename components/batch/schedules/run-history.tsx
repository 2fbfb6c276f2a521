'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/kit/button';
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
    <div className={`${styles.history} grid gap-2`}>
      <h4 className="small">{t('title')}</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={t('label', { name })} tabIndex={0}>
        {runs.length === 0 && <p className="soft small">{t('none')}</p>}
        <ol className="plain-list grid small figures" reversed>
          {runs.map(({ dueAt, outcome, missed, rows, jobId }) => (
            <li className="row wrap gap-y-0 gap-x-2 target line-below" key={`${dueAt} ${outcome}`}>
              <svg viewBox="0 0 16 16" className={styles.sign} data-outcome={outcome} aria-hidden="true">
                <path d={SIGNS[outcome]} />
              </svg>
              <time className="soft" dateTime={dueAt}>
                {words.moment(dueAt, now)}
              </time>
              <span>{t(outcome, { count: outcome === 'missed' ? missed : rows })}</span>
              {jobId !== null && (
                <Button
                  look="plain"
                  className="push target-wide"
                  aria-label={t('openNamed', { when: words.moment(dueAt, now) })}
                  onClick={() => onJob(jobId)}
                >
                  {t('open')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
