import { useDeferredValue, useEffect, useState, useSyncExternalStore } from 'react';
import { type MakePlan, PlanRun, type PlanState } from '@/lib/simulator-page/plan-run';
import { createSimulator } from '@/lib/simulator-page/simulator';

export interface PlanControl<Shown> {
  readonly state: PlanState<Shown>;
  cancel(): void;
  again(): void;
}

/** Plays a plan in a worker of its own, and anew whenever another is made. @param make stable; `null` = nothing is asked yet */
export function usePlan<Shown>(make: MakePlan<Shown> | null): PlanControl<Shown> {
  const [run] = useState(() => new PlanRun<Shown>(createSimulator()));
  useEffect(() => () => run.close(), [run]);
  useEffect(() => {
    if (make) run.start(make);
    else run.cancel();
  }, [run, make]);
  const newest = useSyncExternalStore(run.subscribe, run.state, run.state);
  // What it told is charts: they are drawn in pieces, between which the page answers.
  const shown = useDeferredValue(newest.shown);
  // What is over is over once it is drawn.
  const phase = newest.phase === 'over' && shown !== newest.shown ? 'playing' : newest.phase;
  const state = { ...newest, shown, phase };
  return { state, cancel: () => run.cancel(), again: () => run.again() };
}
