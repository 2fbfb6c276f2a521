import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attempt,
  type AttemptEvent,
  advance,
  attempt,
  furtherOf,
  isOnSample,
  MOST_SPOILED,
  newAttempt,
  STAGES,
  simulationSeed,
  stageOf,
} from '@/lib/exercises/attempt';
import { attemptDraftFrom } from '@/lib/exercises/attempt-draft';
import { statesOf } from '@/lib/exercises/exercise-state';

const NOW = '2026-11-23T10:00:00.000Z';
const ASK = {
  legs: [
    { title: 'one', changes: {} },
    { title: 'two', changes: {} },
  ],
};
const LEG = { setup: '', measuredAt: NOW, runId: null, figures: {}, emulated: [], trials: [] };
const SAMPLE = { ...LEG, sample: 'a laptop with two cores' };
const EVENTS: { readonly [Type in AttemptEvent['type']]: Extract<AttemptEvent, { type: Type }> } = {
  draft: { type: 'draft', draft: { reason: 'x' } },
  commit: {
    type: 'commit',
    commitment: { prediction: { kind: 'ratio', ratio: 3 }, reason: 'x', words: '', confidence: 0.5, at: NOW },
  },
  leg: { type: 'leg', index: 0, leg: LEG },
  sample: { type: 'sample', legs: [SAMPLE, SAMPLE] },
  trial: { type: 'trial', index: 0, trial: { perSecond: 5, p99: null, answered: 3, met: false } },
  spoil: { type: 'spoil', index: 0, enough: false },
  'search-again': { type: 'search-again' },
  see: { type: 'see', seen: { words: 'it went up', at: NOW } },
  grade: { type: 'grade', result: { verdict: 'right', score: 1, outcome: 'a', gap: null, at: NOW } },
  tell: { type: 'tell', told: { at: NOW } },
  follow: { type: 'follow', followUp: { choice: 1, right: true, at: NOW } },
};
const event = fc.oneof(
  fc.constantFrom<AttemptEvent>(...Object.values(EVENTS)),
  fc.double({ min: 1, max: 9, noNaN: true }).map(
    (ratio): AttemptEvent => ({
      type: 'commit',
      commitment: { ...EVENTS.commit.commitment, prediction: { kind: 'ratio', ratio } },
    }),
  ),
);
const fresh = () => newAttempt({ exerciseId: 'e' }, 'id', NOW);
/** Legs and tries are told to be of the leg that is due. */
function send(state: Attempt, type: AttemptEvent['type']): Attempt {
  const event = EVENTS[type];
  return advance(state, 'index' in event ? { ...event, index: state.legs.length } : event, ASK);
}
const after = (...types: AttemptEvent['type'][]): Attempt => types.reduce(send, fresh());

describe('An attempt', () => {
  test('keeps what was committed, whatever comes after', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let state = fresh();
        for (const each of events) {
          const next = advance(state, each, ASK);
          if (state.commitment) expect(next.commitment).toBe(state.commitment);
          if (state.result) expect(next.result).toBe(state.result);
          state = next;
        }
      }),
    );
  });

  test('never goes back a stage, and can always be read again', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let state = fresh();
        for (const each of events) {
          const next = advance(state, each, ASK);
          expect(STAGES.indexOf(stageOf(next, ASK))).toBeGreaterThanOrEqual(STAGES.indexOf(stageOf(state, ASK)));
          state = next;
        }
        expect(attempt.parse(structuredClone(state))).toEqual(state);
      }),
    );
  });

  test('measures nothing before it is committed, and is graded only when it was measured and looked at', () => {
    expect(after('leg', 'trial').legs).toEqual([]);
    expect(after('commit', 'leg', 'grade').result).toBeNull();
    expect(after('commit', 'leg', 'leg', 'grade').result).toBeNull();
    expect(after('commit', 'leg', 'leg', 'see', 'grade').result).toEqual(EVENTS.grade.result);
  });

  test('goes from the prediction to its end', () => {
    const stages = [[], ['commit'], ['leg', 'leg'], ['see'], ['grade', 'follow']].reduce<{
      state: Attempt;
      seen: string[];
    }>(
      ({ state, seen }, types) => {
        const next = (types as AttemptEvent['type'][]).reduce(send, state);
        return { state: next, seen: [...seen, stageOf(next, ASK)] };
      },
      { state: fresh(), seen: [] },
    );
    expect(stages.seen).toEqual([...STAGES]);
  });

  test('takes a sample run in place of every leg, own ones too, and is graded on it', () => {
    const sampled = after('commit', 'leg', 'trial', 'sample');
    expect(sampled).toMatchObject({ legs: [SAMPLE, SAMPLE], trials: [] });
    expect(isOnSample(sampled)).toBe(true);
    expect(isOnSample(after('commit', 'leg', 'leg'))).toBe(false);
    expect(after('commit', 'sample', 'see', 'grade').result).toEqual(EVENTS.grade.result);
    // Devices are not mixed, and what was measured to its end stays.
    expect(advance(after('commit'), { type: 'sample', legs: [SAMPLE] }, ASK).legs).toEqual([]);
    expect(after('commit', 'leg', 'leg', 'sample').legs).toEqual([LEG, LEG]);
  });

  test('told what usually happens goes to its end without a grade, however much was measured', () => {
    for (const measured of [['commit'], ['commit', 'leg']] as const) {
      const told = after(...measured, 'tell');
      expect(stageOf(told, ASK)).toBe('explain');
      expect(send(told, 'grade').result).toBeNull();
      expect(send(told, 'leg').legs).toBe(told.legs);
      expect(stageOf(send(told, 'follow'), ASK)).toBe('done');
    }
    // Not before the prediction, and not once there is a grade.
    expect(after('tell').told).toBeUndefined();
    expect(after('commit', 'leg', 'leg', 'see', 'grade', 'tell').told).toBeUndefined();
    // All was measured, and the figure asked about was not among it.
    expect(after('commit', 'leg', 'leg', 'see', 'tell').told).toEqual({ at: NOW });
  });

  test('of earlier, which knows of neither, is read as it was', () => {
    const earlier = JSON.parse(JSON.stringify(after('commit', 'leg', 'leg', 'see', 'grade')));
    expect(Object.keys(earlier)).not.toContain('told');
    expect(Object.keys(earlier.legs[0])).toEqual(Object.keys(LEG));
    expect(attempt.parse(earlier)).toEqual(earlier);
  });

  test('with nothing to run goes from the prediction to the explanation', () => {
    expect(stageOf(advance(fresh(), EVENTS.commit, { legs: [] }), { legs: [] })).toBe('explain');
  });

  test('takes no leg and no try that is of another leg than the one that is due', () => {
    const measured = after('commit', 'leg');
    expect(advance(measured, { ...EVENTS.leg, index: 0 }, ASK)).toBe(measured);
    expect(advance(measured, { ...EVENTS.trial, index: 0 }, ASK)).toBe(measured);
    expect(advance(measured, { ...EVENTS.leg, index: 1 }, ASK).legs).toHaveLength(2);
  });

  test('in two tabs stays as it was committed first, and as far as either came', () => {
    const first = after('commit', 'leg');
    const other = { ...after('commit'), commitment: { ...EVENTS.commit.commitment, at: '2026-11-23T11:00:00.000Z' } };
    expect(furtherOf(first, after('draft'))).toBe(first);
    expect(furtherOf(first, other)).toBe(first);
    expect(furtherOf(first, after('commit'))).toBe(first);
    const further = after('commit', 'leg', 'leg');
    expect(furtherOf(first, further)).toBe(further);
    expect(furtherOf(after('draft'), other)).toBe(other);
  });

  test('keeps what is being typed of what was seen, until it is said', () => {
    const typing = advance(after('commit', 'leg', 'leg'), { type: 'draft', draft: { seen: 'it' } }, ASK);
    expect(typing.draft).toEqual({ seen: 'it' });
    expect(advance(typing, EVENTS.see, ASK).draft).toBeNull();
  });

  test('forgets the tries of a search when its leg is done', () => {
    expect(after('commit', 'trial', 'trial').trials).toHaveLength(2);
    expect(after('commit', 'trial', 'leg').trials).toEqual([]);
  });
});

describe('What is kept of a draft', () => {
  test('is read as far as it can be, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (garbage) => {
        expect(attemptDraftFrom(garbage).words).toBeTypeOf('string');
      }),
    );
    expect(attemptDraftFrom({ prediction: { kind: 'none' }, reason: 'x', words: 7, confidence: 0.5 })).toEqual({
      prediction: null,
      reason: 'x',
      words: '',
      confidence: 0.5,
    });
  });
});

describe('Runs that may not be graded on', () => {
  test('are counted with the attempt, up to two, and for each leg anew', () => {
    expect(after('commit').spoiled).toBeUndefined();
    expect(after('commit', 'spoil').spoiled).toBe(1);
    const often = after('commit', 'spoil', 'spoil', 'spoil');
    expect(often.spoiled).toBe(MOST_SPOILED);
    expect(attempt.parse(structuredClone(often))).toEqual(often);
    expect(send(often, 'leg').spoiled).toBe(0);
  });

  test('count at once where no other is to be asked for, and late ones of another leg not at all', () => {
    const { spoil } = EVENTS;
    expect(advance(after('commit'), { ...spoil, enough: true }, ASK).spoiled).toBe(MOST_SPOILED);
    const second = after('commit', 'leg');
    expect(advance(second, spoil, ASK)).toBe(second);
  });
});

describe('The state of an exercise', () => {
  test('is its best verdict, and begun where there is none', () => {
    const graded = (verdict: 'right' | 'partly' | 'not') => ({
      ...after('commit', 'leg', 'leg', 'see'),
      result: { ...EVENTS.grade.result, verdict },
    });
    const states = (attempts: readonly Attempt[]) => statesOf(attempts).get('e') ?? 'new';
    expect(states([])).toBe('new');
    expect(states([fresh()])).toBe('new');
    expect(states([after('draft')])).toBe('begun');
    expect(states([after('commit', 'tell')])).toBe('begun');
    expect(states([after('commit', 'tell', 'follow')])).toBe('told');
    expect(states([after('commit', 'tell', 'follow'), graded('not'), after('draft')])).toBe('not');
    expect(states([graded('not'), after('commit')])).toBe('not');
    expect(states([graded('partly'), graded('right'), graded('not')])).toBe('right');
  });
});

describe('What scenes are played with', () => {
  const attempt = newAttempt({ exerciseId: 'sim-retry-storm' }, 'one', '2026-05-04T03:02:01.000Z');

  test('is a chance of its own for each go, and stays what it was', () => {
    const other = newAttempt({ exerciseId: 'sim-retry-storm' }, 'two', attempt.startedAt);
    expect(simulationSeed(other)).not.toBe(simulationSeed(attempt));
    expect(simulationSeed({ ...attempt })).toBe(simulationSeed(attempt));
    const leg = { simulated: { seed: 7 } } as Attempt['legs'][number];
    expect(simulationSeed({ ...attempt, seed: 3, legs: [leg] })).toBe(7);
  });

  test('is what its set asks for', () => {
    expect(simulationSeed({ ...attempt, seed: 12 })).toBe(12);
  });
});
