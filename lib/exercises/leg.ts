import type { ExperimentSetup } from '../experiment/setup';
import { SETUP_LIMITS } from '../experiment/setup-limits';
import { defaultSetup } from '../experiment/setup-url';
import type { ValidityReason } from '../measure/validity';
import { type Evidence, figureOf } from './evidence/evidence';
import type { FigureId } from './evidence/figures';

/** One measurement of an exercise: a set-up of the Lab whose controls are locked. Plain data: the page may show it all. */
export interface Leg {
  /** What is measured, in a few words: "Three lanes, one after another". */
  readonly title: string;
  /** Changes to the Lab's first set-up. */
  readonly changes: Partial<ExperimentSetup>;
  /** The arrival rate is a figure of an earlier leg times so much: a load that is as heavy on any machine. */
  readonly rateFrom?: { readonly leg: number; readonly figure: FigureId; readonly times: number };
  /** The learner looks for the highest arrival rate whose `figure` stays within a limit; the rate is the one open control. */
  readonly search?: LoadSearch;
  /** Faults that the exercise brings about on purpose and that do not make the leg count for nothing. */
  readonly onPurpose?: readonly ValidityReason['id'][];
}

export interface LoadSearch {
  readonly figure: FigureId;
  /** In the unit of the figure. */
  readonly limit: number;
  /** Rates the learner may ask for. A second. */
  readonly least: number;
  readonly most: number;
  readonly tries: number;
}

/**
 * The set-up of a leg on this device.
 * @param evidence of the legs before it
 * @param seed takes the place of the leg's own; `null` = it does not
 * @returns `null` where an earlier leg lacks the figure it rests on
 */
export function setupOfLeg(leg: Leg, evidence: Evidence, seed: number | null = null): ExperimentSetup | null {
  const { modelId, ...changes } = leg.changes;
  const setup = { ...defaultSetup(modelId), ...changes, ...(seed !== null && { seed }) };
  if (!leg.rateFrom) return setup;
  const { leg: earlier, figure, times } = leg.rateFrom;
  const rate = figureOf(evidence, earlier, figure);
  if (!rate) return null;
  const { min, max } = SETUP_LIMITS.perSecond;
  // Three digits say all that can be known of a rate, and keep the address short.
  const perSecond = Number(Math.min(max, Math.max(min, rate.value * times)).toPrecision(3));
  return { ...setup, perSecond };
}
