import type { MeterReport } from './meter-schema';

/** Sent with a request, with the id of a meter as its value: the request is that meter's. */
export const METER_HEADER = 'trilane-meter';

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
