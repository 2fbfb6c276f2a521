import type { LegEvidence } from './evidence/evidence';
import type { Ask } from './exercise';
import { isPlainRun } from './leg';
import all from './sample-evidence.json';

/** Whether an exercise can be measured for others: searches and other studies are not. */
export function canBeSampled({ legs }: Pick<Ask, 'legs'>): boolean {
  return legs.length > 0 && legs.every(isPlainRun);
}

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
