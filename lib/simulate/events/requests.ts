import { Passages } from './passages';

export const PENDING = 0;
export const COMPLETED = 1;
export const REJECTED = 2;
export const FAILED = 3;
export const TIMED_OUT = 4;
export type Outcome = typeof COMPLETED | typeof REJECTED | typeof FAILED | typeof TIMED_OUT;

/** What becomes of the requests of one lane, by their number in order of arrival. Times in ms. */
export class Requests {
  arrived = 0;
  ended = 0;
  readonly counts = new Float64Array(5);
  arrivedAtMs: Float64Array;
  /** Arrival to answer, or to when its client was told that there is none. NaN while it is open. */
  latencyMs: Float64Array;
  /** In queues, until the model began with it. NaN where it never did. */
  waitMs: Float64Array;
  outcome: Uint8Array;
  /** The client that asks. */
  client: Int32Array;
  /** Called at each end. */
  onEnd: ((request: number, nowMs: number) => void) | null = null;
  #notes: SampleNotes;

  constructor(capacity: number, hasClients: boolean, noted: Noted) {
    this.arrivedAtMs = new Float64Array(capacity);
    this.latencyMs = new Float64Array(capacity).fill(Number.NaN);
    this.waitMs = new Float64Array(capacity).fill(Number.NaN);
    this.outcome = new Uint8Array(capacity);
    this.client = new Int32Array(hasClients ? capacity : 0);
    this.#notes = new SampleNotes(noted);
  }

  /** That may come. */
  get capacity(): number {
    return this.arrivedAtMs.length;
  }

  get open(): number {
    return this.arrived - this.ended;
  }

  get notes(): SampleNotes {
    return this.#notes;
  }

  arrive(nowMs: number, client: number): number {
    const request = this.arrived++;
    this.arrivedAtMs[request] = nowMs;
    if (this.client.length > 0) this.client[request] = client;
    if (nowMs >= this.#notes.beginsMs) this.#notes.begin(request);
    return request;
  }

  end(request: number, outcome: Outcome, endMs: number): void {
    this.ended++;
    this.outcome[request] = outcome;
    this.counts[outcome] = (this.counts[outcome] as number) + 1;
    this.latencyMs[request] = endMs - (this.arrivedAtMs[request] as number);
    if (this.onEnd) this.onEnd(request, endMs);
  }

  /** A wait more, ms: a request may stand in several queues. */
  waited(request: number, forMs: number): void {
    const before = this.waitMs[request] as number;
    this.waitMs[request] = before >= 0 ? before + forMs : forMs;
  }
}

/** Which requests are noted one by one: so many, from a moment on, each one or one of so many. */
export interface Noted {
  readonly size: number;
  readonly every: number;
  readonly fromMs: number;
  /** Those that come before are noted because they may still be under way then. ms */
  readonly shownFromMs: number;
}

/** What is noted of the requests of a sample, a row each, and only of them: where their time went. */
class SampleNotes {
  readonly size: number;
  readonly every: number;
  readonly shownFromMs: number;
  /** The first request that is noted, once it has come. */
  first = 0;
  /** When that begins; Infinity = it has, or nothing is noted. ms */
  beginsMs: number;
  /** There and back, ms. */
  readonly networkMs: Float64Array;
  readonly computeMs: Float64Array;
  /** Start-up, downloads, chunks that were read and written, ms. */
  readonly otherMs: Float64Array;
  readonly batchSize: Int32Array;
  /** When the model began with it, ms. */
  readonly begunMs: Float64Array;
  /** Where: server, worker or device. -1 = nowhere. */
  readonly place: Int32Array;
  readonly attempts: Uint8Array;
  readonly passages = new Passages();

  constructor({ size, every, fromMs, shownFromMs }: Noted) {
    this.size = size;
    this.shownFromMs = shownFromMs;
    this.every = every;
    this.beginsMs = size > 0 ? fromMs : Number.POSITIVE_INFINITY;
    this.networkMs = new Float64Array(size);
    this.computeMs = new Float64Array(size);
    this.otherMs = new Float64Array(size);
    this.batchSize = new Int32Array(size);
    this.begunMs = new Float64Array(size).fill(Number.NaN);
    this.place = new Int32Array(size).fill(-1);
    this.attempts = new Uint8Array(size);
  }

  begin(request: number): void {
    this.beginsMs = Number.POSITIVE_INFINITY;
    this.first = request;
  }

  /** The row of a request that has come; -1 = it is not noted. */
  rowOf(request: number): number {
    const { first, every, size, beginsMs } = this;
    const after = request - first;
    // Before it begins, no request is noted.
    if (after < 0 || beginsMs !== Number.POSITIVE_INFINITY) return -1;
    if (every === 1) return after < size ? after : -1;
    return after % every === 0 && after < size * every ? after / every : -1;
  }

  /** A call of the model is over. */
  done(request: number, place: number, batchSize: number, startMs: number, endMs: number): void {
    const row = this.rowOf(request);
    if (row < 0) return;
    this.begunMs[row] = startMs;
    this.computeMs[row] = (this.computeMs[row] as number) + endMs - startMs;
    this.batchSize[row] = batchSize;
    this.place[row] = place;
  }
}
