import { Level } from '../events/levels';
import type { Passages } from '../events/passages';
import { COMPLETED, FAILED, REJECTED, TIMED_OUT } from '../events/requests';
import { pacedDraw, paceOf } from '../random/paced-draw';
import { serviceSampler } from '../random/sampler';
import type { Online } from '../scenario/lanes-schema';
import type { Attempts } from './attempts';
import { BatchDelay } from './batch-delay';
import { Batches } from './batches';
import { Callers } from './callers';
import { Intake } from './intake';
import type { LaneWorld, OnlineOptions, Station } from './lane-world';
import { Queues } from './queues';
import { FIRST_KIND_OF_POOL, Servers } from './servers';

const UNIT = 2.3283064365386963e-10;

const FLUSH = FIRST_KIND_OF_POOL;
const DONE = FIRST_KIND_OF_POOL + 1;
const IS_TAKEN = FIRST_KIND_OF_POOL + 2;

/** A pool of servers that answer requests: balancing, the thread that takes them, queues, batches, workers, deadlines, servers that fail, start and scale. */
export class OnlinePool implements Station {
  readonly queue = new Level();
  readonly servers: Servers;
  readonly callers: Callers;
  /** Calls of the model. */
  calls = 0;
  itemsServed = 0;
  readonly #spec: Online;
  readonly #world: LaneWorld;
  readonly #options: OnlineOptions;
  readonly #code: number;
  readonly #rows: Attempts;
  readonly #passages: Passages;
  readonly #intake: Intake;
  readonly #queues: Queues;
  readonly #batches: Batches;
  readonly #delay: BatchDelay;
  readonly #isShared: boolean;
  readonly #serviceMs;
  readonly #serviceDraw;
  readonly #unsureDraw;

  constructor(spec: Online, world: LaneWorld, options: OnlineOptions = {}) {
    this.#spec = spec;
    this.#world = world;
    this.#passages = world.requests.notes.passages;
    this.#options = options;
    this.#code = world.loop.add(this);
    this.#isShared = spec.balancing === 'shared-queue';
    this.callers = new Callers(spec.client, world, {
      isInside: options.isInside ?? false,
      reach: (row, nowMs) => this.#intake.come(row, nowMs),
    });
    this.#rows = this.callers.rows;
    const isSampled = world.requests.notes.size > 0;
    this.servers = new Servers(spec, world.loop, this.#code, world.streams, {
      onUp: (server, nowMs) => this.#dispatch(this.#isShared ? 0 : server, nowMs),
      onDown: (server, nowMs) => this.#lose(server, nowMs),
      onCapacity: (server, isThere, atMs) => {
        if (isSampled) this.#passages.changeServer({ part: world.part, server, atMs, isThere });
      },
    });
    this.#batches = new Batches(this.servers.total);
    const queues = this.#isShared ? 1 : this.servers.total;
    this.#intake = new Intake(spec, world, {
      ...{ rows: this.#rows, servers: this.servers, queue: this.queue, code: this.#code + IS_TAKEN },
      taken: (queue, row, nowMs) => this.#enqueue(queue, row, nowMs),
      refused: (row, nowMs) => this.callers.tell(row, FAILED, nowMs),
    });
    this.#queues = new Queues(queues, this.#rows);
    this.#delay = new BatchDelay(queues, world.loop, this.#code + FLUSH, spec.batchDelayMs);
    this.#serviceMs = serviceSampler(spec.serviceMs);
    this.#serviceDraw = pacedDraw(paceOf(spec.serviceMs), 'service', world);
    this.#unsureDraw = world.draws('unsure');
  }

  submit(request: number, nowMs: number): void {
    this.callers.submit(request, nowMs);
  }

  handle(kind: number, datum: number, nowMs: number): void {
    if (kind === DONE) this.#done(datum, nowMs);
    else if (kind === IS_TAKEN) this.#intake.isTaken(datum, nowMs);
    else if (kind === FLUSH) {
      this.#delay.isOver(datum);
      this.#dispatch(datum, nowMs);
    } else this.servers.handle(kind, datum, nowMs);
  }

  #enqueue(queue: number, row: number, nowMs: number): void {
    const { queueMost } = this.#spec;
    if (queueMost !== null && (this.#queues.length[queue] as number) >= queueMost && !this.#hasFree(queue)) {
      this.#drop(queue);
      this.callers.tell(row, REJECTED, nowMs);
      return;
    }
    this.#rows.reachedMs[row] = nowMs;
    this.#queues.push(queue, row);
    const passage = this.#rows.passage[row] as number;
    if (passage >= 0) this.#passages.join(passage, queue, nowMs);
    this.queue.change(nowMs, 1);
    this.#dispatch(queue, nowMs);
  }

  /** A server has one request less, and has not worked on it. */
  #drop(server: number): void {
    if (!this.#isShared) this.servers.outstanding[server] = (this.servers.outstanding[server] as number) - 1;
  }

  #hasFree(queue: number): boolean {
    return this.#isShared ? this.servers.withFree.first >= 0 : (this.servers.free[queue] as number) > 0;
  }

  /** Gives what waits to workers that are free. */
  #dispatch(queue: number, nowMs: number): void {
    const { batchMost, batchDelayMs } = this.#spec;
    while ((this.#queues.length[queue] as number) > 0) {
      const server = this.#isShared ? this.servers.withFree.first : queue;
      if (server < 0 || (this.servers.free[server] as number) === 0 || !this.servers.takes(server)) return;
      if (batchDelayMs > 0 && (this.#queues.length[queue] as number) < batchMost) {
        const first = this.#queues.head[queue] as number;
        if (this.#delay.holds(queue, this.#rows.reachedMs[first] as number, nowMs)) return;
      }
      this.#begin(queue, server, nowMs);
    }
  }

  #begin(queue: number, server: number, nowMs: number): void {
    const rows = this.#rows;
    const { batchMost, deadlineMs } = this.#spec;
    let size = 0;
    let first = -1;
    let last = -1;
    let left = 0;
    while (size < batchMost && (this.#queues.length[queue] as number) > 0) {
      const row = this.#queues.shift(queue);
      left++;
      if (deadlineMs !== null && nowMs - (rows.reachedMs[row] as number) > deadlineMs) {
        this.#drop(server);
        this.callers.tell(row, TIMED_OUT, nowMs);
        continue;
      }
      rows.noteWait(row, this.#world.requests, nowMs);
      const passage = rows.passage[row] as number;
      if (passage >= 0) this.#passages.begin(passage, server, this.calls, nowMs);
      rows.next[row] = -1;
      if (first < 0) first = row;
      else rows.next[last] = row;
      last = row;
      size++;
    }
    this.queue.change(nowMs, -left);
    if (size === 0) {
      // What it had waited for was dropped: one that drains may be done.
      this.servers.leaveIfDrained(server, nowMs);
      return;
    }
    const coldMs = this.servers.begin(server, this.#isShared ? size : 0, nowMs);
    const luck = this.#serviceDraw(rows.request[first] as number, rows.number[first] as number, server);
    const serviceMs = this.#serviceMs(luck, size) + coldMs;
    this.calls++;
    this.itemsServed += size;
    const batch = this.#batches.take(server, first, size, nowMs);
    this.#world.loop.at(nowMs + serviceMs, this.#code + DONE, batch);
  }

  #done(batch: number, nowMs: number): void {
    const batches = this.#batches;
    const server = batches.server[batch] as number;
    if (!batches.isAlive(batch)) {
      batches.give(batch);
      return;
    }
    const size = batches.size[batch] as number;
    const startMs = batches.startMs[batch] as number;
    this.servers.end(server, size, nowMs);
    for (let row = batches.first[batch] as number; row >= 0; ) {
      const next = this.#rows.next[row] as number;
      if (this.#rows.isAwaited[row] === 1) {
        this.#world.requests.notes.done(this.#rows.request[row] as number, server, size, startMs, nowMs);
      }
      this.#answer(row, nowMs);
      row = next;
    }
    batches.give(batch);
    this.#dispatch(this.#isShared ? 0 : server, nowMs);
  }

  /** Whether the model is sure of an answer is the same at each attempt. */
  #answer(row: number, nowMs: number): void {
    const { forward } = this.#options;
    if (forward && this.#rows.isAwaited[row] === 1) {
      const luck = this.#unsureDraw(this.#rows.request[row] as number, 0);
      if (luck * UNIT < forward.share) {
        forward.to.submit(this.callers.forward(row, nowMs), nowMs);
        return;
      }
    }
    this.callers.tell(row, COMPLETED, nowMs);
  }

  /** A server is down: what it worked on fails, and what waited for it alone. */
  #lose(server: number, nowMs: number): void {
    const lost = this.#batches.killOf(server);
    this.servers.busy.change(nowMs, -lost.length);
    for (const batch of lost) {
      for (let row = this.#batches.first[batch] as number; row >= 0; ) {
        const next = this.#rows.next[row] as number;
        this.callers.tell(row, FAILED, nowMs);
        row = next;
      }
    }
    if (this.#isShared) return;
    this.#intake.lose(server, (row) => this.callers.tell(row, FAILED, nowMs), nowMs);
    const waiting = this.#queues.length[server] as number;
    for (let left = waiting; left > 0; left--) this.callers.tell(this.#queues.shift(server), FAILED, nowMs);
    this.queue.change(nowMs, -waiting);
  }
}
