import { describe, expect, it } from 'vitest';
import { differenceOf } from '@/lib/measure/difference';
import { NO_FAULTS } from '@/lib/measure/faults';
import { differenceOfRepeats, repeatsOf } from '@/lib/measure/repeats';
import { foldOf, runFiguresOf } from '@/lib/measure/run-figures';
import { createRandom } from '@/lib/workload/random';
import { summarise } from '../summarise';
import { steadyRecord } from './measure-fixtures';
import { gaussian } from './measure-random';

const lane = (ms: number) => summarise(steadyRecord('online', 11, () => ms));
const repeat = (onlineMs: number, edgeMs: number) => [
  summarise(steadyRecord('online', 50, () => onlineMs)),
  summarise(steadyRecord('edge', 50, () => edgeMs)),
];

describe('repeats', () => {
  it('SPEC 2.6: keep the median of each, in the order they ran, with the lowest and the highest', () => {
    expect(repeatsOf([repeat(5, 1), repeat(3, 2), repeat(4, 1.5)])).toEqual([
      { id: 'online', modeId: 'online', medianMs: [5, 3, 4], lowest: 3, highest: 5, interval: null },
      { id: 'edge', modeId: 'edge', medianMs: [1, 2, 1.5], lowest: 1, highest: 2, interval: null },
    ]);
  });

  it('SPEC 2.6: have an interval from five on, and its ends move in from nine on', () => {
    const of = (count: number) =>
      repeatsOf(Array.from({ length: count }, (_, index) => repeat(index + 1, 1)))[0]?.interval;
    expect([4, 5, 8, 9, 10].map(of)).toEqual([
      null,
      { low: 1, high: 5 },
      { low: 1, high: 8 },
      { low: 2, high: 8 },
      { low: 2, high: 9 },
    ]);
  });

  it('SPEC 2.6: the interval of six repeats holds the median of all in about 97 % of studies', () => {
    const random = createRandom(61);
    let held = 0;
    for (let study = 0; study < 400; study++) {
      const medians = Array.from({ length: 6 }, () => [lane(10 + gaussian(random))]);
      const { low, high } = repeatsOf(medians)[0]?.interval ?? { low: 0, high: 0 };
      if (low <= 10 && 10 <= high) held++;
    }
    expect(held / 400).toBeGreaterThan(0.94);
  });

  it('SPEC 2.2: a repeat with a locked median has none', () => {
    const short = [summarise(steadyRecord('online', 10, () => 5))];
    expect(repeatsOf([short, short])).toEqual([
      { id: 'online', modeId: 'online', medianMs: [null, null], lowest: null, highest: null, interval: null },
    ]);
  });

  it('a lane that is missing from a repeat has a gap there', () => {
    const [spread] = repeatsOf([repeat(5, 1), [summarise(steadyRecord('edge', 50, () => 1))]]);
    expect(spread?.medianMs).toEqual([5, null]);
  });

  it('their figures stay, and of what they were folded from only the last', async () => {
    const labels = new Uint8Array(0);
    const passes = [5, 3, 4].map((ms) => ({
      order: ['online'],
      records: [steadyRecord('online', 50, () => ms)],
    }));
    const run = {
      passes,
      labels,
      outputsAgree: true,
      faults: NO_FAULTS,
      floor: 'class',
      intervalMs: 0,
      contended: false,
    } as const;
    const figures = await runFiguresOf(run, async () => {});
    expect(figures?.repeats?.[0]?.medianMs).toEqual([5, 3, 4]);
    const folded = passes.map(({ records: [record] }) => record && foldOf(record, labels).totals.counts.completed);
    expect(folded).toEqual([0, 0, 50]);
  });

  it('SPEC 6.9: what lies between repeats is no difference of set-ups, though the answers of these runs differ', () => {
    const random = createRandom(62);
    let [ofAnswers, ofRepeats] = [0, 0];
    const run = (around: number) => {
      const passes = Array.from({ length: 5 }, () => {
        const middle = around * (1 + 0.05 * gaussian(random));
        return [summarise(steadyRecord('online', 300, () => middle * (1 + 0.1 * gaussian(random))))];
      });
      const sortedMs = Float64Array.from(passes.flatMap(([each]) => [...(each?.sorted.latencyMs ?? [])])).sort();
      return { answers: { sortedMs, worth: sortedMs.length }, spread: repeatsOf(passes)[0] };
    };
    const differs = (a: ReturnType<typeof run>, b: ReturnType<typeof run>) => {
      const plain = differenceOf(a.answers, b.answers);
      return [plain, a.spread && b.spread ? differenceOfRepeats(plain, a.spread, b.spread) : plain] as const;
    };
    for (let pair = 0; pair < 60; pair++) {
      const [plain, repeated] = differs(run(10), run(10));
      if (plain.verdict === 'real') ofAnswers++;
      if (repeated.verdict === 'real') ofRepeats++;
    }
    expect(ofAnswers).toBeGreaterThan(30);
    expect(ofRepeats).toBeLessThan(9);
    expect(differs(run(10), run(15))[1]).toMatchObject({ verdict: 'real' });
    expect(differs(run(15), run(10))[1].medianRatio?.high).toBeLessThan(1);
  });

  it('SPEC 6.9: with fewer than five of either what the answers say stays', () => {
    const few = repeatsOf([repeat(5, 1), repeat(3, 2)])[0];
    const many = repeatsOf(Array.from({ length: 5 }, () => repeat(9, 1)))[0];
    const plain = differenceOf(
      { sortedMs: Float64Array.from({ length: 50 }, (_, index) => index), worth: 50 },
      { sortedMs: Float64Array.from({ length: 50 }, (_, index) => 2 * index), worth: 50 },
    );
    if (!few || !many) throw new Error('There is no such lane.');
    expect(differenceOfRepeats(plain, few, many)).toBe(plain);
  });
});
