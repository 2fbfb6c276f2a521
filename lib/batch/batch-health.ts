import { setTimeout as sleep } from 'node:timers/promises';
import { TrilaneError } from '../errors';
import { connectionFailureInWords } from '../processes/failure-in-words';
import type { BatchSystem } from './batch-system';

/** A database that has not answered after this long does not answer, ms. */
const PATIENCE_MS = 2000;
/** However often somebody asks, the database is asked once in so long, ms. */
const FRESH_MS = 1000;

export type CheckBatchHealth = () => Promise<void>;

/**
 * @returns looks whether jobs can be taken and worked on now.
 * It throws TrilaneError `not-ready`, `database-unavailable`, `database-newer`, with what is missing
 */
export function createBatchHealth(system: Pick<BatchSystem, 'state' | 'opened'>): CheckBatchHealth {
  let looked: Promise<void> | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = performance.now();
    if (looked && nowMs - lookedAtMs < FRESH_MS) return looked;
    lookedAtMs = nowMs;
    looked = check(system);
    return looked;
  };
}

async function check(system: Pick<BatchSystem, 'state' | 'opened'>): Promise<void> {
  const { error } = system.state();
  if (error) throw TrilaneError.from(error);
  const open = system.opened();
  if (!open) throw new TrilaneError('not-ready', 'The database of the batch system is still being opened.');
  await requireAnswer(open.database.pool);
  for (const queue of ['short', 'long'] as const) {
    const wanted = open.workers.count(queue);
    if (wanted > 0 && open.workers.processIds(queue).length === 0) {
      const whose = queue === 'short' ? 'the Lab’s jobs' : 'jobs';
      throw new TrilaneError('not-ready', `No worker for ${whose} runs at the moment: ${wanted} should.`);
    }
  }
}

async function requireAnswer(pool: { query(text: string): Promise<unknown> }): Promise<void> {
  const enough = new AbortController();
  const answer = pool.query('select 1').catch((cause: unknown) => {
    const detail = `The database does not answer: ${connectionFailureInWords(cause)}.`;
    throw new TrilaneError('database-unavailable', detail, { cause });
  });
  const late = sleep(PATIENCE_MS, undefined, { signal: enough.signal, ref: false }).then(() => {
    throw new TrilaneError('database-unavailable', 'The database does not answer: no answer came in time.');
  });
  late.catch(() => {});
  await Promise.race([answer, late]).finally(() => enough.abort());
}
