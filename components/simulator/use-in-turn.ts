import { startTransition, useEffect, useState } from 'react';

/** From one part of the page to the next: each is drawn in a task of its own. ms */
const TURN_MS = 24;

/** A value as a part of the page shows it, which waits for its turn, and lets whoever uses the page go first: all parts at once would hold it up. @returns `null` before its first turn */
export function useInTurn<T>(value: T, turn: number): T | null {
  const [shown, setShown] = useState<T | null>(null);
  useEffect(() => {
    const handle = setTimeout(() => startTransition(() => setShown(value)), turn * TURN_MS);
    return () => clearTimeout(handle);
  }, [value, turn]);
  return shown;
}
