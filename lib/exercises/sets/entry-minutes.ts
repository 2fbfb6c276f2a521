import type { SetEntry } from './set';

/** A scenario card: two minutes to read and weigh it, two to compare. */
const SCENARIO_MINUTES = 4;
/** Of a practice test, for each concept it is about. */
const CONCEPT_MINUTES = 5;

/** How long an entry takes. @param exercises minutes by id */
export function entryMinutes(entry: SetEntry, exercises: ReadonlyMap<string, number>): number {
  switch (entry.kind) {
    case 'exercise':
      return exercises.get(entry.id) ?? 0;
    case 'scenario':
      return SCENARIO_MINUTES;
    case 'test':
      return CONCEPT_MINUTES * entry.concepts.length;
  }
}

/** How long a set takes, and from which minute on each entry. */
export function timing(
  entries: readonly SetEntry[],
  exercises: ReadonlyMap<string, number>,
): { readonly starts: readonly number[]; readonly total: number } {
  const starts: number[] = [];
  let total = 0;
  for (const entry of entries) {
    starts.push(total);
    total += entryMinutes(entry, exercises);
  }
  return { starts, total };
}
