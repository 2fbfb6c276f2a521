import { reportOf, TrilaneError } from '../errors';
import { onAbort } from '../errors/on-abort';
import type { ResourceUse } from '../measure/resources';
import { findModel } from '../model';
import type { ModelEntry, ModelTarget } from '../model/manifest';
import type { Tensor } from '../model/tensor';
import type { Engine, InferenceResult, InferOptions, LoadedModel, Meter } from './contract';
import { callServer, type HttpCaller } from './http-call';
import { type ModelsAnswer, waitUntilLoaded } from './http-models';
import { readServerTiming } from './server-timing';
import { decodeInferResponse, encodeInferRequest, HEADER_LENGTH } from './wire/oip';

export interface HttpEngineOptions {
  /** Where the server is; '' = where the page came from. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
}

interface MeterReport {
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
  readonly eventLoopUtilisation: number;
}

/** The online lane: every call is an HTTP request of the Open Inference Protocol, its tensors as raw bytes. */
export function createHttpEngine({
  baseUrl,
  fetch: ownFetch = (...args) => fetch(...args),
}: HttpEngineOptions): Engine {
  return new HttpEngine({ baseUrl: baseUrl.replace(/\/$/, ''), fetch: ownFetch });
}

class HttpEngine implements Engine {
  readonly kind = 'http';
  readonly #server: HttpCaller;
  readonly #disposed = new AbortController();
  #loaded: { readonly model: ModelEntry; readonly url: string } | null = null;
  #bytesSent = 0;
  #bytesReceived = 0;

  constructor(server: HttpCaller) {
    this.#server = server;
  }

  async load(target: ModelTarget, { signal }: { signal: AbortSignal }): Promise<LoadedModel> {
    return this.#guard(signal, async (either) => {
      const model = findModel(target.modelId);
      const { version, server } = await waitUntilLoaded(this.#server, target, either);
      const about = await callServer(this.#server, '/v2', { signal: either });
      const { name, version: release } = JSON.parse(decoder.decode(about.body)) as { name: string; version: string };
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
      const startMs = performance.now();
      this.#bytesSent += request.body.byteLength;
      const { headers, body } = await callServer(this.#server, url, {
        method: 'POST',
        headers: request.headers,
        body: request.body,
        signal: either,
      });
      const roundTripMs = performance.now() - startMs;
      this.#bytesReceived += body.byteLength;
      const { queueMs, computeMs, totalMs, batchSize } = readServerTiming(headers.get('server-timing'));
      return {
        outputs: decodeInferResponse(headers.get(HEADER_LENGTH), body, model.output),
        stages: { queueMs, computeMs, transferMs: Math.max(0, roundTripMs - totalMs) },
        batchSize: batchSize || (inputs.shape[0] ?? 1),
      };
    });
  }

  async meter(): Promise<Meter> {
    const { signal } = this.#disposed;
    const sentBefore = this.#bytesSent;
    const receivedBefore = this.#bytesReceived;
    const started = await this.#guard(signal, (either) =>
      callServer(this.#server, '/api/meters', { method: 'POST', signal: either }),
    );
    const { id } = JSON.parse(decoder.decode(started.body)) as { id: string };
    return {
      stop: async (): Promise<ResourceUse> => {
        const bytesSent = this.#bytesSent - sentBefore;
        const bytesReceived = this.#bytesReceived - receivedBefore;
        // Not bound to the engine's life: a meter may be read after the run was disposed of.
        const stopped = await callServer(this.#server, `/api/meters/${id}`, {
          method: 'DELETE',
          signal: new AbortController().signal,
        });
        const report = JSON.parse(decoder.decode(stopped.body)) as MeterReport;
        return {
          cpuSeconds: report.cpuSeconds,
          cpuMethod: 'process',
          peakMemoryBytes: report.peakRssBytes,
          memoryMethod: 'process-rss',
          bytesSent,
          bytesReceived,
          bytesOnce: 0,
          eventLoopUtilisation: report.eventLoopUtilisation,
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

const decoder = new TextDecoder();

function environmentOf(name: string, server: ModelsAnswer['server']): LoadedModel['environment'] {
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
