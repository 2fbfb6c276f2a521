import 'server-only';
import { STATUS_CODES } from 'node:http';
import { isUnreachable } from '../db/persistently';
import { ERROR_STATUS, type ErrorReport, reportOf, TrilaneError } from '../errors';
import { codeOf, failureInWords, withoutQuotes } from '../processes/failure-in-words';
import { log } from '../processes/log';
import type { Problem } from '../wire/problem-schema';
import { UnacceptableCoding } from './content-coding';
import { SECURITY_HEADERS } from './security-headers';

/** How long a caller should stay away from a full queue; it empties within a fraction of that. */
const RETRY_AFTER_SECONDS = '1';
const RETRIABLE: readonly ErrorReport['code'][] = ['queue-full', 'not-ready', 'database-unavailable'];

/** Any thrown value as an `application/problem+json` response: never a stack, never a path. */
export function problemResponse(error: unknown): Response {
  const problem = problemOf(error);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headersOf(problem, 'application/problem+json'), ...acceptedBy(error) },
  });
}

/** The same failure in the form the Open Inference Protocol gives it: `{"error": "…"}`, with our code beside it. */
export function oipErrorResponse(error: unknown): Response {
  const { body, status, headers } = oipErrorParts(problemOf(error));
  return new Response(body, { status, headers: { ...headers, ...acceptedBy(error) } });
}

function acceptedBy(error: unknown): Record<string, string> {
  return error instanceof UnacceptableCoding ? { 'accept-encoding': error.accepted } : {};
}

export function oipErrorParts(problem: Problem): {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
} {
  const { status, detail, code } = problem;
  return { status, headers: headersOf(problem, 'application/json'), body: JSON.stringify({ error: detail, code }) };
}

export function problemOf(error: unknown): Problem {
  const { code, detail } = reported(error);
  const status = ERROR_STATUS[code];
  return {
    type: `urn:trilane:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Client Closed Request',
    status,
    detail,
    code,
  };
}

function reported(error: unknown): ErrorReport {
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

function headersOf({ code }: Problem, contentType: string): Record<string, string> {
  return {
    ...SECURITY_HEADERS,
    'content-type': contentType,
    'cache-control': 'no-store',
    ...(RETRIABLE.includes(code) && { 'retry-after': RETRY_AFTER_SECONDS }),
  };
}
