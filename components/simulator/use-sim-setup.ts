import { useCallback, useMemo } from 'react';
import { useAddress } from '@/components/shell/use-link-params';
import type { ErrorReport } from '@/lib/errors';
import { formatSimSetup, parseSimSetup, withChange } from '@/lib/simulate/setup/address';
import type { SimSetup } from '@/lib/simulate/setup/fields';

export type ChangeSetup = (change: Partial<SimSetup>) => void;

export interface SimSetupControl {
  readonly setup: SimSetup;
  /** Which parts of the address could not be used, and why. */
  readonly problems: readonly ErrorReport[];
  readonly change: ChangeSetup;
  reset(): void;
}

/** The address of a set-up on this page. */
export function simHref(setup: SimSetup): string {
  const query = formatSimSetup(setup);
  return query === '' ? '/simulator' : `/simulator?${query}`;
}

/** The set-up lives in the address: each change is a step in the history, so Back works. */
export function useSimSetup(): SimSetupControl {
  const address = useAddress().toString();
  const { setup, problems } = useMemo(() => parseSimSetup(new URLSearchParams(address)), [address]);
  const change = useCallback<ChangeSetup>(
    (next) => window.history.pushState(null, '', simHref(withChange(setup, next))),
    [setup],
  );
  const reset = useCallback(() => window.history.pushState(null, '', window.location.pathname), []);
  return { setup, problems, change, reset };
}
