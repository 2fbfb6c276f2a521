import type { BatchRun } from '../lanes/batch-job';
import { type Film, type StageFilm, WHERES, type Where } from './film';
import { countBelow, countUpTo } from './sorted';

/** How many are where. */
export interface StageState extends Readonly<Record<Where, number>> {
  /** Requests whose clients have given up, and which are still on their way, wait or are worked on. */
  readonly abandoned: number;
  /** Workers, devices. */
  readonly busy: number;
  readonly workers: number;
}

export interface LaneState {
  readonly stages: readonly StageState[];
  readonly arrived: number;
  readonly ended: Readonly<Record<keyof Film['endedMs'], number>>;
  /** Of its job: the run that is under way, and the last one that is over. */
  readonly run: BatchRun | null;
  readonly lastRun: BatchRun | null;
}

/** What is so at a moment, ms. Counts come from sorted times: O(log n). */
export function stateAt(film: Film, ms: number): LaneState {
  const { completed, rejected, failed, 'timed-out': timedOut } = film.endedMs;
  const count = (times: Float64Array) => (countUpTo(times, ms) - countBelow(times, film.fromMs)) * film.each;
  const begun = countUpTo(film.runStartsMs, ms);
  const newest = film.runs[begun - 1] ?? null;
  const isUnderWay = newest !== null && !(newest.endMs <= ms);
  return {
    stages: film.stages.map((stage) => stageStateAt(stage, film.each, ms)),
    arrived: count(film.arrivedMs),
    ended: {
      completed: count(completed),
      rejected: count(rejected),
      failed: count(failed),
      'timed-out': count(timedOut),
    },
    run: isUnderWay ? newest : null,
    lastRun: isUnderWay ? (film.runs[begun - 2] ?? null) : newest,
  };
}

function stageStateAt({ stage, visits, abandoned, calls, servers }: StageFilm, each: number, ms: number): StageState {
  const counts = Object.fromEntries(WHERES.map((where) => [where, visits[where].countAt(ms) * each]));
  return {
    ...(counts as Record<Where, number>),
    abandoned: abandoned.countAt(ms) * each,
    busy: calls.visits.countAt(ms),
    workers: (servers ? servers.countAt(ms) : stage.places) * stage.workersPerPlace,
  };
}

/** The next or the last moment before at which something happens in any of the films; the ends of the picture where there is none. ms */
export function stepFrom(films: readonly Film[], ms: number, direction: 1 | -1): number {
  const timelines = films.flatMap((film) => film.timelines);
  const startMs = Math.max(0, ...films.map(({ fromMs }) => fromMs));
  if (direction === 1) {
    const endMs = Math.max(0, ...films.map(({ spanMs }) => spanMs));
    return Math.min(endMs, ...timelines.map((times) => times[countUpTo(times, ms)] ?? Number.POSITIVE_INFINITY));
  }
  return Math.max(startMs, ...timelines.map((times) => times[countBelow(times, ms) - 1] ?? 0));
}
