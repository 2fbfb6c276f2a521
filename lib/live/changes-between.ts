import type { Change, Entry, ListChange } from './change';

const partsOf = (of: object) => of as Readonly<Record<string, unknown>>;

/**
 * The changes that lead from one state to another: none, one, or two where entries of a list have changed places, as `applyChange` puts new ones
 * to the front only.
 */
export function changesBetween<State extends object>(before: State, after: State): readonly Change<State>[] {
  const steps: Record<string, unknown>[] = [{}, {}];
  for (const [part, next] of Object.entries(after)) {
    const known = partsOf(before)[part];
    const changes = Array.isArray(next)
      ? listChanges(known as readonly Entry[], next)
      : isSame(known, next)
        ? []
        : [next];
    for (const [index, change] of changes.entries()) steps[index] = { ...steps[index], [part]: change };
  }
  return steps.filter((step) => Object.keys(step).length > 0) as readonly Change<State>[];
}

function listChanges(before: readonly Entry[], after: readonly Entry[]): readonly ListChange<Entry>[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const kept = new Set(after.map(({ id }) => id));
  const put = after.filter((entry) => !isSame(known.get(entry.id), entry));
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const stay = before.filter(({ id }) => kept.has(id));
  const fresh = after.length - stay.length;
  // New entries at the front, and the others in the order they were in: one change says it.
  if (stay.every(({ id }, index) => after[fresh + index]?.id === id)) {
    return put.length + gone.length > 0 ? [{ put, gone }] : [];
  }
  const end = commonEnd(before, after);
  const moved = new Set(before.slice(0, before.length - end).map(({ id }) => id));
  const ended = after.slice(after.length - end).filter((entry) => put.includes(entry));
  return [
    { put: [], gone: [...moved] },
    { put: [...after.slice(0, after.length - end), ...ended], gone: [] },
  ];
}

/** How many entries at the end of both are the same ones, in the same order. */
function commonEnd(before: readonly Entry[], after: readonly Entry[]): number {
  let end = 0;
  while (end < before.length && end < after.length && before.at(-1 - end)?.id === after.at(-1 - end)?.id) end++;
  return end;
}

/** Two changes, one after the other, as one; nothing where an entry that the first takes away comes back in the second. */
export function mergeChanges<State extends object>(
  first: Change<State>,
  second: Change<State>,
): Change<State> | undefined {
  const merged: Record<string, unknown> = { ...first, ...second };
  for (const [part, two] of Object.entries(second)) {
    const one = partsOf(first)[part];
    if (!isListChange(one) || !isListChange(two)) continue;
    const gone = new Set(one.gone);
    if (two.put.some(({ id }) => gone.has(id))) return undefined;
    for (const id of two.gone) gone.add(id);
    const again = new Map(two.put.map((entry) => [entry.id, entry]));
    const stay = one.put.filter(({ id }) => !gone.has(id));
    const known = new Set(stay.map(({ id }) => id));
    const put = [...two.put.filter(({ id }) => !known.has(id)), ...stay.map((entry) => again.get(entry.id) ?? entry)];
    merged[part] = { put, gone: [...gone] };
  }
  return merged as Change<State>;
}

function isListChange(change: unknown): change is ListChange<Entry> {
  return typeof change === 'object' && change !== null && 'put' in change && 'gone' in change;
}

/** Parts are plain JSON, made in the same way each time: so its text tells. That something lasts longer (`sinceMs`) is no change. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || (left !== undefined && right !== undefined && textOf(left) === textOf(right));
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'sinceMs' ? undefined : inner));
}
