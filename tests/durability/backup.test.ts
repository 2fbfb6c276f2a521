import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readJobDetail } from '@/lib/batch/jobs/job-details';
import { pauseJob, resumeJob } from '@/lib/batch/jobs/jobs';
import { type BatchPlace, makeBatchPlace } from '../batch-place';
import { findPrograms } from '../commands/postgres.mjs';
import { type Host, startHost } from './host';
import { expectAnswers, knownAnswers, startDataSet, startJob } from './known-answers';
import { bundleForTest } from './test-bundle';

const PARTS = [700, 700, 600];
const PATIENCE = { timeout: 120_000, interval: 20 };
const PROGRAMS = ['pg_dump', 'pg_restore'];
const run = promisify(execFile);

/** As the README says it: a folder that is copied while nobody uses it, or a dump of the database. */
async function backUpAndRestore(from: BatchPlace, to: BatchPlace): Promise<void> {
  if (!from.databaseUrl || !to.databaseUrl) return cp(from.dataRoot, to.dataRoot, { recursive: true });
  const programs = findPrograms(PROGRAMS) ?? '';
  const file = join(to.dataRoot, 'trilane.dump');
  await run(join(programs, 'pg_dump'), ['--format=custom', `--file=${file}`, from.databaseUrl]);
  await run(join(programs, 'pg_restore'), ['--no-owner', `--dbname=${to.databaseUrl}`, file]);
}

/** A PostgreSQL elsewhere may be reached without its programs being here. */
const isPossible = !process.env.TRILANE_TEST_POSTGRES || findPrograms(PROGRAMS) !== null;

test.skipIf(!isPossible)(
  'a backup holds data, answers and work that is not done, and goes on where it is restored',
  async () => {
    const hostFile = await bundleForTest('tests/durability/batch-host.ts');
    const places = [await makeBatchPlace(), await makeBatchPlace()] as const;
    onTestFinished(async () => {
      for (const place of places) await place.remove();
    });
    const state = async (host: Host, id: string) => (await readJobDetail(host.database, id))?.state;

    const host = await startHost(hostFile, places[0]);
    const { id: dataSetId, job: making } = await startDataSet(host.database, PARTS);
    host.nudge();
    await expect.poll(() => state(host, making), PATIENCE).toBe('completed');
    const wanted = { dataSetId, parts: PARTS.length, batchSize: 64, workers: 1 };
    const done = await startJob(host.database, wanted);
    host.nudge();
    await expect.poll(() => state(host, done), PATIENCE).toBe('completed');
    const waiting = await startJob(host.database, wanted);
    await pauseJob(host.database, waiting);
    await host.stop();

    await backUpAndRestore(...places);
    const restored = await startHost(hostFile, places[1]);
    onTestFinished(() => restored.stop());
    const known = await knownAnswers(2000);
    await expectAnswers(restored.database, restored.store, done, known);
    await resumeJob(restored.database, waiting);
    restored.nudge();
    await expect.poll(() => state(restored, waiting), PATIENCE).toBe('completed');
    await expectAnswers(restored.database, restored.store, waiting, known);
  },
);
