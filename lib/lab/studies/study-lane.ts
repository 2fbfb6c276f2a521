import 'client-only';
import { TrilaneError } from '../../errors';
import type { StudyCommand, StudyEvent, StudyTaskId, StudyTasks } from './study-messages';

/** The page's end of a study's worker; one task at a time. */
export interface StudyWorker {
  /** @throws TrilaneError what went wrong, or `cancelled` */
  ask<Id extends StudyTaskId>(
    type: Id,
    ask: StudyTasks[Id]['ask'],
    onProgress?: (elapsedMs: number, count: number) => void,
  ): Promise<StudyTasks[Id]['answer']>;
}

/**
 * Makes a fresh worker, lets `work` use it, and ends it, whatever happens; its memory is freed. An abort ends it at once.
 * @throws TrilaneError
 */
export async function withStudyWorker<T>(signal: AbortSignal, work: (worker: StudyWorker) => Promise<T>): Promise<T> {
  const cancelled = new TrilaneError('cancelled', 'Cancelled.');
  if (signal.aborted) throw cancelled;
  const worker = new Worker(new URL('./study-worker.ts', import.meta.url), { type: 'module', name: 'trilane study' });
  let stop = (_error: TrilaneError) => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  const abort = () => stop(cancelled);
  signal.addEventListener('abort', abort, { once: true });
  worker.onerror = (event) => {
    event.preventDefault();
    stop(new TrilaneError('engine-died', event.message || 'The worker of this study could not start.'));
  };
  const ask: StudyWorker['ask'] = (type, asked, onProgress) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data: event }: MessageEvent<StudyEvent>) => {
        if (event.type === 'progress') onProgress?.(event.elapsedMs, event.count);
        else if (event.type === 'failed') reject(TrilaneError.from(event.error));
        else resolve(event.answer as never); // the worker answers what it was asked
      };
      worker.postMessage({ type, ...asked } as StudyCommand);
    });
  try {
    return await Promise.race([work({ ask }), stopped]);
  } finally {
    signal.removeEventListener('abort', abort);
    worker.terminate();
  }
}
