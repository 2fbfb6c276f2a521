import { nearestRank } from '../../measure/percentile';
import type { ModeId } from '../../modes';
import { mostPerSecond } from '../scale/mean-service';
import { MOST_SAMPLES } from '../scenario/limits';
import { readScenario } from '../scenario/read-scenario';
import type { Scenario, ScenarioInput } from '../scenario/scenario';
import { simulateAtOnce } from '../simulate';
import type { SimulatedLane } from '../simulated-lane';
import { meanOf } from '../statistics/mean';
import { calibrateBatch, calibrateEdge, calibrateOnline } from './calibrate';
import { completedOf, type MeasuredLane } from './measured-lane';

/** How far off a simulated figure may be, as a share of the measured one. */
export const TARGETS = { meanMs: 0.08, p95Ms: 0.15, perSecond: 0.08 } as const;
export type ComparedFigure = keyof typeof TARGETS;
export const COMPARED = Object.keys(TARGETS) as readonly ComparedFigure[];

/** From here on small errors of the service time are large ones of the wait: a band is told, not a line. */
const POOR_UTILISATION = 0.9;
/** Each by chance of its own: what they differ by is the band. */
const REPLICATIONS = 20;

export type LaneTotals = Readonly<Record<ComparedFigure, number>>;

export interface Replayed {
  readonly modeId: ModeId;
  readonly requests: number;
  readonly measured: LaneTotals;
  /** Median of the replications, with the lowest and the highest. */
  readonly simulated: SimulatedTotals;
  readonly errors: LaneTotals;
  readonly utilisation: number;
  readonly isPoor: boolean;
}

/**
 * The scenario in which a lane's own arrivals come again, with what it measured of itself. @param intervalMs of a lane that gathers
 * @returns `null` where the lane has too few answers to tell anything
 */
export function replayScenario(lane: MeasuredLane, intervalMs: number): ScenarioInput | null {
  const arrivals = traceOf(lane);
  return scenarioOf(lane, { arrivals, requests: arrivals.gapsMs.length, intervalMs });
}

/** The same lane under a Poisson load that it has not measured. */
export function scenarioAtRate(
  lane: MeasuredLane,
  perSecond: number,
  requests: number,
  intervalMs = 1000,
): ScenarioInput | null {
  return scenarioOf(lane, { arrivals: { kind: 'poisson', perSecond }, requests, intervalMs });
}

interface Load {
  readonly arrivals: ScenarioInput['arrivals'];
  readonly requests: number;
  readonly intervalMs: number;
}

function scenarioOf(lane: MeasuredLane, { arrivals, requests, intervalMs }: Load): ScenarioInput | null {
  const base = { version: 1, seed: 1, requests, warmUp: 0, arrivals } as const;
  if (lane.modeId === 'batch') {
    const batch = calibrateBatch(lane);
    if (!batch) return null;
    const { serviceMs, startUpMs, chunkMs } = batch;
    const job = { serviceMs, startUpMs, chunkMs, everyMs: intervalMs, overrun: 'queue' } as const;
    return { ...base, lanes: { batch: { ...job, batchSize: MOST_OF_A_JOB, chunkItems: MOST_OF_A_JOB } } };
  }
  if (lane.modeId === 'edge') {
    const edge = calibrateEdge(lane);
    // The model was there, and warm, before the first item.
    return edge && { ...base, clients: { count: 1, classes: [ONE] }, lanes: { edge: { serviceMs: edge.serviceMs } } };
  }
  const online = calibrateOnline(lane);
  if (!online) return null;
  const { serviceMs, workers, batchMost, requestMs, roundTripMs } = online;
  return {
    ...base,
    clients: { count: 1, classes: [{ ...ONE, network: { roundTripMs } }] },
    lanes: { online: { servers: 1, workersPerServer: workers, serviceMs, batchMost, requestMs } },
  };
}

const ONE = { name: 'this device', share: 1 };
const MOST_OF_A_JOB = 65_536;

/** As many as a scenario may name, from the first on. */
function traceOf({ measurements }: MeasuredLane): { readonly kind: 'trace'; readonly gapsMs: number[] } {
  const atMs = Array.from(measurements, ({ arrivedAtMs }) => arrivedAtMs).sort((a, b) => a - b);
  return { kind: 'trace', gapsMs: atMs.slice(0, MOST_SAMPLES).map((at, index) => at - (atMs[index - 1] ?? 0)) };
}

export type SimulatedTotals = Readonly<
  Record<ComparedFigure, { readonly value: number; readonly low: number; readonly high: number }>
> & {
  /** Of the busiest of what a request passes, 0 .. 1 and beyond: what comes over what it could do in full batches. */
  readonly utilisation: number;
};

/** A scenario again and again, each time by chance of its own. @throws RangeError where it is not a valid one */
export function replicationsOf(input: ScenarioInput): readonly Scenario[] {
  const read = readScenario(input);
  if (!read.ok) throw new RangeError(read.faults.map(({ field, fault }) => `${field}: ${fault}`).join(', '));
  return Array.from({ length: REPLICATIONS }, (_, seed) => ({ ...read.scenario, seed }));
}

/** What the one lane of each replication came to. */
export function totalsFrom(scenario: Scenario, lanes: readonly SimulatedLane[]): SimulatedTotals {
  const figure = (of: (lane: SimulatedLane) => number | undefined) => {
    const values = Float64Array.from(lanes, (lane) => of(lane) ?? Number.NaN).sort();
    return { value: nearestRank(values, 0.5), low: values[0] ?? Number.NaN, high: values.at(-1) ?? Number.NaN };
  };
  const perSecond = figure((lane) => lane.throughputPerSecond);
  return {
    ...{ meanMs: figure((lane) => lane.latencyMs?.mean), p95Ms: figure((lane) => lane.latencyMs?.p95), perSecond },
    utilisation: utilisationOf(scenario, perSecond.value, meanOf(lanes.map(({ utilisation }) => utilisation))),
  };
}

/** Plays a scenario with one lane again and again at once. */
export function totalsOver(input: ScenarioInput): SimulatedTotals {
  const scenarios = replicationsOf(input);
  const [first] = scenarios;
  if (!first) throw new RangeError('There is nothing to play.');
  return totalsFrom(
    first,
    scenarios.flatMap((scenario) => simulateAtOnce(scenario, 0).lanes.slice(0, 1)),
  );
}

/** Plays a measured lane's own arrivals, and says how far off the simulated figures are. */
export function replay(lane: MeasuredLane, intervalMs: number): Replayed | null {
  const input = replayScenario(lane, intervalMs);
  if (!input) return null;
  const measured = measuredTotals(lane);
  const simulated = totalsOver(input);
  return {
    ...{ modeId: lane.modeId, requests: input.requests, measured, simulated, utilisation: simulated.utilisation },
    ...{ errors: errorsOf(simulated, measured), isPoor: isPoor(simulated) },
  };
}

/** (simulated - measured) / measured. */
export function errorsOf(simulated: SimulatedTotals, measured: LaneTotals): LaneTotals {
  const errorOf = (id: ComparedFigure) => simulated[id].value / measured[id] - 1;
  return { meanMs: errorOf('meanMs'), p95Ms: errorOf('p95Ms'), perSecond: errorOf('perSecond') };
}

/** Whether the model is known to be poor here (SPEC 5.3). */
export const isPoor = ({ utilisation, meanMs: { value, low, high } }: SimulatedTotals): boolean =>
  utilisation > POOR_UTILISATION || high - low > value / 2;

/** A worker that takes whatever waits is always busy, long before it is at its end. */
const utilisationOf = ({ lanes: { online } }: Scenario, perSecond: number, busyShare: number): number =>
  online ? perSecond / mostPerSecond(online) : busyShare;

export function measuredTotals(lane: MeasuredLane): LaneTotals {
  const completed = completedOf(lane);
  const latencies = Float64Array.from(completed, (one) => one.finishedAtMs - one.arrivedAtMs).sort();
  const lastMs = completed.reduce((last, one) => Math.max(last, one.finishedAtMs), 0);
  return {
    meanMs: meanOf(Array.from(latencies)),
    p95Ms: nearestRank(latencies, 0.95),
    perSecond: (completed.length * 1000) / lastMs,
  };
}
