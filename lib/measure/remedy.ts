import type { ErrorCode } from '../errors';
import { gathers, type ModeId } from '../modes';
import { CLASS_ANSWERS, FLOOR_MS, PROPOSED_OF_KEPT_UP, PROPOSED_OF_PRESENT } from './rules';
import type { LaneSummary } from './summary';
import type { Validity, ValidityReason } from './validity';

/**
 * What to do about a run that is not valid, for a button to carry out; words under `findings.validity.actions.<id>`.
 * `measure-anew`: what is in the file cannot be trusted, its set-up can. `fewer-lanes`: each lane by itself.
 */
export type Remedy =
  | { readonly id: 'measure-anew' | 'run-again' | 'wait-for-device' }
  /** A lane broke, or was stopped. */
  | { readonly id: 'run-to-end'; readonly how: 'failed' | 'cancelled' }
  /** The mode of the lane that is the first to run by itself, for that is what a set-up asks for; `null` = the reason names none. */
  | { readonly id: 'fewer-lanes'; readonly keep: ModeId | null }
  /** A rate the lanes should keep up with, items a second; `null` = not known: where all came at once, or users send. */
  | { readonly id: 'lower-rate'; readonly perSecond: number | null }
  /** So many times as long as this run. */
  | { readonly id: 'run-longer'; readonly factor: number };

/** What may cure the others too comes first. */
const ORDER = [
  'measure-anew',
  'fewer-lanes',
  'run-to-end',
  'run-again',
  'lower-rate',
  'wait-for-device',
  'run-longer',
] as const;
/** Errors of a lane that is asked too much. */
const OVERLOAD: ReadonlySet<ErrorCode> = new Set(['timed-out', 'queue-full']);
/** A lane that had not settled, or a run that just fell short, takes more than a little more. */
const LONGER = 2;
const MOST_LONGER = 100;
/** Of what came: the last answer always comes a little after the last item. */
const KEPT_UP = 0.95;

/** The one remedy that helps most; `null` of a valid run (SPEC 5.12). */
export function remedyOf(validity: Validity, summaries: readonly LaneSummary[]): Remedy | null {
  return (
    bestOf(validity.reasons.map((reason) => ({ reason, remedy: remedyFor(reason, validity, summaries) })))?.remedy ??
    null
  );
}

/** A reason against a run, and what to do about it. */
export interface Advice {
  readonly reason: ValidityReason;
  readonly remedy: Remedy;
}

/** A pass as far as a remedy needs it. */
export interface JudgedPass {
  readonly validity: Pick<Validity, 'reasons'>;
  readonly summaries: readonly LaneSummary[];
}

/**
 * The same of a run with several passes, with the reason it helps against: what to do about a reason is told by the lanes of the pass
 * that shows it, the last of these.
 * @param validity of the whole run
 */
export function adviceOfRun(validity: Validity, passes: readonly JudgedPass[]): Advice | null {
  const all = validity.reasons.map((reason) => {
    const shows = ({ id, lane }: ValidityReason) => id === reason.id && lane === reason.lane;
    const pass = passes.findLast((one) => one.validity.reasons.some(shows));
    return { reason, remedy: remedyFor(reason, validity, pass?.summaries ?? []) };
  });
  return bestOf(all);
}

/** A lower rate is no higher than what a check proposes for the device (SPEC 5.12). @param proposed `null` = nothing */
export function atMostProposed(remedy: Remedy, proposed: number | null): Remedy {
  if (remedy.id !== 'lower-rate' || remedy.perSecond === null || proposed === null) return remedy;
  return { ...remedy, perSecond: Math.min(remedy.perSecond, proposed) };
}

function bestOf(all: readonly Advice[]): Advice | null {
  const id = ORDER.find((one) => all.some(({ remedy }) => remedy.id === one));
  const found = all.filter(({ remedy }) => remedy.id === id);
  return found.reduce<Advice | null>((best, one) => (best && isAsGood(best.remedy, one.remedy) ? best : one), null);
}

/** Which of two remedies counts: the longer of two lengths, a lane that broke before one that was stopped, a named lane before none. */
function isAsGood(best: Remedy, remedy: Remedy): boolean {
  if (best.id === 'run-longer' && remedy.id === 'run-longer') return best.factor >= remedy.factor;
  if (best.id === 'run-to-end' && remedy.id === 'run-to-end') return best.how === 'failed' || remedy.how === best.how;
  if (best.id === 'fewer-lanes' && remedy.id === 'fewer-lanes') return best.keep !== null || remedy.keep === null;
  return true;
}

/** What to do about one reason. */
function remedyFor(
  reason: ValidityReason,
  { cautions }: Pick<Validity, 'cautions'>,
  summaries: readonly LaneSummary[],
): Remedy {
  const lane = summaries.find(({ id }) => id === reason.lane);
  const isDeviceBusy = cautions.some(({ id }) => id === 'device-pressure');
  switch (reason.id) {
    case 'altered':
      return { id: 'measure-anew' };
    case 'outputs-disagree':
      return { id: 'fewer-lanes', keep: null };
    case 'answers-disagree':
      return { id: 'fewer-lanes', keep: lane?.modeId ?? null };
    case 'cut-short':
      return OVERLOAD.has(lane?.commonError?.code ?? 'internal')
        ? lowerRate(summaries)
        : { id: 'run-to-end', how: reason.how };
    case 'page-hidden':
    case 'asleep':
    case 'resent':
      return { id: 'run-again' };
    case 'device-pressure':
    case 'page-busy':
      return { id: 'wait-for-device' };
    case 'unmetered':
    case 'waited-for-others':
      return { id: 'run-again' };
    case 'failures':
      return OVERLOAD.has(lane?.commonError?.code ?? 'internal') ? lowerRate(summaries) : { id: 'run-again' };
    case 'generator-late':
      return isDeviceBusy ? { id: 'wait-for-device' } : lowerRate(summaries);
    case 'connections-full':
      return lowerRate(summaries);
    case 'unstable':
      if (isDeviceBusy) return { id: 'wait-for-device' };
      return lane && fellBehind(lane) ? lowerRate(summaries) : { id: 'run-longer', factor: LONGER };
    case 'too-short':
      return { id: 'run-longer', factor: longer(shortfallOf(reason)) };
    case 'too-few-samples':
      return { id: 'run-longer', factor: longer(reason.need / Math.max(1, reason.have)) };
    case 'noisy':
    case 'warming':
    case 'clock-coarse':
      return { id: 'run-longer', factor: LONGER };
  }
}

function shortfallOf({ ms, have, floor }: Extract<ValidityReason, { id: 'too-short' }>): number {
  const inTime = FLOOR_MS[floor] / Math.max(1, ms);
  return floor === 'full' ? inTime : Math.min(inTime, CLASS_ANSWERS / Math.max(1, have));
}

/** A tenth more than it takes, to two figures. */
const longer = (times: number) => Math.min(MOST_LONGER, Math.max(LONGER, Number((1.1 * times).toPrecision(2))));

/** Fewer answers a second than items came: a queue grew. A lane that gathers ends with a wait, and does not tell. */
function fellBehind({ modeId, itemsPerSecond, arrivalsPerSecond }: LaneSummary): boolean {
  if (gathers(modeId) || itemsPerSecond === null || arrivalsPerSecond === null) return false;
  return itemsPerSecond < KEPT_UP * arrivalsPerSecond;
}

function lowerRate(summaries: readonly LaneSummary[]): Remedy {
  const present = Math.max(0, ...summaries.map(({ arrivalsPerSecond }) => arrivalsPerSecond ?? 0));
  if (present === 0) return { id: 'lower-rate', perSecond: null };
  const keptUp = summaries.filter(fellBehind).map(({ itemsPerSecond }) => PROPOSED_OF_KEPT_UP * (itemsPerSecond ?? 0));
  const perSecond = keptUp.length > 0 ? Math.min(...keptUp) : PROPOSED_OF_PRESENT * present;
  // Rounded down: to two figures, and to whole items where there are several a second.
  const step = perSecond >= 2 ? Math.max(1, 10 ** (Math.floor(Math.log10(perSecond)) - 1)) : 0.1;
  return { id: 'lower-rate', perSecond: Math.max(0.1, Number((Math.floor(perSecond / step) * step).toPrecision(2))) };
}
