/** The durations our server sends with a prediction, ms. What it does not say is 0. */
export interface ServerTiming {
  readonly queueMs: number;
  readonly computeMs: number;
  readonly totalMs: number;
  readonly batchSize: number;
  /** The server had seen this very request before: its first answer was lost, and the browser sent it again by itself. */
  readonly resent: boolean;
}

/** Reads a `Server-Timing` header: `queue;dur=0.1, compute;dur=0.2, batch;desc="8", total;dur=0.4`. */
export function readServerTiming(header: string | null): ServerTiming {
  const entries = new Map<string, number>();
  for (const entry of (header ?? '').split(',')) {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const value = parameters.map((parameter) => /^(?:dur=|desc=")([\d.]+)"?$/.exec(parameter)?.[1]).find(Boolean);
    if (value !== undefined) entries.set(name, Number(value));
  }
  return {
    queueMs: entries.get('queue') ?? 0,
    computeMs: entries.get('compute') ?? 0,
    totalMs: entries.get('total') ?? 0,
    batchSize: entries.get('batch') ?? 0,
    resent: entries.has('resent'),
  };
}
