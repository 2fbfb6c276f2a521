import { reportOf, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import type { ResourceUse } from '../measure/resources';
import { findModel, findVersion } from '../model';
import type { ModelTarget } from '../model/manifest';
import { elementCount, type Tensor } from '../model/tensor';
import type { Engine, InferenceResult, InferOptions, LoadedModel, Meter } from './contract';
import { callServer, type HttpCaller } from './http-call';
import { followJob } from './job-events';
import type { BatchJob } from './wire/batch';
import { openBatchMessage, tensorOf } from './wire/batch-tensor';
import { encodeInferRequest, HEADER_LENGTH } from './wire/oip';

export interface JobEngineOptions {
  /** Where the server is; '' = where the page came from. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
}

/** The batch lane: every call is a job in the server's batch process, followed to its end, its answers fetched then. */
export function createJobEngine({ baseUrl, fetch: ownFetch = (...args) => fetch(...args) }: JobEngineOptions): Engine {
  const server: HttpCaller = { baseUrl: baseUrl.replace(/\/$/, ''), fetch: ownFetch };
  const disposed = new AbortController();
  const meters = new Set<JobTally>();
  let target: ModelTarget | undefined;

  /** Runs `work` until it is done, the caller aborts or the engine is disposed of, and answers the latter two at once. */
  async function guarded<T>(signal: AbortSignal, work: (either: AbortSignal) => Promise<T>): Promise<T> {
    const stopped = new AbortController();
    const reasonOf = () =>
      disposed.signal.aborted
        ? new TrilaneError('engine-died', 'The batch lane was closed.')
        : new TrilaneError('cancelled', 'Cancelled.');
    if (signal.aborted || disposed.signal.aborted) throw reasonOf();
    let ends: (() => void)[] = [];
    try {
      return await new Promise<T>((resolve, reject) => {
        const abort = () => {
          stopped.abort();
          reject(reasonOf());
        };
        ends = [signal, disposed.signal].map((source) => onAbort(source, abort));
        work(stopped.signal).then(resolve, reject);
      });
    } catch (thrown) {
      throw TrilaneError.from(reportOf(thrown, 'inference-failed'));
    } finally {
      for (const end of ends) end();
    }
  }

  /** Not bound to any signal: a job whose caller has left must still be cancelled. */
  async function cancelJob({ id }: BatchJob): Promise<void> {
    await callServer(server, `/api/batches/${id}`, { method: 'DELETE', signal: new AbortController().signal }).catch(
      () => {},
    );
  }

  async function post(modelTarget: ModelTarget, inputs: Tensor): Promise<BatchJob> {
    const { modelId, versionId } = modelTarget;
    const { headers, body } = encodeInferRequest(inputs, findModel(modelId).input);
    const query = new URLSearchParams({ model: modelId, version: versionId });
    for (const tally of meters) tally.bytesSent += body.byteLength;
    // Not aborted with the caller's: the job may have been made by then, and only its answer says how to cancel it.
    const answer = await callServer(server, `/api/batches?${query}`, {
      method: 'POST',
      headers,
      body,
      signal: new AbortController().signal,
    });
    const job = parseJob(answer.body);
    count(answer.body.byteLength);
    return job;
  }

  async function run(
    modelTarget: ModelTarget,
    inputs: Tensor,
    { signal, onProgress }: InferOptions,
  ): Promise<{ result: InferenceResult; job: BatchJob }> {
    const startMs = performance.now();
    const queued = await post(modelTarget, inputs);
    const end = onAbort(signal, () => void cancelJob(queued));
    try {
      const job = await followJob(server, queued.id, {
        signal,
        onBytes: count,
        onProgress: (done) => onProgress?.(done),
      });
      if (job.error) throw TrilaneError.from(job.error);
      if (job.state !== 'completed') throw new TrilaneError('cancelled', 'The job was cancelled on the server.');
      const answer = await callServer(server, `/api/batches/${job.id}/results`, { signal });
      count(answer.body.byteLength);
      const message = openBatchMessage(answer.headers.get(HEADER_LENGTH), answer.body);
      const outputs = tensorOf(message, 'outputs', findModel(modelTarget.modelId).output);
      const { queueMs = 0, loadMs = 0, recordMs = 0, computeMs = 0 } = job.durations ?? {};
      for (const tally of meters) tally.add(job);
      const waitedMs = queueMs + loadMs;
      const transferMs = Math.max(0, performance.now() - startMs - waitedMs - recordMs - computeMs);
      const rows = inputs.shape[0] ?? 1;
      return {
        result: {
          outputs,
          stages: { queueMs: waitedMs, recordMs, transferMs, computeMs },
          batchSize: Math.min(rows, job.batchSize ?? rows),
        },
        job,
      };
    } finally {
      end();
    }
  }

  const count = (bytes: number) => {
    for (const tally of meters) tally.bytesReceived += bytes;
  };

  return {
    kind: 'job',
    load: (wanted, { signal }) =>
      guarded(signal, async (either): Promise<LoadedModel> => {
        findVersion(wanted);
        const rowShape = findModel(wanted.modelId).input.shape.slice(1);
        const blank = { shape: [1, ...rowShape], data: new Float32Array(elementCount(rowShape)) };
        const { job } = await run(wanted, blank, { signal: either });
        target = wanted;
        const { loadMs = 0, computeMs = 0 } = job.durations ?? {};
        return {
          sha256: job.sha256,
          coldStart: { fetchMs: 0, compileMs: loadMs, firstRunMs: computeMs },
          environment: job.environment ?? {},
        };
      }),
    infer: (inputs, { signal, onProgress }) =>
      guarded(signal, async (either) => {
        if (!target) throw new TrilaneError('not-ready', 'Load a model before running it.');
        return (await run(target, inputs, { signal: either, ...(onProgress && { onProgress }) })).result;
      }),
    async meter(): Promise<Meter> {
      if (disposed.signal.aborted) throw new TrilaneError('engine-died', 'The batch lane was closed.');
      const tally = new JobTally();
      meters.add(tally);
      return {
        async stop() {
          meters.delete(tally);
          return tally.use();
        },
      };
    },
    async dispose() {
      disposed.abort();
    },
  };
}

/** What the jobs of one metered stretch used together. */
class JobTally {
  bytesSent = 0;
  bytesReceived = 0;
  #cpuSeconds = 0;
  #peakRssBytes: number | null = null;

  add({ resources }: BatchJob): void {
    if (!resources) return;
    this.#cpuSeconds += resources.cpuSeconds;
    this.#peakRssBytes = Math.max(this.#peakRssBytes ?? 0, resources.peakRssBytes);
  }

  use(): ResourceUse {
    return {
      cpuSeconds: this.#cpuSeconds,
      cpuMethod: 'process',
      peakMemoryBytes: this.#peakRssBytes,
      memoryMethod: 'process-rss',
      bytesSent: this.bytesSent,
      bytesReceived: this.bytesReceived,
      bytesOnce: 0,
      eventLoopUtilisation: null,
    };
  }
}

function parseJob(body: Uint8Array): BatchJob {
  return JSON.parse(new TextDecoder().decode(body)) as BatchJob; // our own server's, of the same version
}
