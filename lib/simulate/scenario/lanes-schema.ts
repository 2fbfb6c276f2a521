import { z } from 'zod';
import {
  LEAST_PERIOD_MS,
  MOST_BATCH,
  MOST_BYTES,
  MOST_EXACT_REQUESTS,
  MOST_PERIOD_MS,
  MOST_RETRIES,
  MOST_SERVERS,
  MOST_WORKERS,
} from './limits';
import { ms, serviceTimes } from './times-schema';

const period = z.number().min(LEAST_PERIOD_MS).max(MOST_PERIOD_MS);
const servers = z.int().min(1).max(MOST_SERVERS);
const unsureShare = z.number().min(0).max(1).describe('Share of answers that the first model is not sure of.');

export const BALANCINGS = ['shared-queue', 'random', 'round-robin', 'least-outstanding', 'two-choices'] as const;

export const online = z.strictObject({
  servers: servers.describe('That are up at the start.'),
  workersPerServer: z.int().min(1).max(MOST_WORKERS).default(1).describe('Calls that a server works on at once.'),
  serviceMs: serviceTimes.describe('Of a call of the model.'),
  requestMs: ms
    .default(0)
    .describe(
      'Of the thread of each server (or of the one queue) that takes requests one at a time, before they queue.',
    ),
  batchMost: z.int().min(1).max(MOST_BATCH).default(1).describe('Requests that are answered in one call.'),
  batchDelayMs: ms.default(0).describe('How long a worker waits for a batch to fill.'),
  queueMost: z
    .int()
    .min(0)
    .max(MOST_EXACT_REQUESTS)
    .nullable()
    .default(null)
    .describe('Places to wait, in each queue; null = no limit, 0 = none.'),
  balancing: z.enum(BALANCINGS).default('shared-queue'),
  deadlineMs: period.nullable().default(null).describe('In the queue for longer: the server drops it.'),
  client: z
    .strictObject({
      timeoutMs: period.nullable().default(null).describe('The client gives up; the server does not know.'),
      retries: z.int().min(0).max(MOST_RETRIES).default(0),
      backoffMs: ms.default(100).describe('Before the first retry.'),
      backoffFactor: z.number().min(1).max(10).default(2).describe('Each further one waits so many times as long.'),
      jitter: z.boolean().default(true).describe('Wait anything from 0 to that.'),
    })
    .prefault({}),
  autoscaling: z
    .strictObject({
      least: servers,
      most: servers,
      everyMs: period.describe('How often it looks.'),
      targetUtilisation: z.number().gt(0).max(1),
      startUpMs: ms.describe('Until a new server answers.'),
      coolDownMs: ms.describe('After a change, none takes servers away for so long.'),
    })
    .refine(({ least, most }) => least <= most, { path: ['most'], message: 'must not be below least' })
    .nullable()
    .default(null),
  coldStartMs: ms.default(0).describe('Added to the first call of each worker of a server that has just started.'),
  failures: z
    .strictObject({
      everyMs: period.describe('Mean time between failures of a server.'),
      repairMs: ms.describe('Mean.'),
    })
    .nullable()
    .default(null),
});
export type Online = z.infer<typeof online>;

export const batch = z
  .strictObject({
    everyMs: period.nullable().default(null),
    cron: z.string().max(100).nullable().default(null).describe('UTC; time 0 is a Monday, 0:00.'),
    workers: z.int().min(1).max(MOST_WORKERS).default(1),
    serviceMs: serviceTimes.describe('Of a call of the model.'),
    batchSize: z.int().min(1).max(MOST_BATCH).default(1).describe('Items of a call.'),
    chunkItems: z.int().min(1).max(MOST_EXACT_REQUESTS).default(10_000).describe('A worker takes so many at once.'),
    startUpMs: ms.default(0).describe('From when a run is due to its first chunk.'),
    chunkMs: ms.default(0).describe('To read a chunk and write its answers.'),
    failShare: z.number().min(0).max(0.99).default(0).describe('Chance that a chunk fails.'),
    retries: z.int().min(0).max(MOST_RETRIES).default(3).describe('Of a chunk.'),
    windowMs: period.nullable().default(null).describe('A run that takes longer is late.'),
    overrun: z
      .enum(['skip', 'queue'])
      .default('skip')
      .describe('What becomes of a run that is due while one is under way.'),
  })
  .refine(({ everyMs, cron }) => (everyMs === null) !== (cron === null), {
    path: ['everyMs'],
    message: 'exactly one of everyMs and cron must be given',
  });
export type Batch = z.infer<typeof batch>;

export const edge = z.strictObject({
  serviceMs: serviceTimes.describe('On a device with the slowdown 1.'),
  modelBytes: z.number().min(0).max(MOST_BYTES).default(0).describe('Downloaded before the first answer of a device.'),
  modelThereShare: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Share of the devices that have the model when the scenario begins.'),
  startUpMs: ms.default(0).describe('Of the runtime, at the first answer of a session.'),
  sessionMs: period.nullable().default(null).describe('Idle for longer: the next answer starts the runtime anew.'),
  updates: z
    .strictObject({ everyMs: period, isWaitedFor: z.boolean().default(false) })
    .nullable()
    .default(null)
    .describe('New versions of the model, downloaded at the next use.'),
});
export type Edge = z.infer<typeof edge>;

export const lanes = z
  .strictObject({
    batch: batch.optional(),
    online: online.optional(),
    edge: edge.optional(),
    edgeThenOnline: z
      .strictObject({ edge, online, unsureShare: unsureShare.default(0) })
      .describe('On the device; on the server where the device is not sure, or cannot.')
      .optional(),
    cacheThenOnline: z
      .strictObject({
        batch,
        online,
        items: z.int().min(1).max(MOST_EXACT_REQUESTS).describe('Answered in advance by each run.'),
        hitShare: z.number().min(0).max(1).describe('Share of requests that are among them.'),
        lookupMs: ms.default(1),
      })
      .describe('Answered in advance by a job; on the server where that did not hold it.')
      .optional(),
    cascade: z
      .strictObject({ small: online, big: online, unsureShare })
      .describe('A small model first; a big one where it is not sure.')
      .optional(),
  })
  .refine((named) => Object.values(named).some((lane) => lane !== undefined), 'must name at least one lane');
export type Lanes = z.infer<typeof lanes>;
export const SIM_LANE_IDS = ['batch', 'online', 'edge', 'edgeThenOnline', 'cacheThenOnline', 'cascade'] as const;
export type SimLaneId = (typeof SIM_LANE_IDS)[number];
