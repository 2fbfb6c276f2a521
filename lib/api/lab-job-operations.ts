import { z } from 'zod';
import { BINARY_TYPE, HEADER_LENGTH, JSON_TYPE } from '../engine/wire/oip';
import { REQUEST_ID } from '../engine/wire/request-id';
import { labBatchSize, labJob, labJobList, labJobRequest } from '../wire/lab-job-schema';
import { MALFORMED, type Operation, UNAVAILABLE } from './route';

// What `lab-jobs.ts` mounts, described.

/** What may stand behind the address where the body is bytes. */
export const LAB_JOB_QUERY = z.strictObject({
  model: z.string().optional(),
  version: z.string().optional(),
  batch_size: z.coerce.number().pipe(labBatchSize).optional(),
});

/** What a job may have failed with. */
const FAILURES = [
  'hash-mismatch',
  'model-load-failed',
  'inference-failed',
  'engine-died',
  'storage-failed',
  'storage-full',
] as const;

export const LAB_JOB_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/batches',
    id: 'submitBatch',
    tag: 'Batches',
    summary: 'Submit a job',
    description:
      'Over test samples, as JSON; or over rows of your own: the same message as an inference request with its tensor as bytes, ' +
      'with model, version and batch_size in the query or in its parameters. A request that names itself in the header ' +
      '`Trilane-Request` may be sent again: it is answered with the job it made, as long as that is kept.',
    query: LAB_JOB_QUERY,
    headers: {
      [HEADER_LENGTH]: 'How long the JSON is that stands before bytes.',
      [REQUEST_ID]: 'What the request calls itself.',
    },
    requestBody: { description: 'What to run.', content: { [JSON_TYPE]: labJobRequest, [BINARY_TYPE]: null } },
    answers: [
      {
        status: 202,
        description: 'It waits for its turn.',
        content: { [JSON_TYPE]: labJob },
        headers: { Location: 'Where the job is.' },
      },
    ],
    errors: [
      ...MALFORMED,
      'malformed-binary',
      'unknown-parameter',
      'wrong-input',
      'wrong-shape',
      'wrong-datatype',
      'not-a-number',
      'too-few-samples',
      'too-many-samples',
      'unknown-model',
      'unknown-version',
      'queue-full',
      'storage-failed',
      'storage-full',
      ...UNAVAILABLE,
    ],
  },
  {
    method: 'get',
    path: '/api/batches',
    id: 'listBatches',
    tag: 'Batches',
    summary: 'Jobs, newest first',
    answers: [{ status: 200, description: 'The jobs.', content: { [JSON_TYPE]: labJobList } }],
    errors: UNAVAILABLE,
  },
  {
    method: 'get',
    path: '/api/batches/:id',
    id: 'getBatch',
    tag: 'Batches',
    summary: 'One job',
    answers: [{ status: 200, description: 'The job.', content: { [JSON_TYPE]: labJob } }],
    errors: ['unknown-job', ...UNAVAILABLE],
  },
  {
    method: 'delete',
    path: '/api/batches/:id',
    id: 'cancelBatch',
    tag: 'Batches',
    summary: 'Cancel a job',
    answers: [{ status: 204, description: 'It is cancelled, or had finished already.' }],
    errors: ['unknown-job', 'operator-key-needed', ...UNAVAILABLE],
  },
  {
    method: 'get',
    path: '/api/batches/:id/events',
    id: 'followBatch',
    tag: 'Batches',
    summary: 'Follow a job',
    description:
      'Server-sent events: progress, then completed, failed or cancelled. Last-Event-ID resumes. With ?owner the job is cancelled once its reader has gone away for good.',
    query: z.object({ owner: z.string().optional() }),
    headers: { 'Last-Event-ID': 'Of the last event that was read.' },
    answers: [
      { status: 200, description: 'The events.', content: { 'text/event-stream': null } },
      { status: 204, description: 'The reader has seen the end already.' },
    ],
    errors: ['unknown-job', ...UNAVAILABLE],
  },
  {
    method: 'get',
    path: '/api/batches/:id/results',
    id: 'batchResults',
    tag: 'Batches',
    summary: 'The answers of a job',
    answers: [
      {
        status: 200,
        description: 'One row for each row of the input, as bytes behind JSON.',
        content: { [BINARY_TYPE]: null },
      },
    ],
    errors: ['unknown-job', 'job-not-finished', 'not-found', ...FAILURES, ...UNAVAILABLE],
  },
  {
    method: 'get',
    path: '/api/batches/:id/results.csv',
    id: 'batchResultsTable',
    tag: 'Batches',
    summary: 'The answers of a job as a table',
    answers: [{ status: 200, description: 'CSV with a header.', content: { 'text/csv': null } }],
    errors: ['unknown-job', 'job-not-finished', 'not-found', ...FAILURES, ...UNAVAILABLE],
  },
];
