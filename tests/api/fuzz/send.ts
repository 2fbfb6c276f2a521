import { type Agent, request } from 'node:http';
import type { Operation } from './document';
import type { FuzzRequest } from './requests';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string | undefined;
  /** Of a stream its beginning. */
  readonly text: string;
}

/** No answer takes so long; one that does is a fault. ms */
const HANG_MS = 60_000;
const STREAMS = ['text/event-stream', 'application/x-ndjson'];

/** @returns the answer; `closed` where the connection was ended instead; `hang` */
export function send(
  port: number,
  agent: Agent,
  { method, path, headers, body, isCut }: FuzzRequest,
): Promise<Answer | 'closed' | 'hang'> {
  return new Promise((resolve) => {
    const length = body ? { 'content-length': String(body.length) } : {};
    const asked = request({
      port,
      host: '127.0.0.1',
      agent,
      method,
      path,
      headers: { host: 'localhost', ...length, ...headers },
    });
    const limit = setTimeout(() => {
      resolve('hang');
      asked.destroy();
    }, HANG_MS);
    const end = (outcome: Answer | 'closed') => {
      clearTimeout(limit);
      resolve(outcome);
    };
    asked.on('error', () => end('closed'));
    asked.on('response', (response) => {
      const type = response.headers['content-type'] ?? '';
      const pieces: Buffer[] = [];
      const done = () =>
        end({
          status: response.statusCode ?? 0,
          type,
          location: response.headers.location,
          text: Buffer.concat(pieces).toString(),
        });
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        if (!STREAMS.some((stream) => type.startsWith(stream))) return;
        done();
        asked.destroy();
      });
      response.on('end', done);
      response.on('error', done);
    });
    if (isCut && body) asked.write(body.subarray(0, body.length >> 1));
    else asked.end(body ?? undefined);
  });
}

/** What is wrong with an answer, if anything. */
export function faultOf(
  operation: Operation,
  asked: FuzzRequest,
  answer: Answer | 'closed' | 'hang',
  codes: ReadonlySet<string>,
): string | undefined {
  if (answer === 'hang') return 'no answer';
  // Node's own refusals, of what is no HTTP, are without a body.
  if (answer === 'closed') return asked.isCut ? undefined : 'no answer: the connection was closed';
  const { status, type, text } = answer;
  if (asked.method === 'HEAD') return status < 500 || operation.answers.has(status) ? undefined : `status ${status}`;
  if (status < 400)
    return asked.isAstray || operation.answers.has(status) ? undefined : `status ${status}, which is not described`;
  if (asked.headers.expect !== undefined && status === 417) return undefined;
  const isOip = /^\/v2(\/|\?|$)/.test(asked.path);
  if (asked.isAstray)
    return type.includes('json') && status < 500 && codes.has(codeOf(text))
      ? undefined
      : `astray: status ${status} ${type}, ${text.slice(0, 200)}`;
  if (type !== (isOip ? 'application/json' : 'application/problem+json'))
    return `status ${status} as ${type || 'nothing'}: ${text.slice(0, 200)}`;
  const allowed = operation.answers.get(status);
  if (!allowed?.has(codeOf(text))) return `status ${status}, which is not described so: ${text.slice(0, 200)}`;
  return undefined;
}

function codeOf(text: string): string {
  try {
    return String(JSON.parse(text).code);
  } catch {
    return '';
  }
}
