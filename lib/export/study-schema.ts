import { z } from 'zod';
import { SWEEPS } from '../experiment/setup-fields';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import { FLOORS } from '../measure/floors';
import { MODE_IDS } from '../modes';
import { conditions, count, environment, error, mode, ms, sha256, target } from './run-schema';
import { setupSchema } from './setup-schema';

export const STUDY_SCHEMA = '/schemas/study.v1.json';
export const STUDY_VERSION = 1;

/** What a file may hold of each kind of thing measured: more than the longest study, and no more than a tab. */
const MOST = { trials: 1000, jobs: 100_000, latencies: 5_000_000, starts: 100, items: 1000, samples: 10_000 } as const;

const rate = z.number().positive().max(1e9);
const lanes = z.array(mode).max(MODE_IDS.length);
const failures = z.partialRecord(mode, error).describe('Lanes that failed, and why.');

const percentile = z.discriminatedUnion('state', [
  z.object({ state: z.literal('earned'), valueMs: ms, low: ms, high: ms }),
  z.object({ state: z.literal('locked'), have: count, need: count }),
]);

const trial = z.object({
  met: z.boolean(),
  disturbed: z.boolean().describe('It says nothing of the lane: our side could not ask.'),
  verdict: z.enum(['met', 'too-slow', 'failures', 'generator-late', 'device-slept']),
  perSecond: rate,
  purpose: z.enum(['climb', 'descend', 'bisect', 'confirm', 'hold']),
  p99: percentile,
  p99AtLeastMs: ms.nullable(),
  p50Ms: ms.nullable(),
  sentCount: count,
  failedCount: count,
  lateCount: count,
  worstLateMs: ms,
  elapsedMs: ms,
});

const capacityFound = z.discriminatedUnion('state', [
  z.object({ state: z.literal('found'), perSecond: rate, failsAtPerSecond: rate }),
  z.object({
    state: z.literal('at-least'),
    perSecond: rate,
    disturbedAtPerSecond: rate,
    failsAtPerSecond: rate.nullable(),
  }),
  z.object({ state: z.literal('beyond'), perSecond: rate }),
  z.object({ state: z.literal('none'), failsAtPerSecond: rate }),
  z.object({ state: z.literal('unknown'), disturbedAtPerSecond: rate }),
]);

const capacity = z.object({
  study: z.literal('capacity'),
  lanes,
  limitMs: z.number().min(SETUP_LIMITS.limitMs.min).max(SETUP_LIMITS.limitMs.max),
  floor: z.enum(FLOORS),
  batch: z
    .object({
      count: z.int().min(1),
      jobs: z.array(z.object({ elapsedMs: ms.positive(), computeMs: ms })).max(MOST.jobs),
    })
    .nullable(),
  online: z
    .object({ trials: z.array(trial).max(MOST.trials), capacity: capacityFound.nullable(), conditions })
    .nullable(),
  edge: z
    .object({
      latenciesMs: z.array(ms).max(MOST.latencies).describe('One after another, in the order they were answered.'),
      elapsedMs: ms,
      conditions,
    })
    .nullable(),
  failures,
});

const coldStart = z.object({
  study: z.literal('cold-start'),
  lanes,
  repeats: z.int().min(1).max(MOST.starts),
  starts: z
    .array(
      z.object({
        lane: mode,
        repeat: count,
        fetchColdMs: ms.nullable(),
        fetchColdBytes: count.nullable(),
        fetchCachedMs: ms.nullable(),
        startMs: ms.nullable(),
        loadMs: ms,
        firstRunMs: ms,
        warmMs: z.array(ms).min(1).max(MOST.items),
        steadyMs: z.array(ms).min(1).max(MOST.items),
      }),
    )
    .max(MOST.starts)
    .describe('In the order they were measured; null where a lane has no such part.'),
  failures,
});

const sweepPoint = {
  batchSize: z.int().min(1).max(10_000),
  threads: z.int().min(1).max(1000).nullable(),
  versionId: z.string(),
};

const sweep = z.object({
  study: z.literal('sweep'),
  kind: z.enum(SWEEPS),
  lane: mode,
  modelId: z.string(),
  samples: z
    .array(
      z.object({
        ...sweepPoint,
        perCallMs: ms.positive().describe('Median of the blocks.'),
        calls: z.int().min(1).describe('Timed together: a block.'),
        blocks: z.int().min(1),
        clockShare: z.number().min(0).max(1).describe('Smallest step of the clock as a share of what it timed.'),
      }),
    )
    .max(MOST.samples)
    .describe('In the order they were measured.'),
  failures: z
    .array(z.object({ ...sweepPoint, error }))
    .max(MOST.samples)
    .optional()
    .describe('What could not be measured, and why.'),
  planned: count,
  passes: z.int().min(1).max(MOST.starts),
  mostRows: z.int().min(1).nullable(),
  isolated: z.boolean().describe('Whether the page could use threads.'),
});

/** A study as a file: version 1. All times in ms. */
export const studySchema = z.object({
  schema: z.literal(STUDY_SCHEMA),
  version: z.literal(STUDY_VERSION),
  kind: z.literal('study'),
  app: z.object({ name: z.string(), version: z.string() }),
  startedAt: z.iso.datetime().describe('When the study was started.'),
  phase: z.enum(['done', 'cancelled', 'failed']),
  error: error.optional().describe('What stopped a study that failed.'),
  setup: setupSchema,
  link: z.string().describe('The query of the Lab’s address that sets the same study up again.'),
  models: z
    .array(
      z.object({
        lane: mode,
        target,
        sha256,
        environment,
      }),
    )
    .max(MOST.starts)
    .describe('What each lane loaded, and where it ran.'),
  faults: z
    .object({
      wasHidden: z.boolean(),
      sleptMs: ms,
      underPressure: z.boolean(),
      altered: z.boolean(),
    })
    .describe('What happened to the page or the device meanwhile.'),
  result: z.discriminatedUnion('study', [capacity, coldStart, sweep]),
  checksum: sha256.describe(
    'SHA-256 of everything else in this file as JSON without white space, the keys of every object in order.',
  ),
});

export type StudyDocument = z.infer<typeof studySchema>;
