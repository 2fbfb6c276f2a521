import { useEffect, useState } from 'react';

/** Whoever holds a key down or drags along is told where it ends. ms */
const REST_MS = 400;

/** What a listener is told: where the picture has come to rest, and nothing while it plays. */
export function useSaid(isAtRest: boolean, words: () => string): string {
  const [said, setSaid] = useState('');
  const now = isAtRest ? words() : '';
  useEffect(() => {
    const timer = setTimeout(() => setSaid(now), REST_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return said;
}
