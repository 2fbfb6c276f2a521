'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { tookMs } from '@/lib/batch-page/job-rate';
import { isOver } from '@/lib/wire/batch-system';
import type { JobInfo } from '@/lib/wire/job-schema';
import { ProgressLine } from '../progress-line';
import section from '../section.module.css';
import { StateMark } from '../state-mark';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';
import styles from './job-entry.module.css';

interface JobEntryProps {
  readonly job: JobInfo;
  /** It is the one that is looked at. */
  readonly chosen: boolean;
  onChoose(): void;
  onDelete(): void;
}

/** One job in the list: what it does, how far it is, how fast. Its size never changes. */
export function JobEntry({ job, chosen, onChoose, onDelete }: JobEntryProps) {
  const t = useTranslations('batch.jobs');
  const states = useTranslations('batch.states');
  const words = useBatchWords();
  const figures = useFigures();
  const now = useNow(60_000);
  const name = words.job(job);
  const over = isOver(job.state);
  return (
    <article className={styles.entry} data-chosen={chosen} aria-label={name}>
      <div className={styles.what}>
        <h3 className={section.name}>{name}</h3>
        <p className={section.facts}>
          <span className={styles.state}>
            <StateMark state={job.state} /> {states(job.state)}
          </span>
          <time dateTime={job.createdAt}>{words.moment(job.createdAt, now)}</time>
          <span>{t('workers', { count: job.workers })}</span>
        </p>
      </div>
      <div className={styles.progress}>
        <ProgressLine
          label={t('progressOf', { job: name })}
          share={job.count === 0 ? (over ? 1 : 0) : job.done / job.count}
          still={job.state === 'paused' || job.state === 'queued'}
        />
        <p className={section.facts}>
          <span className={styles.done}>
            {t('done', { done: figures.count(job.done), count: figures.count(job.count) })}
          </span>
          <span className={styles.rate}>
            <PaceWords job={job} />
          </span>
        </p>
      </div>
      <div className={section.tools}>
        <button
          type="button"
          className={section.quiet}
          aria-pressed={chosen}
          aria-label={t('watchNamed', { job: name })}
          onClick={onChoose}
        >
          {t('watch')}
        </button>
        {over && (
          <button
            type="button"
            className={section.quiet}
            aria-label={t('deleteNamed', { job: name })}
            onClick={onDelete}
          >
            {t('delete')}
          </button>
        )}
      </div>
    </article>
  );
}

/** Its rate and what is left of it; of a job that is over, how long it took. */
function PaceWords({ job }: { job: JobInfo }) {
  const t = useTranslations('batch.jobs');
  const words = useBatchWords();
  const figures = useFigures();
  const took = tookMs(job);
  if (took !== null) return t('took', { time: figures.duration(took) });
  if (job.rowsPerSecond === null) return ' ';
  const rate = words.rate(job.rowsPerSecond);
  return job.remainingMs === null ? rate : t('pace', { rate, time: words.span(job.remainingMs) });
}
