import 'server-only';
import { STATUS_CODES } from 'node:http';
import { TooFast } from '../access/pace';
import { isUnreachable } from '../db/persistently';
import { ERROR_STATUS, type ErrorReport, reportOf, TrilaneError } from '../errors';
import { codeOf, failureInWords, withoutQuotes } from '../processes/failure-in-words';
import { log } from '../processes/log';
import type { Problem } from '../wire/problem-schema';
import { UnacceptableCoding } from './content-coding';
import { SECURITY_HEADERS } from './security-headers';

/** How long a caller should stay away where no more is known; a full queue empties within a fraction of the first. s */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorReport['code'], number>> = {
  'queue-full': 1,
  'not-ready': 1,
  'database-unavailable': 1,
  'too-many-requests': 2,
};

/** An answer that says what went wrong. */
export interface ErrorParts {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * Any thrown value as an answer: never a stack, never a path. Under `/v2` in the form of the Open Inference Protocol, `{"error": "…"}` with
 * our code beside it, elsewhere a problem document (RFC 9457).
 */
export function errorParts(path: string, error: unknown): ErrorParts {
  const problem = problemOf(error);
  const { status, detail, code } = problem;
  const isOip = /^\/v2(?:[/?]|$)/.test(path);
  return {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': isOip ? 'application/json' : 'application/problem+json',
      'cache-control': 'no-store',
      ...headersOf(error, code),
    },
    body: JSON.stringify(isOip ? { error: detail, code } : problem),
  };
}

export function errorResponse(path: string, error: unknown): Response {
  const { body, ...init } = errorParts(path, error);
  return new Response(body, init);
}

function problemOf(error: unknown): Problem {
  const { code, detail } = reportOfFailure(error);
  const status = ERROR_STATUS[code];
  return {
    type: `urn:trilane:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Client Closed Request',
    status,
    detail,
    code,
  };
}

/** What a caller may be told of a failure; what nobody foresaw is logged. */
export function reportOfFailure(error: unknown): ErrorReport {
  if (isShowable(error)) return reportOf(error);
  if (isUnreachable(error)) return { code: 'database-unavailable', detail: 'The database does not answer just now.' };
  reportUnexpected(error);
  return { code: 'internal', detail: 'Something went wrong on the server. Its log says what.' };
}

/** What nobody foresaw is a fault of ours: the caller learns nothing of it, the log where it came from. */
function reportUnexpected(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  log.report('unexpected', `a request failed by a fault of the server: ${withoutQuotes(failureInWords(error))}`, {
    code: codeOf(error) ?? null,
    stack: stack.map((line) => line.trim()).join(' | '),
  });
}

/** An error of ours was written to be shown; the message of any other may name files. */
function isShowable(error: unknown): boolean {
  return (
    error instanceof TrilaneError ||
    (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
  );
}

/** What else the protocol has to say about it. */
function headersOf(error: unknown, code: ErrorReport['code']): Record<string, string> {
  const seconds = error instanceof TooFast ? error.retryAfterSeconds : RETRY_AFTER_SECONDS[code];
  return {
    ...(seconds !== undefined && { 'retry-after': String(seconds) }),
    ...(ERROR_STATUS[code] === 401 && { 'www-authenticate': 'Bearer realm="trilane"' }),
    ...(error instanceof UnacceptableCoding && { 'accept-encoding': error.accepted }),
  };
}
