import type { ConsoleChange, ConsoleState, ListChange } from '../../engine/wire/console';

interface Entry {
  readonly id: string;
}

const LISTS = ['dataSets', 'jobs', 'schedules', 'workers'] as const;

/**
 * The changes that lead from one state to another (the details of jobs apart): none, one, or two where entries have changed
 * places, as `applyChange` puts new ones to the front only.
 */
export function changesBetween(before: ConsoleState, after: ConsoleState): readonly ConsoleChange[] {
  const steps: { -readonly [Key in keyof ConsoleChange]: ConsoleChange[Key] }[] = [{}, {}];
  if (!isSame(before.system, after.system)) steps[0] = { system: after.system };
  for (const list of LISTS) {
    for (const [index, change] of listChanges<Entry>(before[list], after[list]).entries()) {
      steps[index] = { ...steps[index], [list]: change };
    }
  }
  return steps.filter((step) => Object.keys(step).length > 0);
}

function listChanges<T extends Entry>(before: readonly T[], after: readonly T[]): readonly ListChange<T>[] {
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
export function mergeChanges(first: ConsoleChange, second: ConsoleChange): ConsoleChange | undefined {
  const merged: { -readonly [Key in keyof ConsoleChange]: ConsoleChange[Key] } = { ...first, ...second };
  for (const list of LISTS) {
    const [one, two] = [first[list] as ListChange<Entry> | undefined, second[list] as ListChange<Entry> | undefined];
    if (!one || !two) continue;
    const gone = new Set(one.gone);
    if (two.put.some(({ id }) => gone.has(id))) return undefined;
    for (const id of two.gone) gone.add(id);
    const again = new Map(two.put.map((entry) => [entry.id, entry]));
    const stay = one.put.filter(({ id }) => !gone.has(id));
    const known = new Set(stay.map(({ id }) => id));
    const put = [...two.put.filter(({ id }) => !known.has(id)), ...stay.map((entry) => again.get(entry.id) ?? entry)];
    Object.assign(merged, { [list]: { put, gone: [...gone] } });
  }
  return merged;
}

/** Entries are plain JSON, made in the same way each time: so its text tells. How long something has lasted is no change. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || (left !== undefined && right !== undefined && textOf(left) === textOf(right));
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'sinceMs' ? undefined : inner));
}
