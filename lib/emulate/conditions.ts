import type { NetworkId } from './networks';

/** Where the load of the online lane comes from. A browser opens six connections to a host, the server's generator any number. */
export const GENERATORS = ['browser', 'server'] as const;
export type Generator = (typeof GENERATORS)[number];

/** What was added to a lane or taken from it on purpose; nothing of it may be mistaken for a measurement. */
export interface LaneConditions {
  readonly generator: Generator;
  readonly network: NetworkId;
  /** The model takes this many times as long: a weaker device. 1 = as it is. */
  readonly slowdown: number;
  /** Most threads of the runtime in the browser; `null` = as many as it would take. */
  readonly threads: number | null;
  /** The lane stands still on purpose. `null` = it does not. */
  readonly stall: Stall | null;
}

/** Nothing is sent from `atMs` on for `forMs`, both on the lane's clock. */
export interface Stall {
  readonly atMs: number;
  readonly forMs: number;
}

/** How much of the time from `fromMs` to `toMs` the lane stood still, ms. */
export function stalledMs(stall: Stall | null, fromMs: number, toMs: number): number {
  if (!stall) return 0;
  return Math.max(0, Math.min(toMs, stall.atMs + stall.forMs) - Math.max(fromMs, stall.atMs));
}

/** When an item that is due leaves: at once, or when the lane moves again. */
export function afterStall(stall: Stall | null, dueMs: number): number {
  return stall && dueMs >= stall.atMs ? Math.max(dueMs, stall.atMs + stall.forMs) : dueMs;
}

export const AS_IT_IS: LaneConditions = {
  generator: 'browser',
  network: 'loopback',
  slowdown: 1,
  threads: null,
  stall: null,
};

/** Whether anything was emulated: time added that no machine or network took. */
export function isEmulated({ network, slowdown, stall }: LaneConditions): boolean {
  return network !== 'loopback' || slowdown !== 1 || stall !== null;
}
