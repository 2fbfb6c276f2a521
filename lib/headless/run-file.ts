import { constants } from 'node:fs';
import { access, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TrilaneError } from '../errors';
import { codeInWords } from '../errors/code-in-words';

/** Whether a run can be written to a file, as far as that can be told before it is played. @throws TrilaneError `storage-failed` */
export async function checkWritable(file: string): Promise<void> {
  const folder = dirname(file);
  if (!(await isFolder(folder, file))) throw unwritable(file, `${folder} is no folder`);
  if (await isFolder(file, file)) throw unwritable(file, 'it is a folder');
  try {
    await access(file, constants.W_OK);
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw unwritable(file, codeInWords(codeOf(cause)), cause);
    await access(folder, constants.W_OK).catch((why) => {
      throw unwritable(file, `in its folder, ${codeInWords(codeOf(why))}`, why);
    });
  }
}

/** @throws TrilaneError `storage-full` or `storage-failed` */
export async function writeRun(file: string, document: unknown): Promise<void> {
  try {
    await writeFile(file, JSON.stringify(document));
  } catch (cause) {
    // Half a run opens nowhere, and takes up room.
    if (codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT' || codeOf(cause) === 'EFBIG') await removeFile(file);
    throw unwritable(file, codeInWords(codeOf(cause)), cause);
  }
}

/** Devices stay, and what cannot be removed. */
async function removeFile(file: string): Promise<void> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) await rm(file).catch(() => {});
}

function unwritable(file: string, why: string, cause?: unknown): TrilaneError {
  const isFull = codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT';
  return new TrilaneError(isFull ? 'storage-full' : 'storage-failed', `${file} cannot be written: ${why}.`, { cause });
}

/** @throws TrilaneError `storage-failed` where that cannot be looked up: what may not be entered may be one */
async function isFolder(path: string, file: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw unwritable(file, `on the way to ${path}, ${codeInWords(code)}`, cause);
  }
}

/** Of the system. */
const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
