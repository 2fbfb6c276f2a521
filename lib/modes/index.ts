import { batch } from './batch';
import { edge } from './edge';
import { online } from './online';

/** The lanes, in the one order they have everywhere. */
export const MODES = [batch, online, edge] as const;

export type ModeId = (typeof MODES)[number]['id'];

export const MODE_IDS: readonly ModeId[] = MODES.map((mode) => mode.id);
