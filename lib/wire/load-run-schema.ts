import { z } from 'zod';
import { GENERATORS } from '../emulate/conditions';
import { NETWORK_IDS, type NetworkId } from '../emulate/networks';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';
import { NAMED_SCHEMAS } from './named-schemas';
import type { Wire } from './wire';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a load run may ask for: the limits of a set-up. */
interface LoadRunLimits
  extends Readonly<Record<'perSecond' | 'seed' | 'durationMs' | 'users' | 'slowdown' | 'threads' | 'stallMs', Range>> {
  readonly scheduleMs: number;
  /** Gaps of a trace: how many, and how long each. */
  readonly traceGaps: number;
  readonly traceGapMs: number;
}

const TIMEOUT_MS = { min: 100, max: 600_000 } as const;

const within = ({ min, max }: Range) => z.number().min(min).max(max);
const wholeWithin = ({ min, max }: Range) => z.int().min(min).max(max);

/** The JSON of `POST /api/load-runs`: a workload that the generator on the server plays into the online lane. */
export function loadRunRequestWithin(limits: LoadRunLimits) {
  const workload = z
    .strictObject({
      seed: wholeWithin(limits.seed),
      sampleCount: z.int().describe('How many test samples the model has: what the seed draws from.'),
      arrivals: z.strictObject({
        pattern: z.enum(ARRIVAL_PATTERNS),
        perSecond: within(limits.perSecond),
        traceMs: z.array(within({ min: 0, max: limits.traceGapMs })).max(limits.traceGaps),
      }),
      loop: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('open') }),
        z.strictObject({ kind: z.literal('closed'), users: wholeWithin(limits.users) }),
      ]),
      // How many items there may be is checked apart: too few and too many have codes of their own.
      length: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('count'), count: z.int() }),
        z.strictObject({ by: z.literal('time'), durationMs: within(limits.durationMs), most: z.int() }),
      ]),
    })
    .describe('Which samples, and when each arrives; the same data makes the same workload in a browser.')
    .register(NAMED_SCHEMAS, { id: 'WorkloadSpec' });

  const stall = z.strictObject({
    // The moment may be anywhere in a schedule.
    atMs: within({ min: 0, max: limits.scheduleMs }),
    forMs: within(limits.stallMs),
  });
  const conditions = z
    .strictObject({
      generator: z.enum(GENERATORS),
      network: z.enum(NETWORK_IDS as [NetworkId, ...NetworkId[]]),
      slowdown: within(limits.slowdown),
      threads: wholeWithin(limits.threads).nullable(),
      stall: stall.nullable(),
    })
    .describe('What is added to the lane on purpose.')
    .register(NAMED_SCHEMAS, { id: 'LaneConditions' });

  return z
    .strictObject({
      model: z.string(),
      version: z.string(),
      workload,
      conditions,
      timeoutMs: within(TIMEOUT_MS).optional().describe('An item with no answer after this long counts as timed out.'),
    })
    .register(NAMED_SCHEMAS, { id: 'LoadRunRequest' });
}

export type LoadRunRequest = Wire<ReturnType<typeof loadRunRequestWithin>>;
