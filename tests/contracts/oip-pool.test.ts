import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createInferencePool, type InferencePool, type PoolOptions } from '@/lib/engine/server/inference-pool';
import { TrilaneError } from '@/lib/errors';
import { createRandom } from '@/lib/workload/random';
import { digitsTwice, PUBLIC_ROOT, spoiltCopy, workerFile } from './oip-models';

const FP32 = { modelId: 'digits', versionId: 'fp32' } as const;
const TWIN = { modelId: 'digits', versionId: 'twin' } as const;
const PIXELS = 784;
/** The value that ends `oip-fused-worker.mjs`. */
const FUSE = 0.4375;

let open: InferencePool[] = [];
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.map((pool) => pool.close()));
  open = [];
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function createPool(options: Partial<PoolOptions> = {}): InferencePool {
  const pool = createInferencePool({
    manifest: digitsTwice().manifest,
    publicRoot: PUBLIC_ROOT,
    workerCount: 1,
    ...options,
  });
  open.push(pool);
  return pool;
}

async function readyPool(options: Partial<PoolOptions> = {}): Promise<InferencePool> {
  const pool = createPool(options);
  await pool.settled();
  return pool;
}

function rows(count: number, seed = 1) {
  const random = createRandom(seed);
  return { shape: [count, 1, 28, 28], data: Float32Array.from({ length: count * PIXELS }, random) };
}

function fuse() {
  return { shape: [1, 1, 28, 28], data: new Float32Array(PIXELS).fill(FUSE) };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => (error instanceof TrilaneError ? error.code : `not ours: ${error}`),
  );

describe('answers', () => {
  test('come in the order of the rows, the same for many rows as for each alone', async () => {
    const pool = await readyPool();
    const many = rows(70);
    const together = await pool.infer(FP32, many);
    expect(together.values).toHaveLength(700);
    for (const row of [0, 31, 32, 69]) {
      const data = many.data.slice(row * PIXELS, (row + 1) * PIXELS);
      const alone = await pool.infer(FP32, { shape: [1, 1, 28, 28], data });
      alone.values.forEach((value, index) => {
        expect(together.values[row * 10 + index]).toBeCloseTo(value, 5);
      });
    }
  });

  test('stay as they are while others are computed', async () => {
    const pool = await readyPool();
    const first = await pool.infer(FP32, rows(1, 1));
    const before = [...first.values];
    await pool.infer(FP32, rows(32, 2));
    expect([...first.values]).toEqual(before);
  });

  test('of calls made in the same turn come from one batch, up to the cap', async () => {
    const batches: number[] = [];
    const pool = await readyPool({ mostRowsPerBatch: 8, onBatch: (_target, size) => batches.push(size) });
    const results = await Promise.all(Array.from({ length: 11 }, (_, seed) => pool.infer(FP32, rows(1, seed))));
    expect(batches).toEqual([8, 3]);
    expect(results.map((result) => result.batchSize)).toEqual([8, 8, 8, 8, 8, 8, 8, 8, 3, 3, 3]);
  });

  test('say where the time went', async () => {
    const pool = await readyPool();
    const startMs = performance.now();
    const { queueMs, computeMs } = await pool.infer(FP32, rows(4));
    const elapsedMs = performance.now() - startMs;
    expect(computeMs).toBeGreaterThan(0);
    expect(queueMs).toBeGreaterThanOrEqual(0);
    expect(queueMs + computeMs).toBeLessThanOrEqual(elapsedMs);
  });

  test('for one version are not held up by a long queue for another', async () => {
    const pool = await readyPool({ mostRowsPerBatch: 4 });
    const order: string[] = [];
    const long = pool.infer(FP32, rows(64)).then(() => order.push('long'));
    const short = pool.infer(TWIN, rows(1)).then(() => order.push('short'));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });

  test('come from every thread of a larger pool', async () => {
    const pool = await readyPool({ workerCount: 2, mostRowsPerBatch: 1 });
    expect(pool.utilisation().size).toBe(2);
    const results = await Promise.all(Array.from({ length: 20 }, (_, seed) => pool.infer(FP32, rows(1, seed))));
    expect(results.every((result) => result.values.length === 10)).toBe(true);
  });
});

describe('a call', () => {
  test('while the models load is refused as not-ready', async () => {
    const pool = createPool({ workerFile: workerFile('idle') });
    expect(pool.isSettled()).toBe(false);
    expect(await codeOf(pool.infer(FP32, rows(1)))).toBe('not-ready');
  });

  test('for a version that is not there is refused as unknown-version', async () => {
    const pool = await readyPool();
    expect(await codeOf(pool.infer({ modelId: 'digits', versionId: 'fp1' }, rows(1)))).toBe('unknown-version');
  });

  test('that finds the queue full is refused as queue-full, and taken when there is room again', async () => {
    const pool = await readyPool({ queueLimit: 4 });
    const calls = Array.from({ length: 5 }, () => codeOf(pool.infer(FP32, rows(1))));
    expect(pool.waitingRows()).toBe(4);
    expect(await Promise.all(calls)).toEqual(['answered', 'answered', 'answered', 'answered', 'queue-full']);
    expect(await codeOf(pool.infer(FP32, rows(4)))).toBe('answered');
  });

  test('of more rows than the queue can ever hold is refused as too-many-samples', async () => {
    const pool = await readyPool({ queueLimit: 4 });
    expect(await codeOf(pool.infer(FP32, rows(5)))).toBe('too-many-samples');
  });

  test('aborted before it starts, while it waits or while it runs is cancelled at once, and others are answered', async () => {
    const pool = await readyPool();
    expect(await codeOf(pool.infer(FP32, rows(1), { signal: AbortSignal.abort() }))).toBe('cancelled');

    const waiting = new AbortController();
    const call = pool.infer(FP32, rows(1), { signal: waiting.signal });
    const neighbour = pool.infer(FP32, rows(1));
    waiting.abort();
    expect(pool.waitingRows()).toBe(1);
    expect(await codeOf(call)).toBe('cancelled');
    expect(await codeOf(neighbour)).toBe('answered');

    const running = new AbortController();
    const long = codeOf(pool.infer(FP32, rows(512), { signal: running.signal }));
    while (pool.waitingRows() === 512) await turn();
    running.abort();
    expect(await long).toBe('cancelled');
    expect(pool.waitingRows()).toBe(0);
    expect(await codeOf(pool.infer(FP32, rows(1)))).toBe('answered');
  });

  test('that its caller abandoned is not computed', async () => {
    const batches: number[] = [];
    const pool = await readyPool({ onBatch: (_target, size) => batches.push(size) });
    const abandoned = pool.infer(FP32, rows(3), { abandoned: () => true });
    const kept = pool.infer(FP32, rows(2), { abandoned: () => false });
    expect(await codeOf(abandoned)).toBe('cancelled');
    expect(await codeOf(kept)).toBe('answered');
    expect(batches).toEqual([2]);
  });

  test('is refused once the pool is closed, and so are those that wait', async () => {
    const pool = await readyPool();
    const waiting = codeOf(pool.infer(FP32, rows(1)));
    await pool.close();
    expect(await waiting).toBe('engine-died');
    expect(await codeOf(pool.infer(FP32, rows(1)))).toBe('engine-died');
  });

  test('that is with a thread when the pool is closed is refused too', async () => {
    const pool = await readyPool();
    const running = codeOf(pool.infer(FP32, rows(512)));
    while (pool.waitingRows() === 512) await turn();
    await pool.close();
    expect(await running).toBe('engine-died');
  });
});

describe('a thread that dies', () => {
  test('takes its batch with it and is replaced: the others are answered', async () => {
    const pool = await readyPool({ workerFile: workerFile('fused'), mostRowsPerBatch: 1 });
    const calls = [rows(1), fuse(), rows(1), rows(1)].map((input) => codeOf(pool.infer(FP32, input)));
    expect(await Promise.all(calls)).toEqual(['answered', 'engine-died', 'answered', 'answered']);
  });

  test('again and again is replaced again and again, as long as it works in between', async () => {
    const pool = await readyPool({ workerFile: workerFile('fused') });
    for (let round = 0; round < 5; round++) {
      expect(await codeOf(pool.infer(FP32, fuse()))).toBe('engine-died');
      expect(await codeOf(pool.infer(FP32, rows(1)))).toBe('answered');
    }
  });

  test('as soon as it starts is given up: every version has failed, and says so', async () => {
    const pool = await readyPool({ workerFile: workerFile('dead') });
    expect(pool.versions().map((version) => version.state)).toEqual(['failed', 'failed']);
    expect(await codeOf(pool.infer(FP32, rows(1)))).toBe('engine-died');
  });

  test('while it loads what no other can is given up: that version has failed, and says why; the others are ready', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trilane-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    vi.stubEnv('TRILANE_TEST_FIRST_THREAD', join(folder, 'first'));
    cleanups.push(async () => void vi.unstubAllEnvs());
    const pool = await readyPool({ workerFile: workerFile('lone'), workerCount: 2 });
    expect(pool.version(FP32).state).toBe('ready');
    expect(pool.version(TWIN)).toMatchObject({ state: 'failed', error: { detail: 'No room for it.' } });
  });
});

describe('a model file', () => {
  test('that loads is known by the hash of its bytes', async () => {
    const pool = await readyPool();
    const [listed] = digitsTwice().model.versions;
    expect(pool.version(FP32)).toMatchObject({ state: 'ready', sha256: listed?.sha256 });
    expect(pool.runtime).toMatch(/^onnxruntime-node \d/);
  });

  test.each([
    ['one byte changed', 'hash-mismatch'],
    ['missing', 'model-load-failed'],
    ['not a model', 'model-load-failed'],
  ] as const)('with %s is refused as %s, and the other versions are ready', async (kind, code) => {
    const { manifest, publicRoot, remove } = await spoiltCopy(kind);
    cleanups.push(remove);
    const pool = await readyPool({ manifest, publicRoot });
    expect(pool.version(TWIN)).toMatchObject({ state: 'failed', error: { code } });
    expect(JSON.stringify(pool.version(TWIN))).not.toContain(publicRoot);
    expect(await codeOf(pool.infer(TWIN, rows(1)))).toBe(code);
    expect(await codeOf(pool.infer(FP32, rows(1)))).toBe('answered');
  });
});
