import { COMPLETED } from '../events/requests';
import type { BatchJob } from './batch-job';
import { DOWN, type LaneWorld, type Station, UP } from './lane-world';
import { networkDraw } from './network-draw';

const UNIT = 2.3283064365386963e-10;

/** What is drawn of a request: whether it asks for one of the items that are answered in advance, and for which. */
const IS_AMONG = 0;
const WHICH = 1;

/** Requests that a job answered in advance are looked up; the others go on, and so do those whose answer the newest run did not get done. */
export class CacheThenOnline implements Station {
  hits = 0;
  readonly #world: LaneWorld;
  readonly #job: BatchJob;
  readonly #online: Station;
  readonly #hitShare: number;
  readonly #lookupMs: number;
  readonly #hitDraw;
  readonly #networkDraw;
  readonly #lossDraw;

  constructor(
    world: LaneWorld,
    { job, online, hitShare, lookupMs }: { job: BatchJob; online: Station; hitShare: number; lookupMs: number },
  ) {
    this.#world = world;
    this.#job = job;
    this.#online = online;
    this.#hitShare = hitShare;
    this.#lookupMs = lookupMs;
    this.#hitDraw = world.draws('unsure');
    this.#networkDraw = networkDraw(world);
    this.#lossDraw = world.draws('loss');
  }

  submit(request: number, nowMs: number): void {
    const isAmong = this.#hitDraw(request, IS_AMONG) * UNIT < this.#hitShare;
    if (isAmong && this.#job.holds(this.#hitDraw(request, WHICH))) this.#lookUp(request, nowMs);
    else this.#online.submit(request, nowMs);
  }

  #lookUp(request: number, nowMs: number): void {
    this.hits++;
    const { clients, requests } = this.#world;
    const client = requests.client[request] ?? 0;
    const halfMs = clients.roundTripMs(client, this.#networkDraw(request, 0, client)) / 2;
    const readMs = clients.upAt(client, nowMs, halfMs, this.#lossDraw(request, UP)) + this.#lookupMs;
    const endMs = clients.downAt(client, readMs, halfMs, this.#lossDraw(request, DOWN));
    const row = requests.notes.rowOf(request);
    if (row >= 0) {
      requests.notes.begunMs[row] = readMs - this.#lookupMs;
      requests.notes.otherMs[row] = this.#lookupMs;
      requests.notes.batchSize[row] = 1;
      requests.notes.attempts[row] = 1;
      const { passages } = requests.notes;
      const passage = passages.open(row, this.#world.part, 0, nowMs);
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
