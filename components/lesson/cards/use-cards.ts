import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { CardStore, CardsView } from '@/lib/learner/cards/card-store';
import { openCards } from '@/lib/learner/cards/open-cards';

/** The cards of this device, followed as long as the page is shown. */
export function useCards(): { readonly store: CardStore; readonly view: CardsView } {
  const [store] = useState(openCards);
  useEffect(() => store.open(), [store]);
  const view = useSyncExternalStore(store.subscribe, store.get, store.get);
  return { store, view };
}

/** The longest a timer can run, ms. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The time, which moves on at `wakeMs`, when the page is looked at again, and when asked to.
 * @returns 0 until the page is shown, then ms since the epoch, and what moves it on
 */
export function usePageTime(wakeMs: number | null): readonly [nowMs: number, tick: () => number] {
  const [nowMs, setNow] = useState(0);
  const tick = useCallback(() => {
    const now = Date.now();
    setNow(now);
    return now;
  }, []);
  useEffect(() => {
    tick();
    const onVisible = () => document.visibilityState === 'visible' && tick();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [tick]);
  useEffect(() => {
    // The time is looked at again after every tick: a timer may fire a little before it is due.
    if (wakeMs === null || wakeMs <= nowMs) return;
    const handle = setTimeout(tick, Math.min(LONGEST_MS, Math.max(50, wakeMs - Date.now())));
    return () => clearTimeout(handle);
  }, [wakeMs, nowMs, tick]);
  return [nowMs, tick];
}
