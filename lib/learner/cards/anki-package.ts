import 'client-only';
import { strToU8, zipSync } from 'fflate';
import type { SqlJsStatic } from 'sql.js';
import { ANKI_SCHEMA, type AnkiCollection } from '../../lesson/cards/anki-collection';

/** A file that Anki 2.1 imports: a zip with an SQLite database of schema 11 and an empty list of media. */
export function ankiPackage(
  { Database }: Pick<SqlJsStatic, 'Database'>,
  rows: AnkiCollection,
): Uint8Array<ArrayBuffer> {
  const database = new Database();
  try {
    database.run(ANKI_SCHEMA);
    database.run('BEGIN');
    for (const [table, all] of Object.entries({ ...rows, col: [rows.col] })) {
      const [first] = all;
      if (!first) continue;
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${first.map(() => '?').join(', ')})`);
      for (const row of all) insert.run([...row]);
      insert.free();
    }
    database.run('COMMIT');
    return zipSync({ 'collection.anki2': database.export(), media: strToU8('{}') });
  } finally {
    database.close();
  }
}
