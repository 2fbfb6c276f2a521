import { type DeviceReadings, proposeRate, type RateProposal } from '../experiment/device-rate';
import { conditionsOf, type RunSetup, targetOf } from '../experiment/setup';
import { sentLanesOf } from './device-check';

/** The longest that Run waits for a check, ms (SPEC 15.4): a slow device, which needs the check most, takes some seconds to load the model. */
export const MOST_WAIT_MS = 8000;

/** What a device can keep, for each kind of set-up that was looked at. */
export type Proposals = Readonly<Record<string, RateProposal>>;

export interface DeviceRatesState {
  /** The kind of set-up that is being checked; `null` = none. */
  readonly checking: string | null;
  /** Whether a run waits for that check. */
  readonly awaited: boolean;
  /** The kind whose check was not waited for, or failed. */
  readonly skipped: string | null;
  readonly proposals: Proposals;
}

/** Proposes rates for this device: a short check for each kind of set-up, remembered for the visit. */
export interface DeviceRates {
  get(): DeviceRatesState;
  subscribe(listener: () => void): () => void;
  /**
   * Checks the device for a set-up, unless that is known or under way, or could not be done before; another check is
   * called off. One that was not waited for is made again.
   */
  check(setup: RunSetup): void;
  /** Waits for the check of a set-up, which is made if none was tried: `mostMs` at the most, then it is called off. */
  settle(setup: RunSetup, mostMs: number): Promise<void>;
  /** Ends the wait for a check. */
  hurry(): void;
  /** Calls off the check that is under way. */
  cancel(): void;
}

export interface DeviceRatesParts {
  /** @throws what went wrong: then nothing is proposed */
  check(setup: RunSetup, signal: AbortSignal): Promise<DeviceReadings>;
  /** The proposals that this visit has made so far. */
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

/** What a device can keep under a set-up; `null` = it is not known, or no rate plays a part. */
export function proposalFor(setup: RunSetup, proposals: Proposals): RateProposal | null {
  const kind = kindOf(setup);
  return kind === null ? null : (proposals[kind] ?? null);
}

interface Running {
  readonly signal: AbortSignal;
  /** Resolves when the check has ended or was called off. */
  readonly over: Promise<void>;
  cancel(): void;
}

export function createDeviceRates({ check: readingsOf, remembered, remember, wait }: DeviceRatesParts): DeviceRates {
  let state: DeviceRatesState = { checking: null, awaited: false, skipped: null, proposals: remembered() };
  let running: Running | null = null;
  /** What could not be checked the last time; to try again at once would not help. */
  let failed: string | null = null;
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
      const proposal = proposeRate(await readingsOf(setup, signal));
      if (signal.aborted) return;
      const proposals = { ...state.proposals, [kind]: proposal };
      update({ checking: null, awaited: false, proposals });
      remember(proposals);
    } catch {
      // A lane that cannot be made ready says so when it is run.
      if (signal.aborted) return;
      failed = kind;
      update({ checking: null, awaited: false, skipped: kind });
    }
    // Another check may have taken its place.
    if (running?.signal === signal) running = null;
  };
  const check = (setup: RunSetup) => {
    const kind = kindOf(setup);
    if (kind === null || kind === state.checking || kind === failed || proposalFor(setup, state.proposals)) return;
    cancel();
    failed = null;
    update({ checking: kind, skipped: null });
    const called = new AbortController();
    const { signal } = called;
    let calledOff = () => {};
    const off = new Promise<void>((resolve) => {
      calledOff = resolve;
    });
    running = {
      signal,
      over: Promise.race([run(kind, setup, signal), off]),
      cancel() {
        called.abort();
        calledOff();
      },
    };
  };
  const giveUp = () => {
    const { checking } = state;
    cancel();
    if (checking) update({ skipped: checking });
  };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check,
    async settle(setup, mostMs) {
      if (kindOf(setup) !== state.skipped) check(setup);
      const waited = running;
      if (!waited) return;
      update({ awaited: true });
      await Promise.race([waited.over, wait(mostMs)]);
      if (running === waited) giveUp();
    },
    hurry() {
      if (state.awaited) giveUp();
    },
    cancel,
  };
}
