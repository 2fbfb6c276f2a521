import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/database';
import { dataSets } from '../../db/schema';
import type { FileStore } from '../files/file-store';
import { UPLOADS_FOLDER } from './upload-data-set';

/**
 * Clears away what uploads and deletions left when their server died: half an upload, files of a data set that is no more.
 * @param ageMs what has come in for so long has nobody any more who takes care of it
 */
export async function sweepDataSets(
  { database, store }: { readonly database: Database; readonly store: FileStore },
  dataRoot: string,
  ageMs: number,
): Promise<void> {
  await database.orm
    .delete(dataSets)
    .where(
      and(
        eq(dataSets.state, 'receiving'),
        sql`${dataSets.createdAt} <= clock_timestamp() - ${ageMs} * interval '1 millisecond'`,
      ),
    );
  await sweepUploads(join(dataRoot, UPLOADS_FOLDER), ageMs);
  const keys = await store.list('data-sets/');
  // Read after the files: a set that came meanwhile is known.
  const known = new Set((await database.orm.select({ id: dataSets.id }).from(dataSets)).map(({ id }) => id));
  const left = new Set(keys.map((key) => key.split('/')[1] ?? '').filter((id) => id !== '' && !known.has(id)));
  for (const id of left) await store.removeAll(`data-sets/${id}/`);
}

async function sweepUploads(folder: string, ageMs: number): Promise<void> {
  const newestMs = Date.now() - ageMs;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const file = await stat(path).catch(() => null);
    if (file && file.mtimeMs <= newestMs) await rm(path, { force: true });
  }
}
