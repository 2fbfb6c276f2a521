import 'server-only';
import { STATUS_CODES } from 'node:http';
import { ERROR_STATUS, type ErrorReport, reportOf, TrilaneError } from '../errors';
import { SECURITY_HEADERS } from '../server/security-headers';

/** An RFC 9457 problem document. */
export interface Problem {
  readonly type: string;
  /** The status in words. */
  readonly title: string;
  readonly status: number;
  /** What was wrong in this very case; safe to show. */
  readonly detail: string;
  /** Our own name for it, stable: see `lib/errors`. */
  readonly code: ErrorReport['code'];
}

/** How long a caller should stay away from a full queue; it empties within a fraction of that. */
const RETRY_AFTER_SECONDS = '1';
const RETRIABLE: readonly ErrorReport['code'][] = ['queue-full', 'not-ready'];

/** Any thrown value as an `application/problem+json` response: never a stack, never a path. */
export function problemResponse(error: unknown): Response {
  const problem = problemOf(error);
  return errorResponse(JSON.stringify(problem), 'application/problem+json', problem);
}

/** The same failure in the form the Open Inference Protocol gives it: `{"error": "…"}`. */
export function oipErrorResponse(error: unknown): Response {
  const problem = problemOf(error);
  return errorResponse(JSON.stringify({ error: problem.detail, code: problem.code }), 'application/json', problem);
}

export function problemOf(error: unknown): Problem {
  // An error of ours was written to be shown; the message of any other may name files.
  const ours = error instanceof TrilaneError || (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'));
  const { code, detail } = ours ? reportOf(error) : { code: 'internal' as const, detail: 'Something went wrong on the server.' };
  const status = ERROR_STATUS[code];
  return { type: `urn:trilane:problem:${code}`, title: STATUS_CODES[status] ?? 'Client Closed Request', status, detail, code };
}

function errorResponse(body: string, contentType: string, { status, code }: Problem): Response {
  return new Response(body, {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': contentType,
      'cache-control': 'no-store',
      ...(RETRIABLE.includes(code) && { 'retry-after': RETRY_AFTER_SECONDS }),
    },
  });
}
