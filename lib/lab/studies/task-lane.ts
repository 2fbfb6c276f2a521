import { clockResolutionMs } from '../../engine/browser/clock-resolution';
import type { Engine, LoadedModel } from '../../engine/contract';
import { createHttpEngine } from '../../engine/http';
import { createJobEngine } from '../../engine/job';
import type { Clock } from '../../experiment/clock';
import { emulate } from '../../experiment/emulated-engine';
import { type PreparedInputs, prepareInputs } from '../../experiment/prepared-inputs';
import type { Tensor } from '../../model/tensor';
import type { ModeId } from '../../modes';
import { createRandom } from '../../workload/random';
import { AT_ONCE, createWorkload } from '../../workload/workload';
import { runJob } from './run-job';
import type { StudyTasks, TimedCalls } from './study-messages';

/** One lane, as a study drives it. */
export interface StudyLane {
  load(): Promise<LoadedModel>;
  timeCalls(ask: StudyTasks['time-calls']['ask']): Promise<TimedCalls>;
  items(ask: StudyTasks['items']['ask']): Promise<StudyTasks['items']['answer']>;
  stream(
    ask: StudyTasks['stream']['ask'],
    onProgress: (elapsedMs: number, count: number) => void,
  ): Promise<StudyTasks['stream']['answer']>;
  job(ask: StudyTasks['job']['ask']): Promise<StudyTasks['job']['answer']>;
}

/** A block of calls lasts at least so long, and 100 steps of the clock: a step is then less than 1 % of it. ms */
const BLOCK_MS = 40;
const STEPS_A_BLOCK = 100;
const MOST_CALLS = 4096;
/** Different inputs that take turns, so that no cache answers. */
const TURNS = 4;
/** The server times itself with the clock of Node, which counts nanoseconds. */
const SERVER_STEP_MS = 1e-6;
const PROGRESS_MS = 250;

export function createStudyLane(wanted: StudyTasks['load']['ask'], clock: Clock): StudyLane {
  const { modeId, target, origin, threads, samples } = wanted;
  const { signal } = new AbortController();
  let engine: Engine;
  let threadCount = 1;

  const inputsFor = (count: number, seed: number): PreparedInputs => {
    const spec = { ...AT_ONCE, seed, sampleCount: samples.count, length: { by: 'count', count } } as const;
    return prepareInputs(samples, createWorkload(spec));
  };
  const rowsFrom = (inputs: PreparedInputs, from: number, count: number): Tensor =>
    inputs.batch(Array.from({ length: count }, (_, row) => from + row));

  /** @returns ms of the model for `calls` calls together */
  async function timeBlock(tensors: readonly Tensor[], calls: number): Promise<number> {
    const startMs = clock.now();
    let computeMs = 0;
    for (let call = 0; call < calls; call++) {
      const { stages } = await engine.infer(tensors[call % tensors.length] ?? EMPTY, { signal });
      computeMs += stages.computeMs;
    }
    // In the browser only the whole block is long enough for the clock; the server times each call by itself.
    return modeId === 'edge' ? clock.now() - startMs : computeMs;
  }

  return {
    async load() {
      engine = await createEngine(modeId, origin);
      const loaded = await engine.load(target, { signal, threads });
      const { environment } = loaded;
      if (typeof environment.threads === 'number') threadCount = environment.threads;
      return loaded;
    },
    async timeCalls({ batchSize, seed }) {
      const inputs = modeId === 'batch' ? null : inputsFor(batchSize * TURNS, seed);
      const tensors = inputs
        ? Array.from({ length: TURNS }, (_, turn) => rowsFrom(inputs, turn * batchSize, batchSize))
        : [];
      const stepMs = modeId === 'edge' ? clockResolutionMs() : SERVER_STEP_MS;
      const leastMs = Math.max(BLOCK_MS, STEPS_A_BLOCK * stepMs);
      const time = async (calls: number): Promise<number> => {
        if (modeId !== 'batch') return timeBlock(tensors, calls);
        // All threads of the process at work, each with so many calls one after another.
        const rows = batchSize * calls * threadCount;
        return (await runJob({ origin, target, count: rows, seed, batchSize }, signal)).computeMs;
      };
      await time(1);
      for (let calls = 1; ; ) {
        const tookMs = await time(calls);
        if (tookMs >= leastMs || calls >= MOST_CALLS)
          return { perCallMs: tookMs / calls, calls, clockShare: stepMs / Math.max(tookMs, stepMs) };
        const needed = (calls * leastMs * 1.2) / Math.max(tookMs, stepMs);
        calls = Math.min(MOST_CALLS, Math.max(calls + 1, Math.ceil(needed)));
      }
    },
    async items({ count, seed }) {
      const inputs = inputsFor(count, seed);
      const latenciesMs = new Float64Array(count);
      for (let item = 0; item < count; item++) {
        const tensor = inputs.batch([item]);
        const startMs = clock.now();
        await engine.infer(tensor, { signal });
        latenciesMs[item] = clock.now() - startMs;
      }
      return { latenciesMs };
    },
    async stream({ leastMs, leastCount, conditions, seed }, onProgress) {
      const around = emulate(engine, conditions, { clock, random: createRandom(seed ^ 0x2545f491) });
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

async function createEngine(modeId: ModeId, origin: string): Promise<Engine> {
  if (modeId === 'online') return createHttpEngine({ baseUrl: origin });
  if (modeId === 'batch') return createJobEngine({ baseUrl: origin });
  // Only this lane pays for the runtime's code.
  const { createWorkerEngine } = await import('../../engine/browser/worker-engine');
  return createWorkerEngine();
}
