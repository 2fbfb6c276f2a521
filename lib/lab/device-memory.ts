import 'client-only';
import { PROPOSED_RATES, RATE_REASONS, type RateProposal } from '../experiment/device-rate';
import type { Proposals } from './device-rates';

const KEY = 'trilane.device-rate';

/** What this tab knows of the device; a browser that keeps nothing knows nothing. */
export function rememberedProposals(): Proposals {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return Object.fromEntries(
      Object.entries(kept ?? {}).flatMap(([kind, one]) => (isProposal(one) ? [[kind, one]] : [])),
    );
  } catch {
    return {};
  }
}

export function rememberProposals(proposals: Proposals): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(proposals));
  } catch {
    // Then it is checked again after a reload.
  }
}

function isProposal(value: unknown): value is RateProposal {
  if (value === null || typeof value !== 'object') return false;
  const { perSecond, because } = value as Partial<Record<keyof RateProposal, unknown>>;
  return PROPOSED_RATES.some((rate) => rate === perSecond) && [null, ...RATE_REASONS].some((one) => one === because);
}
