import { once } from 'node:events';
import type { Database } from '../../db/database';
import { reportOf } from '../../errors';
import type { FileStore } from '../files/file-store';
import { createChunkRunner } from './chunk-runner';
import { startModelThreads } from './model-threads';
import type { FromTrial, TrialOrders } from './trial-messages';
import type { WorkerSettings } from './worker-settings';

/**
 * The whole life of a process of a trial: one chunk, from reading to its file. What it wrote is noted down by the worker
 * that started it, which also sees it die.
 * @param entry the module to start inference threads from
 */
export async function runTrialProcess(
  entry: URL,
  settings: WorkerSettings,
  connect: () => Promise<Database>,
  open: (database: Database, dataRoot: string) => FileStore,
): Promise<void> {
  // Ctrl+C reaches all of a terminal: the worker ends this one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  const ordered = once(process, 'message');
  const store = open(await connect(), settings.dataRoot);
  const threads = startModelThreads(entry, settings.threads, settings.publicRoot);
  const runner = createChunkRunner(threads, store, settings.publicRoot);
  const [{ chunk, job }] = (await ordered) as [TrialOrders];
  await tell({ type: 'begun' });
  try {
    runner.begin();
    const computed = await runner.compute(await runner.prepare(chunk, job), job);
    await tell({ type: 'written', written: await runner.write(computed, job) });
  } catch (thrown) {
    await tell({ type: 'failed', error: reportOf(thrown, 'inference-failed') });
  }
}

/** Resolves when the message was sent, or where it cannot be. */
function tell(message: FromTrial): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
