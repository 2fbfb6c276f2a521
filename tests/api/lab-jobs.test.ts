import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeInferResponse, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { prepareInputs } from '@/lib/experiment/prepared-inputs';
import { findModel, findVersion } from '@/lib/model';
import { decodeClasses } from '@/lib/model/answer';
import { loadSamples, type SampleSet } from '@/lib/model/samples';
import { largestDifference, rowOf, type Tensor } from '@/lib/model/tensor';
import type { LabJob } from '@/lib/wire/lab-job-schema';
import { AT_ONCE, createWorkload } from '@/lib/workload/workload';
import { batchClient } from './batch-client';
import { type BatchServer, startBatchServer } from './batch-server';

const TARGET = { modelId: 'digits', versionId: 'fp32' } as const;
const MODEL = findModel(TARGET.modelId);
const VERSION = findVersion(TARGET);
/** A job of this size goes on until it is stopped. */
const ENDLESS = { model: 'clothing', version: 'mid-fp32', count: 1_000_000 };

let server: BatchServer;
let samples: SampleSet;
const client = batchClient(() => server.url);

beforeAll(async () => {
  server = await startBatchServer();
  samples = await loadSamples(MODEL, (file) => readFile(join('public', file)));
});
afterAll(() => server.close());

describe('A job over an uploaded tensor', () => {
  test('gives the answers that onnxruntime gives when called directly', async () => {
    const inputs = drawn(300, 3);
    const { id } = await client.submitTensor(inputs, '?model=digits&version=fp32', 'digits');
    const job = await client.ended(id);
    expect(job).toMatchObject({
      state: 'completed',
      model: 'digits',
      version: 'fp32',
      sha256: VERSION.sha256,
      count: 300,
      done: 300,
      accuracy: null,
      error: null,
    });
    const response = await fetch(client.at(`/${id}/results`));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const outputs = decodeInferResponse(
      response.headers.get(HEADER_LENGTH),
      new Uint8Array(await response.arrayBuffer()),
      MODEL.output,
    );
    expect(outputs.shape).toEqual([300, MODEL.classes.length]);
    expect(largestDifference(outputs, await directly(inputs))).toBeLessThanOrEqual(VERSION.tolerance.absolute);
  });

  test('takes model, version and batch size from the parameters as well', async () => {
    const { data } = drawn(5, 1);
    const header = JSON.stringify({
      parameters: { model: 'digits', version: 'fp32', batch_size: 2, binary_data_output: true },
      inputs: [
        {
          name: MODEL.input.name,
          datatype: 'FP32',
          shape: [5, 1, 28, 28],
          parameters: { binary_data_size: data.byteLength },
        },
      ],
    });
    const response = await fetch(client.at(''), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', [HEADER_LENGTH]: String(header.length) },
      // A header of a length that leaves the values at an odd address.
      body: new Blob([header, Uint8Array.from(new Uint8Array(data.buffer))]),
    });
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as LabJob;
    expect(await client.ended(id)).toMatchObject({ state: 'completed', batchSize: 2 });
    const { outputs } = await server.service.results(id);
    expect(largestDifference(outputs, await directly(drawn(5, 1)))).toBeLessThanOrEqual(VERSION.tolerance.absolute);
  });

  test('is written as CSV by the number of its rows, with the truth left open', async () => {
    const inputs = drawn(3, 2);
    const { id } = await client.submitTensor(inputs, '?model=digits', 'digits');
    await client.ended(id);
    const lines = (await (await fetch(client.at(`/${id}/results.csv`))).text()).split('\r\n');
    expect(lines[0]).toBe('sample,label,predicted,probability');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual([['0', ''], ['1', ''], ['2', ''], ['']]);
  });
});

describe('A job over the test images', () => {
  test('tells times, resources, accuracy and surroundings of what it did', async () => {
    const { id } = await client.submit({ model: 'digits', version: 'fp32', count: 700, seed: 9, batchSize: 32 });
    const job = await client.ended(id);
    expect(job).toMatchObject({ state: 'completed', batchSize: 32, done: 700, source: { kind: 'samples', seed: 9 } });
    expect(job.environment).toMatchObject({ runtime: 'onnxruntime-node', batchSize: 32 });
    const { durations, resources } = job;
    expect(durations?.computeMs).toBeGreaterThan(0);
    expect(Math.min(...Object.values(durations ?? { none: -1 }))).toBeGreaterThanOrEqual(0);
    expect(resources?.cpuSeconds).toBeGreaterThan(0);
    expect(resources?.peakRssBytes).toBeGreaterThan(10_000_000);
    expect(Date.parse(job.finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(job.createdAt));
  });

  test('its CSV has, for each item of the workload, the image, the truth, the answer and whether they agree', async () => {
    const count = samples.count + 150;
    const { id } = await client.submit({ model: 'digits', count, seed: 4 });
    const job = await client.ended(id);
    const response = await fetch(client.at(`/${id}/results.csv`));
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(response.headers.get('content-disposition')).toContain('.csv"');
    const [heading, ...lines] = (await response.text()).trimEnd().split('\r\n');
    expect(heading).toBe('sample,label,predicted,probability,correct');
    const { sampleIndex } = workloadOf(count, 4);
    const expected = await directly(drawn(count, 4));
    const wrong: string[] = [];
    lines.forEach((line, row) => {
      const [sample, label, predicted, probability, correct] = line.split(',');
      const image = sampleIndex[row] ?? -1;
      const answer = decodeClasses(rowOf(expected, row));
      const truth = MODEL.classes[samples.labels[image] ?? -1];
      const asExpected =
        sample === String(image) &&
        label === truth &&
        predicted === MODEL.classes[answer.classIndex] &&
        Math.abs(Number(probability) - answer.probability) <= VERSION.tolerance.absolute &&
        correct === String(truth === predicted);
      if (!asExpected) wrong.push(line);
    });
    expect(lines).toHaveLength(count);
    expect(wrong).toEqual([]);
    expect(job.accuracy).toEqual({ correct: lines.filter((line) => line.endsWith(',true')).length, count });
  });

  test('the same seed draws the same samples, another seed others', async () => {
    const csvOf = async (seed: number) => {
      const { id } = await client.submit({ model: 'digits', count: 50, seed });
      await client.ended(id);
      return (await fetch(client.at(`/${id}/results.csv`))).text();
    };
    const sampleColumn = (csv: string) => csv.split('\r\n').map((line) => line.split(',')[0]);
    const first = await csvOf(1);
    expect(sampleColumn(await csvOf(1))).toEqual(sampleColumn(first));
    expect(sampleColumn(await csvOf(2))).not.toEqual(sampleColumn(first));
  });

  test('a million samples are taken and done', async () => {
    const { id } = await client.submit({ model: 'digits', count: 1_000_000 });
    const job = await client.ended(id);
    expect(job).toMatchObject({ state: 'completed', done: 1_000_000 });
    const csv = await (await fetch(client.at(`/${id}/results.csv`))).text();
    expect(csv.match(/\r\n/g)).toHaveLength(1_000_001);
  }, 300_000);
});

describe('Events', () => {
  test('come in order: growing ids, progress that never goes back, then the end with the job', async () => {
    const { id } = await client.submit({ model: 'digits', count: 200_000 });
    const events = await client.events(id);
    const ids = events.map((event) => Number(event.lastEventId));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(events.slice(0, -1).every(({ type }) => type === 'progress')).toBe(true);
    const progress = events.slice(0, -1).map(({ data }) => JSON.parse(data) as { done: number; count: number });
    expect(
      progress.every(
        ({ done, count }, index) => done >= (progress[index - 1]?.done ?? 0) && done <= count && count === 200_000,
      ),
    ).toBe(true);
    expect(progress.some(({ done }) => done > 0)).toBe(true);
    expect(events.at(-1)?.type).toBe('completed');
    expect(JSON.parse(events.at(-1)?.data ?? '')).toEqual(await client.job(id));
  });

  test('a reader that comes back after the end gets the end, or nothing if it has seen it', async () => {
    const { id } = await client.submit({ model: 'digits', count: 10 });
    await client.ended(id);
    const [only, ...more] = await client.events(id);
    expect(only?.type).toBe('completed');
    expect(more).toEqual([]);
    const again = await fetch(client.at(`/${id}/events`), { headers: { 'last-event-id': only?.lastEventId ?? '' } });
    // "No content" is what stops a browser from asking again.
    expect(again.status).toBe(204);
    const odd = await client.events(id, { 'last-event-id': 'yesterday' });
    expect(odd.map(({ type }) => type)).toEqual(['completed']);
  });

  test('a quiet stream is kept open by comments', async () => {
    const quiet = await startBatchServer({ heartbeatMs: 5 });
    try {
      const slow = batchClient(() => quiet.url);
      await slow.submit(ENDLESS);
      const { id } = await slow.submit({ model: 'digits', count: 1 });
      const response = await fetch(slow.at(`/${id}/events`));
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes('\n: ') || !text.includes('event: progress')) text += (await reader?.read())?.value ?? '';
      await reader?.cancel();
      expect(text).toContain('event: progress');
    } finally {
      await quiet.close();
    }
  });
});

describe('The queue', () => {
  test('runs one job at a time, first come, first served, and lists the newest first', async () => {
    const first = await client.submit(ENDLESS);
    const second = await client.submit({ model: 'digits', count: 20 });
    await client.underWay(first.id);
    expect(await client.job(first.id)).toMatchObject({ state: 'running' });
    expect(await client.job(second.id)).toMatchObject({ state: 'queued', startedAt: null, done: 0 });
    const { jobs } = (await (await fetch(client.at(''))).json()) as { jobs: LabJob[] };
    expect(jobs.slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await client.cancel(first.id)).toBe(204);
    const done = await client.ended(second.id);
    expect(done.state).toBe('completed');
    expect(done.durations?.queueMs).toBeGreaterThan(0);
  });

  test('a cancel counts at once, whether the job runs or waits, and again does no harm', async () => {
    const running = await client.submit(ENDLESS);
    const waiting = await client.submit(ENDLESS);
    await client.underWay(running.id);
    for (const { id } of [waiting, running]) {
      expect(await client.cancel(id)).toBe(204);
      expect((await client.job(id)).state).toBe('cancelled');
      expect(await client.cancel(id)).toBe(204);
    }
    const [event] = await client.events(running.id);
    expect(event?.type).toBe('cancelled');
    const results = await fetch(client.at(`/${running.id}/results`));
    expect((await client.problemOf(results)).code).toBe('not-found');
  });

  test('answers are there when the job is done, and not before', async () => {
    const { id } = await client.submit(ENDLESS);
    for (const path of ['results', 'results.csv']) {
      const problem = await client.problemOf(await fetch(client.at(`/${id}/${path}`)));
      expect(problem).toMatchObject({ status: 409, code: 'job-not-finished' });
    }
    await client.cancel(id);
  });
});

function workloadOf(count: number, seed: number) {
  return createWorkload({ ...AT_ONCE, seed, sampleCount: samples.count, length: { by: 'count', count } });
}

function drawn(count: number, seed: number): Tensor {
  const items = Array.from({ length: count }, (_, item) => item);
  return prepareInputs(samples, workloadOf(count, seed)).batch(items);
}

async function directly({ shape, data }: Tensor): Promise<Tensor> {
  const session = await InferenceSession.create(join('public', VERSION.file));
  const answers = await session.run({ [MODEL.input.name]: new OrtTensor('float32', data, shape) });
  const output = answers[MODEL.output.name];
  if (!(output?.data instanceof Float32Array)) throw new Error('onnxruntime gave no floats.');
  return { shape: output.dims, data: output.data };
}
