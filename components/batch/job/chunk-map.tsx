'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, memo, type PointerEvent, useState } from 'react';
import { useAnnounce } from '@/components/chart-kit/announce';
import { cellAfterKey, cellAt, chunkGrid } from '@/lib/batch-page/chunk-grid';
import { CHUNK_STATES } from '@/lib/wire/batch-system';
import type { ChunkInfo, WorkerShare } from '@/lib/wire/job-schema';
import styles from './chunk-map.module.css';
import { ChunkCells } from './chunk-sign';
import { useChunkWords } from './use-chunk-words';

interface ChunkMapProps {
  readonly chunks: readonly ChunkInfo[];
  readonly workers: readonly WorkerShare[];
  readonly widthPx: number;
  readonly roomPx: number;
}

/** A cell a chunk, in the order of the rows; pointing and the arrow keys tell of one. */
export const ChunkMap = memo(function ChunkMap({ chunks, workers, widthPx, roomPx }: ChunkMapProps) {
  const t = useTranslations('batch.job.map');
  const words = useChunkWords(workers);
  const [at, setAt] = useState<number | null>(null);
  const grid = chunkGrid(chunks.length, widthPx, roomPx);
  const pointed = at === null ? undefined : chunks[at];
  const told = pointed ? words.sentence(pointed) : '';
  useAnnounce(told);
  const place = (position: number) => ({
    x: (position % grid.columns) * grid.pitchPx,
    y: Math.floor(position / grid.columns) * grid.pitchPx,
    side: grid.cellPx,
  });

  const onPointer = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    const isMirrored = getComputedStyle(currentTarget).direction === 'rtl';
    setAt(cellAt(grid, chunks.length, isMirrored ? box.right - clientX : clientX - box.left, clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return setAt(null);
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = cellAfterKey(event.key, at, chunks.length, grid.columns, isMirrored);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
  };
  const mark = at === null ? null : place(at);
  return (
    <div className="relative">
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys work here
        tabIndex={0}
        className="fit"
        aria-label={t('label', { count: chunks.length })}
        aria-roledescription={t('role')}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => setAt(null)}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
      >
        <svg
          width={grid.columns * grid.pitchPx}
          height={grid.heightPx}
          className={styles.drawing}
          aria-hidden="true"
          focusable="false"
        >
          {CHUNK_STATES.map((state) => (
            <ChunkCells
              key={state}
              state={state}
              cells={chunks.flatMap((chunk, position) => (chunk.state === state ? [place(position)] : []))}
            />
          ))}
          {mark && (
            <rect
              x={mark.x - 1}
              y={mark.y - 1}
              width={mark.side + 2}
              height={mark.side + 2}
              fill="none"
              stroke="var(--ink)"
              strokeWidth={2}
            />
          )}
        </svg>
      </div>
      {told !== '' && (
        <p
          className={`${styles.told} pad-y-1 pad-x-3 tiny bg-card bordered-control rounded absolute`}
          aria-hidden="true"
        >
          {told}
        </p>
      )}
    </div>
  );
});
