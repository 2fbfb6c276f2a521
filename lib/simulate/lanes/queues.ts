import type { Attempts } from './attempts';

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
