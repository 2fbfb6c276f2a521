import type { ErrorReport } from '../../errors';
import type { ModeId } from '../../modes';

/** Items 2 to 20 are warm, what follows is steady. */
export const WARM_ITEMS = 19;

/** One fresh start of one lane, its parts apart; ms. `null` = there is no such part in this lane. */
export interface FreshStart {
  readonly lane: ModeId;
  readonly repeat: number;
  /** Runtime and model past the browser's cache, as bytes over the network. */
  readonly fetchColdMs: number | null;
  readonly fetchColdBytes: number | null;
  /** The same files out of the browser's cache. */
  readonly fetchCachedMs: number | null;
  /** The thread or process up; `null` in the browser, where starting the worker is part of the load. */
  readonly startMs: number | null;
  /** The runtime's code started and the model compiled; on the server, its file read and compiled. */
  readonly loadMs: number;
  readonly firstRunMs: number;
  readonly warmMs: readonly number[];
  readonly steadyMs: readonly number[];
}

export interface ColdStartResult {
  readonly lanes: readonly ModeId[];
  readonly starts: readonly FreshStart[];
  readonly repeats: number;
  readonly failures: Readonly<Partial<Record<ModeId, ErrorReport>>>;
}
