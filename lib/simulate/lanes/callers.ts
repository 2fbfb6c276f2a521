import type { Part } from '../events/loop';
import { FORWARDED, type Passages } from '../events/passages';
import { COMPLETED, type Outcome, TIMED_OUT } from '../events/requests';
import type { Online } from '../scenario/lanes-schema';
import { MOST_MS } from '../scenario/limits';
import { Attempts } from './attempts';
import { DOWN, type LaneWorld, UP } from './lane-world';
import { networkDraw } from './network-draw';
import { Patience } from './patience';

const UNIT = 2.3283064365386963e-10;

const REACHES = 0;
const GIVES_UP = 1;
const TRIES_AGAIN = 2;

/** Of a moment at which somebody gives up: whether what else is due at it has been played before. */
const FIRST_LOOK = 0;
const SECOND_LOOK = 1;

/** More under way than this, and the run ends: the queue grows without end. */
const MOST_IN_FLIGHT = 4_000_000;

export interface CallersOptions {
  /** Messages to the servers take no time. */
  readonly isInside: boolean;
  /** An attempt is there. */
  readonly reach: (row: number, nowMs: number) => void;
}

/**
 * The clients of a pool of servers: they send, wait, hear, give up and try again. A client that gives up is not known to the server, which works on;
 * latency is counted to when the client has its answer.
 */
export class Callers implements Part {
  readonly rows = new Attempts();
  /** That clients sent. */
  attempts = 0;
  /** Items of calls whose client had given up. */
  wastedItems = 0;
  readonly #spec: Online['client'];
  readonly #world: LaneWorld;
  readonly #options: CallersOptions;
  readonly #code: number;
  readonly #patience = new Patience(this.rows);
  #isGivingUpNoted = false;
  readonly #passages: Passages;
  readonly #isDirect: boolean;
  readonly #networkDraw;
  readonly #lossDraw;
  readonly #retryDraw;

  constructor(spec: Online['client'], world: LaneWorld, options: CallersOptions) {
    this.#spec = spec;
    this.#world = world;
    this.#options = options;
    this.#code = world.loop.add(this);
    this.#passages = world.requests.notes.passages;
    this.#isDirect = world.clients.isDirect;
    this.#networkDraw = networkDraw(world);
    this.#lossDraw = world.draws('loss');
    this.#retryDraw = world.draws('retries');
  }

  get isOverwhelmed(): boolean {
    return this.rows.inUse > MOST_IN_FLIGHT;
  }

  submit(request: number, nowMs: number): void {
    this.#send(this.#make(request, 0, nowMs), nowMs);
  }

  handle(kind: number, datum: number, nowMs: number): void {
    if (kind === REACHES) this.#options.reach(datum, nowMs);
    else if (kind === TRIES_AGAIN) this.#send(datum, nowMs);
    else this.#giveUpUntil(datum, nowMs);
  }

  /** The client hears what became of an attempt, if it still waits; the server is done with it. */
  tell(row: number, outcome: Outcome, nowMs: number): void {
    const { rows } = this;
    const passage = rows.passage[row] as number;
    if (passage >= 0) this.#passages.leave(passage, outcome, nowMs);
    if (rows.isAwaited[row] === 0) {
      if (outcome === COMPLETED) this.wastedItems++;
      rows.give(row);
      return;
    }
    const { timeoutMs } = this.#spec;
    const endMs = this.#isDirect ? nowMs : this.#heardAt(row, nowMs);
    if (passage >= 0) this.#passages.hear(passage, endMs);
    if (timeoutMs !== null && endMs > (rows.sentMs[row] as number) + timeoutMs) {
      // The answer is on its way, but its client will have given up.
      if (outcome === COMPLETED) this.wastedItems++;
      rows.isOver[row] = 1;
      return;
    }
    const request = rows.request[row] as number;
    const number = rows.number[row] as number;
    this.#leave(row);
    if (outcome === COMPLETED) this.#end(request, number, COMPLETED, endMs);
    else this.#tryAgain(request, number, outcome, endMs);
  }

  /** The answer is not good enough: the request goes on to somebody else, and its client with it. @returns the request */
  forward(row: number, nowMs: number): number {
    const passage = this.rows.passage[row] as number;
    if (passage >= 0) this.#passages.leave(passage, FORWARDED, nowMs);
    this.#leave(row);
    return this.rows.request[row] as number;
  }

  #make(request: number, number: number, nowMs: number): number {
    const { rows } = this;
    const row = rows.take();
    rows.request[row] = request;
    rows.number[row] = number;
    const noted = this.#world.requests.notes.rowOf(request);
    rows.passage[row] = noted < 0 ? -1 : this.#passages.open(noted, this.#world.part, number, nowMs);
    if (this.#isDirect) rows.halfMs[row] = 0;
    else {
      const { clients, requests } = this.#world;
      const client = requests.client[request] ?? 0;
      rows.halfMs[row] = clients.roundTripMs(client, this.#networkDraw(request, number, client)) / 2;
    }
    return row;
  }

  #send(row: number, nowMs: number): void {
    const { rows } = this;
    this.attempts++;
    rows.sentMs[row] = nowMs;
    rows.isAwaited[row] = 1;
    rows.isOver[row] = 0;
    const passage = rows.passage[row] as number;
    if (passage >= 0) this.#passages.send(passage, nowMs);
    if (this.#spec.timeoutMs !== null) {
      this.#patience.join(row);
      if (!this.#isGivingUpNoted) this.#noteGivingUp();
    }
    if (this.#isDirect || this.#options.isInside) this.#options.reach(row, nowMs);
    else this.#world.loop.at(this.#reachesAt(row, nowMs), this.#code + REACHES, row);
  }

  #reachesAt(row: number, nowMs: number): number {
    const { clients, requests } = this.#world;
    const request = this.rows.request[row] as number;
    const luck = clients.isLossy ? this.#lossDraw(request, 2 * (this.rows.number[row] as number) + UP) : 0;
    return clients.upAt(requests.client[request] ?? 0, nowMs, this.rows.halfMs[row] as number, luck);
  }

  #heardAt(row: number, nowMs: number): number {
    const { clients, requests } = this.#world;
    const request = this.rows.request[row] as number;
    const luck = clients.isLossy ? this.#lossDraw(request, 2 * (this.rows.number[row] as number) + DOWN) : 0;
    return clients.downAt(requests.client[request] ?? 0, nowMs, this.rows.halfMs[row] as number, luck);
  }

  /** When the first of those who wait gives up. */
  #givesUpMs(): number {
    const { first } = this.#patience;
    return first < 0 ? Number.POSITIVE_INFINITY : (this.rows.sentMs[first] as number) + (this.#spec.timeoutMs ?? 0);
  }

  #noteGivingUp(): void {
    const atMs = this.#givesUpMs();
    this.#isGivingUpNoted = atMs !== Number.POSITIVE_INFINITY;
    if (this.#isGivingUpNoted) this.#world.loop.at(atMs, this.#code + GIVES_UP, FIRST_LOOK);
  }

  #giveUpUntil(look: number, nowMs: number): void {
    const { loop } = this.#world;
    if (look === FIRST_LOOK && loop.nextMs <= nowMs && this.#givesUpMs() <= nowMs) {
      // An answer that comes at the very moment is in time.
      loop.at(nowMs, this.#code + GIVES_UP, SECOND_LOOK);
      return;
    }
    while (this.#givesUpMs() <= nowMs) this.#giveUp(this.#patience.first, nowMs);
    this.#noteGivingUp();
  }

  #giveUp(row: number, nowMs: number): void {
    const { rows } = this;
    this.#patience.leave(row);
    rows.isAwaited[row] = 0;
    const passage = rows.passage[row] as number;
    if (passage >= 0) this.#passages.giveUp(passage, nowMs);
    const request = rows.request[row] as number;
    const number = rows.number[row] as number;
    if (rows.isOver[row] === 1) rows.give(row);
    this.#tryAgain(request, number, TIMED_OUT, nowMs);
  }

  /** The attempt is over, for client and server. */
  #leave(row: number): void {
    if (this.#spec.timeoutMs !== null) this.#patience.leave(row);
    this.rows.give(row);
  }

  #tryAgain(request: number, number: number, outcome: Outcome, nowMs: number): void {
    const { retries, backoffMs, backoffFactor, jitter } = this.#spec;
    if (number >= retries) {
      this.#end(request, number, outcome, nowMs);
      return;
    }
    const row = this.#make(request, number + 1, nowMs);
    let waitMs = backoffMs;
    for (let more = 0; more < number; more++) waitMs = Math.min(MOST_MS, waitMs * backoffFactor);
    if (jitter) waitMs *= this.#retryDraw(request, number + 1) * UNIT;
    this.#world.loop.at(nowMs + waitMs, this.#code + TRIES_AGAIN, row);
  }

  #end(request: number, number: number, outcome: Outcome, endMs: number): void {
    const { requests } = this.#world;
    const noted = requests.notes.rowOf(request);
    if (noted >= 0) requests.notes.attempts[noted] = number + 1;
    requests.end(request, outcome, endMs);
  }
}
