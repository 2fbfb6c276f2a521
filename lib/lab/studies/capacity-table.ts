import { nearestRank } from '../../measure/percentile';
import type { DataTable } from '../../measure/series';
import type { CapacityResult } from './capacity-result';

const COLUMNS = [
  'lane',
  'scenario',
  'purpose',
  'rate_per_second',
  'verdict',
  'limit_ms',
  'p50_ms',
  'p90_ms',
  'p99_ms',
  'p99_at_least_ms',
  'sent',
  'failed',
  'late',
  'worst_late_ms',
  'elapsed_ms',
  'samples_per_second',
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | null>>>;

/** One row a job, a trial or a stream. */
export function capacityTable({ batch, online, edge, limitMs }: CapacityResult): DataTable {
  const rows: Row[] = [];
  for (const { elapsedMs } of batch?.jobs ?? []) {
    const sent = batch?.count ?? 0;
    const per = { elapsed_ms: elapsedMs, samples_per_second: (sent * 1000) / elapsedMs };
    rows.push({ lane: 'batch', scenario: 'Offline', purpose: 'job', sent, failed: 0, ...per });
  }
  for (const trial of online?.trials ?? []) {
    rows.push({
      lane: 'online',
      scenario: 'Server',
      purpose: trial.purpose,
      rate_per_second: trial.perSecond,
      verdict: trial.verdict,
      limit_ms: limitMs,
      p50_ms: trial.p50Ms,
      p99_ms: trial.p99.state === 'earned' ? trial.p99.valueMs : null,
      p99_at_least_ms: trial.p99AtLeastMs,
      sent: trial.sentCount,
      failed: trial.failedCount,
      late: trial.lateCount,
      worst_late_ms: trial.worstLateMs,
      elapsed_ms: trial.elapsedMs,
    });
  }
  if (edge) {
    const sorted = edge.latenciesMs.slice().sort();
    const percentiles = { p50_ms: nearestRank(sorted, 0.5), p90_ms: nearestRank(sorted, 0.9) };
    const counts = { sent: sorted.length, failed: 0, elapsed_ms: edge.elapsedMs };
    rows.push({ lane: 'edge', scenario: 'SingleStream', purpose: 'stream', ...percentiles, ...counts });
  }
  return { columns: COLUMNS, rows: rows.map((row) => COLUMNS.map((column) => row[column] ?? null)) };
}
