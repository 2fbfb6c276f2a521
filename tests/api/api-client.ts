import { request as nodeRequest } from 'node:http';
import { promisify } from 'node:util';
import { deflate, deflateRaw, gzip } from 'node:zlib';
import { expect } from 'vitest';
import { decodeInferResponse, encodeInferRequest, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { findModel } from '@/lib/model';
import { createRandom } from '@/lib/workload/random';

const PIXELS = 784;

export const INFER = '/v2/models/digits/versions/fp32/infer';
export const COMPRESSORS = { gzip: promisify(gzip), deflate: promisify(deflate), deflateRaw: promisify(deflateRaw) };

export type ApiClient = ReturnType<typeof createApiClient>;

/** The ways in which the tests of the API talk to it. */
export function createApiClient(baseUrl: () => string) {
  const call = (path: string, init: RequestInit = {}) => fetch(baseUrl() + path, { redirect: 'manual', ...init });
  const json = async (path: string, init?: RequestInit) => {
    const response = await call(path, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const model = findModel('digits');
  const input = (rows = 1, seed = 1) => {
    const random = createRandom(seed);
    return { shape: [rows, 1, 28, 28], data: Float32Array.from({ length: rows * PIXELS }, random) };
  };
  const postBinary = (
    rows = 1,
    path = INFER,
    headers: Record<string, string> = {},
    change: (body: Uint8Array<ArrayBuffer>) => BodyInit = (body) => body,
  ) => {
    const message = encodeInferRequest(input(rows), model.input);
    return call(path, { method: 'POST', headers: { ...message.headers, ...headers }, body: change(message.body) });
  };
  const read = async (response: Response) => {
    expect(response.status).toBe(200);
    return decodeInferResponse(
      response.headers.get(HEADER_LENGTH),
      new Uint8Array(await response.arrayBuffer()),
      model.output,
    );
  };
  return {
    call,
    json,
    model,
    input,
    postBinary,
    read,
    sendPieces: (headers: Record<string, string>, pieces: readonly Uint8Array[]) =>
      sendPieces(baseUrl() + INFER, headers, pieces),
  };
}

/** Posts a body piece by piece in chunks, without a length; resolves with the answer even if it comes before the end. */
function sendPieces(
  url: string,
  headers: Record<string, string>,
  pieces: readonly Uint8Array[],
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const request = nodeRequest(url, { method: 'POST', headers }, async (response) => {
      answered = true;
      response.setEncoding('utf8');
      let body = '';
      for await (const text of response) body += text;
      resolve({ status: response.statusCode ?? 0, body });
      request.destroy();
    });
    // A server that has answered may close the connection while we are still sending.
    request.on('error', (error) => (answered ? undefined : reject(error)));
    for (const piece of pieces) request.write(piece);
    request.end();
  });
}
