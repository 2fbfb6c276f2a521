import type { LoadedModel } from '../engine/contract';
import type { ErrorReport } from '../errors';
import type { Parity } from '../experiment/parity';
import type { ExperimentSetup } from '../experiment/setup';
import type { LaneRecord } from '../measure/lane-record';
import type { SampleSet } from '../model/samples';
import type { ModeId } from '../modes';
import type { Workload } from '../workload/workload';

/** `stopped`: the run never got to timing, `error` or `parity` says why. */
export type RunPhase = 'idle' | 'preparing' | 'running' | 'done' | 'cancelled' | 'stopped';

/** Everything the Lab shows of a run; replaced, never mutated. */
export interface RunState {
  readonly phase: RunPhase;
  readonly setup: ExperimentSetup | null;
  readonly samples: SampleSet | null;
  readonly workload: Workload | null;
  /** In fixed lane order, only the lanes of the set-up. */
  readonly records: readonly LaneRecord[];
  readonly loaded: Readonly<Partial<Record<ModeId, LoadedModel>>>;
  readonly parity: Parity | null;
  /** The page was hidden while a lane ran: browsers slow hidden pages, so the figures are suspect. */
  readonly wasHidden: boolean;
  readonly error: ErrorReport | null;
}

export const IDLE: RunState = {
  phase: 'idle',
  setup: null,
  samples: null,
  workload: null,
  records: [],
  loaded: {},
  parity: null,
  wasHidden: false,
  error: null,
};
