import { TrilaneError } from '../errors';
import type { Clock } from '../experiment/clock';
import { emulate, networkRandom } from '../experiment/emulated-engine';
import { prepareInputs } from '../experiment/prepared-inputs';
import { runExperiment } from '../experiment/run-experiment';
import { type BatchProgress, createBlockWriter } from '../measure/measurement-log';
import type { Dispatch } from '../modes/mode';
import { createFlushTurns } from './flush-turns';
import type { LaneTasks, Measured } from './lane-messages';
import type { LoadedLane } from './lane-work';
import { followLoadRun } from './remote-generator';

const TIMEOUT_MS = {
  'at-intervals': 10 * 60_000,
  'as-they-arrive': 30_000,
  // The model holds this very thread: no timer could fire.
  'one-at-a-time': Number.POSITIVE_INFINITY,
} as const satisfies Record<Dispatch, number>;

/**
 * Where nothing has been handed over for so long, nothing that is timed was at work here either: the lane waits for a job, or for the
 * last answers. ms
 */
const SILENT_MS = { 'at-intervals': 300, 'as-they-arrive': 1500, 'one-at-a-time': 1500 } as const satisfies Record<
  Dispatch,
  number
>;

interface Surroundings {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onMeasured: (measured: Measured) => void;
}

/**
 * Plays a workload into a lane. Measurements are handed over between items, when the lane has time (`flush-turns`), and at the end.
 * @throws TrilaneError what the lane broke on; `cancelled`
 */
export async function runLane(
  lane: LoadedLane,
  ask: LaneTasks['run']['ask'],
  surroundings: Surroundings,
): Promise<LaneTasks['run']['answer']> {
  const { workload, intervalMs, conditions } = ask;
  const { engine, mode, samples } = lane;
  const { clock, signal, onMeasured } = surroundings;
  if (conditions.generator === 'server' && mode.engine === 'http') return followGenerator(lane, ask, surroundings);
  const inputs = prepareInputs(samples, workload);
  const around = emulate(engine, conditions, { clock, random: networkRandom(workload.seed) });
  const meter = await engine.meter();
  const startMs = clock.now();
  const elapsedMs = () => clock.now() - startMs;
  const pending = createBlockWriter();
  const turns = createFlushTurns();
  let batchProgress: BatchProgress | null = null;
  const flush = () => {
    turns.flushed(elapsedMs());
    onMeasured({ elapsedMs: elapsedMs(), block: pending.take().block, batchProgress });
  };
  const ended = new AbortController();
  const keepFlushing = async () => {
    const everyMs = SILENT_MS[mode.dispatch];
    while (!ended.signal.aborted) {
      if (elapsedMs() >= turns.lastMs() + everyMs) flush();
      await clock.sleepUntil(startMs + turns.lastMs() + everyMs, ended.signal);
    }
  };
  void keepFlushing();
  try {
    const measurements = runExperiment({
      mode,
      workload,
      inputs,
      engine: around,
      clock,
      intervalMs,
      stall: conditions.stall,
      signal,
      timeoutMs: TIMEOUT_MS[mode.dispatch],
      onBatchProgress: (done, size) => {
        batchProgress = { done, size };
      },
      onBetween: (between) => {
        if (turns.isDue({ ...between, atMs: elapsedMs() })) flush();
      },
    });
    for await (const measurement of measurements) pending.push(measurement);
  } finally {
    ended.abort();
    flush();
  }
  if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
  const tookMs = elapsedMs();
  return { elapsedMs: tookMs, resources: await meter.stop() };
}

/** The same loop, run by the generator on the server; its measurements come as ours would. */
async function followGenerator(
  { origin, target }: LoadedLane,
  { spec, conditions }: LaneTasks['run']['ask'],
  { signal, onMeasured }: Surroundings,
): Promise<LaneTasks['run']['answer']> {
  const pending = createBlockWriter();
  return followLoadRun({
    origin,
    target,
    workload: spec,
    conditions,
    signal,
    onMeasurements(measurements, elapsedMs) {
      for (const measurement of measurements) pending.push(measurement);
      onMeasured({ elapsedMs, block: pending.take().block, batchProgress: null });
    },
  });
}
