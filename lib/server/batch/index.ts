import 'server-only';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BatchRunner, createBatchRunner } from '../../engine/server/batch-runner';
import type { BatchJob } from '../../engine/wire/batch';
import { isFinished, requireSampleCount } from '../../engine/wire/batch';
import type { BatchEvent } from '../../engine/wire/batch-events';
import { reportOf, TrilaneError } from '../../errors';
import { findModel, findVersion } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import { loadSamples } from '../../model/samples';
import type { Tensor } from '../../model/tensor';
import { AT_ONCE, createWorkload } from '../../workload/workload';
import { createMemoryQueue } from './memory-queue';
import type { BatchQueue, JobRevision, QueuedInput, TakenJob } from './queue';

export type { BatchQueue } from './queue';

export interface BatchRequest {
  readonly target: ModelTarget;
  readonly batchSize: number | null;
  /** `tensor`: `[count, ...]`, checked before. `samples`: so many test images, drawn with this seed. */
  readonly input:
    | { readonly kind: 'tensor'; readonly tensor: Tensor }
    | { readonly kind: 'samples'; readonly count: number; readonly seed: number };
}

export interface BatchResults {
  readonly job: BatchJob;
  /** `[count, classes]`. */
  readonly outputs: Tensor;
  /** Which test image each row was, and the truth about it; absent for rows that came with the request. */
  readonly samples?: { readonly index: Int32Array; readonly label: Uint8Array };
}

export interface BatchStats {
  readonly queued: number;
  readonly running: number;
  /** Since the start of this server. */
  readonly finished: Readonly<Record<'completed' | 'failed' | 'cancelled', number>>;
  readonly samplesCompleted: number;
}

/** The batch lane on the server: takes jobs, runs them one at a time in a process of their own, and keeps the answers a while. */
export interface BatchService {
  /** @throws TrilaneError `unknown-model`, `unknown-version`, `too-few-samples`, `too-many-samples`, `queue-full` */
  submit(request: BatchRequest): Promise<BatchJob>;
  /** @throws TrilaneError `unknown-job` */
  get(id: string): Promise<BatchJob>;
  /** Newest first. */
  list(): Promise<readonly BatchJob[]>;
  /** The job counts as cancelled at once; one that has finished stays as it is. @throws TrilaneError `unknown-job` */
  cancel(id: string): Promise<void>;
  /**
   * From the present state to the end; nothing if that is all in `afterId` and before. Ends with the signal too.
   * @throws TrilaneError `unknown-job`
   */
  events(id: string, options: { signal: AbortSignal; afterId?: number }): AsyncIterable<BatchEvent>;
  /** @throws TrilaneError `unknown-job`, `job-not-finished`, `not-found` (no longer kept), or what the job failed with */
  results(id: string): Promise<BatchResults>;
  stats(): Promise<BatchStats>;
  /** Of the batch process as it is now. */
  processId(): number | undefined;
  /** Cancels everything and ends the process. */
  close(): Promise<void>;
}

export interface BatchServiceOptions {
  /** The folder that the manifest's addresses start from; by default `public`. */
  readonly publicRoot?: string;
  readonly queue?: BatchQueue;
  readonly runner?: BatchRunner;
}

export function createBatchService(options: BatchServiceOptions = {}): BatchService {
  const {
    publicRoot = join(process.cwd(), 'public'),
    queue = createMemoryQueue(),
    runner = createBatchRunner({ publicRoot }),
  } = options;
  const controllers = new Map<string, AbortController>();
  const submittedAtMs = new Map<string, number>();
  const finished = { completed: 0, failed: 0, cancelled: 0 };
  let samplesCompleted = 0;
  let pumping = false;
  let closed = false;

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    try {
      for (let taken = await queue.take(); taken; taken = await queue.take()) await runJob(taken);
    } finally {
      pumping = false;
    }
  }

  async function runJob({ job, input }: TakenJob): Promise<void> {
    const { id, count } = job;
    const controller = controllers.get(id);
    if (!controller) return;
    const target = { modelId: job.model, versionId: job.version };
    const model = findModel(job.model);
    const queueMs = performance.now() - (submittedAtMs.get(id) ?? performance.now());
    await queue.update(id, { state: 'running', startedAt: now() });
    try {
      const { outputs, report, loadMs, transferMs } = await runner.run(
        { model, version: findVersion(target), count, batchSize: job.batchSize, source: input },
        {
          signal: controller.signal,
          onStarted: (batchSize) => queue.update(id, { batchSize }),
          onProgress: (done) => queue.update(id, { done }),
        },
      );
      const { computeMs, cpuSeconds, peakRssBytes, environment, correct, batchSize } = report;
      const change = {
        state: 'completed',
        done: count,
        batchSize,
        finishedAt: now(),
        durations: { queueMs, loadMs, transferMs, computeMs },
        resources: { cpuSeconds, peakRssBytes },
        accuracy: correct === null ? null : { correct, count },
        environment,
      } as const;
      await end(id, change, outputs.data);
    } catch (thrown) {
      const error = reportOf(thrown, 'inference-failed');
      if (error.code === 'cancelled') await end(id, { state: 'cancelled', finishedAt: now() });
      else await end(id, { state: 'failed', finishedAt: now(), error });
    }
  }

  async function end(
    id: string,
    change: Partial<BatchJob> & { state: keyof typeof finished },
    outputs?: Float32Array,
  ): Promise<void> {
    // A job that is not here has ended: what came first stays.
    if (!controllers.delete(id)) return;
    submittedAtMs.delete(id);
    finished[change.state] += 1;
    if (change.state === 'completed') samplesCompleted += change.done ?? 0;
    await queue.finish(id, change, outputs);
  }

  async function cancel(id: string): Promise<void> {
    await queue.get(id);
    controllers.get(id)?.abort();
    await end(id, { state: 'cancelled', finishedAt: now() });
  }

  return {
    async submit({ target, batchSize, input }) {
      if (closed) throw new TrilaneError('not-ready', 'The server is shutting down.');
      const version = findVersion(target);
      const count = input.kind === 'tensor' ? (input.tensor.shape[0] ?? 0) : input.count;
      requireSampleCount(count);
      const queued: QueuedInput =
        input.kind === 'tensor' ? { kind: 'tensor', data: input.tensor.data } : { kind: 'samples', seed: input.seed };
      const source = queued.kind === 'tensor' ? ({ kind: 'tensor' } as const) : queued;
      const job = newJob({
        model: target.modelId,
        version: target.versionId,
        sha256: version.sha256,
        source,
        count,
        batchSize,
      });
      // First, because the job may be taken as soon as it is in the queue.
      controllers.set(job.id, new AbortController());
      submittedAtMs.set(job.id, performance.now());
      try {
        await queue.add(job, queued);
      } catch (error) {
        controllers.delete(job.id);
        submittedAtMs.delete(job.id);
        throw error;
      }
      void pump();
      return job;
    },
    get: async (id) => (await queue.get(id)).job,
    list: () => queue.list(),
    cancel,
    async *events(id, { signal, afterId = 0 }) {
      for await (const revision of queue.watch(id, signal)) {
        if (revision.revision > afterId) yield eventOf(revision);
      }
    },
    async results(id) {
      const { job } = await queue.get(id);
      if (!isFinished(job.state))
        throw new TrilaneError(
          'job-not-finished',
          `The job is ${job.state}; its answers are there once it is completed.`,
        );
      if (job.error) throw TrilaneError.from(job.error);
      if (job.state === 'cancelled')
        throw new TrilaneError('not-found', 'The job was cancelled, so it has no answers.');
      const data = await queue.outputs(id);
      if (!data) throw new TrilaneError('not-found', 'The answers of this job are no longer kept.');
      const outputs = { shape: [job.count, data.length / job.count], data };
      return {
        job,
        outputs,
        ...(job.source.kind === 'samples' && { samples: await drawnSamples(job, job.source.seed, publicRoot) }),
      };
    },
    async stats() {
      const jobs = await queue.list();
      const inState = (state: BatchJob['state']) => jobs.filter((job) => job.state === state).length;
      return { queued: inState('queued'), running: inState('running'), finished: { ...finished }, samplesCompleted };
    },
    processId: () => runner.processId(),
    async close() {
      closed = true;
      for (const id of [...controllers.keys()]) await cancel(id);
      await runner.dispose();
    },
  };
}

function newJob(known: Pick<BatchJob, 'model' | 'version' | 'sha256' | 'source' | 'count' | 'batchSize'>): BatchJob {
  return {
    id: randomUUID(),
    state: 'queued',
    ...known,
    done: 0,
    createdAt: now(),
    startedAt: null,
    finishedAt: null,
    durations: null,
    resources: null,
    accuracy: null,
    environment: null,
    error: null,
  };
}

function eventOf({ job, revision }: JobRevision): BatchEvent {
  const { state, done, count } = job;
  if (state === 'queued' || state === 'running') return { id: revision, type: 'progress', data: { done, count } };
  return { id: revision, type: state, data: job };
}

/** Which test images the job ran over: the seed says it, so it need not be kept. */
async function drawnSamples(
  job: BatchJob,
  seed: number,
  publicRoot: string,
): Promise<NonNullable<BatchResults['samples']>> {
  const { count: sampleCount, labels } = await loadSamples(findModel(job.model), (file) =>
    readFile(join(publicRoot, file)),
  );
  const { sampleIndex } = createWorkload({ ...AT_ONCE, seed, sampleCount, length: { by: 'count', count: job.count } });
  return { index: sampleIndex, label: Uint8Array.from(sampleIndex, (index) => labels[index] ?? 0) };
}

const now = () => new Date().toISOString();
