import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioAnswer } from '@/lib/exercises/answers';
import { CONFIDENCES } from '@/lib/exercises/confidence';
import { CRITERIA, lanesOfPlan, PLANS, WEIGHTS } from '@/lib/exercises/content';
import type { ScenarioKey } from '@/lib/exercises/scenarios/faces';
import { gradeScenario, plansToExplain, type ScenarioChoice } from '@/lib/exercises/scenarios/grade-scenario';
import { latestScenarioAnswers } from '@/lib/exercises/scenarios/latest-answers';
import { planOfLanes } from '@/lib/exercises/scenarios/plan-of-lanes';
import { ALL_CARDS, cardsOf, rackChoiceFrom, withRackChoice } from '@/lib/exercises/scenarios/rack-choice';
import type { RackEntry } from '@/lib/exercises/scenarios/rack-entry';
import { choiceOf, draftFrom, draftOf, EMPTY_DRAFT, missingIn } from '@/lib/exercises/scenarios/scenario-draft';
import { MODE_IDS } from '@/lib/modes';

const CREDITS = [0, 0.5, 1] as const;
const weight = fc.constantFrom(...WEIGHTS);
const weights = fc.record({ latency: weight, volume: weight, privacy: weight, connectivity: weight, cost: weight });
const plan = fc.constantFrom(...PLANS);
const choice: fc.Arbitrary<ScenarioChoice> = fc.record({ plan, weights });
const key: fc.Arbitrary<ScenarioKey> = fc
  .record({ weights, credits: fc.array(fc.constantFrom(...CREDITS), { minLength: 7, maxLength: 7 }) })
  .map(({ weights: right, credits }) => keyWith(right, credits));

function keyWith(right: ScenarioChoice['weights'], credits: readonly (0 | 0.5 | 1)[]): ScenarioKey {
  const because = { why: 'Because it is so.' };
  return {
    // Every criterion and every plan is in its list.
    weights: Object.fromEntries(
      CRITERIA.map((criterion) => [criterion, { weight: right[criterion], ...because }]),
    ) as ScenarioKey['weights'],
    plans: Object.fromEntries(
      PLANS.map((each, index) => [each, { credit: credits[index] ?? 0, ...because }]),
    ) as ScenarioKey['plans'],
    turn: 'If it were otherwise, it would be otherwise.',
  };
}

const weightsOf = ({ weights: right }: ScenarioKey): ScenarioChoice['weights'] => ({
  latency: right.latency.weight,
  volume: right.volume.weight,
  privacy: right.privacy.weight,
  connectivity: right.connectivity.weight,
  cost: right.cost.weight,
});

describe('the grade of a scenario card', () => {
  it('lies between 0 and 1, in whole points that add up', () => {
    fc.assert(
      fc.property(key, choice, (scenario, answer) => {
        const grade = gradeScenario(scenario, answer);
        expect(grade.score).toBeGreaterThanOrEqual(0);
        expect(grade.score).toBeLessThanOrEqual(1);
        expect(Number.isInteger(grade.points)).toBe(true);
        const parts = CRITERIA.reduce((sum, criterion) => sum + grade.weightPoints[criterion], grade.planPoints);
        expect(parts).toBe(grade.points);
        expect(grade.score).toBe(grade.points / 100);
      }),
    );
  });

  it('is 1 for a defensible plan with exact weights, and for nothing else', () => {
    fc.assert(
      fc.property(key, choice, (scenario, answer) => {
        const isPerfect =
          scenario.plans[answer.plan].credit === 1 &&
          CRITERIA.every((criterion) => scenario.weights[criterion].weight === answer.weights[criterion]);
        expect(gradeScenario(scenario, answer).score === 1).toBe(isPerfect);
        const perfect = { plan: answer.plan, weights: weightsOf(scenario) };
        expect(gradeScenario(scenario, perfect).score).toBe(0.4 + 0.6 * scenario.plans[answer.plan].credit);
      }),
    );
  });

  it('is never lowered by a plan of better credit', () => {
    fc.assert(
      fc.property(key, choice, plan, (scenario, answer, other) => {
        const [worse, better] =
          scenario.plans[answer.plan].credit <= scenario.plans[other].credit
            ? [answer.plan, other]
            : [other, answer.plan];
        const scoreOf = (each: typeof worse) => gradeScenario(scenario, { ...answer, plan: each }).score;
        expect(scoreOf(better)).toBeGreaterThanOrEqual(scoreOf(worse));
      }),
    );
  });

  it('is highest, whatever the plan, with exact weights', () => {
    fc.assert(
      fc.property(key, choice, (scenario, answer) => {
        const exact = gradeScenario(scenario, { ...answer, weights: weightsOf(scenario) }).score;
        expect(exact).toBeGreaterThanOrEqual(gradeScenario(scenario, answer).score);
      }),
    );
  });

  it('gives a weight one step off half of its points, and one two steps off none', () => {
    fc.assert(
      fc.property(key, choice, fc.constantFrom(...CRITERIA), (scenario, answer, criterion) => {
        const off = Math.abs(scenario.weights[criterion].weight - answer.weights[criterion]);
        expect(gradeScenario(scenario, answer).weightPoints[criterion]).toBe([8, 4, 0][off]);
      }),
    );
  });

  it('lies strictly between for a plan that works at a price', () => {
    fc.assert(
      fc.property(key, choice, (scenario, answer) => {
        fc.pre(scenario.plans[answer.plan].credit === 0.5);
        const { score } = gradeScenario(scenario, answer);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(1);
      }),
    );
  });
});

describe('the plans as they are explained', () => {
  it('are all seven, each once, no worse plan before a better one', () => {
    fc.assert(
      fc.property(key, plan, (scenario, chosen) => {
        const { defensible, rest } = plansToExplain(scenario, chosen);
        expect([chosen, ...defensible, ...rest].sort()).toEqual([...PLANS].sort());
        const credits = [...defensible, ...rest].map((each) => scenario.plans[each].credit);
        expect(credits).toEqual([...credits].sort((a, b) => b - a));
        expect(rest.every((each) => scenario.plans[each].credit < 1)).toBe(true);
      }),
    );
  });
});

describe('the plan of some lanes', () => {
  it('is made of exactly these, in whatever order they were chosen, and there is none without a lane', () => {
    fc.assert(
      fc.property(fc.subarray([...MODE_IDS]), fc.nat(), (lanes, turn) => {
        const turned = [...lanes.slice(turn % 3), ...lanes.slice(0, turn % 3)];
        const found = planOfLanes(turned);
        expect(found === null ? [] : lanesOfPlan(found)).toEqual(MODE_IDS.filter((lane) => lanes.includes(lane)));
      }),
    );
  });
});

describe('an answer that was begun', () => {
  const whole = {
    ...EMPTY_DRAFT,
    lanes: ['edge' as const, 'batch' as const],
    weights: { latency: 0, volume: 1, privacy: 2, connectivity: 0, cost: 1 } as const,
    confidence: 0.75,
  };

  it('comes back as it was kept, half made or locked in', () => {
    for (const draft of [
      EMPTY_DRAFT,
      { ...EMPTY_DRAFT, lanes: ['online' as const] },
      whole,
      { ...whole, lockedAt: '2026-01-02T03:04:05.000Z' },
    ])
      expect(draftFrom(JSON.stringify(draft))).toEqual(draft);
  });

  it('is none where garbage was kept, or where it is locked with something missing', () => {
    const garbage = [
      null,
      '',
      '{',
      '[]',
      '"edge"',
      JSON.stringify({ ...whole, lanes: ['cloud'] }),
      JSON.stringify({ ...whole, weights: { latency: 3 } }),
      JSON.stringify({ ...whole, confidence: 75 }),
      JSON.stringify({ ...whole, confidence: 0.6 }),
      JSON.stringify({ ...whole, more: true }),
      JSON.stringify({ ...EMPTY_DRAFT, lockedAt: '2026-01-02T03:04:05.000Z' }),
    ];
    expect(garbage.map(draftFrom)).toEqual(garbage.map(() => null));
    fc.assert(fc.property(fc.json(), (text) => draftFrom(text) === null));
  });

  it('is shown in its form as it was given, once it stands', () => {
    fc.assert(
      fc.property(choice, fc.constantFrom(...CONFIDENCES), (given, { share }) => {
        const answer = { ...given, confidence: share };
        const draft = draftOf({ ...answer, at: '2026-01-02T03:04:05.000Z' });
        expect(choiceOf(draft)).toEqual(answer);
        expect(draftFrom(JSON.stringify(draft))).toEqual(draft);
      }),
    );
  });

  it('says what is still missing, and is an answer when nothing is', () => {
    expect(missingIn(EMPTY_DRAFT)).toEqual(['lanes', 'weights', 'confidence']);
    const { cost: _, ...fourWeights } = whole.weights;
    expect(missingIn({ ...whole, weights: fourWeights })).toEqual(['weights']);
    expect(choiceOf({ ...whole, weights: fourWeights })).toBeNull();
    expect(missingIn(whole)).toEqual([]);
    expect(choiceOf(whole)).toEqual({ plan: 'batch+edge', weights: whole.weights, confidence: 0.75 });
  });
});

describe('the last answers', () => {
  it('hold the newest of each card and nothing of the practice test', () => {
    const answer = (scenario: string, at: string): ScenarioAnswer => ({
      schema: 1,
      id: `${scenario}.${at}`,
      kind: 'scenario',
      scenario,
      concepts: ['choosing'],
      at,
      confidence: 0.5,
      score: 0.5,
      plan: 'edge',
      weights: { latency: 0, volume: 0, privacy: 0, connectivity: 0, cost: 0 },
    });
    const newer = answer('a-card', '2026-02-01T00:00:00.000Z');
    const other = answer('other-card', '2025-01-01T00:00:00.000Z');
    const latest = latestScenarioAnswers([
      newer,
      {
        schema: 1,
        kind: 'item',
        id: 'x',
        at: '2026-03-01T00:00:00.000Z',
        confidence: 1,
        score: 1,
        item: 'a-card',
        concept: 'cost',
        right: true,
        testId: 't',
        given: 0,
      },
      answer('a-card', '2026-01-01T00:00:00.000Z'),
      other,
    ]);
    expect(Object.fromEntries(latest)).toEqual({ 'a-card': newer, 'other-card': other });
  });
});

describe('what the rack shows', () => {
  const entries: readonly RackEntry[] = [
    { id: 'a', number: 1, title: 'A', opening: 'A.', level: 'recall', concepts: ['cost', 'lanes'] },
    { id: 'b', number: 2, title: 'B', opening: 'B.', level: 'apply', concepts: ['cost'] },
  ];

  it('fits the level and the concept in the address', () => {
    const shown = (query: string) => cardsOf(entries, rackChoiceFrom(new URLSearchParams(query))).map(({ id }) => id);
    expect(shown('')).toEqual(['a', 'b']);
    expect(shown('level=apply')).toEqual(['b']);
    expect(shown('concept=lanes')).toEqual(['a']);
    expect(shown('level=apply&concept=lanes')).toEqual([]);
    expect(shown('level=hard&concept=')).toEqual(['a', 'b']);
  });

  it('goes into the address beside whatever else is there', () => {
    const before = new URLSearchParams('profile=projector&level=apply');
    const after = withRackChoice(before, { level: null, concept: 'cost' });
    expect(after.toString()).toBe('profile=projector&concept=cost');
    expect(withRackChoice(after, ALL_CARDS).toString()).toBe('profile=projector');
  });
});
