import { TrilaneError } from '../../errors';

/** What a call gets back from the pool. Durations in ms. */
export interface PoolResult {
  /** The output rows, in the order of the input rows. */
  readonly values: Float32Array;
  /** Waiting on the server: for a free thread, and for the hop to it and back. */
  readonly queueMs: number;
  /** The model itself, for the batches the rows were in. */
  readonly computeMs: number;
  /** The most rows the model worked on together with these, theirs included. */
  readonly batchSize: number;
}

/** One call: some rows for one model version. */
export interface Job {
  readonly values: Float32Array;
  readonly rows: number;
  readonly enqueuedAtMs: number;
  /** Polled when a batch is made up: the caller has gone, so its rows need no answer. */
  readonly abandoned: (() => boolean) | undefined;
  readonly resolve: (result: PoolResult) => void;
  readonly reject: (error: TrilaneError) => void;
  settled: boolean;
  /** Rows already handed to a thread. */
  taken: number;
  done: number;
  /** Where a call that needs several batches gathers its rows. */
  gathered: Float32Array | null;
  computeMs: number;
  batchSize: number;
  /** Called once, when the job is settled. */
  unwatch: (() => void) | null;
}

/** Some rows of a job in a batch. */
interface Slice {
  readonly job: Job;
  readonly from: number;
  readonly rows: number;
}

export interface Batch {
  readonly slices: readonly Slice[];
  readonly rows: number;
}

/** The jobs that wait for one model version, first come first served. */
export class VersionQueue {
  #jobs: Job[] = [];
  #head = 0;
  #waitingRows = 0;

  /** @param inputLength values in one input row @param outputLength values in one output row */
  constructor(
    readonly inputLength: number,
    readonly outputLength: number,
  ) {}

  get waitingRows(): number {
    return this.#waitingRows;
  }

  add(job: Job): void {
    this.#jobs.push(job);
    this.#waitingRows += job.rows;
  }

  /** Ends a job early. Rows already with a thread are computed and thrown away. */
  drop(job: Job, error: TrilaneError): void {
    if (job.settled) return;
    job.settled = true;
    this.#waitingRows -= job.rows - job.taken;
    job.unwatch?.();
    job.reject(error);
  }

  dropAll(error: TrilaneError): void {
    for (let index = this.#head; index < this.#jobs.length; index++) {
      const job = this.#jobs[index];
      if (job) this.drop(job, error);
    }
    this.#jobs = [];
    this.#head = 0;
  }

  /** Whatever waits, up to `mostRows`; null when nothing does. */
  take(mostRows: number): Batch | null {
    const slices: Slice[] = [];
    let rows = 0;
    while (rows < mostRows) {
      const job = this.#jobs[this.#head];
      if (!job) break;
      if (!job.settled && job.abandoned?.()) this.drop(job, new TrilaneError('cancelled', 'The caller has gone.'));
      if (!job.settled) {
        const count = Math.min(job.rows - job.taken, mostRows - rows);
        slices.push({ job, from: job.taken, rows: count });
        job.taken += count;
        rows += count;
        this.#waitingRows -= count;
        if (job.taken < job.rows) break;
      }
      this.#head += 1;
    }
    this.#compact();
    return rows > 0 ? { slices, rows } : null;
  }

  #compact(): void {
    if (this.#head === this.#jobs.length) this.#jobs.length = 0;
    else if (this.#head > 256) this.#jobs.splice(0, this.#head);
    else return;
    this.#head = 0;
  }

  /** Writes the rows of a batch one after another. */
  write({ slices }: Batch, target: Float32Array): void {
    let at = 0;
    for (const { job, from, rows } of slices) {
      const whole = rows === job.rows;
      target.set(
        whole ? job.values : job.values.subarray(from * this.inputLength, (from + rows) * this.inputLength),
        at,
      );
      at += rows * this.inputLength;
    }
  }

  /** Hands the answers of a batch to its jobs. @param values one output row after another; copied */
  settle(batch: Batch, values: Float32Array, computeMs: number): void {
    const nowMs = performance.now();
    let at = 0;
    for (const { job, from, rows } of batch.slices) {
      const answers = job.settled ? null : values.slice(at, at + rows * this.outputLength);
      at += rows * this.outputLength;
      if (!answers) continue;
      job.done += rows;
      job.computeMs += computeMs;
      job.batchSize = Math.max(job.batchSize, batch.rows);
      if (rows < job.rows) {
        job.gathered ??= new Float32Array(job.rows * this.outputLength);
        job.gathered.set(answers, from * this.outputLength);
      }
      if (job.done < job.rows) continue;
      job.settled = true;
      job.unwatch?.();
      const elapsedMs = nowMs - job.enqueuedAtMs;
      // Batches of one call may overlap on several threads: they cannot have taken longer than the call.
      const ownComputeMs = Math.min(job.computeMs, elapsedMs);
      job.resolve({
        values: job.gathered ?? answers,
        queueMs: elapsedMs - ownComputeMs,
        computeMs: ownComputeMs,
        batchSize: job.batchSize,
      });
    }
  }
}
