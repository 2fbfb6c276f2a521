import 'client-only';
import { reportOf, TrilaneError } from '../errors';
import { checkParity, type LaneAnswers, PARITY_SAMPLES } from '../experiment/parity';
import { conditionsOf, type RunSetup, targetOf, workloadSpecOf } from '../experiment/setup';
import type { LaneId, LaneKey, LaneRecord, LaneStatus } from '../measure/lane-record';
import { createMeasurementLog, type GrowingLog } from '../measure/measurement-log';
import { findModel, findVersion } from '../model';
import { encodeSample, sampleShape } from '../model/encode-sample';
import type { SampleSet } from '../model/samples';
import { stackRows } from '../model/tensor';
import { MODES, runsOnDevice } from '../modes';
import { createRandom, permutation } from '../workload/random';
import { createWorkload, type Workload, type WorkloadSpec } from '../workload/workload';
import { type CreateLane, createLane, type Lane } from './lane/lane';
import type { LaneTasks, Measured } from './lane/lane-messages';
import { pageMemoryBytes } from './page-memory';
import { IDLE } from './run-state';
import type { RunStore } from './run-store';
import { type PageWatch, type WatchPage, watchPage } from './watch-page';

export interface RunHandle {
  /** Settles when the run is over, however it ended; never rejects. */
  readonly finished: Promise<void>;
  cancel(): void;
}

/** What a run needs of the page. */
export interface RunSurroundings {
  /** The lanes of a run, in fixed lane order; no two of one id. */
  readonly lanesOf: (setup: RunSetup) => readonly LaneKey[];
  readonly createLane: CreateLane;
  /** Where the server is. */
  readonly origin: string;
  readonly watchPage: WatchPage;
  readonly pageMemoryBytes: () => Promise<number | null>;
}

/** A set-up asks for one lane of a mode, and its id is that of the mode. */
export const lanesOfSetup = (setup: RunSetup): readonly LaneKey[] =>
  MODES.filter(({ id }) => setup.lanes.includes(id)).map(({ id }) => ({ id, modeId: id }));

const inThisPage = (): RunSurroundings => ({
  lanesOf: lanesOfSetup,
  createLane,
  origin: location.origin,
  watchPage,
  pageMemoryBytes,
});

/**
 * Runs one experiment: loads every lane, passes the parity gate, then runs the lanes in turn or as a race, as often as
 * the set-up says, keeping the store up to date. Between repeats the order of the lanes is drawn anew and each lane
 * keeps its worker. A lane that fails is shown as failed and the others go on.
 */
export function startRun(
  setup: RunSetup,
  loadSamples: () => Promise<SampleSet>,
  store: RunStore,
  surroundings: RunSurroundings = inThisPage(),
): RunHandle {
  const cancelled = new AbortController();
  const lanes = new Map<LaneId, Lane>();
  /** Logs of the pass that is running. */
  const logs = new Map<LaneId, GrowingLog>();
  const freshLog = (id: LaneId): GrowingLog => {
    const log = createMeasurementLog();
    logs.set(id, log);
    return log;
  };
  const planned = surroundings.lanesOf(setup);
  store.update(() => ({
    ...IDLE,
    phase: 'preparing',
    startedAt: new Date().toISOString(),
    setup,
    records: planned.map((lane) => emptyRecord(setup, lane, freshLog(lane.id))),
  }));

  // A cancelled run falls silent: the store may already belong to the next one.
  const update: RunStore['update'] = (change) => {
    if (!cancelled.signal.aborted) store.update(change);
  };
  const patch = (id: LaneId, change: (record: LaneRecord) => Partial<LaneRecord>) =>
    update((state) => ({
      ...state,
      records: state.records.map((record) => (record.id === id ? { ...record, ...change(record) } : record)),
    }));
  const setStatus = (id: LaneId, status: LaneStatus) => patch(id, () => ({ status }));

  let watch: PageWatch | undefined;
  // What is noticed while a lane runs is told when it ends: nothing is drawn meanwhile.
  const tellFaults = () => update((state) => ({ ...state, faults: { ...state.faults, ...watch?.noticed() } }));

  const work = async () => {
    const samples = await loadSamples();
    cancelled.signal.throwIfAborted();
    const spec = workloadSpecOf(setup, samples.count);
    const workload = createWorkload(spec);
    if (workload.count === 0)
      throw new TrilaneError(
        'too-few-samples',
        'No sample arrives in this time: a longer time or a higher rate will do.',
      );
    update((state) => ({
      ...state,
      samples,
      workload,
      records: state.records.map((record) => ({ ...record, plannedCount: plannedOf(workload) })),
    }));
    const able = await loadLanes(samples);
    if (able.length === 0) throw new TrilaneError('engine-died', 'No lane could be made ready.');
    const answered = await passGate(able, samples);
    update((state) => ({ ...state, phase: 'running' }));
    const watching = surroundings.watchPage();
    watch = watching;
    const random = createRandom(setup.seed);
    for (let repeat = 0; repeat < setup.repeats && (repeat === 0 || answered.some(isFit)); repeat++) {
      if (repeat > 0)
        update((state) => ({
          ...state,
          records: state.records.map((record) => renewed(record, freshLog(record.id), plannedOf(workload))),
        }));
      await runLanes(setup.repeats > 1 ? shuffled(answered.filter(isFit), random) : answered, {
        workload,
        spec,
        watching,
        isLast: repeat === setup.repeats - 1,
      });
    }
  };

  const isFit = (id: LaneId) =>
    store.current().records.some((record) => record.id === id && record.status.state !== 'failed');

  /** One pass over the lanes. */
  const runLanes = async (order: readonly LaneId[], pass: Pass) => {
    for (const id of order) setStatus(id, { state: 'waiting' });
    if (setup.order === 'race') await Promise.all(order.map((id) => runLane(id, pass)));
    else for (const id of order) await runLane(id, pass);
    tellFaults();
    update((state) => ({ ...state, repeats: [...state.repeats, { order, records: state.records }] }));
  };

  /** Loads all lanes together; those that fail are shown and left out. */
  const loadLanes = async (samples: SampleSet): Promise<LaneId[]> => {
    const results = await Promise.all(
      planned.map(async ({ id, modeId }) => {
        const talksToServer = !runsOnDevice(modeId);
        const lane = surroundings.createLane();
        lanes.set(id, lane);
        const loading = {
          state: 'loading',
          what: talksToServer ? 'server' : 'runtime',
          loadedBytes: 0,
          totalBytes: 0,
        } as const;
        setStatus(id, loading);
        return guard(id, async () => {
          const ask: LaneTasks['load']['ask'] = {
            modeId,
            target: targetOf(setup, modeId),
            model: findModel(setup.modelId),
            origin: surroundings.origin,
            threads: conditionsOf(setup, modeId).threads,
            samples,
          };
          const model = await lane.ask('load', ask, (progress) => setStatus(id, { state: 'loading', ...progress }));
          const step = model.environment.clockResolutionMs;
          update((state) => ({
            ...state,
            loaded: { ...state.loaded, [id]: model },
            faults: typeof step === 'number' ? { ...state.faults, clockStepMs: step } : state.faults,
          }));
          // The answers are compared when all are ready.
          setStatus(id, { state: 'waiting' });
          return id;
        });
      }),
    );
    return results.filter((id) => id !== undefined);
  };

  /**
   * @returns the lanes that answered
   * @throws TrilaneError `hash-mismatch`, `outputs-disagree`
   */
  const passGate = async (ids: readonly LaneId[], samples: SampleSet): Promise<LaneId[]> => {
    for (const id of ids) setStatus(id, { state: 'checking' });
    const rows = Array.from({ length: Math.min(PARITY_SAMPLES, samples.count) }, (_, index) =>
      encodeSample(samples, index),
    );
    const inputs = stackRows(rows, sampleShape(samples));
    const checked = await Promise.all(
      ids.map((id) => guard(id, async () => ({ id, outputs: (await laneOf(id).ask('check', { inputs })).outputs }))),
    );
    const answered = checked.filter((lane) => lane !== undefined);
    const comparable = answered
      .filter(({ id }) => recordOf(id).target.versionId === setup.versionId)
      .map(({ id, outputs }): LaneAnswers => ({ id, outputs, sha256: store.current().loaded[id]?.sha256 ?? '' }));
    const parity = checkParity(comparable, findVersion(setup).tolerance.absolute);
    update((state) => ({ ...state, parity }));
    if (parity.state === 'different-bytes') {
      throw new TrilaneError('hash-mismatch', `The ${parity.lanes.join(' and ')} lanes did not load the same file.`);
    }
    if (parity.state === 'disagreed') {
      throw new TrilaneError(
        'outputs-disagree',
        `The ${parity.lanes.join(' and ')} lanes differ by ${parity.difference.toPrecision(2)} on sample ${parity.sample + 1}; ${parity.tolerance} is allowed.`,
      );
    }
    return answered.map(({ id }) => id);
  };

  const runLane = (id: LaneId, { workload, spec, watching, isLast }: Pass) =>
    guard(id, async () => {
      setStatus(id, { state: 'running' });
      await store.drawn();
      cancelled.signal.throwIfAborted();
      logs.get(id)?.reach(0);
      const { modeId, conditions } = recordOf(id);
      const ask = { workload, spec, intervalMs: setup.intervalMs, conditions };
      const { elapsedMs, resources } = await watching.during(() =>
        laneOf(id).ask('run', ask, (measured) => append(id, measured)),
      );
      logs.get(id)?.reach(elapsedMs);
      patch(id, ({ measurements, plannedCount }) => ({
        status: { state: 'done', elapsedMs },
        resources,
        plannedCount: plannedCount || measurements.length,
      }));
      tellFaults();
      // A lane of this device is kept until the memory of the page has been asked for.
      if (isLast && !runsOnDevice(modeId)) laneOf(id).close();
    });

  /** Runs one lane's step; its failure ends that lane only. */
  const guard = async <T>(id: LaneId, step: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (thrown) {
      if (cancelled.signal.aborted) throw thrown;
      patch(id, (record) => ({
        status: { state: 'failed', error: reportOf(thrown, 'engine-died'), elapsedMs: elapsedOf(record) },
      }));
      lanes.get(id)?.close();
      return undefined;
    }
  };

  const append = (id: LaneId, { block, elapsedMs, batchProgress }: Measured) => {
    const log = logs.get(id);
    // A cancelled run falls silent.
    if (!log || cancelled.signal.aborted) return;
    log.append(block);
    log.reach(elapsedMs, batchProgress);
    store.grew(id);
  };

  const laneOf = (id: LaneId): Lane => known(lanes.get(id), id);
  const recordOf = (id: LaneId): LaneRecord =>
    known(
      store.current().records.find((record) => record.id === id),
      id,
    );

  const finished = work()
    .then(
      () => {
        update((state) => ({ ...state, phase: 'done' }));
        void surroundings.pageMemoryBytes().then((bytes) => {
          update((state) => ({ ...state, pageMemoryBytes: bytes }));
          for (const { id, modeId } of planned) if (runsOnDevice(modeId)) lanes.get(id)?.close();
        });
      },
      (thrown: unknown) => {
        if (cancelled.signal.aborted) return;
        const error = reportOf(thrown);
        tellFaults();
        update((state) => ({ ...state, phase: 'stopped', error }));
        for (const { id } of planned) patch(id, ({ status }) => (isOver(status) ? {} : { status: { state: 'idle' } }));
        for (const lane of lanes.values()) lane.close();
      },
    )
    .finally(() => watch?.stop());

  return {
    finished,
    cancel() {
      if (cancelled.signal.aborted) return;
      const { phase } = store.current();
      // A run that is over stays as it is: only its workers go.
      if (phase === 'preparing' || phase === 'running') {
        tellFaults();
        for (const { id } of planned) {
          patch(id, (record) =>
            isOver(record.status) ? {} : { status: { state: 'cancelled', elapsedMs: elapsedOf(record) } },
          );
        }
        update((state) => ({ ...state, phase: 'cancelled' }));
      }
      cancelled.abort();
      for (const lane of lanes.values()) lane.cancel();
    },
  };
}

/** @throws TrilaneError `internal` */
function known<T>(found: T | undefined, id: LaneId): T {
  if (found === undefined) throw new TrilaneError('internal', `The ${id} lane was never made.`);
  return found;
}

function emptyRecord(setup: RunSetup, { id, modeId }: LaneKey, measurements: GrowingLog): LaneRecord {
  // Fails early, before any worker is made, on a model or version that does not exist.
  findModel(setup.modelId);
  const target = targetOf(setup, modeId);
  findVersion(target);
  return {
    id,
    modeId,
    target,
    conditions: conditionsOf(setup, modeId),
    measurements,
    plannedCount: setup.count,
    resources: null,
    status: { state: 'idle' },
  };
}

/** Time ends a closed loop, so only the run can tell. */
const plannedOf = ({ loop, untilMs, count }: Workload) =>
  loop.kind === 'closed' && untilMs < Number.POSITIVE_INFINITY ? 0 : count;

interface Pass {
  readonly workload: Workload;
  readonly spec: WorkloadSpec;
  readonly watching: PageWatch;
  readonly isLast: boolean;
}

/** A lane before its next repeat; one that failed stays failed, and what it measured is in the repeat it failed in. */
function renewed(record: LaneRecord, measurements: GrowingLog, plannedCount: number): LaneRecord {
  const fresh = { ...record, measurements, plannedCount, resources: null };
  return record.status.state === 'failed' ? fresh : { ...fresh, status: { state: 'waiting' } };
}

function shuffled(ids: readonly LaneId[], random: () => number): LaneId[] {
  return [...permutation(ids.length, random)].flatMap((index) => ids[index] ?? []);
}

const isOver = (status: LaneStatus) =>
  status.state === 'done' || status.state === 'failed' || status.state === 'cancelled';

const elapsedOf = ({ measurements }: LaneRecord) => Math.max(0, measurements.reachedMs);
