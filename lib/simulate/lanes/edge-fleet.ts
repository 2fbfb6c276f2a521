import { Levels } from '../events/levels';
import { FORWARDED } from '../events/passages';
import { COMPLETED, FAILED } from '../events/requests';
import { pacedDraw, paceOf } from '../random/paced-draw';
import { serviceSampler } from '../random/sampler';
import type { ClientClass } from '../scenario/clients-schema';
import type { Edge } from '../scenario/lanes-schema';
import { DevicePower } from './device-power';
import { DeviceRows } from './device-rows';
import type { LaneWorld, Station } from './lane-world';

const UNIT = 2.3283064365386963e-10;
const NO_MODEL = -1;
const UNKNOWN = -2;

export interface FleetOptions {
  /** Where requests go on to: a share of answers the device is not sure of, and all that it cannot answer. */
  readonly forward?: { readonly share: number; readonly to: Station };
}

/**
 * Each client's own device: one request at a time, first come, first served. As nothing of one device waits for another, what becomes of a request is known when it
 * comes; only what goes on to somebody else is an event.
 */
export class EdgeFleet implements Station {
  /** Requests that wait on their devices, and devices that compute: over time. */
  readonly waiting = new Levels();
  readonly busy = new Levels();
  downloads = 0;
  downloadedBytes = 0;
  coldStarts = 0;
  /** Requests whose device was without charge. */
  withoutCharge = 0;
  readonly power: DevicePower;
  readonly #spec: Edge;
  readonly #world: LaneWorld;
  readonly #options: FleetOptions;
  readonly #code: number;
  readonly #serviceMs;
  readonly #serviceDraw;
  readonly #unsureDraw;
  readonly #downloadDraw;
  readonly #thereDraw;
  /** What is known of a device stands in its row. */
  readonly #rows: DeviceRows;
  readonly #freeMs: Float64Array;
  /** Which version of the model it has; `NO_MODEL`, or not yet asked. */
  readonly #version: Int32Array;
  /** When the model that it has to wait for is there. ms */
  readonly #thereMs: Float64Array;
  readonly #isStarted: Uint8Array;

  constructor(spec: Edge, world: LaneWorld, options: FleetOptions = {}) {
    this.#spec = spec;
    this.#world = world;
    this.#options = options;
    this.#code = world.loop.add(this);
    this.#serviceMs = serviceSampler(spec.serviceMs);
    this.#serviceDraw = pacedDraw(paceOf(spec.serviceMs), 'service', world);
    this.#unsureDraw = world.draws('unsure');
    this.#downloadDraw = world.draws('downloads');
    this.#thereDraw = world.draws('model-there');
    const { count, classes } = world.clients;
    this.#rows = new DeviceRows(count, world.requests.capacity);
    const { most } = this.#rows;
    this.power = new DevicePower(most, classes);
    this.#freeMs = new Float64Array(most);
    this.#version = new Int32Array(most).fill(UNKNOWN);
    this.#thereMs = new Float64Array(most);
    this.#isStarted = new Uint8Array(most);
  }

  submit(request: number, nowMs: number): void {
    const { requests, clients } = this.#world;
    const device = requests.client[request] as number;
    const ofClass = clients.classes[clients.classOf(device)] as ClientClass;
    const isUnsure = this.#unsureDraw(request, 0) * UNIT < (this.#options.forward?.share ?? 0);
    const row = this.#rows.of(device);
    const freeMs = Math.max(nowMs, this.#freeMs[row] as number);
    if (this.power.isEmpty(row, ofClass, freeMs)) {
      this.withoutCharge++;
      this.#cannot(request, nowMs, freeMs);
      return;
    }
    const startMs = this.#modelAt(device, row, freeMs);
    if (startMs > freeMs && this.#options.forward && !clients.isOffline(device, freeMs)) {
      // Whoever has an alternative does not wait for a download; it goes on beside.
      this.#cannot(request, nowMs, freeMs);
      return;
    }
    const coldMs = this.#startUp(row, startMs);
    const slowdown = this.power.slowdown(row, ofClass, startMs);
    const computeMs = this.#serviceMs(this.#serviceDraw(request, 0, device), 1) * slowdown;
    const endMs = startMs + coldMs + computeMs;
    this.#freeMs[row] = endMs;
    this.power.use(row, ofClass, coldMs + computeMs, endMs);
    requests.waited(request, freeMs - nowMs);
    this.waiting.add(nowMs, freeMs, 1);
    this.busy.add(startMs, endMs, 1);
    this.#note(request, device, startMs, computeMs, coldMs + startMs - freeMs);
    const passage = this.#queued(request, nowMs);
    if (passage >= 0) {
      const { passages } = requests.notes;
      passages.load(passage, freeMs);
      passages.begin(passage, device, passage, startMs);
      passages.leave(passage, isUnsure ? FORWARDED : COMPLETED, endMs);
      if (!isUnsure) passages.hear(passage, endMs);
    }
    if (isUnsure) this.#goOn(request, endMs);
    else requests.end(request, COMPLETED, endMs);
  }

  /** A request goes on to somebody else. */
  handle(_kind: number, request: number, nowMs: number): void {
    this.#options.forward?.to.submit(request, nowMs);
  }

  #goOn(request: number, atMs: number): void {
    this.#world.loop.at(atMs, this.#code, request);
  }

  /** @param atMs when that is known: its device has done what it had before */
  #cannot(request: number, nowMs: number, atMs: number): void {
    this.#world.requests.waited(request, atMs - nowMs);
    this.waiting.add(nowMs, atMs, 1);
    const passage = this.#queued(request, nowMs);
    if (passage >= 0) {
      const { passages } = this.#world.requests.notes;
      passages.leave(passage, this.#options.forward ? FORWARDED : FAILED, atMs);
      if (!this.#options.forward) passages.hear(passage, atMs);
    }
    if (this.#options.forward) this.#goOn(request, atMs);
    else this.#world.requests.end(request, FAILED, atMs);
  }

  /** @returns the note of its passage, or -1 */
  #queued(request: number, nowMs: number): number {
    const { notes } = this.#world.requests;
    const row = notes.rowOf(request);
    if (row < 0) return -1;
    const passage = notes.passages.open(row, this.#world.part, 0, nowMs);
    if (passage >= 0) notes.passages.join(passage, this.#world.requests.client[request] ?? 0, nowMs);
    return passage;
  }

  /** When the device has a model that it may use, ms; begins the download of the newest where it has an older one. */
  #modelAt(device: number, row: number, atMs: number): number {
    const { modelBytes, updates } = this.#spec;
    // It was there from the start: nothing to be fetched, and no network needed for it.
    if (modelBytes === 0) return atMs;
    const newest = updates ? Math.floor(atMs / updates.everyMs) : 0;
    const has = this.#versionOf(device, row);
    const thereMs = this.#thereMs[row] as number;
    if (has >= newest) return Math.max(atMs, thereMs);
    const { clients } = this.#world;
    // A device without a network goes on with what it has.
    if (has > NO_MODEL && clients.isOffline(device, atMs)) return atMs;
    this.#version[row] = newest;
    this.downloads++;
    this.downloadedBytes += modelBytes;
    this.#isStarted[row] = 0;
    // An update on its way holds nobody up who need not wait for it.
    if (has > NO_MODEL && !updates?.isWaitedFor) return atMs;
    this.#thereMs[row] = clients.downloadedAt(device, atMs, modelBytes, this.#downloadDraw(device, newest));
    return this.#thereMs[row] as number;
  }

  /** Which version it has; at first, the share that has any has the first one. */
  #versionOf(device: number, row: number): number {
    const has = this.#version[row] as number;
    if (has !== UNKNOWN) return has;
    const first = this.#thereDraw(device, 0) * UNIT < this.#spec.modelThereShare ? 0 : NO_MODEL;
    this.#version[row] = first;
    return first;
  }

  /** @returns how long the runtime takes to start, ms; 0 where it runs */
  #startUp(row: number, atMs: number): number {
    const { startUpMs, sessionMs } = this.#spec;
    const isIdleTooLong = sessionMs !== null && atMs - (this.#freeMs[row] as number) > sessionMs;
    if (this.#isStarted[row] === 1 && !isIdleTooLong) return 0;
    this.#isStarted[row] = 1;
    this.coldStarts++;
    return startUpMs;
  }

  #note(request: number, device: number, startMs: number, computeMs: number, otherMs: number): void {
    const { notes } = this.#world.requests;
    const row = notes.rowOf(request);
    if (row < 0) return;
    notes.begunMs[row] = startMs;
    notes.computeMs[row] = computeMs;
    notes.otherMs[row] = otherMs;
    notes.batchSize[row] = 1;
    notes.place[row] = device;
    notes.attempts[row] = 1;
  }
}
