import { COMPLETED } from '../events/requests';
import type { BatchJob } from './batch-job';
import type { LaneWorld, Station } from './lane-world';

const UNIT = 2.3283064365386963e-10;

/** Requests that a job answered in advance are looked up; the others go on. */
export class CacheThenOnline implements Station {
  hits = 0;
  readonly #world: LaneWorld;
  readonly #job: BatchJob;
  readonly #online: Station;
  readonly #hitShare: number;
  readonly #lookupMs: number;
  readonly #hitBits;
  readonly #networkBits;

  constructor(
    world: LaneWorld,
    { job, online, hitShare, lookupMs }: { job: BatchJob; online: Station; hitShare: number; lookupMs: number },
  ) {
    this.#world = world;
    this.#job = job;
    this.#online = online;
    this.#hitShare = hitShare;
    this.#lookupMs = lookupMs;
    this.#hitBits = world.streams('unsure');
    this.#networkBits = world.streams('network');
  }

  submit(request: number, nowMs: number): void {
    const isHit = this.#hitBits() * UNIT < this.#hitShare;
    if (isHit && !Number.isNaN(this.#job.lastAnswersMs)) this.#lookUp(request, nowMs);
    else this.#online.submit(request, nowMs);
  }

  #lookUp(request: number, nowMs: number): void {
    this.hits++;
    const { clients, requests } = this.#world;
    const client = requests.client[request] ?? 0;
    const halfMs = clients.roundTripMs(client, this.#networkBits()) / 2;
    const readMs = clients.upAt(client, nowMs, halfMs) + this.#lookupMs;
    const endMs = clients.downAt(client, readMs, halfMs);
    if (request < requests.notes.size) {
      requests.notes.begunMs[request] = readMs - this.#lookupMs;
      requests.notes.otherMs[request] = this.#lookupMs;
      requests.notes.batchSize[request] = 1;
      requests.notes.attempts[request] = 1;
      const { passages } = requests.notes;
      const passage = passages.open(request, this.#world.part, 0, nowMs);
      if (passage >= 0) {
        passages.send(passage, nowMs);
        passages.begin(passage, 0, passage, readMs - this.#lookupMs);
        passages.leave(passage, COMPLETED, readMs);
        passages.hear(passage, endMs);
      }
    }
    requests.waited(request, 0);
    requests.end(request, COMPLETED, endMs);
  }
}
