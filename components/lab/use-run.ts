'use client';

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { fetchAfterRunParts } from '@/components/shell/code-part';
import type { RunSetup } from '@/lib/experiment/setup';
import { beforeFrame } from '@/lib/lab/before-frame';
import { type RunHandle, startRun } from '@/lib/lab/run';
import { IDLE, type RunState } from '@/lib/lab/run-state';
import { createRunStore, type RunStore } from '@/lib/lab/run-store';
import type { SampleSet } from '@/lib/model/samples';

export interface RunControl {
  readonly state: RunState;
  readonly busy: boolean;
  /** Follows the logs of the lanes while they grow. */
  readonly follow: RunStore['follow'];
  start(setup: RunSetup, loadSamples: () => Promise<SampleSet>): void;
  cancel(): void;
  /** Shows a run that was measured before. */
  show(state: RunState): void;
  /** Forgets the last run. */
  clear(): void;
}

/**
 * One run at a time for the component that asks; leaving the page stops it.
 * @param onLeft hears of a run that was under way then, as it was stopped; always the same function
 */
export function useRun(onLeft?: (state: RunState) => void): RunControl {
  const [store] = useState(() => createRunStore(beforeFrame));
  const state = useSyncExternalStore(store.subscribe, store.get, () => IDLE);
  const handle = useRef<RunHandle | null>(null);
  const isGone = useRef(false);

  const cancel = useCallback(() => handle.current?.cancel(), []);
  const start = useCallback(
    (setup: RunSetup, loadSamples: () => Promise<SampleSet>) => {
      if (isGone.current) return;
      handle.current?.cancel();
      // The network may be gone when the lanes are done, and nothing may be fetched while they run.
      const prepare = async () => {
        const [samples] = await Promise.all([loadSamples(), fetchAfterRunParts()]);
        return samples;
      };
      handle.current = startRun(setup, prepare, store);
    },
    [store],
  );
  const show = useCallback(
    (shown: RunState) => {
      handle.current?.cancel();
      store.update(() => shown);
    },
    [store],
  );
  const clear = useCallback(() => {
    handle.current?.cancel();
    store.update(() => IDLE);
  }, [store]);

  useEffect(() => {
    isGone.current = false;
    window.addEventListener('pagehide', cancel);
    return () => {
      isGone.current = true;
      window.removeEventListener('pagehide', cancel);
      // What listeners were told: one that has just ended, nobody has drawn or kept.
      const wasBusy = isBusy(store.get());
      cancel();
      if (wasBusy) onLeft?.(store.current());
    };
  }, [cancel, store, onLeft]);

  return {
    state,
    busy: isBusy(state),
    follow: store.follow,
    start,
    cancel,
    show,
    clear,
  };
}

const isBusy = ({ phase }: RunState) => phase === 'preparing' || phase === 'running';
