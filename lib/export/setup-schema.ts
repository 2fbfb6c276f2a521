import { z } from 'zod';
import { GENERATORS } from '../emulate/conditions';
import { NETWORK_IDS, type NetworkId } from '../emulate/networks';
import { type ExperimentSetup, LANE_ORDERS, LOOPS, STUDIES, SWEEPS } from '../experiment/setup';
import { type LimitedField, SETUP_LIMITS } from '../experiment/setup-limits';
import { FLOORS } from '../measure/floors';
import { MODE_IDS, type ModeId } from '../modes';
import { ARRIVAL_PATTERNS } from '../workload/arrivals';

const mode = z.enum(MODE_IDS as readonly [ModeId, ...ModeId[]]);
const number = (field: LimitedField) => z.number().min(SETUP_LIMITS[field].min).max(SETUP_LIMITS[field].max);
const whole = (field: LimitedField) => z.int().min(SETUP_LIMITS[field].min).max(SETUP_LIMITS[field].max);

/** The set-up of a run, within the limits the Lab keeps to. */
export const setupSchema = z.object({
  study: z.enum(STUDIES),
  modelId: z.string(),
  versionId: z.string(),
  laneVersions: z.partialRecord(mode, z.string()),
  count: whole('count'),
  durationMs: number('durationMs').nullable(),
  pattern: z.enum(ARRIVAL_PATTERNS),
  perSecond: number('perSecond'),
  traceMs: z.array(z.number().min(0).max(SETUP_LIMITS.traceGapMs)).max(SETUP_LIMITS.traceGaps),
  loop: z.enum(LOOPS),
  users: whole('users'),
  lanes: z.array(mode).min(1).max(MODE_IDS.length),
  intervalMs: number('intervalMs'),
  order: z.enum(LANE_ORDERS),
  seed: whole('seed'),
  repeats: whole('repeats'),
  floor: z.enum(FLOORS),
  generator: z.enum(GENERATORS),
  network: z.enum(NETWORK_IDS as [NetworkId, ...NetworkId[]]),
  slowdown: number('slowdown'),
  threads: whole('threads').nullable(),
  stallMs: number('stallMs'),
  limitMs: number('limitMs'),
  sweep: z.enum(SWEEPS),
  sweepLane: mode,
}) satisfies z.ZodType<ExperimentSetup>;
