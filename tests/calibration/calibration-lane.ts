import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { createHttpEngine } from '@/lib/engine/http';
import { createRealClock } from '@/lib/experiment/clock';
import { runExperiment } from '@/lib/experiment/run-experiment';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { createMeasurementLog } from '@/lib/measure/measurement-log';
import { nearestRank } from '@/lib/measure/percentile';
import { findModel } from '@/lib/model';
import { decodeClasses } from '@/lib/model/answer';
import { online } from '@/lib/modes/online';
import { createWorkload } from '@/lib/workload/workload';
import { leanFetch } from './lean-fetch';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;

/** Calls before the clock starts: code that is still being compiled is not what is calibrated. */
const WARM_UP = 300;
/** A run in which one in four was further off than this, in the server's answers or in the sending, was disturbed. ms */
const CALM_MS = 0.5;
const MOST_RUNS = 3;
const PING_EVERY_MS = 2;

export interface Calibration {
  readonly record: LaneRecord;
  /** What the server really gave, in the order of the calls, ms. */
  readonly givenMs: readonly number[];
  /** What a bare exchange with the same server took meanwhile, at its median: on a slow machine the way there is long, and that is not the measuring's. ms */
  readonly bareMs: number;
}

/**
 * The online lane as it is, on the real clock, against a server of known latency: open loop, constant arrivals. A machine that
 * is busy with other tests can be no reference: a run in which the server itself answered late, or items were sent late,
 * is made again, so often at the most; then the calmest of them counts.
 *
 * @param delaysMs the n-th answer comes so long after its request
 */
export async function calibrate(delaysMs: readonly number[], perSecond: number): Promise<Calibration> {
  let calmest: { found: Calibration; offMs: number } | undefined;
  for (let run = 0; run < MOST_RUNS; run++) {
    const found = await runOnce(delaysMs, perSecond);
    const serverOffMs = found.givenMs.map((ms, call) => ms - (delaysMs[call] ?? 0));
    const sentOffMs = Array.from(
      found.record.measurements,
      ({ startedAtMs, arrivedAtMs }) => startedAtMs - arrivedAtMs,
    );
    const offMs = Math.max(...[serverOffMs, sentOffMs].map((off) => nearestRank(Float64Array.from(off).sort(), 0.75)));
    if (!calmest || offMs < calmest.offMs) calmest = { found, offMs };
    if (offMs < CALM_MS) break;
  }
  if (!calmest) throw new Error('There was no run.');
  return calmest.found;
}

async function runOnce(delaysMs: readonly number[], perSecond: number): Promise<Calibration> {
  const server = await startServer([...new Array<number>(WARM_UP).fill(0), ...delaysMs]);
  try {
    const measured = await measureAgainst(server.url, delaysMs.length, perSecond);
    return { ...measured, givenMs: (await server.givenMs()).slice(WARM_UP) };
  } finally {
    await server.stop();
  }
}

async function startServer(delaysMs: readonly number[]) {
  const { output } = findModel(TARGET.modelId);
  const thread = new Worker(fileURLToPath(new URL('calibration-server.mjs', import.meta.url)), {
    workerData: { ...TARGET, delaysMs, outputName: output.name, classes: output.shape.at(-1) },
  });
  const [port] = (await once(thread, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    async givenMs(): Promise<readonly number[]> {
      thread.postMessage('given');
      const [given] = (await once(thread, 'message')) as [number[]];
      return given;
    },
    stop: () => thread.terminate(),
  };
}

async function measureAgainst(url: string, count: number, perSecond: number): Promise<Omit<Calibration, 'givenMs'>> {
  const { signal } = new AbortController();
  const engine = createHttpEngine({ baseUrl: url, fetch: leanFetch });
  await engine.load(TARGET, { signal });
  const inputs = { batch: () => ({ shape: [1, 1, 28, 28], data: new Float32Array(784) }) };
  for (let call = 0; call < WARM_UP; call++) await engine.infer(inputs.batch(), { signal });
  const workload = createWorkload({
    seed: 1,
    sampleCount: 100,
    arrivals: { pattern: 'constant', perSecond, traceMs: [] },
    loop: { kind: 'open' },
    length: { by: 'count', count },
  });
  const measurements = createMeasurementLog();
  const rest = keepWarm(url);
  const surroundings = { engine, decode: decodeClasses, clock: createRealClock(), signal };
  const experiment = { mode: online, workload, inputs, ...surroundings, intervalMs: 1000 };
  for await (const measurement of runExperiment(experiment)) measurements.push(measurement);
  const bareMs = await rest();
  await engine.dispose();
  const record: LaneRecord = {
    id: 'online',
    modeId: 'online',
    target: TARGET,
    conditions: AS_IT_IS,
    measurements,
    plannedCount: count,
    resources: null,
    status: { state: 'done', elapsedMs: measurements.reachedMs },
  };
  return { record, bareMs };
}

/**
 * Keeps the way to the server warm between items, by other requests: to wake a thread and to fetch cold code takes a thrifty
 * machine a millisecond or two, and that is the machine's, not the measuring's. @returns how to let it rest, which tells the median of what these took, ms
 */
function keepWarm(url: string): () => Promise<number> {
  let warm = true;
  const tookMs: number[] = [];
  const ping = async () => {
    while (warm) {
      const sentMs = performance.now();
      await (await leanFetch(`${url}/v2`)).arrayBuffer();
      tookMs.push(performance.now() - sentMs);
      await new Promise((resolve) => setTimeout(resolve, PING_EVERY_MS));
    }
  };
  const pinging = ping();
  return async () => {
    warm = false;
    await pinging;
    return nearestRank(Float64Array.from(tookMs).sort(), 0.5);
  };
}
