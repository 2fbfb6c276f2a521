import type { Plan } from '@/lib/simulate/plan/plan';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { simulateAtOnce } from '@/lib/simulate/simulate';

/** Plays a plan to its end, and counts its runs. */
export function playPlan<Result>(plan: Plan<Result>): {
  readonly result: Result;
  readonly played: readonly Scenario[];
} {
  const played: Scenario[] = [];
  let step = plan.next();
  while (!step.done) {
    played.push(step.value);
    const [lane, ...others] = simulateAtOnce(step.value, 0).lanes;
    if (!lane || others.length > 0) throw new Error('A plan plays one lane at a time.');
    step = plan.next(lane);
  }
  return { result: step.value, played };
}
