import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TrilaneError } from '../../errors';
import { CONCEPT_IDS } from '../concepts';
import { type TestItem, testItem } from '../content';
import type { LookAlikes } from '../practice/item-ask';

const FOLDER = join(process.cwd(), 'lib/exercises/content/en');

/** The item bank with its keys, concepts in the order they are taught. @throws TrilaneError `malformed-request` of a file that is not as it should be */
export async function readItems(): Promise<readonly TestItem[]> {
  const lists = await Promise.all(CONCEPT_IDS.map((concept) => readList(`items/${concept}.json`, testItem)));
  return lists.flat();
}

/** Pairs of items that should not meet in one form. @throws as `readItems` */
export function readLookAlikes(): Promise<readonly LookAlikes[]> {
  return readList('look-alikes.json', z.tuple([z.string(), z.string()]));
}

async function readList<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>[]> {
  const list = z.array(schema).safeParse(JSON.parse(await readFile(join(FOLDER, path), 'utf8')));
  if (!list.success) throw new TrilaneError('malformed-request', `${path}: ${list.error.message}`);
  return list.data;
}
