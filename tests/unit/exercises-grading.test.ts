import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poolFigures } from '@/lib/exercises/evidence/pool-figures';
import { plainReading, type Reading, ratioOf } from '@/lib/exercises/evidence/reading';
import { gradePrediction } from '@/lib/exercises/grade-exercise';
import { gradeOrder } from '@/lib/exercises/grading/grade-order';
import { gradeRecall } from '@/lib/exercises/grading/grade-recall';
import { TOLERANCES } from '@/lib/exercises/grading/tolerance';
import type { Inputs, KindId, PredictionOf, Truth } from '@/lib/exercises/kinds';
import { bestLoad, bracketOf, isSearchOver } from '@/lib/exercises/load-search';
import { isTold } from '@/lib/measure/interval';

const REASONS = { sound: { sound: true, why: '' }, hollow: { sound: false, why: '' } };
function grade<K extends KindId>(
  kind: K,
  input: Inputs[K],
  prediction: PredictionOf<K>,
  truth: Truth<K>,
  reason: keyof typeof REASONS = 'sound',
) {
  return gradePrediction({ kind, input }, { reasons: REASONS }, { prediction, truth, reason });
}

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const reading = fc
  .tuple(positive, fc.double({ min: 1, max: 3, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }))
  .map(([value, down, up]): Reading => ({ value, low: value / down, high: value * up }));
const RATIO: Inputs['ratio'] = { least: 1e-4, most: 1e7, above: 'a', below: 'b' };
const ofRatio = (ratio: number, truth: Reading) => grade('ratio', RATIO, { kind: 'ratio', ratio }, { ratio: truth });

describe('A ratio', () => {
  test('is right anywhere within what was measured', () => {
    fc.assert(
      fc.property(reading, fc.double({ min: 0, max: 1, noNaN: true }), (truth, at) => {
        const inside = truth.low * (truth.high / truth.low) ** at;
        expect(ofRatio(inside, truth).gap?.value).toBeCloseTo(1, 9);
        expect(ofRatio(inside, truth).verdict).toBe('right');
      }),
    );
  });

  test('loses nothing by being nearer, on either side', () => {
    fc.assert(
      fc.property(
        reading,
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (truth, a, b) => {
          const [near, far] = [Math.min(a, b), Math.max(a, b)];
          expect(ofRatio(truth.high * near, truth).score).toBeGreaterThanOrEqual(
            ofRatio(truth.high * far, truth).score,
          );
          expect(ofRatio(truth.low / near, truth).score).toBeGreaterThanOrEqual(ofRatio(truth.low / far, truth).score);
        },
      ),
    );
  });

  test('is graded alike on a machine that is slower in both lanes', () => {
    fc.assert(
      fc.property(reading, reading, positive, fc.double({ min: 0.1, max: 100, noNaN: true }), (a, b, ratio, times) => {
        const slower = ({ value, low, high }: Reading) => ({
          value: value * times,
          low: low * times,
          high: high * times,
        });
        const quick = ratioOf(a, b);
        const slow = ratioOf(slower(a), slower(b));
        if (!quick || !slow) throw new Error('both are above 0');
        const gap = (truth: Reading) => ofRatio(ratio, truth).gap?.value ?? Number.NaN;
        expect(gap(slow) / gap(quick)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('is right just within its tolerance and not right just beyond', () => {
    const truth = { value: 10, low: 9, high: 11 };
    const { right, partly } = TOLERANCES.factor;
    expect(ofRatio(11 * right * 0.999, truth)).toMatchObject({ verdict: 'right', score: 1 });
    expect(ofRatio(11 * right * 1.001, truth)).toMatchObject({ verdict: 'partly', score: 0.5 });
    expect(ofRatio(11 * partly * 1.001, truth)).toMatchObject({ verdict: 'not', score: 0 });
    expect(ofRatio((9 / partly) * 0.999, truth)).toMatchObject({ verdict: 'not', score: 0 });
  });
});

describe('An order', () => {
  const items = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 });

  test('that is the measured one is right, and its reverse is not where all are told apart', () => {
    fc.assert(
      fc.property(items, (ids) => {
        const by = Object.fromEntries(ids.map((id, place) => [id, plainReading(10 ** place)]));
        expect(gradeOrder(ids, by)).toMatchObject({ verdict: 'right', score: 1 });
        expect(gradeOrder(ids.toReversed(), by)).toMatchObject({ verdict: 'not', score: 0 });
      }),
    );
  });

  test('of what no run can tell apart is right any way round', () => {
    fc.assert(
      fc.property(items, fc.double({ min: 1, max: 1.2, noNaN: true }), (ids, spread) => {
        const by = Object.fromEntries(ids.map((id, place) => [id, plainReading(100 * spread ** (place / ids.length))]));
        expect(gradeOrder(ids.toReversed(), by).verdict).toBe('right');
      }),
    );
  });

  test('counts a pair only where the intervals are apart and a factor is between', () => {
    expect(isTold({ value: 1, low: 0.9, high: 1.1 }, { value: 1.2, low: 1.15, high: 1.3 })).toBe(false);
    expect(isTold({ value: 1, low: 0.9, high: 1.4 }, { value: 1.5, low: 1.3, high: 1.6 })).toBe(false);
    expect(isTold({ value: 1, low: 0.9, high: 1.1 }, { value: 1.5, low: 1.3, high: 1.6 })).toBe(true);
  });

  test('lets two stand in either order that an exercise calls near, and no others', () => {
    const by = {
      a: { value: 1, low: 0.99, high: 1.01 },
      b: { value: 1.4, low: 1.39, high: 1.41 },
      c: { value: 1.9, low: 1.89, high: 1.91 },
    };
    const near = { ids: ['a', 'b'], within: 1.5 } as const;
    expect(gradeOrder(['b', 'a', 'c'], by).parts).toEqual({ a: false, b: false, c: true });
    expect(gradeOrder(['b', 'a', 'c'], by, near).verdict).toBe('right');
    expect(gradeOrder(['a', 'c', 'b'], by, near).parts).toEqual({ a: true, b: false, c: false });
    expect(gradeOrder(['b', 'a', 'c'], by, { ...near, within: 1.3 }).parts.a).toBe(false);
  });
});

describe('A choice', () => {
  const input: Inputs['choose'] = {
    options: [
      { id: 'a', text: 'a' },
      { id: 'b', text: 'b' },
      { id: 'c', text: 'c' },
    ],
  };
  const truth = { credits: { a: 1, b: 0.5, c: 0 } };
  const choose = (choice: string, reason: keyof typeof REASONS) =>
    grade('choose', input, { kind: 'choose', choice }, truth, reason).score;

  test('is worth all only with a reason that holds, and a sound reason saves no choice that does not do', () => {
    expect([choose('a', 'sound'), choose('a', 'hollow'), choose('b', 'sound'), choose('c', 'sound')]).toEqual([
      1, 0.7, 0.65, 0,
    ]);
  });
});

describe('A flaw', () => {
  test('and its remedy are credited apart', () => {
    const input: Inputs['flaw'] = {
      report: { title: '', text: '', rows: [] },
      flaws: [
        { id: 'f', text: '' },
        { id: 'g', text: '' },
      ],
      remedies: [
        { id: 'r', text: '' },
        { id: 's', text: '' },
      ],
    };
    const of = (flaw: string, remedy: string) =>
      grade('flaw', input, { kind: 'flaw', flaw, remedy }, { flaw: 'f', remedies: ['r'] }).score;
    expect([of('f', 'r'), of('f', 's'), of('g', 'r'), of('g', 's')]).toEqual([1, 0.7, 0.3, 0]);
  });
});

describe('A number', () => {
  const share = (value: number, truth: Reading) =>
    grade(
      'numeric',
      { scale: { unit: 'share', least: 0, most: 1, kind: 'linear' }, label: '' },
      { kind: 'numeric', value },
      { value: truth },
    );

  test('on a linear scale is judged by its distance', () => {
    const truth = { value: 0.8, low: 0.75, high: 0.85 };
    expect(share(0.7, truth)).toMatchObject({ verdict: 'right', gap: { kind: 'by' } });
    expect(share(0.6, truth).verdict).toBe('partly');
    expect(share(0.2, truth).verdict).toBe('not');
  });
});

describe('A crossing', () => {
  const input: Inputs['crossover'] = {
    x: { unit: 'count', least: 1, most: 1000, kind: 'log', label: '' },
    y: { unit: 'bytes', label: '', kind: 'log' },
    curves: [],
    never: '',
  };
  const cross = (at: number | null, truth: Reading | null) =>
    grade('crossover', input, { kind: 'crossover', at }, { at: truth, curves: {} }).verdict;

  test('that there is not is right only where none was said, and the other way round', () => {
    const truth = { value: 50, low: 45, high: 55 };
    expect([cross(null, null), cross(50, null), cross(null, truth), cross(60, truth)]).toEqual([
      'right',
      'not',
      'not',
      'right',
    ]);
  });
});

describe('Words from memory', () => {
  const accepted = { a: ['Batch determined output', 'batch-determined outputs'], b: ['edge'] };

  test.each([
    [{ a: ' batch  Determined OUTPUT ', b: 'Édge' }, 1],
    [{ a: 'batch-determined output', b: 'edge.' }, 1],
    // One slip in a long answer: left out, put in, changed, swapped.
    [{ a: 'batch determind output', b: 'edge' }, 1],
    [{ a: 'batch determiened output', b: 'edge' }, 1],
    [{ a: 'batch detremined output', b: 'edge' }, 1],
    // Two slips, and any in a short answer, are too many.
    [{ a: 'batch detrmind output', b: 'edge' }, 0.5],
    [{ a: 'batch determined output', b: 'egde' }, 0.5],
    [{ a: '', b: '' }, 0],
  ])('%j is worth %d', (answers, score) => {
    expect(gradeRecall(answers, accepted).score).toBe(score);
  });
});

describe('Several passes', () => {
  test('are read as their median, from the lowest to the highest', () => {
    const pooled = poolFigures([
      { x: plainReading(3), y: plainReading(1) },
      { x: plainReading(1) },
      { x: plainReading(2) },
    ]);
    expect(pooled).toEqual({ x: { value: 2, low: 1, high: 3 } });
  });
});

describe('A search for the highest load', () => {
  const search = { figure: 'online.p99', limit: 50, least: 10, most: 2000, tries: 8 } as const;
  const trial = fc.record({ perSecond: fc.integer({ min: 10, max: 2000 }), met: fc.boolean() });
  const full = (trials: readonly { perSecond: number; met: boolean }[]) =>
    trials.map((each) => ({ ...each, p99: null, answered: 700 }));

  test('brackets what it looks for: met lies below missed, and both were tried', () => {
    fc.assert(
      fc.property(fc.array(trial, { maxLength: 8 }), (tried) => {
        const { met, missed } = bracketOf(full(tried));
        if (met !== null && missed !== null) expect(met).toBeLessThan(missed);
        if (met !== null) expect(tried).toContainEqual({ perSecond: met, met: true });
        if (missed !== null) expect(tried).toContainEqual({ perSecond: missed, met: false });
      }),
    );
  });

  test('never grows wider by another try', () => {
    fc.assert(
      fc.property(
        fc.array(trial, { maxLength: 8 }),
        trial,
        fc.integer({ min: 11, max: 1999 }),
        (tried, more, capacity) => {
          const honest = [...tried, more].map(({ perSecond }) => ({ perSecond, met: perSecond <= capacity }));
          const before = bestLoad(full(honest.slice(0, -1)), search);
          const after = bestLoad(full(honest), search);
          if (before) expect((after?.high ?? 0) / (after?.low ?? 1)).toBeLessThanOrEqual(before.high / before.low);
        },
      ),
    );
  });

  test('takes the latest try of a rate, and lets no single try of a noisy machine decide', () => {
    const yes = (perSecond: number) => ({ perSecond, met: true });
    const no = (perSecond: number) => ({ perSecond, met: false });
    expect(bracketOf(full([no(50), yes(50), yes(300), no(400)]))).toEqual({ met: 300, missed: 400 });
    expect(bracketOf(full([no(50), yes(100), yes(300), no(400)]))).toEqual({ met: 300, missed: 400 });
    expect(bracketOf(full([yes(50), no(100), no(200), yes(300)]))).toEqual({ met: 50, missed: 100 });
  });

  test('is over when the bracket is narrow or no try is left', () => {
    const narrow = full([
      { perSecond: 100, met: true },
      { perSecond: 120, met: false },
    ]);
    expect(isSearchOver(narrow, search)).toBe(true);
    expect(
      isSearchOver(
        full([
          { perSecond: 100, met: true },
          { perSecond: 200, met: false },
        ]),
        search,
      ),
    ).toBe(false);
    expect(isSearchOver(full(Array.from({ length: 8 }, () => ({ perSecond: 100, met: true }))), search)).toBe(true);
  });
});
