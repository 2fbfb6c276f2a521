import 'client-only';
import { TrilaneError } from '../../errors';
import { onAbort } from '../../errors/on-abort';
import type { Lane } from '../lane/lane';
import type { StudyContext } from './study-state';

/** The page's end of a study's worker; one task at a time. */
export type StudyWorker = Pick<Lane, 'ask'>;

type Maker = Pick<StudyContext<unknown>, 'signal' | 'createLane'>;

/**
 * Makes a fresh worker. An abort ends it at once; else it lives until it is closed, which frees its memory.
 * @throws TrilaneError `cancelled` after an abort
 */
export function openStudyWorker({ signal, createLane }: Maker): { readonly worker: StudyWorker; close(): void } {
  if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
  const lane = createLane();
  const stopWaiting = onAbort(signal, () => lane.cancel());
  return {
    worker: lane,
    close() {
      stopWaiting();
      // A cancelled worker first calls off its work on the server, and then ends by itself.
      if (!signal.aborted) lane.close();
    },
  };
}

/**
 * Makes a fresh worker, lets `work` use it, and ends it, whatever happens.
 * @throws TrilaneError
 */
export async function withStudyWorker<T>(maker: Maker, work: (worker: StudyWorker) => Promise<T>): Promise<T> {
  const { worker, close } = openStudyWorker(maker);
  try {
    const done = await work(worker);
    if (maker.signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    return done;
  } finally {
    close();
  }
}
