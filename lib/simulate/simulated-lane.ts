import type { SimLaneId } from './scenario/lanes-schema';
import type { ReplicatedFigure } from './statistics/over-replications';

/** A mean with its 95 % interval, and percentiles (nearest rank); ms. */
export interface TimeFigures {
  readonly mean: number;
  /** `null` = the run is too short to tell how far off the mean may be. */
  readonly low: number | null;
  readonly high: number | null;
  /** The interval is wider than a quarter of the mean on either side, or cannot be told: the figure says little. */
  readonly isTooWide: boolean;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  /** Of the percentiles (SPEC 2.7, 2.10); `null` where there are too few answers for one, or more than are looked through once more. */
  readonly ends: Readonly<Record<PercentileName, Ends | null>>;
}

export type PercentileName = 'p50' | 'p90' | 'p95' | 'p99';

/** Of a 95 % interval. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** Of what is counted of a lane; `null` where the run does not tell, as where its load never settles. */
export type LaneEnds = Readonly<
  Record<'utilisation' | 'queueLengthMean' | 'completed' | 'rejected' | 'failed' | 'timedOut', Ends | null>
>;

/** How a lane did over time: windows of equal width, from the start of the run. */
export interface Windows {
  readonly widthMs: number;
  /** Requests that came in each. */
  readonly arrived: readonly number[];
  readonly completed: readonly number[];
  /** Of those that came in it: rejected, failed or timed out. */
  readonly unanswered: readonly number[];
  /** Of those that came in it and were answered; `null` of none. ms */
  readonly p50Ms: readonly (number | null)[];
  readonly p95Ms: readonly (number | null)[];
  /** Mean length of all queues. */
  readonly queue: readonly number[];
  /** Share of workers or devices that were busy, in the part of the lane that was busiest in it. */
  readonly utilisation: readonly number[];
  /** Workers of servers that were up, workers of a job, devices. */
  readonly workers: readonly number[];
}

/** What was left out at the start. */
export interface WarmUp {
  readonly requests: number;
  readonly untilMs: number;
  /** `found`: MSER-5. `given`: by the scenario. `too-short`: MSER-5 cannot tell, nothing is left out. `not-steady`: such a lane or load never settles. */
  readonly how: 'found' | 'given' | 'too-short' | 'not-steady';
}

/** Of a pool of servers. */
export interface PoolFigures {
  readonly attempts: number;
  readonly calls: number;
  readonly itemsPerCall: number;
  /** Share of what the model answered for clients that had given up. */
  readonly wastedShare: number;
  /** After the warm-up, as that of the lane. */
  readonly utilisation: number;
  /** In the busiest of sixty windows of the whole run. */
  readonly utilisationMost: number;
  /** Busy time of its workers in the whole run, s. */
  readonly busySeconds: number;
  /** Servers paid for, over time. */
  readonly serverSeconds: number;
  readonly mostServers: number;
  readonly serverStarts: number;
  readonly serverFailures: number;
}

export interface JobFigures {
  readonly utilisation: number;
  readonly runs: number;
  readonly skipped: number;
  readonly late: number;
  readonly chunkFailures: number;
  /** From when a run was due to its end: of the first 2,000 runs that had something to do. */
  readonly runMsMean: number | null;
  readonly runMsMost: number | null;
  /** How old the newest answers are, on the mean over time and at most, from when their run was due; `null` before two runs. */
  readonly ageMsMean: number | null;
  readonly ageMsMost: number | null;
}

export interface FleetFigures {
  readonly devices: number;
  readonly utilisation: number;
  readonly downloads: number;
  readonly downloadedBytes: number;
  readonly coldStarts: number;
  readonly withoutCharge: number;
  readonly throttled: number;
  readonly joules: number;
}

/** How a lane was simulated that has more requests than are played one by one (SPEC 6). */
export interface Approximation {
  /** `part`: a part of the requests, then as many times. `hours`: windows of time, each at its rate. `devices`: some of them. `items`: each stands for many. */
  readonly method: 'part' | 'hours' | 'devices' | 'items';
  /** So many requests were played one by one. */
  readonly played: number;
  /** The same method against an exact run of the same scenario, cut short: (approximated - exact) / exact. `null` where it cannot be told. */
  readonly checked: { readonly requests: number; readonly meanError: number | null; readonly p95Error: number | null };
}

type Percentiles = Readonly<Record<PercentileName, ReplicatedFigure>>;

/** How far the figures of several replications may be off (SPEC 2.4, 2.10); that of a mean time stands with it. */
export interface Replicated {
  readonly count: number;
  /** `null` where nothing was completed. */
  readonly waitMs: Percentiles | null;
  readonly latencyMs: Percentiles | null;
  /** Of all requests. */
  readonly shares: Readonly<Record<'completed' | 'rejected' | 'failed' | 'timedOut' | 'unfinished', ReplicatedFigure>>;
  readonly hitShare: ReplicatedFigure | null;
  readonly utilisation: ReplicatedFigure;
  readonly queueLengthMean: ReplicatedFigure;
  readonly throughputPerSecond: ReplicatedFigure;
}

/** All that is computed of a lane that was simulated. Counts are of all requests; times, of those after the warm-up. */
export interface SimulatedLane {
  readonly id: SimLaneId;
  readonly requests: number;
  readonly completed: number;
  readonly rejected: number;
  readonly failed: number;
  readonly timedOut: number;
  /** Where the run had to end before: those that were still open. */
  readonly unfinished: number;
  readonly ended: 'all' | 'queue-without-end' | 'events-without-end';
  readonly warmUp: WarmUp;
  /** In queues; `null` when nothing was completed. */
  readonly waitMs: TimeFigures | null;
  /** Arrival to answer. */
  readonly latencyMs: TimeFigures | null;
  /** Of the part that is busiest, after the warm-up. Pools, job and fleet have each their own. */
  readonly utilisation: number;
  readonly queueLengthMean: number;
  /** Of the longest of its queues; 0 of a fleet, where each device has its own. */
  readonly queueLengthMost: number;
  /** Completed, over the time from the end of the warm-up to the last answer. */
  readonly throughputPerSecond: number;
  /** From the start to the last end, ms of simulated time. */
  readonly spanMs: number;
  /** Busy time of workers or devices, s. */
  readonly busySeconds: number;
  readonly pools: readonly PoolFigures[];
  readonly job: JobFigures | null;
  readonly fleet: FleetFigures | null;
  /** Share of requests that were answered in advance; `null` where nothing is. */
  readonly hitShare: number | null;
  readonly windows: Windows;
  /** Latencies at evenly spaced shares of the completed requests, from the shortest to the longest: a curve of 201 points. ms */
  readonly curveMs: readonly number[];
  /** The same of waits. */
  readonly waitCurveMs: readonly number[];
  readonly events: number;
  /** Of shares of all requests, and of what stood over time. `null` of a lane that was approximated: what it is off by is not chance. */
  readonly ends: LaneEnds | null;
  /** Absent: it was played once. */
  readonly replicated?: Replicated;
  /** Absent: every request was played. */
  readonly approximation?: Approximation;
}
