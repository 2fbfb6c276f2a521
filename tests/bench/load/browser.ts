import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createJobEngine } from '@/lib/engine/job';
import { encodeInferRequest } from '@/lib/engine/wire/oip';
import { reportOf } from '@/lib/errors';
import { createRealClock } from '@/lib/experiment/clock';
import { metered } from '@/lib/experiment/metered';
import { findModel } from '@/lib/model';
import { createRandom, type Random } from '@/lib/workload/random';
import type { ClassReport } from './messages';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const PATH = `/v2/models/${TARGET.modelId}/versions/${TARGET.versionId}/infer`;
const SHAPE = findModel(TARGET.modelId).input.shape.slice(1);
const VALUES = SHAPE.reduce((product, size) => product * size, 1);
const ONLINE_REQUESTS = 40;
/** A learner's pace. */
const REQUESTS_A_SECOND = 4;
const JOBS = 5;
/** Between two jobs of a lane, and rows of each: 10 items a second, as the Lab proposes. */
export const INTERVAL_MS = 2000;
const ROWS = 20;
/** A class presses Run within. */
const PRESS_WITHIN_MS = 1000;
/** Of a browser to one host over HTTP/1.1. */
const CONNECTIONS = 6;

export interface Tally {
  readonly onlineMs: number[];
  readonly lanes: ClassReport['lanes'][number][];
  readonly errors: Record<string, number>;
}

/** One browser of a class: presses Run; its online lane and its batch lane run beside each other, each with a meter. */
export async function pressRun(baseUrl: string, seed: number, tally: Tally): Promise<void> {
  const random = createRandom(seed);
  await sleep(random() * PRESS_WITHIN_MS);
  await Promise.all([online(baseUrl, random, tally), batch(baseUrl, createRandom(seed + 1_000_000), tally)]);
}

export function count(errors: Record<string, number>, what: string): void {
  errors[what] = (errors[what] ?? 0) + 1;
}

/** Open loop: a request leaves when it is due, whatever became of the one before. */
async function online(baseUrl: string, random: Random, { onlineMs, errors }: Tally): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const meter = await fetch(`${baseUrl}/api/meters`, { method: 'POST' }).catch(() => undefined);
  if (meter?.status !== 201) count(errors, `meter: ${meter?.status ?? 'no answer'}`);
  const { id = '' } = (meter?.status === 201 ? await meter.json() : {}) as { id?: string };
  const { headers, body } = encodeInferRequest(
    { shape: [1, ...SHAPE], data: Float32Array.from({ length: VALUES }, random) },
    findModel(TARGET.modelId).input,
  );
  const asked: Promise<void>[] = [];
  let dueMs = performance.now();
  for (let sent = 0; sent < ONLINE_REQUESTS; sent++) {
    dueMs += (-Math.log(1 - random()) * 1000) / REQUESTS_A_SECOND;
    await sleep(Math.max(0, dueMs - performance.now()));
    const atMs = dueMs;
    const named = { ...headers, ...(id && { 'trilane-meter': id }), 'content-length': String(body.byteLength) };
    asked.push(
      post(baseUrl + PATH, agent, named, body).then(
        (status) => {
          if (status === 200) onlineMs.push(performance.now() - atMs);
          else count(errors, `online: ${status}`);
        },
        (error: NodeJS.ErrnoException) => count(errors, `online: ${error.code ?? error.message}`),
      ),
    );
  }
  await Promise.all(asked);
  if (id) await fetch(`${baseUrl}/api/meters/${id}`, { method: 'DELETE' }).catch(() => {});
  agent.destroy();
}

/** As a lane of the Lab does: loads, then sends what has come every so often, and follows it to its answers. */
async function batch(baseUrl: string, random: Random, { lanes, errors }: Tally): Promise<void> {
  const engine = createJobEngine({ baseUrl });
  const { signal } = new AbortController();
  const jobsMs: number[] = [];
  try {
    await engine.load(TARGET, { signal });
    const { resources } = await metered(engine, { clock: createRealClock(), signal }, async () => {
      const startMs = performance.now() + random() * INTERVAL_MS;
      for (let job = 0; job < JOBS; job++) {
        await sleep(Math.max(0, startMs + job * INTERVAL_MS - performance.now()));
        const sentMs = performance.now();
        const data = Float32Array.from({ length: ROWS * VALUES }, random);
        await engine.infer({ shape: [ROWS, ...SHAPE], data }, { signal });
        jobsMs.push(performance.now() - sentMs);
      }
    });
    lanes.push({ jobsMs, waitForOthersMs: resources?.waitForOthersMs ?? 0 });
  } catch (thrown) {
    count(errors, `batch: ${reportOf(thrown).code}`);
  } finally {
    await engine.dispose();
  }
}

function post(url: string, agent: Agent, headers: Record<string, string>, body: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
