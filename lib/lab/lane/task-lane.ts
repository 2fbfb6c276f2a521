import { clockResolutionMs } from '../../engine/browser/clock-resolution';
import type { Engine, LoadedModel } from '../../engine/contract';
import type { Clock } from '../../experiment/clock';
import { emulate, networkRandom } from '../../experiment/emulated-engine';
import { type PreparedInputs, prepareInputs } from '../../experiment/prepared-inputs';
import { medianOf } from '../../measure/median';
import type { ModelTarget } from '../../model/manifest';
import type { SampleSet } from '../../model/samples';
import type { Tensor } from '../../model/tensor';
import { gathers, type ModeId, runsOnDevice } from '../../modes';
import { AT_ONCE, createWorkload } from '../../workload/workload';
import { runJob } from './run-job';
import type { StudyTasks, TimedCalls } from './study-messages';

/** One lane, as a study drives it. */
export interface StudyLane {
  timeCalls(ask: StudyTasks['time-calls']['ask']): Promise<TimedCalls>;
  items(ask: StudyTasks['items']['ask']): Promise<StudyTasks['items']['answer']>;
  stream(
    ask: StudyTasks['stream']['ask'],
    onProgress: (elapsedMs: number, count: number) => void,
  ): Promise<StudyTasks['stream']['answer']>;
  job(ask: StudyTasks['job']['ask']): Promise<StudyTasks['job']['answer']>;
}

/** Calls are timed together until they last so many steps of the clock: a step stays below 1 % of them when some are quicker. */
const STEPS_A_BLOCK = 200;
const MOST_CALLS = 4096;
/** The median of so many blocks counts, so that one disturbance does not. */
const LEAST_BLOCKS = 3;
const MOST_BLOCKS = 500;
const TIMED_MS = 60;
/** How long the model should work in a batch job, ms: long enough that handing out its rows does not count. */
const JOB_MS = 15;
/** Different inputs that take turns, so that no cache answers. */
const TURNS = 4;
/** The server times itself with the clock of Node, which counts nanoseconds. */
const SERVER_STEP_MS = 1e-6;
/** Progress is told so often, ms. */
const PROGRESS_MS = 500;

/** A lane whose model is loaded. */
export interface StudyLaneOptions {
  readonly modeId: ModeId;
  readonly target: ModelTarget;
  readonly origin: string;
  readonly samples: SampleSet;
  readonly engine: Engine;
  readonly loaded: LoadedModel;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export function createStudyLane(options: StudyLaneOptions): StudyLane {
  const { modeId, target, origin, samples, engine, loaded, clock, signal } = options;
  const threadCount = typeof loaded.environment.threads === 'number' ? loaded.environment.threads : 1;
  const isHere = runsOnDevice(modeId);
  const byJob = gathers(modeId);
  let turn = 0;

  const inputsFor = (count: number, seed: number): PreparedInputs => {
    const spec = { ...AT_ONCE, seed, sampleCount: samples.count, length: { by: 'count', count } } as const;
    return prepareInputs(samples, createWorkload(spec));
  };
  const rowsFrom = (inputs: PreparedInputs, from: number, count: number): Tensor =>
    inputs.batch(Array.from({ length: count }, (_, row) => from + row));

  /** @returns ms of the model per call, of `calls` calls timed together */
  async function timeTogether(tensors: readonly Tensor[], calls: number): Promise<number> {
    const startMs = clock.now();
    let computeMs = 0;
    for (let call = 0; call < calls; call++) {
      const { stages } = await engine.infer(tensors[turn++ % tensors.length] ?? EMPTY, { signal });
      computeMs += stages.computeMs;
    }
    // In the browser only the whole is long enough for the clock; the server times each call by itself.
    return (isHere ? clock.now() - startMs : computeMs) / calls;
  }

  return {
    async timeCalls({ batchSize, seed }) {
      const inputs = byJob ? null : inputsFor(batchSize * TURNS, seed);
      const tensors = inputs
        ? Array.from({ length: TURNS }, (_, index) => rowsFrom(inputs, index * batchSize, batchSize))
        : [];
      const stepMs = isHere ? clockResolutionMs() : SERVER_STEP_MS;
      const time = async (calls: number): Promise<number> => {
        if (!byJob) return timeTogether(tensors, calls);
        // All threads of the process at work, each with so many calls one after another.
        const count = batchSize * calls * threadCount;
        return (await runJob({ origin, target, count, seed, batchSize }, signal)).computeMs / calls;
      };
      await time(1);
      const blockMs = byJob ? JOB_MS : STEPS_A_BLOCK * stepMs;
      let calls = 1;
      for (;;) {
        const tookMs = Math.max(stepMs, (await time(calls)) * calls);
        if (tookMs >= blockMs || calls >= MOST_CALLS) break;
        calls = Math.min(MOST_CALLS, Math.max(calls + 1, Math.ceil((calls * blockMs) / tookMs)));
      }
      for (;;) {
        const blocks: number[] = [];
        const startMs = clock.now();
        while (blocks.length < LEAST_BLOCKS || (clock.now() - startMs < TIMED_MS && blocks.length < MOST_BLOCKS))
          blocks.push(await time(calls));
        const perCallMs = medianOf(blocks);
        const clockShare = stepMs / Math.max(stepMs, perCallMs * calls);
        // A machine that was busy while the calls were counted made blocks that are too short.
        if (clockShare <= 2 / STEPS_A_BLOCK || calls >= MOST_CALLS || !isHere)
          return { perCallMs, calls, blocks: blocks.length, clockShare };
        calls = Math.min(MOST_CALLS, Math.ceil((calls * clockShare * STEPS_A_BLOCK * 3) / 2));
      }
    },
    async items({ leastCount, mostCount, mostMs, seed }) {
      const inputs = inputsFor(mostCount, seed);
      const latencies: number[] = [];
      const untilMs = clock.now() + mostMs;
      while (latencies.length < mostCount && (latencies.length < leastCount || clock.now() < untilMs)) {
        const tensor = inputs.batch([latencies.length]);
        const startMs = clock.now();
        await engine.infer(tensor, { signal });
        latencies.push(clock.now() - startMs);
      }
      return { latenciesMs: Float64Array.from(latencies) };
    },
    async stream({ leastMs, leastCount, conditions, seed }, onProgress) {
      const around = emulate(engine, conditions, { clock, random: networkRandom(seed) });
      const inputs = inputsFor(samples.count, seed);
      const latencies: number[] = [];
      const startMs = clock.now();
      let toldMs = startMs;
      let nowMs = startMs;
      while (latencies.length < leastCount || nowMs - startMs < leastMs) {
        const tensor = inputs.batch([latencies.length % samples.count]);
        const sentMs = clock.now();
        await around.infer(tensor, { signal });
        nowMs = clock.now();
        latencies.push(nowMs - sentMs);
        if (nowMs - toldMs > PROGRESS_MS) {
          toldMs = nowMs;
          onProgress(nowMs - startMs, latencies.length);
        }
      }
      return { latenciesMs: Float64Array.from(latencies), elapsedMs: nowMs - startMs };
    },
    job: ({ count, seed }) => runJob({ origin, target, count, seed, batchSize: null }, signal),
  };
}

const EMPTY: Tensor = { shape: [0], data: new Float32Array(0) };
