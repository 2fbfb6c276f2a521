import { batch } from './batch';
import { edge } from './edge';
import type { Mode } from './mode';
import { online } from './online';

/** The lanes, in the one order they have everywhere. */
export const MODES = [batch, online, edge] as const;

export type ModeId = (typeof MODES)[number]['id'];

export const MODE_IDS: readonly ModeId[] = MODES.map((mode) => mode.id);

const BY_ID: ReadonlyMap<string, Mode<ModeId>> = new Map(MODES.map((mode) => [mode.id, mode]));

/** @throws RangeError where no mode has the id */
export function modeOf(id: ModeId): Mode<ModeId> {
  const mode = BY_ID.get(id);
  if (!mode) throw new RangeError(`There is no mode "${id}".`);
  return mode;
}

/** Whether items wait in its lanes until a whole batch is answered at once. */
export const gathers = (id: ModeId): boolean => modeOf(id).dispatch === 'at-intervals';

/** Whether the learner's device does the work. */
export const runsOnDevice = (id: ModeId): boolean => modeOf(id).runsOn === 'device';
