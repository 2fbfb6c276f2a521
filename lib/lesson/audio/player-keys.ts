/** What a key does while the focus is in the player. */
export type PlayerCommand = 'toggle' | 'previous' | 'next' | 'slower' | 'faster';

interface Key {
  /** As in `KeyboardEvent.key`. */
  readonly key: string;
  /** Where the focus is: a button answers the space bar, a field the arrows. */
  readonly on: 'button' | 'field' | 'other';
  /** Whether text runs from right to left. */
  readonly rightToLeft: boolean;
}

const ANYWHERE: Readonly<Record<string, PlayerCommand>> = { k: 'toggle', j: 'previous', l: 'next' };

/** The command of a key, or null where it is not one of the player's. */
export function commandOf({ key, on, rightToLeft }: Key): PlayerCommand | null {
  const letter = ANYWHERE[key.toLowerCase()];
  if (letter) return letter;
  if (key === ' ') return on === 'other' ? 'toggle' : null;
  if (on === 'field') return null;
  if (key === 'ArrowLeft') return rightToLeft ? 'next' : 'previous';
  if (key === 'ArrowRight') return rightToLeft ? 'previous' : 'next';
  if (key === 'ArrowUp') return 'faster';
  if (key === 'ArrowDown') return 'slower';
  return null;
}
