import type { BatchJob } from '../../engine/wire/batch';
import { isFinished } from '../../engine/wire/batch';
import { TrilaneError } from '../../errors';
import type { BatchQueue, JobRevision, QueuedInput } from './queue';

export interface MemoryLimits {
  /** Jobs that wait; one more answers `queue-full`. */
  readonly queuedJobs: number;
  /** Their rows together, bytes. */
  readonly queuedBytes: number;
  /** Finished jobs that are remembered; the oldest is forgotten first. */
  readonly finishedJobs: number;
  /** Their answers together, bytes; the oldest go first, the newest always stay. */
  readonly outputBytes: number;
}

const DEFAULT_LIMITS: MemoryLimits = {
  queuedJobs: 100,
  queuedBytes: 512 * 1024 * 1024,
  finishedJobs: 50,
  outputBytes: 256 * 1024 * 1024,
};

interface Entry {
  job: BatchJob;
  revision: number;
  /** Dropped once the job is taken. */
  input: QueuedInput | undefined;
  outputs: Float32Array | undefined;
  readonly watchers: Set<() => void>;
}

/** A queue in this process's memory, of bounded size: gone when the server stops. */
export function createMemoryQueue(limits: MemoryLimits = DEFAULT_LIMITS): BatchQueue {
  /** In the order they came. */
  const entries = new Map<string, Entry>();
  const all = () => [...entries.values()];

  const find = (id: string): Entry => {
    const entry = entries.get(id);
    if (!entry)
      throw new TrilaneError('unknown-job', 'There is no such batch job; finished jobs are forgotten after a while.');
    return entry;
  };
  const change = (entry: Entry, changes: Partial<BatchJob>) => {
    entry.job = { ...entry.job, ...changes };
    entry.revision += 1;
    for (const wake of entry.watchers) wake();
  };
  const forgetOldest = () => {
    const finished = all()
      .filter((entry) => isFinished(entry.job.state))
      .sort((left, right) => (right.job.finishedAt ?? '').localeCompare(left.job.finishedAt ?? ''));
    let outputBytes = 0;
    finished.forEach((entry, age) => {
      if (age >= limits.finishedJobs) entries.delete(entry.job.id);
      outputBytes += entry.outputs?.byteLength ?? 0;
      if (age > 0 && outputBytes > limits.outputBytes) entry.outputs = undefined;
    });
  };

  return {
    async add(job, input) {
      const waiting = all().filter((entry) => entry.input);
      const bytes = waiting.reduce((sum, entry) => sum + sizeOf(entry.input), sizeOf(input));
      if (waiting.length >= limits.queuedJobs || (waiting.length > 0 && bytes > limits.queuedBytes)) {
        throw new TrilaneError(
          'queue-full',
          `${waiting.length} batch jobs are waiting already. Try again when some are done.`,
        );
      }
      entries.set(job.id, { job, revision: 1, input, outputs: undefined, watchers: new Set() });
    },
    async take() {
      const entry = all().find(({ input, job }) => input && job.state === 'queued');
      if (!entry?.input) return undefined;
      const { input } = entry;
      entry.input = undefined;
      return { job: entry.job, input };
    },
    async update(id, changes) {
      const entry = find(id);
      if (!isFinished(entry.job.state)) change(entry, changes);
    },
    async finish(id, changes, outputs) {
      const entry = find(id);
      if (isFinished(entry.job.state)) return;
      entry.input = undefined;
      entry.outputs = outputs;
      change(entry, changes);
      forgetOldest();
    },
    async get(id) {
      const { job, revision } = find(id);
      return { job, revision };
    },
    list: async () =>
      all()
        .map((entry) => entry.job)
        .reverse(),
    watch: (id, signal) => watch(find(id), signal),
    outputs: async (id) => find(id).outputs,
  };
}

async function* watch(entry: Entry, signal: AbortSignal): AsyncGenerator<JobRevision> {
  for (let seen = 0; !signal.aborted; ) {
    if (entry.revision === seen) await nextChange(entry, signal);
    if (signal.aborted) return;
    seen = entry.revision;
    const { job } = entry;
    yield { job, revision: seen };
    if (isFinished(job.state)) return;
  }
}

function nextChange(entry: Entry, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      entry.watchers.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    entry.watchers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}

function sizeOf(input: QueuedInput | undefined): number {
  return input?.kind === 'tensor' ? input.data.byteLength : 0;
}
