import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

/** Copied where a server has no database yet: making one takes some seconds each time. See `lib/db/embedded-process`. */
const TEMPLATE = '.build/database-template';
const VERSION_FILE = '.build/database-template.version';

/** Makes an empty embedded database, unless there is one of the installed version. */
export async function makeDatabaseTemplate() {
  const { version } = JSON.parse(await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const present = await readFile(VERSION_FILE, 'utf8').catch(() => '');
  if (present === version && existsSync(TEMPLATE)) return;
  const unfinished = `${TEMPLATE}.${process.pid}`;
  await mkdir('.build', { recursive: true });
  const db = await PGlite.create({ dataDir: unfinished });
  await db.exec('checkpoint');
  await db.close();
  await rm(TEMPLATE, { recursive: true, force: true });
  await rename(unfinished, TEMPLATE);
  await writeFile(VERSION_FILE, version);
}
