import { setTimeout as sleep } from 'node:timers/promises';
import { isOver } from '@/lib/wire/batch-system';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { JobDetail, JobInfo, JobRequest } from '@/lib/wire/job-schema';

/** Rows made by the server, when they are there. */
export async function postRows(baseUrl: string, model: string, rows: number, seed: number): Promise<DataSetInfo> {
  const request = { kind: 'generated', name: `${rows} rows`, model, rows, seed };
  const { id } = await post<DataSetInfo>(`${baseUrl}/api/data-sets`, request);
  for (;;) {
    const dataSet = await get<DataSetInfo>(`${baseUrl}/api/data-sets/${id}`);
    if (dataSet.state === 'ready') return dataSet;
    if (dataSet.state === 'failed') throw new Error(`The rows could not be made: ${dataSet.error?.detail}`);
    await sleep(100);
  }
}

/** A job, when it is completed. */
export async function postJob(baseUrl: string, request: JobRequest): Promise<JobDetail> {
  const { id } = await post<JobInfo>(`${baseUrl}/api/jobs`, request);
  for (;;) {
    const job = await jobOf(baseUrl, id);
    if (job.state === 'completed') return job;
    if (isOver(job.state)) throw new Error(`The job ended ${job.state}: ${job.error?.detail}`);
    // Seldom: a look takes the server some 20 ms, and the times are the database's.
    await sleep(1000);
  }
}

export function jobOf(baseUrl: string, id: string): Promise<JobDetail> {
  return get<JobDetail>(`${baseUrl}/api/jobs/${id}`);
}

export async function post<T>(url: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return answerOf<T>(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function get<T>(url: string): Promise<T> {
  return answerOf<T>(await fetch(url));
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T; // our own server's
}
