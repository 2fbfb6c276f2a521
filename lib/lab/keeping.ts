/** Everything that is being kept at this moment. */
let underWay: Promise<unknown> = Promise.resolve();

/**
 * Notes that something is being kept. Who leaves a run for the list of what is kept finds it there, for the list waits for it.
 * @returns the same promise
 */
export function noteKeeping<Kept>(kept: Promise<Kept>): Promise<Kept> {
  underWay = Promise.allSettled([underWay, kept]);
  return kept;
}

/** Settles when all that was being kept is kept, or could not be; never rejects. */
export const allKept = (): Promise<unknown> => underWay;
