import { BINARY_TYPE, JSON_TYPE } from '../engine/wire/oip';
import { labJob, labJobList, labJobRequest } from '../wire/lab-job-schema';
import type { Operation } from './route';

// What `lab-jobs.ts` mounts, described.

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
      'malformed-json',
      'malformed-binary',
      'malformed-request',
      'unknown-parameter',
      'wrong-shape',
      'wrong-datatype',
      'not-a-number',
      'too-few-samples',
      'too-many-samples',
      'unknown-model',
      'unknown-version',
      'too-large',
      'wrong-media-type',
      'queue-full',
    ],
  },
  {
    method: 'get',
    path: '/api/batches',
    id: 'listBatches',
    tag: 'Batches',
    summary: 'Jobs, newest first',
    answers: [{ status: 200, description: 'The jobs.', content: { [JSON_TYPE]: labJobList } }],
  },
  {
    method: 'get',
    path: '/api/batches/:id',
    id: 'getBatch',
    tag: 'Batches',
    summary: 'One job',
    answers: [{ status: 200, description: 'The job.', content: { [JSON_TYPE]: labJob } }],
    errors: ['unknown-job'],
  },
  {
    method: 'delete',
    path: '/api/batches/:id',
    id: 'cancelBatch',
    tag: 'Batches',
    summary: 'Cancel a job',
    answers: [{ status: 204, description: 'It is cancelled, or had finished already.' }],
    errors: ['unknown-job'],
  },
  {
    method: 'get',
    path: '/api/batches/:id/events',
    id: 'followBatch',
    tag: 'Batches',
    summary: 'Follow a job',
    description:
      'Server-sent events: progress, then completed, failed or cancelled. Last-Event-ID resumes. With ?owner the job is cancelled once its reader has gone away for good.',
    answers: [
      { status: 200, description: 'The events.', content: { 'text/event-stream': null } },
      { status: 204, description: 'The reader has seen the end already.' },
    ],
    errors: ['unknown-job'],
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
    errors: ['unknown-job', 'job-not-finished', 'not-found'],
  },
  {
    method: 'get',
    path: '/api/batches/:id/results.csv',
    id: 'batchResultsTable',
    tag: 'Batches',
    summary: 'The answers of a job as a table',
    answers: [{ status: 200, description: 'CSV with a header.', content: { 'text/csv': null } }],
    errors: ['unknown-job', 'job-not-finished', 'not-found'],
  },
];
