import { z } from 'zod';
import { MODE_IDS } from '../../modes';
import type { ScenarioAnswer } from '../answers';
import { CONFIDENCES } from '../confidence';
import { CRITERIA, type Criterion, lanesOfPlan, type Weight } from '../content';
import type { ScenarioChoice } from './grade-scenario';
import { planOfLanes } from './plan-of-lanes';

const weight = z.union([z.literal(0), z.literal(1), z.literal(2)]).optional();

const scenarioDraft = z.strictObject({
  schema: z.literal(1),
  lanes: z.array(z.enum(MODE_IDS)).max(MODE_IDS.length),
  weights: z.strictObject({ latency: weight, volume: weight, privacy: weight, connectivity: weight, cost: weight }),
  confidence: z
    .number()
    .refine((share) => CONFIDENCES.some((level) => level.share === share), 'no confidence the form offers')
    .nullable(),
  /** When it was locked in; `null` = it may still change. */
  lockedAt: z.iso.datetime().nullable(),
});
/** An answer as far as it has come. */
export type ScenarioDraft = z.infer<typeof scenarioDraft>;

export const EMPTY_DRAFT: ScenarioDraft = { schema: 1, lanes: [], weights: {}, confidence: null, lockedAt: null };

/** An answer that stands, in the shape its form shows. */
export function draftOf(answer: Pick<ScenarioAnswer, 'plan' | 'weights' | 'confidence' | 'at'>): ScenarioDraft {
  const { plan, weights, confidence, at } = answer;
  return { schema: 1, lanes: [...lanesOfPlan(plan)], weights, confidence, lockedAt: at };
}

/** What was kept of a draft; `null` where nothing was, where it is garbage, or locked with something missing. */
export function draftFrom(kept: string | null): ScenarioDraft | null {
  if (kept === null) return null;
  try {
    const draft = scenarioDraft.parse(JSON.parse(kept));
    return draft.lockedAt !== null && missingIn(draft).length > 0 ? null : draft;
  } catch {
    return null;
  }
}

/** Whether anything has been chosen yet. */
export function isBegun({ lanes, weights, confidence }: ScenarioDraft): boolean {
  return lanes.length > 0 || Object.keys(weights).length > 0 || confidence !== null;
}

/** What has to be done before the answer can be locked in. */
export function missingIn({
  lanes,
  weights,
  confidence,
}: ScenarioDraft): readonly ('lanes' | 'weights' | 'confidence')[] {
  return [
    ...(planOfLanes(lanes) ? [] : ['lanes' as const]),
    ...(wholeWeights(weights) ? [] : ['weights' as const]),
    ...(confidence === null ? ['confidence' as const] : []),
  ];
}

/** A draft with nothing missing, ready to be graded and kept; `null` of one that is not whole. */
export function choiceOf({
  lanes,
  weights,
  confidence,
}: ScenarioDraft): (ScenarioChoice & { readonly confidence: number }) | null {
  const plan = planOfLanes(lanes);
  const whole = wholeWeights(weights);
  return plan && whole && confidence !== null ? { plan, weights: whole, confidence } : null;
}

function wholeWeights(weights: ScenarioDraft['weights']): Record<Criterion, Weight> | null {
  return CRITERIA.every((criterion) => weights[criterion] !== undefined)
    ? (weights as Record<Criterion, Weight>)
    : null;
}
