import type { ChartId } from '@/lib/measure/chart-id';

export const cardId = (name: string) => `chart-${name}`;

/** Stem of the anchor of what is held against a run. */
export const REASONS = 'reasons';

/** Brings a card into view and the focus to it: gliding, unless the reader asked for less motion. */
export function pointTo(chart: ChartId | typeof REASONS) {
  const card = document.getElementById(cardId(chart));
  if (!card) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  card.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'start' });
  card.focus({ preventScroll: true });
}
