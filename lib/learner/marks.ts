import 'client-only';
import { type Mark, mark, markKey } from '../lesson/progress';
import { withLearner } from './learner-database';

/**
 * Notes on this device that something was read, heard, recalled or seen, now.
 * @throws TrilaneError `storage-failed`
 */
export async function addMark(done: Omit<Mark, 'at'>): Promise<void> {
  await withLearner((database) => database.put('marks', { ...done, at: new Date().toISOString() }, markKey(done)));
  for (const listener of listeners) listener();
}

/** All marks of this device, by `markKey`; what cannot be read is passed over. @throws TrilaneError `storage-failed` */
export async function readMarks(): Promise<ReadonlyMap<string, Mark>> {
  const stored = await withLearner((database) => database.getAll('marks'));
  const sound = stored.flatMap((each) => mark.safeParse(each).data ?? []);
  return new Map(sound.map((each) => [markKey(each), each]));
}

const listeners = new Set<() => void>();

/** Calls back after every mark of this page. @returns stops it */
export function onMark(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
