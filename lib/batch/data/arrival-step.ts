import { isTable, type ModelEntry } from '../../model/manifest';

/** Shorter steps would only make smaller parts. */
export const SHORTEST_STEP_MS = 400;
export const LONGEST_STEP_MS = 60_000;
/** Parts that arrive as fast as they can be watched, and those after which the step doubles. */
const LIVE_PARTS = 20;
/** A part of an arriving set holds no more rows than this: about 1 MB of table rows, 6 MB of images. */
const FULL_PART_ROWS = { table: 16_384, images: 8_192 } as const;

/**
 * How long rows gather before they become a part, ms. A pile that is watched looks live; one that nobody takes grows in
 * longer and longer steps, so that a night alone leaves hundreds of parts, not a hundred thousand: 20 parts at the shortest
 * step, 20 at twice that, and so on.
 *
 * @param openParts that no schedule has taken
 * @param perMs rows that arrive in a ms
 */
export function arrivalStepMs(
  model: ModelEntry,
  { openParts, perMs }: { readonly openParts: number; readonly perMs: number },
): number {
  const patientMs = Math.min(LONGEST_STEP_MS, SHORTEST_STEP_MS * 2 ** Math.floor(openParts / LIVE_PARTS));
  const fullMs = (isTable(model) ? FULL_PART_ROWS.table : FULL_PART_ROWS.images) / perMs;
  return Math.max(SHORTEST_STEP_MS, Math.min(patientMs, fullMs));
}
