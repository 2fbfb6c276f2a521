import { z } from 'zod';
import { withoutUnseen } from '../../wire/shown-name';
import { CONCEPT_IDS } from '../concepts';

export const SET_LIMITS = {
  /** Characters. */
  title: 80,
  note: 600,
  entries: 40,
  /** The largest seed of a workload. */
  seed: 4_294_967_295,
} as const;

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Something to do in a set. */
const setEntry = z.discriminatedUnion('kind', [
  /** A seed takes the place of the workload's own; `null` = it does not. */
  z.strictObject({ kind: z.literal('exercise'), id, seed: z.int().min(0).max(SET_LIMITS.seed).nullable() }),
  z.strictObject({ kind: z.literal('scenario'), id }),
  z.strictObject({ kind: z.literal('test'), concepts: z.array(z.enum(CONCEPT_IDS)).min(1) }),
]);
export type SetEntry = z.infer<typeof setEntry>;

/** What each lock may say; the first is what holds where nothing is said. */
export const LOCKS = {
  /** `fixed`: the next opens when the one before is done. */
  order: ['free', 'fixed'],
  /** Goes at each exercise. */
  attempts: ['any', 'one'],
  /** Whether runs from earlier may serve as evidence. */
  kept: ['yes', 'fresh'],
} as const;
export type LockId = keyof typeof LOCKS;
export const LOCK_IDS = Object.keys(LOCKS) as readonly LockId[];

const text = (most: number) =>
  z
    .string()
    .overwrite(withoutUnseen)
    .refine((written) => [...written].length <= most, `At most ${most} characters.`);

/** What a teacher puts together: things to do in an order, and rules. Plain data; as a JSON file it is just this. */
export const exerciseSet = z.strictObject({
  format: z.literal('trilane-set'),
  schema: z.literal(1),
  title: text(SET_LIMITS.title),
  note: text(SET_LIMITS.note),
  entries: z.array(setEntry).max(SET_LIMITS.entries),
  order: z.enum(LOCKS.order),
  attempts: z.enum(LOCKS.attempts),
  kept: z.enum(LOCKS.kept),
});
export type ExerciseSet = z.infer<typeof exerciseSet>;

export const EMPTY_SET: ExerciseSet = {
  format: 'trilane-set',
  schema: 1,
  title: '',
  note: '',
  entries: [],
  order: 'free',
  attempts: 'any',
  kept: 'yes',
};

/** What there is to choose from, by id. */
export interface Known {
  readonly exercises: readonly string[];
  readonly scenarios: readonly string[];
}
