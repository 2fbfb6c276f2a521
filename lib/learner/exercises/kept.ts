import 'client-only';
import { TrilaneError } from '../../errors';
import { type Attempt, attempt, furtherOf } from '../../exercises/attempt';
import {
  RECORD_STORES as KEPT_STORES,
  type RecordOf,
  type RecordStore,
  RECORD_SCHEMAS as SCHEMAS,
} from '../../exercises/progress/records';
import { withLearner } from '../learner-database';
import { forgetAhead, noteAhead, notedAhead } from './ahead';

/** What is kept of exercises, scenarios and practice tests. */
export type KeptStore = RecordStore;
export type Kept<Store extends KeptStore> = RecordOf<Store>;

export interface KeptList<Store extends KeptStore> {
  readonly all: readonly Kept<Store>[];
  /** Records that are not what they should be; they are left where they are. */
  readonly unreadable: number;
}

/** Everything of one kind, in no order; what cannot be read is counted and passed over. @throws TrilaneError `storage-failed` */
export async function readKept<Store extends KeptStore>(store: Store): Promise<KeptList<Store>> {
  await takeIn(store);
  const records: readonly unknown[] = await withLearner((database) => database.getAll(store));
  const read = records.map((record) => SCHEMAS[store].safeParse(record));
  // Each schema gives records of its own store.
  const all = read.flatMap(({ data }) => (data === undefined ? [] : [data])) as Kept<Store>[];
  return { all, unreadable: records.length - all.length };
}

/** Keeps a record; one with the same id is replaced. @throws TrilaneError `storage-failed`, `internal` of a record that could not be read again */
export async function keep<Store extends KeptStore>(store: Store, record: Kept<Store>): Promise<void> {
  const read = checked(store, record);
  const forgetNote = noteAhead(store, read);
  await withLearner((database) => database.put(store, read as never)); // of the same store
  forgetNote();
  for (const listener of listeners) listener();
}

function checked<Store extends KeptStore>(store: Store, record: Kept<Store>): Kept<Store> {
  const read = SCHEMAS[store].safeParse(record);
  if (!read.success)
    throw new TrilaneError('internal', `What was to be kept in ${store} is malformed: ${read.error.message}`);
  return read.data as Kept<Store>; // each schema gives records of its own store
}

/**
 * Keeps an attempt, unless another tab has brought it further or committed it otherwise meanwhile. Of several calls the last one counts.
 * @returns what is kept now
 * @throws TrilaneError `storage-failed`, `internal`
 */
export async function keepAttempt(given: Attempt): Promise<Attempt> {
  const read = checked('attempts', given);
  const forgetNote = noteAhead('attempts', read);
  const counts = await withLearner(async (database) => {
    const change = database.transaction('attempts', 'readwrite');
    const known = attempt.safeParse(await change.store.get(read.id)).data;
    const further = known ? furtherOf(known, read) : read;
    if (further === read) await change.store.put(read);
    await change.done;
    return further;
  });
  forgetNote();
  for (const listener of listeners) listener();
  return counts === read ? given : counts;
}

const takenIn = new Map<KeptStore, Promise<unknown>>();

/** Keeps what an earlier page of this tab had noted when it was left; once a page. Settles when that is done, and never rejects. */
function takeIn(store: KeptStore): Promise<unknown> {
  const known = takenIn.get(store);
  if (known) return known;
  const records = notedAhead(store).flatMap((note) => SCHEMAS[store].safeParse(note).data ?? []);
  // What cannot be kept now stays noted.
  const taking = Promise.allSettled(
    records.map((record) => ('legs' in record ? keepAttempt(record) : keep(store, record as Kept<typeof store>))),
  );
  takenIn.set(store, taking);
  return taking;
}

/** Forgets everything of these kinds, readable or not. @throws TrilaneError `storage-failed` */
export async function forgetKept(stores: readonly KeptStore[] = KEPT_STORES): Promise<void> {
  stores.forEach(forgetAhead);
  await withLearner(async (database) => {
    const change = database.transaction([...stores], 'readwrite');
    await Promise.all([...stores.map((store) => change.objectStore(store).clear()), change.done]);
  });
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

/** Calls back after every change of this page. @returns stops it */
export function onKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
