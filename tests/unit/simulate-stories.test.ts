import { describe, expect, it } from 'vitest';
import messages from '@/lib/i18n/messages/simulator-stories.json';
import { readScenario } from '@/lib/simulate/scenario/read-scenario';
import { lanesNamed, simulateAtOnce } from '@/lib/simulate/simulate';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { STORIES } from '@/lib/simulate/stories';
import { rightOption, storyFacts } from '@/lib/simulate/stories/judge';
import { optionsOf, type Story } from '@/lib/simulate/stories/story';
import { storyKey } from '@/lib/simulate/stories/story-key';
import { formatted } from './formatted-schema';
import { OTHER_SEEDS } from './other-seeds';

const MOST_REQUESTS = 300_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const wordsOf = ({ id }: Story) => {
  const words = Object.entries(messages.stories).find(([name]) => name === id)?.[1];
  if (!words) throw new Error(`There are no words for ${id}.`);
  return words;
};

function scenarioOf(value: unknown) {
  const read = readScenario(value);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

const PLAYED = new Map<string, readonly (readonly SimulatedLane[])[]>();

/** What each scene gives. @param seed in place of that of the story */
function played({ id, scenes }: Story, seed: number | null = null): readonly (readonly SimulatedLane[])[] {
  const key = `${id} ${seed}`;
  const known = PLAYED.get(key);
  if (known) return known;
  const lanes = scenes.map(
    ({ scenario }) => simulateAtOnce(scenarioOf({ ...scenario, seed: seed ?? scenario.seed }), 0).lanes,
  );
  PLAYED.set(key, lanes);
  return lanes;
}

type Values = Readonly<Record<string, number>>;
const valuesOf = (story: Story, scenes: readonly (readonly SimulatedLane[])[]): Values =>
  Object.fromEntries(Object.entries(storyFacts(story, scenes)).map(([name, { value }]) => [name, value]));

const at = (values: Values, name: string): number => values[name] ?? Number.NaN;
/** One fact is more than another, so many times. */
const exceeds =
  (more: string, less: string, times = 1) =>
  (values: Values) =>
    at(values, more) > times * at(values, less);
/** A fact lies between two values. */
const within = (name: string, low: number, high: number) => (values: Values) =>
  at(values, name) >= low && at(values, name) <= high;

/** What the words say, story by story: each sentence, and whether it is so. */
const SAID: Readonly<Record<string, Readonly<Record<string, (values: Values) => boolean>>>> = {
  'month-end': {
    'With 8 workers the run takes longer than an hour.': within('eight', HOUR_MS, 2 * HOUR_MS),
    'With 16 it takes as long.': (values) => at(values, 'sixteen') === at(values, 'eight'),
  },
  'flash-sale': {
    'A good part is turned away.': within('rejected', 0.25, 0.45),
    'Far more servers are up in the end than the two at the start.': within('servers', 10, 20),
    'With servers up before, hardly any is turned away.': within('prepared', 0, 0.001),
    'Their answers come soon.': within('p99', 50, 500),
  },
  thermostats: {
    'The server is well ahead at the median.': exceeds('edgeMedian', 'onlineMedian', 5),
    'One answer in a hundred waits for the line, and takes minutes.': within('onlineTail', 10 * MINUTE_MS, HOUR_MS),
    'The chip’s slowest answers take less than a second.': within('edgeTail', 0, 1000),
    'On a calm day the server’s do, too.': within('calmTail', 0, 300),
  },
  ambulance: {
    'The server is ahead at the median.': exceeds('edgeMedian', 'onlineMedian', 1.2),
    'Its tail waits for minutes.': within('onlineTail', 10 * MINUTE_MS, HOUR_MS),
    'The tablet’s tail takes seconds.': within('edgeTail', 2000, 5000),
    'Both together answer 95 of 100 within seconds.': within('bothMost', 2000, 10_000),
    'Their tail waits for minutes, too.': within('bothTail', 5 * MINUTE_MS, HOUR_MS),
  },
  'viral-app': {
    'One request a call takes several times the servers.': exceeds('single', 'together', 3),
    'It costs that much more for each answer.': within('times', 2.5, 4),
    'A call holds several requests.': within('items', 3, 16),
    'The price is time.': exceeds('togetherMedian', 'singleMedian', 1.5),
  },
  'retry-storm': {
    'Retries at once answer few.': within('atOnce', 0, 0.5),
    'A wait between them changes next to nothing.': (values) =>
      Math.abs(at(values, 'backoff') - at(values, 'atOnce')) < 0.05,
    'Without retries most are answered.': within('never', 0.65, 1),
    'Most of the work is for clients that have given up.': within('wasted', 0.5, 1),
    'Each request is sent several times.': within('attempts', 2.5, 4),
  },
  'school-phones': {
    'Half of the answers come within a tenth of a second.': within('median', 50, 100),
    'The slowest wait for the download.': within('tail', 100_000, 200_000),
    'A quarter of the file brings that to a quarter.': (values) =>
      Math.abs(at(values, 'tail') / at(values, 'quarterTail') - 4) < 0.4,
    'A server takes less than a second.': within('onlineTail', 300, 1000),
    'Every phone downloads once.': (values) => at(values, 'bytes') === 2e10,
  },
  'weak-battery': {
    'Many commands are left without an answer.': within('failed', 0.2, 0.45),
    'With the server behind it none is.': within('answered', 0.999, 1),
    'Some are slowed down.': within('throttled', 0.03, 0.2),
    'The median is about that of the device.': within('median', 700, 1200),
  },
  'fraud-at-the-till': {
    'Scores of the night are half a day old.': within('nightly', 12 * HOUR_MS, 13 * HOUR_MS),
    'Those of the hour are as old as the run and half an hour.': (values) =>
      Math.abs(at(values, 'hourly') - at(values, 'run') - HOUR_MS / 2) < 5 * MINUTE_MS,
    'The run takes about 35 minutes.': within('run', 33 * MINUTE_MS, 38 * MINUTE_MS),
    'A score that is looked up comes sooner.': exceeds('online', 'cached', 4),
  },
  'large-rollout': {
    'The median grows by about a third.': (values) =>
      Math.abs(at(values, 'largeMedian') / at(values, 'smallMedian') - 4 / 3) < 0.1,
    'The tail grows by far more.': exceeds('largeTail', 'smallTail', 5),
    'Downloading beside takes most of that away.': exceeds('largeTail', 'besideTail', 3),
    'A hundred gigabytes and more are downloaded.': within('bytes', 1e11, 2e11),
  },
};

describe('The stories of the simulator', () => {
  it('are ten, each with words of its own', () => {
    const ids = STORIES.map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(Object.keys(messages.stories)).toEqual(ids);
    expect(Object.keys(SAID)).toEqual(ids);
  });

  it('give the figures that they gave before', async () => {
    const golden = Object.fromEntries(
      STORIES.map((story) => [
        story.id,
        Object.fromEntries(
          Object.entries(valuesOf(story, played(story))).map(([name, value]) => [name, Number(value.toPrecision(9))]),
        ),
      ]),
    );
    await expect(`${formatted(golden)}\n`).toMatchFileSnapshot('./simulate-stories.golden.json');
  });
});

describe.each(STORIES.map((story) => [story.id, story] as const))('The story %s', (_, story) => {
  const words = wordsOf(story);

  it('has scenarios that are valid, small and of the same lanes', () => {
    const scenarios = story.scenes.map(({ scenario }) => scenarioOf(scenario));
    for (const { requests, replications } of scenarios)
      expect(requests * replications).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(new Set(scenarios.map((one) => lanesNamed(one).join())).size).toBe(1);
    // The same seed: scenes differ by their lever, and not by chance.
    expect(new Set(scenarios.map(({ seed }) => seed)).size).toBe(1);
  });

  it('has words for each scene, each option and each figure, and for nothing else', () => {
    expect(Object.keys(words.scenes)).toEqual(story.scenes.map(({ id }) => id));
    expect(Object.keys(words.options)).toEqual(optionsOf(story));
    expect(optionsOf(story).length).toBeGreaterThanOrEqual(3);
    expect(optionsOf(story).length).toBeLessThanOrEqual(4);
    const named = [...words.notice.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(named.sort()).toEqual(Object.keys(story.facts).sort());
  });

  it('has a key that crosses the network unchanged, and is refused where it is damaged', () => {
    const { key, facts } = story;
    const sent = { key, facts, notice: words.notice };
    expect(storyKey.parse(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
    for (const damaged of [
      { ...sent, key: { ...key, kind: 'median' } },
      { ...sent, facts: { one: [0, 'online', 'latency-p98'] } },
      { ...sent, facts: { one: [0, 'offline', 'latency-p99'] } },
      { ...sent, notice: '' },
      { key, facts },
    ])
      expect(storyKey.safeParse(damaged).success).toBe(false);
  });

  it('ends, with one answer that is right, and is so with other seeds, too', () => {
    const own = played(story);
    const right = rightOption(story.key, own);
    expect(optionsOf(story)).toContain(right);
    expect(own.flat().map(({ ended }) => ended)).toEqual(own.flat().map(() => 'all'));
    for (const seed of OTHER_SEEDS) {
      const other = played(story, seed);
      expect(rightOption(story.key, other)).toBe(right);
      const values = valuesOf(story, other);
      for (const [said, isSo] of Object.entries(SAID[story.id] ?? {})) {
        expect(isSo(values), `${said} With seed ${seed}: ${JSON.stringify(values)}`).toBe(true);
      }
    }
  });

  it('says of its figures what is so', () => {
    const values = valuesOf(story, played(story));
    expect(Object.keys(values)).toEqual(Object.keys(story.facts));
    const wrong = Object.entries(SAID[story.id] ?? {}).filter(([, isSo]) => !isSo(values));
    expect(wrong.map(([said]) => said)).toEqual([]);
  });
});

describe('The right answer of a story', () => {
  const lane = (p99: number | null): readonly SimulatedLane[] => {
    const [story] = STORIES;
    const [first] = story ? simulateAtOnce(scenarioOf({ ...story.scenes[0].scenario, requests: 20 }), 0).lanes : [];
    if (!first?.latencyMs) throw new Error('The lane has no latencies.');
    return [{ ...first, id: 'online', latencyMs: p99 === null ? null : { ...first.latencyMs, p99 } }];
  };
  const [first, second] = [
    [0, 'online', 'latency-p99'],
    [1, 'online', 'latency-p99'],
  ] as const;
  const bands = { kind: 'bands', of: { above: first, below: second }, from: { less: 0, more: 2, most: 10 } } as const;
  const largest = { kind: 'largest', of: { a: first, b: second } } as const;

  it.each([
    [bands, 100, 100, 'less'],
    [bands, 200, 100, 'more'],
    [bands, 5000, 100, 'most'],
    [bands, 100, 0, null],
    [bands, null, 100, null],
    [largest, 200, 100, 'a'],
    [largest, 100, 200, 'b'],
    [largest, 105, 100, null],
    [largest, 100, null, null],
    [{ ...largest, kind: 'least' }, 200, 100, 'b'],
    [{ ...largest, kind: 'least' }, 100, 105, null],
  ] as const)('by %j of %j and %j is %j', (key, one, other, right) => {
    expect(rightOption(key, [lane(one), lane(other)])).toBe(right);
  });
});

it('Chunks of 5,000 make the month end fit in its hour, as the story says', () => {
  const story = STORIES.find(({ id }) => id === 'month-end');
  const scenario = scenarioOf(story?.scenes[0].scenario);
  const batch = { ...scenario.lanes.batch, chunkItems: 5000 };
  const [lane] = simulateAtOnce(scenarioOf({ ...scenario, lanes: { batch } }), 0).lanes;
  expect(lane?.job?.late).toBe(0);
});
