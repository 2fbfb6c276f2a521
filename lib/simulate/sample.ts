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
  /** So many requests each of them stands for. */
  readonly each: number;
  /** From then on they are all that are under way, or as good as: those before have been answered. ms */
  readonly fromMs: number;
  /** Until then, these requests are all there were: from then on others come between, or not all was noted. ms */
  readonly untilMs: number;
}

/** The requests of a lane that were noted one by one, in order of arrival. */
export function sampleOf(id: SimLaneId, { requests, lane, nowMs, ended }: LanePlay): SampledRequests {
  const { notes, arrivedAtMs, latencyMs, waitMs, outcome, arrived } = requests;
  const { first, every, size } = notes;
  const hasBegun = notes.beginsMs === Number.POSITIVE_INFINITY;
  const count = hasBegun ? Math.min(size, Math.ceil((arrived - first) / every)) : 0;
  const at = (values: { readonly [index: number]: number }, index: number) => values[index] ?? 0;
  const lastMs = ended === 'all' ? Number.POSITIVE_INFINITY : nowMs;
  const next = first + count;
  return {
    ...{ id, each: every },
    fromMs: notes.shownFromMs,
    passages: notes.passages.columns(),
    serverChanges: notes.passages.serverChanges,
    runs: lane.job?.runs ?? [],
    untilMs: Math.min(every === 1 && arrived > next ? at(arrivedAtMs, next) : lastMs, notes.passages.cutMs),
    requests: Array.from({ length: count }, (_, row) => {
      const request = first + row * every;
      return {
        arrivedAtMs: at(arrivedAtMs, request),
        endedAtMs: at(arrivedAtMs, request) + at(latencyMs, request),
        begunMs: at(notes.begunMs, row),
        waitMs: at(waitMs, request) || 0,
        computeMs: at(notes.computeMs, row),
        otherMs: at(notes.otherMs, row),
        batchSize: at(notes.batchSize, row),
        place: at(notes.place, row),
        attempts: at(notes.attempts, row),
        outcome: OUTCOME_NAMES[at(outcome, request) as keyof typeof OUTCOME_NAMES],
      };
    }),
  };
}
