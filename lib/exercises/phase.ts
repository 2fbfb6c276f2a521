/**
 * How far an answer has come, of an exercise, a scenario card and a test item alike: it is made, it is locked in and its key
 * has been asked for, the key did not come (and can be asked for again), it can be graded and explained.
 */
export type Phase = 'open' | 'locked' | 'failed' | 'explained';

/** A key is asked for once an answer is locked in, and not before; what came counts, whatever failed since. */
export function phaseOf(isLocked: boolean, key: unknown, failure: unknown): Phase {
  if (!isLocked) return 'open';
  if (key !== null) return 'explained';
  return failure === null ? 'locked' : 'failed';
}
