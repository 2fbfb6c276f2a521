import { reportOf, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import type { ResourceUse } from '../measure/resources';
import { findModel } from '../model';
import type { ModelEntry, ModelTarget } from '../model/manifest';
import type { Tensor } from '../model/tensor';
import type { ModelList } from '../wire/model-list-schema';
import type { Engine, InferenceResult, InferOptions, LoadedModel, LoadOptions, Meter } from './contract';
import { callServer, type HttpCaller, readAnswer, readJson } from './http-call';
import { waitUntilLoaded } from './http-models';
import type { RequestTimings } from './request-timings';
import { type ServerMeter, serverUse, startServerMeter } from './server-meter';
import { readServerTiming } from './server-timing';
import { decodeInferResponse, encodeInferRequest, HEADER_LENGTH } from './wire/oip';
import { createRequestIds, REQUEST_ID } from './wire/request-id';

export interface HttpEngineOptions {
  /** Where the server is; '' = where the page came from. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Where the browser tells them: what a request waited on this device is then a part of its own. */
  readonly timings?: RequestTimings;
}

/** The online lane: every call is an HTTP request of the Open Inference Protocol, its tensors as raw bytes. */
export function createHttpEngine({
  baseUrl,
  fetch: ownFetch = (...args) => fetch(...args),
  timings,
}: HttpEngineOptions): Engine {
  return new HttpEngine({ baseUrl: baseUrl.replace(/\/$/, ''), fetch: ownFetch }, timings);
}

class HttpEngine implements Engine {
  readonly kind = 'http';
  readonly #server: HttpCaller;
  readonly #timings: RequestTimings | undefined;
  readonly #nextId = createRequestIds();
  readonly #disposed = new AbortController();
  #loaded: { readonly model: ModelEntry; readonly url: string } | null = null;
  /** The meter whose name goes with every request now. */
  #meter: ServerMeter | null = null;
  #bytesSent = 0;
  #bytesReceived = 0;
  #resent = 0;

  constructor(server: HttpCaller, timings: RequestTimings | undefined) {
    this.#server = server;
    this.#timings = timings;
  }

  async load(target: ModelTarget, { signal, onProgress }: LoadOptions): Promise<LoadedModel> {
    return this.#guard(signal, async (either) => {
      const model = findModel(target.modelId);
      const { version, server } = await waitUntilLoaded(this.#server, target, either, () =>
        onProgress?.({ what: 'server', loadedBytes: 0, totalBytes: 0 }),
      );
      const about = await callServer(this.#server, '/v2', { signal: either });
      const { name, version: release } = readJson<{ name: string; version: string }>(about, 'name', 'version');
      const path = `/v2/models/${encodeURIComponent(target.modelId)}/versions/${encodeURIComponent(target.versionId)}/infer`;
      this.#loaded = { model, url: path };
      return {
        sha256: version.sha256,
        coldStart: version.coldStart,
        environment: environmentOf(`${name} ${release}`, server),
      };
    });
  }

  async infer(inputs: Tensor, { signal }: InferOptions): Promise<InferenceResult> {
    return this.#guard(signal, async (either) => {
      if (!this.#loaded) throw new TrilaneError('not-ready', 'Load a model before running it.');
      const { model, url } = this.#loaded;
      const request = encodeInferRequest(inputs, model.input);
      const path = this.#timings?.mark(url) ?? url;
      const startMs = performance.now();
      this.#bytesSent += request.body.byteLength;
      const { headers, body } = await callServer(this.#server, path, {
        method: 'POST',
        headers: { ...request.headers, ...this.#meter?.headers, [REQUEST_ID]: this.#nextId() },
        body: request.body,
        signal: either,
      });
      const roundTripMs = performance.now() - startMs;
      const outputs = readAnswer(() => decodeInferResponse(headers.get(HEADER_LENGTH), body, model.output));
      const answeredMs = performance.now();
      this.#bytesReceived += body.byteLength;
      const underWayMs = Math.min(roundTripMs, this.#timings?.underWayMs(this.#server.baseUrl + path) ?? roundTripMs);
      const { queueMs, computeMs, totalMs, batchSize, resent } = readServerTiming(headers.get('server-timing'));
      if (resent) this.#resent += 1;
      const transferMs = Math.max(0, underWayMs - totalMs);
      return {
        outputs,
        stages: { blockedMs: roundTripMs - underWayMs, queueMs, computeMs, transferMs },
        batchSize: batchSize || (inputs.shape[0] ?? 1),
        notesMs: performance.now() - answeredMs,
      };
    });
  }

  async meter(): Promise<Meter> {
    const { signal } = this.#disposed;
    const sentBefore = this.#bytesSent;
    const receivedBefore = this.#bytesReceived;
    const resentBefore = this.#resent;
    const meter = await this.#guard(signal, (either) => startServerMeter(this.#server, either));
    this.#meter = meter;
    return {
      stop: async (): Promise<ResourceUse> => {
        if (this.#meter === meter) this.#meter = null;
        const sent = this.#bytesSent - sentBefore;
        const received = this.#bytesReceived - receivedBefore;
        const resentCount = this.#resent - resentBefore;
        const report = await meter.stop();
        return {
          ...serverUse(report, { sent, received }),
          // One thread a request, however many the server has.
          computeThreads: 1,
          peakMemoryBytes: report?.peakRssBytes ?? null,
          memoryMethod: 'process-rss',
          bytesOnce: 0,
          resentCount,
          eventLoopUtilisation: report?.eventLoopUtilisation ?? null,
        };
      },
    };
  }

  async dispose(): Promise<void> {
    this.#disposed.abort();
    this.#loaded = null;
  }

  /** Runs `work` until it is done, the caller aborts or the engine is disposed of; every failure becomes one of ours. */
  async #guard<T>(signal: AbortSignal, work: (either: AbortSignal) => Promise<T>): Promise<T> {
    const died = new TrilaneError('engine-died', 'The online lane was closed.');
    if (this.#disposed.signal.aborted) throw died;
    if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
    const either = new AbortController();
    const abort = () => either.abort();
    const ends = [signal, this.#disposed.signal].map((source) => onAbort(source, abort));
    try {
      return await work(either.signal);
    } catch (error) {
      if (this.#disposed.signal.aborted) throw died;
      if (signal.aborted) throw new TrilaneError('cancelled', 'Cancelled.');
      throw TrilaneError.from(reportOf(error, 'inference-failed'));
    } finally {
      for (const end of ends) end();
    }
  }
}

function environmentOf(name: string, server: ModelList['server']): LoadedModel['environment'] {
  return {
    server: name,
    runtime: server.runtime ?? 'onnxruntime-node',
    node: server.node,
    platform: server.platform,
    cores: server.cores,
    threads: server.inferenceThreads,
    threadsPerInference: 1,
    mostRowsPerBatch: server.mostRowsPerBatch,
  };
}
