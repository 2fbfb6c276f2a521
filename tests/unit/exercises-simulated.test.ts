import { beforeAll, describe, expect, test } from 'vitest';
import { isExerciseId } from '@/lib/exercises/catalog';
import { type Evidence, legEvidence } from '@/lib/exercises/evidence/evidence';
import { figuresOfScenes } from '@/lib/exercises/evidence/scene-figures';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { gradeExercise } from '@/lib/exercises/grade-exercise';
import { isOnSimulated, isSimulated, type SimulatedLeg } from '@/lib/exercises/leg';
import { scenesOfLeg } from '@/lib/exercises/scenes-of-leg';
import { readExamples, readExercises } from '@/lib/exercises/source/read-exercises';
import { MESSAGES } from '@/lib/i18n/messages';
import { fieldsOfScenes, SCENE_FIELDS } from '@/lib/simulate/scenario/scene-fields';
import { lanesNamed, simulateAtOnce } from '@/lib/simulate/simulate';
import { OTHER_SEEDS } from './other-seeds';

const MOST_REQUESTS = 200_000;
const MOST_PLAYED = 1_500_000;
/** `null` = the exercise's own. */
const SEEDS: readonly (number | null)[] = [null, ...OTHER_SEEDS];
const [ONE = 1, ANOTHER = 2] = OTHER_SEEDS;

const exercises = (await readExercises()).filter(({ ask }) => isOnSimulated(ask));

function legOf({ ask }: AnyExercise): SimulatedLeg {
  const [leg] = ask.legs;
  if (!isSimulated(leg)) throw new Error(`${ask.id} simulates nothing.`);
  return leg;
}

/** @param scenes of them, only so many */
function evidenceOf(exercise: AnyExercise, seed: number | null, scenes?: number): Evidence {
  const leg = legOf(exercise);
  const all = scenesOfLeg(leg, seed);
  const played = all.slice(0, scenes).map(({ id, scenario }) => {
    const { lanes, samples } = simulateAtOnce(scenario, leg.pagesOf ? scenario.requests : 0);
    expect(lanes.map(({ ended }) => ended)).toEqual(lanes.map(() => 'all'));
    return { id, lanes, samples };
  });
  return [{ figures: figuresOfScenes(played, leg.pagesOf), trials: [] }];
}

type Values = Readonly<Record<string, number>>;
const at = (values: Values, name: string): number => values[name] ?? Number.NaN;
const within = (name: string, low: number, high: number) => (values: Values) =>
  at(values, name) >= low && at(values, name) <= high;
const exceeds =
  (more: string, less: string, times = 1) =>
  (values: Values) =>
    at(values, more) > times * at(values, less);

/** What the explanations say of their facts in words, and whether it is so. */
const SAID: Readonly<Record<string, Readonly<Record<string, (values: Values) => boolean>>>> = {
  'sim-queue-explodes': {
    'The limit lies between 70% and 80%.': (values) => at(values, 'at70') < 100 && at(values, 'at80') > 100,
    'From there on it goes up steeply.': exceeds('at95', 'at80', 2),
  },
  'sim-one-queue-or-four': {
    'Queues apart are several times as long.': within('times', 3, 10),
    'In turns is better than at random.': exceeds('random', 'turns', 1.2),
    'The server with the fewest comes close to one queue.': (values) =>
      at(values, 'shortest') < 1.6 * at(values, 'shared'),
  },
  'sim-fan-out-tail': {
    'One answer in a hundred is slow.': within('one', 0.0095, 0.0101),
    'Nearly one page in five is.': within('twenty', 0.16, 0.205),
    'Far more of a hundred are.': within('hundred', 0.55, 0.72),
  },
  'sim-retry-storm': {
    'It comes close to four.': within('times', 3, 4),
    'Pauses change little.': (values) => Math.abs(at(values, 'timesBackoff') / at(values, 'times') - 1) < 0.1,
    'Most of the work is for clients that have given up.': within('wasted', 0.7, 1),
    'Without retries more have an answer.': exceeds('never', 'atOnce', 2),
    'A short queue ends it.': (values) => at(values, 'timesShort') < 1.7 && at(values, 'short') > at(values, 'never'),
  },
  'sim-autoscaling-lag': {
    'About half leave.': within('gone', 0.4, 0.6),
    'With quick servers nobody has to.': within('goneSeconds', 0, 0.01),
    'It did catch up.': within('most', 15, 30),
  },
  'sim-edge-pays': {
    'With 30 photos the server is ahead.': exceeds('edge30', 'online', 1.5),
    'With 100 the phone is.': exceeds('online', 'edge100'),
    'A usual answer is quick on the phone.': exceeds('online', 'usual', 3),
  },
  'sim-freshness-against-cost': {
    'It costs about a hundred times as much.': within('times', 80, 150),
    'The runs of an hour lie between.': (values) =>
      at(values, 'five') > at(values, 'hour') && at(values, 'hour') > at(values, 'night'),
    'A server that is on costs still more.': exceeds('online', 'five', 2),
    'Answers of the night are half a day old.': within('hoursNight', 12, 13),
  },
  'sim-cache-hit': {
    'The limit lies between 75% and 80%.': (values) => at(values, 'at75') > 5000 && at(values, 'at80') < 5000,
    'At 60% the line grows without end.': exceeds('at60', 'at70', 20),
  },
};

test('at least eight exercises are graded on what is simulated, about these among others', () => {
  const ids = exercises.map(({ ask }) => ask.id);
  expect(ids.length).toBeGreaterThanOrEqual(8);
  expect(ids.sort()).toEqual(Object.keys(SAID).sort());
  expect(new Set(exercises.map(({ ask }) => ask.kind)).size).toBeGreaterThanOrEqual(3);
  expect(new Set(exercises.flatMap(({ ask }) => ask.concepts)).size).toBeGreaterThanOrEqual(7);
});

describe.each(exercises.map((exercise) => [exercise.ask.id, exercise] as const))('%s', (id, exercise) => {
  const evidence = new Map<number | null, Evidence>();
  beforeAll(() => {
    for (const seed of SEEDS) evidence.set(seed, evidenceOf(exercise, seed));
  });
  const of = (seed: number | null) => evidence.get(seed) ?? [];

  test('plays so few requests that nobody waits for long, with one seed', () => {
    const scenarios = scenesOfLeg(legOf(exercise)).map(({ scenario }) => scenario);
    for (const { requests } of scenarios) expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
    const played = scenarios.reduce((sum, one) => sum + one.requests * lanesNamed(one).length, 0);
    expect(played).toBeLessThan(MOST_PLAYED);
    expect(new Set(scenarios.map(({ seed }) => seed)).size).toBe(1);
    expect(new Set(scenesOfLeg(legOf(exercise), 12).map(({ scenario }) => scenario.seed))).toEqual(new Set([12]));
  });

  test('has words for every field of its scenes, and scenes that differ', () => {
    const { shared, varied } = fieldsOfScenes(legOf(exercise).scenes);
    expect(shared.length).toBeGreaterThan(0);
    expect(varied.length > 0).toBe(legOf(exercise).scenes.length > 1);
    for (const { name } of [...shared, ...varied]) expect(MESSAGES.exerciseScenes.fields[name]).toBeTruthy();
  });

  test('is graded with any seed as its examples say', async () => {
    if (!isExerciseId(id)) throw new Error(id);
    const examples = await readExamples(id);
    for (const seed of SEEDS) {
      for (const { name, prediction, reason, verdict, outcome } of examples) {
        const graded = gradeExercise(exercise, prediction, reason, of(seed));
        expect(graded, `${name}, seed ${seed}`).toMatchObject({ grade: { verdict }, outcome });
      }
    }
  });

  test('says in its explanations what is so with any seed', () => {
    for (const seed of SEEDS) {
      const facts = exercise.key.facts(of(seed));
      const values = Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]));
      const wrong = Object.entries(SAID[id] ?? {}).filter(([, isSo]) => !isSo(values));
      expect(wrong.map(([said]) => `${said} With seed ${seed}: ${JSON.stringify(values)}`)).toEqual([]);
      for (const text of Object.values(exercise.key.outcomes))
        for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) expect(values).toHaveProperty(name);
    }
  });

  test('shows every figure that is drawn, and others with another seed', () => {
    for (const { leg, figure } of exercise.key.watch) expect(of(null)[leg]?.figures).toHaveProperty([figure]);
    expect(of(ONE)).not.toEqual(of(ANOTHER));
    // The same seed gives the same, which one scene shows as well as all.
    expect(of(ONE)[0]?.figures).toMatchObject(evidenceOf(exercise, ONE, 1)[0]?.figures ?? {});
  });

  test('has evidence that can be kept, marked as simulated', () => {
    const [leg] = of(null);
    const kept = {
      ...{ setup: '', measuredAt: '2026-12-01T00:00:00.000Z', runId: null, emulated: [] },
      ...leg,
      simulated: { seed: 7 },
    };
    expect(legEvidence.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});

describe('The fields of scenes', () => {
  const scene = (lanes: object, arrivals: object = { kind: 'poisson', perSecond: 3 }) =>
    ({ id: 'a', scenario: { version: 1, seed: 1, requests: 10, arrivals, lanes } }) as never;

  test('are shared where all scenes say the same, and those of a hybrid have the names of its parts', () => {
    const online = { servers: 2, serviceMs: { kind: 'constant', value: 5 } };
    const one = scene({ cacheThenOnline: { online, hitShare: 0.5 } });
    const { shared, varied } = fieldsOfScenes([one, scene({ cacheThenOnline: { online, hitShare: 0.6 } })]);
    expect(shared.map(({ name }) => name)).toEqual(['arrivals', 'requests', 'online-servers', 'online-serviceMs']);
    expect(varied).toEqual([{ name: 'cache-hitShare', values: [0.5, 0.6] }]);
  });

  test('are refused without words', () => {
    expect(() => fieldsOfScenes([scene({ online: { servers: 1, coldStartMs: 3 } })])).toThrow(/online-coldStartMs/);
  });

  test('each have words', () => {
    expect(Object.keys(MESSAGES.exerciseScenes.fields).sort()).toEqual(Object.keys(SCENE_FIELDS).sort());
  });
});
