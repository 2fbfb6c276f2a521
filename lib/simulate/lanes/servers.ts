import { Level } from '../events/levels';
import type { Loop } from '../events/loop';
import type { Streams } from '../random/streams';
import type { Online } from '../scenario/lanes-schema';
import { Autoscaler, type ScaledPool } from './autoscaler';
import { FreeServers } from './free-servers';
import { ServerLives } from './server-lives';

const OFF = 0;
const STARTING = 1;
const UP = 2;
const DRAINING = 3;
const DOWN = 4;

/** The events of servers; a pool's own kinds come after them. */
const STARTED = 0;
const FAILS = 1;
const REPAIRED = 2;
const LOOK = 3;
export const FIRST_KIND_OF_POOL = 4;

export interface ServerEvents {
  /** It takes requests now. */
  onUp(server: number, nowMs: number): void;
  /** What it had is lost. */
  onDown(server: number, nowMs: number): void;
  /** Its workers are there from now on, or not any more. */
  onCapacity(server: number, isThere: boolean, nowMs: number): void;
}

/** The servers of a pool: which of them are up, how many workers of each are free, and what scales, fails and starts. */
export class Servers implements ScaledPool {
  /** Workers that work on something. */
  readonly busy = new Level();
  /** Workers of servers that take requests or finish some. */
  readonly capacity = new Level();
  /** Servers that somebody pays for: all but those that are off. */
  readonly paid = new Level();
  readonly free: Int32Array;
  /** Requests that it has and has not answered. */
  readonly outstanding: Int32Array;
  /** Those that take requests, in order. */
  readonly up: Int32Array;
  upCount = 0;
  /** Of those, the ones with a worker that is free: servers that drain finish what they have. */
  readonly withFree: FreeServers;
  readonly lives: ServerLives;
  thereCount = 0;
  starts = 0;
  failures = 0;
  readonly #state: Uint8Array;
  /** Workers whose next call is their first. */
  readonly #cold: Int32Array;
  readonly #spec: Online;
  readonly #loop: Loop;
  readonly #code: number;
  readonly #events: ServerEvents;
  readonly #scaler: Autoscaler | null;

  constructor(spec: Online, loop: Loop, code: number, streams: Streams, events: ServerEvents) {
    const most = spec.autoscaling?.most ?? spec.servers;
    this.free = new Int32Array(most);
    this.outstanding = new Int32Array(most);
    this.up = new Int32Array(most);
    this.#state = new Uint8Array(most);
    this.withFree = new FreeServers(most);
    this.lives = new ServerLives(most, streams('failures'));
    this.#cold = new Int32Array(most);
    this.#spec = spec;
    this.#loop = loop;
    this.#code = code;
    this.#events = events;
    this.paid.set(0, spec.servers);
    this.#scaler = spec.autoscaling && new Autoscaler(spec.autoscaling, this);
    this.thereCount = spec.servers;
    for (let server = 0; server < spec.servers; server++) this.#rise(server, 0, false);
  }

  get total(): number {
    return this.free.length;
  }

  /** A worker begins with a call. @returns what a cold start adds to it, ms */
  begin(server: number, items: number, nowMs: number): number {
    this.#scaler?.wake(nowMs);
    this.busy.change(nowMs, 1);
    const left = (this.free[server] as number) - 1;
    this.free[server] = left;
    if (left === 0) this.withFree.delete(server);
    this.outstanding[server] = (this.outstanding[server] as number) + items;
    const cold = this.#cold[server] as number;
    if (cold === 0) return 0;
    this.#cold[server] = cold - 1;
    return this.#spec.coldStartMs;
  }

  end(server: number, items: number, nowMs: number): void {
    this.#scaler?.wake(nowMs);
    this.busy.change(nowMs, -1);
    this.free[server] = (this.free[server] as number) + 1;
    if (this.#state[server] === UP) this.withFree.add(server);
    this.outstanding[server] = (this.outstanding[server] as number) - items;
    this.leaveIfDrained(server, nowMs);
  }

  leaveIfDrained(server: number, nowMs: number): void {
    if (this.#state[server] === DRAINING) this.#leaveIfIdle(server, nowMs);
  }

  takes(server: number): boolean {
    const state = this.#state[server];
    return state === UP || state === DRAINING;
  }

  /** Whether its server has not failed since. */
  isAlive(life: number): boolean {
    const server = this.lives.serverIn(life);
    return this.takes(server) && this.lives.of(server) === life;
  }

  noteLook(atMs: number, look: number): void {
    this.#loop.at(atMs, this.#code + LOOK, look);
  }

  start(count: number, nowMs: number): void {
    const startUpMs = this.#spec.autoscaling?.startUpMs ?? 0;
    for (let server = 0, more = count; server < this.total && more > 0; server++) {
      if (this.#state[server] !== OFF) continue;
      this.#state[server] = STARTING;
      this.thereCount++;
      this.paid.change(nowMs, 1);
      this.#loop.at(nowMs + startUpMs, this.#code + STARTED, server);
      more--;
    }
  }

  drain(count: number, nowMs: number): void {
    const least = this.#spec.autoscaling?.least ?? 0;
    for (let server = this.total - 1, fewer = count; server >= 0 && fewer > 0 && this.upCount > least; server--) {
      if (this.#state[server] !== UP) continue;
      this.#state[server] = DRAINING;
      this.withFree.delete(server);
      this.thereCount--;
      this.#list();
      this.#leaveIfIdle(server, nowMs);
      fewer--;
    }
  }

  handle(kind: number, datum: number, nowMs: number): void {
    if (kind === STARTED) {
      if (this.#state[datum] === STARTING) this.#rise(datum, nowMs, true);
    } else if (kind === FAILS) {
      if (this.isAlive(datum)) this.#fall(this.lives.serverIn(datum), nowMs);
    } else if (kind === REPAIRED) {
      this.#rise(datum, nowMs, true);
    } else {
      this.#scaler?.look(datum, nowMs);
    }
  }

  #rise(server: number, nowMs: number, isNew: boolean): void {
    const { workersPerServer, failures } = this.#spec;
    this.#scaler?.wake(nowMs);
    this.#state[server] = UP;
    this.#list();
    this.free[server] = workersPerServer;
    this.withFree.add(server);
    this.#cold[server] = isNew ? workersPerServer : 0;
    this.capacity.change(nowMs, workersPerServer);
    this.#events.onCapacity(server, true, nowMs);
    if (failures) {
      this.lives.begin(server);
      this.#loop.at(nowMs + this.lives.lasts(failures.everyMs), this.#code + FAILS, this.lives.of(server));
    }
    if (isNew) {
      this.starts++;
      this.#events.onUp(server, nowMs);
    }
  }

  #fall(server: number, nowMs: number): void {
    const { workersPerServer, failures } = this.#spec;
    this.#scaler?.wake(nowMs);
    this.failures++;
    // One that was on its way out does not come back.
    const isLeaving = this.#state[server] === DRAINING;
    this.#state[server] = isLeaving ? OFF : DOWN;
    this.withFree.delete(server);
    this.#list();
    this.capacity.change(nowMs, -workersPerServer);
    this.#events.onCapacity(server, false, nowMs);
    this.free[server] = 0;
    this.outstanding[server] = 0;
    this.#events.onDown(server, nowMs);
    if (isLeaving) this.paid.change(nowMs, -1);
    else this.#loop.at(nowMs + this.lives.lasts(failures?.repairMs ?? 0), this.#code + REPAIRED, server);
  }

  #leaveIfIdle(server: number, nowMs: number): void {
    if ((this.outstanding[server] as number) > 0 || this.free[server] !== this.#spec.workersPerServer) return;
    this.#scaler?.wake(nowMs);
    this.#state[server] = OFF;
    this.free[server] = 0;
    this.capacity.change(nowMs, -this.#spec.workersPerServer);
    this.#events.onCapacity(server, false, nowMs);
    this.paid.change(nowMs, -1);
  }

  #list(): void {
    this.upCount = 0;
    for (let server = 0; server < this.total; server++) {
      if (this.#state[server] === UP) this.up[this.upCount++] = server;
    }
  }
}
