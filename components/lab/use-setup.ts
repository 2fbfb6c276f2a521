'use client';

import { useCallback, useEffect, useMemo } from 'react';
import { useAddress } from '@/components/shell/use-link-params';
import type { ErrorReport } from '@/lib/errors';
import type { RateProposal } from '@/lib/experiment/device-rate';
import {
  type ExperimentSetup,
  fieldsThatDiffer,
  mergeSetup,
  type RunSetup,
  runSetupOf,
  setupOf,
  withStudy,
} from '@/lib/experiment/setup';
import { SETUP_FIELDS, type StudyId } from '@/lib/experiment/setup-fields';
import { isFeasible } from '@/lib/experiment/setup-limits';
import {
  formatSetup,
  parseSetup,
  SAVED_KEY,
  SETUP_LINK,
  searchWithSaved,
  type UsualLoad,
} from '@/lib/experiment/setup-url';
import { kindOf } from '@/lib/lab/device-rates';
import { mendLink } from '@/lib/wire/link/mend-link';
import { type DeviceRate, useDeviceRate } from './use-device-rate';

export interface SetupControl {
  readonly setup: ExperimentSetup;
  /** The same as a run over the same workload, whatever the study. */
  readonly runSetup: RunSetup;
  /** The rate this device can keep; it stands in the set-up where nobody named one. */
  readonly device: DeviceRate;
  /** The run to start: with the rate that is proposed once the device was checked, if that takes no more than some seconds. */
  settled(): Promise<RunSetup>;
  /** Which parts of the address could not be used, and why. */
  readonly problems: readonly ErrorReport[];
  /** The address names a run kept on this device; `null` = it does not. */
  readonly savedId: string | null;
  /** The address asks for a run at once. */
  readonly autoRun: boolean;
  /** Whether a run was of what the page is set to; a rate or a count that nobody named is no part of that. */
  isOf(run: RunSetup): boolean;
  change(setup: ExperimentSetup): void;
  /** Another study over as much of the same as it knows. */
  chooseStudy(study: StudyId): void;
  /**
   * The set-up of a run that is opened: its rate and its number are named, so that no check of the device changes them.
   * @param savedId of one that the address asked for: it still names it; `null` = from a file, a step in the history
   */
  showOpened(setup: ExperimentSetup, savedId: string | null): void;
  /** The address names the kept run that is on the screen, or none, without a step in the history. */
  nameSaved(id: string | null): void;
  /** Drops `run` from the address without a step in the history. */
  consumeAutoRun(): void;
  reset(): void;
}

/** Where drawing a digit was before it was a study. */
const DRAW_HASH = '#draw';

/**
 * The set-up lives in the address: each change is a step in the history, so Back works. The address keeps what the other
 * studies were told as well.
 * @param proven a valid run of this device: what it kept is not checked
 */
export function useSetup(busy: boolean, proven: RunSetup | null): SetupControl {
  const params = useAddress();
  const { params: named } = useMemo(() => mendLink(params, SETUP_LINK), [params]);
  // Which run is kept is no part of the set-up, and does not make another of it.
  const asked = searchWithSaved(params.toString(), null);
  const parsed = useMemo(() => parseSetup(new URLSearchParams(asked)), [asked]);
  const { problems } = parsed;
  const isFree = !parsed.given.has('perSecond');
  const isCountFree = !parsed.given.has('count');
  const asRun = useMemo(() => runSetupOf(parsed.whole), [parsed]);
  const device = useDeviceRate(
    asRun,
    isFree && parsed.setup.study === 'same-workload' && !busy && !(proven && hasKept(proven, asRun)),
  );
  const loaded = useCallback(
    (run: RunSetup, proposal: RateProposal | null): UsualLoad => {
      const perSecond = isFree ? rateFor(run, proposal) : run.perSecond;
      return { perSecond, count: isFree && isCountFree ? countFor(perSecond) : run.count };
    },
    [isFree, isCountFree],
  );
  const { perSecond, count } = loaded(asRun, device.proposal);
  const whole = useMemo(() => ({ ...parsed.whole, perSecond, count }), [parsed, perSecond, count]);
  const setup = useMemo(() => setupOf(whole), [whole]);
  const runSetup = useMemo(() => runSetupOf(whole), [whole]);
  const { settled: deviceSettled } = device;
  const settled = useCallback(async () => {
    const proposal = await deviceSettled();
    return { ...runSetup, ...loaded(asRun, proposal) };
  }, [deviceSettled, loaded, asRun, runSetup]);
  const addressOf = useCallback(
    (next: ExperimentSetup) => {
      const usual = {
        perSecond: isFree ? perSecond : ALWAYS_SAID.perSecond,
        count: isCountFree ? count : ALWAYS_SAID.count,
      };
      return hrefOf(mergeSetup(whole, next), usual);
    },
    [whole, isFree, isCountFree, perSecond, count],
  );
  const change = useCallback(
    (next: ExperimentSetup) => window.history.pushState(null, '', addressOf(next)),
    [addressOf],
  );
  const replace = useCallback(
    (next: ExperimentSetup) => window.history.replaceState(null, '', addressOf(next)),
    [addressOf],
  );
  const showOpened = useCallback(
    (opened: ExperimentSetup, savedId: string | null) => {
      const address = hrefOf(mergeSetup(whole, opened), ALWAYS_SAID);
      if (savedId === null) window.history.pushState(null, '', address);
      else replaceSearch(searchWithSaved(new URL(address, window.location.href).search, savedId));
    },
    [whole],
  );
  const isOf = useCallback(
    (run: RunSetup) =>
      fieldsThatDiffer(run, runSetup).every((id) => (id === 'perSecond' && isFree) || (id === 'count' && isCountFree)),
    [runSetup, isFree, isCountFree],
  );
  const chooseStudy = useCallback((study: StudyId) => change(withStudy(whole, study)), [change, whole]);
  const consumeAutoRun = useCallback(() => replace(setup), [replace, setup]);
  const reset = useCallback(() => window.history.pushState(null, '', window.location.pathname), []);
  const nameSaved = useCallback((id: string | null) => {
    const { search } = window.location;
    const named = searchWithSaved(search, id);
    if (named !== search) replaceSearch(named);
  }, []);
  useEffect(() => {
    if (window.location.hash === DRAW_HASH) replace(withStudy(whole, 'draw'));
  }, [replace, whole]);
  return {
    setup,
    runSetup,
    device,
    settled,
    problems,
    autoRun: named.get('run') === '1',
    savedId: named.get(SAVED_KEY),
    isOf,
    change,
    chooseStudy,
    showOpened,
    nameSaved,
    consumeAutoRun,
    reset,
  };
}

/** The rate that goes without saying. A lower one that would take too long for the number of items is none. */
function rateFor(setup: RunSetup, proposal: RateProposal | null): number {
  const perSecond = Math.min(SETUP_FIELDS.perSecond.default, proposal?.perSecond ?? Number.POSITIVE_INFINITY);
  return isFeasible({ ...setup, perSecond }) ? perSecond : SETUP_FIELDS.perSecond.default;
}

/** Whether a run shows that the device keeps the usual rate of a set-up. */
function hasKept(run: RunSetup, setup: RunSetup): boolean {
  return run.perSecond >= SETUP_FIELDS.perSecond.default && kindOf(run) === kindOf(setup);
}

/** As many items as arrive in 20 s at a lower rate: the first run on a slow device should not take a minute a lane. */
function countFor(perSecond: number): number {
  const { default: usual } = SETUP_FIELDS.count;
  return Math.min(usual, Math.ceil(perSecond * LONGEST_UNASKED_S));
}

const LONGEST_UNASKED_S = 20;

/** A rate or count that the learner named, or that was run, always stands in the address. */
const ALWAYS_SAID: UsualLoad = { perSecond: Number.NaN, count: Number.NaN };

const replaceSearch = (search: string) =>
  window.history.replaceState(null, '', search === '' ? window.location.pathname : search);

function hrefOf(setup: ExperimentSetup, usual: UsualLoad): string {
  const query = formatSetup(setup, usual);
  return query === '' ? window.location.pathname : `?${query}`;
}
