import { AS_IT_IS } from '@/lib/emulate/conditions';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { CompletedMeasurement, Measurement } from '@/lib/measure/measurement';
import { logOf } from '@/lib/measure/measurement-log';
import type { ResourceUse } from '@/lib/measure/resources';
import type { ModeId } from '@/lib/modes';

/** One completed item; times in ms. What is not given is 0. */
export function completed(
  item: number,
  times: { arrived: number; started?: number; finished: number },
  extra: { stages?: Partial<CompletedMeasurement['stages']>; batchSize?: number; classIndex?: number } = {},
): CompletedMeasurement {
  return {
    outcome: 'completed',
    item,
    arrivedAtMs: times.arrived,
    startedAtMs: times.started ?? times.arrived,
    finishedAtMs: times.finished,
    stages: {
      waitMs: 0,
      blockedMs: 0,
      queueMs: 0,
      recordMs: 0,
      transferMs: 0,
      computeMs: 0,
      emulatedMs: 0,
      ...extra.stages,
    },
    batchSize: extra.batchSize ?? 1,
    answer: { classIndex: extra.classIndex ?? 0, probability: 0.9 },
  };
}

export function failed(item: number, atMs: number, outcome: 'failed' | 'timed-out' = 'failed'): Measurement {
  return {
    outcome,
    item,
    arrivedAtMs: atMs,
    startedAtMs: atMs,
    finishedAtMs: atMs + 1,
    error: { code: 'inference-failed', detail: 'The model stopped.' },
  };
}

export function recordOf(
  modeId: ModeId,
  measurements: readonly Measurement[],
  extra: Partial<Pick<LaneRecord, 'id' | 'resources' | 'target' | 'status' | 'plannedCount' | 'conditions'>> = {},
): LaneRecord {
  return {
    id: modeId,
    modeId,
    target: { modelId: 'digits', versionId: 'fp32' },
    conditions: AS_IT_IS,
    measurements: logOf(measurements),
    plannedCount: measurements.length,
    resources: used({}),
    status: { state: 'done', elapsedMs: measurements.at(-1)?.finishedAtMs ?? 0 },
    ...extra,
  };
}

/** `count` items, one every `gapMs`, each answered after `latencyOf(item)` ms. */
export function steadyRecord(
  modeId: ModeId,
  count: number,
  latencyOf: (item: number) => number,
  extra: Parameters<typeof recordOf>[2] & { gapMs?: number; stages?: Partial<CompletedMeasurement['stages']> } = {},
): LaneRecord {
  const { gapMs = 10, stages = {}, ...rest } = extra;
  const measurements = Array.from({ length: count }, (_, item) =>
    completed(item, { arrived: item * gapMs, finished: item * gapMs + latencyOf(item) }, { stages }),
  );
  return recordOf(modeId, measurements, rest);
}

export function used(use: Partial<ResourceUse>): ResourceUse {
  return {
    cpuSeconds: 1,
    cpuMethod: 'own-work',
    computeThreads: 1,
    peakMemoryBytes: 1_000_000,
    memoryMethod: 'process-rss',
    bytesSent: 0,
    bytesReceived: 0,
    bytesOnce: 0,
    eventLoopUtilisation: null,
    ...use,
  };
}
