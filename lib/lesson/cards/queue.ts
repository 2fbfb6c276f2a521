import type { DeckCard, DeckId } from './deck';
import { dayOf, startOfDay } from './learning-day';
import type { CardSettings, StoredCard, StoredReview } from './stored';

const MINUTE_MS = 60_000;

/** A card that was forgotten so often is not learnt by more of the same (Anki's limit, too). */
export const LEECH_LAPSES = 8;

export function isLeech({ schedule }: Pick<DeckCard, 'schedule'>): boolean {
  return (schedule?.lapses ?? 0) >= LEECH_LAPSES;
}

export interface QueueInput {
  readonly deck: readonly DeckCard[];
  readonly reviews: readonly StoredReview[];
  readonly settings: CardSettings;
  /** Decks asked for; none means all. */
  readonly decks: ReadonlySet<DeckId>;
  readonly nowMs: number;
  /** Cards within their steps may come this much early: what a learner may ask for who does not want to wait. */
  readonly aheadMs?: number;
}

export interface DailyQueue {
  /** What to answer now: steps that are due, then reviews that are due, then new cards, the learner's own first. */
  readonly cards: readonly DeckCard[];
  /** Cards whose next step falls later today: they will come into the queue. */
  readonly laterToday: number;
  /** When the first of those comes, ms since the epoch. */
  readonly nextStepMs: number | null;
  /** Answers given today, to cards of these decks. */
  readonly answeredToday: number;
  /** New cards that may still be begun today, whether or not there are so many. */
  readonly newLeft: number;
  /** New cards that wait for another day. */
  readonly newWaiting: number;
}

/** What is to be done today. */
export function dailyQueue({ deck, reviews, settings, decks, nowMs, aheadMs = 0 }: QueueInput): DailyQueue {
  const chosen = deck.filter((card) => decks.size === 0 || decks.has(card.deck));
  const active = chosen.filter(({ suspended }) => !suspended);
  const dayEndMs = startOfDay(dayOf(nowMs) + 1);
  const stepsToday = active
    .filter(({ schedule }) => schedule && schedule.phase !== 'review' && dueMs(schedule) < dayEndMs)
    .sort(byDue);
  const isNow = (card: DeckCard) => card.schedule !== null && dueMs(card.schedule) <= nowMs + aheadMs;
  const dueReviews = active
    .filter(({ schedule }) => schedule?.phase === 'review' && dueMs(schedule) <= nowMs)
    .sort(byDue);
  const untried = active.filter(({ schedule }) => schedule === null);
  const fresh = [...untried.filter(({ own }) => own), ...untried.filter(({ own }) => !own)];
  const newLeft = Math.max(0, settings.newPerDay - newToday(reviews, nowMs));
  const begun = fresh.slice(0, newLeft);
  const later = stepsToday.filter((card) => !isNow(card));
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    cards: [...stepsToday.filter(isNow), ...dueReviews, ...begun],
    laterToday: later.length,
    nextStepMs: later[0]?.schedule ? dueMs(later[0].schedule) : null,
    answeredToday: today(reviews, nowMs).filter(({ cardId }) => ids.has(cardId)).length,
    newLeft,
    newWaiting: fresh.length - begun.length,
  };
}

/** Whether a card can come only before its time: its step falls later than now. */
export function isEarly({ schedule, suspended }: StoredCard, nowMs: number): boolean {
  return !suspended && schedule !== null && schedule.phase !== 'review' && dueMs(schedule) > nowMs;
}

/**
 * When what is shown of a queue is no longer right, ms since the epoch: when the next step comes or else the next day
 * begins, and in a break each minute, whose wait is told in minutes.
 */
export function wakeMs({ cards, nextStepMs }: DailyQueue, nowMs: number): number {
  if (nextStepMs === null) return startOfDay(dayOf(nowMs) + 1);
  if (cards.length > 0) return nextStepMs;
  return nextStepMs - (Math.ceil((nextStepMs - nowMs) / MINUTE_MS) - 1) * MINUTE_MS;
}

/** What tomorrow brings if nothing else is done today: cards that come back, and new ones that may be begun. */
export function tomorrowOf({ deck, reviews, settings, decks, nowMs }: QueueInput): {
  readonly due: number;
  readonly fresh: number;
} {
  const day = dayOf(nowMs) + 1;
  // The last instant of tomorrow: whatever comes back in the course of it counts.
  const { cards } = dailyQueue({ deck, reviews, settings, decks, nowMs: startOfDay(day + 1) - 1 });
  const fresh = cards.filter(({ schedule }) => schedule === null).length;
  return { due: cards.length - fresh, fresh };
}

/** Cards begun on this day of learning, of all decks: the limit is one for all. */
function newToday(reviews: readonly StoredReview[], nowMs: number): number {
  return today(reviews, nowMs).filter(({ phaseBefore }) => phaseBefore === 'new').length;
}

function today(reviews: readonly StoredReview[], nowMs: number): readonly StoredReview[] {
  const day = dayOf(nowMs);
  // Instants of one form sort as their texts do.
  const [from, to] = [startOfDay(day), startOfDay(day + 1)].map((ms) => new Date(ms).toISOString());
  return reviews.filter(({ reviewedAt }) => reviewedAt >= (from ?? '') && reviewedAt < (to ?? ''));
}

function byDue(a: DeckCard, b: DeckCard): number {
  const difference = (a.schedule ? dueMs(a.schedule) : 0) - (b.schedule ? dueMs(b.schedule) : 0);
  return difference || (a.id < b.id ? -1 : 1);
}

function dueMs({ dueAt }: { readonly dueAt: string }): number {
  return Date.parse(dueAt);
}
