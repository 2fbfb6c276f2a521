import 'server-only';
import { asc, eq } from 'drizzle-orm';
import { type Caller, NOBODY_ELSE } from '../../access/access';
import { type Database, inTransaction } from '../../db/database';
import { chunks, dataSets } from '../../db/schema';
import { TrilaneError } from '../../errors';
import { findModel } from '../../model';
import { isOver } from '../../wire/batch-system';
import type { JobInfo, JobRequest } from '../../wire/job-schema';
import { requireSwitchedOn } from '../operator-settings';
import { bytesOfAnswers, requireRoom, requireSmall } from '../room';
import { checkedDataSetId, requireRowsFor } from '../rows/known-data-set';
import { findJob, unknownJob } from './job-views';
import { createScoreJob } from './jobs';

/**
 * A job over all rows that a data set has now.
 * @returns its id
 * @throws TrilaneError `unknown-data-set`, `data-set-not-ready`, `wrong-input` (rows for another model), `too-few-samples`,
 *   `unknown-model`, `unknown-version`, `switched-off`, `operator-key-needed`, and as `requireRoom` does
 */
export async function startJob(
  database: Database,
  request: JobRequest,
  dataRoot: string,
  caller: Caller = NOBODY_ELSE,
): Promise<string> {
  const { model, version, dataSet, batchSize, workers } = request;
  await requireSwitchedOn(database, caller, 'score');
  return inTransaction(database, async (tx) => {
    const id = checkedDataSetId(dataSet);
    // Who deletes the set waits for this transaction, and then sees the job.
    const [set] = await tx.orm.select().from(dataSets).where(eq(dataSets.id, id)).for('share');
    requireRowsFor(set, model);
    if (set.state !== 'ready') throw new TrilaneError('data-set-not-ready', `"${set.name}" is still being made.`);
    requireSmall(caller, set.rows, 'A job');
    const bytes = bytesOfAnswers(findModel(model), set.rows);
    await requireRoom({ ...database, orm: tx.orm }, caller, { jobs: 1, bytes }, dataRoot);
    return createScoreJob(database, tx, {
      target: { modelId: model, versionId: version },
      dataSet: { id, name: set.name, checksum: set.checksum },
      firstPart: 0,
      endPart: set.parts,
      batchSize: batchSize ?? null,
      workers: workers ?? 1,
      owner: caller.visitor,
    });
  });
}

export interface JobResults {
  readonly job: JobInfo;
  /** The files of its chunks that are done, in order. */
  readonly keys: readonly string[];
}

/** @throws TrilaneError `unknown-job`, `job-not-finished`, `not-found` when it has no answers */
export async function resultsOf(database: Pick<Database, 'orm'>, id: string): Promise<JobResults> {
  const job = (await findJob(database, id))?.info;
  if (!job) throw unknownJob();
  if (job.kind !== 'score' || job.queue !== 'long')
    throw new TrilaneError('not-found', 'That job answers nothing here.');
  if (!isOver(job.state))
    throw new TrilaneError('job-not-finished', `The job is ${job.state}; its answers come later.`);
  const rows = await database.orm
    .select({ state: chunks.state, output: chunks.output })
    .from(chunks)
    .where(eq(chunks.jobId, id))
    .orderBy(asc(chunks.index));
  const keys = rows.flatMap(({ state, output }) => (state === 'done' && output ? [output.key] : []));
  if (keys.length === 0) throw new TrilaneError('not-found', 'The job ended before any of its rows were answered.');
  return { job, keys };
}
