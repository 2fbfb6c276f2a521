import { CRITERIA, type Criterion, PLANS, type Plan, type Weight } from '../content';
import type { ScenarioKey } from './faces';

/** What is graded of an answer: the lanes, and how much each criterion counts. */
export interface ScenarioChoice {
  readonly plan: Plan;
  readonly weights: Readonly<Record<Criterion, Weight>>;
}

/** The most points of each part: 60 for the plan and 8 for each of five weights are 100. */
export const SCENARIO_POINTS = { plan: 60, weight: 8, weights: 40, all: 100 } as const;

export interface ScenarioGrade {
  /** 0..1 */
  readonly score: number;
  /** Whole points, 0..100; the parts add up to it. */
  readonly points: number;
  readonly planPoints: number;
  readonly weightPoints: Readonly<Record<Criterion, number>>;
  readonly weightsPoints: number;
}

/** The plan counts by its credit; a weight counts in full when exact, half when one step off, and nothing when two off. */
export function gradeScenario({ plans, weights }: ScenarioKey, answer: ScenarioChoice): ScenarioGrade {
  const planPoints = SCENARIO_POINTS.plan * plans[answer.plan].credit;
  const of = (criterion: Criterion) =>
    SCENARIO_POINTS.weight * (1 - Math.abs(weights[criterion].weight - answer.weights[criterion]) / 2);
  const weightPoints = {
    latency: of('latency'),
    volume: of('volume'),
    privacy: of('privacy'),
    connectivity: of('connectivity'),
    cost: of('cost'),
  };
  const weightsPoints = CRITERIA.reduce((sum, criterion) => sum + weightPoints[criterion], 0);
  const points = planPoints + weightsPoints;
  return { score: points / SCENARIO_POINTS.all, points, planPoints, weightPoints, weightsPoints };
}

/** The seven plans as they are explained: the chosen one, then the others that can be defended, then the rest. */
export function plansToExplain(
  { plans }: ScenarioKey,
  chosen: Plan,
): { readonly defensible: readonly Plan[]; readonly rest: readonly Plan[] } {
  const others = PLANS.filter((plan) => plan !== chosen);
  return {
    defensible: others.filter((plan) => plans[plan].credit === 1),
    rest: others.filter((plan) => plans[plan].credit !== 1).sort((a, b) => plans[b].credit - plans[a].credit),
  };
}

/** All plans with full credit, in the order of the list. */
export function defensiblePlans({ plans }: ScenarioKey): readonly Plan[] {
  return PLANS.filter((plan) => plans[plan].credit === 1);
}
