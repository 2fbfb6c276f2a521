import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useRun } from '@/components/lab/use-run';
import { codePart } from '@/components/shell/code-part';
import type { RunSetup } from '@/lib/experiment/setup';
import { samplesOf } from '@/lib/lab/load-samples';
import type { RunState } from '@/lib/lab/run-state';
import type { ModeId } from '@/lib/modes';
import type { HeldOutRun } from '@/lib/simulator-page/held-out-runs';

const heldOutRuns = codePart(() => import('@/lib/simulator-page/held-out-runs'));

export interface HeldOutControl {
  /** Of each load, what it came to; nothing where it has not been run. */
  readonly found: Readonly<Record<number, HeldOutRun>>;
  /** Which load is being run, counted from 0; `null` = none. */
  readonly running: number | null;
  /** Of the run that is under way. */
  readonly state: RunState;
  /** The last one stopped, or told nothing. */
  readonly hasFailed: boolean;
  start(): void;
  cancel(): void;
}

/** Runs loads for real, one after the other; what was run before under the same set-ups is taken from the runs that are kept. @param setups `null` = cannot be run; a stable list */
export function useHeldOut(setups: readonly (RunSetup | null)[], lane: ModeId): HeldOutControl {
  const { state, busy, start: startRun, cancel: cancelRun } = useRun();
  const [found, setFound] = useState<Readonly<Record<number, HeldOutRun>>>({});
  const [running, setRunning] = useState<number | null>(null);
  const [hasFailed, setFailed] = useState(false);
  /** Which run was judged: late news of it change nothing. */
  const judged = useRef<string | null>(null);
  const possible = useMemo(() => setups.flatMap((setup, index) => (setup ? [{ setup, index }] : [])), [setups]);

  useEffect(() => {
    let isGone = false;
    setFound({});
    const look = async () => {
      const { keptHeldOutRun } = await heldOutRuns();
      for (const { setup, index } of possible) {
        const kept = await keptHeldOutRun(setup, lane);
        if (kept && !isGone) setFound((all) => ({ [index]: kept, ...all }));
      }
    };
    // A browser that keeps nothing has none.
    look().catch(() => {});
    return () => {
      isGone = true;
    };
  }, [possible, lane]);

  const run = useCallback(
    (index: number | undefined) => {
      const next = possible.find((one) => one.index === index);
      setRunning(next?.index ?? null);
      if (next) startRun(next.setup, () => samplesOf(next.setup.modelId));
    },
    [possible, startRun],
  );
  const before = state.startedAt;
  const start = useCallback(() => {
    judged.current = before;
    setFailed(false);
    // Its code is there before anything is timed.
    heldOutRuns().then(
      () => run(possible[0]?.index),
      () => setFailed(true),
    );
  }, [run, possible, before]);
  const cancel = useCallback(() => {
    judged.current = before;
    setRunning(null);
    cancelRun();
  }, [cancelRun, before]);

  const { phase, startedAt } = state;
  useEffect(() => {
    if (running === null || busy || startedAt === null || judged.current === startedAt) return;
    if (phase === 'idle') return;
    judged.current = startedAt;
    const settle = (told: HeldOutRun | null) => {
      if (!told) {
        setFailed(true);
        setRunning(null);
        return;
      }
      setFound((all) => ({ ...all, [running]: told }));
      run(possible.find(({ index }) => index > running)?.index);
    };
    heldOutRuns()
      .then(({ heldOutRunOf }) => heldOutRunOf(state, lane))
      .then(settle, () => settle(null));
  }, [running, busy, phase, startedAt, state, lane, run, possible]);

  return { found, running, state, hasFailed, start, cancel };
}
