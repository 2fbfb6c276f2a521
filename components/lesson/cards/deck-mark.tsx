import { LaneMark } from '@/components/marks/lane-mark';
import type { DeckId } from '@/lib/lesson/cards/deck';
import { MODE_IDS } from '@/lib/modes';

/** The sign of the lane a deck is about; nothing for the others. */
export function DeckMark({ deck }: { deck: DeckId }) {
  const lane = MODE_IDS.find((mode) => mode === deck);
  return lane ? <LaneMark lane={lane} size={12} /> : null;
}
