import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersAgree, type LaneAnswersOfItems } from '@/lib/measure/answers-agree';
import type { LaneId } from '@/lib/measure/lane-record';
import type { ModelTarget } from '@/lib/model/manifest';

const FP32: ModelTarget = { modelId: 'digits', versionId: 'fp32' };

type Answer = readonly [item: number, classIndex: number, probability: number];

const lane = (id: LaneId, answers: readonly Answer[], target = FP32): LaneAnswersOfItems => ({
  id,
  target,
  items: Float64Array.from(answers, ([item]) => item),
  classIndex: Float64Array.from(answers, ([, classIndex]) => classIndex),
  probability: Float64Array.from(answers, ([, , probability]) => probability),
});

const ANSWERS = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 })
  .map((items): Answer[] => items.map((item) => [item, item % 10, 0.5 + (item % 50) / 100]));

describe('the answers of a run, compared item by item', () => {
  it('SPEC 5.4: lanes that answered alike agree, in whatever order their answers came', () => {
    fc.assert(
      fc.property(ANSWERS, (answers) => {
        const reversed = [...answers].reverse();
        expect(answersAgree([lane('online', answers), lane('edge', reversed)])).toEqual({
          state: 'agreed',
          compared: answers.length,
        });
      }),
    );
  });

  it('SPEC 5.4: every answer that was changed is found, and the pair that differs most is named', () => {
    fc.assert(
      fc.property(ANSWERS, fc.integer({ min: 1, max: 60 }), (answers, wanted) => {
        const count = Math.min(wanted, answers.length);
        const changed = answers.map(
          ([item, classIndex, probability], place): Answer =>
            place < count ? [item, (classIndex + 1) % 10, 0.9] : [item, classIndex, probability],
        );
        const sound = answers.map(([item, classIndex]): Answer => [item, classIndex, 0.9]);
        const lanes = [
          lane('batch', sound),
          lane(
            'online',
            changed.map(([i, c]) => [i, c, 0.9]),
          ),
          lane('edge', sound),
        ];
        expect(answersAgree(lanes)).toEqual({
          state: 'disagreed',
          count,
          compared: answers.length,
          lanes: ['batch', 'online'],
        });
      }),
    );
  });

  it('SPEC 5.4: a probability off by more than the tolerance of the file is a disagreement', () => {
    const of = (probability: number) =>
      answersAgree([lane('online', [[0, 3, 0.9]]), lane('edge', [[0, 3, probability]])]);
    expect(of(0.900005).state).toBe('agreed');
    expect(of(0.9001)).toMatchObject({ state: 'disagreed', count: 1 });
    expect(of(Number.NaN).state).toBe('disagreed');
  });

  it('SPEC 5.4: another class is let pass only where it may be a tie: as likely, and together no more than the whole', () => {
    const of = (probability: number, other = probability) =>
      answersAgree([lane('online', [[0, 3, probability]]), lane('edge', [[0, 8, other]])]).state;
    for (const tied of [0.2, 0.4999, 0.5]) expect(of(tied)).toBe('agreed');
    expect(of(0.500002, 0.499999)).toBe('agreed');
    for (const clear of [0.5001, 0.6, 0.99]) expect(of(clear)).toBe('disagreed');
    expect(of(0.5, 0.499)).toBe('disagreed');
    expect(of(0.2, 0.3)).toBe('disagreed');
  });

  it('SPEC 5.4: only items that both answered, and only lanes with the same file, are compared', () => {
    const other: ModelTarget = { modelId: 'digits', versionId: 'int8' };
    expect(answersAgree([lane('online', [[0, 3, 0.9]]), lane('edge', [[0, 4, 0.9]], other)])).toEqual({
      state: 'not-comparable',
    });
    expect(answersAgree([lane('online', [[0, 3, 0.9]]), lane('edge', [[1, 4, 0.9]])]).state).toBe('not-comparable');
    const part = answersAgree([
      lane('online', [[0, 3, 0.9]]),
      lane('edge', [
        [0, 3, 0.9],
        [1, 4, 0.9],
      ]),
    ]);
    expect(part).toEqual({ state: 'agreed', compared: 1 });
    expect(answersAgree([]).state).toBe('not-comparable');
  });
});
