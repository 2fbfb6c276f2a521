import { z } from 'zod';
import { GENERATORS } from '../emulate/conditions';
import { NETWORK_IDS, type NetworkId } from '../emulate/networks';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import { NAMED_SCHEMAS } from '../wire/named-schemas';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max);
const wholeWithin = ({ min, max }: { readonly min: number; readonly max: number }) => z.int().min(min).max(max);

const { perSecond, seed, durationMs, users, slowdown, threads, traceGaps, traceGapMs } = SETUP_LIMITS;
/** How long a lane may be made to stand still; the moment may be anywhere in a schedule. */
const stall = z.strictObject({
  atMs: within({ min: 0, max: SETUP_LIMITS.scheduleMs }),
  forMs: within(SETUP_LIMITS.stallMs),
});
const TIMEOUT_MS = { min: 100, max: 600_000 } as const;

const workload = z
  .strictObject({
    seed: wholeWithin(seed),
    sampleCount: z.int().describe('How many test samples the model has: what the seed draws from.'),
    arrivals: z.strictObject({
      pattern: z.enum(ARRIVAL_PATTERNS),
      perSecond: within(perSecond),
      traceMs: z.array(within({ min: 0, max: traceGapMs })).max(traceGaps),
    }),
    loop: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('open') }),
      z.strictObject({ kind: z.literal('closed'), users: wholeWithin(users) }),
    ]),
    // How many items there may be is checked apart: too few and too many have codes of their own.
    length: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('count'), count: z.int() }),
      z.strictObject({ by: z.literal('time'), durationMs: within(durationMs), most: z.int() }),
    ]),
  })
  .describe('Which samples, and when each arrives; the same data makes the same workload in a browser.')
  .register(NAMED_SCHEMAS, { id: 'WorkloadSpec' });

const conditions = z
  .strictObject({
    generator: z.enum(GENERATORS),
    network: z.enum(NETWORK_IDS as [NetworkId, ...NetworkId[]]),
    slowdown: within(slowdown),
    threads: wholeWithin(threads).nullable(),
    stall: stall.nullable(),
  })
  .describe('What is added to the lane on purpose.')
  .register(NAMED_SCHEMAS, { id: 'LaneConditions' });

export const loadRunRequest = z
  .strictObject({
    model: z.string(),
    version: z.string(),
    workload,
    conditions,
    timeoutMs: within(TIMEOUT_MS).optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'LoadRunRequest' });
