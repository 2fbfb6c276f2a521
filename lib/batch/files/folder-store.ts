import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { TrilaneError } from '../../errors';
import { codeInWords } from '../../errors/code-in-words';
import { codeOf } from '../../processes/failure-in-words';
import { checkKey, checkPrefix } from './file-keys';
import type { FileStore } from './file-store';
import { reportFullDisk } from './full-disk';

/** Where files are written before they have their name. No key starts with a dot. */
const INCOMING = '.incoming';
/** Whatever has been incoming for so long has no writer any more. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Files in a folder, which is made when the first one comes. */
export function createFolderStore(root: string): FileStore {
  let ready: Promise<void> | undefined;
  const pathOf = (key: string) => join(root, ...checkKey(key).split('/'));
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const temporary = join(root, INCOMING, randomUUID());
      ready ??= prepare(join(root, INCOMING));
      try {
        await ready.catch((error) => {
          ready = undefined;
          throw error;
        });
        await mkdir(dirname(path), { recursive: true });
        await writeDurably(temporary, bytes);
        await rename(temporary, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await unlink(temporary).catch(() => {});
        throw storageError(error);
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') throw new TrilaneError('not-found', `There is no file "${key}".`);
        throw storageError(error);
      }
    },
    async list(prefix) {
      const folder = join(root, ...checkPrefix(prefix).split('/'));
      try {
        const found = await readdir(folder, { recursive: true, withFileTypes: true });
        return found
          .filter((entry) => entry.isFile())
          .map((entry) =>
            relative(root, join(entry.parentPath ?? entry.path, entry.name))
              .split(sep)
              .join('/'),
          )
          .sort();
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return [];
        throw storageError(error);
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true }).catch((error) => {
        throw storageError(error);
      });
    },
    async removeAll(prefix) {
      const folder = join(root, ...checkPrefix(prefix).split('/'));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error) => {
        throw storageError(error);
      });
    },
  };
}

async function prepare(incoming: string): Promise<void> {
  await mkdir(incoming, { recursive: true });
  const oldest = Date.now() - ABANDONED_MS;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const age = await stat(path).catch(() => null);
    if (age && age.mtimeMs < oldest) await unlink(path).catch(() => {});
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name lasts when its folder has been written too. Not every system can do it, and those need it not. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

const FULL = ['ENOSPC', 'EDQUOT'];

/** Never a path in words that are shown. */
export function storageError(error: unknown): TrilaneError {
  if (error instanceof TrilaneError) return error;
  const code = codeOf(error) ?? '';
  if (FULL.includes(code)) {
    reportFullDisk('the data folder');
    return new TrilaneError('storage-full', 'The disk is full.', { cause: error });
  }
  const detail = `A file could not be written or read: ${codeInWords(code)}.`;
  return new TrilaneError('storage-failed', detail, { cause: error });
}
