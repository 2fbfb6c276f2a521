import { lowerRate, PROPOSED_RATES } from '../experiment/device-rate';
import { atRate, type ExperimentSetup, type RunSetup, type SetupChanges, setupWith } from '../experiment/setup';
import { SETUP_LIMITS, scheduleMs } from '../experiment/setup-limits';
import type { Question } from '../measure/fitness';
import type { ValidityReason } from '../measure/validity';
import type { Scene } from '../simulate/scenario/scene';
import { type Evidence, figureOf } from './evidence/evidence';
import type { FigureId } from './evidence/figures';

/** One measurement of an exercise, or what is simulated in its place. Plain data: the page may show it all. */
export type Leg = MeasuredLeg | SimulatedLeg;

/** What there is of a leg apart from its words. */
export type LegRules =
  | Omit<MeasuredLeg, 'title'>
  | (Omit<SimulatedLeg, 'title' | 'scenes'> & { readonly scenes: Scenes });

type Scenes = readonly [Scene, ...Scene[]];

/** A scene with its name in a few words: "A queue at each server". */
export interface NamedScene extends Scene {
  readonly name: string;
}

/** Scenes that the simulator plays, one after the other: what it is about, no machine could be asked. */
export interface SimulatedLeg extends Partial<Record<Exclude<keyof MeasuredLeg, 'title' | 'scenes'>, never>> {
  readonly title: string;
  readonly scenes: readonly [NamedScene, ...NamedScene[]];
  /** Pages that ask so many at once are made of the answers, and the slow ones counted (`lib/simulate/fan-out`). */
  readonly pagesOf?: readonly number[];
}

/** A set-up of the Lab whose controls are locked. */
export interface MeasuredLeg {
  /** What is measured, in a few words: "Three lanes, one after another". */
  readonly title: string;
  readonly scenes?: never;
  /** Changes to the Lab's first set-up. */
  readonly changes: SetupChanges;
  /** The arrival rate is a figure of an earlier leg times so much: a load that is as heavy on any machine. */
  readonly rateFrom?: { readonly leg: number; readonly figure: FigureId; readonly times: number };
  /** The learner looks for the highest arrival rate whose `figure` stays within a limit; the rate is the one open control. */
  readonly search?: LoadSearch;
  /** Faults that do not make the leg count for nothing: brought about on purpose, or without a bearing on what is asked. */
  readonly onPurpose?: readonly ValidityReason['id'][];
  /** What a run has to be good enough for (SPEC 5.11), where the figures that are drawn do not say it (`questionsOf`). */
  readonly asks?: readonly Question[];
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

export const isSimulated = (leg: Leg | undefined): leg is SimulatedLeg => leg?.scenes !== undefined;

/** Whether an exercise is graded on what was simulated: no exercise mixes it with what was measured. */
export const isOnSimulated = ({ legs }: { readonly legs: readonly Leg[] }) => legs.some(isSimulated);

/** Whether a leg is one run over the same workload, and not a search or another study. */
export function isPlainRun(leg: Leg | undefined): boolean {
  return (
    leg !== undefined && !isSimulated(leg) && !leg.search && (leg.changes.study ?? 'same-workload') === 'same-workload'
  );
}

/**
 * The set-up of a leg on this device.
 * @param evidence of the legs before it
 * @param seed takes the place of the leg's own; `null` = it does not
 * @returns `null` where an earlier leg lacks the figure it rests on, and of a leg that is simulated
 */
export function setupOfLeg(leg: Leg, evidence: Evidence, seed: number | null = null): ExperimentSetup | null {
  if (isSimulated(leg)) return null;
  const setup = setupWith(seed === null ? leg.changes : { ...leg.changes, seed });
  if (!leg.rateFrom || setup.study !== 'same-workload') return setup;
  const { leg: earlier, figure, times } = leg.rateFrom;
  const rate = figureOf(evidence, earlier, figure);
  if (!rate) return null;
  const { min, max } = SETUP_LIMITS.perSecond;
  // Three digits say all that can be known of a rate, and keep the address short.
  const perSecond = Number(Math.min(max, Math.max(min, rate.value * times)).toPrecision(3));
  return { ...setup, perSecond };
}

/** Faults of a device that the load is too much for. */
const TOO_MUCH: readonly ValidityReason['id'][] = ['generator-late', 'unstable'];

/**
 * The same items at a lower rate, in more time: for a device that could not keep up.
 * @param proposed for this device; `null` = it is not known
 * @returns `null` where the rate was not what was wrong, has no part in the set-up, or cannot be lowered again
 */
export function easierSetup(
  setup: RunSetup,
  reasons: readonly ValidityReason[],
  proposed: number | null = null,
): RunSetup | null {
  if (!reasons.some(({ id }) => TOO_MUCH.includes(id))) return null;
  const lower = lowerRate(setup.perSecond);
  return slowed(setup, Math.min(lower, proposed ?? lower)) ?? slowed(setup, lower);
}

/** The same items at the rate that is proposed for a device, or the next higher one that takes no more than a minute. */
export function fittedSetup(setup: RunSetup, proposed: number | null): RunSetup {
  if (proposed === null) return setup;
  const rates = PROPOSED_RATES.filter((rate) => rate >= proposed && rate < setup.perSecond);
  return rates.reduceRight<RunSetup | null>((fitted, rate) => fitted ?? slowed(setup, rate), null) ?? setup;
}

/** The longest run of one lane that a learner is asked to wait for, ms. */
const LONGEST_MS = 60_000;

function slowed(setup: RunSetup, perSecond: number): RunSetup | null {
  const slower = atRate(setup, perSecond);
  return slower && scheduleMs(slower) <= LONGEST_MS ? slower : null;
}
