import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAfterKey, cellAt, chunkGrid } from '@/lib/batch-page/chunk-grid';
import { failedAtOnce, hasResults } from '@/lib/batch-page/job-end';
import { groupJobs } from '@/lib/batch-page/job-groups';
import { chunkTable, jobThroughput, jobThroughputTable } from '@/lib/batch-page/job-throughput';
import { addToPiles, PILE_SPAN_MS, type Piles, pileWindow } from '@/lib/batch-page/pile';
import {
  firstDraft,
  monthEndDraft,
  tryItDraft,
  withDataSet,
  withModel,
  withRows,
  withWhen,
} from '@/lib/batch-page/start-draft';
import { formatOf } from '@/lib/batch-page/upload';
import { MANIFEST } from '@/lib/model';
import { chunkOf, dataSetOf, jobOf, scheduleOf } from './batch-page-fixtures';

describe('The rate of a job over time', () => {
  const finished = fc
    .array(
      fc.record({
        finishedMs: fc.double({ min: 1, max: 1e7, noNaN: true }),
        rows: fc.integer({ min: 1, max: 10_000 }),
      }),
      {
        minLength: 1,
        maxLength: 300,
      },
    )
    .map((all) => all.map((each, index) => chunkOf({ index, state: 'done', ...each })));

  it('loses no row: its windows add up to all that was done', () => {
    fc.assert(
      fc.property(finished, (chunks) => {
        const { windows } = jobThroughput(chunks);
        const rows = windows.reduce((sum, each) => sum + (each.rowsPerSecond * (each.toMs - each.fromMs)) / 1000, 0);
        const done = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
        expect(Math.abs(rows / done - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it('follows without a gap from the start to the last chunk, in a few windows', () => {
    fc.assert(
      fc.property(finished, (chunks) => {
        const { windows } = jobThroughput(chunks);
        expect(windows.length).toBeLessThanOrEqual(41);
        expect(windows[0]?.fromMs).toBe(0);
        expect(windows.at(-1)?.toMs).toBe(Math.max(...chunks.map(({ finishedMs }) => finishedMs ?? 0)));
        for (const [index, { fromMs, toMs }] of windows.entries()) {
          expect(toMs).toBeGreaterThan(fromMs);
          if (index > 0) expect(fromMs).toBe(windows[index - 1]?.toMs);
        }
      }),
    );
  });

  it('is not known before a chunk is done, and leaves out what was set aside', () => {
    expect(jobThroughput([chunkOf({ index: 0 })])).toMatchObject({ rowsPerSecond: null, windows: [] });
    const chunks = [
      chunkOf({ index: 0, state: 'done', finishedMs: 1000 }),
      chunkOf({ index: 1, state: 'set-aside', finishedMs: 500 }),
    ];
    expect(jobThroughput(chunks).rowsPerSecond).toBe(100);
    expect(jobThroughputTable(jobThroughput(chunks)).rows).toEqual([[0, 1000, 100]]);
    expect(chunkTable(chunks).rows).toHaveLength(2);
  });
});

describe('The pile of a schedule', () => {
  const steps = fc.array(fc.record({ waitMs: fc.integer({ min: 1, max: 9000 }), rows: fc.nat(50) }), {
    minLength: 1,
    maxLength: 80,
  });
  const after = (told: readonly { readonly waitMs: number; readonly rows: number }[]) => {
    let piles: Piles = new Map();
    let nowMs = 0;
    for (const { waitMs, rows } of told) {
      nowMs += waitMs;
      piles = addToPiles(piles, [scheduleOf({ id: 's', waitingRows: rows })], nowMs);
    }
    return { points: piles.get('s') ?? [], nowMs };
  };

  it('ends with what waits now, in order, without saying the same twice', () => {
    fc.assert(
      fc.property(steps, (told) => {
        const { points } = after(told);
        expect(points.at(-1)?.rows).toBe(told.at(-1)?.rows);
        for (const [index, { atMs, rows }] of points.entries()) {
          if (index === 0) continue;
          expect(atMs).toBeGreaterThan(points[index - 1]?.atMs ?? Number.POSITIVE_INFINITY);
          expect(rows).not.toBe(points[index - 1]?.rows);
        }
      }),
    );
  });

  it('remembers its span and no more, but for the value the span begins with', () => {
    fc.assert(
      fc.property(steps, (told) => {
        const { points, nowMs } = after(told);
        expect(points.slice(1).every(({ atMs }) => atMs > nowMs - PILE_SPAN_MS)).toBe(true);
        const drawn = pileWindow(points, nowMs);
        expect(drawn.spanMs).toBeLessThanOrEqual(PILE_SPAN_MS);
        expect(drawn.points.at(-1)).toEqual({ atMs: drawn.spanMs, rows: drawn.nowRows });
        expect(drawn.points.every(({ atMs }) => atMs >= 0 && atMs <= drawn.spanMs)).toBe(true);
      }),
    );
  });

  it('counts how often it was taken away', () => {
    const { points, nowMs } = after([10, 20, 30, 0, 10, 2].map((rows) => ({ waitMs: 1000, rows })));
    expect(pileWindow(points, nowMs)).toMatchObject({ falls: 2, peakRows: 30, nowRows: 2 });
  });
});

describe('The chunk map', () => {
  const counts = fc.integer({ min: 1, max: 2000 });
  const widths = fc.integer({ min: 200, max: 1200 });

  it('has a cell for every chunk, found again by its place', () => {
    fc.assert(
      fc.property(counts, widths, (count, widthPx) => {
        const grid = chunkGrid(count, widthPx, 250);
        expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
        expect(grid.columns * grid.pitchPx).toBeLessThanOrEqual(widthPx);
        expect(grid.cellPx).toBeGreaterThanOrEqual(5);
        for (const index of [0, count - 1, Math.floor(count / 2)]) {
          const x = (index % grid.columns) * grid.pitchPx + 1;
          const y = Math.floor(index / grid.columns) * grid.pitchPx + 1;
          expect(cellAt(grid, count, x, y)).toBe(index);
        }
        expect(cellAt(grid, count, -1, 0)).toBeNull();
        expect(cellAt(grid, count, 0, grid.heightPx)).toBeNull();
      }),
    );
  });

  it('fills half of its room or more, however few its chunks are', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 250, max: 1200 }), (count, widthPx) => {
        const { rows, pitchPx, columns, heightPx } = chunkGrid(count, widthPx, 250);
        expect(rows * pitchPx).toBe(heightPx);
        const isAsWideAsItCan = (columns + 1) * pitchPx > widthPx && columns === count;
        if (!isAsWideAsItCan) expect(heightPx).toBeGreaterThanOrEqual(125);
      }),
    );
  });

  it('is walked by keys without ever leaving it', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.constantFrom(...keys)),
        (count, columns, pressed) => {
          let at: number | null = null;
          for (const key of pressed) {
            at = cellAfterKey(key, at, count, columns, false);
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThan(count);
          }
        },
      ),
    );
    expect(cellAfterKey('ArrowRight', 3, 10, 5, true)).toBe(2);
    expect(cellAfterKey('a', 3, 10, 5, false)).toBeNull();
  });
});

describe('The list of jobs', () => {
  it('keeps the runs of a schedule together where the first of them stands', () => {
    const [e, d, c, b, a] = ['e', 'd', 'c', 'b', 'a'].map((id) =>
      jobOf({ id, scheduleId: ['b', 'd', 'e'].includes(id) ? 's' : null }),
    );
    const jobs = [e, d, c, b, a].filter((job) => job !== undefined);
    expect(groupJobs(jobs).map((group) => group.jobs.map(({ id }) => id))).toEqual([['c'], ['e', 'd', 'b'], ['a']]);
  });

  it('holds every job once', () => {
    const some = fc.uniqueArray(fc.record({ id: fc.uuid(), scheduleId: fc.constantFrom(null, 's', 't') }).map(jobOf), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(some, (jobs) => {
        const grouped = groupJobs(jobs).flatMap((group) => group.jobs.map(({ id }) => id));
        expect(grouped.sort()).toEqual(jobs.map(({ id }) => id).sort());
      }),
    );
  });
});

describe('The sentence', () => {
  it('begins with what this build can do', () => {
    for (const draft of [firstDraft(), tryItDraft(), monthEndDraft()]) {
      const model = MANIFEST.models.find(({ id }) => id === draft.modelId);
      expect(model?.versions.map(({ id }) => id)).toContain(draft.versionId);
    }
  });

  it('never scores rows once that are only about to arrive', () => {
    const arriving = withRows(firstDraft(), { kind: 'arriving', perSecond: 5, seed: 1 });
    expect(arriving.when.kind).toBe('every');
    expect(withWhen(arriving, { kind: 'now' }).rows.kind).toBe('made');
  });

  it('takes the model of a data set, and lets go of a data set with its model', () => {
    const other = MANIFEST.models.find(({ id }) => id !== firstDraft().modelId);
    const draft = withDataSet(firstDraft(), dataSetOf({ id: 'x', model: other?.id ?? '' }));
    expect(draft).toMatchObject({ modelId: other?.id, versionId: other?.defaultVersion, rows: { id: 'x' } });
    expect(withModel(draft, firstDraft().modelId, firstDraft().versionId).rows.kind).toBe('made');
    expect(withModel(draft, other?.id ?? '', 'another').rows).toEqual({ kind: 'data-set', id: 'x' });
  });
});

describe('The name of a file', () => {
  it.each([
    ['loans.csv', 'csv'],
    ['LOANS.CSV', 'csv'],
    ['a.b.jsonl', 'jsonl'],
    ['a.ndjson', 'jsonl'],
    ['a.parquet', 'parquet'],
    ['a.xlsx', null],
    ['csv', null],
    ['a.csv.gz', null],
    ['a.constructor', null],
  ])('%s is %s', (name, format) => {
    expect(formatOf(name)).toBe(format);
  });
});

describe('A job that is over', () => {
  const chunks = (done: number, waiting: number, setAside: number) => ({
    waiting,
    active: 0,
    done,
    'set-aside': setAside,
  });

  it('has results when any chunk is done, however it ended', () => {
    for (const state of ['completed', 'completed-with-errors', 'failed', 'cancelled'] as const) {
      expect(hasResults(jobOf({ id: 'a', state, chunks: chunks(1, 2, 1) }))).toBe(true);
      expect(hasResults(jobOf({ id: 'a', state, chunks: chunks(0, 2, 1) }))).toBe(false);
    }
    expect(hasResults(jobOf({ id: 'a', state: 'running', chunks: chunks(1, 2, 0) }))).toBe(false);
    expect(hasResults(jobOf({ id: 'a', kind: 'generate', state: 'failed', chunks: chunks(1, 2, 1) }))).toBe(false);
  });

  it('failed at once when a chunk had no second try, or others were never begun', () => {
    const bad = (tries: number) => chunkOf({ index: 0, state: 'set-aside', tries });
    const detail = { workerShares: [], provenance: null, durations: null };
    const failed = jobOf({ id: 'a', state: 'failed', chunks: chunks(0, 0, 1) });
    expect(failedAtOnce({ ...failed, ...detail, chunkMap: [bad(0)] })).toBe(true);
    expect(failedAtOnce({ ...failed, ...detail, chunkMap: [bad(5)] })).toBe(false);
    const waiting = { ...failed, chunks: chunks(0, 3, 1) };
    expect(failedAtOnce({ ...waiting, ...detail, chunkMap: [bad(2), chunkOf({ index: 1, state: 'waiting' })] })).toBe(
      true,
    );
    expect(failedAtOnce({ ...waiting, ...detail, state: 'cancelled', chunkMap: [bad(0)] })).toBe(false);
  });
});
