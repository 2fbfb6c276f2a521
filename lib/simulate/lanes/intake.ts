import type { Level } from '../events/levels';
import type { Online } from '../scenario/lanes-schema';
import type { Attempts } from './attempts';
import { type Balancer, createBalancer } from './balancer';
import type { LaneWorld } from './lane-world';
import { Queues } from './queues';
import type { Servers } from './servers';

/** The pool that requests come to. */
interface TakingPool {
  readonly rows: Attempts;
  readonly servers: Servers;
  /** All who wait in it. */
  readonly queue: Level;
  /** The kind of event that says that one is taken. */
  readonly code: number;
  /** One is taken, and comes to a queue for the model. */
  readonly taken: (queue: number, row: number, nowMs: number) => void;
  /** No server is up to take it. */
  readonly refused: (row: number, nowMs: number) => void;
}

/**
 * Where requests come to a pool: a balancer sends each to a server, unless all have one queue, and a thread takes them one after the other. Each server
 * has a thread of its own where each has a queue.
 */
export class Intake {
  /** Those that wait for the thread, the one that it takes first. */
  readonly #takers: Queues;
  readonly #isShared: boolean;
  readonly #requestMs: number;
  readonly #balance: Balancer;
  readonly #world: LaneWorld;
  readonly #pool: TakingPool;

  constructor({ balancing, requestMs }: Online, world: LaneWorld, pool: TakingPool) {
    this.#isShared = balancing === 'shared-queue';
    this.#takers = new Queues(this.#isShared ? 1 : pool.servers.total, pool.rows);
    this.#requestMs = requestMs;
    this.#balance = createBalancer(balancing, pool.servers, world.draws('routing'));
    this.#world = world;
    this.#pool = pool;
  }

  /** An attempt has come. */
  come(row: number, nowMs: number): void {
    const { rows, servers } = this.#pool;
    rows.reachedMs[row] = nowMs;
    if (!this.#isShared && servers.upCount === 0) {
      this.#pool.refused(row, nowMs);
      return;
    }
    const queue = this.#balance(rows.request[row] as number, rows.number[row] as number);
    if (!this.#isShared) servers.outstanding[queue] = (servers.outstanding[queue] as number) + 1;
    if (this.#requestMs === 0) {
      this.#pool.taken(queue, row, nowMs);
      return;
    }
    this.#takers.push(queue, row);
    if (this.#takers.length[queue] === 1) this.#take(queue, nowMs);
    else this.#pool.queue.change(nowMs, 1);
  }

  /** The thread begins with the first of those that wait for it. */
  #take(queue: number, nowMs: number): void {
    const life = this.#isShared ? queue : this.#pool.servers.lives.of(queue);
    this.#world.loop.at(nowMs + this.#requestMs, this.#pool.code, life);
  }

  /** The thread has taken one. @param life of its server: if that has failed since, it has lost those it was to take */
  isTaken(life: number, nowMs: number): void {
    const { servers, rows, queue: all } = this.#pool;
    if (!this.#isShared && !servers.isAlive(life)) return;
    const queue = this.#isShared ? life : servers.lives.serverIn(life);
    const row = this.#takers.shift(queue);
    if ((this.#takers.length[queue] as number) > 0) {
      rows.noteWait(this.#takers.head[queue] as number, this.#world.requests, nowMs);
      all.change(nowMs, -1);
      this.#take(queue, nowMs);
    }
    this.#pool.taken(queue, row, nowMs);
  }

  /** A server is down. @param lost hears of each that its thread had, or that waited for it */
  lose(server: number, lost: (row: number) => void, nowMs: number): void {
    const count = this.#takers.length[server] as number;
    for (let left = count; left > 0; left--) lost(this.#takers.shift(server));
    this.#pool.queue.change(nowMs, -Math.max(0, count - 1));
  }
}
