import { describe, expect, test } from 'vitest';
import { MANIFEST } from '@/lib/model';
import { type ApiClient, COMPRESSORS, INFER } from './api-client';

interface Duration {
  readonly count: number;
  readonly ns: number;
}

interface ModelStatistics {
  readonly last_inference: number;
  readonly inference_count: number;
  readonly execution_count: number;
  readonly inference_stats: Readonly<Record<string, Duration>>;
  readonly batch_stats: readonly (Readonly<Record<string, Duration>> & { readonly batch_size: number })[];
}

const TWIN = '/v2/models/clothing/versions/tiny-int8';

/** Triton's extensions of the Open Inference Protocol, beyond what stock clients are seen to ask. */
export function describeOipExtensions({ call, json, postBinary }: ApiClient): void {
  const versions = MANIFEST.models.flatMap((model) =>
    model.versions.map(({ id }) => ({ name: model.id, version: id })),
  );

  describe('the statistics extension', () => {
    const statistics = async (path: string) => (await json(`${path}/stats`)).body.model_stats as ModelStatistics[];
    const one = async (): Promise<ModelStatistics> => {
      const [entry] = await statistics(TWIN);
      if (!entry) throw new Error('No statistics.');
      return entry;
    };
    const total = (
      { batch_stats }: ModelStatistics,
      count: (batch: ModelStatistics['batch_stats'][number]) => number,
    ) => batch_stats.reduce((sum, batch) => sum + count(batch), 0);

    test('names every version, of one model, or of all', async () => {
      expect(await statistics('/v2/models')).toMatchObject(versions);
      const ofModel = versions.filter(({ name }) => name === 'clothing');
      expect(await statistics('/v2/models/clothing')).toMatchObject(ofModel);
      expect(await statistics(TWIN)).toMatchObject([{ name: 'clothing', version: 'tiny-int8' }]);
    });

    test('counts rows, requests, executions and failures, and where the time went', async () => {
      const before = await one();
      for (const rows of [1, 3, 1]) expect((await postBinary(rows, `${TWIN}/infer`)).status).toBe(200);
      expect((await call(`${TWIN}/infer`, { method: 'POST', body: '{' })).status).toBe(400);
      const after = await one();
      const grown = (name: string) => ({
        count: (after.inference_stats[name]?.count ?? 0) - (before.inference_stats[name]?.count ?? 0),
        ns: (after.inference_stats[name]?.ns ?? 0) - (before.inference_stats[name]?.ns ?? 0),
      });
      expect(after.inference_count - before.inference_count).toBe(5);
      expect(after.execution_count - before.execution_count).toBe(3);
      expect(grown('fail').count).toBe(1);
      const parts = ['queue', 'compute_input', 'compute_infer', 'compute_output'].map(grown);
      expect([grown('success'), ...parts].map(({ count }) => count)).toEqual([3, 3, 3, 3, 3]);
      for (const { ns } of parts) expect(ns).toBeGreaterThan(0);
      const sum = parts.reduce((all, { ns }) => all + ns, 0);
      expect(Math.abs(sum - grown('success').ns)).toBeLessThan(1000);
      expect(Math.abs(after.last_inference - Date.now())).toBeLessThan(60_000);
    });

    test('tells of each number of rows that was worked on together', async () => {
      await postBinary(7, `${TWIN}/infer`);
      const entry = await one();
      expect(entry.batch_stats.map(({ batch_size }) => batch_size)).toContain(7);
      expect(total(entry, ({ compute_infer }) => compute_infer?.count ?? 0)).toBe(entry.execution_count);
      expect(total(entry, ({ batch_size, compute_infer }) => batch_size * (compute_infer?.count ?? 0))).toBe(
        entry.inference_count,
      );
    });

    test('of what is not there is a 404', async () => {
      expect(await json('/v2/models/none/stats')).toMatchObject({ status: 404, body: { code: 'unknown-model' } });
      const version = await json('/v2/models/digits/versions/1/stats');
      expect(version).toMatchObject({ status: 404, body: { code: 'unknown-version' } });
    });
  });

  describe('the model configuration extension', () => {
    test('describes every version with what the model and the server are', async () => {
      const { server } = (await json('/api/models')).body;
      for (const { id, input, output, versions: own } of MANIFEST.models) {
        for (const version of own) {
          const { body } = await json(`/v2/models/${id}/versions/${version.id}/config`);
          expect(body).toMatchObject({
            name: id,
            platform: 'onnxruntime_onnx',
            backend: 'onnxruntime',
            input: [{ name: input.name, data_type: 'TYPE_FP32', dims: input.shape.slice(1) }],
            output: [{ name: output.name, data_type: 'TYPE_FP32', dims: output.shape.slice(1) }],
            instance_group: [{ kind: 'KIND_CPU', count: server.inferenceThreads }],
            dynamic_batching: { preferred_batch_size: [server.mostRowsPerBatch] },
            default_model_filename: version.file.split('/').at(-1),
          });
        }
      }
    });

    test('names the most rows of a request: so many are taken, one more is not', async () => {
      const most = (await json('/v2/models/digits/config')).body.max_batch_size as number;
      expect((await postBinary(most)).status).toBe(200);
      expect((await postBinary(most + 1)).status).toBe(400);
    });
  });

  describe('the model repository extension', () => {
    const index = (body?: BodyInit, headers: Record<string, string> = {}) =>
      json('/v2/repository/index', { method: 'POST', headers, ...(body !== undefined && { body }) });

    test.each([undefined, '', '{}', '{"ready": true}', '{"ready": false}', '{"ready": null}'])(
      'lists every version that is loaded, asked with %j',
      async (body) => {
        const answer = await index(body);
        expect(answer.body).toEqual(versions.map((entry) => ({ ...entry, state: 'READY', reason: '' })));
      },
    );

    test('reads a request that is compressed', async () => {
      const body = new Uint8Array(await COMPRESSORS.gzip('{"ready": true}'));
      expect((await index(body, { 'content-encoding': 'gzip' })).status).toBe(200);
    });

    test.each([
      ['{"ready": "yes"}', 'malformed-request', /"ready"/],
      ['[]', 'malformed-request', /object/],
      ["{'ready': true}", 'malformed-json', /double quotes/],
    ])('refuses %s in words', async (body, code, words) => {
      expect(await index(body)).toMatchObject({ status: 400, body: { code, error: expect.stringMatching(words) } });
    });

    test('lets nobody load or unload a model, and says so', async () => {
      for (const action of ['load', 'unload']) {
        const path = `/v2/repository/models/digits/${action}`;
        const answer = await json(path, { method: 'POST', body: '{"parameters": {"config": "{}"}}' });
        expect(answer).toMatchObject({ status: 403, body: { code: 'read-only' } });
      }
      const none = await json('/v2/repository/models/none/load', { method: 'POST' });
      expect(none).toMatchObject({ status: 404, body: { code: 'unknown-model' } });
      expect((await postBinary(1, INFER)).status).toBe(200);
    });
  });

  test('paths of extensions that are not served are a 404 that names them', async () => {
    for (const [path, name] of [
      ['/v2/models/digits/versions/fp32/trace/setting', 'trace'],
      ['/v2/cudasharedmemory/region/a/status', 'cuda_shared_memory'],
      ['/v2/models/digits/generate', 'generate'],
    ] as const) {
      const answer = await json(path, { method: path.endsWith('generate') ? 'POST' : 'GET' });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect(answer.body.error).toContain(`extension ${name},`);
    }
  });
}
