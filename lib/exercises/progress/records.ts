import type { z } from 'zod';
import { storedAnswer, storedTest } from '../answers';
import { attempt } from '../attempt';

/** What is kept of exercises, scenarios and practice tests, by the store it is in. */
export const RECORD_SCHEMAS = { attempts: attempt, answers: storedAnswer, tests: storedTest } as const;
export type RecordStore = keyof typeof RECORD_SCHEMAS;
export type RecordOf<Store extends RecordStore> = z.infer<(typeof RECORD_SCHEMAS)[Store]>;
export const RECORD_STORES = Object.keys(RECORD_SCHEMAS) as readonly RecordStore[];

export type ProgressRecords = { readonly [Store in RecordStore]: readonly RecordOf<Store>[] };
export const NO_PROGRESS: ProgressRecords = { attempts: [], answers: [], tests: [] };

export const countOf = ({ attempts, answers, tests }: ProgressRecords) =>
  attempts.length + answers.length + tests.length;

/** When something last happened to a record, ms since the epoch. */
export const CHANGED_MS: { readonly [Store in RecordStore]: (record: RecordOf<Store>) => number } = {
  attempts: ({ startedAt, commitment, legs, seen, result, followUp, told }) =>
    latestOf([
      startedAt,
      commitment?.at,
      ...legs.map(({ measuredAt }) => measuredAt),
      seen?.at,
      result?.at,
      followUp?.at,
      told?.at,
    ]),
  answers: ({ at }) => latestOf([at]),
  tests: ({ startedAt, finishedAt, locked }) => latestOf([startedAt, locked?.at, finishedAt]),
};

function latestOf(times: readonly (string | null | undefined)[]): number {
  return Math.max(...times.flatMap((time) => (time ? [Date.parse(time)] : [])));
}
