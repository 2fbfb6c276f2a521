import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { EQUAL_FOOTING } from '@/lib/engine/equal-footing';
import { encodeInferRequest } from '@/lib/engine/wire/oip';
import { type PreparedInputs, prepareInputs } from '@/lib/experiment/prepared-inputs';
import { findModel, findVersion } from '@/lib/model';
import { loadSamples } from '@/lib/model/samples';
import { createWorkload, type Workload } from '@/lib/workload/workload';
import type { BlankEvent, BlankLoad } from './blank-messages';

/*
 * The load of a run and nothing else, in the worker of a blank page: the same items at the same moments with the same
 * bytes, by plain `fetch` and plain onnxruntime-web, one part after the other as the lanes run. It shares with the lanes
 * what says which bytes are sent, and none of what sends, waits or measures.
 */

interface Load {
  readonly workload: Workload;
  readonly inputs: PreparedInputs;
  readonly intervalMs: number;
  readonly requestOf: (items: readonly number[]) => RequestInit;
  readonly inferUrl: string;
  readonly jobsUrl: string;
  readonly newJobUrl: string;
}

const tell = (event: BlankEvent, transfer: Transferable[] = []) => self.postMessage(event, { transfer });

async function play({ workload: spec, target, intervalMs, origin, runtimeUrl }: BlankLoad): Promise<void> {
  const { modelId, versionId } = target;
  const model = findModel(modelId);
  const fetched = async (path: string) => new Uint8Array(await (await fetch(origin + path)).arrayBuffer());
  const workload = createWorkload(spec);
  const inputs = prepareInputs(await loadSamples(model, fetched), workload);
  const load: Load = {
    workload,
    inputs,
    intervalMs,
    requestOf: (items) => ({ method: 'POST', ...encodeInferRequest(inputs.batch(items), model.input) }),
    inferUrl: `${origin}/v2/models/${modelId}/versions/${versionId}/infer`,
    jobsUrl: `${origin}/api/batches`,
    newJobUrl: `${origin}/api/batches?${new URLSearchParams({ model: modelId, version: versionId })}`,
  };
  env.wasm.wasmPaths = runtimeUrl;
  const session = await InferenceSession.create(await fetched(findVersion(target).file), {
    executionProviders: ['wasm'],
    ...EQUAL_FOOTING,
  });
  const run = async (item: number) => {
    const { data, shape } = inputs.batch([item]);
    await session.run({ [model.input.name]: new Tensor('float32', data, shape) });
  };
  // As the lanes do before they are timed: every part has answered once.
  await run(0);
  await sendJob(load, [0]);
  await (await fetch(load.inferUrl, load.requestOf([0]))).arrayBuffer();
  tell({ type: 'running' });
  await playBatch(load);
  const onlineMs = await playOnline(load);
  const edgeMs = await playEdge(workload, run);
  tell({ type: 'done', onlineMs, edgeMs }, [onlineMs.buffer as ArrayBuffer, edgeMs.buffer as ArrayBuffer]);
}

async function playBatch(load: Load): Promise<void> {
  const { arrivedAtMs, count } = load.workload;
  const startMs = performance.now();
  let next = 0;
  for (let run = 0; next < count; run = Math.max(run + 1, Math.ceil((performance.now() - startMs) / load.intervalMs))) {
    await sleepUntil(startMs + run * load.intervalMs);
    const due: number[] = [];
    while (next < count && (arrivedAtMs[next] ?? 0) <= performance.now() - startMs) due.push(next++);
    if (due.length > 0) await sendJob(load, due);
  }
}

/** A job is sent, its events are read to their end, and its answers are fetched. */
async function sendJob({ requestOf, newJobUrl, jobsUrl }: Load, items: readonly number[]): Promise<void> {
  const { id } = (await (await fetch(newJobUrl, requestOf(items))).json()) as { id: string };
  await (await fetch(`${jobsUrl}/${id}/events?owner`)).arrayBuffer();
  await (await fetch(`${jobsUrl}/${id}/results`)).arrayBuffer();
}

async function playOnline({ workload, requestOf, inferUrl }: Load): Promise<Float64Array> {
  const requests = Array.from({ length: workload.count }, (_, item) => requestOf([item]));
  const latencyMs = new Float64Array(workload.count);
  const startMs = performance.now();
  const send = async (item: number, arrivedAtMs: number) => {
    const response = await fetch(inferUrl, requests[item]);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    latencyMs[item] = performance.now() - startMs - arrivedAtMs;
  };
  const sent: Promise<void>[] = [];
  for (const [item, arrivedAtMs] of workload.arrivedAtMs.entries()) {
    await sleepUntil(startMs + arrivedAtMs);
    sent.push(send(item, arrivedAtMs));
  }
  await Promise.all(sent);
  return latencyMs;
}

async function playEdge(workload: Workload, run: (item: number) => Promise<void>): Promise<Float64Array> {
  const latencyMs = new Float64Array(workload.count);
  const startMs = performance.now();
  for (const [item, arrivedAtMs] of workload.arrivedAtMs.entries()) {
    await sleepUntil(startMs + arrivedAtMs);
    await run(item);
    latencyMs[item] = performance.now() - startMs - arrivedAtMs;
  }
  return latencyMs;
}

const channel = new MessageChannel();
let resume = () => {};
channel.port1.onmessage = () => resume();

/**
 * A timer counts whole milliseconds, so the rest of one is waited out by messages, which let answers in: to the moment, and
 * for half a millisecond an item on average, which is little to burn.
 */
async function sleepUntil(atMs: number): Promise<void> {
  for (let leftMs = atMs - performance.now(); leftMs > 0; leftMs = atMs - performance.now()) {
    await new Promise<void>((resolve) => {
      if (leftMs >= 1) {
        setTimeout(resolve, Math.floor(leftMs));
        return;
      }
      resume = resolve;
      channel.port2.postMessage(null);
    });
  }
}

self.onmessage = ({ data }: MessageEvent<BlankLoad>) => {
  play(data).catch((error: unknown) => tell({ type: 'failed', why: String(error) }));
};
