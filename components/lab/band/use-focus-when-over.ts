import { type RefObject, useEffect, useRef } from 'react';
import type { RunPhase } from '@/lib/lab/run-state';
import type { StudyPhase } from '@/lib/lab/studies/study-state';

/** What had the focus while a run went on, when it was started by hand or by key. */
const STARTED_FROM = '[data-run-bar]';
const LANES = '[data-lanes]';

interface Followed {
  readonly phase: RunPhase | StudyPhase;
  /** Whether the run on the screen was measured earlier and opened from a file or the history. */
  readonly isKept?: boolean;
}

interface AnswerFocus<Answer extends HTMLElement> {
  readonly answer: RefObject<Answer | null>;
  /** To be told when a button of the band is pressed: it goes when the run that it starts begins. */
  acted(): void;
}

/**
 * Takes the focus to the answer of a run, or of a study, when it comes, and keeps band and lanes in sight when a run begins and ends: not of
 * somebody who is elsewhere on the page, and not when the run was stopped. Who pressed Cancel stays on that button, which now
 * runs it again. A run of earlier has the focus only where it is nowhere else.
 * @param over its figures are known
 */
export function useFocusWhenOver<Answer extends HTMLElement>(
  { phase, isKept = false }: Followed,
  over: boolean,
): AnswerFocus<Answer> {
  const answer = useRef<Answer>(null);
  const ran = useRef(false);
  const pressed = useRef(false);
  const isBusy = phase === 'preparing' || phase === 'running';
  useEffect(() => {
    if (!isBusy) return;
    if (pressed.current && isNowhere())
      document.querySelector<HTMLElement>(`${STARTED_FROM} button`)?.focus({ preventScroll: true });
    pressed.current = false;
    // Last the button that stops it.
    if (isElsewhere()) return;
    showBoth(answer.current);
    document.querySelector(`${STARTED_FROM} button`)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [isBusy]);
  useEffect(() => {
    if (isBusy) ran.current = true;
    // Stopped: what is opened next is no answer to it.
    else if (phase !== 'done') ran.current = false;
    if (phase !== 'done' || !over) return;
    if (ran.current ? isElsewhere() : !isKept || !isNowhere()) return;
    ran.current = false;
    answer.current?.focus({ preventScroll: true });
    showBoth(answer.current);
  }, [phase, isBusy, over, isKept]);
  return {
    answer,
    acted: () => {
      pressed.current = true;
    },
  };
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;
const isElsewhere = () => !isNowhere() && !document.activeElement?.closest(STARTED_FROM);

/** The lanes, and the band, which wins where not both fit. At once: nothing glides while lanes are timed. */
function showBoth(answer: HTMLElement | null): void {
  for (const shown of [document.querySelector(LANES), answer?.closest('section')])
    shown?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
