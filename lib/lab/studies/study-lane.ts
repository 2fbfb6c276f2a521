import 'client-only';
import { TrilaneError } from '../../errors';
import { onAbort } from '../../errors/on-abort';
import type { Lane } from '../lane/lane';
import type { StudyContext } from './study-state';

/** The page's end of a study's worker; one task at a time. */
export type StudyWorker = Pick<Lane, 'ask'>;

/**
 * Makes a fresh worker, lets `work` use it, and ends it, whatever happens; its memory is freed. An abort ends it at once.
 * @throws TrilaneError
 */
export async function withStudyWorker<T>(
  { signal, createLane }: Pick<StudyContext<unknown>, 'signal' | 'createLane'>,
  work: (worker: StudyWorker) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
  const lane = createLane();
  const stopWaiting = onAbort(signal, () => lane.cancel());
  try {
    const done = await work(lane);
    if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    return done;
  } finally {
    stopWaiting();
    // A cancelled worker first calls off its work on the server, and then ends by itself.
    if (!signal.aborted) lane.close();
  }
}
