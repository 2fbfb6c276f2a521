'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { TableCard, WideTable } from '@/components/charts/table-card';
import type { JobDetail } from '@/lib/wire/job-schema';

/** Who did what. */
export function JobWorkers({ job }: { job: JobDetail }) {
  const t = useTranslations('batch.job.workers');
  const figures = useFigures();
  const { workerShares, chunkMap } = job;
  const busy = new Map(
    chunkMap.flatMap(({ state, worker, index }) => (state === 'active' && worker !== null ? [[worker, index]] : [])),
  );
  return (
    <TableCard name="job-workers" title={t('title', { count: workerShares.length })} note={t('note')}>
      <WideTable label={t('label')}>
        <thead>
          <tr>
            {(['worker', 'now', 'rows', 'chunks', 'cpu', 'memory'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {workerShares.map(({ id, name, host, rows, chunks, cpuSeconds, peakRssBytes }) => {
            const chunk = busy.get(id);
            return (
              <tr key={id}>
                <th scope="row">{t('name', { name, host })}</th>
                <td>{chunk === undefined ? t('idle') : t('chunk', { chunk: figures.count(chunk + 1) })}</td>
                <td>{figures.count(rows)}</td>
                <td>{figures.count(chunks)}</td>
                <td>{figures.cpuSeconds(cpuSeconds)}</td>
                <td>{figures.bytes(peakRssBytes)}</td>
              </tr>
            );
          })}
          {workerShares.length === 0 && (
            <tr>
              <th scope="row">{t('nobody')}</th>
              <td colSpan={5} />
            </tr>
          )}
        </tbody>
      </WideTable>
    </TableCard>
  );
}
