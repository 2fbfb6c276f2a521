import { assumptionsFrom } from '../../measure/assumptions';
import { estimateOf } from '../../measure/estimates';
import type { LaneSummary } from '../../measure/summary';
import { findVersion } from '../../model';
import { modeOf } from '../../modes';
import type { LaneFigure } from './figures';
import { isReading, plainReading, type Reading, readingOf, withInterval } from './reading';

/** What a leg showed, by `FigureId`, as far as it is known. */
export type Figures = Readonly<Record<string, Reading>>;

const USUAL = assumptionsFrom(null);
const PREDICTIONS = { energy: 1000, cost: 1_000_000 };

/** The figures of a run over the same workload; of one that still runs, those so far. */
export function figuresOfRun(summaries: readonly LaneSummary[]): Figures {
  return Object.fromEntries(
    summaries.flatMap((summary) =>
      Object.entries(laneFigures(summary)).flatMap(([name, figure]) =>
        figure && isReading(figure) ? [[`${summary.id}.${name}`, figure] as const] : [],
      ),
    ),
  );
}

function laneFigures(summary: LaneSummary): Record<LaneFigure, Reading | null> {
  const { modeId, latency, uncorrected, counts, sorted, anatomy, resources, freshness, accuracy } = summary;
  const plain = (value: number | null | undefined) =>
    value === null || value === undefined ? null : plainReading(value);
  const share = (value: number | null | undefined) => {
    const reading = plain(value);
    // No more than all of it.
    return reading && { ...reading, high: Math.max(reading.value, Math.min(1, reading.high)) };
  };
  const exactly = (value: number): Reading => ({ value, low: value, high: value });
  const answered = counts.completed;
  const unanswered = counts.failed + counts.timedOut;
  const asked = answered + unanswered;
  const estimates = (predictions: number) => (resources ? estimateOf(modeId, resources, USUAL, predictions) : null);
  return {
    median: readingOf(latency.p50),
    p90: readingOf(latency.p90),
    p99: readingOf(latency.p99),
    mean: answered > 0 ? plain(sorted.latencyMs.reduce((sum, ms) => sum + ms, 0) / answered) : null,
    least: plain(sorted.latencyMs[0]),
    worst: plain(sorted.latencyMs.at(-1)),
    'uncorrected-median': uncorrected && readingOf(uncorrected.p50),
    'uncorrected-p99': uncorrected && readingOf(uncorrected.p99),
    wait: plain(summary.medianWaitMs),
    work: plain(summary.medianWorkMs),
    rate: rate(summary.itemsPerSecond, summary.throughputInterval),
    'compute-rate': rate(summary.itemsPerComputeSecond, summary.computeRateInterval),
    'batch-size': plain(summary.meanBatchSize),
    answered: asked > 0 ? exactly(answered) : null,
    unanswered: asked > 0 ? exactly(unanswered) : null,
    'unanswered-share': asked > 0 ? exactly(unanswered / asked) : null,
    cpu: plain(resources?.cpuSecondsPer1000 && resources.cpuSecondsPer1000 * 1000),
    memory: plain(resources?.peakMemoryBytes),
    'bytes-sent': resources?.bytesSentPerItem != null ? exactly(resources.bytesSentPerItem) : null,
    'bytes-total': resources ? exactly(resources.bytesTotal) : null,
    'model-bytes': exactly(findVersion(summary.target).sizeBytes),
    'compute-share': share(anatomy?.shares.compute),
    'queue-share': share(anatomy?.shares.queue),
    'network-share': share(
      anatomy &&
        anatomy.shares.transfer + (modeOf(modeId).conditions.includes('network') ? anatomy.shares.emulated : 0),
    ),
    'wait-share': share(anatomy?.shares.wait),
    age: plain(freshness?.meanMs),
    accuracy: accuracy && withInterval(accuracy.value, accuracy),
    joules: plain(estimates(PREDICTIONS.energy)?.computeJoules),
    dollars: plain(estimates(PREDICTIONS.cost)?.operatorUsd),
  };
}

function rate(value: number | null, interval: Parameters<typeof withInterval>[1]): Reading | null {
  return value === null ? null : withInterval(value, interval);
}
