import {
  applyChange,
  type BatchJobDetail,
  type ConsoleChange,
  type ConsoleEvent,
  type ConsoleState,
} from '../../engine/wire/console';
import { changesBetween, isSame, mergeChanges } from './console-diff';

/** Changes a reader may have missed and still be told, a little over three minutes of them. */
const KEPT_CHANGES = 500;

interface LoggedChange {
  readonly change: ConsoleChange;
  /** Jobs whose detail changed too. */
  readonly detailsOf: ReadonlySet<string>;
}

export interface ReadResult {
  /** Nothing, where what changed is not for this reader. */
  readonly event: ConsoleEvent | undefined;
  /** What to read on from. */
  readonly at: number;
}

/**
 * The state of the console and its last changes, numbered. A reader holds nothing but the number it has got to, however
 * slow it is: what has changed since is put together when it asks.
 */
export class ConsoleLog {
  readonly #id: string;
  readonly #kept: number;
  readonly #changes: LoggedChange[] = [];
  readonly #details = new Map<string, BatchJobDetail | null>();
  #state: ConsoleState;
  #newest = 0;

  /** @param id of its own, so that the numbers of another one mean nothing here */
  constructor(id: string, first: ConsoleState, kept = KEPT_CHANGES) {
    this.#id = id;
    this.#state = { ...first, detail: null };
    this.#kept = kept;
  }

  /** As it is for a reader who asked for the detail of a job. */
  state(jobId: string | null): ConsoleState {
    return { ...this.#state, detail: (jobId !== null && this.#details.get(jobId)) || null };
  }

  /** @param details of jobs that somebody asked for; others stay as they are */
  update(next: ConsoleState, details: ReadonlyMap<string, BatchJobDetail | null> = new Map()): void {
    const detailsOf = new Set<string>();
    for (const [jobId, detail] of details) {
      if (isSame(this.#details.get(jobId) ?? null, detail)) continue;
      detailsOf.add(jobId);
      this.#details.set(jobId, detail);
    }
    const changes = changesBetween(this.#state, next);
    for (const change of changes) {
      this.#state = applyChange(this.#state, change);
      this.#log({ change, detailsOf });
    }
    if (changes.length === 0 && detailsOf.size > 0) this.#log({ change: {}, detailsOf });
  }

  /** Nobody asks for the detail of this job any more. */
  forgetDetail(jobId: string): void {
    this.#details.delete(jobId);
  }

  /** For a reader that has come: what it missed, if that is still known, else all. */
  begin(lastEventId: string | null, jobId: string | null): ReadResult & { readonly event: ConsoleEvent } {
    const at = this.#numberOf(lastEventId);
    if (at === undefined) return this.#snapshot(jobId);
    const { change, at: reached } = this.#since(at, jobId);
    // The job may not have been watched meanwhile: its detail is sent anew.
    const data = { ...change, detail: this.state(jobId).detail };
    return { event: { id: this.#idOf(reached), type: 'change', data }, at: reached };
  }

  /** What has changed since; nothing when nothing has. */
  read(at: number, jobId: string | null): ReadResult | undefined {
    if (at === this.#newest) return undefined;
    if (at < this.#newest - this.#changes.length) return this.#snapshot(jobId);
    const { change, at: reached } = this.#since(at, jobId);
    const isEmpty = Object.keys(change).length === 0;
    return { event: isEmpty ? undefined : { id: this.#idOf(reached), type: 'change', data: change }, at: reached };
  }

  /** As much as goes into one change. */
  #since(at: number, jobId: string | null): { readonly change: ConsoleChange; readonly at: number } {
    let change: ConsoleChange = {};
    let reached = at;
    let isDetailNew = false;
    for (const next of this.#changes.slice(this.#changes.length - (this.#newest - at))) {
      const merged = mergeChanges(change, next.change);
      if (!merged) break;
      change = merged;
      reached++;
      isDetailNew ||= jobId !== null && next.detailsOf.has(jobId);
    }
    return { change: isDetailNew ? { ...change, detail: this.state(jobId).detail } : change, at: reached };
  }

  #snapshot(jobId: string | null): ReadResult & { readonly event: ConsoleEvent } {
    return {
      event: { id: this.#idOf(this.#newest), type: 'snapshot', data: this.state(jobId) },
      at: this.#newest,
    };
  }

  #log(change: LoggedChange): void {
    this.#newest++;
    this.#changes.push(change);
    if (this.#changes.length > this.#kept) this.#changes.shift();
  }

  #idOf(at: number): string {
    return `${this.#id}-${at}`;
  }

  /** Nothing when it is not one of ours, or too old. */
  #numberOf(eventId: string | null): number | undefined {
    const [, id, digits] = /^(.*)-(\d{1,15})$/.exec(eventId ?? '') ?? [];
    const at = Number(digits);
    return id === this.#id && at <= this.#newest && at >= this.#newest - this.#changes.length ? at : undefined;
  }
}
