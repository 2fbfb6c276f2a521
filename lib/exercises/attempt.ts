import { z } from 'zod';
import { legEvidence, loadTrial } from './evidence/evidence';
import type { Ask } from './exercise';
import { VERDICTS } from './grading/grade';
import { prediction } from './prediction';
import { seedOf } from './seed-of';

const at = z.iso.datetime();
const share = z.number().min(0).max(1);
/** What a learner writes is kept up to this length. */
export const MOST_WORDS = 2000;
const words = z.string().max(MOST_WORDS);
/** After so many runs that may not be graded on, a device is not asked for another. */
export const MOST_SPOILED = 2;
/** The title of a set is kept up to this length. */
export const MOST_TITLE = 200;

/** What a learner locks in before anything may run. */
const commitment = z.strictObject({
  prediction,
  /** Of the reasons to choose from. */
  reason: z.string().min(1).max(60),
  /** In their own words; may be empty. */
  words,
  /** How likely they think they are right. */
  confidence: share,
  at,
});
export type Commitment = z.infer<typeof commitment>;

const result = z.strictObject({
  verdict: z.enum(VERDICTS),
  score: share,
  outcome: z.string().max(60),
  gap: z.strictObject({ kind: z.enum(['times', 'by']), value: z.number() }).nullable(),
  at,
});
export type AttemptResult = z.infer<typeof result>;

/** One go at an exercise, as it is kept on the device. Stages are passed in order and never taken back. */
export const attempt = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1).max(60),
  exerciseId: z.string().min(1).max(60),
  startedAt: at,
  /** Of the workload, where a set of a teacher asks for one. */
  seed: z.int().nonnegative().nullable(),
  /** The set it was done in, by title. */
  set: z.string().max(MOST_TITLE).nullable(),
  /** A prediction in the making, as its form keeps it. */
  draft: z.record(z.string(), z.unknown()).nullable(),
  commitment: commitment.nullable(),
  /** Of the legs that are done, in their order. */
  legs: z.array(legEvidence).max(12),
  /** Rates tried so far in a search that is not over. */
  trials: z.array(loadTrial).max(40),
  /** Runs of the leg that is due that may not be graded on, or never came to their end; counted up to `MOST_SPOILED`. */
  spoiled: z.int().nonnegative().optional(),
  seen: z.strictObject({ words, at }).nullable(),
  result: result.nullable(),
  followUp: z.strictObject({ choice: z.int().nonnegative(), right: z.boolean(), at }).nullable(),
  /** Nothing fit to be graded on could be measured, so the explanation was read without a grade. */
  told: z.strictObject({ at }).optional(),
});
export type Attempt = z.infer<typeof attempt>;

export const STAGES = ['predict', 'run', 'see', 'explain', 'done'] as const;
/** What is next: to predict, to run (the leg after the last that is done), to say what one saw, to take the idea further. */
export type Stage = (typeof STAGES)[number];

export function stageOf({ commitment, legs, seen, result, followUp, told }: Attempt, ask: Pick<Ask, 'legs'>): Stage {
  if (!commitment) return 'predict';
  if (!told && legs.length < ask.legs.length) return 'run';
  // Where nothing was measured there is nothing to have seen.
  if (!told && ask.legs.length > 0 && !seen) return 'see';
  return (result || told) && followUp ? 'done' : 'explain';
}

/** Whether it was graded on a run of another device: it is no measure of what somebody expects of their own. */
export const isOnSample = ({ legs }: Pick<Attempt, 'legs'>) => legs.some(({ sample }) => sample !== undefined);

/** What the scenes of an attempt are played with: as it was, as its set asks, or by a chance of its own, so that another go meets another. */
export function simulationSeed({ id, seed, legs }: Pick<Attempt, 'id' | 'seed' | 'legs'>): number {
  return legs.find(({ simulated }) => simulated)?.simulated?.seed ?? seed ?? seedOf(id);
}

/** @param now ISO 8601 */
export function newAttempt(
  { exerciseId, seed = null, set = null }: { exerciseId: string; seed?: number | null; set?: string | null },
  id: string,
  now: string,
): Attempt {
  return {
    schema: 1,
    id,
    exerciseId,
    startedAt: now,
    seed,
    set,
    draft: null,
    commitment: null,
    legs: [],
    trials: [],
    seen: null,
    result: null,
    followUp: null,
  };
}

/** What can happen to an attempt. */
export type AttemptEvent =
  | { readonly type: 'draft'; readonly draft: Attempt['draft'] }
  | { readonly type: 'commit'; readonly commitment: Commitment }
  /** `index`: which leg it is of; one that comes late belongs to none. */
  | { readonly type: 'leg'; readonly index: number; readonly leg: Attempt['legs'][number] }
  /** Every leg of a sample run, in place of what was measured so far: devices are not mixed. */
  | { readonly type: 'sample'; readonly legs: Attempt['legs'] }
  | { readonly type: 'trial'; readonly index: number; readonly trial: Attempt['trials'][number] }
  /** A run that may not be graded on; `enough`: no other is to be asked for. */
  | { readonly type: 'spoil'; readonly index: number; readonly enough: boolean }
  /** The tries of a search that led nowhere are dropped. */
  | { readonly type: 'search-again' }
  | { readonly type: 'see'; readonly seen: NonNullable<Attempt['seen']> }
  | { readonly type: 'grade'; readonly result: AttemptResult }
  /** Explained without a grade. */
  | { readonly type: 'tell'; readonly told: NonNullable<Attempt['told']> }
  | { readonly type: 'follow'; readonly followUp: NonNullable<Attempt['followUp']> };

/** The stages in which an event counts. */
const WHEN = {
  // What was seen is drafted as well.
  draft: ['predict', 'see'],
  commit: ['predict'],
  leg: ['run'],
  sample: ['run'],
  trial: ['run'],
  spoil: ['run'],
  'search-again': ['run'],
  see: ['see'],
  grade: ['explain'],
  tell: ['run', 'explain'],
  follow: ['explain'],
} as const satisfies Record<AttemptEvent['type'], readonly Stage[]>;

/** The attempt after an event; the same one where it comes at the wrong stage: what was committed stays as it was. Pure. */
export function advance(before: Attempt, event: AttemptEvent, ask: Pick<Ask, 'legs'>): Attempt {
  const stages: readonly Stage[] = WHEN[event.type];
  if (!stages.includes(stageOf(before, ask))) return before;
  if ('index' in event && event.index !== before.legs.length) return before;
  switch (event.type) {
    case 'draft':
      return { ...before, draft: event.draft };
    case 'commit':
      return { ...before, draft: null, commitment: event.commitment };
    case 'leg':
      return { ...before, legs: [...before.legs, event.leg], trials: [], spoiled: 0 };
    case 'sample':
      return event.legs.length === ask.legs.length ? { ...before, legs: event.legs, trials: [] } : before;
    case 'trial':
      return { ...before, trials: [...before.trials, event.trial] };
    case 'spoil': {
      const spoiled = event.enough ? MOST_SPOILED : Math.min(MOST_SPOILED, (before.spoiled ?? 0) + 1);
      return spoiled === before.spoiled ? before : { ...before, spoiled };
    }
    case 'search-again':
      return { ...before, trials: [] };
    case 'see':
      return { ...before, draft: null, seen: event.seen };
    case 'grade':
      return before.result || before.told ? before : { ...before, result: event.result };
    case 'tell':
      return before.result || before.told ? before : { ...before, draft: null, told: event.told };
    case 'follow':
      return (before.result || before.told) && !before.followUp ? { ...before, followUp: event.followUp } : before;
  }
}

/**
 * The one of two states of an attempt that counts, where two tabs kept it: what was committed first stays committed, and
 * the one that has come further wins. Pure.
 */
export function furtherOf(kept: Attempt, given: Attempt): Attempt {
  if (!kept.commitment) return given;
  const isSame = given.commitment?.at === kept.commitment.at;
  return isSame && stepsOf(given) >= stepsOf(kept) ? given : kept;
}

const stepsOf = ({ legs, seen, result, followUp, told }: Attempt) =>
  legs.length + [seen, result, followUp, told].filter(Boolean).length;
