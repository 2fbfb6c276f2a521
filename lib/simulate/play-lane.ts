import { EventHeap } from './events/event-heap';
import { Loop } from './events/loop';
import { Requests } from './events/requests';
import { type MadeLane, makeLane } from './lanes/make-lane';
import { createDraws } from './random/draws';
import { createStreams } from './random/streams';
import { notedOf, type Sample } from './sampling';
import type { SimLaneId } from './scenario/lanes-schema';
import type { Scenario } from './scenario/scenario';
import { type ClientWorld, createClientWorld } from './world/client-world';
import { createSource } from './world/source';

/** A run ends where more events come than any of its requests can need: one that fails and starts without end. */
const MOST_EVENTS_PER_REQUEST = 300;
const EVENTS_BESIDE = 5_000_000;

/** `all`: every request has ended. Else what stopped the run before that. */
export type HowEnded = 'all' | 'queue-without-end' | 'events-without-end';

/** One lane of a scenario as it is played. */
export class LanePlay {
  readonly requests: Requests;
  readonly lane: MadeLane;
  readonly clients: ClientWorld;
  ended: HowEnded | null = null;
  readonly #loop: Loop;
  readonly #total: number;
  readonly #mostEvents: number;
  readonly #nextArrival: () => number;
  #arrivalMs: number;
  readonly #pick: () => number;

  constructor(scenario: Scenario, id: SimLaneId, replication: number, sample: Sample) {
    const streams = createStreams(scenario.seed, replication);
    this.#total = scenario.requests;
    this.#mostEvents = EVENTS_BESIDE + MOST_EVENTS_PER_REQUEST * scenario.requests;
    this.#loop = new Loop(new EventHeap());
    this.clients = createClientWorld(scenario.clients, streams);
    this.requests = new Requests(
      scenario.requests,
      scenario.clients !== undefined || scenario.arrivals.kind === 'closed',
      notedOf(scenario, id, sample),
    );
    const { seed } = scenario;
    const { clients, requests } = this;
    this.lane = makeLane(id, scenario.lanes, { loop: this.#loop, requests, clients, seed, replication });
    const source = createSource(scenario.arrivals, streams, createDraws(scenario.seed, replication));
    this.#nextArrival = source.next;
    this.#arrivalMs = source.next();
    const clientBits = streams('clients');
    this.#pick = clients.count > 1 ? () => clients.pick(clientBits()) : () => 0;
    const { loop } = source;
    if (loop) {
      const code = this.#loop.add({ handle: (_, client, nowMs) => this.#arrive(client, nowMs) });
      requests.onEnd = (request, nowMs) =>
        this.#loop.at(loop.again(request, nowMs), code, requests.client[request] ?? 0);
      // The users are spread over the clients, and so over their classes.
      const each = clients.count > 1 ? clients.count / loop.users : 1;
      for (let user = 0; user < loop.users; user++) this.#loop.at(loop.first(user), code, Math.floor(user * each));
    }
  }

  get events(): number {
    return this.#loop.events + this.requests.arrived;
  }

  /** How far it has come, ms of the simulated time. */
  get nowMs(): number {
    return this.#loop.nowMs;
  }

  #arrive(client: number, nowMs: number): void {
    if (this.requests.arrived < this.#total) this.lane.entry.submit(this.requests.arrive(nowMs, client), nowMs);
  }

  /** Plays on for so many steps, or to its end. @returns whether it has ended */
  play(steps: number): boolean {
    const loop = this.#loop;
    const requests = this.requests;
    for (let step = 0; step < steps; step++) {
      if (requests.arrived < this.#total && this.#arrivalMs <= Math.min(loop.nextMs, Number.MAX_VALUE)) {
        const nowMs = this.#arrivalMs;
        loop.nowMs = nowMs;
        this.#arrive(this.#pick(), nowMs);
        this.#arrivalMs = this.#nextArrival();
      } else if (requests.arrived === this.#total && requests.open === 0) {
        return this.#end('all');
      } else if (loop.nextMs === Number.POSITIVE_INFINITY) {
        // Nothing is due any more: what is open stays so, as where no run of a job is ever due again.
        return this.#end('events-without-end');
      } else loop.step();
      if ((step & 4095) === 0 && this.#isWithoutEnd()) return true;
    }
    return this.#isWithoutEnd();
  }

  #isWithoutEnd(): boolean {
    if (this.lane.pools.some(({ callers }) => callers.isOverwhelmed)) return this.#end('queue-without-end');
    if (this.#loop.events > this.#mostEvents) return this.#end('events-without-end');
    return false;
  }

  #end(how: HowEnded): true {
    this.ended = how;
    return true;
  }
}
