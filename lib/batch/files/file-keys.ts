import { TrilaneError } from '../../errors';

/** Words of lower-case letters, digits, dots and dashes, none of which starts with a dot: no way out of a folder. */
const WORD = '[a-z0-9][a-z0-9.-]{0,99}';
const KEY = new RegExp(`^${WORD}(/${WORD}){0,7}$`);
const PREFIX = new RegExp(`^(${WORD}/){1,8}$`);

/** @throws TrilaneError `storage-failed` when it is none */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new TrilaneError('storage-failed', `${JSON.stringify(key)} is no name of a file.`);
  return key;
}

/** @throws TrilaneError `storage-failed` when it is none */
export function checkPrefix(prefix: string): string {
  if (!PREFIX.test(prefix))
    throw new TrilaneError('storage-failed', `${JSON.stringify(prefix)} is no name of a folder.`);
  return prefix;
}
