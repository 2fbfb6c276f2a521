'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import type { ChunkInfo, WorkerShare } from '@/lib/wire/job-schema';

/** What is told of one chunk. */
export function useChunkWords(workers: readonly WorkerShare[]) {
  const t = useTranslations('batch.job.map');
  const figures = useFigures();
  const names = new Map(workers.map(({ id, name }) => [id, name]));
  const rowsOf = ({ firstRow, rows }: ChunkInfo) =>
    t('rows', { from: figures.count(firstRow + 1), to: figures.count(firstRow + rows) });
  const workerOf = ({ worker }: ChunkInfo) => (worker === null ? t('none') : (names.get(worker) ?? worker.slice(0, 8)));
  return {
    sentence(chunk: ChunkInfo): string {
      const failed = chunk.tries + chunk.deaths;
      return [
        t('chunk', { chunk: figures.count(chunk.index + 1), state: t(`states.${chunk.state}`) }),
        rowsOf(chunk),
        ...(chunk.worker === null ? [] : [t('by', { worker: workerOf(chunk) })]),
        ...(chunk.computeMs === null ? [] : [t('computed', { time: figures.duration(chunk.computeMs) })]),
        ...(failed > 0 ? [t('failed', { count: failed })] : []),
      ].join(t('separator'));
    },
    /** For the table twin: the chunk first. */
    cells: (chunk: ChunkInfo): readonly string[] => [
      figures.count(chunk.index + 1),
      t(`states.${chunk.state}`),
      rowsOf(chunk),
      workerOf(chunk),
      figures.count(chunk.tries + chunk.deaths),
    ],
  };
}
