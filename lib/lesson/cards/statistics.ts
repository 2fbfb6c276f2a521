import type { DeckCard } from './deck';
import { isLeech } from './queue';
import type { StoredReview } from './stored';

const DAY_MS = 86_400_000;

/** A card that is asked again only after so many days is called mastered (what Anki calls mature). */
export const MASTERED_DAYS = 21;
const RETENTION_DAYS = 30;

export interface CardCounts {
  readonly new: number;
  /** In the steps of a day, for the first time or again. */
  readonly learning: number;
  readonly review: number;
  readonly mastered: number;
  /** Set aside; counted nowhere else. */
  readonly suspended: number;
  /** Forgotten again and again; also counted where they stand. */
  readonly leeches: number;
}

export function countsOf(deck: readonly DeckCard[]): CardCounts {
  const counts = { new: 0, learning: 0, review: 0, mastered: 0, suspended: 0, leeches: 0 };
  for (const card of deck) {
    counts[standingOf(card)]++;
    if (isLeech(card)) counts.leeches++;
  }
  return counts;
}

function standingOf({ schedule, suspended }: DeckCard): Exclude<keyof CardCounts, 'leeches'> {
  if (suspended) return 'suspended';
  if (!schedule) return 'new';
  if (schedule.phase !== 'review') return 'learning';
  return schedule.intervalDays >= MASTERED_DAYS ? 'mastered' : 'review';
}

export interface MeasuredRetention {
  /** 0..1; `null` without reviews. */
  readonly share: number | null;
  /** How many reviews it rests on. */
  readonly reviews: number;
}

/** Of the cards that came back after a day or more in the last 30 days: the share that was recalled. */
export function retentionOf(reviews: readonly StoredReview[], nowMs: number): MeasuredRetention {
  const counted = reviews.filter(
    ({ phaseBefore, reviewedAt }) =>
      phaseBefore === 'review' && Date.parse(reviewedAt) > nowMs - RETENTION_DAYS * DAY_MS,
  );
  const recalled = counted.filter(({ grade }) => grade !== 'again').length;
  return { share: counted.length > 0 ? recalled / counted.length : null, reviews: counted.length };
}
