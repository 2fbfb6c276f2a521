import { join } from 'node:path';
import type { Database } from '../../db/database';
import { createDatabaseStore } from './database-store';
import type { FileStore } from './file-store';
import { createFolderStore } from './folder-store';

/** Beside the embedded database a folder; a PostgreSQL keeps the files itself, so that any machine can reach them. */
export function openStore(database: Database, dataRoot: string): FileStore {
  return database.kind === 'embedded' ? createFolderStore(join(dataRoot, 'files')) : createDatabaseStore(database);
}
