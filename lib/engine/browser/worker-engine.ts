import 'client-only';
import { TrilaneError } from '../../errors';
import { findModel, findVersion, modelUrl } from '../../model';
import { verifyBytes } from '../../model/hash';
import type { ModelTarget } from '../../model/manifest';
import { elementCount, type Tensor } from '../../model/tensor';
import type { Engine, InferenceResult, LoadedModel, Meter } from '../contract';
import { EQUAL_FOOTING } from '../equal-footing';
import { clockResolutionMs } from './clock-resolution';
import { fetchBytes } from './fetch-bytes';
import { RUNTIME_VERSION, type Runtime, startRuntime, WASM_BYTES } from './runtime';

type Session = Awaited<ReturnType<Runtime['ort']['InferenceSession']['create']>>;

interface Ready {
  readonly runtime: Runtime;
  readonly session: Session;
  readonly inputName: string;
  readonly outputName: string;
}

/**
 * The edge lane's engine: onnxruntime-web (WASM, SIMD) in the worker that calls it. `run()` occupies this thread, so
 * the page never waits; calls are queued because the runtime takes one at a time. Threads: as many as the runtime would
 * choose itself (half the cores, at most 4) where the page is cross-origin isolated, else 1.
 */
export function createWorkerEngine(): Engine {
  let ready: Ready | undefined;
  let disposed = false;
  let busyMs = 0;
  let bytesOnce = 0;
  let bytesOnceCold: number | undefined;
  let last: Promise<InferenceResult> | undefined;
  let underWay = 0;

  const load: Engine['load'] = async (target, { signal, onProgress, threads }) => {
    if (disposed) throw died();
    const version = findVersion(target);
    const startedMs = performance.now();
    const come = { runtime: 0, model: 0 };
    const whole = { runtime: WASM_BYTES, model: version.sizeBytes };
    const tell = (of: keyof typeof come, bytes: number) => {
      come[of] = bytes;
      // They come side by side; what is told of is the one that is waited for.
      const what = come.runtime < whole.runtime ? 'runtime' : 'model';
      onProgress?.({ what, loadedBytes: come[what], totalBytes: whole[what] });
    };
    tell('runtime', 0);
    const [runtime, model] = await Promise.all([
      startRuntime(signal, threads ?? null, (bytes) => tell('runtime', bytes)),
      fetchBytes(modelUrl(version), version.sizeBytes, signal, (bytes) => tell('model', bytes)),
    ]);
    onProgress?.({ what: 'start', loadedBytes: 0, totalBytes: 0 });
    bytesOnce = runtime.transferredBytes + model.transferredBytes;
    const isTold = runtime.coldBytes > 0 && model.coldBytes > 0;
    bytesOnceCold = isTold ? runtime.coldBytes + model.coldBytes : undefined;
    verifyBytes(model.bytes, version.sha256, `${target.modelId} ${target.versionId}`);
    const fetchedMs = performance.now();
    const session = await createSession(runtime, model.bytes);
    const compiledMs = performance.now();
    ready = describe(runtime, session, target);
    const { input } = findModel(target.modelId);
    const shape = input.shape.map((size) => (size < 0 ? 1 : size));
    const blank = new Float32Array(elementCount(shape));
    outputOf(
      await startRun(ready, { shape, data: blank }).catch((cause: unknown) => {
        throw failed(cause);
      }),
      ready.outputName,
    );
    return {
      sha256: version.sha256,
      coldStart: {
        fetchMs: fetchedMs - startedMs,
        compileMs: compiledMs - fetchedMs,
        firstRunMs: performance.now() - compiledMs,
      },
      environment: environmentOf(runtime),
    } satisfies LoadedModel;
  };

  const refusalOf = (signal: AbortSignal): TrilaneError | null => {
    if (disposed) return died();
    if (!ready) return new TrilaneError('not-ready', 'The model is not loaded yet.');
    return signal.aborted ? new TrilaneError('cancelled', 'Cancelled.') : null;
  };

  /**
   * Between the two readings of the clock lies the call and nothing else, and after the second only what cannot wait: a
   * promise or a reading more is a per cent of what the smallest model takes.
   */
  const run = (inputs: Tensor, signal: AbortSignal, calledMs: number, startedMs: number): Promise<InferenceResult> => {
    const refusal = refusalOf(signal);
    if (refusal || !ready) {
      underWay -= 1;
      return Promise.reject(refusal);
    }
    const { outputName } = ready;
    return startRun(ready, inputs).then(
      (results) => {
        const computeMs = performance.now() - startedMs;
        underWay -= 1;
        busyMs += computeMs;
        return {
          outputs: outputOf(results, outputName),
          stages: { queueMs: startedMs - calledMs, transferMs: 0, computeMs },
          batchSize: inputs.shape[0] ?? 1,
        };
      },
      (cause: unknown) => {
        underWay -= 1;
        throw failed(cause);
      },
    );
  };

  const infer: Engine['infer'] = (inputs, { signal }) => {
    const calledMs = performance.now();
    const isFree = underWay === 0;
    underWay += 1;
    const takeTurn = () => run(inputs, signal, calledMs, performance.now());
    // With nothing under way there is nothing to wait for.
    last = isFree || !last ? run(inputs, signal, calledMs, calledMs) : last.then(takeTurn, takeTurn);
    return last;
  };

  const meter: Engine['meter'] = async (): Promise<Meter> => {
    if (disposed) throw died();
    const busyBeforeMs = busyMs;
    return {
      stop: async () => ({
        cpuSeconds: ((busyMs - busyBeforeMs) / 1000) * (ready?.runtime.threads ?? 1),
        cpuMethod: 'worker-busy-time',
        computeThreads: ready?.runtime.threads ?? 1,
        // WASM memory only grows, so what it holds now is its peak.
        peakMemoryBytes: ready?.runtime.heapBytes() ?? null,
        memoryMethod: 'wasm-heap',
        bytesSent: 0,
        bytesReceived: 0,
        bytesOnce,
        bytesOnceCold,
        eventLoopUtilisation: null,
      }),
    };
  };

  return {
    kind: 'worker',
    load,
    infer,
    meter,
    async dispose() {
      disposed = true;
      await last?.catch(() => {});
      await ready?.session.release();
      ready = undefined;
    },
  };
}

const died = () => new TrilaneError('engine-died', 'The edge engine was stopped.');

async function createSession(runtime: Runtime, bytes: Uint8Array): Promise<Session> {
  try {
    return await runtime.ort.InferenceSession.create(bytes, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
      ...EQUAL_FOOTING,
    });
  } catch (cause) {
    throw new TrilaneError('model-load-failed', 'The runtime in this browser could not load the model.', { cause });
  }
}

function describe(runtime: Runtime, session: Session, target: ModelTarget): Ready {
  const [inputName] = session.inputNames;
  const [outputName] = session.outputNames;
  if (inputName === undefined || outputName === undefined) {
    throw new TrilaneError('model-load-failed', `Model "${target.modelId}" has no input or no output.`);
  }
  return { runtime, session, inputName, outputName };
}

type Results = Awaited<ReturnType<Session['run']>>;

function startRun({ runtime, session, inputName }: Ready, { shape, data }: Tensor): Promise<Results> {
  try {
    return session.run({ [inputName]: new runtime.ort.Tensor('float32', data, shape) });
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/** @throws TrilaneError `inference-failed` */
function outputOf(results: Results, name: string): Tensor {
  const output = results[name];
  if (!output || !(output.data instanceof Float32Array)) throw failed(new Error('The model gave no 32-bit floats.'));
  return { shape: output.dims, data: output.data };
}

const failed = (cause: unknown) => new TrilaneError('inference-failed', 'The model failed on this device.', { cause });

function environmentOf(runtime: Runtime): LoadedModel['environment'] {
  return {
    runtime: 'onnxruntime-web',
    version: RUNTIME_VERSION,
    backend: 'wasm',
    threads: runtime.threads,
    simd: true,
    crossOriginIsolated: globalThis.crossOriginIsolated === true,
    cores: navigator.hardwareConcurrency ?? 1,
    clockResolutionMs: clockResolutionMs(),
    userAgent: navigator.userAgent,
  };
}
