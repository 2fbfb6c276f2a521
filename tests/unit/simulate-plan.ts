import type { Plan } from '@/lib/simulate/plan/plan';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';

const PLAYED = new Map<string, SimulatedLane>();

/** Plays a plan to its end, and counts its runs. What has been played once is not played again: it comes to the same. */
export function playPlan<Result>(plan: Plan<Result>): {
  readonly result: Result;
  readonly played: readonly Scenario[];
} {
  const played: Scenario[] = [];
  let step = plan.next();
  while (!step.done) {
    played.push(step.value);
    step = plan.next(laneOf(step.value));
  }
  return { result: step.value, played };
}

function laneOf(scenario: Scenario): SimulatedLane {
  const key = JSON.stringify(scenario);
  const known = PLAYED.get(key);
  if (known) return known;
  const [lane, ...others] = simulateAtOnce(scenario, 0).lanes;
  if (!lane || others.length > 0) throw new Error('A plan plays one lane at a time.');
  PLAYED.set(key, lane);
  return lane;
}
