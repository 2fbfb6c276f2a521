/** What the lists of a state hold. */
export interface Entry {
  readonly id: string;
}

/** What changed of a list: entries to put in place by id, and ids that are gone. */
export interface ListChange<Item extends Entry> {
  readonly put: readonly Item[];
  readonly gone: readonly string[];
}

/** What changed of a state, part by part; a part that is not there did not. Of a list it says what changed, of any other part what it is now. */
export type Change<State> = {
  readonly [Part in keyof State]?: State[Part] extends readonly (infer Item extends Entry)[]
    ? ListChange<Item>
    : State[Part];
};

/** What a reader is told: all of the state first, or what it missed; then every change. */
export type LiveEvent<State> =
  | { readonly id: string; readonly type: 'snapshot'; readonly data: State }
  | { readonly id: string; readonly type: 'change'; readonly data: Change<State> };

/** The state after a change. New entries of a list go to its front. */
export function applyChange<State extends object>(state: State, change: Change<State>): State {
  const before = state as Readonly<Record<string, unknown>>;
  const parts = Object.entries(change).flatMap(([part, next]) => {
    if (next === undefined) return [];
    const list = before[part];
    return [[part, Array.isArray(list) ? applyList(list, next as ListChange<Entry>) : next]];
  });
  return { ...state, ...Object.fromEntries(parts) };
}

function applyList(list: readonly Entry[], change: ListChange<Entry>): readonly Entry[] {
  const gone = new Set(change.gone);
  const put = new Map(change.put.map((entry) => [entry.id, entry]));
  const kept = list.filter(({ id }) => !gone.has(id)).map((entry) => put.get(entry.id) ?? entry);
  const known = new Set(list.map(({ id }) => id));
  return [...change.put.filter(({ id }) => !known.has(id)), ...kept];
}
