/** How many measurements are dealt with in one go: a few ms of work. */
export const PIECE = 5000;

/** Lets whatever else waits on this thread go first, so that a page stays awake over a hundred thousand measurements. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
