import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, rateInterval } from '@/lib/measure/blocks';
import { createLaneFold } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, recordOf, steadyRecord } from './measure-fixtures';
import { gaussian } from './measure-random';

describe('blocks', () => {
  const blocks = (record: LaneRecord) => {
    const fold = createLaneFold(record.modeId, new Uint8Array(0));
    fold.advance(record);
    return blocksOf(record.modeId, fold.totals);
  };

  it('SPEC 3.4: at most 30, and together the whole lane', () => {
    const found = blocks(steadyRecord('online', 1000, () => 5, { stages: { computeMs: 2 } }));
    expect(found).toHaveLength(30);
    const sum = (of: 'count' | 'durationMs' | 'computeMs') => found.reduce((total, block) => total + block[of], 0);
    expect(sum('count')).toBe(1000);
    expect(sum('durationMs')).toBeCloseTo(9995, 6);
    expect(sum('computeMs')).toBe(2000);
  });

  it('SPEC 3.4: fewer than are worth five bear no interval', () => {
    expect(rateInterval(blocks(steadyRecord('online', 49, () => 5)), 'durationMs')).toBeNull();
    expect(rateInterval(blocks(steadyRecord('online', 50, () => 5)), 'durationMs')).not.toBeNull();
    const block = (durationMs: number) => ({ count: 60, durationMs, computeMs: 1 });
    // A run of a moment is no run like the others.
    expect(rateInterval([1000, 1000, 1000, 1000, 5].map(block), 'durationMs')).toBeNull();
    expect(rateInterval([1000, 1000, 1000, 1000, 1000, 5].map(block), 'durationMs')).not.toBeNull();
  });

  it('SPEC 3.4: compute that no clock resolved has no rate', () => {
    expect(rateInterval(blocks(steadyRecord('edge', 500, () => 1)), 'computeMs')).toBeNull();
  });

  it('SPEC 3.4: where a lane gathers, a block is whole runs and the time since the run before', () => {
    const job = (run: number, size: number) =>
      Array.from({ length: size }, (_, index) =>
        completed(
          run * 100 + index,
          { arrived: run * 1000 + index, started: (run + 1) * 1000, finished: (run + 1) * 1000 + 50 },
          { stages: { computeMs: 40 } },
        ),
      );
    const found = blocks(
      recordOf(
        'batch',
        [0, 1, 2, 3, 4, 5].flatMap((run) => job(run, 10 + run)),
      ),
    );
    expect(found.map(({ count }) => count)).toEqual([10, 11, 12, 13, 14, 15]);
    expect(found.map(({ durationMs }) => durationMs)).toEqual([1050, 1000, 1000, 1000, 1000, 1000]);
    expect(found.map(({ computeMs }) => computeMs)).toEqual([40, 40, 40, 40, 40, 40]);
  });

  it('SPEC 3.4: the interval of a rate holds the true rate of Poisson arrivals in about 95 % of runs', () => {
    const random = createRandom(52);
    let held = 0;
    for (let run = 0; run < 200; run++) {
      let atMs = 0;
      const measurements = Array.from({ length: 400 }, (_, item) => {
        atMs -= 20 * Math.log(1 - random());
        return completed(item, { arrived: atMs, finished: atMs + 3 });
      });
      const { low, high } = rateInterval(blocks(recordOf('online', measurements)), 'durationMs') ?? { low: 0, high: 0 };
      if (low <= 50 && 50 <= high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.88);
  });

  it('SPEC 3.4: holds the true rate in about 95 % of experiments, with few blocks and uneven ones too', () => {
    const random = createRandom(53);
    for (const count of [5, 8, 12, 30]) {
      let held = 0;
      for (let experiment = 0; experiment < 600; experiment++) {
        const found = Array.from({ length: count }, () => {
          const computeMs = 40 * (0.7 + 0.6 * random());
          return { count: Math.round(2 * computeMs * (1 + 0.2 * gaussian(random))), durationMs: 1, computeMs };
        });
        const { low, high } = rateInterval(found, 'computeMs') ?? { low: 0, high: 0 };
        if (low <= 2000 && 2000 <= high) held++;
      }
      expect(held / 600).toBeGreaterThan(0.9);
      expect(held / 600).toBeLessThan(0.99);
    }
  });

  it('SPEC 3.4: no lane answers more than came, however its runs fell', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('batch', 'online', 'edge'),
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 300, max: 3000 }),
        (modeId, seed, intervalMs) => {
          const random = createRandom(seed);
          let atMs = 0;
          const measurements = Array.from({ length: 600 }, (_, item) => {
            atMs -= (1000 / 60) * Math.log(1 - random());
            const started = modeId === 'batch' ? Math.ceil(atMs / intervalMs) * intervalMs : atMs;
            return completed(item, { arrived: atMs, started, finished: started + 1 + 9 * random() });
          });
          measurements.sort((a, b) => a.finishedAtMs - b.finishedAtMs);
          const { itemsPerSecond, throughputInterval, arrivalsPerSecond } = summarise(recordOf(modeId, measurements));
          if (!throughputInterval || itemsPerSecond === null || arrivalsPerSecond === null) return;
          expect(throughputInterval.low).toBeLessThanOrEqual(itemsPerSecond);
          expect(throughputInterval.high).toBeGreaterThanOrEqual(itemsPerSecond);
          expect(throughputInterval.high).toBeLessThan(1.12 * arrivalsPerSecond);
        },
      ),
      { numRuns: 60 },
    );
  });
});
