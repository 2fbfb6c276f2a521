import { describe, expect, test } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { capacityFigures } from '@/lib/lab/studies/capacity-figures';
import { capacityPoints } from '@/lib/lab/studies/capacity-points';
import type { CapacityResult, RateTrial } from '@/lib/lab/studies/capacity-result';
import { capacityTable } from '@/lib/lab/studies/capacity-table';
import { coldStartFigures } from '@/lib/lab/studies/cold-start-figures';
import type { ColdStartResult, FreshStart } from '@/lib/lab/studies/cold-start-result';
import { NO_STUDY_FAULTS } from '@/lib/lab/studies/study-state';
import { percentileOf } from '@/lib/measure/percentile';
import { encodeLoadRunEvent, type LoadRunEvent, readLoadRunEvents } from '@/lib/wire/load-run';

const DONE = { phase: 'done', faults: NO_STUDY_FAULTS } as const;
const idsOf = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

describe('The figures of cold starts', () => {
  const start = (lane: FreshStart['lane'], repeat: number, change: Partial<FreshStart> = {}): FreshStart => ({
    lane,
    repeat,
    fetchColdMs: null,
    fetchColdBytes: null,
    fetchCachedMs: null,
    startMs: lane === 'edge' ? null : 40,
    loadMs: 10,
    firstRunMs: 5,
    warmMs: [2, 2, 2],
    steadyMs: [1, 1, 1],
    ...change,
  });
  const edge = (repeat: number) =>
    start('edge', repeat, { fetchColdMs: 100 + repeat, fetchCachedMs: 20, fetchColdBytes: 3e6 });
  const result: ColdStartResult = {
    lanes: ['batch', 'online', 'edge'],
    repeats: 5,
    failures: {},
    starts: [0, 1, 2, 3, 4].flatMap((repeat) => [
      edge(repeat),
      start('batch', repeat, { startMs: 200 + repeat }),
      start('online', repeat),
    ]),
  };

  test('SPEC 1.6, 9.1, 9.3, 9.4: keep the parts apart; the first answer waits for start, fetch, load and first run, not for warm or steady items', () => {
    const { bars, findings, validity } = coldStartFigures(result, DONE);
    expect(bars.map(({ id, firstAnswer }) => [id, firstAnswer.value])).toEqual([
      ['batch', 217],
      ['online', 55],
      ['edge', 117],
      ['edge-cached', 35],
    ]);
    // A lane that fetches nothing has no fetch, not one of 0 ms; the browser starts its worker within the load.
    expect(bars[0]?.partMs).toEqual({ start: 202, fetch: null, load: 10, firstRun: 5, warm: 2, steady: 1 });
    expect(bars[2]?.partMs).toEqual({ start: null, fetch: 102, load: 10, firstRun: 5, warm: 2, steady: 1 });
    expect(idsOf(findings)).toEqual(['edgeStart', 'onlineStart', 'batchStart', 'startRatio']);
    expect(validity?.verdict).toBe('valid');
  });

  test.each([
    ['no', [20, 80, 60, 90, 30], [90, 60, 30, 80, 20]],
    ['yes', [100, 101, 102, 103, 104], [20, 20, 21, 20, 20]],
  ])('SPEC 6.1: say whether the network and the cache are told apart: %s', (told, coldMs, cachedMs) => {
    const starts = coldMs.map((fetchColdMs, repeat) =>
      start('edge', repeat, { fetchColdMs, fetchCachedMs: cachedMs[repeat] ?? 0, fetchColdBytes: 3e6 }),
    );
    const { findings } = coldStartFigures({ ...result, lanes: ['edge'], starts }, DONE);
    expect(findings[0]).toMatchObject({ id: 'edgeStart', values: { told: { kind: 'text', text: told } } });
  });

  test('SPEC 9.7: have the median of the times to the first answer, to which the medians of the parts do not add up', () => {
    const parts = [
      [10, 90],
      [20, 10],
      [90, 20],
      [15, 85],
      [30, 40],
    ] as const;
    const starts = parts.map(([startMs, loadMs], repeat) =>
      start('online', repeat, { startMs, loadMs, firstRunMs: 0 }),
    );
    const [bar] = coldStartFigures({ ...result, lanes: ['online'], starts }, DONE).bars;
    expect(bar).toMatchObject({ partMs: { start: 20, load: 40, firstRun: 0 }, firstAnswer: { value: 100 } });
  });

  test('SPEC 6.1: name the slowest start only where the starts are apart', () => {
    expect(coldStartFigures(result, DONE).slowest?.id).toBe('batch');
    const starts = result.starts.map((one) => ({
      ...one,
      ...(one.lane === 'batch' && { startMs: 90 + 6 * one.repeat }),
    }));
    const { slowest, findings } = coldStartFigures({ ...result, starts }, DONE);
    expect(slowest).toBeNull();
    expect(idsOf(findings)).toContain('startRatioAmong');
  });

  test('SPEC 9.5: of one start are told as one start, without an interval, and no lane is called the slowest', () => {
    for (const [lane, id] of [
      ['edge', 'edgeStartOnce'],
      ['online', 'startOnce'],
    ] as const) {
      const starts = result.starts.filter((one) => one.lane === lane && one.repeat === 0);
      const { findings, slowest } = coldStartFigures({ ...result, lanes: [lane], starts }, DONE);
      expect(idsOf(findings)).toEqual([id]);
      expect(findings[0]?.values).not.toHaveProperty('low');
      expect(slowest).toBeNull();
    }
  });

  test('SPEC 9.6: are INVALID of a lane most of whose starts are far off; a start or two that are, are a caution', () => {
    const withStarts = (times: readonly number[]) =>
      coldStartFigures(
        {
          ...result,
          lanes: ['online'],
          starts: times.map((startMs, repeat) => start('online', repeat, { startMs, loadMs: 0, firstRunMs: 0 })),
        },
        DONE,
      ).validity;
    expect(withStarts([20, 40, 100, 400, 880])).toMatchObject({
      verdict: 'invalid',
      reasons: [{ id: 'startsTooNoisy', lane: 'online' }],
      cautions: [],
    });
    expect(withStarts([99, 100, 101, 100, 880])).toMatchObject({ verdict: 'valid', cautions: [{ id: 'startsMoved' }] });
    expect(withStarts([99, 100, 101, 100, 102])).toMatchObject({ verdict: 'valid', cautions: [] });
  });

  test('are INVALID of a lane that failed or was started too seldom', () => {
    const error = { code: 'engine-died', detail: 'Gone.' } as const;
    const { validity } = coldStartFigures(
      { ...result, starts: result.starts.slice(0, 7), failures: { online: error } },
      DONE,
    );
    expect(idsOf(validity?.reasons ?? [])).toEqual(['tooFewStarts', 'laneFailed', 'tooFewStarts']);
  });
});

describe('The figures of capacity', () => {
  const rateTrial = (perSecond: number, met: boolean): RateTrial => ({
    met,
    disturbed: false,
    verdict: met ? 'met' : 'too-slow',
    perSecond,
    purpose: 'climb',
    p99: percentileOf(new Float64Array(700).fill(met ? 20 : 90), 0.99),
    p99AtLeastMs: met ? 20 : 90,
    p50Ms: 5,
    sentCount: 700,
    failedCount: 0,
    lateCount: 0,
    worstLateMs: 1,
    elapsedMs: 2000,
  });
  const result: CapacityResult = {
    lanes: ['batch', 'online', 'edge'],
    limitMs: 50,
    floor: 'class',
    batch: { count: 1000, jobs: [100, 110, 90, 105, 95].map((elapsedMs) => ({ elapsedMs, computeMs: 50 })) },
    online: {
      trials: [rateTrial(500, true), rateTrial(1000, false), rateTrial(1000, false), rateTrial(960, true)],
      capacity: { state: 'found', perSecond: 960, failsAtPerSecond: 1000 },
      conditions: AS_IT_IS,
    },
    edge: {
      latenciesMs: Float64Array.from({ length: 200 }, (_, index) => 1 + index / 100),
      elapsedMs: 3000,
      conditions: AS_IT_IS,
    },
    failures: {},
  };

  test('SPEC 8.6: have an interval around the median of the jobs, the curve by rate, and a p90', () => {
    const { offline, curve, stream, findings, validity } = capacityFigures(result, DONE);
    expect(offline?.value).toBeCloseTo(10_000, 6);
    expect(offline?.low).toBeLessThan(10_000);
    expect(offline?.high).toBeGreaterThan(10_000);
    expect(curve.map(({ perSecond }) => perSecond)).toEqual([500, 960, 1000, 1000]);
    expect(stream?.p90).toMatchObject({ state: 'earned', valueMs: 2.79 });
    expect(idsOf(findings)).toEqual(['offline', 'server', 'stream']);
    expect(validity?.verdict).toBe('valid');
  });

  test('say under which emulated conditions a lane ran', () => {
    const online = result.online && { ...result.online, conditions: { ...AS_IT_IS, network: 'wifi' } as const };
    expect(capacityFigures({ ...result, online }, DONE).findings.at(-1)).toMatchObject({
      id: 'emulated',
      lane: 'online',
    });
  });

  test('are INVALID in a full run that was over in seconds, in each lane', () => {
    const { validity } = capacityFigures({ ...result, floor: 'full' }, DONE);
    expect(validity?.reasons.map(({ id, lane }) => [id, lane])).toEqual([
      ['tooShort', 'batch'],
      ['tooShort', 'online'],
      ['tooShort', 'edge'],
    ]);
  });

  test('are INVALID of a search that was broken off, and of a lane that failed', () => {
    const online = result.online && { ...result.online, capacity: null };
    const error = { code: 'engine-died', detail: 'Gone.' } as const;
    const { validity } = capacityFigures({ ...result, online, edge: null, failures: { edge: error } }, DONE);
    expect(validity?.reasons.map(({ id, lane }) => [id, lane])).toEqual([
      ['notMeasured', 'online'],
      ['laneFailed', 'edge'],
    ]);
  });

  test('tell the rate as the bracket it was found in', () => {
    const { findings } = capacityFigures(result, DONE);
    expect(findings.find(({ id }) => id === 'server')?.values).toMatchObject({
      rate: { value: 960 },
      next: { value: 1000 },
    });
  });

  test.each([
    ['serverAtLeast', null],
    ['serverBetween', 1400],
  ] as const)(
    'SPEC 8.7: are a lower bound and INVALID where the generator was late, and say no word of too slow (%s)',
    (id, fails) => {
      const trials = result.online?.trials.map((one) =>
        one.met ? one : { ...one, disturbed: true, verdict: 'generator-late' as const, worstLateMs: 38 },
      );
      const capacity = {
        state: 'at-least',
        perSecond: 960,
        disturbedAtPerSecond: 1000,
        failsAtPerSecond: fails,
      } as const;
      const online = result.online && { ...result.online, capacity, trials: trials ?? [] };
      const { findings, validity } = capacityFigures({ ...result, online }, DONE);
      expect(findings.find(({ lane }) => lane === 'online')).toMatchObject({
        id,
        values: { rate: { value: 960 }, why: { text: 'late' } },
      });
      expect(validity?.reasons).toMatchObject([{ id: 'generatorLate', values: { late: { value: 38 } } }]);
    },
  );

  test.each([
    ['device-slept', 'sleptMeanwhile'],
    ['generator-late', 'generatorLate'],
    ['too-slow', 'notHeld'],
  ] as const)('SPEC 8.7: of a rate that was not held, %s: tell %s', (verdict, id) => {
    const disturbed = verdict !== 'too-slow';
    const hold = { ...rateTrial(960, false), purpose: 'hold', verdict, disturbed, elapsedMs: 600_000 } as const;
    const online = result.online && { ...result.online, trials: [...result.online.trials, hold] };
    const { validity } = capacityFigures({ ...result, lanes: ['online'], floor: 'full', online }, DONE);
    expect(idsOf(validity?.reasons ?? [])).toEqual([id]);
  });

  test('SPEC 8.4: draw the curve through the trial that speaks for its rate, and through none that was disturbed or ended early', () => {
    const slow = (p99Ms: number, change: Partial<RateTrial> = {}): RateTrial => ({
      ...rateTrial(1000, false),
      p99: percentileOf(new Float64Array(700).fill(p99Ms), 0.99),
      p99AtLeastMs: p99Ms,
      ...change,
    });
    const late = { disturbed: true, verdict: 'generator-late' } as const;
    const cut = { p99: { state: 'locked', have: 30, need: 700 } } as const;
    const throughOf = (trials: readonly RateTrial[]) =>
      capacityPoints(trials).flatMap(({ countsMs }) => (countsMs === null ? [] : [countsMs]));
    expect(throughOf([slow(60, late), slow(70), slow(80)])).toEqual([80]);
    expect(throughOf([slow(60, cut), slow(70)])).toEqual([70]);
    expect(throughOf([slow(80), rateTrial(1000, true), slow(90, { purpose: 'hold' })])).toEqual([20]);
    expect(throughOf([slow(60, late), slow(70, cut)])).toEqual([]);
    // All are shown as points all the same.
    expect(capacityPoints([slow(60, late), slow(70, cut)]).map(({ p99Ms }) => p99Ms)).toEqual([60, 70]);
  });

  test('SPEC 8.7: say nothing of a lane that could not be asked at all', () => {
    const trials = result.online?.trials.map((one) => ({
      ...one,
      met: false,
      disturbed: true,
      verdict: 'device-slept' as const,
    }));
    const online = result.online && {
      ...result.online,
      capacity: { state: 'unknown', disturbedAtPerSecond: 1000 } as const,
      trials: trials ?? [],
    };
    const { findings, validity } = capacityFigures({ ...result, online }, DONE);
    expect(idsOf(findings)).toContain('serverUnknown');
    expect(idsOf(validity?.reasons ?? [])).toEqual(['sleptMeanwhile']);
  });

  test('SPEC 8.4: put every job, trial and stream into one table', () => {
    const { columns, rows } = capacityTable(result);
    expect(rows).toHaveLength(5 + 4 + 1);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

describe('The events of a load run', () => {
  const events: LoadRunEvent[] = [
    { type: 'started' },
    { type: 'measurements', elapsedMs: 100, measurements: [] },
    { type: 'failed', error: { code: 'engine-died', detail: 'Ended “unexpectedly”.' } },
  ];
  const bytes = new TextEncoder().encode(events.map(encodeLoadRunEvent).join(''));
  const read = async (pieces: readonly Uint8Array[]) => {
    const seen: LoadRunEvent[] = [];
    for await (const event of readLoadRunEvents(streamOf(pieces))) seen.push(event);
    return seen;
  };

  test('arrive whole however the stream is cut, also within a character', async () => {
    for (let size = 1; size < 40; size += 3) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      expect(await read(pieces)).toEqual(events);
    }
  });

  test('that were cut off at the end are dropped', async () => {
    expect(await read([bytes.subarray(0, bytes.length - 3)])).toEqual(events.slice(0, 2));
  });
});
