/**
 * What is started: a thread of the running server, as one that joins the online lane's pool, or a process of its own, as a
 * batch job's worker is.
 */
export const FRESH_STARTS = ['thread', 'process'] as const;
export type FreshStartKind = (typeof FRESH_STARTS)[number];

/** The JSON of `POST /api/fresh-starts`. */
export interface FreshStartRequest {
  readonly model: string;
  readonly version: string;
  readonly as: FreshStartKind;
}

/** A start from nothing on the server, its parts apart; ms. Timed there: no network is in it. */
export interface FreshStartReport {
  /** Until the thread or process is up and has the runtime's code. */
  readonly startMs: number;
  /** Reading the model's file and checking its hash. */
  readonly readMs: number;
  readonly compileMs: number;
  /** One item each, in order: the first is the first run. */
  readonly itemsMs: readonly number[];
  /** Of the bytes that were loaded. */
  readonly sha256: string;
  readonly environment: Readonly<Record<string, string | number>>;
}
