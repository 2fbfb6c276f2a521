import { type IncomingHttpHeaders, type IncomingMessage, request as nodeRequest } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeInferResponse, HEADER_LENGTH } from '@/lib/engine/wire/oip';
import { findModel, MANIFEST } from '@/lib/model';
import calls from './stock-clients.json' with { type: 'json' };

/** The row that every recorded inference sends. */
const ROW = [9, 5, 60, 30, 1, 0, 1, 73, 129, 0, 0, 800, 846];
const MODEL = 'credit-risk';
const VERSION = 'trees';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Its content coding undone. */
  readonly body: Buffer;
}

/**
 * The calls of stock clients, replayed. `stock-clients.json` holds what each sent, byte for byte (one character a byte): every call
 * was made once, by the client from PyPI, against a server of ours behind a proxy that wrote down the requests.
 * @param seesBytes nobody else compresses what the server sends
 */
export function describeStockClients(baseUrl: () => string, seesBytes: boolean): void {
  const { output, classes } = findModel(MODEL);
  const json = ({ body }: Answer) => JSON.parse(body.toString());
  const isReady = (answer: Answer) => expect(answer.status).toBe(200);
  const holds = (shape: unknown) => (answer: Answer) => expect(json(answer)).toMatchObject(shape as object);
  const namesModels = (count: number) => (answer: Answer) => expect(json(answer).model_stats).toHaveLength(count);
  const isRefusedAs = (code: string, words: RegExp) => (answer: Answer) =>
    expect(json(answer)).toEqual({ code, error: expect.stringMatching(words) });
  const versions = findModel(MODEL).versions.length;
  const allVersions = MANIFEST.models.reduce((total, model) => total + model.versions.length, 0);

  /** The answer of the model, as the reference request gets it. */
  const reference = async () => {
    const body = JSON.stringify({ inputs: [{ name: 'features', datatype: 'FP32', shape: [1, 13], data: ROW }] });
    const response = await fetch(`${baseUrl()}/v2/models/${MODEL}/infer`, { method: 'POST', body });
    return (await response.json()).outputs[0].data as number[];
  };
  const isInferred =
    (how: { readonly binary: boolean; readonly id?: string; readonly coding?: string }) => async (answer: Answer) => {
      const { status, headers, body } = answer;
      expect(status).toBe(200);
      expect(headers['content-type']).toBe(how.binary ? 'application/octet-stream' : 'application/json');
      if (seesBytes) expect(headers['content-encoding']).toBe(how.coding);
      const headerLength = headers[HEADER_LENGTH] as string | undefined;
      const tensor = decodeInferResponse(headerLength, body, output);
      expect(tensor.shape).toEqual([1, 2]);
      const expected = await reference();
      tensor.data.forEach((value, index) => {
        expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 5);
      });
      const head = JSON.parse(
        body.subarray(0, headerLength === undefined ? undefined : Number(headerLength)).toString(),
      );
      expect(head).toMatchObject({ model_name: MODEL, model_version: VERSION });
      expect(head.id).toBe(how.id);
    };
  const bytes = isInferred({ binary: true });
  const metadata = holds({ name: MODEL, inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, 13] }] });
  const config = holds({
    name: MODEL,
    max_batch_size: 1024,
    input: [{ name: 'features', data_type: 'TYPE_FP32', dims: [13] }],
    output: [{ name: 'probabilities', data_type: 'TYPE_FP32', dims: [2] }],
    dynamic_batching: { max_queue_delay_microseconds: 0 },
  });
  /** The best class, as value:index:label. */
  const best = async () => {
    const values = await reference();
    const index = values.indexOf(Math.max(...values));
    return new RegExp(`^${values[index]?.toFixed(4)}\\d\\d:${index}:${classes[index]}$`);
  };

  const EXPECTED: Readonly<Record<string, Readonly<Record<string, (answer: Answer) => unknown>>>> = {
    'tritonclient 2.73.0': {
      is_server_live: isReady,
      is_server_ready: isReady,
      is_model_ready: isReady,
      'is_model_ready of a version': isReady,
      get_server_metadata: holds({
        name: 'trilane',
        extensions: ['binary_tensor_data', 'classification', 'model_configuration', 'model_repository', 'statistics'],
      }),
      get_model_metadata: metadata,
      'get_model_metadata of a version': metadata,
      get_model_config: config,
      'get_model_config of a version': config,
      get_model_repository_index: (answer) => {
        expect(json(answer)).toHaveLength(allVersions);
        expect(json(answer)).toContainEqual({ name: MODEL, version: VERSION, state: 'READY', reason: '' });
      },
      get_inference_statistics: namesModels(allVersions),
      'get_inference_statistics of a model': namesModels(versions),
      'get_inference_statistics of a version': namesModels(1),
      infer: bytes,
      'infer of a version': bytes,
      'infer of JSON': bytes,
      'infer for JSON': isInferred({ binary: false }),
      'infer of and for JSON': isInferred({ binary: false }),
      'infer with an id': isInferred({ binary: true, id: '42' }),
      'infer with parameters': bytes,
      'infer with a query': bytes,
      'infer compressed with gzip': bytes,
      'infer compressed with deflate': bytes,
      'infer for gzip': isInferred({ binary: false, coding: 'gzip' }),
      'infer for deflate': isInferred({ binary: false, coding: 'deflate' }),
      'infer for two classes': async ({ headers, body }) => {
        const length = Number(headers[HEADER_LENGTH]);
        const [tensor] = JSON.parse(body.subarray(0, length).toString()).outputs;
        expect(tensor).toMatchObject({ name: 'probabilities', datatype: 'BYTES', shape: [1, 2] });
        expect(tensor.parameters.binary_data_size).toBe(body.length - length);
        const texts = readTexts(body.subarray(length));
        expect(texts).toHaveLength(2);
        expect(texts[0]).toMatch(await best());
      },
      'infer for the best class as JSON': async (answer) => {
        const [tensor] = json(answer).outputs;
        expect(tensor).toMatchObject({ datatype: 'BYTES', shape: [1, 1] });
        expect(tensor.data).toEqual([expect.stringMatching(await best())]);
      },
      load_model: isRefusedAs('read-only', /read-only/),
      unload_model: isRefusedAs('read-only', /read-only/),
      get_log_settings: isRefusedAs('not-found', /extension logging/),
      get_trace_settings: isRefusedAs('not-found', /extension trace/),
      get_system_shared_memory_status: isRefusedAs('not-found', /extension system_shared_memory/),
    },
    'kserve 0.21.0': {
      is_server_live: holds({ live: true }),
      is_server_ready: holds({ ready: true }),
      is_model_ready: holds({ ready: true }),
      'infer of JSON': isInferred({ binary: false, id: '9' }),
      'infer of bytes': isInferred({ binary: false, id: '9' }),
    },
    'open-inference-openapi 2.0.0': {
      check_server_readiness: holds({ ready: true }),
      read_model_metadata: metadata,
      model_infer: isInferred({ binary: false }),
    },
  };

  describe('a stock client gets what it asks for:', () => {
    test.each(calls)('$client, $call', async ({ client, call, request }) => {
      const check = EXPECTED[client]?.[call];
      if (!check) throw new Error('Nothing is expected of this call.');
      await check(await replay(baseUrl(), request));
    });

    test('each call that something is expected of is replayed', () => {
      const expected = Object.entries(EXPECTED).flatMap(([client, own]) =>
        Object.keys(own).map((call) => `${client} ${call}`),
      );
      expect(calls.map(({ client, call }) => `${client} ${call}`).sort()).toEqual(expected.sort());
    });
  });
}

/** Sends a recorded request, and reads the answer. */
async function replay(baseUrl: string, recorded: string): Promise<Answer> {
  const bodyAt = recorded.indexOf('\r\n\r\n') + 4;
  const [start = '', ...lines] = recorded.slice(0, bodyAt - 4).split('\r\n');
  const [method = '', path = ''] = start.split(' ');
  const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2)));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = nodeRequest(baseUrl + path, { method, headers, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(Buffer.from(recorded.slice(bodyAt), 'latin1'));
  });
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece);
  const body = Buffer.concat(pieces);
  const coding = response.headers['content-encoding'];
  const decoded = coding === 'gzip' ? gunzipSync(body) : coding === 'deflate' ? inflateSync(body) : body;
  return { status: response.statusCode ?? 0, headers: response.headers, body: decoded };
}

/** BYTES: each text behind its length. */
function readTexts(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at);
    texts.push(bytes.toString('utf8', at + 4, at + 4 + length));
    at += 4 + length;
  }
  return texts;
}
