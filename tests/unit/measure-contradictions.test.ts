import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyDifference, rateIntervalOf } from '@/lib/measure/compare';
import { type Finding, type FindingValue, findingsOf } from '@/lib/measure/findings';
import { type FirstLane, firstsOf } from '@/lib/measure/firsts';
import { headlineOf } from '@/lib/measure/headlines';
import { laneRatiosOf } from '@/lib/measure/lane-ratios';
import type { LaneId, LaneKey } from '@/lib/measure/lane-record';
import type { Measurement } from '@/lib/measure/measurement';
import { rateRatioOf } from '@/lib/measure/rate-ratio';
import type { LaneSummary } from '@/lib/measure/summary';
import { MODE_IDS } from '@/lib/modes';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { completed, recordOf, used } from './measure-fixtures';
import { gaussian, linkedLatencies } from './measure-random';

interface RandomLane {
  readonly seed: number;
  readonly count: number;
  readonly medianMs: number;
  readonly link: number;
  /** How far latencies scatter, as a power. */
  readonly scatter: number;
  readonly computeMs: number;
  readonly computeNoise: number;
  readonly cpuSeconds: number | null;
  readonly slowing: number;
}

const randomLane: fc.Arbitrary<RandomLane> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  count: fc.constantFrom(5, 15, 60, 300),
  medianMs: fc.constantFrom(0.4, 1, 1.1, 1.3, 5, 500),
  link: fc.constantFrom(0, 0.5, 0.95),
  scatter: fc.constantFrom(0.1, 1),
  computeMs: fc.constantFrom(0, 0.2, 0.22, 1, 20),
  computeNoise: fc.constantFrom(0.05, 0.5, 2),
  cpuSeconds: fc.constantFrom(null, 0.1, 0.11, 0.3),
  slowing: fc.constantFrom(1, 1.4, 4),
});

function summaryOf({ id, modeId }: LaneKey, lane: RandomLane): LaneSummary {
  const random = createRandom(lane.seed);
  const latencies = linkedLatencies(lane.count, lane.link, random);
  const measurements = Array.from({ length: lane.count }, (_, item): Measurement => {
    const arrived = item * 10;
    // A batch lane's runs are ten items each.
    const started = modeId === 'batch' ? 100 * (1 + Math.floor(item / 10)) : arrived;
    const finished = started * lane.slowing + lane.medianMs * (latencies[item] ?? 1) ** lane.scatter;
    const computeMs = lane.computeMs * Math.exp(lane.computeNoise * gaussian(random));
    return completed(item, { arrived, started, finished }, { stages: { computeMs } });
  });
  return summarise(recordOf(modeId, measurements, { id, resources: used({ cpuSeconds: lane.cpuSeconds }) }));
}

/** One lane of each mode, or two of one. */
const LANES: readonly (readonly LaneKey[])[] = [
  MODE_IDS.map((modeId) => ({ id: modeId, modeId })),
  [
    { id: 'online', modeId: 'online' },
    { id: 'b', modeId: 'online' },
    { id: 'edge', modeId: 'edge' },
  ],
];
const runs = fc
  .tuple(fc.constantFrom(...LANES), fc.tuple(randomLane, randomLane, randomLane))
  .map(([keys, lanes]) => keys.flatMap((key, index) => (lanes[index] ? [summaryOf(key, lanes[index])] : [])));

const laneOf = (summaries: readonly LaneSummary[], id: LaneId | null) => {
  const summary = summaries.find((lane) => lane.id === id);
  if (!summary) throw new Error(`There is no lane ${id}.`);
  return summary;
};
const number = (value: FindingValue | undefined) => (value && 'value' in value ? value.value : Number.NaN);
const lanesIn = (value: FindingValue | undefined) => (value?.kind === 'lanes' ? value.lanes : []);
const find = (findings: readonly Finding[], ...ids: readonly Finding['id'][]) =>
  findings.filter(({ id }) => ids.includes(id));
const others = (summaries: readonly LaneSummary[], than: LaneSummary) =>
  summaries.filter((summary) => summary !== than && summary.latency.p50.state === 'earned');
const workVerdict = (a: LaneSummary, b: LaneSummary) => {
  const of = (summary: LaneSummary) => ({
    value: summary.itemsPerComputeSecond ?? 0,
    interval: rateIntervalOf(summary, 'itemsPerComputeSecond'),
  });
  return rateRatioOf(of(a), of(b));
};
const check = (property: (summaries: readonly LaneSummary[], findings: readonly Finding[]) => void) =>
  fc.assert(
    fc.property(runs, (summaries) => property(summaries, findingsOf({ summaries, contended: false }))),
    { numRuns: 150 },
  );

describe('no sentence contradicts the tables', () => {
  it('the random lanes bring about every sentence that is looked at', () => {
    const found = fc
      .sample(runs, { numRuns: 600, seed: 11 })
      .map((summaries) => [
        ...findingsOf({ summaries, contended: false }).map(({ id }) => id),
        headlineOf('throughput', summaries)?.id,
      ]);
    for (const id of [
      'answered-first',
      'answered-sooner',
      'first-unclear',
      'first-noisy',
      'first-untested',
      'most-work',
      'work-unclear',
      'work-noisy',
      'least-cpu',
      'cpu-unclear',
      'freshest',
      'stalest',
      'throughput-range',
      'throughput-most',
      'throughput-least',
    ])
      expect(found.flat(), id).toContain(id);
  });

  it('SPEC 6.6: who is said to have answered first is sooner than every other lane, by the test of the table', () => {
    check((summaries, findings) => {
      for (const { lane, values } of find(findings, 'answered-first', 'answered-sooner', 'answered-before')) {
        const first = laneOf(summaries, lane);
        for (const other of others(summaries, first)) {
          const { verdict, superiority } = latencyDifference(first, other);
          expect(verdict).toBe('real');
          expect(superiority).toBeGreaterThan(0.5);
        }
        const next = laneOf(summaries, values.other?.kind === 'lane' ? values.other.lane : null);
        const { medianRatio } = latencyDifference(first, next);
        if (values.ratio) {
          expect(number(values.ratio)).toBe(medianRatio?.value);
          expect(number(values.low)).toBe(medianRatio?.low);
          expect(number(values.low)).toBeGreaterThan(1);
        }
        if (values.share) expect(number(values.share)).toBeCloseTo(1 - 1 / (medianRatio?.value ?? 1), 12);
      }
    });
  });

  it('SPEC 6.8: lanes are only said not to be told apart where the table says of the best and each of them the same', () => {
    check((summaries, findings) => {
      for (const { id, values } of find(findings, 'first-unclear', 'first-noisy', 'first-untested')) {
        const [best, ...contenders] = lanesIn(values.lanes).map((lane) => laneOf(summaries, lane));
        if (!best) throw new Error('Nobody is named.');
        const verdicts = contenders.map((other) => latencyDifference(best, other).verdict);
        expect(verdicts.length).toBeGreaterThan(0);
        expect(verdicts).not.toContain('real');
        const wanted = {
          'first-unclear': 'not-shown',
          'first-noisy': 'too-noisy',
          'first-untested': 'too-few',
        } as const;
        expect(verdicts).toContain(wanted[id as keyof typeof wanted]);
        for (const other of others(summaries, best))
          if (!contenders.includes(other)) expect(latencyDifference(best, other).verdict).toBe('real');
      }
    });
  });

  it('SPEC 6.6: finding, headline and firsts name the same lane, or none', () => {
    check((summaries, findings) => {
      const { first, work, least } = firstsOf(summaries);
      const said = find(findings, 'answered-first', 'answered-sooner', 'answered-before')[0]?.lane;
      const headline = headlineOf('latency', summaries);
      const named = (lane: FirstLane) => (lane === 'unclear' || lane === 'too-noisy' ? null : lane);
      const isNamed = named(first.lane) !== null;
      expect(said ?? null).toBe(named(first.lane));
      const isSaid = ['latency-first', 'latency-sooner', 'latency-before'].includes(headline?.id ?? '');
      expect(isSaid).toBe(isNamed);
      if (isSaid) expect(headline?.values.lane).toEqual({ kind: 'lane', lane: first.lane });
      const most = find(findings, 'most-work')[0]?.lane;
      expect(most ?? null).toBe(named(work.lane));
      const frugal = find(findings, 'least-cpu')[0]?.lane;
      expect(frugal ?? null).toBe(named(least.lane));
    });
  });

  it('SPEC 6.1: most work is said of a lane that is ahead of every other in the table of ratios, with its figures', () => {
    check((summaries, findings) => {
      const pairs = summaries.flatMap((a, index) => summaries.slice(index + 1).map((b) => ({ a, b })));
      const table = laneRatiosOf(pairs).find(({ measure }) => measure === 'itemsPerComputeSecond')?.ratios ?? [];
      for (const { lane, values } of find(findings, 'most-work')) {
        const most = laneOf(summaries, lane);
        const rows = table.filter(({ larger, smaller }) => larger === most || smaller === most);
        expect(rows.every(({ larger, ratio }) => larger === most && ratio.verdict === 'real')).toBe(true);
        expect(number(values.rate)).toBe(most.itemsPerComputeSecond);
        expect(Math.min(...rows.map(({ ratio }) => ratio.value))).toBeCloseTo(number(values.ratio), 9);
      }
      for (const { values } of find(findings, 'work-unclear', 'work-noisy')) {
        const [best, ...contenders] = lanesIn(values.lanes).map((id) => laneOf(summaries, id));
        if (!best) throw new Error('Nobody is named.');
        for (const other of contenders) expect(workVerdict(best, other)?.verdict).not.toBe('real');
        expect(number(values.otherRate)).toBe(best.itemsPerComputeSecond);
        expect(number(values.rate)).toBe(contenders.at(-1)?.itemsPerComputeSecond);
        expect(number(values.rate)).toBeLessThanOrEqual(number(values.otherRate));
      }
    });
  });

  it('SPEC 6.2: least CPU time is at least 1.25 times less than every other, and what is not is left open', () => {
    check((summaries, findings) => {
      const cpu = (summary: LaneSummary) => summary.resources?.cpuSecondsPer1000 ?? Number.NaN;
      const known = summaries.filter((summary) => cpu(summary) > 0);
      for (const { lane } of find(findings, 'least-cpu')) {
        const least = laneOf(summaries, lane);
        for (const other of known)
          if (other !== least) expect(cpu(other) / cpu(least)).toBeGreaterThanOrEqual(1.25 - 1e-9);
      }
      for (const { values } of find(findings, 'cpu-unclear')) {
        const named = lanesIn(values.lanes).map((id) => cpu(laneOf(summaries, id)));
        expect(Math.max(...named) / Math.min(...named)).toBeLessThan(1.25);
        expect(Math.min(...named)).toBe(Math.min(...known.map(cpu)));
      }
    });
  });

  it('SPEC 6.7: what a headline says of answers a second holds for every lane it names', () => {
    check((summaries) => {
      const headline = headlineOf('throughput', summaries);
      const rates = summaries.flatMap(({ itemsPerSecond, latency }) =>
        latency.p50.state === 'earned' && itemsPerSecond !== null ? [itemsPerSecond] : [],
      );
      if (headline?.id === 'throughput-range') {
        const named = lanesIn(headline.values.lanes);
        expect(named).toHaveLength(rates.length);
        const inOrder = named.map((lane) => summaries.find(({ id }) => id === lane)?.itemsPerSecond ?? 0);
        expect(inOrder, 'as the figures go').toEqual(rates.toSorted((left, right) => left - right));
        expect(number(headline.values.low)).toBe(Math.min(...rates));
        expect(number(headline.values.high)).toBe(Math.max(...rates));
      }
      if (headline?.id === 'throughput-most') expect(number(headline.values.rate)).toBe(Math.max(...rates));
      if (headline?.id === 'throughput-least') expect(number(headline.values.rate)).toBe(Math.min(...rates));
    });
  });

  it('SPEC 6.2: the freshest lane is ahead of every other by 1.25, the stalest behind', () => {
    check((summaries, findings) => {
      const ages = summaries.flatMap(({ id: of, freshness, latency }) =>
        freshness && latency.p50.state === 'earned' ? [{ of, ms: freshness.meanMs }] : [],
      );
      for (const { id, lane } of find(findings, 'freshest', 'stalest')) {
        const own = ages.find(({ of }) => of === lane)?.ms ?? Number.NaN;
        for (const { of, ms } of ages)
          if (of !== lane) expect(id === 'freshest' ? ms / own : own / ms).toBeGreaterThanOrEqual(1.25 - 1e-9);
      }
    });
  });
});
