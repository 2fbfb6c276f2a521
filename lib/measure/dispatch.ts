import { MODES, type ModeId } from '../modes';
import type { Dispatch } from '../modes/mode';

/** How items reach the engine of a lane. */
export function dispatchOf(modeId: ModeId): Dispatch {
  return MODES.find((mode) => mode.id === modeId)?.dispatch ?? 'as-they-arrive';
}
