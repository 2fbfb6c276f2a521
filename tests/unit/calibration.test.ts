import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf, type Judged, LEAST_ANSWERS } from '@/lib/exercises/calibration';
import { CONFIDENCES } from '@/lib/exercises/confidence';

const many = (count: number, confidence: number, right: boolean): Judged[] =>
  Array.from({ length: count }, () => ({ confidence, right }));
const judged = fc.record({
  confidence: fc.constantFrom(...CONFIDENCES.map(({ share }) => share)),
  right: fc.boolean(),
});

describe('calibration', () => {
  it('says nothing of nothing', () => {
    expect(calibrationOf([])).toMatchObject({
      count: 0,
      meanClaimed: null,
      right: null,
      brier: null,
      verdict: 'too-few',
    });
    expect(calibrationOf([]).groups.map(({ right }) => right)).toEqual([null, null, null, null]);
  });

  it('counts the right answers at each level of confidence, with their interval', () => {
    const { groups } = calibrationOf([...many(3, 0.75, true), ...many(1, 0.75, false), ...many(2, 0.25, false)]);
    expect(groups.map(({ id, right }) => [id, right?.count, right?.of])).toEqual([
      ['guess', 0, 2],
      ['unsure', undefined, undefined],
      ['fairly', 3, 4],
      ['nearly', undefined, undefined],
    ]);
    // Wilson, 3 of 4: from 0.301 to 0.954.
    expect(groups[2]?.right?.low).toBeCloseTo(0.301, 3);
    expect(groups[2]?.right?.high).toBeCloseTo(0.954, 3);
  });

  it('puts a confidence of another scale at the nearest level', () => {
    const { groups } = calibrationOf([...many(1, 0.1, true), ...many(1, 1, true), ...many(1, 0.6, true)]);
    expect(groups.map(({ right }) => right?.of ?? 0)).toEqual([1, 1, 0, 1]);
  });

  it('gives the score of Brier: 0 for certain and right, 1 for certain and wrong, 0.25 for always a half', () => {
    expect(calibrationOf(many(4, 1, true)).brier).toBe(0);
    expect(calibrationOf(many(4, 1, false)).brier).toBe(1);
    expect(calibrationOf([...many(4, 0.5, true), ...many(9, 0.5, false)]).brier).toBe(0.25);
  });

  it('calls nobody too sure or not sure enough before there are enough answers', () => {
    expect(calibrationOf(many(LEAST_ANSWERS - 1, 0.95, false)).verdict).toBe('too-few');
    expect(calibrationOf(many(LEAST_ANSWERS, 0.95, false)).verdict).toBe('over');
    expect(calibrationOf(many(LEAST_ANSWERS, 0.25, true)).verdict).toBe('under');
  });

  it('finds that confidence fits where the mean of it lies within the interval', () => {
    expect(calibrationOf([...many(15, 0.75, true), ...many(5, 0.75, false)]).verdict).toBe('fits');
    expect(calibrationOf([...many(4, 0.75, true), ...many(16, 0.75, false)]).verdict).toBe('over');
  });

  it('counts every answer once, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(judged, { maxLength: 80 }), (answers) => {
        const calibration = calibrationOf(answers);
        expect(calibration.groups.reduce((sum, { right }) => sum + (right?.of ?? 0), 0)).toBe(answers.length);
        expect(calibration.groups.reduce((sum, { right }) => sum + (right?.count ?? 0), 0)).toBe(
          answers.filter(({ right }) => right).length,
        );
        const turned = calibrationOf([...answers].reverse());
        expect(turned.groups).toEqual(calibration.groups);
        expect(turned.verdict).toBe(calibration.verdict);
        if (calibration.brier !== null) {
          expect(calibration.brier).toBeGreaterThanOrEqual(0);
          expect(calibration.brier).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
