import { Level } from '../events/levels';
import { FORWARDED, type Passages } from '../events/passages';
import { COMPLETED, FAILED, type Outcome, REJECTED, TIMED_OUT } from '../events/requests';
import { serviceSampler } from '../random/sampler';
import type { Online } from '../scenario/lanes-schema';
import { MOST_MS } from '../scenario/limits';
import { Attempts, HAS_TIMEOUT, IS_AWAITED, IS_OVER, Queues } from './attempts';
import { type Balancer, createBalancer } from './balancer';
import { Batches } from './batches';
import type { LaneWorld, OnlineOptions, Station } from './lane-world';
import { FIRST_KIND_OF_POOL, Servers } from './servers';

const UNIT = 2.3283064365386963e-10;

const REACHES = FIRST_KIND_OF_POOL;
const FLUSH = FIRST_KIND_OF_POOL + 1;
const DONE = FIRST_KIND_OF_POOL + 2;
const GIVES_UP = FIRST_KIND_OF_POOL + 3;
const TRIES_AGAIN = FIRST_KIND_OF_POOL + 4;
const IS_TAKEN = FIRST_KIND_OF_POOL + 5;

/** More under way than this, and the run ends: the queue grows without end. */
const MOST_IN_FLIGHT = 4_000_000;

/**
 * A pool of servers that answer requests: network, balancing, queues, batches, workers, deadlines, clients that give up and try again, servers that fail, start and
 * scale. Latency is counted to when the client has its answer.
 */
export class OnlinePool implements Station {
  readonly queue = new Level();
  readonly busy = new Level();
  readonly servers: Servers;
  /** Attempts that clients sent. */
  attempts = 0;
  /** Calls of the model. */
  calls = 0;
  /** Items of those calls whose client had given up. */
  wastedItems = 0;
  itemsServed = 0;
  isOverwhelmed = false;
  readonly #spec: Online;
  readonly #world: LaneWorld;
  readonly #options: OnlineOptions;
  readonly #code: number;
  readonly #rows = new Attempts();
  /** So many requests, from the first on, are noted on their way. */
  readonly #sampled: number;
  readonly #passages: Passages;
  readonly #queues: Queues;
  readonly #batches: Batches;
  readonly #isFlushNoted: Uint8Array;
  /** Until when the thread that takes requests has something to do, ms. */
  readonly #takerFreeMs: Float64Array;
  readonly #isShared: boolean;
  readonly #isDirect: boolean;
  readonly #balance: Balancer;
  readonly #serviceMs;
  readonly #serviceBits;
  readonly #networkBits;
  readonly #retryBits;
  readonly #unsureBits;
  readonly #busyArea = () => {
    this.busy.change(this.#world.loop.nowMs, 0);
    return this.busy.area;
  };

  constructor(spec: Online, world: LaneWorld, options: OnlineOptions = {}) {
    this.#spec = spec;
    this.#world = world;
    this.#sampled = world.requests.notes.size;
    this.#passages = world.requests.notes.passages;
    this.#options = options;
    this.#code = world.loop.add(this);
    this.#isShared = spec.balancing === 'shared-queue';
    this.#isDirect = world.clients.isDirect;
    this.servers = new Servers(spec, world.loop, this.#code, world.streams, {
      onUp: (server, nowMs) => this.#dispatch(this.#isShared ? 0 : server, nowMs),
      onDown: (server, nowMs) => this.#lose(server, nowMs),
      onCapacity: (server, isThere, atMs) => {
        if (this.#sampled > 0) this.#passages.changeServer({ part: world.part, server, atMs, isThere });
      },
    });
    this.#batches = new Batches(this.servers.total);
    this.#queues = new Queues(this.#isShared ? 1 : this.servers.total, this.#rows);
    this.#isFlushNoted = new Uint8Array(this.#queues.length.length);
    this.#takerFreeMs = new Float64Array(this.#queues.length.length);
    this.#balance = createBalancer(spec.balancing, this.servers, world.streams('routing'));
    this.#serviceMs = serviceSampler(spec.serviceMs);
    this.#serviceBits = world.streams('service');
    this.#networkBits = world.streams('network');
    this.#retryBits = world.streams('retries');
    this.#unsureBits = world.streams('unsure');
  }

  submit(request: number, nowMs: number): void {
    const row = this.#rows.take();
    this.#rows.number[row] = 0;
    this.#rows.request[row] = request;
    this.#open(row, request, 0, nowMs);
    // Drawn as requests come, used or not: what one scenario makes of a request changes nothing of the next.
    this.#rows.serviceBits[row] = this.#serviceBits();
    this.#rows.halfMs[row] = this.#isDirect ? 0 : this.#roundTrip(request, this.#networkBits()) / 2;
    this.#send(row, nowMs);
  }

  handle(kind: number, datum: number, nowMs: number): void {
    if (kind === DONE) this.#done(datum, nowMs);
    else if (kind === REACHES) this.#reach(datum, nowMs);
    else if (kind === IS_TAKEN) this.#isTaken(datum, nowMs);
    else if (kind === FLUSH) {
      this.#isFlushNoted[datum] = 0;
      this.#dispatch(datum, nowMs);
    } else if (kind === GIVES_UP) this.#giveUp(datum, nowMs);
    else if (kind === TRIES_AGAIN) this.#send(datum, nowMs);
    else this.servers.handle(kind, datum, nowMs, this.#busyArea);
  }

  #open(row: number, request: number, attempt: number, nowMs: number): void {
    this.#rows.passage[row] =
      request < this.#sampled ? this.#passages.open(request, this.#world.part, attempt, nowMs) : -1;
  }

  #roundTrip(request: number, bits: number): number {
    return this.#world.clients.roundTripMs(this.#world.requests.client[request] ?? 0, bits);
  }

  #send(row: number, nowMs: number): void {
    const rows = this.#rows;
    const { timeoutMs } = this.#spec.client;
    this.attempts++;
    rows.sentMs[row] = nowMs;
    const passage = rows.passage[row] as number;
    if (passage >= 0) this.#passages.send(passage, nowMs);
    rows.state[row] = IS_AWAITED;
    if (timeoutMs !== null) {
      rows.state[row] = IS_AWAITED | HAS_TIMEOUT;
      this.#world.loop.at(nowMs + timeoutMs, this.#code + GIVES_UP, row);
    }
    if (rows.inUse > MOST_IN_FLIGHT) this.isOverwhelmed = true;
    if (this.#isDirect || this.#options.isInside) this.#reach(row, nowMs);
    else {
      const { clients, requests, loop } = this.#world;
      const client = requests.client[rows.request[row] as number] ?? 0;
      loop.at(clients.upAt(client, nowMs, rows.halfMs[row] as number), this.#code + REACHES, row);
    }
  }

  #reach(row: number, nowMs: number): void {
    this.#rows.reachedMs[row] = nowMs;
    const { servers } = this;
    if (!this.#isShared && servers.upCount === 0) {
      this.#tell(row, FAILED, nowMs);
      return;
    }
    const queue = this.#balance();
    if (!this.#isShared) servers.outstanding[queue] = (servers.outstanding[queue] as number) + 1;
    const { requestMs } = this.#spec;
    if (requestMs === 0) {
      this.#enqueue(queue, row, nowMs);
      return;
    }
    const takenMs = Math.max(nowMs, this.#takerFreeMs[queue] as number) + requestMs;
    this.queue.levels.add(nowMs, takenMs - requestMs, 1);
    if ((this.#rows.state[row] as number) & IS_AWAITED) {
      this.#world.requests.waited(this.#rows.request[row] as number, takenMs - requestMs - nowMs);
    }
    this.#takerFreeMs[queue] = takenMs;
    this.#rows.next[row] = queue;
    this.#world.loop.at(takenMs, this.#code + IS_TAKEN, row);
  }

  /** The thread that takes requests has taken one; its server may have failed meanwhile. */
  #isTaken(row: number, nowMs: number): void {
    const queue = this.#rows.next[row] as number;
    if (this.#isShared || this.servers.takes(queue)) this.#enqueue(queue, row, nowMs);
    else this.#tell(row, FAILED, nowMs);
  }

  #enqueue(queue: number, row: number, nowMs: number): void {
    const { queueMost } = this.#spec;
    if (queueMost !== null && (this.#queues.length[queue] as number) >= queueMost && !this.#hasFree(queue)) {
      this.#drop(queue);
      this.#tell(row, REJECTED, nowMs);
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
    return this.#isShared ? this.servers.withFreeWorker() >= 0 : (this.servers.free[queue] as number) > 0;
  }

  /** Gives what waits to workers that are free. */
  #dispatch(queue: number, nowMs: number): void {
    const { batchMost, batchDelayMs } = this.#spec;
    while ((this.#queues.length[queue] as number) > 0) {
      const server = this.#isShared ? this.servers.withFreeWorker() : queue;
      if (server < 0 || (this.servers.free[server] as number) === 0 || !this.servers.takes(server)) return;
      if (batchDelayMs > 0 && (this.#queues.length[queue] as number) < batchMost) {
        const dueMs = (this.#rows.reachedMs[this.#queues.head[queue] as number] as number) + batchDelayMs;
        if (nowMs < dueMs) {
          if (this.#isFlushNoted[queue] === 0) {
            this.#isFlushNoted[queue] = 1;
            this.#world.loop.at(dueMs, this.#code + FLUSH, queue);
          }
          return;
        }
      }
      this.#begin(queue, server, nowMs);
    }
  }

  #begin(queue: number, server: number, nowMs: number): void {
    const rows = this.#rows;
    const { batchMost, deadlineMs } = this.#spec;
    const { requests } = this.#world;
    let size = 0;
    let first = -1;
    let last = -1;
    let left = 0;
    while (size < batchMost && (this.#queues.length[queue] as number) > 0) {
      const row = this.#queues.shift(queue);
      left++;
      const waitedMs = nowMs - (rows.reachedMs[row] as number);
      if (deadlineMs !== null && waitedMs > deadlineMs) {
        this.#drop(server);
        this.#tell(row, TIMED_OUT, nowMs);
        continue;
      }
      if ((rows.state[row] as number) & IS_AWAITED) requests.waited(rows.request[row] as number, waitedMs);
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
    const coldMs = this.servers.begin(server, this.#isShared ? size : 0);
    const serviceMs = this.#serviceMs(rows.serviceBits[first] as number, size) + coldMs;
    this.busy.change(nowMs, 1);
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
    this.busy.change(nowMs, -1);
    this.servers.end(server, size, nowMs);
    for (let row = batches.first[batch] as number; row >= 0; ) {
      const next = this.#rows.next[row] as number;
      if ((this.#rows.state[row] as number) & IS_AWAITED) {
        this.#world.requests.notes.done(this.#rows.request[row] as number, server, size, startMs, nowMs);
      }
      this.#answer(row, nowMs);
      row = next;
    }
    batches.give(batch);
    this.#dispatch(this.#isShared ? 0 : server, nowMs);
  }

  #answer(row: number, nowMs: number): void {
    const { forward } = this.#options;
    if (forward && (this.#rows.state[row] as number) & IS_AWAITED && this.#unsureBits() * UNIT < forward.share) {
      const request = this.#rows.request[row] as number;
      const passage = this.#rows.passage[row] as number;
      if (passage >= 0) this.#passages.leave(passage, FORWARDED, nowMs);
      this.#leave(row);
      forward.to.submit(request, nowMs);
      return;
    }
    this.#tell(row, COMPLETED, nowMs);
  }

  /** The client hears what became of an attempt, if it still waits. */
  #tell(row: number, outcome: Outcome, nowMs: number): void {
    const rows = this.#rows;
    const state = rows.state[row] as number;
    const passage = rows.passage[row] as number;
    if (passage >= 0) this.#passages.leave(passage, outcome, nowMs);
    if (!(state & IS_AWAITED)) {
      if (outcome === COMPLETED) this.wastedItems++;
      if (state & HAS_TIMEOUT) rows.state[row] = state | IS_OVER;
      else rows.give(row);
      return;
    }
    const { clients, requests } = this.#world;
    const request = rows.request[row] as number;
    const endMs = this.#isDirect
      ? nowMs
      : clients.downAt(requests.client[request] ?? 0, nowMs, rows.halfMs[row] as number);
    if (passage >= 0) this.#passages.hear(passage, endMs);
    const { timeoutMs } = this.#spec.client;
    if (timeoutMs !== null && endMs > (rows.sentMs[row] as number) + timeoutMs) {
      // The answer is on its way, but its client will have given up.
      if (outcome === COMPLETED) this.wastedItems++;
      rows.state[row] = state | IS_OVER;
      return;
    }
    const number = rows.number[row] as number;
    this.#leave(row);
    if (outcome === COMPLETED) this.#end(request, number, COMPLETED, endMs);
    else this.#tryAgain(request, number, outcome, endMs);
  }

  #giveUp(row: number, nowMs: number): void {
    const rows = this.#rows;
    const state = (rows.state[row] as number) & ~HAS_TIMEOUT;
    rows.state[row] = state;
    if (state & IS_AWAITED) {
      rows.state[row] = state & ~IS_AWAITED;
      const passage = rows.passage[row] as number;
      if (passage >= 0) this.#passages.giveUp(passage, nowMs);
      const request = rows.request[row] as number;
      const number = rows.number[row] as number;
      if (state & IS_OVER) rows.give(row);
      this.#tryAgain(request, number, TIMED_OUT, nowMs);
    } else if (state & IS_OVER) rows.give(row);
  }

  /** The attempt is over, for client and server; its row waits for the moment that is noted for it. */
  #leave(row: number): void {
    const rows = this.#rows;
    const state = rows.state[row] as number;
    if (state & HAS_TIMEOUT) rows.state[row] = (state & ~IS_AWAITED) | IS_OVER;
    else rows.give(row);
  }

  #tryAgain(request: number, number: number, outcome: Outcome, nowMs: number): void {
    const { retries, backoffMs, backoffFactor, jitter } = this.#spec.client;
    if (number >= retries) {
      this.#end(request, number, outcome, nowMs);
      return;
    }
    const rows = this.#rows;
    const row = rows.take();
    rows.request[row] = request;
    rows.number[row] = number + 1;
    this.#open(row, request, number + 1, nowMs);
    rows.serviceBits[row] = this.#retryBits();
    rows.halfMs[row] = this.#isDirect ? 0 : this.#roundTrip(request, this.#retryBits()) / 2;
    let waitMs = backoffMs;
    for (let more = 0; more < number; more++) waitMs = Math.min(MOST_MS, waitMs * backoffFactor);
    if (jitter) waitMs *= this.#retryBits() * UNIT;
    this.#world.loop.at(nowMs + waitMs, this.#code + TRIES_AGAIN, row);
  }

  #end(request: number, number: number, outcome: Outcome, endMs: number): void {
    const { requests } = this.#world;
    if (request < requests.notes.size) requests.notes.attempts[request] = number + 1;
    requests.end(request, outcome, endMs);
  }

  /** A server is down: what it worked on fails, and what waited for it alone. */
  #lose(server: number, nowMs: number): void {
    const lost = this.#batches.killOf(server);
    this.busy.change(nowMs, -lost.length);
    for (const batch of lost) {
      for (let row = this.#batches.first[batch] as number; row >= 0; ) {
        const next = this.#rows.next[row] as number;
        this.#tell(row, FAILED, nowMs);
        row = next;
      }
    }
    if (this.#isShared) return;
    const waiting = this.#queues.length[server] as number;
    for (let left = waiting; left > 0; left--) this.#tell(this.#queues.shift(server), FAILED, nowMs);
    this.queue.change(nowMs, -waiting);
  }
}
