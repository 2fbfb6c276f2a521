/**
 * Every failure Trilane knows by name. A code is mapped once to an HTTP status (here) and once to words
 * (the `errors` section of the message catalogue); `detail` says what was wrong in this very case.
 */
export const ERROR_STATUS = {
  'malformed-json': 400,
  'malformed-binary': 400,
  'malformed-request': 400,
  'wrong-shape': 400,
  'wrong-datatype': 400,
  'wrong-input': 400,
  'not-a-number': 400,
  'too-few-samples': 400,
  'too-many-samples': 400,
  'run-too-long': 400,
  'no-lane': 400,
  'unknown-parameter': 400,
  'unreadable-run': 400,
  'damaged-link': 400,
  'unreadable-upload': 400,
  'bad-schedule': 400,
  'newer-schema': 400,
  'operator-key-needed': 401,
  'wrong-operator-key': 401,
  'read-only': 403,
  'cross-site': 403,
  'switched-off': 403,
  'share-used-up': 403,
  'unknown-model': 404,
  'unknown-version': 404,
  'unknown-job': 404,
  'unknown-run': 404,
  'too-little-to-calibrate': 422,
  'unknown-data-set': 404,
  'unknown-schedule': 404,
  'not-found': 404,
  'method-not-allowed': 405,
  'body-too-slow': 408,
  'job-not-finished': 409,
  'wrong-state': 409,
  'data-set-in-use': 409,
  'data-set-not-ready': 409,
  'too-large': 413,
  'file-too-large': 413,
  'wrong-media-type': 415,
  'wrong-host': 421,
  'too-many-requests': 429,
  'hash-mismatch': 500,
  'samples-changed': 500,
  'model-load-failed': 500,
  'inference-failed': 500,
  'engine-died': 500,
  internal: 500,
  'server-unreachable': 503,
  'wrong-answer': 502,
  'queue-full': 503,
  'not-ready': 503,
  'database-unavailable': 503,
  'database-newer': 503,
  offline: 503,
  'timed-out': 504,
  'lane-stalled': 504,
  'part-missing': 503,
  'storage-failed': 500,
  'kept-unreadable': 500,
  'storage-full': 507,
  'outputs-disagree': 500,
  cancelled: 499,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** The plain form of an error: what crosses threads, processes and the network. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** One English sentence about this case; safe to show, never a stack or a path. */
  readonly detail: string;
}

export class TrilaneError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'TrilaneError';
    this.code = code;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toReport(): ErrorReport {
    return { code: this.code, detail: this.message };
  }

  static from(report: ErrorReport): TrilaneError {
    return new TrilaneError(report.code, report.detail);
  }
}

/** Names an unknown thrown value: ours stay as they are, aborts become `cancelled`, the rest takes `fallback`. */
export function reportOf(thrown: unknown, fallback: ErrorCode = 'internal'): ErrorReport {
  if (thrown instanceof TrilaneError) return thrown.toReport();
  if (thrown instanceof Error) {
    if (thrown.name === 'AbortError') return { code: 'cancelled', detail: 'Cancelled.' };
    if (thrown.name === 'TimeoutError') return { code: 'timed-out', detail: 'No answer came in time.' };
    return { code: fallback, detail: thrown.message };
  }
  return { code: fallback, detail: String(thrown) };
}
