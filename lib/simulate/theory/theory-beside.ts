import type { Online } from '../scenario/lanes-schema';
import type { Scenario } from '../scenario/scenario';
import type { SimulatedLane } from '../simulated-lane';
import { daily } from '../world/day-curve';
import { serviceShape } from './service-shape';
import type { SteadyState } from './steady-state';
import { type FormulaName, type TheoryAsked, theoryFor } from './theory-for';
import { beyondFormulas, notServers, type WhyNone } from './why-no-formula';

export const BESIDE_ROWS = ['waitMean', 'waitP95', 'serverMean', 'queue', 'utilisation', 'lost'] as const;
export type BesideRowId = (typeof BESIDE_ROWS)[number];

/** A figure by the formula, and the same as it was simulated: times in ms, shares 0 .. 1, a number of requests. */
export interface BesideRow {
  readonly id: BesideRowId;
  readonly theory: number;
  /** `null` where nothing was answered. */
  readonly simulated: number | null;
  /** Whether the formula lies within the simulated figure's interval of 95 %; `null` where it has none. */
  readonly isWithin: boolean | null;
}

/** What theory says of a lane that was simulated. */
export type TheoryBeside =
  | {
      readonly state: 'steady';
      readonly name: FormulaName;
      readonly isExact: boolean;
      /** Arrivals, as the formula takes them; one of `servers` queues where they are dealt out by chance. 1/s */
      readonly perSecond: number;
      readonly workers: number;
      readonly serviceMs: number;
      readonly rows: readonly BesideRow[];
    }
  /** More comes than can be done, or just as much. `offered`: over what can be done, from 1 on. */
  | { readonly state: 'endless'; readonly name: FormulaName; readonly offered: number }
  | { readonly state: 'none'; readonly why: readonly WhyNone[] };

/** The formula that fits a lane, beside its simulated figures; or why there is none (SPEC 1.13). */
export function theoryBeside(scenario: Scenario, lane: SimulatedLane): TheoryBeside {
  const { online } = scenario.lanes;
  const other = notServers(lane.id);
  if (other || !online) return { state: 'none', why: [other ?? 'two-parts'] };
  const service = serviceShape(online.serviceMs);
  const stream = streamOf(scenario);
  const theory = service && theoryFor(askedOf(online, stream, service));
  const why: readonly WhyNone[] = [
    ...(theory?.state === 'none' ? [theory.why] : []),
    ...beyondFormulas(online, scenario.arrivals),
    ...(service ? [] : ['unknown-spread' as const]),
  ];
  if (why.length > 0 || !service || theory?.state !== 'applies') return { state: 'none', why };
  const { name, isExact, figures } = theory;
  if (figures.state !== 'steady') return { state: 'endless', name, offered: figures.offeredUtilisation };
  const { perSecond, servers: workers } = askedOf(online, stream, service);
  const rows = rowsOf(figures, lane, queuesOf(online));
  return { state: 'steady', name, isExact, perSecond, workers, serviceMs: service.meanMs, rows };
}

type Stream = Pick<TheoryAsked, 'arrivals' | 'perSecond' | 'gapCv'>;

function streamOf({ arrivals, clients }: Scenario): Stream {
  switch (arrivals.kind) {
    case 'poisson':
      return { arrivals: 'poisson', perSecond: arrivals.perSecond };
    case 'constant': {
      // A network whose time differs from one message to the next spreads even gaps.
      const isSpread = clients?.classes.some(({ network, offline }) => network !== null || offline !== null) ?? false;
      return { arrivals: isSpread ? 'varying' : 'constant', perSecond: arrivals.perSecond };
    }
    case 'daily':
    case 'users': {
      const { perSecond, shape } = daily(arrivals);
      return { arrivals: shape.peakFactor === 1 && shape.weekendFactor === 1 ? 'poisson' : 'varying', perSecond };
    }
    case 'closed':
      return { arrivals: 'closed', perSecond: 1 };
    default:
      return { arrivals: 'varying', perSecond: 1 };
  }
}

/** Equal queues that know nothing of each other, each with its part of the requests. */
const queuesOf = ({ servers, balancing }: Online) => (balancing === 'random' ? servers : 1);

function askedOf(online: Online, stream: Stream, service: TheoryAsked['service']): TheoryAsked {
  const { servers, workersPerServer, queueMost: places } = online;
  const queues = queuesOf(online);
  return {
    ...stream,
    perSecond: stream.perSecond / queues,
    servers: (servers * workersPerServer) / queues,
    service,
    places,
  };
}

function rowsOf(figures: SteadyState, lane: SimulatedLane, queues: number): readonly BesideRow[] {
  const { waitMs, pools, busySeconds, requests, rejected } = lane;
  const calls = pools[0]?.calls ?? 0;
  // Of the time at the server: the wait as each request had it, and the work as the workers had it.
  const workMs = calls > 0 ? (busySeconds * 1000) / calls : null;
  const isWithin =
    waitMs?.low == null || waitMs.high === null
      ? null
      : figures.waitMsMean >= waitMs.low && figures.waitMsMean <= waitMs.high;
  const row = (
    id: BesideRowId,
    theory: number,
    simulated: number | null,
    within: boolean | null = null,
  ): BesideRow => ({
    ...{ id, theory, simulated },
    isWithin: within,
  });
  return [
    row('waitMean', figures.waitMsMean, waitMs?.mean ?? null, isWithin),
    ...(figures.waitMs ? [row('waitP95', figures.waitMs.p95, waitMs?.p95 ?? null)] : []),
    row('serverMean', figures.latencyMsMean, waitMs && workMs !== null ? waitMs.mean + workMs : null),
    row('queue', figures.queueLengthMean * queues, whileTheyCome(lane, lane.windows.queue)),
    row('utilisation', figures.utilisation, whileTheyCome(lane, lane.windows.utilisation)),
    row('lost', figures.lossShare, requests > 0 ? rejected / requests : null),
  ];
}

/**
 * The mean of a level over the windows in which requests came, but the last of them, of which they may have come in a part. What is answered long after the
 * others, such as after a loss, makes a run longer, and its servers have nothing to do then.
 */
function whileTheyCome({ windows: { arrived } }: SimulatedLane, levels: readonly number[]): number {
  const end = Math.max(
    1,
    arrived.findLastIndex((count) => count > 0),
  );
  return levels.slice(0, end).reduce((sum, level) => sum + level, 0) / end;
}
