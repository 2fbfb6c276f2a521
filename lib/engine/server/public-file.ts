import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrilaneError } from '../../errors';

/** @param file an address within the site, as the manifest has it: `/models/…` */
export async function readPublicFile(publicRoot: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(publicRoot, file));
  } catch (cause) {
    throw new TrilaneError('model-load-failed', `The file ${file} could not be read.`, { cause });
  }
}
