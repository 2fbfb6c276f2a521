'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { WideTable } from '@/components/charts/table-card';
import type { JobInfo } from '@/lib/wire/job-schema';
import type { WorkerInfo } from '@/lib/wire/overview-schema';
import styles from './system-bar.module.css';
import { useBatchWords } from './use-batch-words';
import { useNow } from './use-now';

interface WorkersDetailsProps {
  /** Of the long queue. */
  readonly workers: readonly WorkerInfo[];
  readonly jobs: readonly JobInfo[];
}

/** How many workers there are, and, opened, who does what. */
export function WorkersDetails({ workers, jobs }: WorkersDetailsProps) {
  const t = useTranslations('batch.system');
  const words = useBatchWords();
  const figures = useFigures();
  const now = useNow(60_000);
  const hosts = new Set(workers.map(({ host }) => host)).size;
  const busy = workers.filter(({ jobId }) => jobId !== null).length;
  const workOf = ({ jobId, chunk }: WorkerInfo) => {
    const job = jobs.find(({ id }) => id === jobId);
    if (!job) return t('idle');
    return chunk === null ? words.job(job) : t('at', { job: words.job(job), chunk: figures.count(chunk + 1) });
  };
  return (
    <details className={`${styles.workers} narrow`}>
      <summary>{t('workers', { count: workers.length, busy, hosts })}</summary>
      <WideTable label={t('workersLabel')}>
        <thead>
          <tr>
            {(['worker', 'since', 'work'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {workers.map((worker) => (
            <tr key={worker.id}>
              <th scope="row">{t('name', { name: worker.name, host: worker.host, pid: String(worker.pid) })}</th>
              <td>{words.moment(worker.startedAt, now)}</td>
              <td>{workOf(worker)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className="pad-y-2 measure tiny">{t('workersNote')}</p>
    </details>
  );
}
