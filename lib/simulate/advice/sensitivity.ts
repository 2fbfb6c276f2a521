import { ofLane } from '../findings/remedies';
import { type Bracket, lastThatHolds } from '../plan/bracket';
import type { Plan } from '../plan/plan';
import type { SimLaneId } from '../scenario/lanes-schema';
import { withChange } from '../setup/address';
import { SIM_FIELDS, type SimSetup } from '../setup/fields';
import { loadOf } from '../setup/load';
import type { ServiceProfile } from '../setup/profile';
import { scenarioOf } from '../setup/scenario-of';
import type { SimulatedLane } from '../simulated-lane';
import { atPeak } from './candidates';
import { isFresh, isInTime } from './judge';
import type { Needs } from './needs';

/** What is turned up until a lane no longer holds: requests/s at the peak; ms of an answer on the device; minutes between two runs; the share that a cache misses. */
export type LeverId = 'load' | 'device' | 'interval' | 'misses';

/** A change that holds again where the lane itself no longer does: it was simulated there. */
export interface HeldBy {
  readonly id: 'server' | 'together';
  readonly setup: SimSetup;
}

export interface Sensitivity extends Bracket {
  readonly lever: LeverId;
  /** Where the remedies were tried: a little beyond what the lane holds. */
  readonly triedAt: number | null;
  readonly heldBy: readonly HeldBy[];
}

interface Lever {
  readonly id: LeverId;
  readonly from: number;
  readonly to: number;
  readonly ratio: number;
  readonly whole?: boolean;
  setupAt(setup: SimSetup, value: number): SimSetup;
}

const BEYOND = 1.05;
/** A remedy of a call for each request. */
const TOGETHER = 8;
const SECONDS_PER_DAY = 86_400;

/** Finds, by halving over simulated runs, up to where a lane holds; and which change holds a little further on (each simulated). */
export function* sensitivityOf(
  needs: Needs,
  lane: SimLaneId,
  setup: SimSetup,
  profile: ServiceProfile,
): Plan<Sensitivity> {
  const lever = leverOf(lane, setup);
  const holds = function* (one: SimSetup): Plan<boolean> {
    const played: SimulatedLane = yield ofLane(scenarioOf(one, profile), lane);
    return isInTime(needs, one, played) && (lever.id !== 'interval' || isFresh(needs, played));
  };
  const bracket = yield* lastThatHolds((value) => holds(lever.setupAt(setup, value)), lever);
  const heldBy: HeldBy[] = [];
  const triedAt =
    lever.id === 'load' && bracket.holds !== null && bracket.breaks !== null ? bracket.breaks * BEYOND : null;
  if (triedAt !== null)
    for (const { id, change } of changesOf(setup)) {
      const changed = withChange(setup, change);
      if (yield* holds(lever.setupAt(changed, triedAt))) heldBy.push({ id, setup: lever.setupAt(changed, triedAt) });
    }
  return { ...bracket, lever: lever.id, triedAt, heldBy };
}

function changesOf({ servers, batchMost }: SimSetup) {
  const all = [
    { id: 'server', change: { servers: servers + 1 } },
    { id: 'together', change: { batchMost: TOGETHER } },
  ] as const;
  return all.filter(({ id }) => (id === 'server' ? servers < SIM_FIELDS.servers.limits.max : batchMost < TOGETHER));
}

/** From far below what is asked to far beyond it. */
const SPAN = 256;

function leverOf(lane: SimLaneId, setup: SimSetup): Lever {
  switch (lane) {
    case 'edge':
      return {
        ...{ id: 'device', from: 0.01, to: 60_000, ratio: 1.05 },
        setupAt: (one, deviceMs) => ({ ...one, deviceMs }),
      };
    case 'batch':
      return {
        ...{ id: 'interval', from: 1, to: SIM_FIELDS.batchEveryMinutes.limits.max, ratio: 1.05, whole: true },
        setupAt: (one, batchEveryMinutes) => ({ ...one, batchEveryMinutes }),
      };
    case 'cacheThenOnline':
      return {
        ...{ id: 'misses', from: 1 / 64, to: 1, ratio: 1.2 },
        setupAt: (one, misses) => ({ ...one, hitShare: 1 - misses }),
      };
    default: {
      const { peakPerSecond } = loadOf(setup);
      return {
        ...{ id: 'load', from: peakPerSecond / SPAN, to: peakPerSecond * SPAN ** 2, ratio: 1.03 },
        setupAt: (one, perSecond) => atPeak({ ...one, users: usersFor(one, perSecond) }),
      };
    }
  }
}

/** Users who ask so often at the peak. */
function usersFor({ requestsPerDay, peakFactor }: SimSetup, perSecond: number): number {
  const { min, max } = SIM_FIELDS.users.limits;
  return Math.max(min, Math.min(max, Math.round((perSecond * SECONDS_PER_DAY) / (requestsPerDay * peakFactor))));
}
