import { reportOf, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import type { ResourceUse } from '../measure/resources';
import { findModel, findVersion } from '../model';
import type { ModelTarget } from '../model/manifest';
import { elementCount, type Tensor } from '../model/tensor';
import type { LabJob } from '../wire/lab-job-schema';
import { askAgain, PASSING, pause } from './ask-again';
import {
  type Engine,
  type InferenceResult,
  type InferOptions,
  LONGEST_CALL_OFF_MS,
  type LoadedModel,
  type Meter,
} from './contract';
import { callServer, type HttpCaller, readAnswer, readJson } from './http-call';
import { followJob } from './job-events';
import { type ServerMeter, serverUse, startServerMeter } from './server-meter';
import { openLabJobMessage, tensorOf } from './wire/lab-job-message';
import { encodeInferRequest, HEADER_LENGTH } from './wire/oip';
import { createRequestIds, REQUEST_ID } from './wire/request-id';

export interface JobEngineOptions {
  /** Where the server is; '' = where the page came from. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
}

/** A server that is started anew is back after some seconds, and goes on with its jobs. ms */
const AWAY_MS = 15_000;
/** A server that is too busy for a job says when to come again. That takes as long as it takes others to be served, and is told. ms */
export const JOB_PATIENCE_MS = 120_000;

/** The batch lane: every call is a job in the server's batch process, followed to its end, its answers fetched then. */
export function createJobEngine({ baseUrl, fetch: ownFetch = (...args) => fetch(...args) }: JobEngineOptions): Engine {
  const server: HttpCaller = { baseUrl: baseUrl.replace(/\/$/, ''), fetch: ownFetch };
  const disposed = new AbortController();
  const meters = new Set<JobTally>();
  const nextId = createRequestIds();
  let target: ModelTarget | undefined;
  /** Whether the latest call waited in vain for a server that was away: the next one waits no more. */
  let isGone = false;
  const patienceMs = () => (target && !isGone ? AWAY_MS : 0);
  /** The meter whose name goes with every request now. */
  let counting: ServerMeter | undefined;

  /** Requests whose answers matter to the server though nobody here waits for them: jobs being sent, and being cancelled. */
  const errands = new Set<Promise<unknown>>();
  function errand<T>(request: Promise<T>): Promise<T> {
    const settled = request.catch(() => {}).finally(() => errands.delete(settled));
    errands.add(settled);
    return request;
  }

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
  async function cancelJob({ id }: LabJob): Promise<void> {
    await callServer(server, `/api/batches/${id}`, { method: 'DELETE', signal: new AbortController().signal }).catch(
      () => {},
    );
  }

  async function post(
    modelTarget: ModelTarget,
    inputs: Tensor,
    signal: AbortSignal,
    onWaited: (ms: number) => void,
  ): Promise<LabJob> {
    const { modelId, versionId } = modelTarget;
    const { headers, body } = encodeInferRequest(inputs, findModel(modelId).input);
    const query = new URLSearchParams({ model: modelId, version: versionId });
    // Sent again, by us or by the browser, it makes no other job.
    const named = { ...headers, ...counting?.headers, [REQUEST_ID]: nextId() };
    const send = () => {
      for (const tally of meters) tally.bytesSent += body.byteLength;
      // Not aborted with the caller's: the job may have been made by then, and only its answer says how to cancel it.
      const never = new AbortController().signal;
      const patience = { patienceMs: JOB_PATIENCE_MS, signal, onWaited };
      return callServer(server, `/api/batches?${query}`, {
        method: 'POST',
        headers: named,
        body,
        signal: never,
        patience,
      });
    };
    const answer = await askAgain(send, patienceMs(), signal);
    const job = readJson<LabJob>(answer, 'id', 'state');
    count(answer.body.byteLength);
    return job;
  }

  async function run(
    modelTarget: ModelTarget,
    inputs: Tensor,
    { signal, onProgress }: InferOptions,
    onHeard: () => void = () => {},
  ): Promise<{ result: InferenceResult; job: LabJob }> {
    const startMs = performance.now();
    const own = counting?.headers;
    // Sent away, a job waits before its server's door, and for others like those inside.
    let awayMs = 0;
    const onWaited = (ms: number) => {
      awayMs += ms;
    };
    const queued = await errand(
      post(modelTarget, inputs, signal, onWaited).then(async (job) => {
        if (!signal.aborted) return job;
        // Its caller left while it was being sent: it has no owner that the server would miss.
        await cancelJob(job);
        throw signal.reason;
      }),
    );
    // It calls at once where the caller has left in this very moment.
    const end = onAbort(signal, () => void errand(cancelJob(queued)));
    try {
      const job = await followJob(server, queued.id, {
        signal,
        onBytes(bytes) {
          count(bytes);
          onHeard();
        },
        onProgress: (done) => onProgress?.(done),
        headers: own,
        patienceMs: patienceMs(),
      });
      if (job.error) throw TrilaneError.from(job.error);
      if (job.state !== 'completed') throw new TrilaneError('cancelled', 'The job was cancelled on the server.');
      const fetchResults = () =>
        callServer(server, `/api/batches/${job.id}/results`, {
          signal,
          patience: { patienceMs: JOB_PATIENCE_MS, signal },
          ...(own && { headers: own }),
        });
      const answer = await askAgain(fetchResults, patienceMs(), signal);
      count(answer.body.byteLength);
      const outputs = readAnswer(() => {
        const message = openLabJobMessage(answer.headers.get(HEADER_LENGTH), answer.body);
        return tensorOf(message, 'outputs', findModel(modelTarget.modelId).output);
      });
      const { queueMs = 0, othersMs = 0, loadMs = 0, recordMs = 0, computeMs = 0 } = job.durations ?? {};
      for (const tally of meters) tally.add(job, awayMs + othersMs);
      const waitedMs = awayMs + queueMs + loadMs;
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
    load: (wanted, { signal, onProgress }) =>
      guarded(signal, async (either): Promise<LoadedModel> => {
        findVersion(wanted);
        const rowShape = findModel(wanted.modelId).input.shape.slice(1);
        const blank = { shape: [1, ...rowShape], data: new Float32Array(elementCount(rowShape)) };
        const isHeard = () => onProgress?.({ what: 'server', loadedBytes: 0, totalBytes: 0 });
        const { job } = await run(wanted, blank, { signal: either }, isHeard);
        target = wanted;
        const { loadMs = 0, computeMs = 0 } = job.durations ?? {};
        return {
          sha256: job.sha256,
          coldStart: { fetchMs: 0, compileMs: loadMs, firstRunMs: computeMs },
          environment: lastingOf(job),
        };
      }),
    infer: (inputs, { signal, onProgress }) =>
      guarded(signal, async (either) => {
        if (!target) throw new TrilaneError('not-ready', 'Load a model before running it.');
        try {
          const { result } = await run(target, inputs, { signal: either, ...(onProgress && { onProgress }) });
          isGone = false;
          return result;
        } catch (thrown) {
          isGone = PASSING.has(reportOf(thrown).code);
          throw thrown;
        }
      }),
    meter: () =>
      guarded(new AbortController().signal, async (either): Promise<Meter> => {
        const meter = await startServerMeter(server, either);
        const tally = new JobTally();
        meters.add(tally);
        counting = meter;
        return {
          async stop() {
            meters.delete(tally);
            if (counting === meter) counting = undefined;
            return tally.use(serverUse(await meter.stop(), { sent: tally.bytesSent, received: tally.bytesReceived }));
          },
        };
      }),
    async dispose() {
      disposed.abort();
      const enough = new AbortController();
      const late = pause(LONGEST_CALL_OFF_MS, enough.signal).catch(() => {});
      // What is under way may call for more: a job that has just been made is cancelled.
      const allDone = (async () => {
        while (errands.size > 0) await Promise.all(errands);
      })();
      await Promise.race([allDone, late]);
      enough.abort();
    },
  };
}

/** What the jobs of one metered stretch have in common. */
class JobTally {
  bytesSent = 0;
  bytesReceived = 0;
  #peakRssBytes: number | null = null;
  #threads: number | undefined;
  readonly #waits: { readonly ms: number; readonly items: number }[] = [];

  add({ resources, environment, count }: LabJob, othersMs: number): void {
    this.#waits.push({ ms: othersMs, items: count });
    if (resources) this.#peakRssBytes = Math.max(this.#peakRssBytes ?? 0, resources.peakRssBytes);
    if (typeof environment?.threads === 'number') this.#threads = environment.threads;
  }

  use(server: ReturnType<typeof serverUse>): ResourceUse {
    return {
      ...server,
      computeThreads: this.#threads,
      peakMemoryBytes: this.#peakRssBytes,
      memoryMethod: 'process-rss',
      bytesOnce: 0,
      eventLoopUtilisation: null,
      waitForOthersMs: medianWait(this.#waits),
    };
  }
}

/** Half of the items waited so long or longer; 0 of none. */
function medianWait(waits: readonly { readonly ms: number; readonly items: number }[]): number {
  let left = waits.reduce((sum, { items }) => sum + items, 0) / 2;
  for (const { ms, items } of waits.toSorted((a, b) => a.ms - b.ms)) {
    left -= items;
    if (left <= 0) return ms;
  }
  return 0;
}

/** What holds for all jobs: the one that loads has a row of its own, and says nothing of the batches to come. */
function lastingOf({ environment }: LabJob): LoadedModel['environment'] {
  const { batchSize: _, ...lasting } = environment ?? {};
  return lasting;
}
