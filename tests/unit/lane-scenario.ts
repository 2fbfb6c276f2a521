import { AS_IT_IS, type LaneConditions } from '@/lib/emulate/conditions';
import type { Engine } from '@/lib/engine/contract';
import { createFakeEngine, type FakeEngineOptions } from '@/lib/engine/fake';
import { emulate } from '@/lib/experiment/emulated-engine';
import type { PreparedInputs } from '@/lib/experiment/prepared-inputs';
import { type Experiment, runExperiment } from '@/lib/experiment/run-experiment';
import type { Measurement } from '@/lib/measure/measurement';
import { decodeClasses } from '@/lib/model/answer';
import type { Dispatch, Mode } from '@/lib/modes/mode';
import { createRandom } from '@/lib/workload/random';
import type { Loop, Workload } from '@/lib/workload/workload';
import { createFakeClock, type FakeClock } from '../fake-clock';

export const DISPATCHES: readonly Dispatch[] = ['at-intervals', 'as-they-arrive', 'one-at-a-time'];
export const START_MS = 1_000;

export interface Scenario {
  readonly dispatch: Dispatch;
  /** ms from the start, in order. */
  readonly arrivals: readonly number[];
  /** Open and endless unless given. */
  readonly loop?: Loop;
  readonly untilMs?: number;
  readonly conditions?: Partial<LaneConditions>;
  readonly seed?: number;
  readonly plan?: NonNullable<FakeEngineOptions['plan']>;
  readonly progressSteps?: number;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly mostPerCall?: number;
  readonly clock?: FakeClock;
  readonly signal?: AbortSignal;
  readonly onBatch?: (items: number[]) => void;
  readonly onBatchProgress?: (done: number, size: number) => void;
  readonly onBetween?: NonNullable<Experiment['onBetween']>;
}

/** Runs a lane over a fake engine on a fake clock, to its end. */
export async function run(scenario: Scenario) {
  const clock = scenario.clock ?? createFakeClock(START_MS);
  const { iteration, engine } = await begin({ ...scenario, clock });
  const measurements: Measurement[] = [];
  let error: unknown;
  await clock.runUntil(
    collect(iteration, measurements).catch((thrown) => {
      error = thrown;
    }),
  );
  const endedAtMs = clock.now() - START_MS;
  await engine.dispose();
  return { measurements, error, endedAtMs };
}

export async function begin({
  dispatch,
  arrivals,
  plan,
  progressSteps,
  clock = createFakeClock(START_MS),
  signal = new AbortController().signal,
  onBatch,
  loop = { kind: 'open' },
  untilMs = Number.POSITIVE_INFINITY,
  conditions = {},
  seed = 1,
  ...rest
}: Scenario): Promise<{ iteration: AsyncIterable<Measurement>; engine: Engine }> {
  // An item's input is its number; the answer, certainty about the class of that number.
  const answer = (row: Float32Array) =>
    Float32Array.from({ length: Math.max(10, arrivals.length) }, (_, index) => (index === row[0] ? 1 : 0));
  const engine = createFakeEngine({ clock, answer, ...(plan && { plan }), ...(progressSteps && { progressSteps }) });
  await engine.load({ modelId: 'digits', versionId: 'fp32' }, { signal: new AbortController().signal });
  const inputs: PreparedInputs = {
    batch(items) {
      onBatch?.([...items]);
      const data = new Float32Array(items.length * 784);
      items.forEach((item, row) => {
        data[row * 784] = item;
      });
      return { shape: [items.length, 1, 28, 28], data };
    },
  };
  const workload: Workload = {
    seed,
    count: arrivals.length,
    sampleIndex: new Int32Array(arrivals.length),
    shiftIndex: new Uint8Array(arrivals.length),
    loop,
    untilMs,
    arrivedAtMs: Float64Array.from(arrivals),
  };
  const mode: Mode = {
    id: 'test',
    engine: 'fake',
    dispatch,
    runsOn: 'server',
    conditions: [],
    headline: 'latency',
    scenario: 'Server',
  };
  const experiment: Experiment = {
    mode,
    workload,
    inputs,
    engine: emulate(engine, { ...AS_IT_IS, ...conditions }, { clock, random: createRandom(seed) }),
    decode: decodeClasses,
    clock,
    signal,
    intervalMs: 100,
    stall: conditions.stall ?? null,
    ...rest,
  };
  return { iteration: runExperiment(experiment), engine };
}

export async function collect(iteration: AsyncIterable<Measurement>, into: Measurement[] = []): Promise<Measurement[]> {
  for await (const measurement of iteration) into.push(measurement);
  return into;
}
