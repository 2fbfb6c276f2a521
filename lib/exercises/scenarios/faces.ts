import { z } from 'zod';
import { type Scenario, scenario } from '../content';

/** What may be seen of a scenario before an answer is locked in. */
export type ScenarioFace = Pick<Scenario, 'id' | 'title' | 'level' | 'concepts' | 'text' | 'facts'>;

const { weights, plans, between, turn } = scenario.shape;
/** What may be seen only afterwards; it crosses the network by itself. */
export const scenarioKey = z.strictObject({ weights, plans, between, turn });
export type ScenarioKey = z.infer<typeof scenarioKey>;

export function faceOf({ id, title, level, concepts, text, facts }: Scenario): ScenarioFace {
  return { id, title, level, concepts, text, facts };
}

export function keyOf({ weights, plans, between, turn }: Scenario): ScenarioKey {
  return { weights, plans, turn, ...(between !== undefined && { between }) };
}
