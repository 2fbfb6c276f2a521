import { batch } from './batch';
import { edge } from './edge';
import type { Mode } from './mode';
import { online } from './online';

const LISTED = [batch, online, edge] as const;

export type ModeId = (typeof LISTED)[number]['id'];

const modes: Mode<ModeId>[] = [...LISTED];
const modeIds = modes.map(({ id }) => id);

/** The lanes, in the one order they have everywhere. */
export const MODES: readonly Mode<ModeId>[] = modes;

export const MODE_IDS: readonly ModeId[] = modeIds;

/** Adds a mode behind the listed ones, as a line in the list would: before any module is loaded that makes a schema of their names. */
export function registerMode(mode: Mode): void {
  modes.push(mode as Mode<ModeId>);
  modeIds.push(mode.id as ModeId);
}

/** @throws RangeError where no mode has the id */
export function modeOf(id: ModeId): Mode<ModeId> {
  const mode = modes.find((one) => one.id === id);
  if (!mode) throw new RangeError(`There is no mode "${id}".`);
  return mode;
}

/** Whether items wait in its lanes until a whole batch is answered at once. */
export const gathers = (id: ModeId): boolean => modeOf(id).dispatch === 'at-intervals';

/** Whether the learner's device does the work. */
export const runsOnDevice = (id: ModeId): boolean => modeOf(id).runsOn === 'device';
