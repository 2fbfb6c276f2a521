'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo } from 'react';
import type { ErrorReport } from '@/lib/errors';
import { type ExperimentSetup, mergeSetup, type RunSetup, setupOf, withStudy } from '@/lib/experiment/setup';
import type { StudyId } from '@/lib/experiment/setup-fields';
import { formatSetup, parseSetup } from '@/lib/experiment/setup-url';

export interface SetupControl {
  readonly setup: ExperimentSetup;
  /** The same as a run over the same workload, whatever the study. */
  readonly runSetup: RunSetup;
  /** What of the address could not be used. */
  readonly problems: readonly ErrorReport[];
  /** The address names a run kept on this device; `null` = it does not. */
  readonly savedId: string | null;
  /** The address asks for a run at once. */
  readonly autoRun: boolean;
  change(setup: ExperimentSetup): void;
  /** Another study over as much of the same as it knows. */
  chooseStudy(study: StudyId): void;
  /** The same without a step in the history. */
  replace(setup: ExperimentSetup): void;
  /** Drops `run` from the address without a step in the history. */
  consumeAutoRun(): void;
  reset(): void;
}

/** Where drawing a digit was before it was a study. */
const DRAW_HASH = '#draw';

/**
 * The set-up lives in the address: each change is a step in the history, so Back works. The address keeps what the other
 * studies were told as well.
 */
export function useSetup(): SetupControl {
  const params = useSearchParams();
  const { setup, whole, problems } = useMemo(() => parseSetup(new URLSearchParams(params.toString())), [params]);
  const runSetup = useMemo(() => setupOf({ ...whole, study: 'same-workload' }), [whole]);
  const addressOf = useCallback((next: ExperimentSetup) => hrefOf(mergeSetup(whole, next)), [whole]);
  const change = useCallback(
    (next: ExperimentSetup) => window.history.pushState(null, '', addressOf(next)),
    [addressOf],
  );
  const replace = useCallback(
    (next: ExperimentSetup) => window.history.replaceState(null, '', addressOf(next)),
    [addressOf],
  );
  const chooseStudy = useCallback((study: StudyId) => change(withStudy(whole, study)), [change, whole]);
  const consumeAutoRun = useCallback(() => replace(setup), [replace, setup]);
  const reset = useCallback(() => window.history.pushState(null, '', window.location.pathname), []);
  useEffect(() => {
    if (window.location.hash === DRAW_HASH) replace(withStudy(whole, 'draw'));
  }, [replace, whole]);
  return {
    setup,
    runSetup,
    problems,
    autoRun: params.get('run') === '1',
    savedId: params.get('saved'),
    change,
    chooseStudy,
    replace,
    consumeAutoRun,
    reset,
  };
}

function hrefOf(setup: ExperimentSetup): string {
  const query = formatSetup(setup);
  return query === '' ? window.location.pathname : `?${query}`;
}
