import type { ModeId } from '../../modes';
import { lanesOfPlan, PLANS, type Plan } from '../content';

/** The plan that is made of exactly these lanes, in whatever order; `null` of none. */
export function planOfLanes(lanes: readonly ModeId[]): Plan | null {
  return (
    PLANS.find((plan) => {
      const wanted = lanesOfPlan(plan);
      return wanted.length === new Set(lanes).size && wanted.every((lane) => lanes.includes(lane));
    }) ?? null
  );
}
