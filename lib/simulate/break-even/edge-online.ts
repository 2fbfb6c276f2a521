import { ofLane } from '../findings/remedies';
import { type Bracket, lastThatHolds } from '../plan/bracket';
import type { Plan } from '../plan/plan';
import type { Scenario } from '../scenario/scenario';
import { withChange } from '../setup/address';
import type { SimSetup } from '../setup/fields';
import type { ServiceProfile } from '../setup/profile';
import { scenarioOf } from '../setup/scenario-of';
import type { SimulatedLane } from '../simulated-lane';
import { coarseFirst } from './coarse-first';

/** A model is used for so long after it was downloaded: the longest that a set-up plays. */
export const MODEL_DAYS = 28;
/** Requests of a run, about: so many devices are played as ask so often. */
const REQUESTS = 4000;
/** Sizes of a model, bytes. */
export const SIZES = [1e4, 1e5, 1e6, 1e7, 1e8].flatMap((size, index) =>
  index === 0 ? [size] : [size / Math.sqrt(10), size],
);
/** Requests of a user a day. */
const ASKS = { from: 0.02, to: 2000 } as const;
const RATIO = 1.1;

/** Of one size of the model: how often a user must ask so that the edge lane comes off better. `holds`: the most at which online still does. */
export interface SizeBreakEven {
  readonly bytes: number;
  readonly fewerBytes: Bracket;
  readonly quicker: Bracket;
}

/** Bytes over the network for an answer; `null` = nothing was answered. */
export type BytesOf = (scenario: Scenario, lane: SimulatedLane) => number | null;

/**
 * Edge and online beside each other: devices that download a model once and use it for some weeks. @param bytes of the download @param asks of a user a day
 */
export function edgeOnlineSetup(base: SimSetup, bytes: number, asks: number): SimSetup {
  const users = Math.max(1, Math.round(REQUESTS / (MODEL_DAYS * asks)));
  const edge = base.edge === 'off' ? 'mix' : base.edge;
  return withChange(base, {
    ...{ users, requestsPerDay: asks, peakFactor: 1, batch: 'off', online: 'on', edge, hybrids: [] },
    ...{ download: 'on', modelBytes: Math.round(bytes), autoscaling: 'off' },
    requests: Math.max(100, Math.round(users * asks * MODEL_DAYS)),
  });
}

/** Finds, for each size of a model, how often users must ask so that edge needs fewer bytes, and so that its p95 is quicker. */
export function* edgeAgainstOnline(
  base: SimSetup,
  profile: ServiceProfile,
  bytesOf: BytesOf,
  tell: (found: readonly SizeBreakEven[]) => void,
): Plan<void> {
  let found: readonly SizeBreakEven[] = [];
  // What a server does for users who ask so often is the same for every size of the model.
  const served = new Map<number, Figures>();
  for (const bytes of coarseFirst(SIZES)) {
    const onDevices = new Map<number, Figures>();
    const figures = function* (lane: 'edge' | 'online', asks: number): Plan<Figures> {
      const known = lane === 'edge' ? onDevices : served;
      const before = known.get(asks);
      if (before) return before;
      const scenario = ofLane(scenarioOf(edgeOnlineSetup(base, bytes, asks), profile), lane);
      const played: SimulatedLane = yield scenario;
      const now = { bytes: bytesOf(scenario, played), p95Ms: played.latencyMs?.p95 ?? null };
      known.set(asks, now);
      return now;
    };
    const isOnline = function* (asks: number, of: keyof Figures): Plan<boolean> {
      const edge = (yield* figures('edge', asks))[of];
      const online = (yield* figures('online', asks))[of];
      return edge === null || (online !== null && edge >= online);
    };
    const span = { ...ASKS, ratio: RATIO };
    const fewerBytes = yield* lastThatHolds((asks) => isOnline(asks, 'bytes'), span);
    const quicker = yield* lastThatHolds((asks) => isOnline(asks, 'p95Ms'), span);
    found = [...found, { bytes, fewerBytes, quicker }].toSorted((a, b) => a.bytes - b.bytes);
    tell(found);
  }
}

interface Figures {
  readonly bytes: number | null;
  readonly p95Ms: number | null;
}

/** Where a bracket is drawn: between its ends; `null` where it lies beyond what was tried. */
export const middleOf = ({ holds, breaks }: Bracket): number | null =>
  holds === null || breaks === null ? null : Math.sqrt(holds * breaks);
