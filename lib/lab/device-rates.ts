import { type DeviceReadings, proposeRate, type RateProposal } from '../experiment/device-rate';
import { conditionsOf, type RunSetup, targetOf } from '../experiment/setup';
import { sentLanesOf } from './device-check';

/** What a device can keep, for each kind of set-up that was looked at. */
export type Proposals = Readonly<Record<string, RateProposal>>;

export interface DeviceRatesState {
  /** The kind of set-up that is being checked; `null` = none. */
  readonly checking: string | null;
  /** Somebody waits for it. */
  readonly awaited: boolean;
  /** The kind that was not waited for, or could not be checked. */
  readonly skipped: string | null;
  readonly proposals: Proposals;
}

/** Proposes rates for this device: a short check for each kind of set-up, remembered for the visit. */
export interface DeviceRates {
  get(): DeviceRatesState;
  subscribe(listener: () => void): () => void;
  /** Checks the device for a set-up, unless that is known or under way; another check is called off. */
  check(setup: RunSetup): void;
  /** Resolves when no check is under way, after `mostMs` at the most: then the check is called off. */
  settle(mostMs: number): Promise<void>;
  /** Calls off what is under way. */
  cancel(): void;
}

export interface DeviceRatesParts {
  /** @throws what went wrong: then nothing is proposed */
  check(setup: RunSetup, signal: AbortSignal): Promise<DeviceReadings>;
  /** What this visit remembers. */
  remembered(): Proposals;
  remember(proposals: Proposals): void;
  wait(ms: number): Promise<void>;
}

/** The kind of a set-up, as far as a rate is concerned: its lanes and their models; `null` where there is nothing to check. */
export function kindOf(setup: RunSetup): string | null {
  const lanes = sentLanesOf(setup).map((lane) => {
    const { modelId, versionId } = targetOf(setup, lane);
    return `${lane} ${modelId}/${versionId} ${conditionsOf(setup, lane).threads ?? 'all'}`;
  });
  return lanes.length > 0 ? lanes.join(', ') : null;
}

/** Under which a visit may remember what holds for every kind of set-up: then nothing is checked. */
const EVERY_KIND = '*';

/** What a device can keep under a set-up; `null` = it is not known, or no rate plays a part. */
export function proposalFor(setup: RunSetup, proposals: Proposals): RateProposal | null {
  const kind = kindOf(setup);
  return kind === null ? null : (proposals[kind] ?? proposals[EVERY_KIND] ?? null);
}

export function createDeviceRates({ check, remembered, remember, wait }: DeviceRatesParts): DeviceRates {
  let state: DeviceRatesState = { checking: null, awaited: false, skipped: null, proposals: remembered() };
  let running: { readonly over: Promise<void>; readonly signal: AbortSignal; cancel(): void } | null = null;
  const listeners = new Set<() => void>();
  const update = (change: Partial<DeviceRatesState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const cancel = () => {
    running?.cancel();
    running = null;
    if (state.checking) update({ checking: null, awaited: false });
  };
  const run = async (kind: string, setup: RunSetup, signal: AbortSignal) => {
    try {
      const proposal = proposeRate(await check(setup, signal));
      if (signal.aborted) return;
      const proposals = { ...state.proposals, [kind]: proposal };
      update({ checking: null, awaited: false, proposals });
      remember(proposals);
    } catch {
      // A lane that cannot be made ready says so when it is run.
      if (!signal.aborted) update({ checking: null, awaited: false, skipped: kind });
    }
    // Another check may have taken its place.
    if (running?.signal === signal) running = null;
  };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check(setup) {
      const kind = kindOf(setup);
      if (kind === null || kind === state.checking || proposalFor(setup, state.proposals)) return;
      if (kind === state.skipped) return;
      cancel();
      const called = new AbortController();
      update({ checking: kind, skipped: null });
      const { signal } = called;
      running = { over: run(kind, setup, signal), signal, cancel: () => called.abort() };
    },
    async settle(mostMs) {
      const waited = running;
      if (!waited) return;
      update({ awaited: true });
      await Promise.race([waited.over, wait(mostMs)]);
      if (running !== waited) return;
      const { checking } = state;
      cancel();
      update({ skipped: checking });
    },
    cancel,
  };
}
