import type * as Ort from 'onnxruntime-web/wasm';
import type { LaneCommand, LaneEvent } from '@/lib/lab/lane-messages';
import type { ModelTarget } from '@/lib/model/manifest';
import type { SampleSet } from '@/lib/model/samples';

/* These run inside the browser: each is sent there as text, so it may use nothing but its argument. */

/** Mean time of one `run()` in each block, ms. */
export async function bareBlocks({
  blocks,
  blockItems,
  round,
}: {
  blocks: number;
  blockItems: number;
  round: number;
}): Promise<number[]> {
  const page = window as unknown as {
    bare?: { ort: typeof Ort; session: Ort.InferenceSession; images: Float32Array[] };
  };
  if (!page.bare) {
    // An address only the browser can resolve.
    const runtime = '/ort.wasm.min.mjs';
    const ort = (await import(/* webpackIgnore: true */ runtime)) as typeof Ort;
    ort.env.wasm.wasmPaths = `${location.origin}/`;
    const fetched = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer());
    const session = await ort.InferenceSession.create(await fetched('/model.onnx'), {
      executionProviders: ['wasm'],
      enableCpuMemArena: true,
      enableMemPattern: true,
    });
    const pixels = await fetched('/samples.u8');
    const images = Array.from({ length: 1000 }, (_, image) =>
      Float32Array.from(pixels.subarray(image * 784, (image + 1) * 784), (byte) => byte / 255),
    );
    page.bare = { ort, session, images };
  }
  const { ort, session, images } = page.bare;
  const inputName = session.inputNames[0] ?? '';
  const once = (index: number) =>
    session.run({
      [inputName]: new ort.Tensor('float32', images[index % images.length] ?? new Float32Array(784), [1, 1, 28, 28]),
    });
  for (let warm = 0; warm < blockItems; warm++) await once(warm);
  const means: number[] = [];
  for (let block = 0; block < blocks; block++) {
    let tookMs = 0;
    for (let item = 0; item < blockItems; item++) {
      const startMs = performance.now();
      await once(round * 131 + block * blockItems + item);
      tookMs += performance.now() - startMs;
    }
    means.push(tookMs / blockItems);
  }
  return means;
}

interface LaneBlocksArguments {
  readonly workerUrl: string;
  readonly target: ModelTarget;
  readonly blocks: number;
  readonly blockItems: number;
  readonly seed: number;
}

/**
 * The same through the lab's own worker and loop: mean of finished - started in each block, ms. Like the bare page it keeps
 * its runtime over the rounds: a browser compiles WASM anew, and better, while it is in use.
 */
export async function laneBlocks(options: LaneBlocksArguments): Promise<number[]> {
  const { workerUrl, target, blocks, blockItems, seed } = options;
  const page = window as unknown as { lane?: { worker: Worker; samples: SampleSet } };
  const took: number[] = [];
  const until = (worker: Worker, type: LaneEvent['type'], command: LaneCommand) =>
    new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data: event }: MessageEvent<LaneEvent>) => {
        if (event.type === 'measurements')
          for (let index = 0; index < event.block.count; index++) {
            const at = index * (event.block.numbers.length / event.block.capacity);
            took.push((event.block.numbers[at + 2] ?? 0) - (event.block.numbers[at + 1] ?? 0));
          }
        if (event.type === 'failed') reject(new Error(event.error.detail));
        if (event.type === type) resolve();
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(command);
    });
  if (!page.lane) {
    const bytes = async (path: string) => new Uint8Array(await (await fetch(path)).arrayBuffer());
    // As built: the bundler turns our module worker into a classic one that loads its parts.
    const worker = new Worker(workerUrl);
    const samples: SampleSet = {
      kind: 'images',
      count: 1000,
      pixels: await bytes(`/models/${target.modelId}/samples.u8`),
      labels: await bytes(`/models/${target.modelId}/labels.u8`),
    };
    await until(worker, 'loaded', { type: 'load', modeId: 'edge', target, origin: location.origin, threads: null });
    page.lane = { worker, samples };
  }
  const { worker, samples } = page.lane;
  const count = (blocks + 1) * blockItems;
  const workload = {
    seed,
    count,
    sampleIndex: Int32Array.from({ length: count }, (_, item) => (item + seed * 131) % samples.count),
    shiftIndex: new Uint8Array(count),
    loop: { kind: 'open' as const },
    untilMs: Number.POSITIVE_INFINITY,
    arrivedAtMs: new Float64Array(count),
  };
  await until(worker, 'done', {
    type: 'run',
    workload,
    spec: {
      seed,
      sampleCount: samples.count,
      arrivals: { pattern: 'at-once', perSecond: 1, traceMs: [] },
      loop: { kind: 'open' },
      length: { by: 'count', count },
    },
    samples,
    intervalMs: 1000,
    conditions: { generator: 'browser', network: 'loopback', slowdown: 1, threads: null, stall: null },
  });
  // The first block warms up, as in the bare page.
  return Array.from({ length: blocks }, (_, block) => {
    const from = (block + 1) * blockItems;
    return took.slice(from, from + blockItems).reduce((sum, ms) => sum + ms, 0) / blockItems;
  });
}

/** Notes the longest main-thread task from now on in `window.longestTaskMs`. */
export function longTasks(): void {
  const page = window as unknown as { longestTaskMs: number };
  page.longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) page.longestTaskMs = Math.max(page.longestTaskMs, entry.duration);
  }).observe({ type: 'longtask' });
}
