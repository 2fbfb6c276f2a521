import { useEffect, useState } from 'react';

/** Counts from 1 to `last`, one step a task: mounting many charts at once would hold the page up. */
export function useTurns(last: number): number {
  const [turn, setTurn] = useState(1);
  useEffect(() => {
    if (turn >= last) return;
    const handle = setTimeout(() => setTurn(turn + 1), 0);
    return () => clearTimeout(handle);
  }, [turn, last]);
  return turn;
}
