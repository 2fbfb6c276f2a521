import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { encodeLoadRunEvent, type LoadRunEvent, readLoadRunEvents } from '@/lib/engine/wire/load-run';
import { capacityFigures } from '@/lib/lab/studies/capacity-figures';
import type { CapacityResult, RateTrial } from '@/lib/lab/studies/capacity-result';
import { capacityTable } from '@/lib/lab/studies/capacity-table';
import { isLost, judgeTrial, p99AtLeastMs, trialCount } from '@/lib/lab/studies/capacity-trial';
import { coldStartFigures } from '@/lib/lab/studies/cold-start-figures';
import type { ColdStartResult, FreshStart } from '@/lib/lab/studies/cold-start-result';
import type { LoadTrial } from '@/lib/lab/studies/study-messages';
import { sweepFigures, sweepTable } from '@/lib/lab/studies/sweep-figures';
import { BATCH_SIZES, type SweepResult } from '@/lib/lab/studies/sweep-result';
import { percentileOf, samplesNeeded } from '@/lib/measure/percentile';
import { createRandom, permutation } from '@/lib/workload/random';

const DONE = { phase: 'done', wasHidden: false } as const;
const idsOf = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

/** Three passes of a lane that costs so much a call and so much a sample, in the order given. */
function sweep(timeOf: (size: number) => number, passFactors = [1, 1.02, 0.98]): SweepResult {
  return {
    kind: 'batch-size',
    lane: 'edge',
    modelId: 'digits',
    planned: BATCH_SIZES.length * passFactors.length,
    passes: passFactors.length,
    mostRows: null,
    isolated: true,
    samples: passFactors.flatMap((factor) =>
      [...BATCH_SIZES].reverse().map((batchSize) => ({
        batchSize,
        threads: 1,
        versionId: 'fp32',
        perCallMs: timeOf(batchSize) * factor,
        calls: 10,
        blocks: 3,
        clockShare: 0.001,
      })),
    ),
  };
}

describe('The figures of a sweep', () => {
  test('SPEC 10.3: take the median of the passes, ascending by size, and find cost, line and knee', () => {
    const { points, fit, findings, validity } = sweepFigures(
      sweep((size) => 2 + 0.25 * size),
      DONE,
    );
    expect(points.map(({ batchSize }) => batchSize)).toEqual([...BATCH_SIZES]);
    expect(points[0]).toMatchObject({ medianMs: 2.25, passes: 3 });
    expect(fit?.knee?.value).toBeCloseTo(8, 6);
    expect(idsOf(findings)).toEqual(['fit', 'knee', 'batchingGain']);
    expect(validity).toEqual({ verdict: 'valid', reasons: [], cautions: [] });
  });

  test('say that batching buys nothing where it does not, and that a line does not fit where it does not', () => {
    expect(
      idsOf(
        sweepFigures(
          sweep((size) => size),
          DONE,
        ).findings,
      ),
    ).toContain('batchingNoGain');
    const steps = sweep((size) => (size <= 16 ? 1 : 50));
    expect(idsOf(sweepFigures(steps, DONE).findings)).toContain('poorFit');
  });

  test('fit no line and say nothing before every size was timed once', () => {
    const whole = sweep((size) => 2 + size);
    const early = { ...whole, samples: whole.samples.slice(0, BATCH_SIZES.length - 1) };
    const { fit, findings, points } = sweepFigures(early, { phase: 'running', wasHidden: false });
    expect(points).toHaveLength(BATCH_SIZES.length - 1);
    expect([fit, findings]).toEqual([null, []]);
  });

  test.each([
    ['was cancelled', (it: SweepResult) => ({ ...it, samples: it.samples.slice(0, 20) }), false, 'unfinished'],
    ['ran in a hidden page', (it: SweepResult) => it, true, 'hidden'],
    [
      'had too coarse a clock (SPEC 10.6)',
      (it: SweepResult) => ({ ...it, samples: it.samples.map((one) => ({ ...one, clockShare: 0.2 })) }),
      false,
      'coarseClock',
    ],
  ])('are INVALID of one that %s', (_how, change, wasHidden, reason) => {
    const { validity } = sweepFigures(change(sweep((size) => 1 + size)), { phase: 'done', wasHidden });
    expect(validity?.verdict).toBe('invalid');
    expect(idsOf(validity?.reasons ?? [])).toEqual([reason]);
  });

  test('caution where the passes differ', () => {
    const { validity } = sweepFigures(
      sweep((size) => 1 + size, [1, 1.5, 1]),
      DONE,
    );
    expect(validity?.verdict).toBe('valid');
    expect(idsOf(validity?.cautions ?? [])).toEqual(['unsettled']);
  });

  test('keep every sample in the table, in the order it was measured', () => {
    const result = sweep((size) => size);
    const { columns, rows } = sweepTable(result);
    expect(rows).toHaveLength(27);
    expect(rows.map((row) => row[columns.indexOf('batch_size')])).toEqual(result.samples.map((one) => one.batchSize));
  });
});

describe('The figures of cold starts', () => {
  const start = (lane: FreshStart['lane'], repeat: number, change: Partial<FreshStart> = {}): FreshStart => ({
    lane,
    repeat,
    fetchColdMs: null,
    fetchColdBytes: null,
    fetchCachedMs: null,
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
    repeats: 3,
    failures: {},
    starts: [0, 1, 2].flatMap((repeat) => [
      edge(repeat),
      start('batch', repeat, { loadMs: 0 }),
      start('online', repeat),
    ]),
  };

  test('SPEC 1.6, 9.1, 9.3, 9.4: keep the parts apart; the first answer waits for fetch, load and first run, not for warm or steady items', () => {
    const { bars, findings, validity } = coldStartFigures(result, DONE);
    expect(bars.map(({ id, firstAnswerMs }) => [id, firstAnswerMs])).toEqual([
      ['batch', 5],
      ['online', 15],
      ['edge', 116],
      ['edge-cached', 35],
    ]);
    // A lane that fetches nothing has no fetch, not one of 0 ms.
    expect(bars[0]?.partMs).not.toHaveProperty('fetch', 0);
    expect(bars[2]?.partMs).toEqual({ fetch: 101, load: 10, firstRun: 5, warm: 2, steady: 1 });
    expect(idsOf(findings)).toEqual(['batchStartWarm', 'onlineStart', 'edgeStart', 'startRatio']);
    expect(validity?.verdict).toBe('valid');
  });

  test('are INVALID of a lane that failed or was started too seldom', () => {
    const error = { code: 'engine-died', detail: 'Gone.' } as const;
    const { validity } = coldStartFigures(
      { ...result, starts: result.starts.slice(0, 7), failures: { online: error } },
      DONE,
    );
    expect(idsOf(validity?.reasons ?? [])).toEqual(['tooFewStarts', 'laneFailed']);
  });
});

describe('A rate', () => {
  const planned = trialCount(1);
  const limitMs = 50;
  /** So many answers of 10 ms and so many of 500 ms. */
  const trial = (quick: number, slow: number, change: Partial<LoadTrial> = {}): LoadTrial => ({
    latenciesMs: new Float64Array(quick + slow).fill(10).fill(500, quick),
    slowCount: slow,
    failedCount: 0,
    lateCount: 0,
    sentCount: quick + slow,
    plannedCount: planned,
    elapsedMs: 2000,
    ...change,
  });
  /** Nearest rank: so many of the planned items lie beyond the p99. */
  const beyond = planned - Math.ceil(0.99 * planned);

  test('is tried with enough items for a p99, even with one in a hundred failed (SPEC 8.1)', () => {
    for (const perSecond of [1, 100, 5000])
      expect(0.99 * trialCount(perSecond)).toBeGreaterThanOrEqual(samplesNeeded(0.99));
  });

  test.each([
    ['met', 'all were quick', trial(planned, 0)],
    ['met', 'as many were slow as lie beyond the p99', trial(planned - beyond, beyond)],
    ['too-slow', 'one more was', trial(planned - beyond - 1, beyond + 1)],
    ['too-slow', 'that is certain early', trial(20, beyond + 1)],
    ['failures', 'over one in a hundred failed', trial(planned - 8, 0, { failedCount: 8, sentCount: planned })],
    ['failures', 'nothing came', trial(0, 0, { failedCount: planned, sentCount: planned })],
    ['generator-late', 'one in five left late', trial(planned, 0, { lateCount: Math.ceil(planned / 5) })],
  ] as const)('is judged "%s" where %s', (verdict, _when, seen) => {
    expect(judgeTrial(seen, limitMs)).toBe(verdict);
  });

  test('that is lost early is lost to the end, and its p99 is at least what is said then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer(), (slow, seed) => {
        const random = createRandom(seed);
        const latencies = [...permutation(planned, random)].map((rank) => (rank < slow ? 51 + 100 * random() : 10));
        const seenAfter = (count: number): LoadTrial => {
          const latenciesMs = Float64Array.from(latencies.slice(0, count)).sort();
          const slowCount = latenciesMs.filter((ms) => ms > limitMs).length;
          return trial(0, 0, { latenciesMs, slowCount, sentCount: count });
        };
        const lostAt = latencies.findIndex((_, index) => isLost(seenAfter(index + 1)));
        const whole = judgeTrial(seenAfter(planned), limitMs);
        expect(lostAt >= 0).toBe(whole === 'too-slow');
        if (lostAt < 0) return;
        const p99 = percentileOf(seenAfter(planned).latenciesMs, 0.99);
        const atLeastMs = p99AtLeastMs(seenAfter(lostAt + 1)) ?? 0;
        expect(atLeastMs).toBeGreaterThan(limitMs);
        expect(p99.state === 'earned' && p99.valueMs).toBeGreaterThanOrEqual(atLeastMs);
      }),
      { numRuns: 30 },
    );
  });
});

describe('The figures of capacity', () => {
  const rateTrial = (perSecond: number, met: boolean): RateTrial => ({
    met,
    verdict: met ? 'met' : 'too-slow',
    perSecond,
    purpose: 'climb',
    p99: percentileOf(new Float64Array(700).fill(met ? 20 : 90), 0.99),
    p99AtLeastMs: met ? 20 : 90,
    p50Ms: 5,
    sentCount: 700,
    failedCount: 0,
    lateCount: 0,
    elapsedMs: 2000,
  });
  const result: CapacityResult = {
    lanes: ['batch', 'online', 'edge'],
    limitMs: 50,
    floor: 'class',
    seed: 7,
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
    expect(offline?.samplesPerSecond).toBeCloseTo(10_000, 6);
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

  test('are a lower bound and INVALID where the search ended because the generator was late (SPEC 8.7)', () => {
    const trials = result.online?.trials.map((one) => (one.met ? one : { ...one, verdict: 'generator-late' as const }));
    const online = result.online && { ...result.online, trials: trials ?? [] };
    const { isLowerBound, validity } = capacityFigures({ ...result, online }, DONE);
    expect(isLowerBound).toBe(true);
    expect(idsOf(validity?.reasons ?? [])).toEqual(['generatorLate']);
    expect(capacityFigures(result, DONE).isLowerBound).toBe(false);
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
