import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, newAttempt } from '@/lib/exercises/attempt';
import { EXERCISE_IDS } from '@/lib/exercises/catalog';
import { CONCEPT_IDS } from '@/lib/exercises/concepts';
import type { AnyExercise } from '@/lib/exercises/exercise';
import { hasEntry, withEntry, withMoved, withoutEntry, withSeed } from '@/lib/exercises/sets/edit-set';
import { entryHref } from '@/lib/exercises/sets/entry-href';
import { timing } from '@/lib/exercises/sets/entry-minutes';
import { formatEntry } from '@/lib/exercises/sets/entry-text';
import { keyTolerance } from '@/lib/exercises/sets/key-tolerance';
import { EMPTY_SET, type ExerciseSet, LOCKS, SET_LIMITS, type SetEntry } from '@/lib/exercises/sets/set';
import { MOST_SET_BYTES, readSetFile, setFileName, writeSetFile } from '@/lib/exercises/sets/set-file';
import { entryStates } from '@/lib/exercises/sets/set-progress';
import { formatSet, parseSet } from '@/lib/exercises/sets/set-url';
import { STARTERS } from '@/lib/exercises/sets/starters';
import { readExercise, readExercises } from '@/lib/exercises/source/read-exercises';
import { MESSAGES } from '@/lib/i18n/messages';
import { withoutUnseen } from '@/lib/wire/shown-name';
import { item, testOf } from './progress-fixtures';

const SCENARIOS = readdirSync('lib/exercises/content/en/scenarios').map((name) => name.replace(/\.json$/, ''));
const known = { exercises: EXERCISE_IDS, scenarios: SCENARIOS };
const parse = (query: string) => parseSet(new URLSearchParams(query), known);
const codesOf = (query: string) => parse(query).problems.map(({ code }) => code);

const anyText = (most: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: most })
    // What cannot be seen is not kept, wherever it stands.
    .map((text) => withoutUnseen(text).trim())
    .filter((text) => [...text].length <= most && withoutUnseen(text) === text);
const anyEntry: fc.Arbitrary<SetEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('exercise' as const),
    id: fc.constantFrom<string>(...EXERCISE_IDS),
    seed: fc.option(fc.integer({ min: 0, max: SET_LIMITS.seed })),
  }),
  fc.record({ kind: fc.constant('scenario' as const), id: fc.constantFrom(...SCENARIOS) }),
  fc.record({ kind: fc.constant('test' as const), concepts: fc.subarray([...CONCEPT_IDS], { minLength: 1 }) }),
);
const anySet: fc.Arbitrary<ExerciseSet> = fc.record({
  format: fc.constant('trilane-set' as const),
  schema: fc.constant(1 as const),
  title: anyText(SET_LIMITS.title),
  note: anyText(SET_LIMITS.note),
  entries: fc.uniqueArray(anyEntry, { selector: formatEntry, maxLength: SET_LIMITS.entries }),
  order: fc.constantFrom(...LOCKS.order),
  attempts: fc.constantFrom(...LOCKS.attempts),
  kept: fc.constantFrom(...LOCKS.kept),
});

describe('The link of a set', () => {
  test('brings every set back as it was', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        expect(parse(formatSet(set))).toEqual({ set, problems: [] });
      }),
    );
  });

  test('can be read by people', () => {
    const set: ExerciseSet = {
      ...EMPTY_SET,
      title: 'Monday',
      entries: [
        { kind: 'exercise', id: 'first-answer', seed: null },
        { kind: 'exercise', id: 'why-p99', seed: 8 },
        { kind: 'scenario', id: 'ambulance' },
        { kind: 'test', concepts: ['latency', 'queues'] },
      ],
      order: 'fixed',
    };
    expect(formatSet(set)).toBe(
      'title=Monday&do=first-answer,why-p99~8,scenario.ambulance,test.latency.queues&order=fixed',
    );
  });

  test('never throws, whatever it says, and what it gives is a set', () => {
    const anyList = fc.array(fc.oneof(fc.string(), anyEntry.map(formatEntry)), { maxLength: 60 });
    fc.assert(
      fc.property(fc.string(), anyList, fc.string(), fc.string(), (title, list, order, rest) => {
        const query = `${new URLSearchParams({ title, do: list.join(','), order })}&${rest}`;
        const { set } = parse(query);
        expect(parse(formatSet(set))).toEqual({ set, problems: [] });
      }),
    );
  });

  test.each([
    ['do=first-answer,no-such-thing', 'malformed-request', 'no-such-thing'],
    ['do=first-answer,scenario.atlantis', 'malformed-request', 'atlantis'],
    ['do=first-answer,test.astrology', 'malformed-request', 'astrology'],
    ['do=first-answer&order=backwards', 'malformed-request', 'backwards'],
    ['do=first-answer,first-answer', 'malformed-request', 'twice'],
    ['do=first-answer&do=why-p99', 'malformed-request', 'more than once'],
    ['do=first-answer&colour=red', 'unknown-parameter', 'colour'],
    ['do=first-answer&v=2', 'newer-schema', 'does not know'],
  ])('%s is told in words, and the rest counts', (query, code, words) => {
    const { set, problems } = parse(query);
    expect(problems).toEqual([{ code, detail: expect.stringContaining(words) }]);
    expect(set.entries).toEqual([{ kind: 'exercise', id: 'first-answer', seed: null }]);
  });

  test.each(['-1', '1.5', '4294967296', 'x', '', '1~2', '0x10'])(
    'an exercise with the bad seed "%s" keeps its own seed',
    (seed) => {
      const { set, problems } = parse(`do=first-answer~${seed}`);
      expect(set.entries).toEqual([{ kind: 'exercise', id: 'first-answer', seed: null }]);
      expect(problems).toHaveLength(1);
    },
  );

  test('what is too long is cut, and said once', () => {
    expect(codesOf(`title=${'t'.repeat(81)}`)).toEqual(['too-large']);
    expect([...parse(`title=${'🙂'.repeat(500)}`).set.title]).toHaveLength(80);
    const many = Array.from({ length: 5000 }, (_, seed) => `first-answer~${seed}`).join(',');
    expect(codesOf(`do=${many}`)).toEqual(['too-large']);
    expect(parse(`do=${many}`).set.entries).toHaveLength(40);
  });
});

describe('The file of a set', () => {
  test('brings every set back as it was', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        expect(readSetFile(writeSetFile(set), known)).toEqual({ set, problems: [] });
      }),
    );
  });

  test('brings back what was cleaned of what cannot be seen, however often it is cleaned', () => {
    // U+0600 is unseen and of a script with joiners.
    const set: ExerciseSet = { ...EMPTY_SET, title: 'a\u0600\u200d\u0628b' };
    const once = readSetFile(writeSetFile(set), known).set;
    expect(once.title).toBe('a\u0628b');
    expect(readSetFile(writeSetFile(once), known).set).toEqual(once);
  });

  test('is never larger than what is read', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        expect(new Blob([writeSetFile(set)]).size).toBeLessThanOrEqual(MOST_SET_BYTES);
      }),
    );
  });

  test.each([
    ['', 'malformed-json'],
    ['{"format": "trilane-set"', 'malformed-json'],
    ['[]', 'malformed-request'],
    ['null', 'malformed-request'],
    ['{"format": "trilane-cards", "schema": 1}', 'malformed-request'],
    ['{"format": "trilane-set", "schema": 1}', 'malformed-request'],
    [JSON.stringify({ ...EMPTY_SET, schema: 2 }), 'newer-schema'],
    [JSON.stringify({ ...EMPTY_SET, entries: [{ kind: 'exercise', id: '../x', seed: null }] }), 'malformed-request'],
    [JSON.stringify({ ...EMPTY_SET, extra: 1 }), 'malformed-request'],
    [' '.repeat(MOST_SET_BYTES + 1), 'too-large'],
  ])('%.60s is refused with %s', (text, code) => {
    expect(() => readSetFile(text, known)).toThrow(expect.objectContaining({ code }));
  });

  test('exercises that this site does not have are named, and the rest counts', () => {
    const set: ExerciseSet = {
      ...EMPTY_SET,
      entries: [
        { kind: 'exercise', id: 'from-elsewhere', seed: 3 },
        { kind: 'scenario', id: 'ambulance' },
      ],
    };
    const read = readSetFile(writeSetFile(set), known);
    expect(read.set.entries).toEqual([{ kind: 'scenario', id: 'ambulance' }]);
    expect(read.problems).toEqual([{ code: 'malformed-request', detail: expect.stringContaining('from-elsewhere') }]);
  });

  test('is named after the title', () => {
    expect(setFileName({ title: 'A first lesson, 45 minutes' })).toBe('a-first-lesson-45-minutes.json');
    expect(setFileName({ title: '…' })).toBe('set.json');
  });
});

describe('Editing a set', () => {
  const first: SetEntry = { kind: 'exercise', id: 'first-answer', seed: null };
  const second: SetEntry = { kind: 'scenario', id: 'ambulance' };
  const set = withEntry(withEntry(EMPTY_SET, first), second);

  test('an entry is added once, moved within the list, and taken out', () => {
    expect(withEntry(set, first)).toBe(set);
    expect(withMoved(set, 1, -1).entries).toEqual([second, first]);
    expect(withMoved(set, 0, -1)).toBe(set);
    expect(withMoved(set, 1, 1)).toBe(set);
    expect(withoutEntry(set, 0).entries).toEqual([second]);
  });

  test('no edit makes a set that its link does not bring back', () => {
    fc.assert(
      fc.property(anySet, anyEntry, fc.nat(40), fc.constantFrom<-1 | 1>(-1, 1), (before, entry, index, by) => {
        for (const after of [withEntry(before, entry), withMoved(before, index, by), withoutEntry(before, index)])
          expect(parse(formatSet(after)).problems).toEqual([]);
      }),
    );
  });

  test('a seed is a whole number in range, for an exercise that does not stand there with it already', () => {
    expect(withSeed(set, 0, 8)?.entries[0]).toEqual({ ...first, seed: 8 });
    expect(withSeed(set, 1, 8)).toBeNull();
    for (const seed of [-1, 0.5, Number.NaN, SET_LIMITS.seed + 1]) expect(withSeed(set, 0, seed)).toBeNull();
    const twice = withEntry(set, { ...first, seed: 8 });
    expect(withSeed(twice, 0, 8)).toBeNull();
    expect(hasEntry(twice, { ...first, seed: 8 })).toBe(true);
  });
});

describe('Progress in a set', () => {
  const NOW = '2026-03-02T10:00:00.000Z';
  const set: ExerciseSet = {
    ...EMPTY_SET,
    title: 'Monday',
    order: 'fixed',
    entries: [
      { kind: 'exercise', id: 'first-answer', seed: 8 },
      { kind: 'scenario', id: 'ambulance' },
      { kind: 'test', concepts: ['queues'] },
    ],
  };
  const done = (place: { seed: number | null; set: string | null }): Attempt => ({
    ...newAttempt({ exerciseId: 'first-answer', ...place }, 'a', NOW),
    result: { verdict: 'right', score: 1, outcome: 'right', gap: null, at: NOW },
  });
  const nothing = { attempts: [], answers: [], tests: [] };

  test('in a fixed order only the first is open, and the others say what comes first', () => {
    expect(entryStates(set, 'Monday', nothing)).toEqual([
      { state: 'new' },
      { state: 'locked', first: 0 },
      { state: 'locked', first: 0 },
    ]);
  });

  test('in a free order everything is open', () => {
    const states = entryStates({ ...set, order: 'free' }, 'Monday', nothing);
    expect(states.map(({ state }) => state)).toEqual(['new', 'new', 'new']);
  });

  test('an attempt counts where it was made in the set with its seed, and opens the next', () => {
    const at = (place: { seed: number | null; set: string | null }) =>
      entryStates(set, 'Monday', { ...nothing, attempts: [done(place)] }).map(({ state }) => state);
    expect(at({ seed: 8, set: 'Monday' })).toEqual(['done', 'new', 'locked']);
    expect(at({ seed: null, set: 'Monday' })).toEqual(['new', 'locked', 'locked']);
    expect(at({ seed: 8, set: 'Tuesday' })).toEqual(['new', 'locked', 'locked']);
    expect(at({ seed: 8, set: null })).toEqual(['new', 'locked', 'locked']);
  });

  test('one that could not be measured opens the next, once its explanation was read to the end, without a grade', () => {
    const commitment = {
      prediction: { kind: 'ratio', ratio: 3 },
      reason: 'x',
      words: '',
      confidence: 0.5,
      at: NOW,
    } as const;
    const told = { ...done({ seed: 8, set: 'Monday' }), commitment, result: null, told: { at: NOW } };
    const first = (attempt: Attempt) => entryStates(set, 'Monday', { ...nothing, attempts: [attempt] }).slice(0, 2);
    const followUp = { choice: 0, right: true, at: NOW };
    expect(first({ ...told, followUp })).toEqual([{ state: 'done', verdict: null, score: null }, { state: 'new' }]);
    expect(first({ ...told, followUp: null })[0]).toEqual({ state: 'begun' });
  });

  test('a card that is answered stays open in front of what is not done', () => {
    const [first, card] = entryStates(set, 'Monday', {
      ...nothing,
      answers: [
        {
          schema: 1,
          kind: 'scenario',
          id: 'b',
          at: NOW,
          confidence: 0.5,
          score: 0.7,
          scenario: 'ambulance',
          concepts: ['choosing'],
          plan: 'online',
          weights: { latency: 1, volume: 0, privacy: 1, connectivity: 2, cost: 0 },
        },
      ],
    });
    expect(first).toEqual({ state: 'new' });
    expect(card).toEqual({ state: 'done', verdict: null, score: 0.7 });
  });

  test('a test counts when all its questions were answered and it asked about every concept', () => {
    const test = (concepts: readonly ('queues' | 'cost')[], answered: readonly string[], testId = 't') =>
      entryStates({ ...set, order: 'free' }, 'Monday', {
        ...nothing,
        // Over in every case: one that is broken off is, too.
        tests: [testOf('t', 0, { concepts: [...concepts], items: ['x', 'y'], finishedAt: NOW })],
        answers: answered.map((name) => item(`${testId}-${name}`, 0, { item: name, testId })),
      })[2]?.state;
    expect(test(['queues', 'cost'], ['x', 'y'])).toBe('done');
    expect(test(['queues'], ['x'])).toBe('begun');
    expect(test(['queues'], [])).toBe('begun');
    expect(test(['queues'], ['x', 'y'], 'another')).toBe('begun');
    expect(test(['cost'], ['x', 'y'])).toBe('new');
  });

  test('an address carries the rules, and the set to come back to', () => {
    const [exercise, card, practice] = set.entries.map(
      (entry) => new URL(entryHref(entry, { ...set, attempts: 'one', kept: 'fresh' }, 'Monday'), 'http://x'),
    );
    const { from, ...rest } = Object.fromEntries(exercise?.searchParams ?? []);
    expect(exercise?.pathname).toBe('/exercises/first-answer');
    expect(rest).toEqual({ set: 'Monday', seed: '8', once: '1', fresh: '1' });
    expect(parse(from ?? '')).toEqual({ set: { ...set, attempts: 'one', kept: 'fresh' }, problems: [] });
    expect([...(card?.searchParams.keys() ?? [])]).toEqual(['from']);
    expect(practice?.searchParams.get('concepts')).toBe('queues');
  });
});

describe('How near is near enough, in a key', () => {
  const nearOf = async (id: (typeof EXERCISE_IDS)[number]) => keyTolerance(await readExercise(id));

  test('of a share is told in points: a tenth of its scale is right, a quarter partly', async () => {
    expect(await nearOf('network-share')).toEqual({ kind: 'points', right: 10, partly: 25 });
  });

  test('of an amount on a linear scale is told in its unit', async () => {
    const { ask, key } = await readExercise('network-share');
    const scale = { unit: 'duration', least: 0, most: 200, kind: 'linear' } as const;
    const onMs = { ask: { ...ask, kind: 'numeric', input: { scale, label: 'x' } }, key } as unknown as AnyExercise;
    expect(keyTolerance(onMs)).toEqual({ kind: 'by', unit: 'duration', right: 20, partly: 50 });
  });

  test('of a factor is the one the exercise is graded by, and a choice has none', async () => {
    expect(await nearOf('int8-or-fp32')).toEqual({ kind: 'times', right: 1.5, partly: 3 });
    expect(await nearOf('first-answer')).toBeNull();
  });
});

describe('The ready-made sets', () => {
  const minutes = readExercises().then((all) => new Map(all.map(({ ask }) => [ask.id, ask.minutes])));

  test.each(STARTERS)('$id holds only what exists, once each, and has words', ({ id, set }) => {
    expect(parse(formatSet(set))).toEqual({ set, problems: [] });
    const { title, note } = MESSAGES.sets.starters[id];
    expect([...title].length).toBeLessThanOrEqual(SET_LIMITS.title);
    expect([...note].length).toBeLessThanOrEqual(SET_LIMITS.note);
  });

  test('the first lesson fits its 45 minutes', async () => {
    const first = STARTERS.find(({ id }) => id === 'first-lesson');
    const { starts, total } = timing(first?.set.entries ?? [], await minutes);
    expect(total).toBeLessThanOrEqual(45);
    expect(total).toBeGreaterThan(38);
    expect(starts[0]).toBe(0);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});
