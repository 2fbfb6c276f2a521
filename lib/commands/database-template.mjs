import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** Copied where a server has no database yet: making one takes some seconds each time. See `lib/db/embedded-process`. */
const TEMPLATE = '.build/database-template';
const VERSION_FILE = '.build/database-template.version';

/** Makes an empty embedded database, unless there is one of the installed version. */
export async function makeDatabaseTemplate() {
  const { version } = JSON.parse(await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const present = await readFile(VERSION_FILE, 'utf8').catch(() => '');
  const wanted = `${version}, readable by all`;
  if (present === wanted && existsSync(TEMPLATE)) return;
  await mkdir('.build', { recursive: true });
  await removeUnfinished(TEMPLATE);
  const unfinished = `${TEMPLATE}.${process.pid}`;
  const db = await PGlite.create({ dataDir: unfinished });
  await db.exec('checkpoint');
  await db.close();
  await letOthersRead(unfinished);
  await putInPlace(unfinished, TEMPLATE);
  await writeFile(VERSION_FILE, wanted);
}

/**
 * PGlite makes files for its own user alone. In this one nothing is secret, and the server that copies it may be of another user; what it
 * copies lies in a folder of its own.
 * @param {string} folder
 */
async function letOthersRead(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chmod(join(entry.parentPath ?? entry.path, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}

/**
 * Removes what killed builds left half-made: `<folder>.<process>`, `<folder>.<process>.old`, of processes that are gone, and of this one's number.
 * @param {string} folder
 */
export async function removeUnfinished(folder) {
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(`${basename(folder)}.`)
      ? Number.parseInt(name.slice(basename(folder).length + 1), 10)
      : 0;
    if (pid > 0 && (pid === process.pid || !isAlive(pid))) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

/**
 * Replaces a folder by another one. Of several that do so at once, with the same in theirs, one wins.
 * @param {string} made @param {string} place
 */
export async function putInPlace(made, place) {
  const old = `${made}.old`;
  // Moved before it is removed: never is one removed that another has just put there.
  await rename(place, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(made, place).catch((error) => {
    if (!['EEXIST', 'ENOTEMPTY'].includes(error.code)) throw error;
  });
  await Promise.all([made, old].map((folder) => rm(folder, { recursive: true, force: true })));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
