import { type RefObject, useEffect, useRef } from 'react';

/**
 * Brings the focus (and with it the screen) to what a new stage has put up, marked `data-lead`; not when the page opens.
 * @param stage `null` before there is one
 */
export function useLead(stage: string | null): RefObject<HTMLDivElement | null> {
  const region = useRef<HTMLDivElement>(null);
  const before = useRef<string | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = stage;
    if (was === null || stage === null || was === stage) return;
    const lead = region.current?.querySelector<HTMLElement>('[data-lead]');
    lead?.focus({ preventScroll: true });
    lead?.scrollIntoView({ block: 'nearest' });
  }, [stage]);
  return region;
}
