import { JSON_TYPE } from '../engine/wire/oip';
import { job, jobDetail, jobList, jobRequest } from '../wire/job-schema';
import { FILE_TYPES } from './data-set-operations';
import { MALFORMED, NO_ROOM, type Operation, UNAVAILABLE } from './route';

// What `jobs.ts` mounts, described.

const tag = 'Batch system';
const action = (name: string, summary: string, description?: string) =>
  ({
    method: 'post',
    path: `/api/jobs/:id/${name}`,
    id: `${name}Job`,
    tag,
    summary,
    ...(description !== undefined && { description }),
    answers: [{ status: 200, description: 'The job.', content: { [JSON_TYPE]: job } }],
    errors: ['unknown-job', 'wrong-state', 'operator-key-needed', ...UNAVAILABLE],
  }) as const satisfies Operation;
const results = (format: 'csv' | 'parquet') =>
  ({
    method: 'get',
    path: `/api/jobs/:id/results.${format}`,
    id: `jobResults${format === 'csv' ? 'Csv' : 'Parquet'}`,
    tag,
    summary: `The answers of a job as ${format === 'csv' ? 'CSV' : 'Parquet'}`,
    description:
      'In the order of the rows; those of chunks that were set aside are missing, and their numbers too. Answers to an ' +
      'upload carry the line of the file (of Parquet the number of the row) and the columns the model does not know.',
    answers: [{ status: 200, description: 'The file.', content: { [FILE_TYPES[format]]: null } }],
    errors: ['unknown-job', 'job-not-finished', 'not-found', 'storage-failed', ...UNAVAILABLE],
  }) as const satisfies Operation;

export const JOB_OPERATIONS = {
  list: {
    method: 'get',
    path: '/api/jobs',
    id: 'listJobs',
    tag,
    summary: 'Jobs, newest first',
    description:
      'All of them, or with ?limit (up to 500) and ?after a page: behind the `next` of the page before, which holds though entries are ' +
      'deleted meanwhile, or behind the entry with this id.',
    answers: [{ status: 200, description: 'The jobs.', content: { [JSON_TYPE]: jobList } }],
    errors: ['unknown-parameter', 'unknown-job', ...UNAVAILABLE],
  },
  start: {
    method: 'post',
    path: '/api/jobs',
    id: 'startJob',
    tag,
    summary: 'Start a job over a data set',
    requestBody: { description: 'What to run.', content: { [JSON_TYPE]: jobRequest } },
    answers: [
      {
        status: 202,
        description: 'It waits for workers.',
        content: { [JSON_TYPE]: job },
        headers: { Location: 'Where the job is.' },
      },
    ],
    errors: [
      ...MALFORMED,
      'wrong-input',
      'too-few-samples',
      'unknown-model',
      'unknown-version',
      'unknown-data-set',
      'data-set-not-ready',
      ...NO_ROOM,
      ...UNAVAILABLE,
    ],
  },
  get: {
    method: 'get',
    path: '/api/jobs/:id',
    id: 'getJob',
    tag,
    summary: 'One job, with its chunks and workers',
    answers: [{ status: 200, description: 'The job.', content: { [JSON_TYPE]: jobDetail } }],
    errors: ['unknown-job', ...UNAVAILABLE],
  },
  delete: {
    method: 'delete',
    path: '/api/jobs/:id',
    id: 'deleteJob',
    tag,
    summary: 'Forget a job that is over, and its answers',
    answers: [{ status: 204, description: 'It is gone.' }],
    errors: ['unknown-job', 'wrong-state', 'operator-key-needed', ...UNAVAILABLE],
  },
  pause: action('pause', 'Pause a job', 'Chunks under way are finished, no others begun.'),
  resume: action('resume', 'Resume a paused job'),
  cancel: action('cancel', 'Cancel a job', 'One that is over stays as it is.'),
  retry: action('retry', 'Try again the chunks that were set aside'),
  csv: results('csv'),
  parquet: results('parquet'),
} as const satisfies Readonly<Record<string, Operation>>;
