import type { IncomingMessage, ServerResponse } from 'node:http';
import { codingAskedFor } from '../api/content-coding';
import type { FindInferOperation, InferOperation } from '../api/infer';
import { errorParts } from '../api/problem';
import { MOST_BODY_BYTES } from '../api/read-body';
import { SECURITY_HEADERS } from '../api/security-headers';
import { HEADER_LENGTH, type OipMessage } from '../engine/wire/oip';
import { REQUEST_ID } from '../engine/wire/request-id';
import type { RequestLog } from '../services/request-log';
import type { WorkLedger } from '../services/work-ledger';
import { countBytes, payerOf } from './message-bytes';

const INFER_PATH = /^\/v2\/models\/([\w.-]+)(?:\/versions\/([\w.-]+))?\/infer$/;
const SECURITY_LIST = Object.entries(SECURITY_HEADERS).flat();

/** As the app calls it; which of the two it was tells nobody anything. */
const ROUTE = '/v2/models/:model/infer';

/** Up to here an answer travels in one write with its headers. */
const MOST_STRING_BYTES = 16 * 1024;

/**
 * The plain case of an inference request (a known model, a body of declared length, nothing compressed), straight on
 * `node:http`: the web-standard `Request` and `Response` cost 20 µs of the 50 that a small prediction takes.
 * Everything that is said about the request and its answer is the same code as in the app, which takes all other cases.
 *
 * @returns whether the request was taken
 */
export function createInferListener(
  find: FindInferOperation,
  ledger: WorkLedger,
  requests: RequestLog,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const byUrl = new Map<string, InferOperation>();
  const operationOf = (url: string): InferOperation | undefined => {
    const [, modelId, versionId] = INFER_PATH.exec(url) ?? [];
    if (modelId === undefined) return undefined;
    try {
      const operation = find(modelId, versionId);
      byUrl.set(url, operation);
      return operation;
    } catch {
      // The app says what is wrong with it.
      return undefined;
    }
  };

  return (request, response) => {
    const { method, url = '', headers } = request;
    if (method !== 'POST') return false;
    const operation = byUrl.get(url) ?? operationOf(url);
    if (!operation) return false;
    const length = Number(headers['content-length'] ?? Number.NaN);
    if (!(length <= MOST_BODY_BYTES) || headers['content-encoding'] !== undefined) return false;
    if (codingAskedFor(headers['accept-encoding'])) return false;

    countBytes(ledger, request, response);
    let chunks: Buffer[] | null = null;
    let body: Buffer | null = null;
    request.on('data', (chunk: Buffer) => {
      if (body === null) body = chunk;
      else if (chunks === null) chunks = [body, chunk];
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const whole = chunks ? Buffer.concat(chunks) : (body ?? Buffer.alloc(0));
      void answer(operation, request, response, whole, requests);
    });
    return true;
  };
}

async function answer(
  operation: InferOperation,
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
  requests: RequestLog,
): Promise<void> {
  const { headers, socket } = request;
  const startMs = performance.now();
  const log = (status: number, bytes: number) => {
    requests.finished({ method: 'POST', route: ROUTE, status, durationMs: performance.now() - startMs, bytes });
  };
  try {
    const headerLength = headers[HEADER_LENGTH] as string | undefined; // a repeated header comes joined, never as a list
    const requestId = headers[REQUEST_ID] as string | undefined;
    const caller = { requestId, meter: payerOf(request), abandoned: () => socket.destroyed };
    const bytes = await operation.run(headerLength, headers['content-type'], body, caller, (message, serverTiming) =>
      send(response, message, serverTiming),
    );
    if (requests.isOn) log(200, bytes);
  } catch (error) {
    const { status, body: text, headers: errorHeaders } = errorParts(request.url ?? '', error);
    response.writeHead(status, { ...errorHeaders, 'content-length': Buffer.byteLength(text) });
    response.end(text);
    log(status, text.length);
  }
}

/** @returns the bytes of the body */
function send(response: ServerResponse, { headers, body }: OipMessage, serverTiming: string): number {
  const list = ['content-length', String(body.length), 'server-timing', serverTiming, ...SECURITY_LIST];
  for (const name in headers) list.push(name, headers[name] ?? '');
  response.writeHead(200, list);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  // A string leaves in one piece with the headers, bytes would be a piece of their own; latin1 is one byte a character.
  if (bytes.length <= MOST_STRING_BYTES) response.end(bytes.toString('latin1'), 'latin1');
  else response.end(Buffer.from(bytes));
  return bytes.length;
}
