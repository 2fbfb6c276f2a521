import { describe, expect, it } from 'vitest';
import { blocksOf, rateInterval } from '@/lib/measure/blocks';
import { bootstrapInterval } from '@/lib/measure/bootstrap';
import { createLaneFold } from '@/lib/measure/lane-fold';
import type { LaneRecord } from '@/lib/measure/lane-record';
import { createRandom } from '@/lib/workload/random';
import { completed, recordOf, steadyRecord } from './measure-fixtures';
import { gaussian } from './measure-random';

const meanOf = (values: readonly number[]) => (pick: Int32Array) =>
  pick.reduce((sum, index) => sum + (values[index] ?? 0), 0) / pick.length;

describe('the bootstrap', () => {
  it('SPEC 3.4: holds the true figure in about 95 % of experiments, with few units too', () => {
    const random = createRandom(51);
    for (const count of [5, 12, 30]) {
      let held = 0;
      for (let experiment = 0; experiment < 600; experiment++) {
        const units = Array.from({ length: count }, () => 20 + 5 * gaussian(random));
        const { low, high } = bootstrapInterval(count, meanOf(units), random);
        if (low <= 20 && 20 <= high) held++;
      }
      expect(held / 600).toBeGreaterThan(0.9);
      expect(held / 600).toBeLessThan(0.99);
    }
  });

  it('SPEC 3.4: same seed, same interval', () => {
    const units = [1, 4, 2, 8, 5, 7];
    const once = () => bootstrapInterval(6, meanOf(units), createRandom(1));
    expect(once()).toEqual(once());
  });

  it('of units that are all alike, it is the figure', () => {
    expect(bootstrapInterval(5, meanOf([3, 3, 3, 3, 3]), createRandom(2))).toEqual({ low: 3, high: 3 });
  });
});

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

  it('SPEC 3.4: with fewer than five there is no interval', () => {
    const found = blocks(steadyRecord('online', 49, () => 5));
    expect(found).toEqual([]);
    expect(rateInterval(found, 'durationMs')).toBeNull();
    expect(rateInterval(blocks(steadyRecord('online', 50, () => 5)), 'durationMs')).not.toBeNull();
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
});
