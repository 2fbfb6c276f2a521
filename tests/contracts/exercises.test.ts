import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionsOf } from '@/lib/exercises/asked';
import { EXERCISE_IDS, isExerciseId } from '@/lib/exercises/catalog';
import { CONCEPT_IDS, LEVELS } from '@/lib/exercises/concepts';
import { legEvidence } from '@/lib/exercises/evidence/evidence';
import { plainReading } from '@/lib/exercises/evidence/reading';
import { type Example, exampleEvidence } from '@/lib/exercises/example';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { KIND_IDS } from '@/lib/exercises/kinds';
import { isOnSimulated, isSimulated, setupOfLeg } from '@/lib/exercises/leg';
import { fitsInput, prediction } from '@/lib/exercises/prediction';
import { sampleOf } from '@/lib/exercises/samples';
import { scenesOfLeg } from '@/lib/exercises/scenes-of-leg';
import { readExamples, readExercise } from '@/lib/exercises/source/read-exercises';
import { lanesOf } from '@/lib/experiment/setup';
import { formatSetup, parseSetup } from '@/lib/experiment/setup-url';
import { canBeSampled } from '../can-be-sampled';
import { readingGrade } from '../reading-level';

const samples = JSON.parse(readFileSync('lib/exercises/sample-evidence.json', 'utf8'));
const exercises = await Promise.all(EXERCISE_IDS.map(readExercise));
const examplesOf = new Map(
  await Promise.all(EXERCISE_IDS.map(async (id) => [id as string, await readExamples(id)] as const)),
);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

test('The catalogue lists every file once, under its name', () => {
  const namesIn = (folder: string) => readdirSync(folder).map((name) => name.replace(/\.(ts|json)$/, ''));
  expect(exercises.map(({ ask }) => ask.id)).toEqual([...EXERCISE_IDS]);
  expect(namesIn('lib/exercises/catalog').sort()).toEqual([...EXERCISE_IDS].sort());
  for (const folder of ['exercises', 'examples'])
    expect(namesIn(`lib/exercises/content/en/${folder}`).sort()).toEqual([...EXERCISE_IDS].sort());
});

test('The catalogue holds at least twenty exercises, of every kind, concept and level', () => {
  expect(exercises.length).toBeGreaterThanOrEqual(20);
  expect(new Set(exercises.map(({ ask }) => ask.kind))).toEqual(new Set(KIND_IDS));
  expect(new Set(exercises.flatMap(({ ask }) => ask.concepts))).toEqual(new Set(CONCEPT_IDS));
  expect(new Set(exercises.map(({ ask }) => ask.level))).toEqual(new Set(LEVELS));
});

test('At least six exercises run all three lanes', () => {
  const all = exercises.filter(({ ask }) =>
    ask.legs.some((leg) => {
      const setup = setupOfLeg(leg, []);
      return setup?.study === 'same-workload' && setup.lanes.length === 3;
    }),
  );
  expect(all.length).toBeGreaterThanOrEqual(6);
});

test('Sample runs are of exercises that there are', () => {
  expect(Object.keys(samples).filter((id) => !isExerciseId(id))).toEqual([]);
});

test('No two exercises ask the same', () => {
  const asked = exercises.flatMap(({ ask }) => [ask.title, ask.question, ask.goal]);
  expect(new Set(asked).size).toBe(asked.length);
});

describe.each(exercises.map((exercise) => [exercise.ask.id, exercise] as const))('%s', (_, exercise: AnyExercise) => {
  const { ask, key } = exercise;
  const examples = examplesOf.get(ask.id) ?? [];

  test('shows nothing but plain data before the commitment', () => {
    expect(JSON.parse(JSON.stringify(ask))).toEqual(ask);
  });

  test('keeps its key out of what is asked', () => {
    const asked = JSON.stringify(ask);
    const kept = [
      ...Object.values(key.outcomes),
      ...Object.values(key.reasons).map(({ why }) => why),
      key.followUp.question,
    ];
    expect(kept.filter((text) => asked.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
  });

  test('has legs that the Lab can run or the simulator can play, and never both', () => {
    const evidence = examples[0] ? exampleEvidence(examples[0]) : [];
    expect(ask.legs.filter(isSimulated)).toHaveLength(isOnSimulated(ask) ? ask.legs.length : 0);
    for (const leg of ask.legs) {
      if (isSimulated(leg)) {
        expect(scenesOfLeg(leg).map(({ name }) => name)).not.toContain('');
        continue;
      }
      const setup = setupOfLeg(leg, evidence);
      expect(setup, leg.title).not.toBeNull();
      if (setup) expect(parseSetup(new URLSearchParams(formatSetup(setup)))).toMatchObject({ setup, problems: [] });
    }
  });

  test('has a truth only with evidence, where it asks for some', () => {
    if (ask.legs.length > 0) expect(key.truth(ask.legs.map(() => ({ figures: {}, trials: [] })))).toBeNull();
    else expect(key.truth([])).not.toBeNull();
  });

  test.each(examples.map((example) => [example.name, example] as const))('grades as it says: %s', (_name, example) => {
    expect(example.evidence).toHaveLength(ask.legs.length);
    expect(prediction.safeParse(example.prediction).success).toBe(true);
    expect(fitsInput(ask.kind, ask.input, example.prediction)).toBe(true);
    expect(Object.keys(key.reasons)).toContain(example.reason);
    const graded = gradeExercise(exercise, example.prediction, example.reason, exampleEvidence(example));
    expect(graded).toMatchObject({ grade: { verdict: example.verdict }, outcome: example.outcome });
    const explanation = key.outcomes[example.outcome] ?? '';
    expect(placeholders(explanation).filter((name) => graded?.facts[name ?? ''] === undefined)).toEqual([]);
  });

  test('has an example for every outcome, right ones and wrong ones', () => {
    expect(new Set(examples.map(({ outcome }) => outcome))).toEqual(new Set(Object.keys(key.outcomes)));
    const verdicts = examples.map(({ verdict }) => verdict);
    expect(verdicts).toContain('right');
    expect(verdicts).toContain('not');
  });

  test('explains every reason, and at least one is sound', () => {
    expect(Object.keys(key.reasons).sort()).toEqual(ask.reasons.map(({ id }) => id).sort());
    expect(Object.values(key.reasons).some(({ sound }) => sound)).toBe(true);
    expect(Object.values(key.reasons).some(({ sound }) => !sound)).toBe(true);
  });

  test('carries the idea over with one right choice', () => {
    expect(key.followUp.choices.length).toBeGreaterThanOrEqual(3);
    expect(key.followUp.choices.filter(({ right }) => right)).toHaveLength(1);
  });

  test('draws figures that its legs measure', () => {
    const measured = ask.legs.map(
      (_leg, index) => new Set(examples.flatMap((each) => Object.keys(each.evidence[index] ?? {}))),
    );
    for (const { leg, figure } of key.watch) expect([...(measured[leg] ?? [])], `leg ${leg}`).toContain(figure);
  });

  test('asks of each leg only what its lanes can answer', () => {
    for (const [index, leg] of ask.legs.entries()) {
      const setup = setupOfLeg(leg, examples[0] ? exampleEvidence(examples[0]) : []);
      for (const { lanes } of questionsOf(exercise, index)) {
        expect(lanes.length).toBeGreaterThan(0);
        expect(new Set(lanes).size).toBe(lanes.length);
        expect(setup && lanesOf(setup)).toEqual(expect.arrayContaining([...lanes]));
      }
    }
  });

  test('says in words what usually happens, where a device may not be able to measure it', () => {
    expect(key.usually !== undefined).toBe(ask.legs.length > 0);
    const told = [key.usually ?? '', ...Object.values(key.reasons).map(({ why }) => why), key.followUp.question];
    expect(told.flatMap(placeholders)).toEqual([]);
  });

  test('is graded on its sample run, where somebody has measured one for it as it is now', () => {
    const legs = sampleOf(ask.id);
    if (!legs) return;
    expect(canBeSampled(ask)).toBe(true);
    expect(legs.map(({ setup }) => setup)).toEqual(
      ask.legs.map((leg) => {
        const setup = setupOfLeg(leg, legs);
        return setup && formatSetup(setup);
      }),
    );
    for (const leg of legs) expect(legEvidence.parse(leg)).toMatchObject({ runId: null, sample: expect.any(String) });
    for (const { prediction: given, reason } of examples)
      expect(gradeExercise(exercise, given, reason, legs)).not.toBeNull();
  });

  test('gives no answer a grade outside 0..1, and the same answer the same grade', () => {
    const times = (example: Pick<Example, 'evidence'>, factor: number) =>
      exampleEvidence(example).map(({ figures, trials }) => ({
        figures: Object.fromEntries(
          Object.entries(figures).map(([id, { value }]) => [id, plainReading(value * factor)]),
        ),
        trials,
      }));
    for (const example of examples)
      expect(
        gradeExercise(exercise, example.prediction, example.reason, times(example, 1)),
        example.name,
      ).not.toBeNull();
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.double({ min: 0.8, max: 1.25, noNaN: true }), (example, factor) => {
        const evidence = times(example, factor);
        const once = gradeExercise(exercise, example.prediction, example.reason, evidence);
        // A share of all that is no longer all, and the like: no such evidence is measured.
        if (!once) return;
        expect(once.grade.score).toBeGreaterThanOrEqual(0);
        expect(once.grade.score).toBeLessThanOrEqual(1);
        expect(Object.keys(key.outcomes)).toContain(once.outcome);
        expect(gradeExercise(exercise, example.prediction, example.reason, evidence)).toEqual(once);
      }),
      { numRuns: 25 },
    );
  });

  test('is told in words that are easy to read', () => {
    const texts = [
      ask.goal,
      ask.prompt,
      ask.question,
      key.usually ?? '',
      ...Object.values(key.outcomes),
      ...Object.values(key.reasons).map(({ why }) => why),
      key.followUp.question,
      ...key.followUp.choices.flatMap(({ text, why }) => [text, why]),
    ];
    expect(readingGrade(texts.join('\n').replaceAll(/\{\w+\}/g, '5 ms'))).toBeLessThan(10.5);
  });
});
