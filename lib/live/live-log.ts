import { applyChange, type Change, type LiveEvent } from './change';
import { changesBetween, isSame, mergeChanges } from './changes-between';

/** A state of which all parts are the same for all readers but `detail`: that is about the topic a reader asked for, `null` where it asked for none. */
export interface LiveState {
  readonly detail: unknown;
}

/** Changes a reader may have missed and still be told, a little over three minutes of them. */
const KEPT_CHANGES = 500;

interface LoggedChange<State> {
  readonly change: Change<State>;
  /** Topics whose detail changed too. */
  readonly detailsOf: ReadonlySet<string>;
}

export interface ReadResult<State> {
  /** Nothing, where what changed is not for this reader. */
  readonly event: LiveEvent<State> | undefined;
  /** What to read on from. */
  readonly at: number;
}

/**
 * A state and its last changes, numbered. A reader holds nothing but the number it has got to, however
 * slow it is: what has changed since is put together when it asks.
 */
export class LiveLog<State extends LiveState> {
  readonly #id: string;
  readonly #kept: number;
  readonly #changes: LoggedChange<State>[] = [];
  readonly #details = new Map<string, State['detail']>();
  #state: State;
  #newest = 0;

  /** @param id of its own, so that the numbers of another one mean nothing here */
  constructor(id: string, first: State, kept = KEPT_CHANGES) {
    this.#id = id;
    this.#state = { ...first, detail: null };
    this.#kept = kept;
  }

  /** As it is for a reader who asked for the detail of a topic. */
  state(topic: string | null): State {
    return { ...this.#state, detail: (topic !== null && this.#details.get(topic)) || null };
  }

  /** @param details of topics that somebody asked for; others stay as they are */
  update(next: State, details: ReadonlyMap<string, State['detail']> = new Map()): void {
    const detailsOf = new Set<string>();
    for (const [topic, detail] of details) {
      if (isSame(this.#details.get(topic) ?? null, detail)) continue;
      detailsOf.add(topic);
      this.#details.set(topic, detail);
    }
    const changes = changesBetween(this.#state, next);
    for (const change of changes) {
      this.#state = applyChange(this.#state, change);
      this.#log({ change, detailsOf });
    }
    if (changes.length === 0 && detailsOf.size > 0) this.#log({ change: {}, detailsOf });
  }

  /** Nobody asks for the detail of this topic any more. */
  forgetDetail(topic: string): void {
    this.#details.delete(topic);
  }

  /** For a reader that has come: what it missed, if that is still known, else all. */
  begin(lastEventId: string | null, topic: string | null): ReadResult<State> & { readonly event: LiveEvent<State> } {
    const at = this.#numberOf(lastEventId);
    if (at === undefined) return this.#snapshot(topic);
    const { change, at: reached } = this.#since(at, topic);
    // The topic may not have been watched meanwhile: its detail is sent anew.
    const data = { ...change, detail: this.state(topic).detail };
    return { event: { id: this.#idOf(reached), type: 'change', data }, at: reached };
  }

  /** What has changed since; nothing when nothing has. */
  read(at: number, topic: string | null): ReadResult<State> | undefined {
    if (at === this.#newest) return undefined;
    if (at < this.#newest - this.#changes.length) return this.#snapshot(topic);
    const { change, at: reached } = this.#since(at, topic);
    const isEmpty = Object.keys(change).length === 0;
    return { event: isEmpty ? undefined : { id: this.#idOf(reached), type: 'change', data: change }, at: reached };
  }

  /** As much as goes into one change. */
  #since(at: number, topic: string | null): { readonly change: Change<State>; readonly at: number } {
    let change: Change<State> = {};
    let reached = at;
    let isDetailNew = false;
    for (const next of this.#changes.slice(this.#changes.length - (this.#newest - at))) {
      const merged = mergeChanges(change, next.change);
      if (!merged) break;
      change = merged;
      reached++;
      isDetailNew ||= topic !== null && next.detailsOf.has(topic);
    }
    return { change: isDetailNew ? { ...change, detail: this.state(topic).detail } : change, at: reached };
  }

  #snapshot(topic: string | null): ReadResult<State> & { readonly event: LiveEvent<State> } {
    return {
      event: { id: this.#idOf(this.#newest), type: 'snapshot', data: this.state(topic) },
      at: this.#newest,
    };
  }

  #log(change: LoggedChange<State>): void {
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
