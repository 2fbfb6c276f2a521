import 'server-only';
import type { Context } from 'hono';
import { isOwn } from '../access/access';
import { readJobDetail } from '../batch/jobs/job-details';
import { getJob, listJobs, pageOfJobs, requireOwnJob, unknownJob } from '../batch/jobs/job-views';
import { cancelJob, deleteJob, markFetched, pauseJob, resumeJob, retryJob } from '../batch/jobs/jobs';
import { resultsCsv, resultsParquet } from '../batch/jobs/results';
import { resultsOf, startJob } from '../batch/jobs/score-jobs';
import type { OpenBatch } from '../batch/open-batch';
import { findModel } from '../model';
import { jobRequest } from '../wire/job-schema';
import { pageOf, pageQuery } from '../wire/page-query';
import { jsonAnswer } from './answer';
import { callerOf } from './caller';
import { FILE_TYPES } from './data-set-operations';
import { JOB_OPERATIONS } from './job-operations';
import { bodyOf, checked, idOf, noContent } from './request';
import type { Route } from './route';
import { SECURITY_HEADERS } from './security-headers';
import { bytesOf } from './streams';
import type { SystemServices } from './watched-job';

const ACTIONS = { pause: pauseJob, resume: resumeJob, cancel: cancelJob, retry: retryJob } as const;
const RESULTS = { csv: resultsCsv, parquet: resultsParquet } as const;

/** `/api/jobs`: the jobs of the long queue, what may be done with them, and their answers. */
export function jobRoutes({ system }: SystemServices): Route[] {
  const database = async () => (await system.open()).database;
  const { list, start, get, delete: remove } = JOB_OPERATIONS;
  return [
    {
      ...list,
      handler: async (context) => {
        const page = pageOf(checked(pageQuery, context.req.query(), 'unknown-parameter'));
        const open = await database();
        if (!page) return jsonAnswer({ jobs: await listJobs(open) });
        const { entries, next } = await pageOfJobs(open, page);
        return jsonAnswer({ jobs: entries, next });
      },
    },
    {
      ...start,
      handler: async (context) => {
        const request = await bodyOf(context, jobRequest);
        const id = await startJob(await database(), request, system.dataRoot, callerOf(context));
        system.nudge();
        const answer = jsonAnswer(await getJob(await database(), id), 202);
        answer.headers.set('location', `/api/jobs/${id}`);
        return answer;
      },
    },
    {
      ...get,
      handler: async (context) => {
        const detail = await readJobDetail(await database(), idOf(context));
        if (!detail) throw unknownJob();
        return jsonAnswer(detail);
      },
    },
    {
      ...remove,
      handler: async (context) => {
        const { database: open, store } = await system.open();
        await requireOwnJob(open, idOf(context), callerOf(context));
        await deleteJob(open, store, idOf(context));
        system.nudge();
        return noContent();
      },
    },
    ...(['pause', 'resume', 'cancel', 'retry'] as const).map((action) => ({
      ...JOB_OPERATIONS[action],
      handler: async (context: Context) => {
        await requireOwnJob(await database(), idOf(context), callerOf(context));
        await ACTIONS[action](await database(), idOf(context));
        system.nudge();
        return jsonAnswer(await getJob(await database(), idOf(context)));
      },
    })),
    ...(['csv', 'parquet'] as const).map((format) => ({
      ...JOB_OPERATIONS[format],
      handler: async (context: Context) => resultsAnswer(context, await system.open(), format),
    })),
  ];
}

/** Answers that were read to their end have been fetched, if by somebody who might delete them as well. */
async function* untilFetched(bytes: AsyncGenerator<Uint8Array>, then: () => Promise<void>): AsyncGenerator<Uint8Array> {
  yield* bytes;
  await then();
}

async function resultsAnswer(
  context: Context,
  { database, store }: Pick<OpenBatch, 'database' | 'store'>,
  format: 'csv' | 'parquet',
): Promise<Response> {
  const id = idOf(context);
  const { job, keys } = await resultsOf(database, id);
  const kept = job.source.kind === 'data-set' ? (job.source.kept ?? null) : null;
  const bytes = RESULTS[format]({ model: findModel(job.model), kept }, keys, store);
  const caller = callerOf(context);
  const fetched = async () => {
    if (job.owner === null || isOwn(caller, job.owner)) await markFetched(database, id);
  };
  return new Response(bytesOf(context, untilFetched(bytes, fetched)), {
    headers: {
      ...SECURITY_HEADERS,
      'content-type': format === 'csv' ? `${FILE_TYPES.csv}; charset=utf-8; header=present` : FILE_TYPES.parquet,
      'content-disposition': `attachment; filename="${job.model}-${job.version}-${job.id.slice(0, 8)}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
