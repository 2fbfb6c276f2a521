import type { Duty } from '../duties';
import type { OpenBatch } from '../open-batch';

/** A job that is at hand for so long holds up others, ms. */
const HOLDS_UP_MS = 500;
/** A worker more is kept for so long after it was last needed, ms. */
const LET_GO_MS = 60_000;
/** How often it is looked whether it still is, ms. */
const LOOK_MS = 30_000;

/** How many workers the jobs of the Lab want: one, and where a job takes long and others wait behind it, one more for these. */
export interface LabStaff {
  /** @param waiting jobs that somebody waits for beside this one, at which a worker is */
  isAt(jobId: string, waiting: number): void;
  isOver(jobId: string): void;
  wanted(): number;
}

/** @param cores of the machine: with one there is nothing to win @param now ms, of any clock */
export function createLabStaff(cores: number, now: () => number = () => performance.now()): LabStaff {
  const sinceMs = new Map<string, number>();
  let neededAtMs = Number.NEGATIVE_INFINITY;
  const isWide = () => now() - neededAtMs < LET_GO_MS;
  return {
    isAt(jobId, waiting) {
      const beganMs = sinceMs.get(jobId) ?? now();
      sinceMs.set(jobId, beganMs);
      // A long one may be at the worker more: it would have to begin anew.
      if ((waiting > 0 || isWide()) && now() - beganMs >= HOLDS_UP_MS) neededAtMs = now();
    },
    isOver: (jobId) => void sinceMs.delete(jobId),
    wanted: () => (cores > 1 && isWide() ? 2 : 1),
  };
}

/** Lets the worker more go when nobody sends the Lab anything any more. */
export function lettingGo(staff: Pick<LabStaff, 'wanted'>): Duty<Pick<OpenBatch, 'workers'>> {
  return {
    name: 'let go of workers of the Lab that are not needed',
    periodMs: LOOK_MS,
    afterNewsMs: null,
    async work({ workers }) {
      if (workers.count('short') > staff.wanted()) workers.keep('short', staff.wanted());
      return undefined;
    },
  };
}
