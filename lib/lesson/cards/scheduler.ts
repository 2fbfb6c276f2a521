import { type Card, FSRS, type Grade, Rating, State } from 'ts-fsrs';
import { dayOf, startOfDay } from './learning-day';
import {
  type CardGrade,
  type CardSchedule,
  type CardSettings,
  GRADES,
  type StoredCard,
  type StoredReview,
} from './stored';

const DAY_MS = 86_400_000;

const RATING = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
} as const satisfies Record<CardGrade, Grade>;
const STATE = { learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;

export interface Answered {
  readonly card: StoredCard;
  readonly review: StoredReview;
}

/**
 * The card and the record of an answer after it, by FSRS-6 with its published parameters and no fuzz
 * (github.com/open-spaced-repetition/ts-fsrs). A card that comes back on another day comes back when that day begins.
 * @param nowMs of the answer, since the epoch; on a clock that was set back, the instant after the last answer
 */
export function answerCard(card: StoredCard, grade: CardGrade, nowMs: number, settings: CardSettings): Answered {
  const at = notBefore(card.schedule, nowMs);
  const reviewedAt = new Date(at).toISOString();
  return {
    card: { ...card, schedule: next(card.schedule, grade, at, settings) },
    review: {
      id: `${reviewedAt} ${card.id}`,
      cardId: card.id,
      reviewedAt,
      grade,
      phaseBefore: card.schedule?.phase ?? 'new',
    },
  };
}

/** How long until the card would come again after each grade: days apart, or else minutes. */
export type Wait = { readonly days: number } | { readonly minutes: number };

export function waitsOf(card: StoredCard, nowMs: number, settings: CardSettings): Readonly<Record<CardGrade, Wait>> {
  const at = notBefore(card.schedule, nowMs);
  const waits = GRADES.map((grade): [CardGrade, Wait] => {
    const { intervalDays, dueAt } = next(card.schedule, grade, at, settings);
    return [
      grade,
      intervalDays > 0 ? { days: intervalDays } : { minutes: Math.round((Date.parse(dueAt) - at) / 60_000) },
    ];
  });
  return Object.fromEntries(waits) as Record<CardGrade, Wait>;
}

/** The chance that a card would be recalled now, by FSRS. */
export function recallChance(schedule: CardSchedule, nowMs: number, settings: CardSettings): number {
  const days = Math.max(0, dayOf(nowMs) - dayOf(Date.parse(schedule.reviewedAt)));
  return fsrsFor(settings).forgetting_curve(days, schedule.stability);
}

function next(before: CardSchedule | null, grade: CardGrade, nowMs: number, settings: CardSettings): CardSchedule {
  const clock = onLearningClock(nowMs);
  const { card } = fsrsFor(settings).next(toFsrs(before, clock), clock, RATING[grade]);
  const inSteps = card.state !== State.Review;
  const dueMs = inSteps ? nowMs + (card.due.getTime() - clock) : startOfDay(dayOf(nowMs) + card.scheduled_days);
  return {
    phase: card.state === State.Review ? 'review' : card.state === State.Relearning ? 'relearning' : 'learning',
    dueAt: new Date(dueMs).toISOString(),
    stability: card.stability,
    difficulty: card.difficulty,
    intervalDays: inSteps ? 0 : card.scheduled_days,
    step: card.learning_steps,
    reviews: card.reps,
    lapses: card.lapses,
    reviewedAt: new Date(nowMs).toISOString(),
  };
}

/** FSRS counts days as those of UTC: on this clock they turn over when the learner's days do. */
function onLearningClock(timeMs: number): number {
  const day = dayOf(timeMs);
  // A day on which the clocks go back has 25 hours: its last would be the next day's first.
  return day * DAY_MS + Math.min(timeMs - startOfDay(day), DAY_MS - 1);
}

function toFsrs(schedule: CardSchedule | null, clock: number): Card {
  const reviewedAt = schedule ? onLearningClock(Date.parse(schedule.reviewedAt)) : clock;
  return {
    due: new Date(clock),
    stability: schedule?.stability ?? 0,
    difficulty: schedule?.difficulty ?? 0,
    elapsed_days: 0,
    scheduled_days: schedule?.intervalDays ?? 0,
    learning_steps: schedule?.step ?? 0,
    reps: schedule?.reviews ?? 0,
    lapses: schedule?.lapses ?? 0,
    state: schedule ? STATE[schedule.phase] : State.New,
    ...(schedule && { last_review: new Date(Math.min(reviewedAt, clock)) }),
  };
}

function notBefore(schedule: CardSchedule | null, nowMs: number): number {
  // Later by a little: answers are known apart by their instant.
  return Math.max(nowMs, schedule ? Date.parse(schedule.reviewedAt) + 1 : nowMs);
}

let last: FSRS | null = null;

function fsrsFor({ desiredRetention }: CardSettings): FSRS {
  if (last?.parameters.request_retention !== desiredRetention)
    last = new FSRS({ request_retention: desiredRetention, enable_fuzz: false });
  return last;
}
