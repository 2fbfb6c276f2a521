import type { Remedy } from '../measure/remedy';
import { CLASS_ANSWERS, ENOUGH_OF_FULL } from '../measure/rules';
import type { ModeId } from '../modes';
import type { RunSetup } from './setup';
import { endsByTime, isFeasible, itemsOf, mostItems, mostOf, SETUP_LIMITS, scheduleMs } from './setup-limits';

/** A run at a lower rate takes no longer than this in a lane, where fewer items will do as well. */
const LONG_ENOUGH_MS = 20_000;
/** Where no rate is known: so much less at a time. */
const LESS = 0.5;

/**
 * The set-up that a remedy asks for (SPEC 5.12), within what may be run; the same where only the device or the page has to change.
 * Where no rate can be named, fewer users send, fewer items come at once, or the gaps of a trace are longer.
 */
export function remediedSetup(setup: RunSetup, remedy: Remedy): RunSetup {
  switch (remedy.id) {
    case 'fewer-lanes':
      return { ...setup, lanes: oneOf(setup.lanes, remedy.keep) };
    case 'lower-rate':
      return slower(setup, remedy.perSecond);
    case 'run-longer':
      return longer(setup, remedy.factor);
    default:
      return setup;
  }
}

const oneOf = (lanes: readonly ModeId[], keep: ModeId | null) =>
  keep !== null && lanes.includes(keep) ? [keep] : lanes.slice(0, 1);

/** Whether a remedy can be carried out: a run that lasts as long as it may, or nearly, cannot be made longer (SPEC 5.12). */
export function canRemedy(setup: RunSetup, remedy: Remedy): boolean {
  if (remedy.id !== 'run-longer') return true;
  const next = longer(setup, remedy.factor);
  const isMore = (now: number, then: number) => now < ENOUGH_OF_FULL * then;
  return isMore(setup.count, next.count) || isMore(setup.durationMs ?? 0, next.durationMs ?? 0);
}

function slower(setup: RunSetup, perSecond: number | null): RunSetup {
  if (setup.loop === 'closed') return { ...setup, users: Math.max(1, Math.floor(setup.users * LESS)) };
  if (setup.pattern === 'at-once') return { ...setup, count: Math.max(1, Math.floor(setup.count * LESS)) };
  if (setup.pattern === 'trace') {
    const traceMs = setup.traceMs.map((gapMs) => Math.min(SETUP_LIMITS.traceGapMs, Math.round(gapMs / LESS)));
    return within({ ...setup, traceMs });
  }
  const { min, max } = SETUP_LIMITS.perSecond;
  const rate = Math.min(max, Math.max(min, perSecond ?? setup.perSecond * LESS));
  const enough = Math.max(CLASS_ANSWERS, Math.ceil((rate * LONG_ENOUGH_MS) / 1000));
  return within({ ...setup, perSecond: rate, count: Math.min(setup.count, enough) });
}

function longer(setup: RunSetup, factor: number): RunSetup {
  if (setup.durationMs !== null && endsByTime(setup)) {
    const durationMs = Math.min(SETUP_LIMITS.durationMs.max, Math.round(setup.durationMs * factor));
    return within({ ...setup, durationMs });
  }
  return within({ ...setup, count: Math.min(mostItems(setup), Math.ceil(setup.count * factor)) });
}

/** The set-up shortened until its limits allow it. */
function within(setup: RunSetup): RunSetup {
  if (isFeasible(setup)) return setup;
  const tooLong = Math.max(scheduleMs(setup) / SETUP_LIMITS.scheduleMs, itemsOf(setup) / mostOf(setup));
  return setup.durationMs !== null && endsByTime(setup)
    ? { ...setup, durationMs: Math.floor(setup.durationMs / tooLong) }
    : { ...setup, count: Math.max(1, Math.floor(setup.count / tooLong)) };
}
