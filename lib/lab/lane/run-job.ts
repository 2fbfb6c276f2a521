import { callServer, readJson } from '../../engine/http-call';
import { JOB_PATIENCE_MS } from '../../engine/job';
import { followJob } from '../../engine/job-events';
import { TrilaneError } from '../../errors';
import type { ModelTarget } from '../../model/manifest';
import type { LabJob } from '../../wire/lab-job-schema';

export interface JobOverSamples {
  readonly origin: string;
  readonly target: ModelTarget;
  /** Test images. */
  readonly count: number;
  readonly seed: number;
  /** Rows the model works on together; `null` = as the server has it. */
  readonly batchSize: number | null;
}

/**
 * Runs a batch job over test images that the server draws itself: nothing is uploaded, so only the work is timed.
 * @returns from sending to the end as seen from here, and what the model took of it
 * @throws TrilaneError
 */
export async function runJob(
  { origin, target, count, seed, batchSize }: JobOverSamples,
  signal: AbortSignal,
): Promise<{ elapsedMs: number; computeMs: number }> {
  const server = { baseUrl: origin, fetch: (...args: Parameters<typeof fetch>) => fetch(...args) };
  const request = {
    model: target.modelId,
    version: target.versionId,
    count,
    seed,
    ...(batchSize !== null && { batchSize }),
  };
  const startMs = performance.now();
  const answer = await callServer(server, '/api/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(request)),
    signal,
    patience: { patienceMs: JOB_PATIENCE_MS, signal },
  });
  const { id } = readJson<LabJob>(answer, 'id');
  const job = await followJob(server, id, { signal, onBytes: () => {}, onProgress: () => {} });
  if (job.error) throw TrilaneError.from(job.error);
  if (job.state !== 'completed' || !job.durations)
    throw new TrilaneError('cancelled', 'The job was cancelled on the server.');
  return { elapsedMs: performance.now() - startMs, computeMs: job.durations.computeMs };
}
