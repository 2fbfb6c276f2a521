import { describe, expect, test } from 'vitest';
import { encodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { type ApiClient, COMPRESSORS, INFER } from './api-client';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

/** How the API answers what it cannot do: in words, with a code and the right status, and it goes on. */
export function describeWrongRequests({ json, model, input, postBinary, sendPieces }: ApiClient): void {
  describe('a wrong request', () => {
    const post = (body: BodyInit, headers: Record<string, string> = {}, path = INFER) =>
      json(path, { method: 'POST', body, headers });
    const good = () => ({ name: model.input.name, datatype: 'FP32', shape: [1, 1, 28, 28], data: [...input().data] });
    const wrong = (change: object) => JSON.stringify({ inputs: [{ ...good(), ...change }] });

    test.each([
      ['JSON that ends early', () => post('{"inputs":['), 400, 'malformed-json'],
      ['an empty body', () => post(''), 400, 'malformed-json'],
      ['an unknown model', () => post(wrong({}), {}, '/v2/models/horoscope/infer'), 404, 'unknown-model'],
      ['an unknown version', () => post(wrong({}), {}, '/v2/models/digits/versions/fp1/infer'), 404, 'unknown-version'],
      ['a name out of the tree', () => post(wrong({}), {}, '/v2/models/..%2F..%2Fetc/infer'), 404, 'unknown-model'],
      ['the wrong shape', () => post(wrong({ shape: [1, 28, 28] })), 400, 'wrong-shape'],
      ['the wrong datatype', () => post(wrong({ datatype: 'FP64' })), 400, 'wrong-datatype'],
      ['no samples', () => post(wrong({ shape: [0, 1, 28, 28], data: [] })), 400, 'too-few-samples'],
      ['a million samples', () => post(wrong({ shape: [1_000_000, 1, 28, 28] })), 400, 'too-many-samples'],
      ['null for a pixel', () => post(wrong({ data: [null, ...good().data.slice(1)] })), 400, 'not-a-number'],
      ['a form', () => post(new FormData()), 415, 'wrong-media-type'],
      ['an unknown compression', () => post('x', { 'content-encoding': 'zstd' }), 415, 'wrong-media-type'],
      ['broken compression', () => post('x', { 'content-encoding': 'gzip' }), 400, 'malformed-binary'],
      ['a header length beyond the body', () => post('{}', { [HEADER_LENGTH]: '50' }), 400, 'malformed-binary'],
      ['a body over 16 MiB', () => post(new Uint8Array(16 * 1024 * 1024 + 1)), 413, 'too-large'],
    ] as const)('of %s is refused in words, and the server goes on', async (_what, send, status, code) => {
      const answer = await send();
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({ error: expect.stringMatching(/^[A-Z"].*\.$/), code });
      expect(answer.headers.get('content-type')).toBe('application/json');
      const { paths } = (await json('/api/openapi.json')).body;
      const described = paths['/v2/models/{model}/versions/{version}/infer'].post.responses[status].description;
      expect(described).toContain(code);
      expect((await postBinary()).status).toBe(200);
    });

    test('that grows past 16 MiB without saying so before is refused', async () => {
      const piece = new Uint8Array(1024 * 1024);
      const answer = await sendPieces(
        {},
        Array.from({ length: 17 }, () => piece),
      );
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.body).code).toBe('too-large');
    });

    test.each([['gzip'], ['gzip', 'deflate']] as const)(
      'that grows past 16 MiB when it is unpacked is refused: %s %s',
      async (...steps) => {
        let body: Uint8Array<ArrayBuffer> = new Uint8Array(17 * 1024 * 1024);
        for (const step of steps) body = new Uint8Array(await COMPRESSORS[step](body));
        expect(await post(body, { 'content-encoding': steps.join(', ') })).toMatchObject({
          status: 413,
          body: { code: 'too-large' },
        });
      },
    );

    test.each([
      [INFER, 'br', 'gzip, deflate'],
      [INFER, 'gzip, zstd', 'gzip, deflate'],
      [INFER, 'gzip, gzip, gzip', 'gzip, deflate'],
      ['/v2/repository/index', 'br', 'gzip, deflate'],
      ['/api/load-runs', 'GZIP', 'identity'],
    ])('of %s in the coding %s is told which are taken', async (path, encoding, accepted) => {
      const answer = await post('{}', { 'content-type': 'application/json', 'content-encoding': encoding }, path);
      expect(answer.status).toBe(415);
      expect(answer.body.code).toBe('wrong-media-type');
      expect(answer.headers.get('accept-encoding')).toBe(accepted);
    });

    test('of bytes without the header that says where they begin names it', async () => {
      const { body } = encodeInferRequest(input(), model.input);
      expect(await post(body)).toMatchObject({
        status: 400,
        body: { code: 'malformed-binary', error: expect.stringMatching(/Inference-Header-Content-Length is missing/) },
      });
    });

    test('of a form is refused wherever JSON is taken: another site may send one without asking', async () => {
      const { body: document } = await json('/api/openapi.json');
      const refusals: Record<string, unknown> = {};
      for (const [path, operations] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
        for (const [method, { requestBody, responses }] of Object.entries(operations)) {
          if (!path.startsWith('/api/') || !requestBody?.content['application/json']) continue;
          const headers = { 'content-type': 'text/plain' };
          const sent = { method: method.toUpperCase(), headers, body: '{}' };
          const answer = await json(path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'), sent);
          refusals[`${method} ${path}`] = { code: answer.body.code, isDescribed: '415' in responses };
        }
      }
      expect(Object.keys(refusals)).toContain('post /api/load-runs');
      for (const refusal of Object.values(refusals)) {
        expect(refusal, JSON.stringify(refusals)).toEqual({ code: 'wrong-media-type', isDescribed: true });
      }
    });

    test('to no known path is a 404 in the form of its part of the API', async () => {
      expect(await json('/v2/nothing')).toMatchObject({
        status: 404,
        body: { code: 'not-found', error: expect.any(String) },
      });
      const problem = await json('/api/nothing');
      expect(problem).toMatchObject({
        status: 404,
        body: { code: 'not-found', status: 404, title: 'Not Found', type: expect.any(String) },
      });
      expect(problem.headers.get('content-type')).toBe('application/problem+json');
    });

    test('with a method that is not taken says which are', async () => {
      const infer = await json(INFER);
      expect(infer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
      expect(infer.headers.get('allow')).toBe('POST');
      const meters = await json('/api/meters', { method: 'PUT' });
      expect(meters).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
      expect(meters.headers.get('allow')).toBe('POST');
      expect((await json('/api/batches', { method: 'PATCH' })).headers.get('allow')).toBe('POST, GET');
    });

    test('for a meter that is not there is a 404', async () => {
      expect(await json('/api/meters/none', { method: 'DELETE' })).toMatchObject({
        status: 404,
        body: { code: 'unknown-job' },
      });
    });
  });
}
