/** Where inference runs: `worker` in the browser, `http` on the server, `job` in a batch process; `fake` serves tests. */
export const ENGINE_KINDS = ['job', 'http', 'worker', 'fake'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

/** How items reach the engine. */
export type Dispatch = 'at-intervals' | 'as-they-arrive' | 'one-at-a-time';

/** What a set-up may ask of a lane beside its workload; what a mode cannot take does not count in its lanes. */
export const CONDITION_IDS = ['generator', 'network', 'slowdown', 'threads'] as const;
export type ConditionId = (typeof CONDITION_IDS)[number];

/** A deployment mode is pure data; words for it are in the message catalogue under `modes.<id>`. */
export interface Mode<Id extends string = string> {
  readonly id: Id;
  readonly engine: EngineKind;
  readonly dispatch: Dispatch;
  /** Whose processor does the work: the learner's device, by the clock of its browser, or the server. */
  readonly runsOn: 'device' | 'server';
  readonly conditions: readonly ConditionId[];
  /** The figure the lane is known by. */
  readonly headline: 'latency' | 'throughput';
  /** The MLPerf LoadGen scenario it corresponds to. */
  readonly scenario: 'Offline' | 'Server' | 'SingleStream';
}
