import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { ChunkInfo, JobInfo } from '@/lib/wire/job-schema';
import type { BatchOverview } from '@/lib/wire/overview-schema';
import type { ScheduleInfo } from '@/lib/wire/schedule-schema';

const AT = '2026-01-31T12:00:00.000Z';

export function overviewOf(parts: Partial<BatchOverview>): BatchOverview {
  return {
    system: { database: 'embedded', state: 'ready', sinceMs: 0, error: null },
    totals: { dataSets: parts.dataSets?.length ?? 0, jobs: parts.jobs?.length ?? 0, schedules: 0 },
    dataSets: [],
    jobs: [],
    schedules: [],
    workers: [],
    detail: null,
    ...parts,
  };
}

export function dataSetOf(parts: Partial<DataSetInfo> & { readonly id: string }): DataSetInfo {
  return {
    name: 'Rows',
    kind: 'generated',
    model: 'credit-risk',
    state: 'ready',
    rows: 1000,
    rejectedRows: 0,
    parts: 1,
    sizeBytes: 10_000,
    checksum: null,
    labelled: true,
    seed: 7,
    reading: null,
    wantedRows: 1000,
    arrivals: null,
    createdAt: AT,
    error: null,
    owner: null,
    ...parts,
  };
}

export function jobOf(parts: Partial<JobInfo> & { readonly id: string }): JobInfo {
  return {
    kind: 'score',
    queue: 'long',
    state: 'running',
    model: 'credit-risk',
    version: 'trees',
    sha256: '',
    source: { kind: 'samples', seed: 7 },
    scheduleId: null,
    count: 1000,
    done: 0,
    setAsideRows: 0,
    chunks: { waiting: 1, active: 0, done: 0, 'set-aside': 0 },
    batchSize: null,
    workers: 1,
    createdAt: AT,
    startedAt: null,
    finishedAt: null,
    rowsPerSecond: null,
    remainingMs: null,
    summary: null,
    error: null,
    owner: null,
    keptUntil: null,
    ...parts,
  };
}

export function scheduleOf(parts: Partial<ScheduleInfo> & { readonly id: string }): ScheduleInfo {
  return {
    name: 'Month-end',
    dataSetId: 'x',
    model: 'credit-risk',
    version: 'trees',
    batchSize: null,
    workers: 1,
    timing: { kind: 'every', seconds: 10 },
    active: true,
    nextDueAt: [],
    waitingRows: 0,
    runs: [],
    ...parts,
  };
}

export function chunkOf(parts: Partial<ChunkInfo> & { readonly index: number }): ChunkInfo {
  return {
    firstRow: parts.index * 100,
    rows: 100,
    state: 'waiting',
    tries: 0,
    deaths: 0,
    worker: null,
    computeMs: null,
    finishedMs: null,
    error: null,
    ...parts,
  };
}
