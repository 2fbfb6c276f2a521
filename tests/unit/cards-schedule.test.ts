import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastOf, fullestDay } from '@/lib/lesson/cards/forecast';
import { dayOf, startOfDay } from '@/lib/lesson/cards/learning-day';
import { addOwnCards } from '@/lib/lesson/cards/own-cards';
import { dailyQueue, isEarly, isLeech, wakeMs } from '@/lib/lesson/cards/queue';
import { answerCard, recallChance, waitsOf } from '@/lib/lesson/cards/scheduler';
import { countsOf, retentionOf } from '@/lib/lesson/cards/statistics';
import {
  type CardGrade,
  type CardRecords,
  type CardSettings,
  DEFAULT_SETTINGS,
  GRADES,
  NO_RECORDS,
  untouched,
} from '@/lib/lesson/cards/stored';
import { createRandom } from '@/lib/workload/random';
import { answered, anyRecords, DAY_MS, deckIn, lessonOf, MINUTE_MS, MORNING_MS } from './cards-fixtures';

const LESSON = lessonOf(60);
const ALL = new Set<never>();
const queueAt = (records: CardRecords, nowMs: number) =>
  dailyQueue({ deck: deckIn(LESSON, records), ...records, decks: ALL, nowMs });

/** Answers one card with these grades, each when it is due; what is known after each. */
function course(grades: readonly CardGrade[], settings: CardSettings = DEFAULT_SETTINGS) {
  let card = untouched('card-0');
  let nowMs = MORNING_MS;
  return grades.map((grade) => {
    card = answerCard(card, grade, nowMs, settings).card;
    nowMs = Math.max(nowMs, Date.parse(card.schedule?.dueAt ?? ''));
    return card.schedule;
  });
}

interface Learner {
  readonly days: number;
  readonly settings?: Partial<CardSettings>;
  /** The chance of recall of a card that comes back, given the one FSRS foresees. */
  readonly recalls?: (foreseen: number) => number;
}

/** Someone who sits down every morning and goes on until nothing is left, and forgets by the curve of FSRS. */
function learn({ days, settings: wishes, recalls = (foreseen) => foreseen }: Learner) {
  const settings = { ...DEFAULT_SETTINGS, ...wishes };
  const random = createRandom(11);
  let records: CardRecords = { ...NO_RECORDS, settings };
  const newByDay: number[] = [];
  const early: string[] = [];
  for (let day = 0; day < days; day++) {
    let nowMs = MORNING_MS + day * DAY_MS;
    let begun = 0;
    for (;;) {
      const queue = queueAt(records, nowMs);
      const [card] = queue.cards;
      if (!card) {
        if (queue.nextStepMs === null) break;
        nowMs = queue.nextStepMs;
        continue;
      }
      if (card.schedule && Date.parse(card.schedule.dueAt) > nowMs) early.push(card.id);
      if (!card.schedule) begun++;
      const chance = card.schedule?.phase === 'review' ? recalls(recallChance(card.schedule, nowMs, settings)) : 0.9;
      records = answered(records, card.id, random() < chance ? 'good' : 'again', nowMs);
      nowMs += 10_000;
    }
    newByDay.push(begun);
  }
  return { records, newByDay, early, endMs: MORNING_MS + days * DAY_MS };
}

describe('A schedule', () => {
  it('brings a known card back at ever longer intervals', () => {
    const days = course(['good', 'good', 'good', 'good', 'good', 'good']).map((each) => each?.intervalDays ?? 0);
    expect(days[0]).toBe(0);
    const apart = days.slice(1);
    expect(apart).toEqual(apart.toSorted((a, b) => a - b));
    expect(new Set(apart).size).toBe(apart.length);
  });

  it('brings a forgotten card back within minutes, and then sooner than before', () => {
    const [before, lapse, again] = course(['easy', 'good', 'good', 'again', 'good']).slice(2);
    expect(lapse).toMatchObject({ phase: 'relearning', intervalDays: 0, lapses: 1 });
    expect(again?.phase).toBe('review');
    expect(again?.intervalDays).toBeLessThan(before?.intervalDays ?? 0);
  });

  it('asks more often for a higher retention', () => {
    const grades: CardGrade[] = ['good', 'good', 'good', 'good'];
    const intervals = [0.8, 0.9, 0.97].map(
      (desiredRetention) => course(grades, { ...DEFAULT_SETTINGS, desiredRetention }).at(-1)?.intervalDays ?? 0,
    );
    expect(intervals[0]).toBeGreaterThan(intervals[1] ?? 0);
    expect(intervals[1]).toBeGreaterThan(intervals[2] ?? 0);
  });

  it('says of every grade what it then does, a better grade never bringing the card back sooner', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(9), fc.integer({ min: 1, max: 60 }), (records, index, days) => {
        const card = records.cards.get(`card-${index}`) ?? untouched(`card-${index}`);
        const nowMs = Date.parse(card.schedule?.reviewedAt ?? new Date(MORNING_MS).toISOString()) + days * DAY_MS;
        const waits = waitsOf(card, nowMs, records.settings);
        const minutes = GRADES.map((grade) => {
          const wait = waits[grade];
          const { schedule } = answerCard(card, grade, nowMs, records.settings).card;
          if ('days' in wait) expect(schedule?.intervalDays).toBe(wait.days);
          else expect(Date.parse(schedule?.dueAt ?? '') - nowMs).toBe(wait.minutes * MINUTE_MS);
          return 'days' in wait ? wait.days * 24 * 60 : wait.minutes;
        });
        expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
      }),
    );
  });

  it('has every card due again after any answer, and later than that answer', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        for (const { schedule } of records.cards.values()) {
          if (!schedule) continue;
          expect(Date.parse(schedule.dueAt)).toBeGreaterThan(Date.parse(schedule.reviewedAt));
        }
      }),
    );
  });

  it('takes a clock that was set back as standing still, and keeps answers apart all the same', () => {
    const first = answerCard(untouched('card-0'), 'easy', MORNING_MS, DEFAULT_SETTINGS);
    const second = answerCard(first.card, 'good', MORNING_MS - 3 * DAY_MS, DEFAULT_SETTINGS);
    const third = answerCard(second.card, 'good', MORNING_MS - 3 * DAY_MS, DEFAULT_SETTINGS);
    expect(third.review.reviewedAt).toBe(new Date(MORNING_MS + 2).toISOString());
    expect(new Set([first, second, third].map(({ review }) => review.id)).size).toBe(3);
  });
});

describe('A day of learning', () => {
  it('ends at four in the morning', () => {
    const night = new Date(2026, 5, 10, 3, 59, 59).getTime();
    expect(dayOf(night)).toBe(dayOf(new Date(2026, 5, 9, 12).getTime()));
    expect(dayOf(night + 1000)).toBe(dayOf(night) + 1);
  });

  it('begins at the first instant that falls in it, all year round', () => {
    for (let day = dayOf(MORNING_MS); day < dayOf(MORNING_MS) + 366; day++) {
      expect(dayOf(startOfDay(day))).toBe(day);
      expect(dayOf(startOfDay(day) - 1)).toBe(day - 1);
    }
  });

  it('counts as a day for the memory what a night lies between', () => {
    const { card } = answerCard(untouched('card-0'), 'easy', new Date(2026, 2, 2, 23).getTime(), DEFAULT_SETTINGS);
    const chance = (hour: number) =>
      card.schedule && recallChance(card.schedule, new Date(2026, 2, 3, hour).getTime(), DEFAULT_SETTINGS);
    expect(chance(3)).toBe(1);
    expect(chance(5)).toBeLessThan(1);
  });
});

describe('The queue of a day', () => {
  it('holds steps first, then reviews, then new cards', () => {
    let records = answered(NO_RECORDS, 'card-5', 'easy', MORNING_MS - 60 * DAY_MS);
    records = answered(records, 'card-9', 'good', MORNING_MS - 11 * MINUTE_MS);
    const phases = queueAt(records, MORNING_MS).cards.map(({ schedule }) => schedule?.phase ?? 'new');
    expect(phases.slice(0, 3)).toEqual(['learning', 'review', 'new']);
    expect(phases).toHaveLength(2 + DEFAULT_SETTINGS.newPerDay - 1);
  });

  it("begins the learner's own cards before those of the lesson, in the order of their file", () => {
    const own = addOwnCards(
      ['Z?', 'A?', 'M?'].map((front) => ({ front, back: 'Yes.', tags: [] })),
      new Map(),
    );
    const records = { ...NO_RECORDS, cards: new Map(own.map((card) => [card.id, card])) };
    const fronts = queueAt(records, MORNING_MS).cards.map(({ front }) => front);
    expect(fronts.slice(0, 4)).toEqual(['Z?', 'A?', 'M?', LESSON[0]?.front]);
    expect(fronts).toHaveLength(DEFAULT_SETTINGS.newPerDay);
  });

  it('never has a card before it is due', () => {
    fc.assert(
      fc.property(anyRecords, fc.integer({ min: 0, max: 60 * 24 * 90 }), (records, minutes) => {
        const nowMs = MORNING_MS + minutes * MINUTE_MS;
        const queue = queueAt(records, nowMs);
        for (const { schedule, suspended } of queue.cards) {
          expect(suspended).toBe(false);
          if (schedule) expect(Date.parse(schedule.dueAt)).toBeLessThanOrEqual(nowMs);
        }
        expect(queue.cards.filter(({ schedule }) => !schedule).length).toBeLessThanOrEqual(records.settings.newPerDay);
      }),
    );
  });

  it('has all that is due and not set aside', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(200), (records, days) => {
        const nowMs = MORNING_MS + days * DAY_MS;
        const due = [...records.cards.values()].filter(
          ({ schedule, suspended }) => schedule && !suspended && Date.parse(schedule.dueAt) <= nowMs,
        );
        const inQueue = queueAt(records, nowMs).cards.filter(({ schedule }) => schedule);
        expect(inQueue.map(({ id }) => id).sort()).toEqual(due.map(({ id }) => id).sort());
      }),
    );
  });

  it('holds only the decks asked for, with one limit of new cards for all of them', () => {
    const records = answered(NO_RECORDS, 'card-0', 'good', MORNING_MS);
    const queue = dailyQueue({
      deck: deckIn(LESSON, records),
      ...records,
      decks: new Set(['edge' as const]),
      nowMs: MORNING_MS + 1000,
    });
    expect(new Set(queue.cards.map(({ deck }) => deck))).toEqual(new Set(['edge']));
    expect(queue.cards).toHaveLength(DEFAULT_SETTINGS.newPerDay - 1);
  });

  it('says when the next step comes, and brings it earlier only when asked', () => {
    const settings = { ...DEFAULT_SETTINGS, newPerDay: 1 };
    const records = { ...answered(NO_RECORDS, 'card-0', 'good', MORNING_MS), settings };
    const input = { deck: deckIn(LESSON, records), ...records, decks: ALL, nowMs: MORNING_MS + MINUTE_MS };
    expect(dailyQueue(input)).toMatchObject({ cards: [], laterToday: 1, nextStepMs: MORNING_MS + 10 * MINUTE_MS });
    expect(dailyQueue({ ...input, aheadMs: 20 * MINUTE_MS }).cards).toHaveLength(1);
  });

  it('has to be looked at again each minute of a break, and at the next step', () => {
    const settings = { ...DEFAULT_SETTINGS, newPerDay: 1 };
    const records = { ...answered(NO_RECORDS, 'card-0', 'good', MORNING_MS), settings };
    const wakes: number[] = [];
    for (let nowMs = MORNING_MS + 1; queueAt(records, nowMs).cards.length === 0; ) {
      nowMs = wakeMs(queueAt(records, nowMs), nowMs);
      wakes.push(nowMs - MORNING_MS);
    }
    expect(wakes).toEqual(Array.from({ length: 10 }, (_, minute) => (minute + 1) * MINUTE_MS));
  });

  it('has to be looked at again when the next step comes, or else when the next day begins', () => {
    const records = answered(NO_RECORDS, 'card-0', 'good', MORNING_MS);
    expect(wakeMs(queueAt(records, MORNING_MS), MORNING_MS)).toBe(MORNING_MS + 10 * MINUTE_MS);
    expect(wakeMs(queueAt(NO_RECORDS, MORNING_MS), MORNING_MS)).toBe(startOfDay(dayOf(MORNING_MS) + 1));
  });

  it('has a card before its time only where its step falls later', () => {
    const stateOf = (grade: CardGrade) =>
      answered(NO_RECORDS, 'card-0', grade, MORNING_MS).cards.get('card-0') ?? untouched('card-0');
    expect(isEarly(stateOf('good'), MORNING_MS)).toBe(true);
    expect(isEarly({ ...stateOf('good'), suspended: true }, MORNING_MS)).toBe(false);
    expect(isEarly(stateOf('good'), MORNING_MS + 10 * MINUTE_MS)).toBe(false);
    expect(isEarly(stateOf('easy'), MORNING_MS)).toBe(false);
    expect(isEarly(untouched('card-0'), MORNING_MS)).toBe(false);
  });

  it('calls a card that was forgotten eight times a leech', () => {
    let records = NO_RECORDS;
    let nowMs = MORNING_MS;
    for (let lapse = 0; lapse < 8; lapse++) {
      expect(deckIn(LESSON, records).filter(isLeech)).toHaveLength(0);
      for (const grade of ['easy', 'again'] as const) {
        records = answered(records, 'card-0', grade, nowMs);
        nowMs = Date.parse(records.cards.get('card-0')?.schedule?.dueAt ?? '');
      }
    }
    expect(deckIn(LESSON, records).filter(isLeech)).toHaveLength(1);
  });
});

describe('A learner over half a year', () => {
  const weeks = learn({ days: 180, settings: { newPerDay: 4 } });

  it('begins no more new cards on a day than chosen, and all of them in the end', () => {
    expect(Math.max(...weeks.newByDay)).toBe(4);
    expect(weeks.newByDay.reduce((sum, count) => sum + count, 0)).toBe(LESSON.length);
  });

  it('is never shown a card before it is due', () => {
    expect(weeks.early).toEqual([]);
  });

  it('recalls about as much as was desired', () => {
    const recent = retentionOf(weeks.records.reviews, weeks.endMs);
    const all = weeks.records.reviews.filter(({ phaseBefore }) => phaseBefore === 'review');
    const share = all.filter(({ grade }) => grade !== 'again').length / all.length;
    expect(all.length).toBeGreaterThan(300);
    // Four standard errors of a share near 0.9.
    expect(Math.abs(share - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / all.length));
    expect(recent.reviews).toBeGreaterThan(20);
  });

  it('who forgets more is asked more often', () => {
    const forgetful = learn({ days: 180, settings: { newPerDay: 4 }, recalls: (foreseen) => foreseen - 0.3 });
    expect(forgetful.records.reviews.length).toBeGreaterThan(weeks.records.reviews.length * 1.3);
  });

  it('has most cards mastered, and every card answered due again', () => {
    const deck = deckIn(LESSON, weeks.records);
    expect(countsOf(deck).mastered).toBeGreaterThan(LESSON.length / 2);
    const horizon = forecastOf(deck, weeks.endMs, 36_500);
    expect(horizon.reduce((sum, { due }) => sum + due, 0)).toBe(LESSON.length);
  });
});

describe('A forecast', () => {
  it('sums to the cards that come back within its days', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(60), (records, days) => {
        const nowMs = MORNING_MS + days * DAY_MS;
        const endMs = startOfDay(dayOf(nowMs) + 30);
        const coming = [...records.cards.values()].filter(
          ({ schedule, suspended }) => schedule && !suspended && Date.parse(schedule.dueAt) < endMs,
        );
        const forecast = forecastOf(deckIn(LESSON, records), nowMs);
        expect(forecast).toHaveLength(30);
        expect(forecast.reduce((sum, { due }) => sum + due, 0)).toBe(coming.length);
        expect(fullestDay(forecast)?.due ?? 0).toBe(Math.max(...forecast.map(({ due }) => due)));
      }),
    );
  });
});

describe('Counts', () => {
  it('place every card once', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const deck = deckIn(LESSON, records);
        const { new: fresh, learning, review, mastered, suspended } = countsOf(deck);
        expect(fresh + learning + review + mastered + suspended).toBe(deck.length);
      }),
    );
  });

  it('measure retention on cards that came back after a day or more, of the last 30 days', () => {
    let records = answered(NO_RECORDS, 'card-0', 'easy', MORNING_MS - 60 * DAY_MS);
    records = answered(records, 'card-0', 'again', MORNING_MS - 40 * DAY_MS);
    expect(retentionOf(records.reviews, MORNING_MS)).toEqual({ share: null, reviews: 0 });
    records = answered(records, 'card-0', 'good', MORNING_MS - 39 * DAY_MS);
    records = answered(records, 'card-0', 'good', MORNING_MS - 2 * DAY_MS);
    records = answered(records, 'card-0', 'again', MORNING_MS);
    expect(retentionOf(records.reviews, MORNING_MS)).toEqual({ share: 0.5, reviews: 2 });
  });
});
