import type { Engine } from '../engine/contract';
import { createHttpEngine } from '../engine/http';
import { createJobEngine } from '../engine/job';
import { reportOf, TrilaneError } from '../errors';
import { createRealClock } from '../experiment/clock';
import { emulate, networkRandom } from '../experiment/emulated-engine';
import { prepareInputs } from '../experiment/prepared-inputs';
import { runExperiment } from '../experiment/run-experiment';
import { type BatchProgress, createBlockWriter } from '../measure/measurement-log';
import type { ModelTarget } from '../model/manifest';
import { rowOf, stackRows, type Tensor } from '../model/tensor';
import { MODES, type ModeId } from '../modes';
import type { Dispatch, EngineKind } from '../modes/mode';
import type { LaneCommand, LaneEvent } from './lane-messages';
import { followLoadRun } from './remote-generator';

/*
 * One lane, in a worker of its own: the loop that sends items and stamps times runs here, where neither drawing nor
 * typing can delay it. The edge lane's model runs in this very thread; the other lanes talk to the server from it.
 */

const FLUSH_EVERY_MS = 250;
const TIMEOUT_MS = {
  'at-intervals': 10 * 60_000,
  'as-they-arrive': 30_000,
  // The model holds this very thread: no timer could fire.
  'one-at-a-time': Number.POSITIVE_INFINITY,
} as const satisfies Record<Dispatch, number>;

const cancel = new AbortController();
const clock = createRealClock();
let engine: Engine | undefined;
let mode: (typeof MODES)[number] | undefined;
let loaded: { readonly target: ModelTarget; readonly origin: string } | undefined;

const tell = (event: LaneEvent, transfer: Transferable[] = []) => self.postMessage(event, { transfer });

async function createEngine(kind: EngineKind, origin: string): Promise<Engine> {
  if (kind === 'http') return createHttpEngine({ baseUrl: origin });
  if (kind === 'job') return createJobEngine({ baseUrl: origin });
  // Only this lane pays for the runtime's code.
  const { createWorkerEngine } = await import('../engine/browser/worker-engine');
  return createWorkerEngine();
}

async function load({ modeId, target, origin, threads }: Extract<LaneCommand, { type: 'load' }>) {
  mode = modeOf(modeId);
  engine = await createEngine(mode.engine, origin);
  const model = await engine.load(target, {
    signal: cancel.signal,
    threads,
    onProgress: (progress) => tell({ type: 'load-progress', progress }),
  });
  loaded = { target, origin };
  tell({ type: 'loaded', model });
}

/** The same samples, the way this lane will send them: together in a batch lane, one by one elsewhere. */
async function check({ inputs }: Extract<LaneCommand, { type: 'check' }>) {
  const { engine, mode } = ready();
  tell({ type: 'checked', outputs: await answersTo(engine, inputs, mode.dispatch === 'at-intervals') });
}

async function answersTo(engine: Engine, inputs: Tensor, together: boolean): Promise<Tensor> {
  if (together) return (await engine.infer(inputs, { signal: cancel.signal })).outputs;
  const rows: Float32Array[] = [];
  const rowShape = inputs.shape.slice(1);
  for (let index = 0; index < (inputs.shape[0] ?? 0); index++) {
    const one = stackRows([rowOf(inputs, index)], rowShape);
    rows.push((await engine.infer(one, { signal: cancel.signal })).outputs.data);
  }
  return stackRows(rows, [rows[0]?.length ?? 0]);
}

async function run(command: Extract<LaneCommand, { type: 'run' }>) {
  const { workload, samples, intervalMs, conditions } = command;
  const { engine, mode } = ready();
  if (conditions.generator === 'server' && mode.engine === 'http') return followGenerator(command);
  const inputs = prepareInputs(samples, workload);
  const around = emulate(engine, conditions, { clock, random: networkRandom(workload.seed) });
  const meter = await engine.meter();
  const startMs = clock.now();
  const elapsedMs = () => clock.now() - startMs;
  const pending = createBlockWriter();
  let batchProgress: BatchProgress | null = null;
  const flush = () => {
    const { block, transfer } = pending.take();
    tell({ type: 'measurements', elapsedMs: elapsedMs(), block, batchProgress }, transfer);
  };
  tell({ type: 'started' });
  let flushedMs = 0;
  const beat = setInterval(flush, FLUSH_EVERY_MS);
  try {
    const measurements = runExperiment({
      mode,
      workload,
      inputs,
      engine: around,
      clock,
      intervalMs,
      stall: conditions.stall,
      signal: cancel.signal,
      timeoutMs: TIMEOUT_MS[mode.dispatch],
      onBatchProgress: (done, size) => {
        batchProgress = { done, size };
      },
    });
    for await (const measurement of measurements) {
      pending.push(measurement);
      // A lane that is never idle starves its own timers: look at the clock as well.
      if (elapsedMs() - flushedMs > FLUSH_EVERY_MS) {
        flushedMs = elapsedMs();
        flush();
      }
    }
  } finally {
    clearInterval(beat);
    flush();
  }
  if (cancel.signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
  const tookMs = elapsedMs();
  tell({ type: 'done', elapsedMs: tookMs, resources: await meter.stop() });
}

/** The same loop, run by the generator on the server; its measurements come as ours would. */
async function followGenerator({ spec, conditions }: Extract<LaneCommand, { type: 'run' }>) {
  if (!loaded) throw new TrilaneError('not-ready', 'The lane was not loaded.');
  const pending = createBlockWriter();
  const { elapsedMs, resources } = await followLoadRun({
    ...loaded,
    workload: spec,
    conditions,
    signal: cancel.signal,
    onStarted: () => tell({ type: 'started' }),
    onMeasurements: (measurements, elapsed) => {
      for (const measurement of measurements) pending.push(measurement);
      const { block, transfer } = pending.take();
      tell({ type: 'measurements', elapsedMs: elapsed, block, batchProgress: null }, transfer);
    },
  });
  tell({ type: 'done', elapsedMs, resources });
}

function ready() {
  if (!engine || !mode) throw new TrilaneError('not-ready', 'The lane was not loaded.');
  return { engine, mode };
}

function modeOf(id: ModeId) {
  const found = MODES.find((candidate) => candidate.id === id);
  if (!found) throw new TrilaneError('internal', `There is no lane "${id}".`);
  return found;
}

async function stop() {
  cancel.abort();
  await engine?.dispose();
  tell({ type: 'cancelled' });
}

self.onmessage = ({ data: command }: MessageEvent<LaneCommand>) => {
  const work = { load, check, run, cancel: stop } as {
    [Type in LaneCommand['type']]: (command: never) => Promise<void>;
  };
  work[command.type](command as never).catch((error: unknown) => {
    if (!cancel.signal.aborted) tell({ type: 'failed', error: reportOf(error, 'engine-died') });
  });
};
