import { CHANGED_MS, type ProgressRecords, RECORD_STORES, type RecordOf, type RecordStore } from './records';

export interface MergedProgress {
  readonly records: ProgressRecords;
  /** Those of the file that were not here, and those that took the place of an older one; together all that must be written. */
  readonly added: ProgressRecords;
  readonly replaced: ProgressRecords;
}

/** Two devices' records as one: by id, the one that was changed last; equally old ones stay as they are here. */
export function mergeProgress(here: ProgressRecords, file: ProgressRecords): MergedProgress {
  const merged = {
    attempts: mergeList('attempts', here.attempts, file.attempts),
    answers: mergeList('answers', here.answers, file.answers),
    tests: mergeList('tests', here.tests, file.tests),
  };
  const part = (of: 'records' | 'added' | 'replaced') =>
    Object.fromEntries(RECORD_STORES.map((store) => [store, merged[store][of]])) as unknown as ProgressRecords; // an entry for every store
  return { records: part('records'), added: part('added'), replaced: part('replaced') };
}

interface MergedList<Record> {
  readonly records: readonly Record[];
  readonly added: readonly Record[];
  readonly replaced: readonly Record[];
}

function mergeList<Store extends RecordStore>(
  store: Store,
  here: readonly RecordOf<Store>[],
  file: readonly RecordOf<Store>[],
): MergedList<RecordOf<Store>> {
  const known = new Set(here.map(({ id }) => id));
  const byId = new Map(here.map((record) => [record.id, record]));
  const changed = new Map<string, RecordOf<Store>>();
  for (const record of file) {
    const before = byId.get(record.id);
    if (before && CHANGED_MS[store](before) >= CHANGED_MS[store](record)) continue;
    byId.set(record.id, record);
    changed.set(record.id, record);
  }
  const isKnown = ({ id }: RecordOf<Store>) => known.has(id);
  return {
    records: [...byId.values()],
    added: [...changed.values()].filter((record) => !isKnown(record)),
    replaced: [...changed.values()].filter(isKnown),
  };
}
