import { z } from 'zod';
import { excusedReason, lane } from './excused-reason';
import type { FigureId } from './figures';
import { type Reading, reading } from './reading';

/** A rate that was tried in a search for the highest load. */
export const loadTrial = z.strictObject({
  perSecond: z.number().positive(),
  /** ms */
  p99: reading.nullable(),
  answered: z.int().nonnegative(),
  met: z.boolean(),
});
export type LoadTrial = z.infer<typeof loadTrial>;

/** What one leg of an exercise showed on this device; kept with the attempt. */
export const legEvidence = z.strictObject({
  /** The set-up as it was run, as the query of an address. */
  setup: z.string().max(8000),
  /** ISO 8601. */
  measuredAt: z.iso.datetime(),
  /** The run in the history it is from; `null` = not kept there, as of a study. */
  runId: z.string().max(100).nullable(),
  figures: z.record(z.string().max(100), reading),
  /** Lanes with something emulated. */
  emulated: z.array(lane),
  trials: z.array(loadTrial).max(40).default([]),
  /** What spoke against the run and was no matter for what was asked. */
  excused: z.array(excusedReason).max(40).optional(),
  /** The machine it was measured on, in words, where it is a sample run and none of the learner's own. */
  sample: z.string().min(1).max(200).optional(),
  /** Nothing was measured: it was simulated, with this seed. */
  simulated: z.strictObject({ seed: z.int().nonnegative() }).optional(),
});
export type LegEvidence = z.infer<typeof legEvidence>;

/** What an exercise is graded on: what its legs showed, in their order. */
export type Evidence = readonly Pick<LegEvidence, 'figures' | 'trials'>[];

/** A figure of a leg; `null` where it was not measured. */
export function figureOf(evidence: Evidence, leg: number, id: FigureId): Reading | null {
  return evidence[leg]?.figures[id] ?? null;
}
