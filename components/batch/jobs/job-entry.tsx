'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { tookMs } from '@/lib/batch-page/job-rate';
import { isOver } from '@/lib/wire/batch-system';
import type { JobInfo } from '@/lib/wire/job-schema';
import { ProgressLine } from '../progress-line';
import { StateMark } from '../state-mark';
import { useBatchWords } from '../use-batch-words';
import { useNow } from '../use-now';
import { useMayChange } from '../visitor-context';
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
  const mayChange = useMayChange();
  const words = useBatchWords();
  const figures = useFigures();
  const now = useNow(60_000);
  const name = words.job(job);
  const over = isOver(job.state);
  return (
    <article
      className={`${styles.entry} card grid middle gap-y-3 gap-x-6 pad-y-3 pad-x-5`}
      data-chosen={chosen}
      aria-label={name}
    >
      <div>
        <h3 className="lead bold anywhere">{name}</h3>
        <p className="flex wrap gap-y-1 gap-x-4 soft tiny figures">
          <span className="inline-row gap-1 ink bold">
            <StateMark state={job.state} /> {states(job.state)}
          </span>
          <time dateTime={job.createdAt}>{words.moment(job.createdAt, now)}</time>
          <span>{t('workers', { count: job.workers })}</span>
        </p>
      </div>
      <div className="grid gap-1">
        <ProgressLine
          label={t('progressOf', { job: name })}
          share={job.count === 0 ? (over ? 1 : 0) : job.done / job.count}
          still={job.state === 'paused' || job.state === 'queued'}
        />
        <p className="flex wrap between gap-y-1 gap-x-4 one-line soft tiny figures">
          <span>{t('done', { done: figures.count(job.done), count: figures.count(job.count) })}</span>
          <span className="text-end">
            <PaceWords job={job} />
          </span>
        </p>
      </div>
      <div className="flex wrap gap-2">
        <Button aria-pressed={chosen} aria-label={t('watchNamed', { job: name })} onClick={onChoose}>
          {t('watch')}
        </Button>
        {over && mayChange(job.owner) && (
          <Button aria-label={t('deleteNamed', { job: name })} onClick={onDelete}>
            {t('delete')}
          </Button>
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
