import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANATOMY_PARTS, anatomyOf } from '@/lib/measure/anatomy';
import { distributionOf } from '@/lib/measure/distribution';
import { createLaneFold } from '@/lib/measure/lane-fold';
import { distributionTable, resultsTable, throughputTable, toCsv } from '@/lib/measure/series';
import { throughputOf, windowMsFor } from '@/lib/measure/throughput';
import { createRandom } from '@/lib/workload/random';
import { measurementTable } from '../measurement-table';
import { summarise } from '../summarise';
import { completed, failed, recordOf, steadyRecord } from './measure-fixtures';

const sortedSample = (count: number, seed: number, scale: number) => {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => scale * Math.exp(2 * random())).sort();
};

describe('distribution', () => {
  const lanes = [
    { id: 'batch', sortedMs: sortedSample(5000, 1, 300) },
    { id: 'online', sortedMs: sortedSample(700, 2, 3) },
    { id: 'edge', sortedMs: sortedSample(90, 3, 0.4) },
  ] as const;

  it('SPEC 2.4: has at most 400 points, and is exact at every one of them', () => {
    const { points } = distributionOf(lanes) ?? { points: [] };
    expect(points.length).toBeLessThanOrEqual(400);
    for (const { withinMs, shares } of points) {
      for (const { id, sortedMs } of lanes) {
        const exact = sortedMs.filter((ms) => ms <= withinMs).length / sortedMs.length;
        const drawn = shares[id];
        if (drawn === undefined) expect([0, 1]).toContain(exact);
        else expect(drawn).toBe(exact);
      }
    }
  });

  it('SPEC 2.4: has points at first and last answer and at p50, p90 and p99 of every lane', () => {
    const { points } = distributionOf(lanes) ?? { points: [] };
    for (const { id, sortedMs } of lanes) {
      for (const rank of [1, ...[0.5, 0.9, 0.99, 1].map((share) => Math.ceil(share * sortedMs.length))]) {
        const point = points.find(({ withinMs }) => withinMs === sortedMs[rank - 1]);
        expect(point?.shares[id]).toBe(rank / sortedMs.length);
      }
    }
  });

  it('rises from 0 to 1 for each lane and never falls', () => {
    const { points } = distributionOf(lanes) ?? { points: [] };
    for (const { id } of lanes) {
      const curve = points.flatMap(({ shares }) => shares[id] ?? []);
      expect(curve[0]).toBe(0);
      expect(curve.at(-1)).toBe(1);
      expect(curve).toEqual([...curve].sort((a, b) => a - b));
    }
  });

  it('stands on whole decades that hold every answer', () => {
    expect(distributionOf(lanes)).toMatchObject({ fromMs: 0.1, toMs: 10_000 });
    expect(distributionOf([{ id: 'edge', sortedMs: Float64Array.from([1]) }])).toMatchObject({
      fromMs: 1,
      toMs: 10,
    });
  });

  it('draws an answer the clock could not resolve at the short end instead of nowhere', () => {
    const { points, fromMs } = distributionOf([{ id: 'edge', sortedMs: Float64Array.from([0, 0, 1]) }]) ?? {
      points: [],
      fromMs: 0,
    };
    expect(fromMs).toBeGreaterThan(0);
    expect(points.every(({ withinMs }) => Number.isFinite(Math.log(withinMs)))).toBe(true);
    expect(points.find(({ shares }) => shares.edge !== undefined && shares.edge > 0)?.shares.edge).toBeCloseTo(2 / 3);
  });

  it('SPEC 1.2: the uncorrected curve is drawn over the same axis, and exact at every point', () => {
    const [, online] = lanes;
    const uncorrectedMs = sortedSample(700, 8, 0.02);
    const { points, fromMs } = distributionOf([{ ...online, uncorrectedMs }]) ?? { points: [], fromMs: 0 };
    expect(fromMs).toBeLessThanOrEqual(uncorrectedMs[0] ?? 0);
    for (const { withinMs, uncorrected } of points) {
      const exact = uncorrectedMs.filter((ms) => ms <= withinMs).length / 700;
      if (uncorrected.online === undefined) expect([0, 1]).toContain(exact);
      else expect(uncorrected.online).toBe(exact);
    }
    const p99 = points.find(({ withinMs }) => withinMs === uncorrectedMs[692]);
    expect(p99?.uncorrected.online).toBe(693 / 700);
    expect(Math.max(...points.map(({ shares }) => shares.online ?? 0))).toBe(1);
  });

  it('SPEC 2.4: with both curves of every lane there are still at most 400 points', () => {
    const both = lanes.map((lane, index) => ({ ...lane, uncorrectedMs: sortedSample(300, 10 + index, 1) }));
    expect(distributionOf(both)?.points.length).toBeLessThanOrEqual(400);
    expect(distributionOf(lanes)?.points.every(({ uncorrected }) => Object.keys(uncorrected).length === 0)).toBe(true);
  });

  it('of no answers there is none', () => {
    expect(distributionOf([{ id: 'edge', sortedMs: new Float64Array(0) }])).toBeNull();
  });
});

describe('throughput', () => {
  const foldOf = (record: ReturnType<typeof recordOf>) => {
    const fold = createLaneFold(record.modeId, new Uint8Array(0));
    fold.advance(record);
    return fold.totals;
  };
  const lane = (record: ReturnType<typeof recordOf>, untilMs: number) => ({
    id: record.id,
    answersPerWindow: foldOf(record).answersPerWindow,
    untilMs,
  });

  it('SPEC 3.3: the window is the narrowest that cuts the run into at most 30', () => {
    expect([1000, 7500, 7501, 10_400, 30_000, 60_000, 150_000, 1_000_000].map(windowMsFor)).toEqual([
      250, 250, 500, 500, 1000, 2000, 5000, 60_000,
    ]);
  });

  it('SPEC 3.3: every answer is in one window', () => {
    const record = steadyRecord('online', 1000, (item) => item % 37);
    const { windows, windowMs } = throughputOf([lane(record, 10_036)]);
    const total = windows.reduce((sum, { perSecond }) => sum + ((perSecond.online ?? 0) * windowMs) / 1000, 0);
    expect(total).toBe(1000);
  });

  it('SPEC 3.3: lanes share windows, and a lane that is done has none', () => {
    const { windows, windowMs } = throughputOf([
      lane(
        steadyRecord('online', 100, () => 1),
        991,
      ),
      lane(
        steadyRecord('batch', 100, () => 2000),
        2990,
      ),
    ]);
    expect(windowMs).toBe(250);
    expect(windows).toHaveLength(12);
    expect(windows.map(({ perSecond }) => perSecond.online !== undefined).lastIndexOf(true)).toBe(3);
    expect(windows[0]?.perSecond).toEqual({ online: 100, batch: 0 });
  });

  it('failures are no answers', () => {
    expect(
      foldOf(recordOf('edge', [failed(0, 10), completed(1, { arrived: 300, finished: 310 })])).answersPerWindow,
    ).toEqual([0, 1]);
  });
});

describe('anatomy', () => {
  const anatomy = (record: ReturnType<typeof recordOf>) => {
    const fold = createLaneFold(record.modeId, new Uint8Array(0));
    fold.advance(record);
    return anatomyOf(fold.totals);
  };

  it('SPEC 4.1: the parts of the middle items add up to the whole', () => {
    const random = createRandom(4);
    const measurements = Array.from({ length: 500 }, (_, item) => {
      const stages = {
        waitMs: random() * 100,
        queueMs: random() * 5,
        transferMs: random() * 3,
        computeMs: 2 + random(),
      };
      const latency = stages.waitMs + stages.queueMs + stages.transferMs + stages.computeMs + 0.5;
      return completed(item, { arrived: item, finished: item + latency }, { stages });
    });
    const { shares, totalMs, addsUp } = anatomy(recordOf('batch', measurements)) ?? {
      shares: {},
      totalMs: 0,
      addsUp: false,
    };
    const whole = Object.values(shares).reduce((sum, share) => sum + share, 0);
    expect(addsUp).toBe(true);
    expect(Math.abs(whole - 1)).toBeLessThan(0.02);
    expect((shares as { rest: number }).rest * totalMs).toBeCloseTo(0.5, 1);
  });

  it('SPEC 4.2: with emulated time the parts still add up to the median within 2 %', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            queueMs: fc.double({ min: 0, max: 20, noNaN: true }),
            transferMs: fc.double({ min: 0, max: 20, noNaN: true }),
            computeMs: fc.double({ min: 0.1, max: 20, noNaN: true }),
            recordMs: fc.double({ min: 0, max: 400, noNaN: true }),
            emulatedMs: fc.double({ min: 0, max: 400, noNaN: true }),
            restMs: fc.double({ min: 0, max: 5, noNaN: true }),
          }),
          { minLength: 11, maxLength: 60 },
        ),
        (items) => {
          const measurements = items.map(({ restMs, ...stages }, item) => {
            const latencyMs = Object.values(stages).reduce((sum, ms) => sum + ms, restMs);
            return completed(item, { arrived: item, finished: item + latencyMs }, { stages });
          });
          const found = anatomy(recordOf('online', measurements));
          const parts = ANATOMY_PARTS.map((part) => (found?.shares[part] ?? 0) * (found?.totalMs ?? 0));
          const whole = parts.reduce((sum, ms) => sum + ms, 0);
          expect(found?.addsUp).toBe(true);
          expect(Math.abs(whole / (found?.totalMs ?? 0) - 1)).toBeLessThan(0.02);
        },
      ),
    );
  });

  it('SPEC 11.2: what was emulated is a part of its own', () => {
    const record = steadyRecord('online', 50, () => 10, { stages: { emulatedMs: 6, computeMs: 3 } });
    expect(anatomy(record)?.shares).toEqual({
      wait: 0,
      blocked: 0,
      queue: 0,
      record: 0,
      transfer: 0,
      compute: 0.3,
      emulated: 0.6,
      rest: 0.1,
    });
  });

  it('SPEC 4.1: a slow tail does not colour the median item', () => {
    const measurements = Array.from({ length: 100 }, (_, item) => {
      const slow = item >= 70;
      return completed(
        item,
        { arrived: 0, finished: slow ? 1000 : 10 + item / 100 },
        { stages: slow ? { queueMs: 990 } : { computeMs: 9 } },
      );
    });
    expect(anatomy(recordOf('online', measurements))?.shares.queue).toBe(0);
  });

  it('SPEC 4.2: stages that claim more than the whole are told on', () => {
    const claim = (computeMs: number) => anatomy(steadyRecord('edge', 50, () => 10, { stages: { computeMs } }));
    expect(claim(10.1)?.addsUp).toBe(true);
    expect(claim(11)?.addsUp).toBe(false);
    expect(claim(11)?.shares).toMatchObject({ compute: 1, rest: 0 });
  });

  it('an item that took no measurable time is all rest', () => {
    expect(anatomy(steadyRecord('edge', 3, () => 0))?.shares.rest).toBe(1);
  });
});

describe('exports', () => {
  it('writes CSV that quotes what must be quoted and leaves absent values empty', () => {
    expect(
      toCsv({
        columns: ['a', 'b'],
        rows: [
          ['x,"y"', null],
          [1.5, 'z\n'],
        ],
      }),
    ).toBe('a,b\n"x,""y""",\n1.5,"z\n"\n');
  });

  it('gives every row as many cells as there are columns', () => {
    const records = [
      steadyRecord('edge', 80, () => 2),
      recordOf('batch', [completed(0, { arrived: 0, finished: 9 }), failed(1, 3)]),
    ];
    const summaries = records.map((record) => summarise(record));
    const distribution = distributionOf([{ id: 'edge', sortedMs: Float64Array.from([1, 2]) }]);
    const throughput = throughputOf([{ id: 'edge', answersPerWindow: [1, 2], untilMs: 500 }]);
    for (const { columns, rows } of [
      measurementTable(records),
      resultsTable(summaries),
      distributionTable(distribution, ['edge', 'batch']),
      distributionTable(
        distributionOf([{ id: 'edge', sortedMs: Float64Array.of(1, 2), uncorrectedMs: Float64Array.of(1, 2) }]),
        ['edge', 'batch'],
      ),
      throughputTable(throughput, ['edge', 'batch']),
    ]) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('SPEC 13.1: the raw trace tells repeats and emulated time apart', () => {
    const record = steadyRecord('online', 2, () => 9, { stages: { emulatedMs: 4 } });
    const { columns, rows } = measurementTable([record], [record]);
    const column = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
    expect(column('repeat')).toEqual([1, 1, 2, 2]);
    expect(column('item')).toEqual([0, 1, 0, 1]);
    expect(column('emulated_ms')).toEqual([4, 4, 4, 4]);
  });

  it('SPEC 13.5: a locked percentile is exported as nothing', () => {
    const { columns, rows } = resultsTable([summarise(steadyRecord('edge', 80, () => 2))]);
    expect(rows[0]?.[columns.indexOf('p90_ms')]).toBe(2);
    expect(rows[0]?.[columns.indexOf('p99_ms')]).toBeNull();
  });
});
