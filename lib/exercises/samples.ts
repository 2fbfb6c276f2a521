import type { LegEvidence } from './evidence/evidence';
import all from './sample-evidence.json';

/**
 * What the legs of an exercise showed on another machine: really measured (`npm run sample-evidence`), each leg marked
 * with that machine (`sample`).
 * @returns `null` where nobody has measured it yet
 */
export function sampleOf(exerciseId: string): readonly LegEvidence[] | null {
  // Written by the same code that reads it, and read by a contract test.
  const legs = (all as unknown as Readonly<Record<string, readonly LegEvidence[]>>)[exerciseId];
  return legs ?? null;
}
