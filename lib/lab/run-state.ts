import type { LoadedModel } from '../engine/contract';
import type { ErrorReport } from '../errors';
import type { Parity } from '../experiment/parity';
import type { RunSetup } from '../experiment/setup';
import type { RunFaults } from '../measure/faults';
import { NO_FAULTS } from '../measure/faults';
import type { LaneId, LaneRecord } from '../measure/lane-record';
import type { SampleSet } from '../model/samples';
import type { Workload, WorkloadSpec } from '../workload/workload';

/** `stopped`: the run never got to timing, `error` or `parity` says why. */
export type RunPhase = 'idle' | 'preparing' | 'running' | 'done' | 'cancelled' | 'stopped';

/** One pass of a run over its lanes. */
export interface RunRepeat {
  /** The lanes in the order they ran. */
  readonly order: readonly LaneId[];
  /** What is known of each lane, in the order lanes have everywhere. */
  readonly records: readonly LaneRecord[];
}

/** Where a run on the screen comes from. */
export type RunOrigin =
  | { readonly kind: 'measured' }
  /** Computed from a model of the lanes, on no machine's clock: always said. */
  | { readonly kind: 'simulated' }
  /** `altered`: its checksum does not fit its measurements. */
  | { readonly kind: 'imported'; readonly name: string; readonly altered: boolean }
  /** `measuredHere`: by this browser, as against read from a file. */
  | { readonly kind: 'history'; readonly id: string; readonly measuredHere: boolean };

/**
 * Everything the Lab shows of a run; replaced, never mutated, but for the logs of its lanes, which grow in place: they are
 * followed through the store, past the page's own drawing.
 */
export interface RunState {
  readonly phase: RunPhase;
  readonly origin: RunOrigin;
  /** When it was started, ISO 8601; `null` before the first run. */
  readonly startedAt: string | null;
  readonly setup: RunSetup | null;
  readonly samples: SampleSet | null;
  readonly workload: Workload | null;
  /** Of a run from a file: as it stands there. */
  readonly workloadSpec?: WorkloadSpec;
  /** Of the repeat that runs or ran last; in fixed lane order, only the lanes of the set-up. */
  readonly records: readonly LaneRecord[];
  /** The repeats that are over; of a finished run the last of them holds `records`. */
  readonly repeats: readonly RunRepeat[];
  readonly loaded: Readonly<Record<LaneId, LoadedModel>>;
  readonly parity: Parity | null;
  readonly faults: RunFaults;
  /** Memory of the page with all its workers, asked for when the last lane is done; comes late, `null` until then. */
  readonly pageMemoryBytes: number | null;
  readonly error: ErrorReport | null;
}

export const IDLE: RunState = {
  phase: 'idle',
  origin: { kind: 'measured' },
  startedAt: null,
  setup: null,
  samples: null,
  workload: null,
  records: [],
  repeats: [],
  loaded: {},
  parity: null,
  faults: NO_FAULTS,
  pageMemoryBytes: null,
  error: null,
};
