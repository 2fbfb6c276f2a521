import { grown } from '../events/event-heap';
import type { Requests } from '../events/requests';

const FIRST_CAPACITY = 1024;

/** Attempts of requests that are under way, or whose clients wait: rows of typed arrays, with a free list. Chains of them are queues and batches. */
export class Attempts {
  inUse = 0;
  request = new Int32Array(FIRST_CAPACITY);
  /** When its client sent it, ms. */
  sentMs = new Float64Array(FIRST_CAPACITY);
  /** When it came to a server, then when it joined the queue, ms. */
  reachedMs = new Float64Array(FIRST_CAPACITY);
  /** Half of its round trip, ms. */
  halfMs = new Float64Array(FIRST_CAPACITY);
  /** Which attempt of its request it is: 0 is the first. */
  number = new Uint8Array(FIRST_CAPACITY);
  /** Whether its client waits for it, and whether its server is done with it: what is neither waited for nor worked on is given back. */
  isAwaited = new Uint8Array(FIRST_CAPACITY);
  isOver = new Uint8Array(FIRST_CAPACITY);
  next = new Int32Array(FIRST_CAPACITY);
  /** Its neighbours among those whose clients wait: the one that was sent before it, and the one after. */
  sentBefore = new Int32Array(FIRST_CAPACITY);
  sentAfter = new Int32Array(FIRST_CAPACITY);
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

  /** How long one waited since it came to where it is: noted of its request, if its client still waits. */
  noteWait(row: number, requests: Requests, nowMs: number): void {
    if (this.isAwaited[row] === 0) return;
    requests.waited(this.request[row] as number, nowMs - (this.reachedMs[row] as number));
  }

  #grow(): void {
    const capacity = this.request.length * 2;
    this.request = grown(this.request, new Int32Array(capacity));
    this.sentMs = grown(this.sentMs, new Float64Array(capacity));
    this.reachedMs = grown(this.reachedMs, new Float64Array(capacity));
    this.halfMs = grown(this.halfMs, new Float64Array(capacity));
    this.number = grown(this.number, new Uint8Array(capacity));
    this.isAwaited = grown(this.isAwaited, new Uint8Array(capacity));
    this.isOver = grown(this.isOver, new Uint8Array(capacity));
    this.next = grown(this.next, new Int32Array(capacity));
    this.sentBefore = grown(this.sentBefore, new Int32Array(capacity));
    this.sentAfter = grown(this.sentAfter, new Int32Array(capacity));
    this.passage = grown(this.passage, new Int32Array(capacity));
  }
}
