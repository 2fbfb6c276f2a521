'use client';

import { useTranslations } from 'next-intl';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { ChartFrame, type ChartState } from '@/components/charts/chart-frame';
import { useFigures } from '@/components/charts/format';
import { chunkGrid } from '@/lib/batch-page/chunk-grid';
import { chunkTable } from '@/lib/batch-page/job-throughput';
import { CHUNK_STATES, isOver } from '@/lib/wire/batch-system';
import type { JobDetail } from '@/lib/wire/job-schema';
import { ChunkMap } from './chunk-map';
import styles from './chunk-map-card.module.css';
import { ChunkSign } from './chunk-sign';
import { useChunkWords } from './use-chunk-words';

const ROOM_PX = 250;

export function chartStateOf({ state }: JobDetail): ChartState {
  if (!isOver(state)) return 'running';
  return state === 'cancelled' || state === 'failed' ? state : 'done';
}

/** Every chunk of a job as a cell, and how many there are in each state. */
export function ChunkMapCard({ job }: { job: JobDetail }) {
  const t = useTranslations('batch.job.map');
  const figures = useFigures();
  const { textPx } = useChartText();
  const chunkWords = useChunkWords(job.workerShares);
  const { chunkMap: chunks, chunks: counts } = job;
  const counted = { done: figures.count(counts.done), count: chunks.length };
  const room = ROOM_PX * Math.sqrt(Math.max(1, textPx / 13));
  const title =
    counts['set-aside'] > 0
      ? t('titleSetAside', { ...counted, setAside: counts['set-aside'] })
      : counts.done === chunks.length
        ? t('titleAll', { count: chunks.length })
        : t('title', counted);
  const legend = CHUNK_STATES.map((state) => ({ state, text: t(`legend.${state}`, { count: counts[state] }) }));
  return (
    <ChartFrame
      name="chunk-map"
      title={title}
      note={t('note')}
      summary={legend.map(({ text }) => text).join(', ')}
      caption={job.id}
      state={chartStateOf(job)}
      hasData={chunks.length > 0}
      heightFor={(widthPx) => Math.max(room, widthPx > 0 ? chunkGrid(chunks.length, widthPx, room).heightPx : 0)}
      twin={{
        head: [t('table.chunk'), t('table.state'), t('table.rows'), t('table.worker'), t('table.tries')],
        rows: chunks.map((chunk) => chunkWords.cells(chunk)),
      }}
      data={() => chunkTable(chunks)}
      foot={
        <ul className={`${styles.legend} plain-list flex wrap gap-y-1 gap-x-4 above-3 soft`} aria-hidden="true">
          {legend.map(({ state, text }) => (
            <li className="inline-row gap-1" key={state}>
              <svg viewBox="0 0 16 16" className={styles.sign} aria-hidden="true">
                <ChunkSign state={state} x={1} y={1} side={14} />
              </svg>
              {text}
            </li>
          ))}
        </ul>
      }
    >
      {(widthPx) => <ChunkMap chunks={chunks} workers={job.workerShares} widthPx={widthPx} roomPx={room} />}
    </ChartFrame>
  );
}
