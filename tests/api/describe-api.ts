import { describe, expect, test } from 'vitest';
import { createJobEngine } from '@/lib/engine/job';
import { readServerTiming } from '@/lib/engine/server-timing';
import { encodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { findVersion, MANIFEST } from '@/lib/model';
import { METER_HEADER } from '@/lib/wire/meter';
import type { MeterReport } from '@/lib/wire/meter-schema';
import { COMPRESSORS, createApiClient, INFER } from './api-client';
import { describeOipExtensions } from './describe-oip-extensions';
import { describeStockClients } from './describe-stock-clients';
import { describeWrongRequests } from './describe-wrong-requests';

/**
 * What the HTTP API must do, wherever it is mounted.
 * @param baseUrl of a server whose models are loaded
 * @param seesBytes it sees what goes over its connections
 */
export function describeApi(name: string, baseUrl: () => string, { seesBytes }: { readonly seesBytes: boolean }): void {
  const client = createApiClient(baseUrl);
  const { call, json, model, input, postBinary, read, sendPieces } = client;

  describe(`The API on the ${name} mount`, () => {
    describe('about the server', () => {
      test('it lives and is ready', async () => {
        expect(await json('/v2/health/live')).toMatchObject({ status: 200, body: { live: true } });
        expect(await json('/v2/health/ready')).toMatchObject({ status: 200, body: { ready: true } });
        expect((await call('/v2/health/live', { method: 'HEAD' })).status).toBe(200);
      });

      test('it names itself and the binary extension', async () => {
        const { status, body } = await json('/v2');
        expect(status).toBe(200);
        expect(body).toMatchObject({ name: 'trilane', extensions: expect.arrayContaining(['binary_tensor_data']) });
        expect(body.version).toMatch(/^\d+\.\d+\.\d+$/);
      });

      test('it describes every model and every version as the manifest does, and can answer for it', async () => {
        for (const { id, input: expectedInput, output, versions } of MANIFEST.models) {
          const whole = await json(`/v2/models/${id}`);
          expect(whole.body).toEqual({
            name: id,
            versions: versions.map((version) => version.id),
            platform: 'onnxruntime_onnx',
            inputs: [expectedInput],
            outputs: [output],
          });
          expect((await call(`/v2/models/${id}/ready`)).status).toBe(200);
          for (const version of versions) {
            const one = await json(`/v2/models/${id}/versions/${version.id}`);
            expect(one.body).toMatchObject({ name: id, versions: [version.id] });
            const ready = await json(`/v2/models/${id}/versions/${version.id}/ready`);
            expect(ready).toMatchObject({ status: 200, body: { name: id, version: version.id, ready: true } });
          }
        }
      });

      test('it lists the models with the hash of what it loaded', async () => {
        const { body } = await json('/api/models');
        expect(body.server).toMatchObject({
          runtime: expect.stringMatching(/^onnxruntime-node \d/),
          inferenceThreads: expect.any(Number),
        });
        for (const { id, versions } of MANIFEST.models) {
          const listed = body.models.find((entry: { id: string }) => entry.id === id);
          expect(listed.versions).toMatchObject(
            versions.map((version) => ({ id: version.id, load: { state: 'ready', sha256: version.sha256 } })),
          );
        }
      });
    });

    describe('inference', () => {
      test('of bytes is answered with bytes, as many rows as were sent', async () => {
        for (const rows of [1, 3, 40]) {
          const output = await read(await postBinary(rows));
          expect(output.shape).toEqual([rows, 10]);
          for (let row = 0; row < rows; row++) {
            const sum = output.data.slice(row * 10, (row + 1) * 10).reduce((total, value) => total + value, 0);
            expect(sum).toBeCloseTo(1, 3);
          }
        }
      });

      test('of JSON is answered with JSON, and the same', async () => {
        const tensor = input();
        const { body } = encodeInferRequest(tensor, model.input, { binary: false, id: 'seven' });
        const answer = await json(INFER, { method: 'POST', body });
        expect(answer.headers.get('content-type')).toBe('application/json');
        expect(answer.headers.get(HEADER_LENGTH)).toBeNull();
        expect(answer.body).toMatchObject({ model_name: 'digits', model_version: 'fp32', id: 'seven' });
        const [output] = answer.body.outputs;
        expect(output).toMatchObject({ name: model.output.name, datatype: 'FP32', shape: [1, 10] });
        const binary = await read(await postBinary());
        output.data.forEach((value: number, index: number) => {
          expect(value).toBeCloseTo(binary.data[index] ?? Number.NaN, 5);
        });
      });

      test('without a version uses the default one', async () => {
        const body = JSON.stringify({ inputs: [{ ...model.input, shape: [1, 1, 28, 28], data: [...input().data] }] });
        const answer = await json('/v2/models/digits/infer', { method: 'POST', body });
        expect(answer.body.model_version).toBe(model.defaultVersion);
      });

      test('says where the time went', async () => {
        const response = await postBinary(2);
        const { queueMs, computeMs, totalMs, batchSize } = readServerTiming(response.headers.get('server-timing'));
        expect(computeMs).toBeGreaterThan(0);
        expect(queueMs + computeMs).toBeLessThanOrEqual(totalMs + 0.01);
        expect(batchSize).toBeGreaterThanOrEqual(2);
      });

      test.each([
        ['gzip', ['gzip']],
        ['deflate', ['deflate']],
        ['GZIP', ['gzip']],
        ['x-gzip', ['gzip']],
        ['deflate', ['deflateRaw']],
        ['gzip, identity', ['gzip']],
        [' Deflate ,, X-GZIP ', ['deflate', 'gzip']],
        ['Identity', []],
      ] as const)('takes a body compressed with %s (%j)', async (encoding, steps) => {
        const message = encodeInferRequest(input(), model.input);
        let { body } = message;
        for (const step of steps) body = new Uint8Array(await COMPRESSORS[step](body));
        const response = await call(INFER, {
          method: 'POST',
          headers: { ...message.headers, 'content-encoding': encoding },
          body,
        });
        expect(await read(response)).toEqual(await read(await postBinary()));
      });

      test('takes a media type in any case, with parameters', async () => {
        const { body } = encodeInferRequest(input(), model.input, { binary: false });
        for (const type of ['Application/JSON; charset=UTF-8', 'APPLICATION/OCTET-STREAM', 'application/json ;a="b"']) {
          const answer = await call(INFER, { method: 'POST', headers: { 'content-type': type }, body });
          expect(answer.status, type).toBe(200);
        }
      });

      test.each([
        ['gzip', 'gzip'],
        ['Deflate;q=0.5', 'deflate'],
        ['gzip, deflate, br', null],
        ['gzip;q=0', null],
        ['identity', null],
      ])('is answered compressed where one coding is asked for: %s', async (asked, given) => {
        const { body } = encodeInferRequest(input(100), model.input, { binary: false });
        const answer = await json(INFER, { method: 'POST', headers: { 'accept-encoding': asked }, body });
        if (seesBytes) expect(answer.headers.get('content-encoding')).toBe(given);
        expect(answer.body.outputs[0].data).toHaveLength(1000);
      });

      test('takes a body that comes in pieces, of a length not told before', async () => {
        const message = encodeInferRequest(input(), model.input);
        const pieces = [message.body.slice(0, 50), message.body.slice(50, 1000), message.body.slice(1000)];
        const answer = await sendPieces({ ...message.headers }, pieces);
        expect(answer.status).toBe(200);
      });

      test('of many callers at once gives each its own answer', async () => {
        const tensors = Array.from({ length: 60 }, (_, seed) => input(1, seed + 1));
        const alone = tensors.map((tensor) => encodeInferRequest(tensor, model.input));
        const send = async ({ headers, body }: (typeof alone)[number]) =>
          read(await call(INFER, { method: 'POST', headers, body }));
        const together = await Promise.all(alone.map(send));
        for (const [index, message] of alone.entries()) {
          const again = await send(message);
          again.data.forEach((value, at) => {
            expect(together[index]?.data[at]).toBeCloseTo(value, 5);
          });
        }
      });
    });

    describe('a stock Triton client', () => {
      const text = new TextEncoder();
      const raw = () => new Uint8Array(input().data.buffer);
      // Python's json writes ", " and ": ", rapidjson neither; the HTTP client sends no content type.
      const send = async (head: string, path = INFER) => {
        const bytes = text.encode(head);
        const body = new Uint8Array([...bytes, ...raw()]);
        return call(path, {
          method: 'POST',
          headers: { 'Inference-Header-Content-Length': String(bytes.length) },
          body,
        });
      };
      const tensor = `{"name":"${model.input.name}","shape":[1,1,28,28],"datatype":"FP32","parameters":{"binary_data_size":3136}}`;

      test('gets bytes when it asks for no output by name', async () => {
        const response = await send(`{"inputs":[${tensor}],"parameters":{"binary_data_output":true}}`);
        expect(response.headers.get('content-type')).toBe('application/octet-stream');
        await read(response);
      });

      test('gets its id back, and the output it names, as it wants it', async () => {
        const output = (binary: boolean) =>
          `"outputs":[{"name":"${model.output.name}","parameters":{"binary_data":${binary}}}]`;
        const binary = await send(`{"id":"42","inputs":[${tensor}],${output(true)}}`);
        const length = Number(binary.headers.get(HEADER_LENGTH));
        const bytes = new Uint8Array(await binary.arrayBuffer());
        const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, length)));
        expect(head).toEqual({
          model_name: 'digits',
          model_version: 'fp32',
          id: '42',
          outputs: [
            { name: model.output.name, datatype: 'FP32', shape: [1, 10], parameters: { binary_data_size: 40 } },
          ],
        });
        expect(bytes.length - length).toBe(40);
        const asJson = await (await send(`{"id": "43", "inputs": [${tensor}], ${output(false)}}`)).json();
        expect(asJson).toMatchObject({ id: '43', outputs: [{ shape: [1, 10] }] });
        expect(asJson.outputs[0].data).toHaveLength(10);
      });

      test('may send the parameters it knows', async () => {
        const response = await send(
          `{"inputs":[${tensor}],"parameters":{"sequence_id":7,"sequence_start":true,"sequence_end":false,"priority":1,"timeout":5000,"binary_data_output":true}}`,
        );
        await read(response);
      });

      test('may send the raw tensor alone', async () => {
        const response = await call(INFER, {
          method: 'POST',
          headers: { 'Content-Type': 'application/octet-stream', 'Inference-Header-Content-Length': '0' },
          body: raw(),
        });
        expect(await read(response)).toEqual(await read(await postBinary()));
      });

      test('reads what is wrong in "error"', async () => {
        const response = await send(`{"inputs":[${tensor.replace('28,28', '27,28')}]}`);
        expect(response.status).toBe(400);
        expect((await response.json()).error).toMatch(/shape/);
      });
    });

    describeStockClients(baseUrl, seesBytes);
    describeOipExtensions(client);
    describeWrongRequests(client);

    describe('measuring', () => {
      test('a meter tells what the server used', async () => {
        const started = await json('/api/meters', { method: 'POST' });
        expect(started.status).toBe(201);
        const own = { [METER_HEADER]: started.body.id };
        for (let round = 0; round < 5; round++) await postBinary(32, INFER, own);
        const { body } = await json(`/api/meters/${started.body.id}`, { method: 'DELETE' });
        expect(body.cpuSeconds).toBeGreaterThan(0);
        expect(body.wallSeconds).toBeGreaterThan(0);
        expect(body.peakRssBytes).toBeGreaterThan(10_000_000);
        for (const share of [body.eventLoopUtilisation, ...body.workerUtilisation]) {
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(body.workerUtilisation.length).toBeGreaterThan(0);
        expect((await json(`/api/meters/${started.body.id}`, { method: 'DELETE' })).status).toBe(404);
      });

      test('SPEC 7.7: of two clients at once each is charged with its own share, and not with the other’s', async () => {
        const start = async () => (await json('/api/meters', { method: 'POST' })).body.id as string;
        const stop = async (id: string): Promise<MeterReport> =>
          (await json(`/api/meters/${id}`, { method: 'DELETE' })).body;
        const many = await start();
        const few = await start();
        const bystander = await start();
        const send = async (id: string, requests: number) => {
          for (let request = 0; request < requests; request++)
            await read(await postBinary(1, INFER, { [METER_HEADER]: id }));
        };
        await Promise.all([send(many, 120), send(few, 40)]);
        const [ofMany, ofFew, ofNobody] = [await stop(many), await stop(few), await stop(bystander)];
        expect(ofMany.isShared && ofFew.isShared).toBe(true);
        expect(ofNobody.cpuSeconds).toBe(0);
        expect(Math.min(ofMany.cpuSeconds, ofFew.cpuSeconds)).toBeGreaterThan(0);
        expect(Math.min(ofMany.othersSeconds, ofFew.othersSeconds, ofNobody.othersSeconds)).toBeGreaterThan(0);
        // How CPU time is shared out is tested where it can be set (cpu-shares, meters); bytes are counted here, and of equal requests.
        const received = [ofMany, ofFew].map(({ bytes }) => bytes?.received ?? null);
        expect(received).toEqual(seesBytes ? [3 * (received[1] ?? 0), expect.any(Number)] : [null, null]);
      });

      test('SPEC 7.3: a job is charged with its worker and the database beside the server', async () => {
        const { id } = (await json('/api/meters', { method: 'POST' })).body as { id: string };
        const batch = createJobEngine({
          baseUrl: baseUrl(),
          fetch: (url, init = {}) => fetch(url, { ...init, headers: { ...init.headers, [METER_HEADER]: id } }),
        });
        const { signal } = new AbortController();
        await batch.load({ modelId: 'digits', versionId: 'fp32' }, { signal });
        await batch.infer(input(20), { signal });
        const { body } = await json(`/api/meters/${id}`, { method: 'DELETE' });
        const isOurs = ['server', 'batch-worker', 'database'];
        // A PostgreSQL of its own is not ours to count.
        expect([isOurs, isOurs.slice(0, 2)]).toContainEqual(body.processes);
        expect(body.cpuSeconds).toBeGreaterThan(0);
      });

      test('the counters count answers and errors by name', async () => {
        const count = async (outcome: string) => {
          const text = await (await call('/api/metrics')).text();
          const line = new RegExp(
            `^trilane_predictions_total\\{model="digits",version="fp32",outcome="${outcome}"\\} (\\d+)$`,
            'm',
          ).exec(text);
          return Number(line?.[1] ?? 0);
        };
        const completed = await count('completed');
        const refused = await count('malformed-json');
        await postBinary();
        await call(INFER, { method: 'POST', body: '{' });
        expect(await count('completed')).toBe(completed + 1);
        expect(await count('malformed-json')).toBe(refused + 1);
        const text = await (await call('/api/metrics')).text();
        for (const name of [
          'trilane_queue_rows',
          'trilane_batch_rows_bucket',
          'trilane_prediction_duration_seconds_count',
          'process_cpu_seconds_total',
        ]) {
          expect(text).toContain(name);
        }
      });
    });

    describe('its description', () => {
      test('is OpenAPI 3.1, names every path that answers, and has no loose ends', async () => {
        const { body } = await json('/api/openapi.json');
        expect(body.openapi).toBe('3.1.0');
        const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((path) =>
          Object.values(path).map((operation) => operation.operationId),
        );
        expect(new Set(ids).size).toBe(ids.length);
        const references = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
          (match) => match[1] ?? '',
        );
        for (const reference of references) expect(body.components.schemas).toHaveProperty([reference]);
        expect(references.length).toBeGreaterThan(10);
      });

      test('is true: each GET it lists without a parameter answers as it says', async () => {
        const { body } = await json('/api/openapi.json');
        const paths = Object.entries<{ get?: { responses: Record<string, { content?: object }> } }>(body.paths).filter(
          ([path, { get }]) => get && !path.includes('{'),
        );
        expect(paths.length).toBeGreaterThan(5);
        for (const [path, { get }] of paths) {
          const response = await call(path);
          // A stream of events has no end.
          await response.body?.cancel();
          const types = Object.keys(get?.responses[response.status]?.content ?? {});
          expect(types, `${path} answered ${response.status}`).toContain(
            (response.headers.get('content-type') ?? '').split(';')[0],
          );
        }
      });
    });

    test('every answer carries the headers that isolate the page', async () => {
      const responses = await Promise.all([
        call('/v2'),
        postBinary(),
        call(INFER, { method: 'POST', body: '{' }),
        call('/api/models'),
        call('/api/nothing'),
        call('/api/batches'),
        call('/api/batches/none'),
        call('/api/metrics'),
      ]);
      for (const { headers, url } of responses) {
        expect(headers.get('cross-origin-opener-policy'), url).toBe('same-origin');
        expect(headers.get('cross-origin-embedder-policy'), url).toBe('require-corp');
        expect(headers.get('cross-origin-resource-policy'), url).toBe('same-origin');
        expect(headers.get('x-content-type-options'), url).toBe('nosniff');
        expect(headers.get('referrer-policy'), url).toBeTruthy();
      }
    });

    test('the int8 version answers too, with other numbers than the float one', async () => {
      const version = model.versions.find((entry) => entry.precision !== 'fp32');
      if (!version) throw new Error('digits has no quantised version.');
      expect(findVersion({ modelId: 'digits', versionId: version.id }).sha256).not.toBe(
        findVersion({ modelId: 'digits', versionId: 'fp32' }).sha256,
      );
      const float = await read(await postBinary());
      const quantised = await read(await postBinary(1, `/v2/models/digits/versions/${version.id}/infer`));
      expect([...quantised.data]).not.toEqual([...float.data]);
    });
  });
}
