/** Where the cells of a chunk map stand: row by row, all of one size. */
export interface ChunkGrid {
  readonly columns: number;
  readonly rows: number;
  /** From one cell to the next, px. */
  readonly pitchPx: number;
  readonly cellPx: number;
  readonly heightPx: number;
}

const SMALLEST_PITCH_PX = 6;

/** The largest cells with which `count` of them fit into the room; where even the smallest do not, it grows taller. */
export function chunkGrid(count: number, widthPx: number, roomPx: number): ChunkGrid {
  for (let pitchPx = Math.max(SMALLEST_PITCH_PX, Math.floor(Math.min(roomPx, widthPx))); ; pitchPx--) {
    const columns = Math.max(1, Math.floor(widthPx / pitchPx));
    const rows = Math.max(1, Math.ceil(count / columns));
    if (rows * pitchPx <= roomPx || pitchPx <= SMALLEST_PITCH_PX) {
      const gapPx = pitchPx > 16 ? 4 : pitchPx > 9 ? 2 : 1;
      return { columns, rows, pitchPx, cellPx: pitchPx - gapPx, heightPx: rows * pitchPx };
    }
  }
}

/** The cell under a point, or `null` where there is none. @param x px from the start of a row */
export function cellAt({ columns, pitchPx }: ChunkGrid, count: number, x: number, y: number): number | null {
  const column = Math.floor(x / pitchPx);
  const index = Math.floor(y / pitchPx) * columns + column;
  return x < 0 || y < 0 || column >= columns || index >= count ? null : index;
}

/** The cell a key leads to from `from`; `null` for any other key. @param mirrored reading goes from right to left */
export function cellAfterKey(
  key: string,
  from: number | null,
  count: number,
  columns: number,
  mirrored: boolean,
): number | null {
  const forward = mirrored ? 'ArrowLeft' : 'ArrowRight';
  const back = mirrored ? 'ArrowRight' : 'ArrowLeft';
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = { [forward]: 1, [back]: -1, ArrowDown: columns, ArrowUp: -columns };
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = steps[key];
  if (step === undefined) return null;
  if (from === null) return step > 0 ? 0 : last;
  const to = from + step;
  return to < 0 || to > last ? from : to;
}
