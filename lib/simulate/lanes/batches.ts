import { grown } from '../events/event-heap';

const FIRST_CAPACITY = 64;

/** Calls of the model that are under way. One whose server fails is dead, and given back when its end would have come. */
export class Batches {
  server = new Int32Array(FIRST_CAPACITY);
  first = new Int32Array(FIRST_CAPACITY);
  size = new Int32Array(FIRST_CAPACITY);
  startMs = new Float64Array(FIRST_CAPACITY);
  #alive = new Uint8Array(FIRST_CAPACITY);
  /** Of those that are alive, neighbours on the same server; of those that are free, the next free one. */
  #next = new Int32Array(FIRST_CAPACITY);
  #before = new Int32Array(FIRST_CAPACITY);
  readonly #headOf: Int32Array;
  #free = -1;
  #used = 0;

  constructor(servers: number) {
    this.#headOf = new Int32Array(servers).fill(-1);
  }

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
    const head = this.#headOf[server] as number;
    this.#next[batch] = head;
    this.#before[batch] = -1;
    if (head >= 0) this.#before[head] = batch;
    this.#headOf[server] = batch;
    return batch;
  }

  isAlive(batch: number): boolean {
    return this.#alive[batch] === 1;
  }

  /** Its end has come: of one that was alive, the work is done. */
  give(batch: number): void {
    if (this.#alive[batch] === 1) this.#leave(batch);
    this.#next[batch] = this.#free;
    this.#free = batch;
  }

  /** @returns those of the server that were alive */
  killOf(server: number): number[] {
    const killed: number[] = [];
    for (let batch = this.#headOf[server] as number; batch >= 0; batch = this.#headOf[server] as number) {
      this.#leave(batch);
      killed.push(batch);
    }
    return killed;
  }

  #leave(batch: number): void {
    const [before, next] = [this.#before[batch] as number, this.#next[batch] as number];
    if (before >= 0) this.#next[before] = next;
    else this.#headOf[this.server[batch] as number] = next;
    if (next >= 0) this.#before[next] = before;
    this.#alive[batch] = 0;
  }

  #grow(): void {
    const capacity = this.server.length * 2;
    this.server = grown(this.server, new Int32Array(capacity));
    this.first = grown(this.first, new Int32Array(capacity));
    this.size = grown(this.size, new Int32Array(capacity));
    this.startMs = grown(this.startMs, new Float64Array(capacity));
    this.#alive = grown(this.#alive, new Uint8Array(capacity));
    this.#next = grown(this.#next, new Int32Array(capacity));
    this.#before = grown(this.#before, new Int32Array(capacity));
  }
}
