import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LEVELS } from '@/lib/exercises/concepts';
import { CRITERIA, lanesOfPlan, PLANS, type Scenario } from '@/lib/exercises/content';
import { faceOf, keyOf, scenarioKey } from '@/lib/exercises/scenarios/faces';
import { defensiblePlans, gradeScenario } from '@/lib/exercises/scenarios/grade-scenario';
import { rackEntryOf } from '@/lib/exercises/scenarios/rack-entry';
import { choiceOf, EMPTY_DRAFT, missingIn } from '@/lib/exercises/scenarios/scenario-draft';
import { readScenarios } from '@/lib/exercises/source/read-scenarios';
import { MODE_IDS } from '@/lib/modes';
import { readingGrade, wordsOf } from '../reading-level';

const scenarios = await readScenarios();

/** Every sentence that is only in the key. */
const secretsOf = (scenario: Scenario): readonly string[] => [
  ...Object.values(scenario.weights).map(({ why }) => why),
  ...Object.values(scenario.plans).map(({ why }) => why),
  ...(scenario.between === undefined ? [] : [scenario.between]),
  scenario.turn,
];

/** The share of runs of five words that the shorter of two texts has in common with the other. */
function sameness(a: string, b: string): number {
  const runs = (text: string) => {
    const words = wordsOf(text.toLowerCase());
    return new Set(words.slice(4).map((_, index) => words.slice(index, index + 5).join(' ')));
  };
  const [runsA, runsB] = [runs(a), runs(b)];
  const shared = [...runsA].filter((run) => runsB.has(run)).length;
  return shared / Math.max(1, Math.min(runsA.size, runsB.size));
}

test('There are twenty-four cards, as many of each level, and every file is one', () => {
  const files = readdirSync('lib/exercises/content/en/scenarios').map((name) => name.replace(/\.json$/, ''));
  expect(scenarios).toHaveLength(24);
  expect(scenarios.map(({ id }) => id).sort()).toEqual(files.sort());
  for (const level of LEVELS) expect(scenarios.filter((each) => each.level === level)).toHaveLength(8);
});

test('No two cards tell the same case', () => {
  expect(new Set(scenarios.map(({ title }) => title.toLowerCase())).size).toBe(scenarios.length);
  const close = scenarios.flatMap((a, index) =>
    scenarios.slice(index + 1).flatMap((b) => (sameness(a.text, b.text) > 0.1 ? [`${a.id} and ${b.id}`] : [])),
  );
  expect(close).toEqual([]);
});

test('No reason is given twice', () => {
  const reasons = scenarios.flatMap(secretsOf);
  expect(new Set(reasons).size).toBe(reasons.length);
});

test.each(MODE_IDS)('%s alone can be defended in at least five cases', (lane) => {
  expect(scenarios.filter(({ plans }) => plans[lane].credit === 1).length).toBeGreaterThanOrEqual(5);
});

test('In at least six cases two answers can be defended', () => {
  expect(scenarios.filter((each) => defensiblePlans(each).length > 1).length).toBeGreaterThanOrEqual(6);
});

test('In at least eight cases a mixture of lanes can be defended', () => {
  const mixed = scenarios.filter((each) => defensiblePlans(each).some((plan) => lanesOfPlan(plan).length > 1));
  expect(mixed.length).toBeGreaterThanOrEqual(8);
});

test('Each criterion decides in some case and does not matter in another', () => {
  for (const criterion of CRITERIA)
    expect(new Set(scenarios.map(({ weights }) => weights[criterion].weight)), criterion).toEqual(new Set([0, 1, 2]));
});

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const face = faceOf(scenario);
  const key = keyOf(scenario);

  test('explains every plan and every weight', () => {
    expect(Object.keys(key.plans).sort()).toEqual([...PLANS].sort());
    expect(Object.keys(key.weights).sort()).toEqual([...CRITERIA].sort());
    for (const why of secretsOf(scenario)) expect(wordsOf(why).length, why).toBeGreaterThanOrEqual(5);
  });

  test('shows nothing of its key before an answer is locked in', () => {
    expect(Object.keys(face).sort()).toEqual(['concepts', 'facts', 'id', 'level', 'text', 'title']);
    const seen = JSON.stringify([face, rackEntryOf(scenario, 0)]);
    expect(secretsOf(scenario).filter((secret) => seen.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  });

  test('has a key that is read again as it was sent', () => {
    expect(scenarioKey.parse(JSON.parse(JSON.stringify(key)))).toEqual(key);
  });

  test('gives full points to an answer that the form can make', () => {
    for (const plan of defensiblePlans(key)) {
      const weights = Object.fromEntries(CRITERIA.map((criterion) => [criterion, key.weights[criterion].weight]));
      const draft = { ...EMPTY_DRAFT, lanes: [...lanesOfPlan(plan)], weights, confidence: 0.95 };
      expect(missingIn(draft)).toEqual([]);
      const choice = choiceOf(draft);
      expect(choice?.plan).toBe(plan);
      expect(choice && gradeScenario(key, choice).score).toBe(1);
    }
  });

  test('is told in words that are easy to read', () => {
    const facts = Object.values(scenario.facts).map((fact) => `${fact}.`);
    expect(readingGrade([scenario.text, ...facts, ...secretsOf(scenario)].join('\n'))).toBeLessThan(10.5);
  });
});
