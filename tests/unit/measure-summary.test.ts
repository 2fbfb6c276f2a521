import { describe, expect, it } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { createSortedColumn } from '@/lib/measure/column';
import { createLaneFold } from '@/lib/measure/lane-fold';
import { cutLog } from '@/lib/measure/measurement-log';
import { summaryOf } from '@/lib/measure/summary';
import { itemLabels } from '@/lib/measure/truth';
import { createRandom } from '@/lib/workload/random';
import { AT_ONCE, createWorkload } from '@/lib/workload/workload';
import { summarise } from '../summarise';
import { completed, failed, recordOf, steadyRecord, used } from './measure-fixtures';
import { linkedLatencies } from './measure-random';

describe('summary', () => {
  it('SPEC 1.1 and 1.2: a stall shows in the latency from the schedule and not in the uncorrected one', () => {
    // One item every 10 ms; for a second the generator stands still, then sends what is due at 1 ms each.
    const measurements = Array.from({ length: 200 }, (_, item) => {
      const arrived = item * 10;
      const started = Math.max(arrived, item >= 50 ? 1500 + (item - 50) * 2 : 0);
      return completed(
        item,
        { arrived, started, finished: started + 1 },
        { stages: { queueMs: started - arrived, computeMs: 1 } },
      );
    });
    const { latency, uncorrected } = summarise(recordOf('online', measurements));
    expect(latency.p90).toMatchObject({ state: 'earned', valueMs: expect.any(Number) });
    expect(latency.p90.state === 'earned' && latency.p90.valueMs).toBeGreaterThan(500);
    expect(uncorrected?.p90).toMatchObject({ valueMs: 1 });
  });

  it('SPEC 1.3: items without an answer are counted and have no latency', () => {
    const { counts, provisionalMedianMs } = summarise(
      recordOf('edge', [completed(0, { arrived: 0, finished: 2 }), failed(1, 10), failed(2, 20, 'timed-out')]),
    );
    expect(counts).toEqual({ completed: 1, failed: 1, timedOut: 1, cancelled: 0 });
    expect(provisionalMedianMs).toBe(2);
  });

  it('SPEC 1.4: wait and work are told apart', () => {
    const measurements = [100, 300, 900].map((waitMs, item) =>
      completed(item, { arrived: 1000 - waitMs, started: 1000, finished: 1030 }, { stages: { waitMs, computeMs: 25 } }),
    );
    const { medianWaitMs, medianWorkMs, provisionalMedianMs } = summarise(recordOf('batch', measurements));
    expect(medianWaitMs).toBe(300);
    expect(medianWorkMs).toBe(30);
    expect(provisionalMedianMs).toBe(330);
  });

  it('SPEC 3.1: throughput counts from the first arrival to the last answer', () => {
    const measurements = [
      completed(0, { arrived: 500, finished: 600 }),
      completed(1, { arrived: 900, finished: 2500 }),
    ];
    expect(summarise(recordOf('online', measurements)).itemsPerSecond).toBe(1);
  });

  it('SPEC 3.2: the compute of a job counts once for all its items, however the job was cut', () => {
    const job = (first: number, atMs: number) =>
      Array.from({ length: 200 }, (_, index) =>
        completed(
          first + index,
          { arrived: atMs - 500, started: atMs, finished: atMs + 60 },
          { stages: { computeMs: 50 }, batchSize: 128 },
        ),
      );
    const { itemsPerComputeSecond } = summarise(recordOf('batch', [...job(0, 1000), ...job(200, 2000)]));
    expect(itemsPerComputeSecond).toBe(4000);
  });

  it('SPEC 3.2: elsewhere an item takes its part of the batch it was in', () => {
    const measurements = [4, 4, 4, 4, 1].map((batchSize, item) =>
      completed(
        item,
        { arrived: item, finished: item + 9 },
        { stages: { computeMs: batchSize === 4 ? 8 : 2 }, batchSize },
      ),
    );
    const { itemsPerComputeSecond, meanBatchSize } = summarise(recordOf('online', measurements));
    expect(itemsPerComputeSecond).toBe(500);
    expect(meanBatchSize).toBe(2.5);
  });

  it('SPEC 7.1: what cannot be measured stays null', () => {
    const record = steadyRecord('edge', 20, () => 1, { resources: used({ cpuSeconds: null, peakMemoryBytes: null }) });
    expect(summarise(record).resources).toMatchObject({
      cpuSecondsPer1000: null,
      peakMemoryBytes: null,
      bytesSentPerItem: 0,
    });
    expect(summarise(steadyRecord('edge', 20, () => 1, { resources: null })).resources).toBeNull();
  });

  it('SPEC 7.2: resources per item are per completed item', () => {
    const measurements = [...steadyRecord('online', 50, () => 1).measurements, failed(50, 500)];
    const resources = used({ cpuSeconds: 2, bytesSent: 5000, bytesReceived: 100 });
    expect(summarise(recordOf('online', measurements, { resources })).resources).toMatchObject({
      cpuSecondsPer1000: 40,
      bytesSentPerItem: 100,
      bytesReceivedPerItem: 2,
      bytesTotal: 5100,
    });
    expect(summarise(recordOf('online', [failed(0, 0)], { resources })).resources?.cpuSecondsPer1000).toBeNull();
  });

  it('SPEC 3.4: rates have intervals that hold them, and none while the lane runs', () => {
    const random = createRandom(6);
    const record = steadyRecord('online', 600, () => 2 + random(), { stages: { computeMs: 1 } });
    const { itemsPerSecond, throughputInterval, itemsPerComputeSecond, computeRateInterval } = summarise(record);
    expect(throughputInterval?.low).toBeLessThanOrEqual(itemsPerSecond ?? 0);
    expect(throughputInterval?.high).toBeGreaterThanOrEqual(itemsPerSecond ?? 0);
    expect(computeRateInterval?.low).toBeCloseTo(itemsPerComputeSecond ?? 0, 6);
    const running = { ...record, status: { state: 'running', elapsedMs: 6000, batchProgress: null } } as const;
    expect(summarise(running)).toMatchObject({ throughputInterval: null, computeRateInterval: null, correlation: 0 });
  });

  it('SPEC 6.4: the correlation is that of neighbours in order of arrival, not of answers', () => {
    const latencies = linkedLatencies(400, 0.8, createRandom(7)).map((ms) => 40 * ms);
    const inOrder = steadyRecord('online', 400, (item) => latencies[item] ?? 0);
    const measurements = [...inOrder.measurements].sort((a, b) => a.finishedAtMs - b.finishedAtMs);
    expect(measurements).not.toEqual(inOrder.measurements);
    const { correlation } = summarise(recordOf('online', measurements));
    expect(correlation).toBe(summarise(inOrder).correlation);
    expect(correlation).toBeGreaterThan(0.6);
  });

  it('SPEC 6.4: where everything came at once, waiting in line is no correlation', () => {
    const random = createRandom(8);
    let finished = 0;
    const measurements = Array.from({ length: 400 }, (_, item) => {
      finished += 1 + random();
      return completed(item, { arrived: 0, started: 0, finished });
    });
    expect(Math.abs(summarise(recordOf('edge', measurements)).correlation)).toBeLessThan(0.15);
  });

  it('SPEC 7.3: cores busy is CPU time over the time from first arrival to last answer', () => {
    const record = steadyRecord('edge', 101, () => 0, { resources: used({ cpuSeconds: 1.5 }) });
    expect(summarise(record)).toMatchObject({ activeMs: 1000, coresBusy: 1.5 });
    expect(summarise({ ...record, resources: used({ cpuSeconds: null }) }).coresBusy).toBeNull();
  });

  it('SPEC 7.4: freshness is part of the summary', () => {
    expect(summarise(steadyRecord('online', 50, () => 4)).freshness).toEqual({ meanMs: 9, worstMs: 14 });
  });

  it('SPEC 11.3: the median of what was added is told of an emulated lane, and of no other', () => {
    const stages = { emulatedMs: 30 };
    const conditions = { ...AS_IT_IS, network: 'wifi' } as const;
    expect(summarise(steadyRecord('online', 20, () => 40, { stages, conditions })).emulatedMedianMs).toBe(30);
    expect(summarise(steadyRecord('online', 20, () => 40)).emulatedMedianMs).toBeNull();
  });

  it('accuracy is judged by the label of the item, not of the order of answers', () => {
    const labels = Uint8Array.from([3, 1, 4, 1]);
    const answers = [
      [2, 4],
      [0, 3],
      [3, 1],
      [1, 7],
    ] as const;
    const measurements = answers.map(([item, classIndex]) =>
      completed(item, { arrived: 0, finished: 1 }, { classIndex }),
    );
    expect(summarise(recordOf('edge', measurements), labels).accuracy).toMatchObject({ count: 3, of: 4 });
    expect(summarise(recordOf('edge', measurements)).accuracy).toBeNull();
  });

  it('labels of a workload follow its samples, and stay unknown when they are', () => {
    const workload = createWorkload({ ...AT_ONCE, seed: 5, sampleCount: 10, length: { by: 'count', count: 30 } });
    const sampleLabels = Uint8Array.from({ length: 10 }, (_, index) => index * 3);
    expect([...itemLabels(workload, sampleLabels)]).toEqual([...workload.sampleIndex].map((sample) => sample * 3));
    expect(itemLabels(workload, new Uint8Array(0))).toHaveLength(0);
  });

  it('a lane without a single measurement has a summary of nothing', () => {
    expect(summarise(recordOf('batch', []))).toMatchObject({
      counts: { completed: 0 },
      latency: { p50: { state: 'locked', have: 0, need: 11 } },
      itemsPerSecond: null,
      itemsPerComputeSecond: null,
      meanBatchSize: null,
      anatomy: null,
      accuracy: null,
      lateness: null,
    });
  });
});

describe('lateness', () => {
  it('SPEC 5.3: online, an item is late when it leaves over 5 ms after its arrival', () => {
    const measurements = [0, 5, 6, 40].map((lateMs, item) =>
      completed(item, { arrived: item * 10, started: item * 10 + lateMs, finished: item * 10 + lateMs + 1 }),
    );
    expect(summarise(recordOf('online', measurements)).lateness).toMatchObject({ lateCount: 2, of: 4, worstMs: 40 });
  });

  it('SPEC 5.3: one at a time, waiting for the item before is a queue and not lateness', () => {
    const measurements = [
      completed(0, { arrived: 0, started: 0, finished: 100 }),
      completed(1, { arrived: 10, started: 101, finished: 110 }),
      completed(2, { arrived: 200, started: 220, finished: 221 }),
    ];
    expect(summarise(recordOf('edge', measurements)).lateness).toMatchObject({ lateCount: 1, of: 3, worstMs: 20 });
  });

  it('SPEC 5.3: waiting out an injected stall is not lateness, what comes on top of it is', () => {
    const conditions = { ...AS_IT_IS, stall: { atMs: 100, forMs: 500 } };
    const measurements = [80, 150, 580, 590].map((arrived, item) =>
      completed(item, { arrived, started: item === 0 ? 80 : 600 + (item === 3 ? 7 : 0), finished: 610 }),
    );
    expect(summarise(recordOf('online', measurements, { conditions })).lateness).toMatchObject({
      lateCount: 1,
      of: 4,
      worstMs: 7,
    });
    expect(summarise(recordOf('online', measurements)).lateness?.lateCount).toBe(3);
  });

  it('SPEC 5.3: a lane that gathers is not judged', () => {
    expect(
      summarise(recordOf('batch', [completed(0, { arrived: 0, started: 1000, finished: 1010 })])).lateness,
    ).toBeNull();
  });
});

describe('the fold', () => {
  it('gives the same summary however the record comes in pieces', () => {
    const random = createRandom(3);
    const record = steadyRecord('online', 3000, () => 1 + random() * 20, {
      stages: { computeMs: 0.5, transferMs: 0.3 },
    });
    const labels = new Uint8Array(3000);
    const fold = createLaneFold('online', labels);
    for (const count of [1, 2, 700, 701, 2999, 3000]) {
      const part = { ...record, measurements: cutLog(record.measurements, count, count) };
      let left = fold.advance(part, 500);
      while (left > 0) left = fold.advance(part, 500);
      expect(summaryOf(part, fold.totals)).toEqual(summarise(part, labels));
    }
  });

  it('starts afresh when the record is of another run', () => {
    const fold = createLaneFold('edge', new Uint8Array(0));
    fold.advance(steadyRecord('edge', 50, () => 5));
    const again = steadyRecord('edge', 20, () => 1);
    expect(fold.advance(again)).toBe(0);
    expect(summaryOf(again, fold.totals)).toEqual(summarise(again));
    expect(fold.advance(recordOf('edge', []))).toBe(0);
    expect(fold.totals.counts.completed).toBe(0);
  });

  it('keeps a column in order as it grows', () => {
    const random = createRandom(9);
    const column = createSortedColumn();
    const all: number[] = [];
    for (const size of [0, 1, 300, 7, 1000]) {
      for (let index = 0; index < size; index++) {
        const value = Math.round(random() * 50);
        column.push(value);
        all.push(value);
      }
      expect([...column.sorted()]).toEqual([...all].sort((a, b) => a - b));
    }
  });
});
