import { JSON_TYPE } from '../engine/wire/oip';
import { schedule, scheduleChange, scheduleList, scheduleRequest, scheduleRun } from '../wire/schedule-schema';
import { MALFORMED, type Operation, UNAVAILABLE } from './route';

// What `schedules.ts` mounts, described.

const tag = 'Batch system';

export const SCHEDULE_OPERATIONS = {
  list: {
    method: 'get',
    path: '/api/schedules',
    id: 'listSchedules',
    tag,
    summary: 'Schedules, newest first',
    answers: [{ status: 200, description: 'The schedules.', content: { [JSON_TYPE]: scheduleList } }],
    errors: UNAVAILABLE,
  },
  create: {
    method: 'post',
    path: '/api/schedules',
    id: 'createSchedule',
    tag,
    summary: 'Run a model over what arrives, again and again',
    description:
      'Its first run takes all rows there are, each further one those that have come since. While its last job is not over, a ' +
      'due time is passed over; due times for which no server was there are counted.',
    requestBody: { description: 'What to run, and when.', content: { [JSON_TYPE]: scheduleRequest } },
    answers: [
      {
        status: 201,
        description: 'The schedule.',
        content: { [JSON_TYPE]: schedule },
        headers: { Location: 'Where it is.' },
      },
    ],
    errors: [
      ...MALFORMED,
      'bad-schedule',
      'operator-key-needed',
      'share-used-up',
      'storage-full',
      'wrong-input',
      'unknown-model',
      'unknown-version',
      'unknown-data-set',
      'data-set-not-ready',
      ...UNAVAILABLE,
    ],
  },
  change: {
    method: 'patch',
    path: '/api/schedules/:id',
    id: 'changeSchedule',
    tag,
    summary: 'Change a schedule, or switch it on or off',
    requestBody: { description: 'What to change.', content: { [JSON_TYPE]: scheduleChange } },
    answers: [{ status: 200, description: 'The schedule.', content: { [JSON_TYPE]: schedule } }],
    errors: [...MALFORMED, 'bad-schedule', 'operator-key-needed', 'unknown-schedule', ...UNAVAILABLE],
  },
  delete: {
    method: 'delete',
    path: '/api/schedules/:id',
    id: 'deleteSchedule',
    tag,
    summary: 'Delete a schedule',
    description: 'The jobs that it started stay.',
    answers: [{ status: 204, description: 'It is gone.' }],
    errors: ['unknown-schedule', 'operator-key-needed', ...UNAVAILABLE],
  },
  run: {
    method: 'post',
    path: '/api/schedules/:id/run',
    id: 'runSchedule',
    tag,
    summary: 'Run a schedule now, beside its due times',
    answers: [{ status: 200, description: 'What came of it.', content: { [JSON_TYPE]: scheduleRun } }],
    errors: ['unknown-schedule', 'operator-key-needed', 'unknown-model', 'unknown-version', ...UNAVAILABLE],
  },
} as const satisfies Readonly<Record<string, Operation>>;
