import { useCallback, useMemo } from 'react';
import { useAddress } from '@/components/shell/use-link-params';
import type { ErrorReport } from '@/lib/errors';
import { formatSimSetup, formatWithKept, parseKept, parseSimSetup, withChange } from '@/lib/simulate/setup/address';
import type { SimSetup } from '@/lib/simulate/setup/fields';

export type ChangeSetup = (change: Partial<SimSetup>) => void;

export interface SimSetupControl {
  readonly setup: SimSetup;
  /** To be compared with; `null` = none. */
  readonly kept: SimSetup | null;
  /** Which parts of the address could not be used, and why. */
  readonly problems: readonly ErrorReport[];
  readonly change: ChangeSetup;
  /** @param setup `null` = no longer */
  keep(setup: SimSetup | null): void;
  reset(): void;
}

/** The address of a set-up on this page. */
export function simHref(setup: SimSetup): string {
  const query = formatSimSetup(setup);
  return query === '' ? '/simulator' : `/simulator?${query}`;
}

function goTo(setup: SimSetup, kept: SimSetup | null): void {
  const query = formatWithKept(setup, kept);
  window.history.pushState(null, '', query === '' ? '/simulator' : `/simulator?${query}`);
}

/** The set-up lives in the address: each change is a step in the history, so Back works. */
export function useSimSetup(): SimSetupControl {
  const address = useAddress().toString();
  const { setup, kept, problems } = useMemo(() => {
    const own = parseSimSetup(new URLSearchParams(address));
    const beside = parseKept(new URLSearchParams(address));
    return { setup: own.setup, kept: beside?.setup ?? null, problems: [...own.problems, ...(beside?.problems ?? [])] };
  }, [address]);
  const change = useCallback<ChangeSetup>((next) => goTo(withChange(setup, next), kept), [setup, kept]);
  const keep = useCallback((next: SimSetup | null) => goTo(setup, next), [setup]);
  const reset = useCallback(() => window.history.pushState(null, '', window.location.pathname), []);
  return { setup, kept, problems, change, keep, reset };
}
