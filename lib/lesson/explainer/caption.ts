import { countsAt } from './phase';
import type { LaneTrace } from './trace';

/** What a lane does, told apart as far as the words differ. */
type Caption =
  | { readonly state: 'empty' }
  | { readonly state: 'done'; readonly answered: number }
  /** `nextRunInMs`: until work on one of the waiting begins. */
  | { readonly state: 'gathering'; readonly waiting: number; readonly answered: number; readonly nextRunInMs: number }
  | { readonly state: 'at-work'; readonly waiting: number; readonly working: number; readonly answered: number }
  | { readonly state: 'idle'; readonly answered: number };

/** The values of the sentence that tells what a lane does at a moment. */
export function captionAt(lane: LaneTrace, atMs: number): Caption {
  const counts = countsAt(lane, atMs);
  const { waiting, answered } = counts;
  const working = counts.travelling + counts['in-model'] + counts.returning;
  if (answered === lane.items.length) return { state: 'done', answered };
  if (counts['to-come'] === lane.items.length) return { state: 'empty' };
  if (working > 0) return { state: 'at-work', waiting, working, answered };
  if (waiting === 0) return { state: 'idle', answered };
  const starts = lane.items.filter(({ startedAtMs }) => startedAtMs > atMs).map(({ startedAtMs }) => startedAtMs);
  return { state: 'gathering', waiting, answered, nextRunInMs: Math.min(...starts) - atMs };
}
