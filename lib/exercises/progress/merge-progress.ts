import { type ProgressRecords, RECORD_STORES, type RecordOf, type RecordStore } from './records';
import { isFurther, standingsOf } from './standing';

export interface MergedProgress {
  readonly records: ProgressRecords;
  /** Those of the file that were not here, and those that took the place of an older one; together all that must be written. */
  readonly added: ProgressRecords;
  readonly replaced: ProgressRecords;
}

/**
 * Two devices' records as one: by id, the one that has come further; of equally far ones the one that was changed last,
 * and of equally old ones the one that is here.
 */
export function mergeProgress(here: ProgressRecords, file: ProgressRecords): MergedProgress {
  const merged = {
    attempts: mergeList('attempts', here, file),
    answers: mergeList('answers', here, file),
    tests: mergeList('tests', here, file),
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
  here: ProgressRecords,
  file: ProgressRecords,
): MergedList<RecordOf<Store>> {
  // Lists of this store.
  const [mine, theirs] = [here[store] as readonly RecordOf<Store>[], file[store] as readonly RecordOf<Store>[]];
  const [standing, fileStanding] = [standingsOf(here)[store], standingsOf(file)[store]];
  const known = new Set(mine.map(({ id }) => id));
  const byId = new Map(mine.map((record) => [record.id, { record, standing: standing(record) }]));
  const changed = new Map<string, RecordOf<Store>>();
  for (const record of theirs) {
    const before = byId.get(record.id);
    const after = { record, standing: fileStanding(record) };
    if (before && !isFurther(after.standing, before.standing)) continue;
    byId.set(record.id, after);
    changed.set(record.id, record);
  }
  const isKnown = ({ id }: RecordOf<Store>) => known.has(id);
  return {
    records: [...byId.values()].map(({ record }) => record),
    added: [...changed.values()].filter((record) => !isKnown(record)),
    replaced: [...changed.values()].filter(isKnown),
  };
}
