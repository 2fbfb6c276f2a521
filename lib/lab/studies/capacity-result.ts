import type { LaneConditions } from '../../emulate/conditions';
import type { ErrorReport } from '../../errors';
import type { Capacity, TrialPurpose } from '../../experiment/capacity-search';
import type { FloorId } from '../../measure/floors';
import type { PercentileResult } from '../../measure/percentile';
import { FEWEST_REPEATS } from '../../measure/rules';
import type { ModeId } from '../../modes';

/** Enough jobs for an interval (SPEC 8.6); in a full run they go on until its time is up. */
export const LEAST_JOBS = FEWEST_REPEATS;

/** Why a rate was not met. The last two say nothing of the lane: our side could not ask. */
export const TRIAL_VERDICTS = ['met', 'too-slow', 'failures', 'generator-late', 'device-slept'] as const;
export type TrialVerdict = (typeof TRIAL_VERDICTS)[number];

export const isDisturbed = (verdict: TrialVerdict) => verdict === 'generator-late' || verdict === 'device-slept';

/** One rate, held for a while. */
export interface RateTrial {
  readonly met: boolean;
  readonly disturbed: boolean;
  readonly verdict: TrialVerdict;
  readonly perSecond: number;
  readonly purpose: TrialPurpose | 'hold';
  /** Locked when the trial was ended early, because it could not be met any more. */
  readonly p99: PercentileResult;
  /** The p99 or, of a trial ended early, what it would at least have been; `null` = cannot be told. */
  readonly p99AtLeastMs: number | null;
  /** `null` of no answer. */
  readonly p50Ms: number | null;
  readonly sentCount: number;
  readonly failedCount: number;
  readonly lateCount: number;
  /** The latest that an item left after it was due, ms. */
  readonly worstLateMs: number;
  readonly elapsedMs: number;
}

/** MLPerf's Offline: everything at once. */
export interface OfflineResult {
  readonly count: number;
  /** One a job. */
  readonly jobs: readonly { readonly elapsedMs: number; readonly computeMs: number }[];
}

/** MLPerf's Server: Poisson arrivals under a limit of p99. */
export interface ServerResult {
  readonly trials: readonly RateTrial[];
  /** `null` while the search goes on. */
  readonly capacity: Capacity | null;
  readonly conditions: LaneConditions;
}

/** MLPerf's SingleStream: one after another. */
export interface SingleStreamResult {
  /** ms, in the order they were answered. */
  readonly latenciesMs: Float64Array;
  readonly elapsedMs: number;
  readonly conditions: LaneConditions;
}

export interface CapacityResult {
  readonly lanes: readonly ModeId[];
  readonly limitMs: number;
  readonly floor: FloorId;
  readonly batch: OfflineResult | null;
  readonly online: ServerResult | null;
  readonly edge: SingleStreamResult | null;
  readonly failures: Readonly<Partial<Record<ModeId, ErrorReport>>>;
}
