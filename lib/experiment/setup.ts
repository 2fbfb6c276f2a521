import type { ModelTarget } from '../model/manifest';
import type { ModeId } from '../modes';
import type { ArrivalPattern } from '../workload/arrivals';

export const LANE_ORDERS = ['in-turn', 'race'] as const;
/** `in-turn`: one lane at a time. `race`: all at once, contending for the same machine. */
export type LaneOrder = (typeof LANE_ORDERS)[number];

/** Everything that makes an experiment: the sentence on the Lab page, and its address. */
export interface ExperimentSetup {
  readonly modelId: string;
  readonly versionId: string;
  /** Lanes that run another version than `versionId`: not the same bytes. */
  readonly laneVersions: Readonly<Partial<Record<ModeId, string>>>;
  readonly count: number;
  readonly pattern: ArrivalPattern;
  /** Mean arrival rate; ignored when the pattern is `at-once`. */
  readonly perSecond: number;
  /** In fixed order, never empty. */
  readonly lanes: readonly ModeId[];
  /** Time between two batch runs. */
  readonly intervalMs: number;
  readonly order: LaneOrder;
  readonly seed: number;
}

export function targetOf(setup: ExperimentSetup, lane: ModeId): ModelTarget {
  return { modelId: setup.modelId, versionId: setup.laneVersions[lane] ?? setup.versionId };
}
