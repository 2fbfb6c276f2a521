import { type RefObject, useEffect, useRef } from 'react';

/** Of what holds the lanes: they come into view with some room, which they may grow into. */
export const LANES_MARGIN = { scrollMarginBlock: '2rem' } as const;

/** Brings the lanes into view once, when they set out: who runs them sees all of them run. Where they fit, what stands above them stays. */
export function useLanesInView(busy: boolean): RefObject<HTMLDivElement | null> {
  const lanes = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Lanes that are higher than the window begin at its top.
    if (busy) lanes.current?.scrollIntoView({ block: 'nearest' });
  }, [busy]);
  return lanes;
}
