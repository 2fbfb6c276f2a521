'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import type { ErrorReport } from '@/lib/errors';
import type { ExperimentSetup } from '@/lib/experiment/setup';
import { formatSetup, parseSetup } from '@/lib/experiment/setup-url';

export interface SetupControl {
  readonly setup: ExperimentSetup;
  /** What of the address could not be used. */
  readonly problems: readonly ErrorReport[];
  /** The address names a run kept on this device; `null` = it does not. */
  readonly savedId: string | null;
  /** The address asks for a run at once. */
  readonly autoRun: boolean;
  change(setup: ExperimentSetup): void;
  /** The same without a step in the history. */
  replace(setup: ExperimentSetup): void;
  /** Drops `run` from the address without a step in the history. */
  consumeAutoRun(): void;
  reset(): void;
}

/** The set-up lives in the address: each change is a step in the history, so Back works. */
export function useSetup(): SetupControl {
  const params = useSearchParams();
  const { setup, problems } = useMemo(() => parseSetup(new URLSearchParams(params.toString())), [params]);
  const change = useCallback((next: ExperimentSetup) => window.history.pushState(null, '', addressOf(next)), []);
  const replace = useCallback((next: ExperimentSetup) => window.history.replaceState(null, '', addressOf(next)), []);
  const consumeAutoRun = useCallback(() => window.history.replaceState(null, '', addressOf(setup)), [setup]);
  const reset = useCallback(() => window.history.pushState(null, '', window.location.pathname), []);
  return {
    setup,
    problems,
    autoRun: params.get('run') === '1',
    savedId: params.get('saved'),
    change,
    replace,
    consumeAutoRun,
    reset,
  };
}

function addressOf(setup: ExperimentSetup): string {
  const query = formatSetup(setup);
  return query === '' ? window.location.pathname : `?${query}`;
}
