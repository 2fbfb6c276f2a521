import packageJson from '../../package.json' with { type: 'json' };
import type { LoadedModel } from '../engine/contract';
import { type ErrorReport, TrilaneError } from '../errors';
import type { Parity } from '../experiment/parity';
import { type RunSetup, wholeOf, workloadSpecOf } from '../experiment/setup';
import { formatSetup } from '../experiment/setup-url';
import type { RunFaults } from '../measure/faults';
import type { LaneId, LaneRecord } from '../measure/lane-record';
import { findModel } from '../model';
import { createWorkload, type Workload, type WorkloadSpec } from '../workload/workload';
import { checksumOf } from './json-pieces';
import { columnsOf } from './run-columns';
import { RUN_SCHEMA, RUN_VERSION, type RunDocument } from './run-schema';

/** One pass over the lanes: the order they ran in, and what each of them did. */
export interface SourceRepeat {
  readonly order: readonly LaneId[];
  readonly records: readonly LaneRecord[];
}

/** What a document is made of: the state of a run that is over. */
export interface RunSource {
  readonly phase: string;
  /** Of a simulated run its file says so; where else a run comes from is not in it. */
  readonly origin?: { readonly kind: string };
  readonly startedAt: string | null;
  readonly setup: RunSetup | null;
  /** `null` = no labels at hand. */
  readonly samples: { readonly labels: Uint8Array } | null;
  readonly workload: Workload | null;
  /** As the file it comes from says it; absent: as its set-up does. */
  readonly workloadSpec?: WorkloadSpec;
  /** Of the last repeat. */
  readonly records: readonly LaneRecord[];
  /** Those that are over. */
  readonly repeats: readonly SourceRepeat[];
  readonly loaded: Readonly<Record<LaneId, LoadedModel>>;
  readonly parity: Parity | null;
  readonly faults: RunFaults;
  readonly pageMemoryBytes: number | null;
  readonly error: ErrorReport | null;
  /** Of a simulated run: what was simulated, and all that came of it. */
  readonly simulation?: RunDocument['simulation'];
}

/**
 * A run as plain data for a file. Made in pieces: a page stays awake meanwhile.
 * @throws TrilaneError `internal` when there is no run, or it is not over
 */
export async function documentOf(source: RunSource): Promise<RunDocument> {
  const { setup, startedAt, phase } = source;
  if (!setup || !startedAt || !isOver(phase)) throw new TrilaneError('internal', 'There is no finished run to save.');
  const spec = source.workloadSpec ?? workloadSpecOf(setup, findModel(setup.modelId).samples.count);
  const workload = source.workload ?? createWorkload(spec);
  const labels = source.samples?.labels ?? new Uint8Array(0);
  const repeats: RunDocument['repeats'] = [];
  for (const { order, records } of repeatsOf(source)) {
    const lanes: RunDocument['repeats'][number]['lanes'] = [];
    for (const { id, modeId, target, conditions, plannedCount, status, resources, measurements } of records) {
      const columns = await columnsOf(measurements, workload, labels);
      lanes.push({
        ...(id !== modeId && { id }),
        mode: modeId,
        target,
        conditions,
        planned: plannedCount,
        status: finalStatus(status, measurements),
        resources,
        measurements: columns as RunDocument['repeats'][number]['lanes'][number]['measurements'],
      });
    }
    repeats.push({ order: [...order], lanes });
  }
  const document = {
    schema: RUN_SCHEMA,
    version: RUN_VERSION,
    app: { name: packageJson.name, version: packageJson.version },
    startedAt,
    phase,
    ...(source.origin?.kind === 'simulated' && { simulated: true }),
    setup: wholeOf(setup),
    link: formatSetup(setup),
    workload: spec,
    lanes: source.loaded,
    parity: source.parity,
    faults: source.faults,
    pageMemoryBytes: source.pageMemoryBytes,
    error: source.error,
    ...(source.simulation && { simulation: source.simulation }),
    repeats,
  };
  return { ...document, checksum: await checksumOf(document) } as RunDocument;
}

/** Every pass of a run, also one that was cut short. */
export function repeatsOf({ repeats, records }: Pick<RunSource, 'repeats' | 'records'>): readonly SourceRepeat[] {
  if (records.length === 0 || repeats.at(-1)?.records === records) return repeats;
  return [...repeats, { order: records.map(({ id }) => id), records }];
}

const isOver = (phase: string): phase is RunDocument['phase'] =>
  phase === 'done' || phase === 'cancelled' || phase === 'stopped';

/** A lane that had not begun when the run ended did not begin. */
function finalStatus(
  status: LaneRecord['status'],
  { reachedMs }: LaneRecord['measurements'],
): RunDocument['repeats'][number]['lanes'][number]['status'] {
  switch (status.state) {
    case 'done':
    case 'cancelled':
    case 'failed':
      return status;
    case 'running':
      return { state: 'cancelled', elapsedMs: Math.max(0, reachedMs) };
    default:
      return { state: 'idle' };
  }
}
