import type { DataTable } from '../measure/series';
import type { ChunkInfo } from '../wire/job-schema';

/** Rows of the chunks that ended in a stretch of time, as a rate. */
export interface ThroughputWindow {
  /** Since the job started. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly rowsPerSecond: number;
}

export interface JobThroughput {
  readonly windowMs: number;
  /** One after another, from the start of the job to the end of its last chunk. */
  readonly windows: readonly ThroughputWindow[];
  /** Over all of them; `null` while no chunk is done. */
  readonly rowsPerSecond: number | null;
  readonly peak: number;
}

const MOST_WINDOWS = 40;
/** Fewer chunks in a window, and it would show where chunks end instead of how fast they are. */
const LEAST_CHUNKS = 3;
const SHORTEST_MS = 100;

/** A job's rate over time, from when its chunks were done and how many rows they had. */
export function jobThroughput(chunks: readonly ChunkInfo[]): JobThroughput {
  const done = chunks.flatMap(({ state, finishedMs, rows }) =>
    state === 'done' && finishedMs !== null ? [{ finishedMs, rows }] : [],
  );
  const spanMs = Math.max(0, ...done.map(({ finishedMs }) => finishedMs));
  if (done.length === 0 || spanMs === 0) return { windowMs: 0, windows: [], rowsPerSecond: null, peak: 0 };
  const windowMs = roundUp(
    Math.max(SHORTEST_MS, spanMs / MOST_WINDOWS, Math.min(spanMs, (LEAST_CHUNKS * spanMs) / done.length)),
  );
  // A last window of less than half its length would swing for no reason: it joins the one before.
  const count = Math.max(1, Math.round(spanMs / windowMs));
  const rows = new Array<number>(count).fill(0);
  for (const chunk of done) {
    const index = Math.min(count - 1, Math.max(0, Math.ceil(chunk.finishedMs / windowMs) - 1));
    rows[index] = (rows[index] ?? 0) + chunk.rows;
  }
  const windows = rows.map((sum, index) => {
    const fromMs = index * windowMs;
    const toMs = index === count - 1 ? spanMs : fromMs + windowMs;
    return { fromMs, toMs, rowsPerSecond: (1000 * sum) / (toMs - fromMs) };
  });
  return {
    windowMs,
    windows,
    rowsPerSecond: (1000 * rows.reduce((sum, each) => sum + each, 0)) / spanMs,
    peak: Math.max(...windows.map(({ rowsPerSecond }) => rowsPerSecond)),
  };
}

/** The next 1, 2 or 5 times a power of ten. */
function roundUp(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= ms * (1 - 1e-9)) ?? ms;
}

/** One row a window. */
export function jobThroughputTable({ windows }: JobThroughput): DataTable {
  return {
    columns: ['from_ms', 'to_ms', 'rows_per_second'],
    rows: windows.map(({ fromMs, toMs, rowsPerSecond }) => [fromMs, toMs, rowsPerSecond]),
  };
}

/** One row a chunk. */
export function chunkTable(chunks: readonly ChunkInfo[]): DataTable {
  return {
    columns: ['chunk', 'first_row', 'rows', 'state', 'tries', 'deaths', 'worker', 'compute_ms', 'finished_ms', 'error'],
    rows: chunks.map(({ index, firstRow, rows, state, tries, deaths, worker, computeMs, finishedMs, error }) => [
      index,
      firstRow,
      rows,
      state,
      tries,
      deaths,
      worker,
      computeMs,
      finishedMs,
      error?.code ?? null,
    ]),
  };
}
