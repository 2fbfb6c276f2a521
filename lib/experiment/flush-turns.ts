/** A moment between two items of a lane. */
export interface Between {
  /** The lane's clock, ms. */
  readonly atMs: number;
  /** Until the next item is due, ms; 0 = it is due already. */
  readonly roomMs: number;
  /** Items that have been sent and not answered. */
  readonly underWay: number;
}

/** Measurements are handed over at most four times a second, wherever they are made (decision 016). ms */
export const FLUSH_EVERY_MS = 250;
/** Handing over takes a few tenths of a ms: with so much room before the next item, it delays none. */
const LEAST_ROOM_MS = 2;
/** After so long an answer may come meanwhile, and is then heard a few tenths of a ms late. ms */
const WHILE_WAITING_MS = 500;
/** A lane that is never idle hands over between two items after so long. ms */
const AT_ANY_RATE_MS = 1000;

/** Decides when a lane hands over what it measured: when it is idle, and never while it times something, if it can be helped. */
export interface FlushTurns {
  isDue(between: Between): boolean;
  flushed(atMs: number): void;
  /** When it was done last; at first the start. ms */
  lastMs(): number;
}

export function createFlushTurns(): FlushTurns {
  let lastMs = 0;
  return {
    isDue({ atMs, roomMs, underWay }) {
      const sinceMs = atMs - lastMs;
      if (sinceMs < FLUSH_EVERY_MS) return false;
      if (sinceMs >= AT_ANY_RATE_MS) return true;
      return roomMs >= LEAST_ROOM_MS && (underWay === 0 || sinceMs >= WHILE_WAITING_MS);
    },
    flushed(atMs) {
      lastMs = atMs;
    },
    lastMs: () => lastMs,
  };
}
