import { useCallback, useMemo } from 'react';
import { useAddress } from '@/components/shell/use-link-params';
import type { ErrorReport } from '@/lib/errors';
import type { Needs } from '@/lib/simulate/advice/needs';
import { formatNeeds, parseNeeds, withNeed } from '@/lib/simulate/advice/needs-address';

/** The address of needs at the advisor. */
export function needsHref(needs: Needs): string {
  const query = formatNeeds(needs);
  return query === '' ? '/simulator/advisor' : `/simulator/advisor?${query}`;
}

export type ChangeNeeds = (change: Partial<Needs>) => void;

/** Needs live in the address: each change is a step in the history, so Back works. */
export function useNeeds(): {
  readonly needs: Needs;
  readonly problems: readonly ErrorReport[];
  readonly change: ChangeNeeds;
  reset(): void;
} {
  const address = useAddress().toString();
  const { needs, problems } = useMemo(() => parseNeeds(new URLSearchParams(address)), [address]);
  const change = useCallback<ChangeNeeds>(
    (next) => window.history.pushState(null, '', needsHref(withNeed(needs, next))),
    [needs],
  );
  const reset = useCallback(() => window.history.pushState(null, '', window.location.pathname), []);
  return { needs, problems, change, reset };
}
