import { ERROR_STATUS, type ErrorCode, TrilaneError } from '../errors';
import { askPatiently, type Patience } from './retry-after';

export interface HttpCaller {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
}

export interface HttpAnswer {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** For what came in place of an answer: cut short, garbled, or the page of a proxy, of a network's log-in. */
export const wrongAnswer = (detail: string, cause?: unknown): TrilaneError =>
  new TrilaneError('wrong-answer', detail, { cause });

/**
 * Takes an answer apart. Whatever is wrong with it then is the fault of who answered, and of nobody who asked.
 * @throws TrilaneError `wrong-answer`
 */
export function readAnswer<T>(take: () => T): T {
  try {
    return take();
  } catch (cause) {
    throw wrongAnswer('The answer could not be read.', cause);
  }
}

/**
 * What our own server said, of the same version as we are.
 * @param fields what it must hold, for it to be our server's
 * @throws TrilaneError `wrong-answer` where something else answered in its place
 */
export function readJson<T extends object>(
  { body }: Pick<HttpAnswer, 'body'>,
  ...fields: readonly (keyof T & string)[]
): T {
  const value: unknown = readAnswer(() => JSON.parse(new TextDecoder().decode(body)));
  if (typeof value !== 'object' || value === null || fields.some((field) => !(field in value)))
    throw wrongAnswer('The answer does not hold what one of our server would.');
  return value as T; // our own server's
}

/**
 * One request to our own server.
 * @throws TrilaneError `server-unreachable`, `wrong-answer`, or what the server answered with
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
    /** It may be sent again when the server is too busy for it. */
    patience?: Patience;
  },
): Promise<HttpAnswer> {
  let response: Response;
  let body: Uint8Array;
  const { patience, ...request } = init;
  const send = () => server.fetch(server.baseUrl + path, { ...request, cache: 'no-store' });
  try {
    response = await (patience ? askPatiently(send, patience) : send());
    body = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (init.signal.aborted || patience?.signal.aborted) throw error;
    throw new TrilaneError('server-unreachable', `Nothing came back from ${path.split(/[?#]/, 1)[0]}.`, {
      cause: error,
    });
  }
  if (!response.ok) throw refusalOf(response, body);
  return { headers: response.headers, body };
}

/**
 * An answer that is none of success, as an error. Our server names the code; where another answers (a proxy, a Triton server), the
 * status must do.
 */
export function refusalOf(response: Response, body: Uint8Array): TrilaneError {
  const { code, error, detail } = fieldsOf(body);
  const sentence = detail ?? error ?? `The server answered with status ${response.status}.`;
  if (code !== undefined && Object.hasOwn(ERROR_STATUS, code)) return new TrilaneError(code as ErrorCode, sentence);
  // Our server always says what was wrong with a request: a mere page refuses in its place.
  const isOfARequest = response.status < 500 && !MEANS_THE_SAME_ANYWHERE.has(response.status);
  if (isOfARequest && detail === undefined && error === undefined) return wrongAnswer(sentence);
  return new TrilaneError(codeOfStatus(response), sentence);
}

/** Statuses (too late, too large, too many) that mean the same whichever server or proxy answers with them. */
const MEANS_THE_SAME_ANYWHERE: ReadonlySet<number> = new Set([408, 413, 429]);

/** Who answers can be reached: 502 alone says that a gateway could not reach the server behind it. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'timed-out',
  409: 'wrong-state',
  413: 'too-large',
  415: 'wrong-media-type',
  429: 'queue-full',
  502: 'server-unreachable',
  503: 'queue-full',
  504: 'timed-out',
};

const codeOfStatus = ({ status }: Response): ErrorCode =>
  CODE_OF_STATUS[status] ?? (status < 500 ? 'malformed-request' : 'inference-failed');

function fieldsOf(body: Uint8Array): { code?: string; error?: string; detail?: string } {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, field]) => typeof field === 'string'));
  } catch {
    return {};
  }
}
