import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { type Caller, NOBODY_ELSE } from '../../access/access';
import { isUuid } from '../../db/is-uuid';
import { chunks, jobs, workerShares, workers } from '../../db/schema';
import { readPublicFile } from '../../engine/server/public-file';
import { TrilaneError } from '../../errors';
import { findModel, findVersion } from '../../model';
import type { ModelTarget } from '../../model/manifest';
import { loadSamples } from '../../model/samples';
import { elementCount, type Tensor } from '../../model/tensor';
import { isFinished, type LabJobState, requireSampleCount } from '../../wire/lab-job';
import type { LabJob, LabJobEvent } from '../../wire/lab-job-schema';
import { AT_ONCE, createWorkload } from '../../workload/workload';
import type { BatchSystem } from '../batch-system';
import { inputKey } from '../files/file-store';
import { gather } from '../gather';
import { requireOwnJob } from '../jobs/job-views';
import { cancelJob } from '../jobs/jobs';
import type { OpenBatch } from '../open-batch';
import { createJobWatch, type News } from './job-watch';
import { createLabStaff, lettingGo } from './lab-staff';
import { makeShortJobs, type ShortJobSpec, type Taken } from './short-jobs';

/** Jobs that wait; one more answers `queue-full`. */
const MOST_QUEUED = 1000;
/** Jobs that are made, or looked at, in one statement. */
const MOST_TOGETHER = 200;

export interface LabJobRequest {
  /** What its sender calls it: the same request under the same name, sent again, makes no other job. */
  readonly name?: string | undefined;
  /** With whose jobs it takes turns; absent: it comes up by its arrival. */
  readonly sender?: string | undefined;
  readonly target: ModelTarget;
  readonly batchSize: number | null;
  /** Of the visitor who sends it. */
  readonly owner?: string | null;
  /** `tensor`: `[count, ...]`, checked before. `samples`: so many test samples, drawn with this seed. */
  readonly input:
    | { readonly kind: 'tensor'; readonly tensor: Tensor }
    | { readonly kind: 'samples'; readonly count: number; readonly seed: number };
}

export interface LabJobResults {
  readonly job: LabJob;
  /** `[count, classes]`. */
  readonly outputs: Tensor;
  /** Which test sample each row was, and the truth about it; absent for rows that came with the request. */
  readonly samples?: { readonly index: Int32Array; readonly label: Uint8Array };
}

/**
 * The Lab's batch lane on the server: jobs of the durable system, in a short queue of their own, with a worker of their own,
 * so that nobody waits behind a big job.
 */
export interface LabJobs {
  /**
   * A request with a name that comes again, to this server or another, is answered with the job it made, as long as that is kept.
   * @param onId told the job's id before it can begin
   * @throws TrilaneError `unknown-model`, `unknown-version`, `too-few-samples`, `too-many-samples`, `queue-full`, `database-unavailable`
   */
  submit(request: LabJobRequest, onId?: (id: string) => void): Promise<LabJob>;
  /** @throws TrilaneError `unknown-job` */
  get(id: string): Promise<LabJob>;
  /** Newest first. */
  list(): Promise<readonly LabJob[]>;
  /** The job counts as cancelled at once; one that has finished stays as it is. @throws TrilaneError `unknown-job`, `operator-key-needed` for another's */
  cancel(id: string, caller?: Caller): Promise<void>;
  /** Whether somebody may cancel it. */
  isOwn(id: string, caller: Caller): Promise<boolean>;
  /**
   * From the present state to the end; nothing if that is all in `afterId` and before. Ends with the signal too.
   * @throws TrilaneError `unknown-job`
   */
  events(id: string, options: { signal: AbortSignal; afterId?: number }): AsyncIterable<LabJobEvent>;
  /** @throws TrilaneError `unknown-job`, `job-not-finished`, `not-found` (it was cancelled), or what the job failed with */
  results(id: string): Promise<LabJobResults>;
  /** The id of the worker's process as it is now. */
  processId(): number | undefined;
}

export function createLabJobs(system: BatchSystem): LabJobs {
  /** Rows done of the chunks at hand, as local workers tell. */
  const progress = new Map<string, number>();
  system.listen((message) => {
    if (message.type === 'progress') {
      if (message.queue !== 'short') return;
      progress.set(message.jobId, message.done);
      staff.isAt(message.jobId, watch.othersThan(message.jobId));
      system.opened()?.workers.keep('short', staff.wanted());
    } else if (message.type === 'changed') {
      progress.delete(message.jobId);
      staff.isOver(message.jobId);
    }
  });
  const watch = createJobWatch(system);
  const staff = createLabStaff(availableParallelism());
  system.attend(lettingGo(staff));
  const ready = async (): Promise<OpenBatch> => {
    const open = await system.open();
    open.workers.keep('short', staff.wanted());
    return open;
  };

  /** All that are asked for at the same time are one question. */
  const read = gather(async (ids: readonly string[]) => {
    const open = await ready();
    const wanted = [...new Set(ids.filter(isUuid))];
    const rows = wanted.length === 0 ? [] : await selectJobs(open).where(and(inArray(jobs.id, wanted), isShort));
    const byId = new Map(rows.map((row) => [row.job.id, row]));
    return ids.map((id) => byId.get(id));
  }, MOST_TOGETHER);
  async function rowOf(id: string): Promise<JobRow> {
    const row = await read(id);
    if (!row)
      throw new TrilaneError('unknown-job', 'There is no such batch job; finished jobs are forgotten after a while.');
    return row;
  }
  const get = async (id: string): Promise<LabJob> => jobOf(await rowOf(id), progress.get(id));

  /** Requests with a name that are being taken: one that comes again meanwhile waits for the first. */
  const arriving = new Map<string, Promise<LabJob>>();

  const make = gather(async (specs: readonly ShortJobSpec[]) => {
    const taken = await makeShortJobs((await ready()).database, specs, MOST_QUEUED);
    system.nudge('short');
    return taken;
  }, MOST_TOGETHER);

  async function take(id: string, request: LabJobRequest, count: number): Promise<LabJob> {
    const { name, sender, owner = null, target, batchSize, input } = request;
    const arrivedAtMs = performance.now();
    const { store } = await ready();
    if (input.kind === 'tensor') {
      await store.put(inputKey(id), bytesOf(input.tensor));
    }
    const source =
      input.kind === 'tensor' ? ({ kind: 'tensor' } as const) : { kind: 'samples' as const, seed: input.seed };
    // The rows of a named request stay: another server may be making the same job. If none is, they are swept.
    const sweep = async () => (name === undefined ? store.removeAll(`jobs/${id}/`).catch(() => {}) : undefined);
    const spec = { id, target, source, count, batchSize, sender: sender ?? null, owner, arrivedAtMs };
    const taken = await make(spec).catch(async (error: unknown): Promise<Taken> => {
      // It may have been made all the same, and the connection to the database broken before that was told.
      if (name !== undefined && (await read(id).catch(() => undefined))) return 'known';
      await sweep();
      throw error;
    });
    if (taken === 'full') {
      await sweep();
      throw new TrilaneError(
        'queue-full',
        `${MOST_QUEUED} batch jobs are waiting already. Try again when some are done.`,
      );
    }
    return get(id);
  }

  return {
    async submit(request, onId) {
      const { target, input } = request;
      findVersion(target);
      const count = input.kind === 'tensor' ? (input.tensor.shape[0] ?? 0) : input.count;
      requireSampleCount(count);
      const id = idOf(request, count);
      onId?.(id);
      const job = arriving.get(id) ?? take(id, request, count).finally(() => arriving.delete(id));
      arriving.set(id, job);
      return job;
    },
    get,
    async list() {
      const { database } = await ready();
      const rows = await selectJobs({ database }).where(isShort).orderBy(desc(jobs.createdAt));
      return rows.map((row) => jobOf(row, progress.get(row.job.id)));
    },
    async cancel(id, caller = NOBODY_ELSE) {
      const { database } = await ready();
      await requireOwnJob(database, id, caller);
      await cancelJob(database, id);
      watch.tell(id);
      system.nudge('short');
    },
    async isOwn(id, caller) {
      const { database } = await ready();
      return requireOwnJob(database, id, caller).then(
        () => true,
        () => false,
      );
    },
    async *events(id, { signal, afterId = 0 }) {
      const changes = watch.follow(id, signal);
      try {
        let job: LabJob | undefined;
        for (let seen = afterId, news: News = 'changed'; ; news = await changes.next()) {
          if (signal.aborted) return;
          // How far it is, a worker beside the server says itself: the database, which others work with, is not asked.
          const done = progress.get(id);
          if (news === 'progress' && job?.state === 'running' && done !== undefined) job = { ...job, done };
          else job = await get(id).catch(unlessClosing);
          if (!job) return;
          const revision = revisionOf(job);
          if (revision > seen) yield eventOf(job, revision);
          seen = Math.max(seen, revision);
          if (isFinished(job.state)) return;
        }
      } finally {
        changes.end();
      }
    },
    async results(id) {
      const row = await rowOf(id);
      const job = jobOf(row, undefined);
      if (!isFinished(job.state))
        throw new TrilaneError(
          'job-not-finished',
          `The job is ${job.state}; its answers are there once it is completed.`,
        );
      if (job.error) throw TrilaneError.from(job.error);
      if (job.state === 'cancelled')
        throw new TrilaneError('not-found', 'The job was cancelled, so it has no answers.');
      const { store } = await ready();
      if (!row.output) throw new TrilaneError('not-found', 'The answers of this job are no longer kept.');
      const model = findModel(job.model);
      const data = new Float32Array(job.count * elementCount(model.output.shape.slice(1)));
      new Uint8Array(data.buffer).set(await store.get(row.output.key));
      const outputs = { shape: [job.count, data.length / job.count], data };
      if (job.source.kind !== 'samples') return { job, outputs };
      return { job, outputs, samples: await drawnSamples(job, job.source.seed, system.publicRoot) };
    },
    processId: () => system.opened()?.workers.processIds('short')[0],
  };
}

const bytesOf = ({ data: { buffer, byteOffset, byteLength } }: Tensor) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Any of its own; of a request with a name, the one that this very request, with these very rows, has wherever it comes. */
function idOf({ name, target, batchSize, input }: LabJobRequest, count: number): string {
  if (name === undefined) return randomUUID();
  const seed = input.kind === 'samples' ? input.seed : null;
  const told = JSON.stringify([name, target.modelId, target.versionId, batchSize, input.kind, seed, count]);
  const hash = createHash('sha256').update(told);
  if (input.kind === 'tensor') hash.update(bytesOf(input.tensor));
  const hex = hash.digest('hex');
  // A UUID made by rules of one's own is of version 8 (RFC 9562).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A server that stops ends its streams: their readers come back, and find another or none. */
function unlessClosing(thrown: unknown): undefined {
  if (thrown instanceof TrilaneError && thrown.code === 'not-ready') return undefined;
  throw thrown;
}

const isShort = eq(jobs.queue, 'short');

function selectJobs({ database: { orm } }: Pick<OpenBatch, 'database'>) {
  return orm
    .select({
      job: jobs,
      rowsDone: sql<
        number | null
      >`(select max(${workers.rowsDone}) from ${workers} where ${workers.jobId} = ${jobs.id})`,
      cpuSeconds: workerShares.cpuSeconds,
      peakRssBytes: workerShares.peakRssBytes,
      output: chunks.output,
    })
    .from(jobs)
    .innerJoin(chunks, eq(chunks.jobId, jobs.id))
    .leftJoin(workerShares, eq(workerShares.jobId, jobs.id));
}

type JobRow = Awaited<ReturnType<typeof selectJobs>>[number];

function jobOf({ job, rowsDone, cpuSeconds, peakRssBytes }: JobRow, told: number | undefined): LabJob {
  const { id, model, version, sha256, source, count, batchSize, durations, summary, environment, error } = job;
  const state = stateOf(job.state);
  const isCompleted = state === 'completed';
  const underWay = Math.min(count, Math.max(told ?? 0, Number(rowsDone ?? 0)));
  return {
    id,
    state,
    model,
    version,
    sha256,
    source: source.kind === 'samples' ? source : { kind: 'tensor' },
    count,
    done: isCompleted ? count : state === 'running' ? underWay : 0,
    batchSize: batchSize ?? (typeof environment?.batchSize === 'number' ? environment.batchSize : null),
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    finishedAt: job.finishedAt?.toISOString() ?? null,
    durations: isCompleted && durations ? durationsOf(job, durations) : null,
    resources: isCompleted && cpuSeconds !== null ? { cpuSeconds, peakRssBytes: peakRssBytes ?? 0 } : null,
    accuracy:
      isCompleted && summary && summary.labelled > 0 ? { correct: summary.correct, count: summary.labelled } : null,
    environment: isCompleted ? environment : null,
    error,
  };
}

/** All of the time between the database's taking of the job and its end: what is not work is bookkeeping. */
function durationsOf(
  { createdAt, startedAt, finishedAt }: JobRow['job'],
  { loadMs, readMs, computeMs, writeMs, othersMs = 0 }: NonNullable<JobRow['job']['durations']>,
): NonNullable<LabJob['durations']> {
  const between = (from: Date | null, to: Date | null) => (from && to ? Math.max(0, to.getTime() - from.getTime()) : 0);
  const transferMs = readMs + writeMs;
  const queueMs = between(createdAt, startedAt);
  return {
    queueMs,
    othersMs: Math.min(othersMs, queueMs),
    loadMs,
    transferMs,
    computeMs,
    recordMs: Math.max(0, between(startedAt, finishedAt) - loadMs - transferMs - computeMs),
  };
}

/** A job of the Lab has one chunk and is never paused. */
function stateOf(state: JobRow['job']['state']): LabJobState {
  if (state === 'paused') return 'queued';
  return state === 'completed-with-errors' ? 'failed' : state;
}

/** Grows from state to state and from row to row, whichever server is asked. */
function revisionOf({ state, done, count }: LabJob): number {
  if (state === 'queued') return 1;
  return state === 'running' ? 2 + done : 3 + count;
}

function eventOf(job: LabJob, id: number): LabJobEvent {
  const { state, done, count } = job;
  if (state === 'queued' || state === 'running') return { id, type: 'progress', data: { done, count } };
  return { id, type: state, data: job };
}

/** Which test samples the job ran over: the seed says it, so it need not be kept. */
async function drawnSamples(
  job: LabJob,
  seed: number,
  publicRoot: string,
): Promise<NonNullable<LabJobResults['samples']>> {
  const { count: sampleCount, labels } = await loadSamples(findModel(job.model), (file) =>
    readPublicFile(publicRoot, file),
  );
  const { sampleIndex } = createWorkload({ ...AT_ONCE, seed, sampleCount, length: { by: 'count', count: job.count } });
  return { index: sampleIndex, label: Uint8Array.from(sampleIndex, (index) => labels[index] ?? 0) };
}
