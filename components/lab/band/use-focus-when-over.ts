import { type RefObject, useEffect, useRef } from 'react';
import type { RunPhase } from '@/lib/lab/run-state';
import type { StudyPhase } from '@/lib/lab/studies/study-state';

/** What had the focus while a run went on, when it was started by hand or by key. */
const STARTED_FROM = '[data-run-bar]';

/**
 * Takes the focus to the answer of a run, or of a study, when it comes: not from somebody who is elsewhere on the page by then, not when a run
 * of earlier is opened, and not when the run was stopped. Who pressed Cancel stays on that button, which now runs it again.
 * @param over its figures are known
 */
export function useFocusWhenOver<Answer extends HTMLElement>(
  phase: RunPhase | StudyPhase,
  over: boolean,
): RefObject<Answer | null> {
  const answer = useRef<Answer>(null);
  const ran = useRef(false);
  useEffect(() => {
    if (phase === 'preparing' || phase === 'running') ran.current = true;
    // Stopped: what is opened next is no answer to it.
    else if (phase !== 'done') ran.current = false;
    if (phase !== 'done' || !over || !ran.current) return;
    ran.current = false;
    const focused = document.activeElement;
    if (focused !== null && focused !== document.body && !focused.closest(STARTED_FROM)) return;
    answer.current?.focus({ preventScroll: true });
    // On a phone the answer may be below the edge of the screen.
    answer.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [phase, over]);
  return answer;
}
