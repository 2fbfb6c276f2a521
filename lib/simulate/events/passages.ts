import { grown } from './event-heap';

const FIRST_CAPACITY = 256;

/** Of a sample that tries again without end, no more are noted than this. */
const MOST_PASSAGES = 100_000;
const MOST_SERVER_CHANGES = 20_000;

/** What became of a passage, where its request went on to the next part of the lane. */
export const FORWARDED = 5;

/** The ways of sampled requests through the parts of a lane, one row each: an attempt at servers, a look into a cache, a wait on a device or for a run. */
export interface PassageColumns {
  readonly request: Int32Array;
  /** Of the lane, as `make-lane` numbers them. */
  readonly part: Uint8Array;
  /** 0 = the first attempt at this part. */
  readonly attempt: Uint8Array;
  /** Times in ms; NaN = never so far. From then on its client means to send it. */
  readonly madeMs: Float64Array;
  readonly sentMs: Float64Array;
  /** When it joined a queue, and which. */
  readonly queuedMs: Float64Array;
  readonly queue: Int32Array;
  /** When it left the queue for a download, before the model began with it. */
  readonly takenMs: Float64Array;
  readonly begunMs: Float64Array;
  /** The server, worker or device that began with it; -1 = none. */
  readonly place: Int32Array;
  /** Of the model, by number: those of one call are one batch. -1 = none. */
  readonly call: Int32Array;
  /** When the part was done with it, and how: an outcome or FORWARDED; 0 = it is not. */
  readonly leftMs: Float64Array;
  readonly told: Uint8Array;
  /** When its client heard of that. */
  readonly heardMs: Float64Array;
  /** When its client gave up waiting for this attempt. */
  readonly gaveUpMs: Float64Array;
}

/** A server that is there from now on, or not any more. */
export interface ServerChange {
  readonly part: number;
  readonly server: number;
  readonly atMs: number;
  readonly isThere: boolean;
}

/** Notes passages as they happen. */
export class Passages {
  count = 0;
  /** From then on not everything was noted, for it was too much. ms */
  cutMs = Number.POSITIVE_INFINITY;
  readonly serverChanges: ServerChange[] = [];
  #columns = columnsOf(0);

  /** @returns the number of the new passage, or -1 where no more are noted */
  open(request: number, part: number, attempt: number, nowMs: number): number {
    if (this.count >= MOST_PASSAGES) {
      this.cutMs = Math.min(this.cutMs, nowMs);
      return -1;
    }
    if (this.count === this.#columns.request.length) this.#grow();
    const passage = this.count++;
    const columns = this.#columns;
    columns.request[passage] = request;
    columns.part[passage] = part;
    columns.attempt[passage] = attempt;
    columns.madeMs[passage] = nowMs;
    return passage;
  }

  send(passage: number, nowMs: number): void {
    this.#columns.sentMs[passage] = nowMs;
  }

  join(passage: number, queue: number, nowMs: number): void {
    this.#columns.queuedMs[passage] = nowMs;
    this.#columns.queue[passage] = queue;
  }

  load(passage: number, nowMs: number): void {
    this.#columns.takenMs[passage] = nowMs;
  }

  begin(passage: number, place: number, call: number, nowMs: number): void {
    this.#columns.begunMs[passage] = nowMs;
    this.#columns.place[passage] = place;
    this.#columns.call[passage] = call;
  }

  /** @param told an outcome of `requests`, or FORWARDED */
  leave(passage: number, told: number, nowMs: number): void {
    this.#columns.leftMs[passage] = nowMs;
    this.#columns.told[passage] = told;
  }

  told(passage: number): number {
    return this.#columns.told[passage] as number;
  }

  hear(passage: number, atMs: number): void {
    this.#columns.heardMs[passage] = atMs;
  }

  giveUp(passage: number, nowMs: number): void {
    this.#columns.gaveUpMs[passage] = nowMs;
  }

  changeServer(change: ServerChange): void {
    if (this.serverChanges.length < MOST_SERVER_CHANGES) this.serverChanges.push(change);
    else this.cutMs = Math.min(this.cutMs, change.atMs);
  }

  columns(): PassageColumns {
    return mapColumns(this.#columns, (column) => column.slice(0, this.count));
  }

  #grow(): void {
    const from = this.#columns;
    const to = columnsOf(Math.max(FIRST_CAPACITY, this.count * 2));
    for (const name of Object.keys(from) as (keyof PassageColumns)[]) grown(from[name], to[name]);
    this.#columns = to;
  }
}

function mapColumns(
  columns: PassageColumns,
  map: (column: PassageColumns[keyof PassageColumns]) => PassageColumns[keyof PassageColumns],
): PassageColumns {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, map(column)])) as never;
}

function columnsOf(rows: number): PassageColumns {
  const never = () => new Float64Array(rows).fill(Number.NaN);
  const none = () => new Int32Array(rows).fill(-1);
  return {
    request: none(),
    part: new Uint8Array(rows),
    attempt: new Uint8Array(rows),
    madeMs: never(),
    sentMs: never(),
    queuedMs: never(),
    queue: none(),
    takenMs: never(),
    begunMs: never(),
    place: none(),
    call: none(),
    leftMs: never(),
    told: new Uint8Array(rows),
    heardMs: never(),
    gaveUpMs: never(),
  };
}
