import { setTimeout as sleep } from 'node:timers/promises';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { createJobEngine } from '@/lib/engine/job';
import { encodeInferRequest } from '@/lib/engine/wire/oip';
import { reportOf } from '@/lib/errors';
import { createRealClock } from '@/lib/experiment/clock';
import { metered } from '@/lib/experiment/metered';
import { findModel } from '@/lib/model';
import type { LabJob } from '@/lib/wire/lab-job-schema';
import { type Browser, jsonOf } from './browser';

// Of the Lab: both its lanes, and what else it asks a server for.

const MODELS = [
  { modelId: 'digits', versionId: 'fp32' },
  { modelId: 'clothing', versionId: 'mid-fp32' },
] as const;
const ONLINE_REQUESTS = 12;
const APART_MS = 250;
const JOBS = 2;
const ROWS = 20;
const CLASSES = 10;
/** Rows of a job that is still at work when its page is closed. */
const LONG_ROWS = 20_000;
/** More than the server has, or another one is at it. */
const TAKEN = [200, 429, 503];

/** Both lanes beside each other, each with a meter. */
export async function run(browser: Browser): Promise<void> {
  await browser.see('/lab', { headers: { accept: 'text/html' } });
  await Promise.all([online(browser), batchLane(browser)]);
}

async function online(browser: Browser): Promise<void> {
  const { random } = browser;
  const { id } = await jsonOf<{ id: string }>(browser.ask('/api/meters', { method: 'POST' }, 201));
  const { modelId, versionId } = pick(MODELS, random());
  for (let sent = 0; sent < ONLINE_REQUESTS; sent++) {
    const { headers, body } = encodeInferRequest(tensorOf(modelId, 1, random), findModel(modelId).input);
    const init = { method: 'POST', headers: { ...headers, 'trilane-meter': id }, body };
    await browser.see(`/v2/models/${modelId}/versions/${versionId}/infer`, init);
    await sleep(random() * 2 * APART_MS);
  }
  await browser.see(`/api/meters/${id}`, { method: 'DELETE' });
}

async function batchLane(browser: Browser): Promise<void> {
  const { baseUrl, fetch, random } = browser;
  const target = pick(MODELS, random());
  const engine = createJobEngine({ baseUrl, fetch });
  const { signal } = new AbortController();
  try {
    await engine.load(target, { signal });
    await metered(engine, { clock: createRealClock(), signal }, async () => {
      for (let job = 0; job < JOBS; job++) {
        const { outputs } = await engine.infer(tensorOf(target.modelId, ROWS, random), { signal });
        if (outputs.shape.join() !== `${ROWS},${CLASSES}`) browser.trouble('answers of another shape');
        await sleep(random() * APART_MS);
      }
    });
  } catch (thrown) {
    browser.trouble(`batch lane: ${reportOf(thrown).code}`);
  } finally {
    await engine.dispose();
  }
}

/** By the button, or by closing the page: while the job is sent, while it is followed, or with a meter left open. */
export async function calledOff(browser: Browser): Promise<void> {
  const { baseUrl, fetch, random } = browser;
  await browser.see('/api/meters', { method: 'POST' }, 201);
  if (random() < 0.5) {
    const engine = createJobEngine({ baseUrl, fetch });
    const left = new AbortController();
    try {
      await engine.load(MODELS[0], { signal: left.signal });
      const call = engine.infer(tensorOf(MODELS[0].modelId, ROWS, random), { signal: left.signal });
      await Promise.all([call, sleep(random() * 40).then(() => left.abort())]);
    } catch (thrown) {
      if (reportOf(thrown).code !== 'cancelled') browser.trouble(`called off: ${reportOf(thrown).code}`);
    }
    return engine.dispose();
  }
  const wanted = { model: 'clothing', version: 'mid-fp32', count: LONG_ROWS };
  const job = await jsonOf<LabJob>(browser.ask('/api/batches', jsonPost(wanted), 202));
  const page = new AbortController();
  const events = await browser.ask(`/api/batches/${job.id}/events?owner`, { signal: page.signal });
  await events.body?.getReader().read();
  page.abort();
}

/** The generator of the server, heard to its end or left in the middle. */
export async function generator(browser: Browser): Promise<void> {
  const workload = {
    seed: Math.floor(browser.random() * 1000),
    sampleCount: findModel('digits').samples.count,
    arrivals: { pattern: 'poisson', perSecond: 20, traceMs: [] },
    loop: { kind: 'open' },
    length: { by: 'count', count: 60 },
  };
  const conditions = { ...AS_IT_IS, generator: 'server' };
  const wanted = jsonPost({ model: 'digits', version: 'fp32', workload, conditions });
  const response = await browser.ask('/api/load-runs', wanted, ...TAKEN);
  const reader = response.body?.getReader();
  const isPatient = browser.random() < 0.5;
  while (reader && !(await reader.read()).done) if (!isPatient) return;
}

export async function coldStart(browser: Browser): Promise<void> {
  const as = pick(['thread', 'process'] as const, browser.random());
  await browser.see('/api/fresh-starts', jsonPost({ model: 'digits', version: 'fp32', as }), ...TAKEN);
}

export function jsonPost(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

export function pick<T>(ones: readonly T[], share: number): T {
  return ones[Math.floor(share * ones.length)] as T; // share < 1
}

function tensorOf(modelId: string, rows: number, random: () => number) {
  const shape = findModel(modelId).input.shape.slice(1);
  const values = rows * shape.reduce((product, size) => product * size, 1);
  return { shape: [rows, ...shape], data: Float32Array.from({ length: values }, random) };
}
