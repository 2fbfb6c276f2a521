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

/** What edge may come off better in, and by which figure that is told. */
const GAINS = { fewerBytes: 'bytes', cheaper: 'usd', quickerMedian: 'p50Ms', quicker: 'p95Ms' } as const;
export type EdgeGain = keyof typeof GAINS;
export const EDGE_GAINS = Object.keys(GAINS) as readonly EdgeGain[]; // its keys are that type

/** Of one size of the model: how often a user must ask so that the edge lane comes off better. `holds`: the most at which online still does. */
export interface SizeBreakEven extends Readonly<Record<EdgeGain, Bracket>> {
  readonly bytes: number;
}

/** Of an answer: bytes over the network, and what it costs the operator at the load of the whole fleet, USD. `null` = nothing was answered. */
export interface AnswerUse {
  readonly bytes: number;
  readonly usd: number;
}
export type UseOf = (asks: number, scenario: Scenario, lane: SimulatedLane) => AnswerUse | null;

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

/** Finds, for each size of a model, how often users must ask so that edge comes off better in each of its gains. @param useOf of one lane alone */
export function* edgeAgainstOnline(
  base: SimSetup,
  profile: ServiceProfile,
  useOf: UseOf,
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
      const now = { ...NOTHING, ...useOf(asks, scenario, played), ...timesOf(played) };
      known.set(asks, now);
      return now;
    };
    const brackets = new Map<EdgeGain, Bracket>();
    for (const gain of EDGE_GAINS) {
      const figure = GAINS[gain];
      const isOnline = function* (asks: number): Plan<boolean> {
        const edge = (yield* figures('edge', asks))[figure];
        const online = (yield* figures('online', asks))[figure];
        return edge === null || (online !== null && edge >= online);
      };
      brackets.set(gain, yield* lastThatHolds(isOnline, { ...ASKS, ratio: RATIO }));
    }
    found = [...found, { bytes, ...(Object.fromEntries(brackets) as Record<EdgeGain, Bracket>) }].toSorted(
      (a, b) => a.bytes - b.bytes,
    );
    tell(found);
  }
}

type Figures = Readonly<Record<(typeof GAINS)[EdgeGain], number | null>>;
const NOTHING: Figures = { bytes: null, usd: null, p50Ms: null, p95Ms: null };

const timesOf = ({ latencyMs }: SimulatedLane) => ({ p50Ms: latencyMs?.p50 ?? null, p95Ms: latencyMs?.p95 ?? null });

/** Where a bracket is drawn: between its ends; `null` where it lies beyond what was tried. */
export const middleOf = ({ holds, breaks }: Bracket): number | null =>
  holds === null || breaks === null ? null : Math.sqrt(holds * breaks);
