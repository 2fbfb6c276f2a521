import { useEffect, useEffectEvent, useState } from 'react';
import type { Player } from './use-motion';

/** A listener is told no more often than this while the lanes move, and when they have come to rest. */
const EVERY_MS = 6000;
const REST_MS = 400;

/** What to say of a player to who cannot see it; empty until something was pressed. */
export function useSaid({ playing, touched, atMs }: Player, words: () => string): string {
  const [said, setSaid] = useState('');
  const say = useEffectEvent(() => setSaid(words()));
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => say(), EVERY_MS);
    return () => clearInterval(timer);
  }, [playing]);
  useEffect(() => {
    if (playing || !touched) return;
    // Whoever drags along is told where it ends.
    const timer = setTimeout(() => say(), REST_MS);
    return () => clearTimeout(timer);
  }, [playing, touched, atMs]);
  return said;
}
