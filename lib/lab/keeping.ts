/** Everything that is being kept at this moment. */
let underWay: Promise<unknown> = Promise.resolve();

/**
 * Notes that something is being kept: the list of runs waits for it before it is read, so that a run that was just left stands there.
 * @returns the same promise
 */
export function noteKeeping<Kept>(kept: Promise<Kept>): Promise<Kept> {
  underWay = Promise.allSettled([underWay, kept]);
  return kept;
}

/** Settles when all that was being kept is kept, or could not be; never rejects. */
export const allKept = (): Promise<unknown> => underWay;
