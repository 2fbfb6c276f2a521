import { grown } from '../events/event-heap';
import { COMPLETED, FAILED, PENDING, type Requests } from '../events/requests';
import type { Batch } from '../scenario/lanes-schema';
import type { LaneWorld } from './lane-world';

/** The requests that a job answers, in order of their coming, and what is noted of them on their way. */
export class Gathered {
  count = 0;
  #all = new Int32Array(1024);
  readonly #requests: Requests;
  readonly #part: number;
  readonly #spec: Batch;

  constructor({ requests, part }: LaneWorld, spec: Batch) {
    this.#spec = spec;
    this.#requests = requests;
    this.#part = part;
  }

  add(request: number, nowMs: number): void {
    if (this.count === this.#all.length) this.#all = grown(this.#all, new Int32Array(this.count * 2));
    this.#all[this.count++] = request;
    const { notes } = this.#requests;
    const row = notes.rowOf(request);
    if (row < 0) return;
    const passage = notes.passages.open(row, this.#part, 0, nowMs);
    if (passage >= 0) notes.passages.join(passage, 0, nowMs);
  }

  /** A worker has taken a chunk. */
  begin(worker: number, chunk: number, from: number, to: number, nowMs: number): void {
    const requests = this.#requests;
    for (let index = from; index < to; index++) {
      const request = this.#all[index] as number;
      requests.waited(request, nowMs - (requests.arrivedAtMs[request] as number));
    }
    this.#eachNoted(from, to, (passage) => requests.notes.passages.begin(passage, worker, chunk, nowMs));
  }

  /** A try of a chunk begins. */
  note(worker: number, from: number, to: number, takesMs: number, nowMs: number): void {
    const { notes } = this.#requests;
    if (notes.size === 0) return;
    const { chunkMs, batchSize } = this.#spec;
    for (let index = from; index < to; index++) {
      const row = notes.rowOf(this.#all[index] as number);
      if (row < 0) continue;
      notes.begunMs[row] = nowMs;
      notes.computeMs[row] = takesMs - chunkMs;
      notes.otherMs[row] = chunkMs;
      notes.batchSize[row] = Math.min(batchSize, to - from);
      notes.place[row] = worker;
      notes.attempts[row] = (notes.attempts[row] as number) + 1;
    }
  }

  /** A chunk is over; its answers are not told before the run is. */
  over(from: number, to: number, outcome: typeof COMPLETED | typeof FAILED, nowMs: number): void {
    const { passages } = this.#requests.notes;
    this.#eachNoted(from, to, (passage) => {
      passages.leave(passage, outcome, nowMs);
      if (outcome === FAILED) passages.hear(passage, nowMs);
    });
  }

  /** All of a piece that have not ended do so. */
  end(from: number, to: number, outcome: typeof COMPLETED | typeof FAILED, nowMs: number): void {
    const requests = this.#requests;
    for (let index = from; index < to; index++) {
      const request = this.#all[index] as number;
      if (requests.outcome[request] === PENDING) requests.end(request, outcome, nowMs);
    }
    if (outcome === FAILED) return;
    const { passages } = requests.notes;
    this.#eachNoted(from, to, (passage) => {
      if (passages.told(passage) === COMPLETED) passages.hear(passage, nowMs);
    });
  }

  /** The passages of what was gathered: as each request comes here once, they have the numbers of their rows. */
  #eachNoted(from: number, to: number, note: (passage: number) => void): void {
    const { notes } = this.#requests;
    if (notes.size === 0) return;
    for (let index = from; index < to; index++) {
      const row = notes.rowOf(this.#all[index] as number);
      if (row >= notes.passages.count) return;
      if (row >= 0) note(row);
    }
  }
}
