import type { Database } from '../../db/database';
import { isUnreachable } from '../../db/persistently';
import { TrilaneError } from '../../errors';
import { codeInWords } from '../../errors/code-in-words';
import { codeOf } from '../../processes/failure-in-words';
import { checkKey, checkPrefix } from './file-keys';
import type { FileStore } from './file-store';
import { reportFullDisk } from './full-disk';

/** SQLSTATE `disk_full`. */
const DISK_FULL = '53100';

/** Files in the table `files` of a database that all machines reach. */
export function createDatabaseStore({ pool }: Pick<Database, 'pool'>): FileStore {
  async function query<T extends object>(text: string, values: readonly unknown[]): Promise<T[]> {
    try {
      const { rows } = await pool.query<T>(text, [...values]);
      return rows;
    } catch (error) {
      const code = codeOf(error);
      if (code === DISK_FULL) {
        reportFullDisk('the database');
        throw new TrilaneError('storage-full', 'The disk of the database is full.', { cause: error });
      }
      throw new TrilaneError(
        isUnreachable(error) ? 'database-unavailable' : 'storage-failed',
        `The database could not keep or give a file: ${codeInWords(code)}.`,
        { cause: error },
      );
    }
  }
  return {
    async put(key, bytes) {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      await query(
        'insert into files (key, bytes) values ($1, $2) on conflict (key) do update set bytes = excluded.bytes',
        [checkKey(key), data],
      );
    },
    async get(key) {
      const [row] = await query<{ bytes: Buffer }>('select bytes from files where key = $1', [checkKey(key)]);
      if (!row) throw new TrilaneError('not-found', `There is no file "${key}".`);
      return row.bytes;
    },
    async list(prefix) {
      const text = 'select key from files where starts_with(key, $1) order by key collate "C"';
      return (await query<{ key: string }>(text, [checkPrefix(prefix)])).map(({ key }) => key);
    },
    async remove(key) {
      await query('delete from files where key = $1', [checkKey(key)]);
    },
    async removeAll(prefix) {
      await query('delete from files where starts_with(key, $1)', [checkPrefix(prefix)]);
    },
  };
}
