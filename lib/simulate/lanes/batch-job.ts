import { grown } from '../events/event-heap';
import { Level } from '../events/levels';
import { COMPLETED, FAILED, PENDING } from '../events/requests';
import { serviceSampler } from '../random/sampler';
import type { Batch } from '../scenario/lanes-schema';
import { dueTimes } from './due-times';
import type { LaneWorld, Station } from './lane-world';

const UNIT = 2.3283064365386963e-10;

const DUE = 0;
const BEGINS = 1;
const CHUNK_OVER = 2;

/** Runs that are told one by one; of further ones only the counts. */
const MOST_RUNS_TOLD = 2000;
/** Calls of a chunk that are drawn one by one; the time of further ones is in proportion. */
const MOST_CALLS_DRAWN = 1000;

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
  /** How old the newest answers are, from when their run was due: area over time, ms x ms, and since when it is counted, ms. */
  ageArea = 0;
  oldestAgeMs = 0;
  firstAnswersMs = Number.NaN;
  lastAnswersMs = Number.NaN;
  readonly #spec: Batch;
  readonly #world: LaneWorld;
  readonly #code: number;
  /** Items of each run that nobody asked for one by one; `null` = the requests that have come. */
  readonly #itemsOfRun: number | null;
  readonly #dueAfter: (afterMs: number) => number;
  readonly #serviceMs;
  readonly #serviceDraw;
  readonly #failDraw;
  /** Requests in order of their coming; those before `taken` are in runs. */
  #gathered = new Int32Array(1024);
  #count = 0;
  #taken = 0;
  #run: BatchRun | null = null;
  #from = 0;
  #to = 0;
  #cursor = 0;
  /** A run that was due while another one was under way, and waits: when it was due, and how many requests had come by then. */
  #next: { readonly dueMs: number; readonly count: number } | null = null;
  #answersOfMs = 0;
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
    this.#serviceMs = serviceSampler(spec.serviceMs);
    this.#serviceDraw = world.draws('service');
    this.#failDraw = world.draws('chunks');
    this.#chunkFrom = new Int32Array(spec.workers);
    this.#chunkTo = new Int32Array(spec.workers);
    this.#tries = new Uint8Array(spec.workers);
    this.#noteNext(0);
  }

  submit(request: number, nowMs: number): void {
    if (this.#count === this.#gathered.length) {
      this.#gathered = grown(this.#gathered, new Int32Array(this.#count * 2));
    }
    this.#gathered[this.#count++] = request;
    const { notes } = this.#world.requests;
    if (request < notes.size) {
      const passage = notes.passages.open(request, this.#world.part, 0, nowMs);
      if (passage >= 0) notes.passages.join(passage, 0, nowMs);
    }
    this.queue.change(nowMs, 1);
  }

  /** Whether the newest run has answered an item that nobody asked for one by one. @param luck which one it is, 0 .. 2^32 - 1 */
  holds(luck: number): boolean {
    if (Number.isNaN(this.lastAnswersMs)) return false;
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
    const due = { dueMs: nowMs, count: this.#count };
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
      const { requests } = this.#world;
      for (let index = from; index < to; index++) {
        const request = this.#gathered[index] as number;
        requests.waited(request, nowMs - (requests.arrivedAtMs[request] as number));
      }
      const chunk = this.#chunks++;
      this.#eachNoted(from, to, (passage) => requests.notes.passages.begin(passage, worker, chunk, nowMs));
      this.queue.change(nowMs, from - to);
    }
    this.#work(worker, nowMs);
  }

  /** The passages of what was gathered: as each request comes here once, they have the numbers of their requests. */
  #eachNoted(from: number, to: number, note: (passage: number) => void): void {
    const { passages } = this.#world.requests.notes;
    for (let index = from; index < to; index++) {
      const request = this.#gathered[index] as number;
      if (request >= passages.count) return;
      note(request);
    }
  }

  #work(worker: number, nowMs: number): void {
    const from = this.#chunkFrom[worker] as number;
    const to = this.#chunkTo[worker] as number;
    const takesMs = this.#timeOf(this.#drawnAs(from), to - from, this.#tries[worker] as number);
    if (this.#itemsOfRun === null) this.#note(worker, from, to, nowMs, takesMs);
    this.#world.loop.at(nowMs + takesMs, this.#code + CHUNK_OVER, worker);
  }

  /** Calls and chunks draw by their first item, among all items of all runs: who works on it, and when, changes nothing. */
  #drawnAs(item: number): number {
    return this.#itemsOfRun === null ? item : (this.runCount - 1) * this.#itemsOfRun + item;
  }

  /** How long a try of a chunk takes, ms. */
  #timeOf(first: number, items: number, attempt: number): number {
    const { batchSize, chunkMs } = this.#spec;
    const full = Math.floor(items / batchSize);
    const drawn = Math.min(full, MOST_CALLS_DRAWN);
    let ms = 0;
    for (let call = 0; call < drawn; call++)
      ms += this.#serviceMs(this.#serviceDraw(first + call * batchSize, attempt), batchSize);
    if (drawn > 0) ms *= full / drawn;
    const rest = items - full * batchSize;
    if (rest > 0) ms += this.#serviceMs(this.#serviceDraw(first + full * batchSize, attempt), rest);
    return chunkMs + ms;
  }

  #note(worker: number, from: number, to: number, nowMs: number, takesMs: number): void {
    const { notes } = this.#world.requests;
    for (let index = from; index < to; index++) {
      const request = this.#gathered[index] as number;
      if (request >= notes.size) continue;
      notes.begunMs[request] = nowMs;
      notes.computeMs[request] = takesMs - this.#spec.chunkMs;
      notes.otherMs[request] = this.#spec.chunkMs;
      notes.batchSize[request] = Math.min(this.#spec.batchSize, to - from);
      notes.place[request] = worker;
      notes.attempts[request] = (notes.attempts[request] as number) + 1;
    }
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
      this.#endAll(from, to, FAILED, nowMs);
      if (this.#itemsOfRun !== null) this.#missing.add(Math.floor(from / this.#spec.chunkItems));
    }
    if (this.#itemsOfRun === null) this.#over(from, to, isFailed ? FAILED : COMPLETED, nowMs);
    if (this.#cursor < this.#to) {
      this.#claim(worker, nowMs);
      return;
    }
    this.#working--;
    this.busy.set(nowMs, this.#working);
    if (this.#working > 0) return;
    this.#endAll(this.#from, this.#to, COMPLETED, nowMs);
    this.#finish(nowMs);
  }

  #over(from: number, to: number, outcome: typeof COMPLETED | typeof FAILED, nowMs: number): void {
    const { passages } = this.#world.requests.notes;
    this.#eachNoted(from, to, (passage) => {
      passages.leave(passage, outcome, nowMs);
      if (outcome === FAILED) passages.hear(passage, nowMs);
    });
  }

  #endAll(from: number, to: number, outcome: typeof COMPLETED | typeof FAILED, nowMs: number): void {
    if (this.#itemsOfRun !== null) return;
    const { requests } = this.#world;
    for (let index = from; index < to; index++) {
      const request = this.#gathered[index] as number;
      if (requests.outcome[request] === PENDING) requests.end(request, outcome, nowMs);
    }
    if (outcome === FAILED) return;
    const { passages } = requests.notes;
    this.#eachNoted(from, to, (passage) => {
      if (passages.told(passage) === COMPLETED) passages.hear(passage, nowMs);
    });
  }

  #finish(nowMs: number): void {
    const run = this.#run as BatchRun;
    run.endMs = nowMs;
    this.#run = null;
    if (this.#spec.windowMs !== null && nowMs - run.dueMs > this.#spec.windowMs) this.late++;
    this.#age(nowMs);
    this.#answersOfMs = run.dueMs;
    this.lastAnswersMs = nowMs;
    this.#missed = this.#missing;
    this.#missing = new Set();
    const next = this.#next;
    this.#next = null;
    if (next) this.#start(next, nowMs);
  }

  /** The age grows by itself until newer answers are there. */
  #age(nowMs: number): void {
    if (Number.isNaN(this.lastAnswersMs)) {
      this.firstAnswersMs = nowMs;
      return;
    }
    const atStart = this.lastAnswersMs - this.#answersOfMs;
    const atEnd = nowMs - this.#answersOfMs;
    this.ageArea += ((atStart + atEnd) / 2) * (nowMs - this.lastAnswersMs);
    this.oldestAgeMs = Math.max(this.oldestAgeMs, atEnd);
  }
}
