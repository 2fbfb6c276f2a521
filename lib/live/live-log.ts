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

interface Merged<State> extends LoggedChange<State> {
  /** Up to which change. */
  readonly reached: number;
}

export interface ReadResult<State> {
  /** Nothing, where what changed is not for this reader. The very same object for all readers that are told the same: it can be encoded once for all. */
  readonly event: LiveEvent<State> | undefined;
  /** What to read on from. */
  readonly at: number;
}

type ToldResult<State> = ReadResult<State> & { readonly event: LiveEvent<State> };

/**
 * A state and its last changes, numbered. A reader holds nothing but the number it has got to, however
 * slow it is: what has changed since is put together when it asks.
 */
export class LiveLog<State extends LiveState> {
  readonly #id: string;
  readonly #kept: number;
  readonly #changes: LoggedChange<State>[] = [];
  readonly #details = new Map<string, State['detail']>();
  /** What readers were told since the last change, by where they had got to and what they are told of. */
  readonly #told = new Map<string, ToldResult<State>>();
  readonly #merged = new Map<number, Merged<State>>();
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
    this.#forgetTold();
  }

  /** For a reader that has come: what it missed, if that is still known, else all. */
  begin(lastEventId: string | null, topic: string | null): ToldResult<State> {
    const at = this.#numberOf(lastEventId);
    if (at === undefined) return this.#snapshot(topic);
    const { change, reached } = this.#since(at);
    // The topic may not have been watched meanwhile: its detail is sent anew.
    return this.#tell(`begin ${at} ${topic}`, reached, 'change', () => ({
      ...change,
      detail: this.state(topic).detail,
    }));
  }

  /** What has changed since; nothing when nothing has. */
  read(at: number, topic: string | null): ReadResult<State> | undefined {
    if (at === this.#newest) return undefined;
    if (at < this.#newest - this.#changes.length) return this.#snapshot(topic);
    const { change, reached, detailsOf } = this.#since(at);
    if (topic !== null && detailsOf.has(topic)) {
      const withDetail = () => ({ ...change, detail: this.state(topic).detail });
      return this.#tell(`change ${at} ${topic}`, reached, 'change', withDetail);
    }
    if (Object.keys(change).length === 0) return { event: undefined, at: reached };
    return this.#tell(`change ${at}`, reached, 'change', () => change);
  }

  /** As much as goes into one change. */
  #since(at: number): Merged<State> {
    const known = this.#merged.get(at);
    if (known) return known;
    let change: Change<State> = {};
    let reached = at;
    const detailsOf = new Set<string>();
    for (const next of this.#changes.slice(this.#changes.length - (this.#newest - at))) {
      const merged = mergeChanges(change, next.change);
      if (!merged) break;
      change = merged;
      reached++;
      for (const topic of next.detailsOf) detailsOf.add(topic);
    }
    const result = { change, detailsOf, reached };
    this.#merged.set(at, result);
    return result;
  }

  #snapshot(topic: string | null): ToldResult<State> {
    return this.#tell(`snapshot ${topic}`, this.#newest, 'snapshot', () => this.state(topic));
  }

  /** @param key the same for all that are told the same */
  #tell<Type extends LiveEvent<State>['type']>(
    key: string,
    at: number,
    type: Type,
    data: () => Extract<LiveEvent<State>, { type: Type }>['data'],
  ): ToldResult<State> {
    const known = this.#told.get(key);
    if (known) return known;
    const event = { id: this.#idOf(at), type, data: data() } as LiveEvent<State>;
    const result = { event, at };
    this.#told.set(key, result);
    return result;
  }

  #forgetTold(): void {
    this.#told.clear();
    this.#merged.clear();
  }

  #log(change: LoggedChange<State>): void {
    this.#forgetTold();
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
