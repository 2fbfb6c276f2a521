import { formatEntry } from './entry-text';
import { type ExerciseSet, SET_LIMITS, type SetEntry } from './set';

/** With an entry at the end; the same set where it is full or has the entry already. */
export function withEntry(set: ExerciseSet, entry: SetEntry): ExerciseSet {
  return set.entries.length < SET_LIMITS.entries && !hasEntry(set, entry)
    ? { ...set, entries: [...set.entries, entry] }
    : set;
}

export function hasEntry({ entries }: ExerciseSet, entry: SetEntry): boolean {
  const said = formatEntry(entry);
  return entries.some((each) => formatEntry(each) === said);
}

export function withoutEntry(set: ExerciseSet, index: number): ExerciseSet {
  return { ...set, entries: set.entries.toSpliced(index, 1) };
}

/** An entry one place up (-1) or down (1); the same set where there is no such place. */
export function withMoved(set: ExerciseSet, index: number, by: -1 | 1): ExerciseSet {
  const entry = set.entries[index];
  const to = index + by;
  if (!entry || to < 0 || to >= set.entries.length) return set;
  return { ...set, entries: set.entries.toSpliced(index, 1).toSpliced(to, 0, entry) };
}

/** With another seed for an exercise; `null` where it is no seed, or the exercise stands there with it already. */
export function withSeed(set: ExerciseSet, index: number, seed: number | null): ExerciseSet | null {
  const entry = set.entries[index];
  if (entry?.kind !== 'exercise') return null;
  if (seed !== null && !(Number.isInteger(seed) && seed >= 0 && seed <= SET_LIMITS.seed)) return null;
  const changed = { ...entry, seed };
  const others = withoutEntry(set, index);
  return hasEntry(others, changed) ? null : { ...set, entries: set.entries.with(index, changed) };
}
