import 'client-only';
import { withLearner } from './learner-database';

/** What the learner wrote in answer to a prompt; empty where nothing. @throws TrilaneError `storage-failed` */
export async function readNote(id: string): Promise<string> {
  const words: unknown = await withLearner((database) => database.get('notes', id));
  return typeof words === 'string' ? words : '';
}

/** @throws TrilaneError `storage-failed` */
export async function writeNote(id: string, words: string): Promise<void> {
  await withLearner<unknown>((database) =>
    words === '' ? database.delete('notes', id) : database.put('notes', words, id),
  );
}
