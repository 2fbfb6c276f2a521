/** What a meter of the server and its clients say to each other. */

/** Sent with a request, with the id of a meter as its value: the request is that meter's. */
export const METER_HEADER = 'trilane-meter';

/** The processes whose CPU time a lane on the server is charged with. */
export const METERED_PROCESSES = ['server', 'batch-worker', 'database'] as const;
export type MeteredProcess = (typeof METERED_PROCESSES)[number];

/** What was used between the start and the stop of a meter. */
export interface MeterReport {
  /** CPU time of the work of the meter's own requests and jobs, in all processes (SPEC 7.7). */
  readonly cpuSeconds: number;
  /** What the processes would have spent anyway; `null`: no time at rest was seen yet to tell it from, and nothing was taken off. */
  readonly idleSeconds: number | null;
  /** Of the work of others meanwhile. */
  readonly othersSeconds: number;
  /** Others worked enough for the own part to be a share, and so an estimate. */
  readonly isShared: boolean;
  /** Those that were counted: a database elsewhere cannot be. */
  readonly processes: readonly MeteredProcess[];
  readonly wallSeconds: number;
  /** Of the server process. */
  readonly peakRssBytes: number;
  /** Share of the time the serving thread was busy, 0..1. */
  readonly eventLoopUtilisation: number;
  /** The same for every inference thread that lived all the time. */
  readonly workerUtilisation: readonly number[];
  /** Of the meter's own requests, headers included; `null` where the server cannot see its connections. */
  readonly bytes: { readonly received: number; readonly sent: number } | null;
}

const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** Whether what came in place of a report holds all that is read of one: figures of half a report would mislead. */
export function isMeterReport(value: unknown): value is MeterReport {
  if (typeof value !== 'object' || value === null) return false;
  const report: Partial<Record<keyof MeterReport, unknown>> = value;
  const { bytes } = value as Partial<MeterReport>;
  return (
    [report.cpuSeconds, report.othersSeconds, report.peakRssBytes, report.eventLoopUtilisation].every(isAmount) &&
    (report.idleSeconds === null || isAmount(report.idleSeconds)) &&
    Array.isArray(report.processes) &&
    (bytes === null || (isAmount(bytes?.received) && isAmount(bytes.sent)))
  );
}
