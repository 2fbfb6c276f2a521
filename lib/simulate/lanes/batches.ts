import { grown } from '../events/event-heap';

const FIRST_CAPACITY = 64;

/** Calls of the model that are under way. One whose server fails is dead, and given back when its end would have come. */
export class Batches {
  server = new Int32Array(FIRST_CAPACITY);
  first = new Int32Array(FIRST_CAPACITY);
  size = new Int32Array(FIRST_CAPACITY);
  startMs = new Float64Array(FIRST_CAPACITY);
  #alive = new Uint8Array(FIRST_CAPACITY);
  #next = new Int32Array(FIRST_CAPACITY);
  #free = -1;
  #used = 0;

  take(server: number, first: number, size: number, startMs: number): number {
    let batch = this.#free;
    if (batch >= 0) this.#free = this.#next[batch] as number;
    else {
      if (this.#used === this.server.length) this.#grow();
      batch = this.#used++;
    }
    this.server[batch] = server;
    this.first[batch] = first;
    this.size[batch] = size;
    this.startMs[batch] = startMs;
    this.#alive[batch] = 1;
    return batch;
  }

  isAlive(batch: number): boolean {
    return this.#alive[batch] === 1;
  }

  give(batch: number): void {
    this.#alive[batch] = 0;
    this.#next[batch] = this.#free;
    this.#free = batch;
  }

  /** @returns those of the server that were alive */
  killOf(server: number): number[] {
    const killed: number[] = [];
    for (let batch = 0; batch < this.#used; batch++) {
      if (this.#alive[batch] === 0 || this.server[batch] !== server) continue;
      this.#alive[batch] = 0;
      killed.push(batch);
    }
    return killed;
  }

  #grow(): void {
    const capacity = this.server.length * 2;
    this.server = grown(this.server, new Int32Array(capacity));
    this.first = grown(this.first, new Int32Array(capacity));
    this.size = grown(this.size, new Int32Array(capacity));
    this.startMs = grown(this.startMs, new Float64Array(capacity));
    this.#alive = grown(this.#alive, new Uint8Array(capacity));
    this.#next = grown(this.#next, new Int32Array(capacity));
  }
}
