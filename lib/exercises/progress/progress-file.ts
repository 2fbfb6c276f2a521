import { z } from 'zod';
import type { ErrorCode } from '../../errors';
import { type ProgressRecords, RECORD_SCHEMAS, RECORD_STORES, type RecordOf, type RecordStore } from './records';

const FORMAT = 'trilane-progress';
const VERSION = 1;
const MOST_RECORDS = 200_000;

const head = z.object({ format: z.literal(FORMAT), version: z.int().min(1) });
const body = z.object({ attempts: z.array(z.unknown()), answers: z.array(z.unknown()), tests: z.array(z.unknown()) });

/** What a file held, or why it is not taken; `detail` is one English sentence. */
export type ReadProgress =
  | {
      readonly state: 'read';
      readonly records: ProgressRecords;
      /** Records that are not what they should be. */
      readonly passedOver: number;
    }
  | {
      readonly state: 'refused';
      readonly code: Extract<ErrorCode, 'malformed-json' | 'malformed-request' | 'newer-schema' | 'too-large'>;
      readonly detail: string;
    };

/** Everything the device keeps of exercises, scenarios and tests, as a file another device can read. */
export function writeProgressFile({ attempts, answers, tests }: ProgressRecords, nowMs: number): string {
  const file = {
    format: FORMAT,
    version: VERSION,
    exportedAt: new Date(nowMs).toISOString(),
    attempts,
    answers,
    tests,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads such a file. Records that cannot be read are counted and passed over; never throws. */
export function readProgressFile(text: string): ReadProgress {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { state: 'refused', code: 'malformed-json', detail: 'The file is not JSON, or breaks off.' };
  }
  const known = head.safeParse(json);
  if (!known.success)
    return { state: 'refused', code: 'malformed-request', detail: 'This is not a file of progress from Trilane.' };
  const { version } = known.data;
  if (version > VERSION)
    return {
      state: 'refused',
      code: 'newer-schema',
      detail: `The file is of version ${version}; this Trilane reads version ${VERSION}.`,
    };
  const lists = body.safeParse(json);
  if (!lists.success) {
    const place = lists.error.issues[0]?.path.join('.') || 'the top';
    return { state: 'refused', code: 'malformed-request', detail: `At ${place} there should be a list of records.` };
  }
  const count = RECORD_STORES.reduce((sum, store) => sum + lists.data[store].length, 0);
  if (count > MOST_RECORDS)
    return { state: 'refused', code: 'too-large', detail: `It holds ${count} records; the most is ${MOST_RECORDS}.` };
  const records = {
    attempts: readable('attempts', lists.data.attempts),
    answers: readable('answers', lists.data.answers),
    tests: readable('tests', lists.data.tests),
  };
  const read = RECORD_STORES.reduce((sum, store) => sum + records[store].length, 0);
  return { state: 'read', records, passedOver: count - read };
}

/** Those that are what they should be. */
export function readable<Store extends RecordStore>(store: Store, records: readonly unknown[]): RecordOf<Store>[] {
  // Each schema gives records of its own store.
  return records.flatMap((record) => RECORD_SCHEMAS[store].safeParse(record).data ?? []) as RecordOf<Store>[];
}
