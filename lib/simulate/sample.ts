import type { PassageColumns, ServerChange } from './events/passages';
import { COMPLETED, FAILED, PENDING, REJECTED, TIMED_OUT } from './events/requests';
import type { BatchRun } from './lanes/batch-job';
import type { LanePlay } from './play-lane';
import type { SimLaneId } from './scenario/lanes-schema';

/** Requests of a lane that are told one by one in a file: more than that, and a page that opens it would be slow. */
export const MOST_SAMPLED = 100_000;

export const OUTCOME_NAMES = {
  [PENDING]: 'open',
  [COMPLETED]: 'completed',
  [REJECTED]: 'rejected',
  [FAILED]: 'failed',
  [TIMED_OUT]: 'timed-out',
} as const;
export type OutcomeName = (typeof OUTCOME_NAMES)[keyof typeof OUTCOME_NAMES];

/** What became of one request of a lane, and when; ms. */
export interface SampledRequest {
  readonly arrivedAtMs: number;
  /** When its client had its answer, or was told that there is none; NaN while it is open. */
  readonly endedAtMs: number;
  /** When the model began with it; NaN where it never did. */
  readonly begunMs: number;
  readonly waitMs: number;
  readonly computeMs: number;
  /** Start-up, downloads, chunks that were read and written. */
  readonly otherMs: number;
  readonly batchSize: number;
  /** The server, worker or device; -1 = none. */
  readonly place: number;
  readonly attempts: number;
  readonly outcome: OutcomeName;
}

export interface SampledRequests {
  readonly id: SimLaneId;
  readonly requests: readonly SampledRequest[];
  readonly passages: PassageColumns;
  readonly serverChanges: readonly ServerChange[];
  /** Of its job, the first ones. */
  readonly runs: readonly BatchRun[];
  /** Until then, these requests are all there were: from then on others come between, or not all was noted. ms */
  readonly untilMs: number;
}

/** The requests of a lane that were noted one by one, in order of arrival. */
export function sampleOf(id: SimLaneId, { requests, lane, nowMs, ended }: LanePlay): SampledRequests {
  const { notes, arrivedAtMs, latencyMs, waitMs, outcome } = requests;
  const count = Math.min(notes.size, requests.arrived);
  const at = (values: { readonly [index: number]: number }, index: number) => values[index] ?? 0;
  const lastMs = ended === 'all' ? Number.POSITIVE_INFINITY : nowMs;
  return {
    id,
    passages: notes.passages.columns(),
    serverChanges: notes.passages.serverChanges,
    runs: lane.job?.runs ?? [],
    untilMs: Math.min(requests.arrived > count ? at(arrivedAtMs, count) : lastMs, notes.passages.cutMs),
    requests: Array.from({ length: count }, (_, index) => ({
      arrivedAtMs: at(arrivedAtMs, index),
      endedAtMs: at(arrivedAtMs, index) + at(latencyMs, index),
      begunMs: at(notes.begunMs, index),
      waitMs: at(waitMs, index) || 0,
      computeMs: at(notes.computeMs, index),
      otherMs: at(notes.otherMs, index),
      batchSize: at(notes.batchSize, index),
      place: at(notes.place, index),
      attempts: at(notes.attempts, index),
      outcome: OUTCOME_NAMES[at(outcome, index) as keyof typeof OUTCOME_NAMES],
    })),
  };
}
