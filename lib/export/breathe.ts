/** How many measurements are dealt with in one go: a few ms of work. */
export const PIECE = 5000;

/** Work goes on for so long before others have their turn. A browser holds a timer back by 4 ms, so not after every piece. */
const TURN_MS = 16;

let turnBeganMs = 0;

/**
 * To be awaited between pieces of work: lets whatever else waits on this thread go first when it has waited for long
 * enough, so that a page stays awake over a hundred thousand measurements.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - turnBeganMs < TURN_MS) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  turnBeganMs = performance.now();
}
