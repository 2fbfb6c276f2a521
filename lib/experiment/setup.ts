import { AS_IT_IS, type Generator, type LaneConditions, type Stall } from '../emulate/conditions';
import type { NetworkId } from '../emulate/networks';
import type { FloorId } from '../measure/floors';
import type { ModelTarget } from '../model/manifest';
import type { ModeId } from '../modes';
import type { ArrivalPattern } from '../workload/arrivals';
import type { WorkloadSpec } from '../workload/workload';
import { endsByTime, SETUP_LIMITS, scheduleMs } from './setup-limits';

export const LANE_ORDERS = ['in-turn', 'race'] as const;
/** `in-turn`: one lane at a time. `race`: all at once, contending for the same machine. */
export type LaneOrder = (typeof LANE_ORDERS)[number];

/** What is asked of the lanes; each has a way of running and charts of its own. */
export const STUDIES = ['same-workload', 'capacity', 'cold-start', 'sweep'] as const;
export type StudyId = (typeof STUDIES)[number];

/** What a sweep varies. */
export const SWEEPS = ['batch-size', 'threads', 'variants'] as const;
export type SweepId = (typeof SWEEPS)[number];

export const LOOPS = ['open', 'closed'] as const;
export type LoopKind = (typeof LOOPS)[number];

/** Everything that makes an experiment: the sentence on the Lab page, its address, and part of every export. */
export interface ExperimentSetup {
  readonly study: StudyId;
  readonly modelId: string;
  readonly versionId: string;
  /** Lanes that run another version than `versionId`: not the same bytes. */
  readonly laneVersions: Readonly<Partial<Record<ModeId, string>>>;
  readonly count: number;
  /** Ends the arrivals by time instead of by `count`; `null` = by count. */
  readonly durationMs: number | null;
  readonly pattern: ArrivalPattern;
  /** Mean arrival rate; ignored when the pattern is `at-once` or `trace`, or the loop is closed. */
  readonly perSecond: number;
  /** Gaps of the recorded trace, whole ms; only for the pattern `trace`. */
  readonly traceMs: readonly number[];
  readonly loop: LoopKind;
  /** Users of a closed loop. */
  readonly users: number;
  /** In fixed order, never empty. */
  readonly lanes: readonly ModeId[];
  /** Time between two batch runs. */
  readonly intervalMs: number;
  readonly order: LaneOrder;
  readonly seed: number;
  /** How often the whole is run; the order of the lanes is drawn anew each time. */
  readonly repeats: number;
  readonly floor: FloorId;
  /** Of the online lane. */
  readonly generator: Generator;
  readonly network: NetworkId;
  /** Of the edge lane. */
  readonly slowdown: number;
  readonly threads: number | null;
  /** Every lane stands still for so long once; 0 = none does. */
  readonly stallMs: number;
  /** Capacity: the p99 an online rate has to keep to, ms. */
  readonly limitMs: number;
  /** Sweep: what is varied, and in which lane. */
  readonly sweep: SweepId;
  readonly sweepLane: ModeId;
}

export function targetOf(setup: ExperimentSetup, lane: ModeId): ModelTarget {
  return { modelId: setup.modelId, versionId: setup.laneVersions[lane] ?? setup.versionId };
}

/** The workload of a set-up as plain data. */
export function workloadSpecOf(setup: ExperimentSetup, sampleCount: number): WorkloadSpec {
  const { seed, pattern, perSecond, traceMs, loop, users, count, durationMs } = setup;
  return {
    seed,
    sampleCount,
    arrivals: { pattern, perSecond, traceMs: pattern === 'trace' ? traceMs : [] },
    loop: loop === 'closed' ? { kind: 'closed', users } : { kind: 'open' },
    length:
      durationMs !== null && endsByTime(setup)
        ? { by: 'time', durationMs, most: SETUP_LIMITS.count.max }
        : { by: 'count', count },
  };
}

/** What holds for a lane beside its workload. */
export function conditionsOf(setup: ExperimentSetup, lane: ModeId): LaneConditions {
  const stall = stallOf(setup);
  if (lane === 'online') return { ...AS_IT_IS, stall, generator: setup.generator, network: setup.network };
  if (lane === 'edge') return { ...AS_IT_IS, stall, slowdown: setup.slowdown, threads: setup.threads };
  return { ...AS_IT_IS, stall };
}

/** A third of the way into the schedule; where only the run can tell how long it is, after a second. All at once, nothing is left to stall. */
function stallOf(setup: ExperimentSetup): Stall | null {
  if (setup.loop === 'open' && setup.pattern === 'at-once') return null;
  return setup.stallMs > 0 ? { atMs: scheduleMs(setup) / 3 || 1000, forMs: setup.stallMs } : null;
}
