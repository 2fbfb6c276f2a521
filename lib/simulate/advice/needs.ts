import { choice, decimal, SIM_FIELDS, type SimField, type ValueOf } from '../setup/fields';
import { FLEET_IDS, SIGNAL_IDS } from '../setup/fleets';

export const LIMIT_UNITS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const;
export type LimitUnit = keyof typeof LIMIT_UNITS;
const UNIT_IDS = Object.keys(LIMIT_UNITS) as [LimitUnit, ...LimitUnit[]]; // its keys are that type

/**
 * What an advisor is told, each field once, in the order of an address; kinds, limits and addresses as those of a set-up. `budget`: USD; `null` = none is
 * given.
 */
export const NEED_FIELDS = {
  limit: decimal('limit', 'load', [0.1, 10_000], 300),
  unit: choice('unit', 'load', UNIT_IDS, 'ms'),
  percentile: choice('percentile', 'load', ['p50', 'p90', 'p95', 'p99'] as const, 'p95'),
  users: SIM_FIELDS.users,
  requestsPerDay: SIM_FIELDS.requestsPerDay,
  peakFactor: SIM_FIELDS.peakFactor,
  connectivity: choice('signal', 'load', SIGNAL_IDS, 'always'),
  network: SIM_FIELDS.network,
  privacy: choice('privacy', 'load', ['may-leave', 'stays'] as const, 'may-leave'),
  devices: choice('devices', 'edge', FLEET_IDS, 'mix'),
  freshness: choice('freshness', 'load', ['moment', 'hour', 'day'] as const, 'moment'),
  budget: decimal('budget', 'load', [0.001, 1e9], null),
  per: choice('per', 'load', ['million', 'month'] as const, 'month'),
  modelId: SIM_FIELDS.modelId,
  versionId: SIM_FIELDS.versionId,
  runId: SIM_FIELDS.runId,
} as const satisfies Readonly<Record<string, SimField>>;

export type NeedId = keyof typeof NEED_FIELDS;
export const NEED_IDS = Object.keys(NEED_FIELDS) as readonly NeedId[];

export type Needs = { readonly [Id in NeedId]: ValueOf<(typeof NEED_FIELDS)[Id]> };

/** How long an answer may take, ms. */
export const limitMsOf = ({ limit, unit }: Needs): number => limit * LIMIT_UNITS[unit];

/** How old an answer may be that was made in advance, or by a job; ms. */
export const FRESH_MS: Readonly<Record<Needs['freshness'], number>> = {
  moment: 0,
  hour: LIMIT_UNITS.h,
  day: 24 * LIMIT_UNITS.h,
};
