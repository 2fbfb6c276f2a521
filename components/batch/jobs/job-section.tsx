'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { Confirm } from '@/components/runs/confirm';
import { groupJobs } from '@/lib/batch-page/job-groups';
import { requests } from '@/lib/batch-page/requests';
import type { JobInfo } from '@/lib/wire/job-schema';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';
import { Problem } from '../problem';
import { Section } from '../section';
import section from '../section.module.css';
import { ShowMore } from '../show-more';
import { useAction } from '../use-action';
import { useBatchWords } from '../use-batch-words';
import type { OlderEntries } from '../use-older';
import { JobEntry } from './job-entry';
import styles from './job-section.module.css';

interface JobSectionProps {
  readonly jobs: OlderEntries<JobInfo>;
  readonly schedules: readonly ScheduleInfo[];
  readonly chosen: string | null;
  readonly ready: boolean;
  onChoose(id: string): void;
}

const FEW = 6;

/** Every job there is, those of a schedule together; finished ones may be deleted. */
export function JobSection({ jobs, schedules, chosen, ready, onChoose }: JobSectionProps) {
  const t = useTranslations('batch.jobs');
  const words = useBatchWords();
  const action = useAction();
  const [doomed, setDoomed] = useState<JobInfo | null>(null);
  const [all, setAll] = useState(false);
  const groups = groupJobs(jobs.entries);
  const shown = all ? groups : groups.slice(0, FEW);
  const entry = (job: JobInfo) => (
    <JobEntry
      key={job.id}
      job={job}
      chosen={job.id === chosen}
      onChoose={() => onChoose(job.id)}
      onDelete={() => setDoomed(job)}
    />
  );
  return (
    <Section title={t('title')} lead={t('lead')}>
      <Problem error={action.error} onClose={action.dismiss} />
      {groups.length === 0 && (
        <div className={`${section.empty} grid gap-2 pad-x-5 soft text-center rounded-card`}>
          <p className="ink bolder">{ready ? t('empty.title') : t('empty.waiting')}</p>
          <p>{t('empty.body')}</p>
        </div>
      )}
      {groups.length > 0 && (
        <ul className="plain-list grid one-column gap-3" aria-label={t('title')}>
          {shown.map(({ key, scheduleId, jobs: [newest, ...older] }) =>
            scheduleId === null ? (
              <li key={key}>{entry(newest)}</li>
            ) : (
              <li key={key} className="grid one-column gap-1">
                <p className="soft small">
                  {t('ofSchedule', {
                    schedule: schedules.find(({ id }) => id === scheduleId)?.name ?? t('goneSchedule'),
                    count: older.length + 1,
                  })}
                </p>
                {entry(newest)}
                {older.length > 0 && (
                  <details>
                    <summary className="fit soft small">{t('older', { count: older.length })}</summary>
                    {/* A list that scrolls must be reachable by keyboard. */}
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
                    <section className={styles.scroll} aria-label={t('olderLabel')} tabIndex={0}>
                      {older.map(entry)}
                    </section>
                  </details>
                )}
              </li>
            ),
          )}
        </ul>
      )}
      {groups.length > FEW && (
        <div>
          <Button aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('all', { count: groups.length })}
          </Button>
        </div>
      )}
      {(all || groups.length <= FEW) && <ShowMore older={jobs} />}
      <Confirm
        opened={doomed !== null}
        title={t('confirm.title')}
        body={doomed ? t('confirm.body', { job: words.job(doomed) }) : ''}
        yes={t('confirm.yes')}
        no={t('confirm.no')}
        onYes={() => {
          if (doomed) action.run(() => requests.deleteJob(doomed.id).then(() => jobs.forget(doomed.id)));
          setDoomed(null);
        }}
        onNo={() => setDoomed(null)}
      />
    </Section>
  );
}
