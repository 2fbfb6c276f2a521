import 'server-only';
import { sql } from 'drizzle-orm';
import type { Caller } from '../access/access';
import type { Database } from '../db/database';
import { settings } from '../db/schema';
import { TrilaneError } from '../errors';
import { type OperatorSettings, operatorSettings } from '../wire/operator-schema';

const KEY = 'operator';
const FIRST: OperatorSettings = { visitorsMay: { upload: true, generate: true, score: true } };

type Orm = Pick<Database, 'orm'>;

export async function readSettings({ orm }: Orm): Promise<OperatorSettings> {
  const [row] = await orm.select().from(settings).where(sql`${settings.key} = ${KEY}`);
  // What another version has written, and this one does not know, is as if it were not there.
  return operatorSettings.safeParse(row?.value).data ?? FIRST;
}

export async function writeSettings({ orm }: Orm, value: OperatorSettings): Promise<void> {
  await orm.insert(settings).values({ key: KEY, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

const WORDS: Readonly<Record<keyof OperatorSettings['visitorsMay'], string>> = {
  upload: 'Uploading',
  generate: 'Making data sets',
  score: 'Starting jobs over data sets',
};

/** @throws TrilaneError `switched-off` */
export async function requireSwitchedOn(
  database: Orm,
  caller: Caller,
  what: keyof OperatorSettings['visitorsMay'],
): Promise<void> {
  if (caller.isOperator || (await readSettings(database)).visitorsMay[what]) return;
  throw new TrilaneError('switched-off', `${WORDS[what]} is switched off for visitors.`);
}
