import type { ErrorReport } from '../errors';
import type { Answer } from '../model/answer';

/** What happened to one item in one lane. Times are ms on the lane's own clock, 0 = start of the lane. */
interface Timed {
  /** Position in the workload. */
  readonly item: number;
  /** When the schedule says the item existed: latency counts from here. */
  readonly arrivedAtMs: number;
  /** When the engine was handed the item. */
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

/** Where the time went, ms. What is left of the end-to-end time is the rest (see `restMs`). */
export interface Stages {
  /** Gathering: waiting for the next scheduled run (batch), 0 elsewhere. */
  readonly waitMs: number;
  /** The page's own wait: for one of the browser's connections, or for this device to take notice of an answer. */
  readonly blockedMs: number;
  /** Waiting for a free worker, on this device or on the server. */
  readonly queueMs: number;
  /** Writing down that the work was taken and done, so that no crash can lose it (batch); 0 elsewhere. */
  readonly recordMs: number;
  /** On the way to the server and back. */
  readonly transferMs: number;
  /** The model itself, for the batch the item was in. */
  readonly computeMs: number;
  /** Added on purpose: an emulated network or device, an injected stall. 0 in a run as it is. */
  readonly emulatedMs: number;
}

export interface CompletedMeasurement extends Timed {
  readonly outcome: 'completed';
  readonly stages: Stages;
  /** How many items the model worked on together. */
  readonly batchSize: number;
  readonly answer: Answer;
}

export interface UnansweredMeasurement extends Timed {
  readonly outcome: 'failed' | 'timed-out' | 'cancelled';
  readonly error: ErrorReport;
}

export type Measurement = CompletedMeasurement | UnansweredMeasurement;

/** Arrival to answer, ms (SPEC 1). */
export function latencyMs(measurement: Measurement): number {
  return measurement.finishedAtMs - measurement.arrivedAtMs;
}

/** End-to-end time that no stage claims, ms; never below 0. */
export function restMs(measurement: CompletedMeasurement): number {
  const { waitMs, blockedMs, queueMs, recordMs, transferMs, computeMs, emulatedMs } = measurement.stages;
  const claimedMs = waitMs + blockedMs + queueMs + recordMs + transferMs + computeMs + emulatedMs;
  return Math.max(0, latencyMs(measurement) - claimedMs);
}
