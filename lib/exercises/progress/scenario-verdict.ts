import type { Verdict } from '../grading/grade';
import { SCENARIO_POINTS } from '../scenarios/grade-scenario';

/**
 * From this score on a case counts as right. A plan that only works at a price reaches at most 70 of 100 points, so it
 * takes one that can be defended, and half of the weights.
 */
export const SCENARIO_RIGHT = 0.8;

/** A score up to what the weights alone can give is not right. @param score 0..1 */
export function scenarioVerdict(score: number): Verdict {
  if (score >= SCENARIO_RIGHT) return 'right';
  return score > SCENARIO_POINTS.weights / SCENARIO_POINTS.all ? 'partly' : 'not';
}
