import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log, LogEvent } from '../processes/log';

/** One line a request, of as many as can be read: without what a client sent in its path, query, headers or body, and without its address. */
export interface RequestLog {
  /** Whether requests that go well are logged at all: those that are served in microseconds ask before they look at the clock. */
  readonly isOn: boolean;
  /** Logs a request when its answer is over, whoever answers it; and names the answer `x-request-id`, as the line does. */
  watch(request: IncomingMessage, response: ServerResponse, route: string): void;
  /** By which pattern a watched request was served, such as `/api/jobs/:id`: known only once it has been routed. */
  route(request: IncomingMessage, pattern: string): void;
  /** The same of a request that nobody watches. */
  finished(request: FinishedRequest): void;
  /** Says what was left out so far. */
  flush(): void;
}

export interface FinishedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  /** Of the answer. */
  readonly bytes: number;
  readonly id?: string | null;
}

export interface RequestLogOptions {
  readonly log: Log;
  /** ms */
  now(): number;
}

/** Lines a second: of requests that went well, and of others. One that floods the server must not flood its disk too. */
const MOST_A_SECOND = { well: 20, troubled: 100 } as const;
/** How often what was left out is said while anything is, ms. */
const LEFT_OUT_MS = 10_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function createRequestLog({ log, now }: RequestLogOptions): RequestLog {
  const isOn = log.isOn('request');
  const isAnyOn = isOn || log.isOn('request-failed');
  const routes = new WeakMap<IncomingMessage, string>();
  const prefix = Math.random().toString(36).slice(2, 8).padEnd(6, '0');
  let count = 0;
  let windowAtMs = Number.NEGATIVE_INFINITY;
  const written = { well: 0, troubled: 0 };
  const leftOut = { well: 0, troubled: 0 };
  let timer: NodeJS.Timeout | undefined;

  function mayWrite(kind: keyof typeof written): boolean {
    const nowMs = now();
    if (nowMs - windowAtMs >= 1000) {
      windowAtMs = nowMs;
      written.well = 0;
      written.troubled = 0;
    }
    if (written[kind] < MOST_A_SECOND[kind]) {
      written[kind]++;
      return true;
    }
    leftOut[kind]++;
    timer ??= setTimeout(flush, LEFT_OUT_MS).unref();
    return false;
  }
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const { well, troubled } = leftOut;
    if (well + troubled === 0) return;
    leftOut.well = 0;
    leftOut.troubled = 0;
    const sentence = `of the requests above ${well} more went well and ${troubled} more did not; they are not listed.`;
    log.report('requests-left-out', sentence, { well, troubled });
  }
  function finished({ method, route, status, durationMs, bytes, id = null }: FinishedRequest): void {
    const event = eventOf(status);
    if (!log.isOn(event) || !mayWrite(event === 'request' ? 'well' : 'troubled')) return;
    const known = METHODS.includes(method) ? method : 'other';
    const ms = Math.round(durationMs * 1000) / 1000;
    log.report(event, `${known} ${route} ${status}, ${ms.toFixed(1)} ms`, {
      method: known,
      route,
      status,
      ms,
      bytes,
      request: id,
    });
  }

  return {
    isOn,
    watch(request, response, route) {
      if (!isAnyOn) return;
      const id = `${prefix}-${(count++).toString(36)}`;
      response.setHeader('x-request-id', id);
      const startMs = now();
      const before = request.socket.bytesWritten;
      const { method = '' } = request;
      response.once('close', () => {
        // An answer that never began has no status of its own.
        const status = response.headersSent ? response.statusCode : ABANDONED;
        const bytes = request.socket.bytesWritten - before;
        finished({ method, route: routes.get(request) ?? route, status, durationMs: now() - startMs, bytes, id });
      });
    },
    route(request, pattern) {
      if (isAnyOn) routes.set(request, pattern);
    },
    finished,
    flush,
  };
}

/** As nginx notes a client that went away before it was answered. */
const ABANDONED = 499;
/** Of the 5xx, those by which the server says that it cannot now, rather than that it failed. */
const REFUSING = [503, 507];

function eventOf(status: number): LogEvent {
  if (status < 400) return 'request';
  return status < 500 || REFUSING.includes(status) ? 'request-refused' : 'request-failed';
}
