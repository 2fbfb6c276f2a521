import { TrilaneError } from '../../errors';
import type { Clock } from '../../experiment/clock';
import { emulate, networkRandom } from '../../experiment/emulated-engine';
import { startHandingOver } from '../../experiment/hand-over';
import { metered } from '../../experiment/metered';
import { prepareInputs } from '../../experiment/prepared-inputs';
import { runExperiment } from '../../experiment/run-experiment';
import { type BatchProgress, createBlockWriter } from '../../measure/measurement-log';
import { findModel } from '../../model';
import { decoderOf } from '../../model/answer';
import { sampleShape } from '../../model/encode-sample';
import { elementCount } from '../../model/tensor';
import type { Dispatch } from '../../modes/mode';
import { mostRowsOfJob } from '../../wire/lab-job';
import type { LaneTasks, Measured } from './lane-messages';
import type { LoadedLane } from './loaded-lane';
import { followLoadRun } from './remote-generator';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

const TIMEOUT_MS = {
  'at-intervals': 10 * 60_000,
  'as-they-arrive': 30_000,
  // The model holds this very thread: no timer could fire.
  'one-at-a-time': Number.POSITIVE_INFINITY,
} as const satisfies Record<Dispatch, number>;

/** `startHandingOver` has why. A batch lane waits for jobs most of the time. */
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
  const { result: tookMs, resources } = await metered(engine, surroundings, async () => {
    const startMs = clock.now();
    const elapsedMs = () => clock.now() - startMs;
    const pending = createBlockWriter();
    let batchProgress: BatchProgress | null = null;
    const handOver = startHandingOver({
      clock,
      startMs,
      silentMs: SILENT_MS[mode.dispatch],
      flush: () => onMeasured({ elapsedMs: elapsedMs(), block: pending.take().block, batchProgress }),
    });
    try {
      const measurements = runExperiment({
        mode,
        workload,
        inputs,
        engine: around,
        decode: decoderOf(findModel(lane.target.modelId)),
        clock,
        intervalMs,
        stall: conditions.stall,
        signal,
        timeoutMs: TIMEOUT_MS[mode.dispatch],
        ...(mode.engine === 'job' && { mostPerCall: mostRowsOfJob(elementCount(sampleShape(samples)) * FLOAT_BYTES) }),
        onBatchProgress: (done, size) => {
          batchProgress = { done, size };
        },
        onBetween: handOver.onBetween,
      });
      for await (const measurement of measurements) pending.push(measurement);
    } finally {
      handOver.end();
    }
    if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    return elapsedMs();
  });
  return { elapsedMs: tookMs, resources };
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
