import type { WhyNone } from '../theory/why-no-formula';
import { withChange } from './address';
import { SIM_FIELDS, type SimSetup } from './fields';
import { loadOf } from './load';

/** What may be changed so that a formula exists, without another question being answered: the day's busiest part alone, and one queue for all servers. */
const MENDED: readonly WhyNone[] = ['varying-rate', 'own-queues'];

export interface FormulaSetup {
  readonly setup: SimSetup;
  readonly isBusiestPart: boolean;
  readonly isOneQueue: boolean;
}

/**
 * The same set-up in which a formula exists: requests come at the peak rate all the time, in front of one queue. `null` where something else stands in the
 * way, or where a day has too few requests for a part of it to be played.
 */
export function withFormula(setup: SimSetup, why: readonly WhyNone[]): FormulaSetup | null {
  if (why.length === 0 || why.some((one) => !MENDED.includes(one))) return null;
  const isBusiestPart = why.includes('varying-rate');
  const isOneQueue = why.includes('own-queues');
  const { requestsPerDay } = loadOf(setup);
  const requests = Math.min(setup.requests, Math.ceil(requestsPerDay) - 1);
  if (isBusiestPart && requests < SIM_FIELDS.requests.limits.min) return null;
  const changed = withChange(setup, {
    ...(isBusiestPart && { requests }),
    ...(isOneQueue && { balancing: 'shared-queue' }),
  });
  return { setup: changed, isBusiestPart, isOneQueue };
}
