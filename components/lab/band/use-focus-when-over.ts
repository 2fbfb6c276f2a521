import { type RefObject, useEffect, useRef } from 'react';

/** What had the focus while a run went on, when it was started by hand or by key. */
const STARTED_FROM = '[data-run-bar]';

/**
 * Takes the focus to the answer of a run when it comes: not from somebody who is elsewhere on the page by then, and not when
 * a run of earlier is opened.
 * @param busy lanes run @param over its figures are known
 */
export function useFocusWhenOver(busy: boolean, over: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const ran = useRef(false);
  useEffect(() => {
    if (busy) ran.current = true;
    if (!over || !ran.current) return;
    ran.current = false;
    const focused = document.activeElement;
    if (focused !== null && focused !== document.body && !focused.closest(STARTED_FROM)) return;
    heading.current?.focus({ preventScroll: true });
    // On a phone the answer may be below the edge of the screen.
    heading.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [busy, over]);
  return heading;
}
