import 'client-only';
import { callServer, readJson } from '../engine/http-call';
import type { DataSetInfo, DataSetRequest } from '../wire/data-set-schema';
import type { JobInfo, JobRequest } from '../wire/job-schema';
import type { OperatorSettings, OperatorView } from '../wire/operator-schema';
import { PAGE_ENTRIES, type Paged } from '../wire/page-query';
import type { ScheduleInfo, ScheduleRequest } from '../wire/schedule-schema';
import type { VisitorInfo } from '../wire/visitor';

interface DataSetList extends Pick<Paged<DataSetInfo>, 'next'> {
  readonly dataSets: readonly DataSetInfo[];
}
interface JobList extends Pick<Paged<JobInfo>, 'next'> {
  readonly jobs: readonly JobInfo[];
}

const SERVER = { baseUrl: '', fetch: (...args: Parameters<typeof fetch>) => fetch(...args) };
/** A person waits for it. ms */
const ACTION_PATIENCE_MS = 10_000;
const encoder = new TextEncoder();

export const JOB_ACTIONS = ['pause', 'resume', 'cancel', 'retry'] as const;
export type JobAction = (typeof JOB_ACTIONS)[number];

/**
 * What the batch page asks of the server. Each rejects with a TrilaneError: what the server answered, or
 * `server-unreachable`. The stream tells of what came of it.
 */
export const requests = {
  /** Newest first, those behind a page, or from the first. */
  async pageOfDataSets(after: string | null): Promise<Paged<DataSetInfo>> {
    const { dataSets, next } = await ask<DataSetList>('GET', `/api/data-sets?${pageQueryOf(after)}`);
    return { entries: dataSets, next };
  },
  async pageOfJobs(after: string | null): Promise<Paged<JobInfo>> {
    const { jobs, next } = await ask<JobList>('GET', `/api/jobs?${pageQueryOf(after)}`);
    return { entries: jobs, next };
  },
  dataSet: (id: string) => ask<DataSetInfo>('GET', `/api/data-sets/${id}`),
  makeDataSet: (request: DataSetRequest) => ask<DataSetInfo>('POST', '/api/data-sets', request),
  deleteDataSet: (id: string) => ask<void>('DELETE', `/api/data-sets/${id}`),
  setArrivals: (id: string, arrivals: { readonly perSecond: number; readonly running: boolean }) =>
    ask<void>('PUT', `/api/data-sets/${id}/arrivals`, arrivals),
  startJob: (request: JobRequest) => ask<JobInfo>('POST', '/api/jobs', request),
  changeJob: (id: string, action: JobAction) => ask<void>('POST', `/api/jobs/${id}/${action}`),
  deleteJob: (id: string) => ask<void>('DELETE', `/api/jobs/${id}`),
  makeSchedule: (request: ScheduleRequest) => ask<ScheduleInfo>('POST', '/api/schedules', request),
  setScheduleActive: (id: string, active: boolean) => ask<void>('PATCH', `/api/schedules/${id}`, { active }),
  runSchedule: (id: string) => ask<void>('POST', `/api/schedules/${id}/run`),
  deleteSchedule: (id: string) => ask<void>('DELETE', `/api/schedules/${id}`),
  visitor: () => ask<VisitorInfo>('GET', '/api/visitor'),
  openOperatorSession: (key: string) => ask<void>('POST', '/api/operator/session', { key }),
  closeOperatorSession: () => ask<void>('DELETE', '/api/operator/session'),
  operatorView: () => ask<OperatorView>('GET', '/api/operator'),
  setOperatorSettings: (settings: OperatorSettings) => ask<void>('PUT', '/api/operator/settings', settings),
  deleteVisitorThings: (owner: string) => ask<void>('DELETE', `/api/operator/visitors/${owner}`),
};

const pageQueryOf = (after: string | null) =>
  new URLSearchParams({ limit: String(PAGE_ENTRIES), ...(after !== null && { after }) });

async function ask<T>(method: string, path: string, sent?: object): Promise<T> {
  const { signal } = new AbortController();
  const answer = await callServer(SERVER, path, {
    method,
    ...(sent && { headers: { 'content-type': 'application/json' }, body: encoder.encode(JSON.stringify(sent)) }),
    signal,
    patience: { patienceMs: ACTION_PATIENCE_MS, signal },
  });
  // An answer without a body has nothing to tell that the stream does not.
  return (answer.body.length === 0 ? undefined : readJson(answer)) as T;
}

/** Where files are fetched from. */
export const addresses = {
  rejects: (dataSetId: string) => `/api/data-sets/${dataSetId}/rejects.csv`,
  example: (format: string, model: string) => `/api/data-sets/example.${format}?${new URLSearchParams({ model })}`,
  results: (jobId: string, format: 'csv' | 'parquet') => `/api/jobs/${jobId}/results.${format}`,
};
