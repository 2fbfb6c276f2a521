import type { EventHeap } from './event-heap';

/** A part of a lane that has events of its own: a pool of servers, a fleet of devices, a job. */
export interface Part {
  handle(kind: number, datum: number, nowMs: number): void;
}

/** Of each part. */
const KINDS = 16;

/** The events of one lane. */
export class Loop {
  nowMs = 0;
  readonly #heap: EventHeap;
  readonly #parts: Part[] = [];

  constructor(heap: EventHeap) {
    this.#heap = heap;
  }

  /** @returns what to add to the kind of an event of this part */
  add(part: Part): number {
    return (this.#parts.push(part) - 1) * KINDS;
  }

  get events(): number {
    return this.#heap.noted;
  }

  get nextMs(): number {
    return this.#heap.nextMs;
  }

  at(timeMs: number, code: number, datum: number): void {
    this.#heap.push(timeMs, code, datum);
  }

  /** Plays the soonest event. */
  step(): void {
    const heap = this.#heap;
    heap.pop();
    this.nowMs = heap.timeMs;
    const code = heap.code;
    (this.#parts[code >> 4] as Part).handle(code & 15, heap.datum, heap.timeMs);
  }
}
