import { grown } from '../events/event-heap';

/** States of an attempt: its client waits for it; a moment is noted at which the client gives up; its server is done with it. */
export const IS_AWAITED = 1;
export const HAS_TIMEOUT = 2;
export const IS_OVER = 4;

const FIRST_CAPACITY = 1024;

/** Attempts of requests that are under way or wait: rows of typed arrays, with a free list. Chains of them are queues and batches. */
export class Attempts {
  inUse = 0;
  request = new Int32Array(FIRST_CAPACITY);
  /** When its client sent it, ms. */
  sentMs = new Float64Array(FIRST_CAPACITY);
  /** When it came to a server, ms. */
  reachedMs = new Float64Array(FIRST_CAPACITY);
  /** Half of its round trip, ms. */
  halfMs = new Float64Array(FIRST_CAPACITY);
  serviceBits = new Uint32Array(FIRST_CAPACITY);
  number = new Uint8Array(FIRST_CAPACITY);
  /** Whether its client still waits for it, and whether a time-out is noted for it. */
  state = new Uint8Array(FIRST_CAPACITY);
  next = new Int32Array(FIRST_CAPACITY);
  /** Its note, where it is of a request of the sample; -1 = none. */
  passage = new Int32Array(FIRST_CAPACITY);
  #free = -1;
  #used = 0;

  take(): number {
    this.inUse++;
    if (this.#free >= 0) {
      const row = this.#free;
      this.#free = this.next[row] as number;
      return row;
    }
    if (this.#used === this.request.length) this.#grow();
    return this.#used++;
  }

  give(row: number): void {
    this.inUse--;
    this.next[row] = this.#free;
    this.#free = row;
  }

  #grow(): void {
    const capacity = this.request.length * 2;
    this.request = grown(this.request, new Int32Array(capacity));
    this.sentMs = grown(this.sentMs, new Float64Array(capacity));
    this.reachedMs = grown(this.reachedMs, new Float64Array(capacity));
    this.halfMs = grown(this.halfMs, new Float64Array(capacity));
    this.serviceBits = grown(this.serviceBits, new Uint32Array(capacity));
    this.number = grown(this.number, new Uint8Array(capacity));
    this.state = grown(this.state, new Uint8Array(capacity));
    this.next = grown(this.next, new Int32Array(capacity));
    this.passage = grown(this.passage, new Int32Array(capacity));
  }
}

/** Queues of attempts, first come, first served. */
export class Queues {
  readonly length: Int32Array;
  readonly head: Int32Array;
  readonly #tail: Int32Array;
  readonly #attempts: Attempts;

  constructor(count: number, attempts: Attempts) {
    this.length = new Int32Array(count);
    this.head = new Int32Array(count).fill(-1);
    this.#tail = new Int32Array(count).fill(-1);
    this.#attempts = attempts;
  }

  push(queue: number, row: number): void {
    this.#attempts.next[row] = -1;
    if (this.length[queue] === 0) this.head[queue] = row;
    else this.#attempts.next[this.#tail[queue] as number] = row;
    this.#tail[queue] = row;
    this.length[queue] = (this.length[queue] as number) + 1;
  }

  shift(queue: number): number {
    const row = this.head[queue] as number;
    this.head[queue] = this.#attempts.next[row] as number;
    this.length[queue] = (this.length[queue] as number) - 1;
    return row;
  }
}
