import type { Loop } from '../events/loop';

/** How long a call of the model is held back until more requests are there: of each queue, at most one end of that is noted. */
export class BatchDelay {
  readonly #isNoted: Uint8Array;
  readonly #loop: Loop;
  readonly #code: number;
  readonly #delayMs: number;

  /** @param code the kind of event that says that it is over */
  constructor(queues: number, loop: Loop, code: number, delayMs: number) {
    this.#isNoted = new Uint8Array(queues);
    this.#loop = loop;
    this.#code = code;
    this.#delayMs = delayMs;
  }

  /** Whether a queue that would not fill a call goes on waiting. @param reachedMs when its first request came */
  holds(queue: number, reachedMs: number, nowMs: number): boolean {
    const dueMs = reachedMs + this.#delayMs;
    if (nowMs >= dueMs) return false;
    if (this.#isNoted[queue] === 0) {
      this.#isNoted[queue] = 1;
      this.#loop.at(dueMs, this.#code, queue);
    }
    return true;
  }

  isOver(queue: number): void {
    this.#isNoted[queue] = 0;
  }
}
