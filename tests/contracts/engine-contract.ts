import type { Engine } from '@/lib/engine/contract';
import { ERROR_STATUS } from '@/lib/errors';
import type { ModelTarget } from '@/lib/model/manifest';
import { largestDifference, rowOf, stackRows, type Tensor } from '@/lib/model/tensor';

/**
 * What every engine must do, as plain functions without a test runner: Vitest runs them over the engines that run in
 * Node, the browser tests over the one that does not.
 */
export interface EngineFixture {
  /** A fresh engine; the cases dispose of it. */
  create(): Promise<Engine>;
  readonly target: ModelTarget;
  /** SHA-256 of the model, as the manifest has it. */
  readonly sha256: string;
  /** Any number of different model inputs. */
  readonly rows: readonly Float32Array[];
  readonly rowShape: readonly number[];
  /** Largest difference of any output allowed between two ways to the same answer. */
  readonly tolerance: number;
  /** Tensors travel over the network, so bytes are counted. */
  readonly overNetwork: boolean;
}

/** The assertions that the cases need; each throws when it does not hold. */
export interface Asserts {
  equal(actual: unknown, expected: unknown, what: string): void;
  ok(value: boolean, what: string): void;
}

export interface ContractCase {
  readonly name: string;
  run(fixture: EngineFixture, asserts: Asserts): Promise<void>;
}

export const ENGINE_CONTRACT: readonly ContractCase[] = [
  {
    name: 'loading says which bytes were loaded, how long it took and where they run',
    run: (fixture, { equal, ok }) =>
      withEngine(fixture, async (engine) => {
        const loaded = await engine.load(fixture.target, { signal: never() });
        equal(loaded.sha256, fixture.sha256, 'SHA-256');
        const { fetchMs, compileMs, firstRunMs } = loaded.coldStart;
        ok(
          [fetchMs, compileMs, firstRunMs].every((ms) => Number.isFinite(ms) && ms >= 0),
          `no part of ${JSON.stringify(loaded.coldStart)} is negative`,
        );
        equal(typeof loaded.environment.runtime, 'string', 'type of environment.runtime');
        ok(Number(loaded.environment.threads) >= 1, 'environment.threads is at least 1');
        ok(!('batchSize' in loaded.environment), 'nothing is said of a batch size that later calls do not have');
      }),
  },
  {
    name: 'running before loading is refused as not-ready',
    run: (fixture, { equal }) =>
      withEngine(fixture, async (engine) => {
        equal(await codeOf(engine.infer(batchOf(fixture, 1), { signal: never() })), 'not-ready', 'code');
      }),
  },
  {
    name: 'an unknown model and an unknown version are refused by name',
    run: (fixture, { equal }) =>
      withEngine(fixture, async (engine) => {
        equal(
          await codeOf(engine.load({ modelId: 'horoscope', versionId: 'fp32' }, { signal: never() })),
          'unknown-model',
          'code',
        );
        equal(
          await codeOf(engine.load({ ...fixture.target, versionId: 'fp1' }, { signal: never() })),
          'unknown-version',
          'code',
        );
      }),
  },
  {
    name: 'a batch answers each row in order, as that row alone is answered',
    run: (fixture, { equal, ok }) =>
      withLoaded(fixture, async (engine) => {
        const inputs = batchOf(fixture, 7);
        const { outputs, batchSize } = await engine.infer(inputs, { signal: never() });
        equal(outputs.shape[0], 7, 'rows of the answer');
        ok(batchSize >= 1, `a batch size of ${batchSize}`);
        for (let row = 0; row < 7; row++) {
          const alone = await engine.infer(stackRows([rowOf(inputs, row)], fixture.rowShape), { signal: never() });
          const difference = largestDifference(alone.outputs, {
            shape: alone.outputs.shape,
            data: rowOf(outputs, row),
          });
          ok(difference <= fixture.tolerance, `row ${row} differs by ${difference}`);
        }
      }),
  },
  {
    name: 'the answers of a classifier are probabilities',
    run: (fixture, { ok }) =>
      withLoaded(fixture, async (engine) => {
        const { outputs } = await engine.infer(batchOf(fixture, 3), { signal: never() });
        for (let row = 0; row < 3; row++) {
          const sum = rowOf(outputs, row).reduce((left, right) => left + right, 0);
          ok(Math.abs(sum - 1) < 1e-4, `row ${row} adds up to ${sum}`);
        }
      }),
  },
  {
    name: 'no stage is negative, and the stages are no longer than the call',
    run: (fixture, { ok }) =>
      withLoaded(fixture, async (engine) => {
        const startMs = performance.now();
        const { stages } = await engine.infer(batchOf(fixture, 5), { signal: never() });
        const elapsedMs = performance.now() - startMs;
        const { queueMs, transferMs, computeMs } = stages;
        ok(
          [queueMs, transferMs, computeMs].every((ms) => Number.isFinite(ms) && ms >= 0),
          `no part of ${JSON.stringify(stages)} is negative`,
        );
        // Two clocks with their own ticks: a server's and ours.
        ok(queueMs + transferMs + computeMs <= elapsedMs + 1, `${JSON.stringify(stages)} is within ${elapsedMs} ms`);
      }),
  },
  {
    name: 'calls that overlap are all answered, each with its own answer',
    run: (fixture, { ok }) =>
      withLoaded(fixture, async (engine) => {
        const alone: Tensor[] = [];
        for (let index = 0; index < 8; index++) {
          alone.push((await engine.infer(single(fixture, index), { signal: never() })).outputs);
        }
        const together = await Promise.all(
          alone.map((_, index) => engine.infer(single(fixture, index), { signal: never() })),
        );
        together.forEach(({ outputs }, index) => {
          const difference = largestDifference(outputs, alone[index] ?? outputs);
          ok(difference <= fixture.tolerance, `call ${index} differs by ${difference}`);
        });
      }),
  },
  {
    name: 'a call cancelled before it starts is cancelled, and so is one cancelled on its way; the engine goes on',
    run: (fixture, { equal, ok }) =>
      withLoaded(fixture, async (engine) => {
        equal(await codeOf(engine.infer(batchOf(fixture, 2), { signal: AbortSignal.abort() })), 'cancelled', 'code');
        const controller = new AbortController();
        const call = codeOf(engine.infer(batchOf(fixture, 500), { signal: controller.signal }));
        controller.abort();
        const code = await call;
        // An engine whose runtime holds its thread may have finished before it could hear of the cancel.
        ok(code === 'cancelled' || code === undefined, `ended with ${code}`);
        equal(
          (await engine.infer(batchOf(fixture, 2), { signal: never() })).outputs.shape[0],
          2,
          'rows of the next answer',
        );
      }),
  },
  {
    name: 'rows of a wrong shape are refused with an error of ours, and the engine goes on',
    run: (fixture, { equal, ok }) =>
      withLoaded(fixture, async (engine) => {
        const code = await codeOf(
          engine.infer({ shape: [1, 1, 3, 3], data: new Float32Array(9) }, { signal: never() }),
        );
        ok(code !== undefined && code in ERROR_STATUS, `refused with ${code}`);
        equal(
          (await engine.infer(batchOf(fixture, 2), { signal: never() })).outputs.shape[0],
          2,
          'rows of the next answer',
        );
      }),
  },
  {
    name: 'progress, where it is told, never goes back and never exceeds the rows',
    run: (fixture, { ok }) =>
      withLoaded(fixture, async (engine) => {
        const told: number[] = [];
        await engine.infer(batchOf(fixture, 300), { signal: never(), onProgress: (done) => told.push(done) });
        ok(
          told.every((done, index) => done >= (told[index - 1] ?? 0) && done <= 300),
          `told ${told.join(', ')}`,
        );
      }),
  },
  {
    name: 'SPEC 7.5: a meter counts what was used between its start and its stop',
    run: (fixture, { equal, ok }) =>
      withLoaded(fixture, async (engine) => {
        const meter = await engine.meter();
        for (let call = 0; call < 3; call++) await engine.infer(batchOf(fixture, 64), { signal: never() });
        const { cpuSeconds, peakMemoryBytes, bytesSent, bytesReceived } = await meter.stop();
        ok(cpuSeconds === null || cpuSeconds > 0, `CPU time ${cpuSeconds}`);
        ok(peakMemoryBytes === null || peakMemoryBytes > 1_000_000, `peak memory ${peakMemoryBytes}`);
        const inputBytes = 3 * 64 * (fixture.rows[0]?.byteLength ?? 0);
        if (fixture.overNetwork)
          ok(bytesSent >= inputBytes && bytesReceived > 0, `${bytesSent} sent, ${bytesReceived} received`);
        else equal([bytesSent, bytesReceived], [0, 0], 'bytes over the network');
      }),
  },
  {
    name: 'after dispose every call is refused as engine-died',
    run: async (fixture, { equal }) => {
      const engine = await fixture.create();
      await engine.load(fixture.target, { signal: never() });
      await engine.dispose();
      equal(await codeOf(engine.infer(batchOf(fixture, 1), { signal: never() })), 'engine-died', 'code of infer');
      equal(await codeOf(engine.load(fixture.target, { signal: never() })), 'engine-died', 'code of load');
      equal(await codeOf(engine.meter()), 'engine-died', 'code of meter');
      await engine.dispose();
    },
  },
];

async function withEngine(fixture: EngineFixture, work: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = await fixture.create();
  try {
    await work(engine);
  } finally {
    await engine.dispose();
  }
}

function withLoaded(fixture: EngineFixture, work: (engine: Engine) => Promise<void>): Promise<void> {
  return withEngine(fixture, async (engine) => {
    await engine.load(fixture.target, { signal: never() });
    await work(engine);
  });
}

function batchOf({ rows, rowShape }: EngineFixture, count: number): Tensor {
  return stackRows(
    Array.from({ length: count }, (_, index) => rows[index % rows.length] ?? new Float32Array()),
    rowShape,
  );
}

function single(fixture: EngineFixture, index: number): Tensor {
  return stackRows([fixture.rows[index % fixture.rows.length] ?? new Float32Array()], fixture.rowShape);
}

/** The code a promise is refused with; `undefined` when it is not refused, or not with an error of ours. */
async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? `not ours: ${String(error)}`;
  }
}

function never(): AbortSignal {
  return new AbortController().signal;
}
