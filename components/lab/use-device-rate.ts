'use client';

import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { RateProposal } from '@/lib/experiment/device-rate';
import type { RunSetup } from '@/lib/experiment/setup';
import { rememberedProposals, rememberProposals } from '@/lib/lab/device-memory';
import { createDeviceRates, type DeviceRatesState, kindOf, MOST_WAIT_MS, proposalFor } from '@/lib/lab/device-rates';

export interface DeviceRate {
  /** `null` = nothing is known of the device, or no rate plays a part. */
  readonly proposal: RateProposal | null;
  readonly state: 'off' | 'checking' | 'awaited' | 'skipped' | 'known';
  /** What is proposed once the check is over that was under way or was begun for this; some seconds later without it. */
  settled(): Promise<RateProposal | null>;
  /** Ends the wait of `settled`: the run starts without the check. */
  hurry(): void;
}

/** Who leaves at once needs no runtime: it is fetched for the check when somebody has looked at the page for so long. */
const LOOKED_MS = 2500;
const NOTHING: DeviceRatesState = { checking: null, awaited: false, skipped: null, proposals: {} };

/** What the visit knows of its device, shared by all pages. */
const rates = createDeviceRates({
  check: async (setup, signal) => (await import('@/lib/lab/device-probe')).checkThisDevice(setup, signal),
  remembered: rememberedProposals,
  remember: rememberProposals,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/**
 * The rate that this device can keep under a set-up; looked for when the page has nothing else to do.
 * @param wanted whether to look for it now: a check that is under way is called off when it is not
 */
export function useDeviceRate(setup: RunSetup, wanted: boolean): DeviceRate {
  const { checking, awaited, skipped, proposals } = useSyncExternalStore(rates.subscribe, rates.get, () => NOTHING);
  const kind = kindOf(setup);
  const proposal = proposalFor(setup, proposals);
  const latest = useRef(setup);
  latest.current = setup;
  const isOn = wanted && kind !== null;
  const on = useRef(isOn);
  on.current = isOn;
  useEffect(() => {
    if (!isOn || !kind || savesData()) return;
    let stopWaiting = () => {};
    const looking = setTimeout(() => {
      stopWaiting = whenIdle(() => rates.check(latest.current));
    }, LOOKED_MS);
    return () => {
      clearTimeout(looking);
      stopWaiting();
      rates.cancel();
    };
  }, [isOn, kind]);
  const settled = useCallback(async () => {
    if (on.current && !savesData()) await rates.settle(latest.current, MOST_WAIT_MS);
    return proposalFor(latest.current, rates.get().proposals);
  }, []);
  const state =
    kind === null
      ? 'off'
      : checking === kind
        ? awaited
          ? 'awaited'
          : 'checking'
        : proposal
          ? 'known'
          : skipped === kind
            ? 'skipped'
            : 'off';
  return { proposal, state, settled, hurry: rates.hurry };
}

const savesData = () =>
  (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** Calls when the page is seen and has nothing else to do. @returns stops waiting for that */
function whenIdle(call: () => void): () => void {
  let stop = () => {};
  const wait = () => {
    stop();
    if (document.visibilityState === 'hidden') {
      document.addEventListener('visibilitychange', wait, { once: true });
      stop = () => document.removeEventListener('visibilitychange', wait);
    } else if ('requestIdleCallback' in window) {
      const handle = requestIdleCallback(call, { timeout: 2000 });
      stop = () => cancelIdleCallback(handle);
    } else {
      // Safari knows no idle callback.
      const handle = setTimeout(call, 500);
      stop = () => clearTimeout(handle);
    }
  };
  wait();
  return () => stop();
}
