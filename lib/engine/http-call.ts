import { ERROR_STATUS, type ErrorCode, TrilaneError } from '../errors';

export interface HttpCaller {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
}

export interface HttpAnswer {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * One request to our own server.
 * @throws TrilaneError `server-unreachable`, or what the server answered with
 * @throws DOMException `AbortError` when `signal` aborts
 */
export async function callServer(
  server: HttpCaller,
  path: string,
  init: {
    method?: string;
    headers?: Readonly<Record<string, string>>;
    body?: Uint8Array<ArrayBuffer>;
    signal: AbortSignal;
  },
): Promise<HttpAnswer> {
  let response: Response;
  let body: Uint8Array;
  try {
    response = await server.fetch(server.baseUrl + path, { ...init, cache: 'no-store' });
    body = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (init.signal.aborted) throw error;
    throw new TrilaneError('server-unreachable', 'The server did not answer. Is it still running?', { cause: error });
  }
  if (!response.ok) throw errorOf(response, body);
  return { headers: response.headers, body };
}

/** Our server names the code; where another answers (a proxy, a Triton server), the status must do. */
function errorOf(response: Response, body: Uint8Array): TrilaneError {
  const { code, error, detail } = fieldsOf(body);
  const sentence = detail ?? error ?? `The server answered with status ${response.status}.`;
  if (code !== undefined && Object.hasOwn(ERROR_STATUS, code)) return new TrilaneError(code as ErrorCode, sentence);
  return new TrilaneError(codeOfStatus(response), sentence);
}

function codeOfStatus({ status, headers }: Response): ErrorCode {
  if (status === 503) return headers.has('retry-after') ? 'queue-full' : 'server-unreachable';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 502) return 'server-unreachable';
  if (status === 504) return 'timed-out';
  return status < 500 ? 'malformed-request' : 'inference-failed';
}

function fieldsOf(body: Uint8Array): { code?: string; error?: string; detail?: string } {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, field]) => typeof field === 'string'));
  } catch {
    return {};
  }
}
