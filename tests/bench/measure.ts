import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import type { Engine } from '@/lib/engine/contract';
import { createRealClock } from '@/lib/experiment/clock';
import { type PreparedInputs, prepareInputs } from '@/lib/experiment/prepared-inputs';
import { runExperiment } from '@/lib/experiment/run-experiment';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { logOf } from '@/lib/measure/measurement-log';
import { medianOf } from '@/lib/measure/median';
import { findModel, findVersion } from '@/lib/model';
import { decodeClasses } from '@/lib/model/answer';
import type { ModelTarget } from '@/lib/model/manifest';
import { loadSamples } from '@/lib/model/samples';
import { edge } from '@/lib/modes/edge';
import { createRandom } from '@/lib/workload/random';
import { AT_ONCE, createWorkload, type Workload } from '@/lib/workload/workload';
import { summarise } from '../summarise';
import type { BenchRow } from './bench-row';

const TARGET: ModelTarget = { modelId: 'clothing', versionId: 'mid-fp32' };
const ROUNDS = 41;
const ITEMS = 200;
const SUMMARY_ROUNDS = 15;
/** SPEC 14.6. Of the median, for what is reported; and for the loop as a whole, as in the other benchmarks of a lane. */
const MOST_OVERHEAD = 1.02;
const MOST_TURN_OVERHEAD = 1.05;
const MANY = 100_000;
const SUMMARY_BUDGET_MS = 100;

/** Medians of one round, ms. */
interface Round {
  /** From the call to the answer: what is reported of an item. */
  readonly itemMs: number;
  /** From one answer to the next: the item, and all that goes on around it. */
  readonly turnMs: number;
}

/**
 * What measuring costs: an item in the edge lane's own loop around onnxruntime-node, against a loop with nothing in it but
 * the runtime (rounds alternate); and the figures of 100,000 measurements.
 */
export async function benchMeasure(): Promise<BenchRow[]> {
  return [...(await overhead()), summary()];
}

async function overhead(): Promise<BenchRow[]> {
  const model = findModel(TARGET.modelId);
  const read = (path: string) => readFile(join('public', path));
  const session = await InferenceSession.create(join('public', findVersion(TARGET).file), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: true,
    enableMemPattern: true,
  });
  const samples = await loadSamples(model, read);
  const length = { by: 'count', count: ITEMS } as const;
  const workload = createWorkload({ ...AT_ONCE, seed: 1, sampleCount: model.samples.count, length });
  const inputs = prepareInputs(samples, workload);
  const run = async (data: Float32Array) => {
    const outputs = await session.run({ [model.input.name]: new Tensor('float32', data, [1, 1, 28, 28]) });
    return outputs[model.output.name]?.data as Float32Array; // FP32 is the only output type in the manifest
  };
  const engine = engineOf(run);
  const bareRounds: Round[] = [];
  const laneRounds: Round[] = [];
  // The first round of each is compiled while it runs.
  for (let round = 0; round <= ROUNDS; round++) {
    const bare = await bareLoop(run, inputs);
    const lane = await laneLoop(engine, workload, inputs);
    if (round > 0) {
      bareRounds.push(bare);
      laneRounds.push(lane);
    }
  }
  await session.release();
  const row = (of: keyof Round, name: string, limit: number): BenchRow => {
    const bareMs = bareRounds.map((round) => round[of]);
    const laneMs = laneRounds.map((round) => round[of]);
    // Of rounds that follow each other: what else the machine does changes from minute to minute, and hits both alike.
    const ratio = medianOf(laneMs.map((ms, round) => ms / (bareMs[round] ?? Number.NaN)));
    return {
      name: `measure: ${TARGET.modelId} ${TARGET.versionId}, ${name}`,
      value: medianOf(laneMs) * 1000,
      unit: 'us',
      baseline: `onnxruntime-node in a bare loop: ${(medianOf(bareMs) * 1000).toFixed(1)} us`,
      ratio,
      target: `<= ${limit}`,
      ok: ratio <= limit,
    };
  };
  return [
    row('itemMs', 'an item as it is measured', MOST_OVERHEAD),
    row('turnMs', 'an item and the loop around it', MOST_TURN_OVERHEAD),
  ];
}

type Run = (data: Float32Array) => Promise<Float32Array>;

/** As the engine in the browser: it times the runtime, and nothing else. */
function engineOf(run: Run): Pick<Engine, 'infer'> {
  return {
    async infer({ data }) {
      const startMs = performance.now();
      const outputs = await run(data);
      const stages = { queueMs: 0, transferMs: 0, computeMs: performance.now() - startMs };
      return { outputs: { shape: [1, outputs.length], data: outputs }, stages, batchSize: 1 };
    },
  };
}

async function bareLoop(run: Run, inputs: PreparedInputs): Promise<Round> {
  const itemsMs: number[] = [];
  const turnsMs: number[] = [];
  let beforeMs = performance.now();
  for (let item = 0; item < ITEMS; item++) {
    const { data } = inputs.batch([item]);
    const startMs = performance.now();
    await run(data);
    const endMs = performance.now();
    itemsMs.push(endMs - startMs);
    turnsMs.push(endMs - beforeMs);
    beforeMs = endMs;
  }
  return { itemMs: medianOf(itemsMs), turnMs: medianOf(turnsMs) };
}

async function laneLoop(engine: Pick<Engine, 'infer'>, workload: Workload, inputs: PreparedInputs): Promise<Round> {
  const itemsMs: number[] = [];
  const turnsMs: number[] = [];
  let beforeMs = 0;
  const { signal } = new AbortController();
  const experiment = { mode: edge, workload, inputs, clock: createRealClock(), signal, intervalMs: 1000 };
  // The engine is ready when it comes, and stays: only `infer` is asked of it.
  const whole = { ...experiment, engine: engine as Engine, decode: decodeClasses, timeoutMs: Number.POSITIVE_INFINITY };
  for await (const { startedAtMs, finishedAtMs } of runExperiment(whole)) {
    itemsMs.push(finishedAtMs - startedAtMs);
    turnsMs.push(finishedAtMs - beforeMs);
    beforeMs = finishedAtMs;
  }
  return { itemMs: medianOf(itemsMs), turnMs: medianOf(turnsMs) };
}

function summary(): BenchRow {
  const record = manyMeasurements();
  const takenMs: number[] = [];
  for (let round = 0; round < SUMMARY_ROUNDS; round++) {
    const startMs = performance.now();
    summarise(record);
    takenMs.push(performance.now() - startMs);
  }
  const value = medianOf(takenMs);
  return {
    name: `measure: the figures of ${MANY.toLocaleString('en')} measurements`,
    value,
    unit: 'ms',
    baseline: `budget: ${SUMMARY_BUDGET_MS} ms`,
    ratio: value / SUMMARY_BUDGET_MS,
    target: '<= 1',
    ok: value <= SUMMARY_BUDGET_MS,
  };
}

/** The online lane at a utilisation of 0.6, so that it has queues, answers out of order, and a tail. */
function manyMeasurements(): LaneRecord {
  const random = createRandom(3);
  let arrivedAtMs = 0;
  let freeAtMs = 0;
  const measurements = Array.from({ length: MANY }, (_, item) => {
    arrivedAtMs -= 2 * Math.log(1 - random());
    const computeMs = -1.2 * Math.log(1 - random());
    const queueMs = Math.max(0, freeAtMs - arrivedAtMs);
    freeAtMs = arrivedAtMs + queueMs + computeMs;
    return {
      outcome: 'completed',
      item,
      arrivedAtMs,
      startedAtMs: arrivedAtMs + 0.1,
      finishedAtMs: freeAtMs + 0.5 + random(),
      stages: { waitMs: 0, blockedMs: 0, queueMs, recordMs: 0, transferMs: 0.4, computeMs, emulatedMs: 0 },
      batchSize: 1,
      answer: { classIndex: 1, probability: 0.9 },
    } as const;
  }).sort((a, b) => a.finishedAtMs - b.finishedAtMs);
  return {
    id: 'online',
    modeId: 'online',
    target: TARGET,
    conditions: AS_IT_IS,
    measurements: logOf(measurements),
    plannedCount: MANY,
    resources: null,
    status: { state: 'done', elapsedMs: freeAtMs },
  };
}
