import { z } from 'zod';
import { GENERATORS, type LaneConditions } from '../emulate/conditions';
import { NETWORK_IDS } from '../emulate/networks';
import type { LoadedModel } from '../engine/contract';
import { ERROR_STATUS, type ErrorCode, type ErrorReport } from '../errors';
import type { Parity } from '../experiment/parity';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import type { RunFaults } from '../measure/faults';
import type { LaneStatus } from '../measure/lane-record';
import { CPU_METHODS, type ResourceUse } from '../measure/resources';
import type { ModelTarget } from '../model/manifest';
import { MODE_IDS, type ModeId } from '../modes';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';
import type { WorkloadSpec } from '../workload/workload';
import { COLUMNS, OPTIONAL_COLUMNS } from './run-columns';
import { setupSchema } from './setup-schema';

export const RUN_SCHEMA = '/schemas/run.v1.json';
export const RUN_VERSION = 1;
/** A class of devices, each with a lane or two. */
const MOST_LANES = 100;

export const mode = z.enum(MODE_IDS as readonly [ModeId, ...ModeId[]]);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const count = z.int().min(0);
export const ms = z.number().min(0).max(86_400_000);
/** It names a place in objects: none that every object has already. */
const laneId = z
  .string()
  .max(64)
  .regex(
    /^(?!__)(?!(?:constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$).+$/,
  );
const bytes = z.number().min(0);
const seconds = z.number().min(0);

export const target = z.object({ modelId: z.string(), versionId: z.string() }) satisfies z.ZodType<ModelTarget>;

export const error = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  detail: z.string().max(1000),
}) satisfies z.ZodType<ErrorReport>;

const workload = z.object({
  seed: z.int().min(SETUP_LIMITS.seed.min).max(SETUP_LIMITS.seed.max),
  sampleCount: z.int().min(1).describe('No more than the model comes with.'),
  arrivals: z.object({
    pattern: z.enum(ARRIVAL_PATTERNS),
    perSecond: z.number().min(SETUP_LIMITS.perSecond.min).max(SETUP_LIMITS.perSecond.max),
    traceMs: z.array(z.number().min(0).max(SETUP_LIMITS.traceGapMs)).max(SETUP_LIMITS.traceGaps),
  }),
  loop: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    z.object({ kind: z.literal('closed'), users: z.int().min(1).max(SETUP_LIMITS.users.max) }),
  ]),
  length: z.discriminatedUnion('by', [
    z.object({ by: z.literal('count'), count: z.int().min(1).max(SETUP_LIMITS.count.max) }),
    z.object({
      by: z.literal('time'),
      durationMs: z.number().positive().max(SETUP_LIMITS.durationMs.max),
      most: z.int().min(1).max(SETUP_LIMITS.count.max),
    }),
  ]),
}) satisfies z.ZodType<WorkloadSpec>;

export const conditions = z.object({
  generator: z.enum(GENERATORS),
  network: z.enum(NETWORK_IDS as [LaneConditions['network'], ...LaneConditions['network'][]]),
  slowdown: z.number().min(1).max(SETUP_LIMITS.slowdown.max),
  threads: z.int().min(1).max(SETUP_LIMITS.threads.max).nullable(),
  stall: z.object({ atMs: ms, forMs: ms }).nullable(),
}) satisfies z.ZodType<LaneConditions>;

const amount = z.number().min(0).optional();
/** Where a lane ran, in whatever facts there were; what counts something is a number. */
export const environment = z
  .object({
    cores: amount,
    threads: amount,
    threadsPerInference: amount,
    threadsPerSession: amount,
    mostRowsPerBatch: amount,
    clockResolutionMs: amount,
  })
  .catchall(z.union([z.string().max(1000), z.number(), z.boolean()])) as unknown as z.ZodType<
  LoadedModel['environment']
>;

const loadedModel = z.object({
  sha256,
  coldStart: z.object({ fetchMs: ms, compileMs: ms, firstRunMs: ms }),
  environment,
}) satisfies z.ZodType<LoadedModel>;

const resources = z.object({
  cpuSeconds: seconds.nullable(),
  cpuMethod: z
    .enum(CPU_METHODS)
    .describe(
      'own-work: its share of the server, without what is spent anyway. process: all of one process, in files of before.',
    ),
  cpuApart: z
    .object({
      idleSeconds: seconds.nullable(),
      othersSeconds: seconds,
      isShared: z.boolean(),
      isDatabaseCounted: z.boolean(),
    })
    .optional()
    .describe('CPU time that the processes spent meanwhile beside the lane’s own work.'),
  computeThreads: z.number().min(1).optional(),
  peakMemoryBytes: bytes.nullable(),
  memoryMethod: z.enum(['process-rss', 'wasm-heap']),
  bytesSent: bytes,
  bytesReceived: bytes,
  bytesMethod: z.enum(['bodies', 'with-headers']).optional().describe('Absent: bodies.'),
  bytesOnce: bytes,
  bytesOnceCold: bytes.optional().describe('What a new device would have fetched of it.'),
  resentCount: count.optional().describe('Requests that the browser sent again by itself.'),
  waitForOthersMs: z
    .number()
    .min(0)
    .optional()
    .describe('Half of the items waited so long or longer, in ms, for jobs of others.'),
  eventLoopUtilisation: z.number().min(0).max(1).nullable(),
}) satisfies z.ZodType<ResourceUse>;

const parity = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('agreed'),
    difference: z.number().min(0),
    tolerance: z.number().min(0),
    sampleCount: count,
    sha256,
  }),
  z.object({ state: z.literal('different-bytes'), lanes: z.tuple([laneId, laneId]) }),
  z.object({
    state: z.literal('disagreed'),
    difference: z.number().min(0),
    tolerance: z.number().min(0),
    sampleCount: count,
    lanes: z.tuple([laneId, laneId]),
    sample: count,
  }),
  z.object({ state: z.literal('not-comparable') }),
]) satisfies z.ZodType<Parity>;

const faults = z.object({
  wasHidden: z.boolean(),
  sleptMs: ms,
  underPressure: z.boolean(),
  longTasks: count.nullable(),
  clockStepMs: ms.nullable(),
  footprint: z
    .object({
      mainThreadBusyShare: z.number().min(0).max(1).nullable(),
      probes: count,
      longestBusyMs: ms,
      longTasks: count.nullable(),
    })
    .nullable()
    .optional()
    .describe('How busy the page itself was. Files of before it was measured have none.'),
  altered: z.boolean(),
}) satisfies z.ZodType<Omit<RunFaults, 'footprint'>>;

/** Of a lane that is over, or never began. */
const status = z.discriminatedUnion('state', [
  z.object({ state: z.literal('idle') }),
  z.object({ state: z.literal('done'), elapsedMs: ms }),
  z.object({ state: z.literal('cancelled'), elapsedMs: ms }),
  z.object({ state: z.literal('failed'), elapsedMs: ms, error }),
]) satisfies z.ZodType<LaneStatus>;

const documentWith = <Measurements extends z.ZodType>(measurements: Measurements) =>
  z.object({
    schema: z.literal(RUN_SCHEMA),
    version: z.literal(RUN_VERSION),
    app: z.object({ name: z.string(), version: z.string() }),
    startedAt: z.iso.datetime().describe('When the run was started.'),
    phase: z.enum(['done', 'cancelled', 'stopped']),
    simulated: z
      .literal(true)
      .optional()
      .describe('Computed from a model of the lanes, on no machine’s clock. Absent: measured.'),
    setup: setupSchema,
    link: z.string().describe('The query of the Lab’s address that sets the same run up again.'),
    workload,
    lanes: z.record(laneId, loadedModel).describe('What each lane loaded, and where it ran.'),
    parity: parity.nullable().describe('Whether the lanes gave the same answers before timing.'),
    faults,
    pageMemoryBytes: z
      .number()
      .min(0)
      .nullable()
      .describe('Of the page with all its workers; null where the browser does not tell.'),
    error: error.nullable().describe('What stopped the run, if anything did.'),
    simulation: z
      .looseObject({
        requests: z.number().describe('Of each lane.'),
        told: z.record(laneId, count).describe('So many of them are in this file, the first ones.'),
      })
      .optional()
      .describe('Only of a simulated run: its scenario, and the figures of all requests of each lane.'),
    repeats: z
      .array(
        z.object({
          order: z.array(laneId).describe('As the lanes ran.'),
          lanes: z
            .array(
              z.object({
                id: laneId.optional().describe('Tells lanes of one mode apart; without it, the mode does.'),
                mode,
                target,
                conditions,
                planned: count.max(SETUP_LIMITS.count.max),
                status,
                resources: resources.nullable(),
                measurements,
              }),
            )
            .max(MOST_LANES),
        }),
      )
      .max(SETUP_LIMITS.repeats.max),
    checksum: sha256.describe(
      'SHA-256 of everything else in this file as JSON without white space, the keys of every object in order.',
    ),
  });

/** All of a run document but its measurements, which are checked in pieces. */
export const runEnvelope = documentWith(z.record(z.string(), z.array(z.unknown())));

/** A run as a file: version 1. All times in ms. */
export const runSchema = documentWith(
  z
    .object(
      Object.fromEntries(
        Object.entries(COLUMNS).map(([id, cell]) => [id, z.array(cell).max(SETUP_LIMITS.count.max)]),
      ) as { [Id in keyof typeof COLUMNS]: z.ZodArray<(typeof COLUMNS)[Id]> },
    )
    .partial(OPTIONAL_COLUMNS),
);

export type RunDocument = z.infer<typeof runSchema>;
