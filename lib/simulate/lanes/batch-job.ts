import { Level } from '../events/levels';
import { COMPLETED, FAILED } from '../events/requests';
import type { Draw } from '../random/draws';
import type { Batch } from '../scenario/lanes-schema';
import { AnswersAge } from './answers-age';
import { type ChunkTime, chunkTime } from './chunk-time';
import { dueTimes } from './due-times';
import { Gathered } from './gathered';
import type { LaneWorld, Station } from './lane-world';

const UNIT = 2.3283064365386963e-10;

const DUE = 0;
const BEGINS = 1;
const CHUNK_OVER = 2;

/** Runs that are told one by one; of further ones only the counts. */
const MOST_RUNS_TOLD = 2000;

export interface BatchRun {
  readonly dueMs: number;
  readonly startMs: number;
  endMs: number;
  readonly items: number;
}

/** A scheduled job: gathers what comes, and answers all of it in runs. */
export class BatchJob implements Station {
  readonly queue = new Level();
  readonly busy = new Level();
  readonly runs: BatchRun[] = [];
  runCount = 0;
  /** Runs that were due while one was under way, and did not take place. */
  skipped = 0;
  /** Runs that took longer than their window. */
  late = 0;
  chunkFailures = 0;
  readonly age = new AnswersAge();
  readonly #spec: Batch;
  readonly #world: LaneWorld;
  readonly #code: number;
  /** Items of each run that nobody asked for one by one; `null` = the requests that have come. */
  readonly #itemsOfRun: number | null;
  readonly #dueAfter: (afterMs: number) => number;
  readonly #chunkTime: ChunkTime;
  readonly #failDraw: Draw;
  readonly #gathered: Gathered;
  /** Of what was gathered, so many are in runs. */
  #taken = 0;
  #run: BatchRun | null = null;
  #from = 0;
  #to = 0;
  #cursor = 0;
  /** A run that was due while another one was under way, and waits: when it was due, and how many requests had come by then. */
  #next: { readonly dueMs: number; readonly count: number } | null = null;
  /** Of items that nobody asked for one by one: the chunks of this run that failed for good, and those of the run whose answers are there. */
  #missing = new Set<number>();
  #missed: ReadonlySet<number> = this.#missing;
  readonly #chunkFrom: Int32Array;
  readonly #chunkTo: Int32Array;
  readonly #tries: Uint8Array;
  #working = 0;
  #chunks = 0;

  constructor(spec: Batch, world: LaneWorld, itemsOfRun: number | null = null) {
    this.#spec = spec;
    this.#world = world;
    this.#itemsOfRun = itemsOfRun;
    this.#code = world.loop.add(this);
    this.#dueAfter = dueTimes(spec);
    this.#gathered = new Gathered(world, spec);
    this.#chunkTime = chunkTime(spec, world.draws('service'));
    this.#failDraw = world.draws('chunks');
    this.#chunkFrom = new Int32Array(spec.workers);
    this.#chunkTo = new Int32Array(spec.workers);
    this.#tries = new Uint8Array(spec.workers);
    this.#noteNext(0);
  }

  submit(request: number, nowMs: number): void {
    this.#gathered.add(request, nowMs);
    this.queue.change(nowMs, 1);
  }

  /** Whether the newest run has answered an item that nobody asked for one by one. @param luck which one it is, 0 .. 2^32 - 1 */
  holds(luck: number): boolean {
    if (Number.isNaN(this.age.lastMs)) return false;
    const item = Math.floor(luck * UNIT * (this.#itemsOfRun ?? 0));
    return !this.#missed.has(Math.floor(item / this.#spec.chunkItems));
  }

  handle(kind: number, datum: number, nowMs: number): void {
    if (kind === DUE) {
      this.#noteNext(nowMs);
      this.#due(nowMs);
    } else if (kind === BEGINS) this.#begin(nowMs);
    else this.#chunkOver(datum, nowMs);
  }

  #noteNext(afterMs: number): void {
    const nextMs = this.#dueAfter(afterMs);
    if (Number.isFinite(nextMs)) this.#world.loop.at(nextMs, this.#code + DUE, 0);
  }

  #due(nowMs: number): void {
    const due = { dueMs: nowMs, count: this.#gathered.count };
    if (!this.#run) this.#start(due, nowMs);
    else if (this.#spec.overrun === 'queue' && !this.#next) this.#next = due;
    else this.skipped++;
  }

  /** @param count of the requests that had come when it was due: it takes no later ones */
  #start({ dueMs, count }: { readonly dueMs: number; readonly count: number }, nowMs: number): void {
    const items = this.#itemsOfRun ?? count - this.#taken;
    this.runCount++;
    this.#run = { dueMs, startMs: nowMs, endMs: Number.NaN, items };
    if (this.runs.length < MOST_RUNS_TOLD) this.runs.push(this.#run);
    if (items === 0) {
      this.#finish(nowMs);
      return;
    }
    this.#from = this.#itemsOfRun === null ? this.#taken : 0;
    this.#to = this.#from + items;
    this.#cursor = this.#from;
    if (this.#itemsOfRun === null) this.#taken = count;
    this.#world.loop.at(nowMs + this.#spec.startUpMs, this.#code + BEGINS, 0);
  }

  #begin(nowMs: number): void {
    for (let worker = 0; worker < this.#spec.workers && this.#cursor < this.#to; worker++) {
      this.#working++;
      this.#claim(worker, nowMs);
    }
    this.busy.set(nowMs, this.#working);
  }

  #claim(worker: number, nowMs: number): void {
    const from = this.#cursor;
    const to = Math.min(this.#to, from + this.#spec.chunkItems);
    this.#cursor = to;
    this.#chunkFrom[worker] = from;
    this.#chunkTo[worker] = to;
    this.#tries[worker] = 0;
    if (this.#itemsOfRun === null) {
      this.#gathered.begin(worker, this.#chunks++, from, to, nowMs);
      this.queue.change(nowMs, from - to);
    }
    this.#work(worker, nowMs);
  }

  #work(worker: number, nowMs: number): void {
    const from = this.#chunkFrom[worker] as number;
    const to = this.#chunkTo[worker] as number;
    const takesMs = this.#chunkTime(this.#drawnAs(from), to - from, this.#tries[worker] as number);
    if (this.#itemsOfRun === null) this.#gathered.note(worker, from, to, takesMs, nowMs);
    this.#world.loop.at(nowMs + takesMs, this.#code + CHUNK_OVER, worker);
  }

  /** Calls and chunks draw by their first item, among all items of all runs: who works on it, and when, changes nothing. */
  #drawnAs(item: number): number {
    return this.#itemsOfRun === null ? item : (this.runCount - 1) * this.#itemsOfRun + item;
  }

  #chunkOver(worker: number, nowMs: number): void {
    const from = this.#chunkFrom[worker] as number;
    const to = this.#chunkTo[worker] as number;
    const luck = this.#failDraw(this.#drawnAs(from), this.#tries[worker] as number);
    const isFailed = luck * UNIT < this.#spec.failShare;
    if (isFailed) {
      this.chunkFailures++;
      if ((this.#tries[worker] as number) < this.#spec.retries) {
        this.#tries[worker] = (this.#tries[worker] as number) + 1;
        this.#work(worker, nowMs);
        return;
      }
      if (this.#itemsOfRun === null) this.#gathered.end(from, to, FAILED, nowMs);
      else this.#missing.add(Math.floor(from / this.#spec.chunkItems));
    }
    if (this.#itemsOfRun === null) this.#gathered.over(from, to, isFailed ? FAILED : COMPLETED, nowMs);
    if (this.#cursor < this.#to) {
      this.#claim(worker, nowMs);
      return;
    }
    this.#working--;
    this.busy.set(nowMs, this.#working);
    if (this.#working > 0) return;
    if (this.#itemsOfRun === null) this.#gathered.end(this.#from, this.#to, COMPLETED, nowMs);
    this.#finish(nowMs);
  }

  #finish(nowMs: number): void {
    const run = this.#run as BatchRun;
    run.endMs = nowMs;
    this.#run = null;
    if (this.#spec.windowMs !== null && nowMs - run.dueMs > this.#spec.windowMs) this.late++;
    this.age.renew(run.dueMs, nowMs);
    this.#missed = this.#missing;
    this.#missing = new Set();
    const next = this.#next;
    this.#next = null;
    if (next) this.#start(next, nowMs);
  }
}
