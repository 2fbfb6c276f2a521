import { useEffect, useMemo } from 'react';
import { type HeldOut, heldOutLoads } from '@/lib/simulate/calibration/held-out';
import type { MeasuredLane } from '@/lib/simulate/calibration/measured-lane';
import {
  type LaneTotals,
  measuredTotals,
  replayScenario,
  replicationsOf,
  type SimulatedTotals,
  totalsFrom,
} from '@/lib/simulate/calibration/replay';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import type { SimulatorState } from '@/lib/simulator-page/simulator';
import { useSimulator } from '../use-simulation';

export interface Prediction {
  readonly load: HeldOut;
  /** `null` while it is played. */
  readonly simulated: SimulatedTotals | null;
}

export interface Predictions {
  /** The run's own arrivals, played again. */
  readonly own: {
    readonly requests: number;
    readonly measured: LaneTotals;
    readonly simulated: SimulatedTotals | null;
  } | null;
  readonly loads: readonly Prediction[];
  readonly state: SimulatorState;
  again(): void;
}

/** Plays a lane's own arrivals and the loads that were held out, each many times over by chance of its own. */
export function usePredictions(lane: MeasuredLane, intervalMs: number): Predictions {
  const [simulator, state] = useSimulator();
  const plan = useMemo(() => {
    const input = replayScenario(lane, intervalMs);
    const loads = heldOutLoads(lane);
    const own = input ? replicationsOf(input) : [];
    return {
      measured: measuredTotals(lane),
      loads,
      sets: [own, ...loads.map(({ scenario }) => replicationsOf(scenario))] as readonly (readonly Scenario[])[],
    };
  }, [lane, intervalMs]);
  useEffect(() => {
    simulator.play(
      plan.sets.flatMap((set, index) =>
        set.map((scenario) => ({ key: keyOf(index, scenario.seed), scenario, sample: 0 })),
      ),
    );
  }, [simulator, plan]);
  const { played } = state;
  return useMemo(() => {
    const totalsOf = (index: number): SimulatedTotals | null => {
      const set = plan.sets[index] ?? [];
      const lanes = set.flatMap(({ seed }) => played[keyOf(index, seed)]?.lanes.slice(0, 1) ?? []);
      const [first] = set;
      return first && lanes.length === set.length ? totalsFrom(first, lanes) : null;
    };
    const [own] = plan.sets[0] ?? [];
    return {
      own: own ? { requests: own.requests, measured: plan.measured, simulated: totalsOf(0) } : null,
      loads: plan.loads.map((load, index) => ({ load, simulated: totalsOf(index + 1) })),
      state,
      again: () => simulator.again(),
    };
  }, [plan, played, state, simulator]);
}

const keyOf = (set: number, seed: number) => `${set}-${seed}`;
