import { startTransition, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { SampledRequests } from '@/lib/simulate/sample';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import type { ServiceProfile } from '@/lib/simulate/setup/profile';
import { roughScenarioOf, scenarioOf } from '@/lib/simulate/setup/scenario-of';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import type { Play } from '@/lib/simulator-page/messages';
import { createSimulator, type Simulator, type SimulatorState } from '@/lib/simulator-page/simulator';

/** What a scenario came to. */
export interface Simulated {
  readonly scenario: Scenario;
  readonly lanes: readonly SimulatedLane[];
  /** Of each lane, its first requests one by one; none of a rough one. */
  readonly samples: readonly SampledRequests[];
  readonly events: number;
  /** Of a few thousand requests. */
  readonly isRough: boolean;
}

/** What a set-up came to. */
export interface Outcome extends Simulated {
  readonly setup: SimSetup;
}

export interface SimulationControl {
  readonly state: SimulatorState;
  /** The newest there is: of this set-up, or of an older one until the first figures of this one come. */
  readonly outcome: Outcome | null;
  cancel(): void;
  again(): void;
}

/** Requests of each lane for the picture, and to compare one by one. */
export const SAMPLED = 3000;
const NO_PLAYS: readonly Play[] = [];
const ROUGH = 'rough';
const FULL = 'full';

/** A simulator of this component, ended with it. */
export function useSimulator(): readonly [Simulator, SimulatorState] {
  const [simulator] = useState(createSimulator);
  useEffect(() => () => simulator.close(), [simulator]);
  const state = useSyncExternalStore(simulator.subscribe, simulator.state, simulator.state);
  return [simulator, state];
}

/** Plays the set-up whenever it changes: a rough answer first, then the full one. @param profile `null` = not known yet */
export function useSimulation(setup: SimSetup, profile: ServiceProfile | null): SimulationControl {
  const [simulator, state] = useSimulator();
  const plays = useMemo(() => {
    if (!profile) return NO_PLAYS;
    const rough = roughScenarioOf(setup, profile);
    const full: Play = { key: FULL, scenario: scenarioOf(setup, profile), sample: SAMPLED };
    return rough ? [{ key: ROUGH, scenario: rough, sample: 0 }, full] : [full];
  }, [setup, profile]);
  useEffect(() => {
    if (plays.length > 0) simulator.play(plays);
  }, [simulator, plays]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const newest = state.played[FULL] ?? state.played[ROUGH];
  useEffect(() => {
    const { played } = simulator.state();
    const key = played[FULL] ? FULL : ROUGH;
    const play = plays.find((one) => one.key === key);
    // A set-up that has just changed has not been played, though its predecessor is still known here.
    if (!newest || !play || played[key] !== newest) return;
    const next = { setup, scenario: play.scenario, ...newest, isRough: key === ROUGH };
    // All of the page hangs on it: it is drawn in pieces, between which the page answers.
    startTransition(() => setOutcome(next));
  }, [newest, simulator, plays, setup]);
  return { state, outcome, cancel: () => simulator.cancel(), again: () => simulator.again() };
}
