'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useId } from 'react';
import { Button } from '@/components/kit/button';
import { lazyPart } from '@/components/shell/lazy-part';
import type { JobDetail, JobInfo } from '@/lib/wire/job-schema';
import { Problem } from '../problem';
import { useBatchWords } from '../use-batch-words';
import { ChunkMapCard } from './chunk-map-card';
import { FieldWords } from './field-words';
import { JobErrors } from './job-errors';
import { JobFacts } from './job-facts';
import { JobHead } from './job-head';
import { JobResults } from './job-results';
import styles from './job-view.module.css';
import { JobWorkers } from './job-workers';

/** Charts are heavy: they come with the first job that is looked at. */
const ThroughputCard = lazyPart(
  () => import('./throughput-card').then((module) => module.ThroughputCard),
  () => <div className={styles.reserve} />,
);

interface JobViewProps {
  readonly headingRef: Ref<HTMLHeadingElement>;
  /** Whether the server has answered for this job: only then does a missing one not exist. */
  readonly answered: boolean;
  readonly detail: JobDetail | null;
  /** What the list says of it, which is there first. */
  readonly info: JobInfo | null;
  onJob(id: string): void;
  onClose(): void;
}

/** One job, live: how far it is, who works on it, what came of it. */
export function JobView({ headingRef, answered, detail, info, onJob, onClose }: JobViewProps) {
  const t = useTranslations('batch.job');
  const words = useBatchWords();
  const id = useId();
  const job = detail ?? info;
  const name = job ? words.job(job) : answered ? t('missing.title') : t('loading');
  return (
    <section className={`${styles.view} grid one-column gap-5`} aria-labelledby={id}>
      <div className="flex wrap top gap-y-2 gap-x-3">
        <h2 id={id} ref={headingRef} tabIndex={-1} className={`${styles.heading} anywhere`}>
          {name}
        </h2>
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
      {!job && answered && <p className="soft">{t('missing.body')}</p>}
      {job && <JobHead job={job} onJob={onJob} />}
      <Problem error={job?.error ?? null} />
      {detail && (
        <>
          <div className="grid gap-5 halves">
            <ChunkMapCard job={detail} />
            <ThroughputCard job={detail} />
          </div>
          <JobWorkers job={detail} />
          <div className={detail.kind === 'score' ? `halves grid gap-5` : 'grid one-column'}>
            {detail.kind === 'score' && <JobResults job={detail} />}
            <JobErrors job={detail} />
          </div>
          <JobFacts job={detail} />
          <FieldWords />
        </>
      )}
      {!detail && !(answered && !job) && <div className={styles.wait} />}
    </section>
  );
}
