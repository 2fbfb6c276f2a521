import { expect } from 'vitest';
import { encodeInferRequest } from '@/lib/engine/wire/oip';
import { findModel } from '@/lib/model';
import type { Tensor } from '@/lib/model/tensor';
import { readEventStream, type ServerSentEvent } from '@/lib/wire/event-stream';
import type { LabJob } from '@/lib/wire/lab-job-schema';

/** What a client of `/api/batches` does, with the checks that hold for every answer. */
export function batchClient(url: () => string) {
  const at = (path: string) => `${url()}/api/batches${path}`;
  const json = async <T>(response: Response) => (await response.json()) as T;

  async function problemOf(response: Response): Promise<{ status: number; code: string; detail: string }> {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = await json<{ status: number; code: string; detail: string; type: string; title: string }>(response);
    expect(problem.status).toBe(response.status);
    expect(problem.detail).toMatch(/\S.*\.$/);
    return problem;
  }
  async function submitted(response: Response): Promise<LabJob> {
    expect(response.status, await response.clone().text()).toBe(202);
    const job = await json<LabJob>(response);
    expect(response.headers.get('location')).toBe(`/api/batches/${job.id}`);
    return job;
  }
  const postJson = (body: unknown) =>
    fetch(at(''), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const events = async (id: string, headers: Record<string, string> = {}): Promise<ServerSentEvent[]> => {
    const response = await fetch(at(`/${id}/events`), { headers });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const all: ServerSentEvent[] = [];
    if (response.body) for await (const event of readEventStream(response.body)) all.push(event);
    return all;
  };
  return {
    at,
    problemOf,
    postJson,
    events,
    submit: async (body: unknown) => submitted(await postJson(body)),
    async submitTensor(tensor: Tensor, query: string, modelId: string): Promise<LabJob> {
      const { headers, body } = encodeInferRequest(tensor, findModel(modelId).input);
      return submitted(await fetch(at(query), { method: 'POST', headers, body }));
    },
    job: async (id: string) => json<LabJob>(await fetch(at(`/${id}`))),
    /** Waits for the end of a job by its events. */
    async ended(id: string): Promise<LabJob> {
      const last = (await events(id)).at(-1);
      return JSON.parse(last?.data ?? 'null') as LabJob;
    },
    /** Waits until some of a job is done, and leaves its events then. */
    async underWay(id: string): Promise<void> {
      const response = await fetch(at(`/${id}/events`));
      if (!response.body) throw new Error('No events.');
      for await (const event of readEventStream(response.body)) {
        if (event.type !== 'progress') throw new Error(`The job ended too soon: ${event.type}.`);
        if ((JSON.parse(event.data) as { done: number }).done > 0) return;
      }
    },
    cancel: async (id: string) => (await fetch(at(`/${id}`), { method: 'DELETE' })).status,
  };
}
